"""Which days a date expression means, seen from an anchor (the day, month or year of publication).

With an anchor coarser than a day the answer holds for every day of the anchor; without one only
what says its own year can be resolved. ``None`` always means "not known".
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import assert_never

from kg.model import DateInterval, Precision
from kg.temporal.expression import (
    Bound,
    Bounded,
    Century,
    Covering,
    Day,
    Decade,
    Direction,
    Elapsed,
    FiscalYear,
    Month,
    Narrative,
    NumericDay,
    Part,
    Quarter,
    Range,
    Relative,
    Section,
    Stretch,
    TimeExpression,
    Told,
    Unit,
    Value,
    Weekday,
    WeekdayOfMonth,
    Year,
    day_of,
)
from kg.temporal.interval import days, hull, moved, one_day, period, section, weekday_of

_ONE_DAY = timedelta(days=1)


def resolve(
    expression: TimeExpression, anchor: DateInterval | None, direction: Direction = Direction.PAST
) -> DateInterval | None:
    """Return the days meant, or ``None`` where they cannot be known.

    ``direction`` picks among the dates that a bare weekday, month or day of a month can mean;
    the anchor's own day, month or weekday counts as both past and future.
    """
    try:
        if anchor is None or anchor.begin is None or anchor.end is None:
            return _days_meant(expression.value, None, direction)
        first = _days_meant(expression.value, anchor.begin, direction)
        last = _days_meant(expression.value, anchor.end, direction)
        if first is None or last is None:
            return None
        moving = isinstance(expression.value, Bounded) and _moving(expression.value, first, last)
        if moving:
            return moving
        return hull(first, last)
    except OverflowError:  # the answer lies outside the years 1 to 9999
        return None


def _moving(value: Bounded, first: DateInterval, last: DateInterval) -> DateInterval | None:
    """Return only the bound itself where it moves with the anchor: "before Tuesday" of an unknown week.

    The other side is the anchor's own day, and on some days of the anchor there is none.
    """
    if value.bound in (Bound.BY, Bound.BEFORE) and first.end != last.end:
        return days(None, max(first.end, last.end) if first.end and last.end else None)
    if value.bound is Bound.SINCE and first.begin != last.begin:
        return days(min(first.begin, last.begin) if first.begin and last.begin else None, None)
    return None


def candidate_years(expression: TimeExpression, earliest: int, latest: int) -> list[int]:
    """Return the years of ``earliest``..``latest`` in which a day or month without a year can lie.

    A stated weekday must fit. A stated year is the only candidate; other expressions have none.
    """
    match expression.value:
        case Day() as value:
            years = [value.year] if value.year else range(max(earliest, 1), min(latest, 9999) + 1)
            return [year for year in years if earliest <= year <= latest and _fitting(value, year)]
        case Month(shift=None, year_offset=None) as value:
            years = [value.year] if value.year else range(earliest, latest + 1)
            return [year for year in years if earliest <= year <= latest]
    return []


def _days_meant(value: Value, day: date | None, direction: Direction) -> DateInterval | None:
    match value:
        case Day():
            return _day(value, day, direction)
        case NumericDay():
            readings = value.readings()
            return one_day(readings[0]) if len(readings) == 1 else None
        case Year():
            return period(date(value.year, 1, 1), Unit.YEAR)
        case FiscalYear():
            return period(date(value.year, 1, 1), Unit.FISCAL_YEAR)
        case Decade() | Century():
            unit = Unit.DECADE if isinstance(value, Decade) else Unit.CENTURY
            return period(date(value.year, 1, 1), unit)
        case Month():
            return _month(value, day, direction)
        case Quarter():
            return _quarter(value, day, direction)
        case Part():
            whole = _days_meant(value.of, day, direction)
            return section(whole, value.section) if whole else None
        case WeekdayOfMonth() | Covering() | Told():
            return _within(value, day, direction)
        case Range():
            return _range(value, day, direction)
        case Bounded():
            return _bounded(value, day, direction)
        case Weekday() | Relative() | Stretch() | Elapsed():
            return None if day is None else _from_anchor(value, day, direction)
        case Narrative():
            return None
        case _:
            assert_never(value)


def _from_anchor(
    value: Weekday | Relative | Stretch | Elapsed, day: date, direction: Direction
) -> DateInterval | None:
    match value:
        case Weekday():
            return one_day(_weekday(value, day, direction))
        case Relative(offset=None):
            begun = day.weekday() >= 5 or direction is Direction.FUTURE
            near = direction is Direction.NEAREST and day.weekday() > 2
            return period(day, value.unit, 0 if begun or near else -1)
        case Relative(offset=int(offset)):
            return period(day, value.unit, offset)
        case Stretch(ahead=True):
            return days(day, moved(day, value.unit, value.count))
        case Stretch():
            return days(moved(day, value.unit, -value.count), day)
        case Elapsed():
            return _elapsed(value, day, direction)
    return None


# ------------------------------------------------------------------ days, months, weekdays


def _offset(ahead: int, size: int, direction: Direction, shift: int | None = None) -> int:
    """Return how many steps to go in a cycle to a place ``ahead`` steps on (0 <= ahead < size).

    ``shift`` -1 or 1 leaves the present place behind: "last Friday" said on a Friday.
    """
    if shift == -1 or (direction is Direction.PAST and shift != 1):
        return ahead - size if ahead or shift else 0
    if shift == 1 or direction is Direction.FUTURE:
        return ahead if ahead or not shift else size
    return ahead if ahead < size - ahead else (ahead - size if ahead else 0)


def _fitting(value: Day, year: int) -> date | None:
    day = day_of(year, value.month, value.day)
    return day if day and value.weekday in (None, day.weekday()) else None


def _day(value: Day, anchor: date | None, direction: Direction) -> DateInterval | None:
    year = value.year
    if year is None and anchor and value.year_offset is not None:
        year = anchor.year + value.year_offset
    if year is not None:
        day = _fitting(value, year)
        return one_day(day) if day else None
    if anchor is None:
        return None
    month_day = (value.month, value.day)
    here = (anchor.month, anchor.day)
    past_year = anchor.year if month_day <= here else anchor.year - 1
    future_year = anchor.year if month_day >= here else anchor.year + 1
    return _nearby(value, anchor, {past_year: Direction.PAST, future_year: Direction.FUTURE}, direction)


def _nearby(
    value: Day, anchor: date, years: dict[int, Direction], direction: Direction
) -> DateInterval | None:
    """Choose a year by direction; a weekday that fits only the other one decides against it."""
    found = [day for year in years if (day := _fitting(value, year))]
    if value.weekday is None:
        if direction is not Direction.NEAREST:
            found = [day for day in found if day == anchor or years[day.year] is direction]
        found.sort(key=lambda day: abs(day - anchor))
    return one_day(found[0]) if found else None


def _month(value: Month, anchor: date | None, direction: Direction) -> DateInterval | None:
    if value.year is not None:
        return period(date(value.year, value.month, 1), Unit.MONTH)
    if anchor is None:
        return None
    ahead = value.month - anchor.month
    if value.year_offset is not None:
        return period(anchor, Unit.MONTH, ahead + 12 * value.year_offset)
    if value.shift == 0:
        return period(anchor, Unit.MONTH, ahead)
    return period(anchor, Unit.MONTH, _offset(ahead % 12, 12, direction, value.shift))


def _weekday(value: Weekday, anchor: date, direction: Direction) -> date:
    ahead = value.weekday - anchor.weekday()
    if value.week_offset is not None:
        return anchor + timedelta(days=ahead + 7 * value.week_offset)
    return anchor + timedelta(days=_offset(ahead % 7, 7, direction, value.shift or None))


# ----------------------------------------------------------------------- composite ones


def _within(
    value: WeekdayOfMonth | Covering | Told, day: date | None, direction: Direction
) -> DateInterval | None:
    """Resolve what is counted from, or lies around, another date."""
    whole = _days_meant(value.of, day, direction)
    if whole is None or whole.begin is None:
        return None
    match value:
        case WeekdayOfMonth():
            return weekday_of(whole, value.weekday, value.number)
        case Covering():
            return period(whole.begin, value.unit)
    fine = whole.precision is Precision.DAY or whole == period(whole.begin, value.unit)
    return period(whole.begin, value.unit, value.offset) if fine else None


def _quarter(value: Quarter, anchor: date | None, direction: Direction) -> DateInterval | None:
    if value.of is not None:
        year = _days_meant(value.of, anchor, direction)
        return (
            period(moved(year.begin, Unit.QUARTER, value.number - 1), Unit.QUARTER)
            if (year and year.begin)
            else None
        )
    if anchor is None:
        return None
    ahead = (value.number - 1 - (anchor.month - 1) // 3) % 4
    return period(anchor, Unit.QUARTER, _offset(ahead, 4, direction))


def _elapsed(value: Elapsed, day: date, direction: Direction) -> DateInterval | None:
    whole = _days_meant(value.of, day, direction)
    if whole is None or whole.begin is None or whole.end is None or whole.precision is Precision.DAY:
        return whole
    if not whole.begin <= day <= whole.end:
        return days(whole.begin, whole.end)
    return days(day, whole.end) if value.ahead else days(whole.begin, day)


def _range(value: Range, day: date | None, direction: Direction) -> DateInterval | None:
    first_value, last_value = _sharing_year(value.first, value.last)
    first = _days_meant(first_value, day, direction)
    if first is None or first.begin is None:
        return None
    if _floats(last_value):  # the next one after the begin: "from Friday to Monday"
        day, direction = first.begin, Direction.FUTURE
    last = _days_meant(last_value, day, direction)
    return days(first.begin, last.end) if last and last.end else None


def _floats(value: Value) -> bool:
    match value:
        case Day(year=None, year_offset=None) | Month(year=None, year_offset=None, shift=None):
            return True
        case Weekday(shift=None, week_offset=None):
            return True
        case Part():
            return _floats(value.of)
    return False


def _sharing_year(first: Value, last: Value) -> tuple[Value, Value]:
    """Give both ends the year that only one of them states: "May 30 to June 2, 2022"."""
    if isinstance(first, Part):
        inner, last = _sharing_year(first.of, last)
        return replace(first, of=inner), last
    if isinstance(last, Part):
        first, inner = _sharing_year(first, last.of)
        return first, replace(last, of=inner)
    if not isinstance(first, Day | Month) or not isinstance(last, Day | Month):
        return first, last
    turns = int(first.month > last.month)
    if first.year is None and first.year_offset is None and last.year is not None:
        return replace(first, year=last.year - turns), last
    if last.year is None and last.year_offset is None and first.year is not None:
        return first, replace(last, year=first.year + turns)
    return first, last


def _bounded(value: Bounded, day: date | None, direction: Direction) -> DateInterval | None:
    at_end = isinstance(value.of, Part) and value.of.section is Section.END
    inner = value.of.of if at_end and isinstance(value.of, Part) else value.of
    whole = _days_meant(inner, day, direction)
    if whole is None or whole.begin is None or whole.end is None:
        return None
    match value.bound:
        case Bound.SINCE:
            return days(whole.begin, day if day and day >= whole.begin else None)
        case Bound.AFTER:
            return days(whole.end + _ONE_DAY, None)
        case Bound.UNTIL:
            return days(None, whole.end)
        case Bound.BY:
            end = whole.end
        case Bound.BEFORE:
            end = whole.end if at_end else whole.begin - _ONE_DAY
    return days(day if day and day <= end else None, end)
