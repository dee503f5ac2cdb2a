"""Rows about events in, one line per event out, as lists and pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.dates import interval_words, precision_words
from server.solutions import Row, grouped, iris, literal


@dataclass(frozen=True, slots=True)
class EventLine:
    """What a list says about an event; several types or statuses mean that reports differ."""

    iri: str
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    when: str
    precision: str


def event_line(event: str, rows: Sequence[Row]) -> EventLine:
    time, begin, finish = (literal(rows, name) for name in ("time", "begin", "finish"))
    return EventLine(
        event,
        tuple(iris(rows, "type")),
        tuple(iris(rows, "status")),
        interval_words(time, begin, finish),
        precision_words(time, begin, finish),
    )


def event_lines(rows: Sequence[Row]) -> list[EventLine]:
    """Return the events of the rows in order of appearance."""
    return [event_line(event, found) for event, found in grouped(rows, "event").items()]
