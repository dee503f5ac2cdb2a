"""Lexical forms of xsd:date, xsd:gYearMonth and xsd:gYear as closed intervals of days."""

from __future__ import annotations

import calendar
from datetime import date


def bounds(lexical: str | None) -> tuple[date, date] | None:
    """Return first and last day that "2021", "2021-09" or "2021-09-14" covers; ``None`` for nothing."""
    if not lexical:
        return None
    parts = [int(part) for part in lexical.split("-")]
    match parts:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        case [year, month, day]:
            return date(year, month, day), date(year, month, day)
    raise ValueError(f"{lexical!r} is not a date, a month or a year")
