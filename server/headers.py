"""Headers of every answer: what browsers may do with it, who may read it, which version it is of."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from flask import Flask, Response, g, request
from werkzeug.exceptions import PreconditionFailed

from kg.store.pool.running import new_identifier
from server import media
from server.problems import problem_of, problem_response

_CLOSED = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
# Pages have one style sheet, no script, and never call another host.
PAGE_POLICY = f"{_CLOSED}; style-src 'self'; img-src 'self' data:; form-action 'self'"
# The query editor is a script, which asks this server for names, and sets styles to place its parts.
EDITOR_POLICY = (
    f"{_CLOSED}; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'"
)
# Data is no page, even where a browser shows it as one: XML may hold elements of HTML.
DATA_POLICY = f"{_CLOSED}; form-action 'none'; sandbox"
_WITH_EDITOR = "sparql.endpoint"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # What is read without credentials is public; a token is no credential that a browser adds by itself.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(
        (
            "Content-Disposition",
            "Content-Location",
            "Dataset-Version",
            "ETag",
            "Link",
            "Location",
            "Quarantine-Key",
            "Query-Id",
            "Request-Id",
            "Retry-After",
            "WWW-Authenticate",
        )
    ),
}
_OF_PAGES = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OF_DATA = {"Content-Security-Policy": DATA_POLICY, "Cross-Origin-Resource-Policy": "cross-origin"}
# A browser keeps these as files; what they hold begins with what it likes.
_DOWNLOADS = {"text/csv": "csv", "text/tab-separated-values": "tsv"}
_MTIME = slice(4, 8)  # of what gzip has packed
_PREFLIGHT = {
    "Access-Control-Allow-Headers": (
        "Accept, Authorization, Content-Encoding, Content-Type, If-Match, If-None-Match, Query-Id, Slug"
    ),
    "Access-Control-Max-Age": "86400",
}


def register(app: Flask) -> None:
    """Set the headers on every answer of ``app``, and its name, by which the log has it too."""

    @app.before_request
    def name_request() -> None:
        g.request_id = new_identifier()

    @app.after_request
    def set_headers(response: Response) -> Response:
        response.headers.update(ALWAYS)
        if response.content_encoding == "gzip" and not response.is_streamed:
            _drop_packing_time(response)
        if request.endpoint != "static":
            response.vary.add("Accept")
            response.headers.setdefault("Cache-Control", "no-cache")
        if "dataset_version" in g:
            response.headers["Dataset-Version"] = str(g.dataset_version)
            _tag(response)
        _make_conditional(response)
        _set_policy(response)
        response.headers["Request-Id"] = g.request_id
        if query_id := g.get("query_id"):
            response.headers["Query-Id"] = query_id
        if request.method == "OPTIONS":
            response.headers.update(_PREFLIGHT)
            response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
        return response


def _set_policy(response: Response) -> None:
    """Say what a browser may do with an answer; one that is not sent again keeps what it had."""
    if response.status_code == HTTPStatus.NOT_MODIFIED:
        del response.headers["Content-Type"]
    elif response.mimetype == media.HTML and request.method != "OPTIONS":
        policy = EDITOR_POLICY if request.endpoint == _WITH_EDITOR else PAGE_POLICY
        response.headers.update({**_OF_PAGES, "Content-Security-Policy": policy})
    else:
        response.headers.update(OF_DATA)
        if suffix := _DOWNLOADS.get(response.mimetype or ""):
            response.headers["Content-Disposition"] = f'attachment; filename="results.{suffix}"'


def _tag(response: Response) -> None:
    """Tag what has no tag yet by its content; packed it is another one, so this comes after the packing."""
    whole = response.status_code == HTTPStatus.OK and not response.is_streamed
    if whole and request.method in ("GET", "HEAD") and "ETag" not in response.headers:
        content = hashlib.sha256(response.get_data()).hexdigest()
        response.set_etag(f"{g.dataset_version}-{content[:32]}")


def _make_conditional(response: Response) -> None:
    """Say no more than that, where the client has this answer already or wants no other than one it knows."""
    if request.method in ("GET", "HEAD"):
        if response.status_code == HTTPStatus.OK and "ETag" in response.headers:
            response.make_conditional(request)
        if response.status_code == HTTPStatus.PRECONDITION_FAILED:
            _tell_condition(response)


def _drop_packing_time(response: Response) -> None:
    """Make the same content the same bytes: MTIME 0 is no time (RFC 1952, section 2.3.1)."""
    packed = response.get_data()
    response.set_data(packed[: _MTIME.start] + bytes(4) + packed[_MTIME.stop :])


def _tell_condition(response: Response) -> None:
    """Say, in place of the answer, that it is not what If-Match asks for (RFC 9110, section 13.1.1)."""
    problem = problem_response(
        problem_of(PreconditionFailed("This is not, or no longer, what If-Match says."))
    )
    response.data, response.content_type = problem.data, problem.content_type or media.PROBLEM
    del response.headers["Content-Encoding"]
