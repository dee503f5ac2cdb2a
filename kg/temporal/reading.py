"""Finding date expressions in text: leftmost, longest, without overlaps.

Built on the rules of ``grammar``: a *period* is one rule, or a part, a quarter or the elapsed
piece of one ("late last month"); periods combine into ranges and bounds.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.temporal.context import PLURAL_AFTER, word_before
from kg.temporal.expression import (
    WEEKS_OF_MONTH,
    Bound,
    Bounded,
    Century,
    Decade,
    Elapsed,
    FiscalYear,
    Month,
    Part,
    Quarter,
    Range,
    Relative,
    TimeExpression,
    Unit,
    Value,
    Weekday,
    Year,
)
from kg.temporal.grammar import BARE_YEAR, RULES, WHOLE_UNIT, Rule
from kg.temporal.names import COUNT, COUNTED, MONTH_ANY, ORDINAL, SECTIONS, UNIT, WEEKDAY_ANY, S, words
from kg.temporal.occasions import FIRST_WORDS, OCCASIONS

_ALL_RULES: tuple[Rule, ...] = (*RULES, *OCCASIONS)


class _Read(NamedTuple):
    end: int
    value: Value


# What follows "the", "this" and "that" in an expression.
_SECOND_WORD = (
    rf"(?:[0-9]|{MONTH_ANY}|{WEEKDAY_ANY}|U\.?S\b|(?i:{UNIT}|{ORDINAL}|fiscal|financial|current|past|last|next"
    r"|coming|following|same|previous|very|early|mid|late|end|close|start|beginning|middle|rest|remainder|time|morning"
    r"|afternoon|evening|spring|summer|autumn|fall))"
)
# Words with which a period can begin; words that begin many other things too only before what makes one.
_OPENING = (
    rf"(?:{MONTH_ANY}|{WEEKDAY_ANY}|[0-9]{{1,4}}|{FIRST_WORDS}|Q[1-4]|FY|U\.?S\.? fiscal"
    rf"|(?i:(?:the|this|that)(?={S}{_SECOND_WORD})|in(?={S}{COUNT})|{COUNT}(?={S}(?:few{S})?{COUNTED})"
    rf"|{ORDINAL}(?={S}|-)|last|next|past|coming|to(?:day|night|morrow)|yesterday|mid|middle"
    r"|early|earlier|late|later|so far|end|beginning|start|close|rest|remainder|year|month|week|fiscal"
    r"|several|some|many|few|within)\b)"
)
_PERIOD = rf"(?:{_OPENING}|(?i:very|at|from|between)\b)"
_BEGINS_PERIOD = re.compile(_PERIOD)
# Where an expression can begin; handles, addresses and the inside of words are passed over.
_FIRST_WORD = re.compile(
    rf"(?<![\w@#/$€£&])(?<![0-9][.,:/-])(?:{_OPENING}"
    rf"|(?i:since|until|till|by|before|prior to|after|from|between)(?={S}{_PERIOD}))"
)
_SECTION = re.compile(
    rf"(?i:(?:the{S})?(?:(?P<rough>early|mid|late)(?:-|{S}(?:in{S}|on{S})?)"
    rf"|(?:very{S})?(?P<exact>end|close|start|beginning|middle|(?:first|second){S}half|(?:first|second|third|last){S}week){S}of{S}|(?P<dash>end)-))"
)
_ELAPSED = re.compile(rf"(?i:(?P<way>earlier|later|so{S}far){S}(?:in{S}|on{S})?)")
_REST = re.compile(rf"(?i:(?:the{S})?(?:rest|remainder){S}of{S})")
_BOUND = re.compile(rf"(?i:(?P<bound>since|until|till|by|before|prior{S}to|after)){S}")
_FROM = re.compile(rf"(?i:(?P<from>from|between)){S}")
_TO = {
    "from": re.compile(rf"(?i:,?(?:{S}(?:to|through|thru|until|till|up{S}to){S}|{S}?[-–—]{S}?))"),
    "between": re.compile(rf"(?i:{S}and{S})"),
    "": re.compile(rf"(?i:,?{S}(?:to|through|thru){S}|{S}?[-–—]{S}?)"),
}
_AND = re.compile(rf"{S}(?:and|or){S}(?:on{S}|in{S})?")
_OF = re.compile(rf"(?:{S}of)?{S}")
_BOUNDS = {"till": Bound.UNTIL, "prior to": Bound.BEFORE} | {bound.value: bound for bound in Bound}
_POSSESSIVE = re.compile(r"['’]s?\b")
_LONGER_THAN_A_DAY = (Month, Year, FiscalYear, Decade, Century, Quarter)
_LONGEST_SPAN_OF_YEARS = 100  # above this "1914-2021" is rather a pair of numbers


def find_expressions(text: str, start: int = 0, end: int | None = None) -> list[TimeExpression]:
    """Return the date expressions of ``text[start:end]`` in order; offsets count from the text's begin.

    Words before ``start`` are looked at as context ("in" before a year), never made part of one.
    """
    end = len(text) if end is None else min(end, len(text))
    found: list[TimeExpression] = []
    position = start
    while first_word := _FIRST_WORD.search(text, position, end):
        read = _expression(text, first_word.start(), end)
        if read is not None:
            found.append(TimeExpression(first_word.start(), read.end, read.value))
        position = read.end if read else first_word.start() + 1
    return found


def _longest(*readings: _Read | None) -> _Read | None:
    """Return the reading that covers most; of equals the first."""
    return max((read for read in readings if read), key=lambda read: read.end, default=None)


def _expression(text: str, at: int, end: int) -> _Read | None:
    period = _period(text, at, end)
    year = _apply(BARE_YEAR, text, at, end)
    return _longest(
        _range(text, at, end, _longest(period, year)),
        _bounded(text, at, end),
        period,
        year if year and word_before(text, at) in ("mid", "end") else None,
    )


def _apply(rule: Rule, text: str, at: int, end: int) -> _Read | None:
    pattern, reading = rule
    match = pattern.match(text, at, end)
    if match is None or (match.end() < len(text) and _inside_word(text, match.end())):
        return None
    value = reading(match)
    return _Read(match.end(), value) if value is not None else None


def _inside_word(text: str, position: int) -> bool:
    return _is_word(text[position - 1]) and _is_word(text[position])


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


# ------------------------------------------------------------------------------ periods


def _period(text: str, at: int, end: int, bare_year: bool = False, whole_unit: bool = False) -> _Read | None:
    if not _BEGINS_PERIOD.match(text, at, end):
        return None
    single = _longest(*(_apply(rule, text, at, end) for rule in _ALL_RULES))
    return _longest(
        _of_quarter(single, text, end),
        _section(text, at, end),
        _elapsed(text, at, end),
        _apply(BARE_YEAR, text, at, end) if bare_year else None,
        _apply(WHOLE_UNIT, text, at, end) if whole_unit else None,
    )


def _inner(text: str, at: int, end: int) -> _Read | None:
    return _period(text, at, end, bare_year=True, whole_unit=True)


def _is_long(value: Value) -> bool:
    if isinstance(value, Relative):
        return value.unit is not Unit.DAY
    return isinstance(value, _LONGER_THAN_A_DAY)


def _of_quarter(read: _Read | None, text: str, end: int) -> _Read | None:
    """Extend "the third quarter" by the year it is of, where that follows."""
    if read is None or not isinstance(read.value, Quarter) or read.value.of:
        return read
    link = _OF.match(text, read.end, end)
    year = _inner(text, link.end(), end) if link else None
    if year and isinstance(year.value, Year | FiscalYear):
        return _Read(year.end, Quarter(read.value.number, year.value))
    if year and isinstance(year.value, Relative) and year.value.unit in (Unit.YEAR, Unit.FISCAL_YEAR):
        return _Read(year.end, Quarter(read.value.number, year.value))
    return read


def _section(text: str, at: int, end: int) -> _Read | None:
    match = _SECTION.match(text, at, end)
    period = _inner(text, match.end(), end) if match else None
    if match is None or period is None or not _is_long(period.value):
        return None
    section = SECTIONS[words(match["rough"] or match["exact"] or match["dash"])]
    if section in WEEKS_OF_MONTH and not _is_month(period.value):
        return None
    return _Read(period.end, Part(section, period.value))


def _is_month(value: Value) -> bool:
    return isinstance(value, Month) or (isinstance(value, Relative) and value.unit is Unit.MONTH)


def _elapsed(text: str, at: int, end: int) -> _Read | None:
    match = _ELAPSED.match(text, at, end) or _REST.match(text, at, end)
    period = _inner(text, match.end(), end) if match else None
    if match is None or period is None or isinstance(period.value, Elapsed):
        return None
    ahead = not words(match[0]).startswith(("earlier", "so far"))
    return _Read(period.end, Elapsed(period.value, ahead))


# ------------------------------------------------------------------- ranges and bounds


def _range(text: str, at: int, end: int, period: _Read | None) -> _Read | None:
    """Read a range at a place where ``period``, if any, is the longest single period."""
    opening = _FROM.match(text, at, end)
    first = _period(text, opening.end(), end, bare_year=True) if opening else period
    if first is None:
        return None
    to = _TO[opening["from"].lower() if opening else ""].match(text, first.end, end)
    if to is None and opening is None:
        return _neighbours(text, first, end)
    last = _period(text, to.end(), end, bare_year=True) if to else None
    if last is None or not (opening or _plain_range(first.value, last.value)):
        return None
    return _Read(last.end, Range(first.value, last.value))


def _neighbours(text: str, first: _Read, end: int) -> _Read | None:
    """Read "Monday and Tuesday", "May or June": two neighbours are one span."""
    joint = _AND.match(text, first.end, end) if isinstance(first.value, Weekday | Month) else None
    last = _period(text, joint.end(), end) if joint else None
    if last is None or type(last.value) is not type(first.value) or _POSSESSIVE.match(text, last.end):
        return None
    match first.value, last.value:
        case (Weekday(weekday=one, shift=None, week_offset=None), Weekday(weekday=two)):
            near = (one + 1) % 7 == two
        case (Month(month=one, shift=None, year=None, year_offset=None), Month(month=two)):
            near = one % 12 + 1 == two
        case _:
            near = False
    return _Read(last.end, Range(first.value, last.value)) if near else None


def _plain_range(first: Value, last: Value) -> bool:
    """Tell whether "X-Y" or "X to Y" without "from" is a range of times."""
    if isinstance(first, Year) or isinstance(last, Year):
        return (
            isinstance(first, Year)
            and isinstance(last, Year)
            and 0 < last.year - first.year <= _LONGEST_SPAN_OF_YEARS
        )
    return type(first) is type(last) and not isinstance(first, Relative)


def _bounded(text: str, at: int, end: int) -> _Read | None:
    match = _BOUND.match(text, at, end)
    period = _inner(text, match.end(), end) if match else None
    if match is None or period is None or isinstance(period.value, Range):
        return None
    if _POSSESSIVE.match(text, period.end):  # "after Tuesday's talks": the talks are the bound
        return None
    bound = _BOUNDS[words(match["bound"])]
    if bound is Bound.BY and isinstance(period.value, Year) and PLURAL_AFTER.match(text, period.end):
        return None  # "by 2020 figures"
    return _Read(period.end, Bounded(bound, period.value))
