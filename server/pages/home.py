"""The home page: what this is, how much there is, what happened last."""

from __future__ import annotations

from flask import Blueprint

from kg.vocab import DIPL, FOAF, SCHEMA
from server.events import event_lines
from server.kinds import LISTINGS
from server.pages.frame import page_labels, render, select
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


@blueprint.get("/")
def home() -> str:
    """Return the home page."""
    labels = page_labels()
    counts = select(vocabulary.COUNTS)
    latest = select(lists.LATEST_EVENTS)
    labels.learn(latest, "event")
    return render("home.html", labels, counts=_counts(counts), events=event_lines(latest))


def _counts(rows: Rows) -> list[tuple[str, str, int]]:
    by_class = {row["kind"]: number(row, "count") for row in rows}
    return [(path, name, sum(by_class.get(c, 0) for c in classes)) for path, name, classes in _COUNTED]
