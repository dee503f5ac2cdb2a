"""What a date expression says, before it is known which days it means.

One small value per kind of expression; values nest ("before the end of last year" is a
``Bounded`` around a ``Part`` around a ``Relative``). Weekdays count from Monday = 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Direction(StrEnum):
    """Where to look from the anchor for a date that does not say which one it is ("in September")."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_YEAR = "fiscal year"  # of the United States: 1 October to 30 September
    DECADE = "decade"
    CENTURY = "century"


class Section(StrEnum):
    """A part of a period that words name only roughly."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    START = "start"
    END = "end"
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"
    FIRST_WEEK = "first week"  # the weeks are sections of months only
    SECOND_WEEK = "second week"
    THIRD_WEEK = "third week"
    LAST_WEEK = "last week"


WEEKS_OF_MONTH = frozenset({Section.FIRST_WEEK, Section.SECOND_WEEK, Section.THIRD_WEEK, Section.LAST_WEEK})


class Bound(StrEnum):
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month; ``year_offset`` counts from the anchor's year ("May 3 last year" is -1)."""

    month: int
    day: int
    year: int | None = None
    year_offset: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class NumericDay:
    """Two numbers and a year whose order (3/4/2022) only a weekday or a number above 12 can tell."""

    first: int
    second: int
    year: int
    weekday: int | None = None

    def readings(self) -> list[date]:
        """Return the days this can mean, month first or day first, that fit the weekday."""
        pairs = {(self.first, self.second), (self.second, self.first)}
        days = (day_of(self.year, month, day) for month, day in sorted(pairs))
        return [day for day in days if day and self.weekday in (None, day.weekday())]


@dataclass(frozen=True, slots=True)
class Month:
    """A month; ``shift`` is -1, 0 or 1 for "last", "this" or "next September"."""

    month: int
    year: int | None = None
    year_offset: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday; ``week_offset`` counts weeks from the anchor's ("Tuesday of last week" is -1)."""

    weekday: int
    shift: int | None = None
    week_offset: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    year: int


@dataclass(frozen=True, slots=True)
class FiscalYear:
    year: int


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years from ``year``, a multiple of ten."""

    year: int


@dataclass(frozen=True, slots=True)
class Century:
    """A hundred years from ``year``, a multiple of a hundred."""

    year: int


@dataclass(frozen=True, slots=True)
class WeekdayOfMonth:
    """The first (1), second, ... or last (-1) of a month's days with one name."""

    number: int
    weekday: int
    of: Value


@dataclass(frozen=True, slots=True)
class Covering:
    """The week, month, ... in which a day lies: "the week of June 6"."""

    unit: Unit
    of: Value


@dataclass(frozen=True, slots=True)
class Relative:
    """The period ``offset`` units from the anchor's; ``None`` for "the weekend", whichever is meant."""

    unit: Unit
    offset: int | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """``count`` units that end at the anchor, or begin there when ``ahead``."""

    unit: Unit
    count: int
    ahead: bool


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter, numbered from 1, of a year, or of the year nearest to the anchor."""

    number: int
    of: Value | None


@dataclass(frozen=True, slots=True)
class Part:
    section: Section
    of: Value


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The part of a period before the anchor ("earlier this month") or after it (``ahead``)."""

    of: Value
    ahead: bool


@dataclass(frozen=True, slots=True)
class Range:
    first: Value
    last: Value


@dataclass(frozen=True, slots=True)
class Bounded:
    bound: Bound
    of: Value


@dataclass(frozen=True, slots=True)
class Narrative:
    """A time told from an event, not from publication ("three weeks later"), or too vague to date.

    ``offset`` counts units from the date told before ("the next day" is 1), where the words say so.
    """

    unit: Unit = Unit.DAY
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The period ``offset`` units from a date that the text tells before."""

    of: Value
    unit: Unit
    offset: int


Value = (
    Day
    | NumericDay
    | Month
    | Weekday
    | Year
    | FiscalYear
    | Decade
    | Century
    | WeekdayOfMonth
    | Covering
    | Relative
    | Stretch
    | Quarter
    | Part
    | Elapsed
    | Range
    | Bounded
    | Narrative
    | Told
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date expression; ``start``/``end`` are half-open code points into the text searched."""

    start: int
    end: int
    value: Value

    @property
    def contradiction(self) -> bool:
        """Whether a weekday stated with a full date does not fall on it."""
        return _contradicts(self.value)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, or ``None`` where the calendar has none such (31 June)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _contradicts(value: Value) -> bool:
    match value:
        case Day(year=int(year), weekday=int(weekday)):
            day = day_of(year, value.month, value.day)
            return day is not None and day.weekday() != weekday
        case NumericDay(weekday=int()):
            return not value.readings()
        case Range():
            return _contradicts(value.first) or _contradicts(value.last)
        case Bounded() | Part() | Elapsed() | Covering() | Told() | WeekdayOfMonth():
            return _contradicts(value.of)
    return False
