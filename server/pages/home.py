"""The home page: what this is, how much there is, what happened last."""

from __future__ import annotations

from flask import Blueprint, Response

from kg.vocab import DIPL, FOAF, SCHEMA
from server.events import EventLine, event_lines
from server.kinds import LISTINGS
from server.labels import Labels
from server.openapi import document, operating
from server.pages.frame import kept, page_labels, render, select
from server.queries import lists, vocabulary
from server.solutions import Rows, number

blueprint = Blueprint("home", __name__)

_COUNTED = (
    ("articles", "articles", (SCHEMA["NewsArticle"],)),
    ("events", "events", (DIPL["DiplomaticEvent"],)),
    ("persons", "persons", (FOAF["Person"],)),
    ("states", "states", LISTINGS["states"].classes),
    ("organisations", "organisations", LISTINGS["organisations"].classes),
    ("initiatives", "initiatives and agreements", LISTINGS["initiatives"].classes),
)
# Of the HTTP interface, and of the SPARQL endpoint.
_DESCRIPTIONS = ((document.PATH, operating.OPENAPI), ("/sparql", "text/turtle"))


@blueprint.get("/")
def home() -> Response:
    """Return the home page, which leads to the descriptions of the service (RFC 8631)."""
    labels, counts, events = kept("home", _read)
    body = render("home.html", labels, counts=counts, events=events)
    response = Response(body, content_type="text/html; charset=utf-8")
    for address, media_type in _DESCRIPTIONS:
        response.headers.add("Link", f'<{address}>; rel="service-desc"; type="{media_type}"')
    return response


def _read() -> tuple[Labels, list[tuple[str, str, int]], list[EventLine]]:
    labels, latest = page_labels(), select(lists.LATEST_EVENTS)
    labels.learn(latest, "event")
    return labels, _counts(select(vocabulary.COUNTS)), event_lines(latest)


def _counts(rows: Rows) -> list[tuple[str, str, int]]:
    by_class = {row["kind"]: number(row, "count") for row in rows}
    return [(path, name, sum(by_class.get(c, 0) for c in classes)) for path, name, classes in _COUNTED]
