"""The list pages, paged and with plain GET filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from flask import Blueprint, request
from werkzeug.exceptions import NotFound

from kg.iri import folded
from server.events import EventLine, event_lines
from server.kinds import LISTINGS, Listing
from server.labels import Labels
from server.links import is_iri
from server.pages.frame import kept, page_labels, render, select
from server.queries import lists
from server.solutions import Row, Rows, grouped, iris, number

blueprint = Blueprint("listing", __name__)

PAGE_SIZE = 50

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Things:
    """A list of things in order, with the number of mentions of each; the labels are not added to."""

    labels: Labels
    counts: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class _Articles:
    labels: Labels
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class _Events:
    """All events, the latest first, and by what they can be chosen; the labels are not added to."""

    labels: Labels
    lines: Sequence[EventLine]
    choices: Mapping[str, Sequence[str]]


@blueprint.get("/<any(persons, states, organisations, initiatives):name>")
def things(name: str) -> str:
    """Return a page of the list of persons, states, organisations or initiatives."""
    listing = LISTINGS[name]
    found = kept(name, lambda: _things(listing))
    shown, pager = paged(found.counts)
    return render("things.html", found.labels, title=listing.title, things=shown, pager=pager)


def _things(listing: Listing) -> _Things:
    labels = page_labels()
    rows = [row for cls in listing.classes for row in select(lists.THINGS, kind=cls)]
    labels.learn(rows, "thing", label="name")
    counts = {
        iri: max(number(row, "count") for row in found) for iri, found in grouped(rows, "thing").items()
    }
    ordered = sorted(counts, key=lambda iri: (folded(labels.of(iri)), iri))
    return _Things(labels, [(iri, counts[iri]) for iri in ordered])


@blueprint.get("/articles")
def articles() -> str:
    """Return a page of the list of articles, newest first."""
    found = kept("articles", _articles)
    shown, pager = paged(found.rows)
    return render("articles.html", found.labels, articles=shown, pager=pager)


def _articles() -> _Articles:
    rows = grouped(select(lists.ARTICLES), "article")
    labels = page_labels()
    labels.learn([row for found in rows.values() for row in found], "article", label="headline")
    return _Articles(labels, [found[0] for found in rows.values()])


@blueprint.get("/events")
def events() -> str:
    """Return a page of the list of events, filtered by type, status and state or organisation."""
    everything = kept("events", _events)
    filters = {name: request.args.get(name, "").strip() for name in ("type", "status", "state")}
    shown, pager = paged(_matching(everything.lines, filters))
    values = {"filters": filters, "choices": everything.choices}
    return render("events.html", everything.labels, events=shown, pager=pager, **values)


def _events() -> _Events:
    labels = page_labels()
    rows = select(lists.ALL_EVENTS)
    states = select(lists.THINGS, kind=LISTINGS["states"].classes[0])
    labels.learn(rows, "event")
    labels.learn(states, "thing", label="name")
    choices = {"type": iris(rows, "type"), "status": iris(rows, "status"), "state": iris(states, "thing")}
    by_label = {name: _by_label(found, labels) for name, found in choices.items()}
    return _Events(labels, event_lines(rows), by_label)


def _matching(lines: Sequence[EventLine], filters: Mapping[str, str]) -> Sequence[EventLine]:
    kept = [
        line
        for line in lines
        if (not filters["type"] or filters["type"] in line.types)
        and (not filters["status"] or filters["status"] in line.statuses)
    ]
    if not filters["state"]:
        return kept
    of_state = set(iris(_events_of(filters["state"]), "event"))
    return [line for line in kept if line.iri in of_state]


def _events_of(state: str) -> Rows:
    return select(lists.EVENTS_OF, actor=state) if is_iri(state) else []


def _by_label(found: Sequence[str], labels: Labels) -> list[str]:
    return sorted(found, key=lambda iri: (folded(labels.of(iri)), iri))


def paged(found: Sequence[T], size: int = PAGE_SIZE) -> tuple[Sequence[T], dict[str, object]]:
    """Return the page that ``?page=`` asks for, and what the links to its neighbours need."""
    last = max(1, -(-len(found) // size))
    asked = request.args.get("page", "1")
    page = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    if not 1 <= page <= last:
        raise NotFound(f"There are pages 1 to {last} here, no page {asked!r}.")
    start = (page - 1) * size
    pager: dict[str, object] = {
        "page": page,
        "last": last,
        "total": len(found),
        "previous": _address(page - 1) if page > 1 else None,
        "next": _address(page + 1) if page < last else None,
    }
    return found[start : start + size], pager


def _address(page: int) -> str:
    others = {name: value for name, value in request.args.items() if name != "page"}
    return "?" + urlencode({**others, "page": page})
