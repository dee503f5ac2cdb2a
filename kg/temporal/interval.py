"""Calendar arithmetic on closed intervals of days, and their literals (XSD 1.1 part 2, 3.3.9-3.3.13).

Raises OverflowError where a result leaves the years 1 to 9999.
"""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date, timedelta

from kg.model import DateInterval, Precision
from kg.temporal.expression import Section, Unit
from kg.vocab import XSD

_MONTHS_OF = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.FISCAL_YEAR: 12} | {
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
_DAYS_OF = {Unit.DAY: 1, Unit.WEEK: 7, Unit.WEEKEND: 7}
_FISCAL_YEAR_BEGINS = 10  # month; 31 U.S. Code 1102
_PRECISIONS = {Unit.DAY: Precision.DAY, Unit.MONTH: Precision.MONTH, Unit.YEAR: Precision.YEAR}
_SATURDAY = 5
# How much of a period its rough parts cover, as fractions from its begin to its end.
_FRACTIONS = {
    Section.EARLY: (0, 1 / 3),
    Section.MID: (1 / 3, 2 / 3),
    Section.LATE: (2 / 3, 1),
    Section.START: (0, 1 / 4),
    Section.END: (3 / 4, 1),
    Section.FIRST_HALF: (0, 1 / 2),
    Section.SECOND_HALF: (1 / 2, 1),
}
# The same in days of a month and in days of a week, where fractions would be odd.
_DAYS_OF_MONTH = {
    Section.EARLY: (1, 10),
    Section.MID: (11, 20),
    Section.LATE: (21, 31),
    Section.START: (1, 10),
    Section.END: (21, 31),
    Section.FIRST_HALF: (1, 15),
    Section.SECOND_HALF: (16, 31),
    Section.FIRST_WEEK: (1, 7),
    Section.SECOND_WEEK: (8, 14),
    Section.THIRD_WEEK: (15, 21),
    Section.LAST_WEEK: (22, 31),
}
_DAYS_OF_WEEK = {
    Section.EARLY: (0, 2),
    Section.MID: (1, 3),
    Section.LATE: (3, 6),
    Section.START: (0, 1),
    Section.END: (3, 6),
    Section.FIRST_HALF: (0, 3),
    Section.SECOND_HALF: (3, 6),
}


def days(begin: date | None, end: date | None) -> DateInterval | None:
    """Return the interval without one literal, or ``None`` where it is empty or wholly unknown."""
    if begin is None and end is None:
        return None
    if begin and end and begin > end:
        return None
    return DateInterval(begin, end, Precision.INTERVAL)


def one_day(day: date) -> DateInterval:
    return DateInterval(day, day, Precision.DAY)


def shifted(day: date, months: int) -> date:
    """Return the day ``months`` months on, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError(f"year {year} is outside the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months(begin: date, count: int) -> tuple[date, date]:
    """Return the first and the last day of ``count`` months from the first of a month."""
    if (begin.year, begin.month) == (MAXYEAR, 13 - count):
        return begin, date.max
    return begin, shifted(begin, count) - timedelta(days=1)


def moved(day: date, unit: Unit, count: int) -> date:
    """Return the day ``count`` units on."""
    if unit in _DAYS_OF:
        return day + timedelta(days=count * _DAYS_OF[unit])
    return shifted(day, count * _MONTHS_OF[unit])


def period(day: date, unit: Unit, offset: int = 0) -> DateInterval:
    """Return the week, month, ... that covers ``day``, or the one ``offset`` units on."""
    if unit is Unit.DAY:
        return one_day(moved(day, unit, offset))
    if unit in _DAYS_OF:
        monday = moved(day, Unit.WEEK, offset) - timedelta(days=day.weekday())
        begin = monday + timedelta(days=_SATURDAY) if unit is Unit.WEEKEND else monday
        return DateInterval(begin, monday + timedelta(days=6), Precision.INTERVAL)
    first = shifted(_first(day, unit), offset * _MONTHS_OF[unit])
    return DateInterval(*months(first, _MONTHS_OF[unit]), _PRECISIONS.get(unit, Precision.INTERVAL))


def _first(day: date, unit: Unit) -> date:
    match unit:
        case Unit.QUARTER:
            return date(day.year, day.month - (day.month - 1) % 3, 1)
        case Unit.YEAR:
            return date(day.year, 1, 1)
        case Unit.FISCAL_YEAR:
            return shifted(date(day.year, day.month, 1), -((day.month - _FISCAL_YEAR_BEGINS) % 12))
        case Unit.DECADE | Unit.CENTURY:
            return date(max(day.year - day.year % (_MONTHS_OF[unit] // 12), MINYEAR), 1, 1)
    return date(day.year, day.month, 1)


def section(interval: DateInterval, part: Section) -> DateInterval | None:
    """Return the days that "early", "the end of", ... leave of a period; wide rather than wrong."""
    begin, end = interval.begin, interval.end
    if begin is None or end is None or begin == end:
        return interval
    length = (end - begin).days + 1
    if length <= 7:
        low, high = _DAYS_OF_WEEK[part]
        return days(begin + timedelta(days=low), min(begin + timedelta(days=high), end))
    if interval.precision is Precision.MONTH:
        low, high = _DAYS_OF_MONTH[part]
        return days(begin.replace(day=low), begin.replace(day=min(high, end.day)))
    from_begin, to_end = _FRACTIONS[part]
    count = (end.year - begin.year) * 12 + end.month - begin.month + 1
    first = shifted(begin, int(count * from_begin))
    return days(first, months(first, max(1, round(count * to_end) - int(count * from_begin)))[1])


def weekday_of(month: DateInterval, weekday: int, number: int) -> DateInterval | None:
    """Return the first (1), second, ... or last (-1) day with a name in a month, if there is one."""
    if month.begin is None or month.end is None or month.precision is not Precision.MONTH:
        return None
    if number < 0:
        return one_day(month.end - timedelta(days=(month.end.weekday() - weekday) % 7))
    day = month.begin + timedelta(days=(weekday - month.begin.weekday()) % 7 + 7 * (number - 1))
    return one_day(day) if day <= month.end else None


def hull(first: DateInterval, last: DateInterval) -> DateInterval | None:
    """Return the shortest interval around two, named by its month or year where it is one."""
    if first == last:
        return first
    begin = min(first.begin, last.begin) if first.begin and last.begin else None
    end = max(first.end, last.end) if first.end and last.end else None
    if begin and end:
        for unit in (Unit.MONTH, Unit.YEAR):
            whole = period(begin, unit)
            if (whole.begin, whole.end) == (begin, end):
                return whole
    return days(begin, end)


def literal(interval: DateInterval) -> tuple[str, str] | None:
    """Return lexical form and datatype IRI of the one literal that says it all, if there is one."""
    begin = interval.begin
    if begin is None:
        return None
    match interval.precision:
        case Precision.DAY:
            return begin.isoformat(), XSD["date"]
        case Precision.MONTH:
            return begin.isoformat()[:7], XSD["gYearMonth"]
        case Precision.YEAR:
            return begin.isoformat()[:4], XSD["gYear"]
    return None


def written(interval: DateInterval, open_side: str, separator: str) -> str:
    """Return an interval as precise as it is known: "2024-05-02", "2024-05", "2024", or both its ends.

    ``open_side`` stands for an end that is not known.
    """
    if whole := literal(interval):
        return whole[0]
    return f"{interval.begin or open_side}{separator}{interval.end or open_side}"
