"""``POST /articles``: articles that are read, checked and stored when they are sent.

One article is told by its own address, or by the report on why its graph does not conform. Many, one
JSON object per line, are told by what became of each.
"""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, g, jsonify, request
from werkzeug.exceptions import UnsupportedMediaType

from kg.edits import MANY, Received, Settled
from kg.errors import ArticleError, ConformanceError
from kg.tokens import Scope
from server.access import require
from server.changes import editing
from server.dataset import dataset
from server.links import address
from server.uploads import allow_upload, unpacked

blueprint = Blueprint("articles", __name__)

ONE = ("text/plain", "text/markdown", "text/html", "application/json")


@blueprint.post("/articles")
def post() -> Response:
    """Store what is sent: 201 for a new article, 200 for one that was there and for many.

    Of many, those for which the time is too short are told as not reached; whatever is told as stored is.
    """
    require(Scope.WRITE)
    allow_upload()
    media_type = request.mimetype
    if media_type not in (*ONE, *MANY):
        raise UnsupportedMediaType(f"Send an article as {', '.join(ONE)}, or many as {MANY[0]}.")
    body = unpacked(request.get_data(cache=False), request.headers.get("Content-Encoding", ""))
    name = request.args.get("name") or request.headers.get("Slug", "")
    received, report = editing().articles(_utf8(body, media_type), media_type, name)
    g.dataset_version = received.version
    if media_type in MANY or len(received.articles) != 1:
        return _summary(received)
    return _told(received, received.articles[0], report)


def _utf8(body: bytes, media_type: str) -> bytes:
    """Return text that says its character set in UTF-8; HTML and JSON say theirs themselves."""
    charset = request.mimetype_params.get("charset")
    if charset is None or media_type not in ("text/plain", "text/markdown"):
        return body
    try:
        return body.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError) as error:
        raise UnsupportedMediaType("The body is not in the character set that its type names.") from error


def _told(received: Received, article: Settled, report: str) -> Response:
    if article.outcome == "rejected":
        source, _, why = article.detail.partition(": ")
        raise ArticleError(source, why)
    if article.outcome == "quarantined":
        raise ConformanceError(article.detail, report, article.quarantined)
    response = _summary(received)
    response.status_code = 201 if article.outcome == "stored" else 200
    response.headers["Location"] = _location(article)
    return response


def _summary(received: Received) -> Response:
    articles = [
        {name: value for name, value in asdict(article).items() if value} for article in received.articles
    ]
    return jsonify(version=received.version, **received.counts, articles=articles)


def _location(article: Settled) -> str:
    return request.host_url.rstrip("/") + address(article.iri, dataset().base_iri)
