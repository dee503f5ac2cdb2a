"""Date literals in, words for people out; the words never claim more precision than the literal."""

from __future__ import annotations

import re

from kg.knowledge.facts import Text

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LITERAL = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d))?)?)?")


def date_words(literal: Text | None) -> str:
    """Return ``12 March 2025``, ``March 2025`` or ``2025`` for a date literal, its text if it is none."""
    if literal is None:
        return ""
    match = _LITERAL.match(literal.value)
    if match is None:
        return literal.value
    year, month, day, clock = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year
    words = f"{_MONTHS[int(month) - 1]} {year}"
    return words if day is None else f"{int(day)} {words}" + (f", {clock}" if clock else "")


def interval_words(time: Text | None, begin: Text | None, end: Text | None) -> str:
    """Return when an event happened, from its time stamp or its closed bounds."""
    if time is not None:
        return date_words(time)
    if begin is not None and end is not None:
        return date_words(begin) if begin == end else f"between {date_words(begin)} and {date_words(end)}"
    if begin is not None:
        return f"on or after {date_words(begin)}"
    return f"on or before {date_words(end)}" if end is not None else "date not known"


def precision_words(time: Text | None, begin: Text | None, end: Text | None) -> str:
    """Return how exactly the date is known: day, month, year, interval or unknown."""
    if time is not None:
        return {"date": "day", "dateTime": "day", "gYearMonth": "month", "gYear": "year"}.get(
            time.datatype.rpartition("#")[2], ""
        )
    return "interval" if begin or end else "unknown"
