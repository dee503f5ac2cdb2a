"""The rules for days that have a name of their own, and for dates that pages of Spanish origin keep.

Only feasts with a fixed day of the Gregorian calendar; Easter, Ramadan and the like move. Spanish
forms ("16 de diciembre de 2021") survive in English articles that were translated by machine.
"""

from __future__ import annotations

import re

from kg.temporal.expression import (
    Century,
    Covering,
    Day,
    Month,
    Range,
    Unit,
    Value,
    WeekdayOfMonth,
    Year,
)
from kg.temporal.names import MONTH_ANY, WEEKDAY_WORD, S, month_number, weekday_number, words

Match = re.Match[str]

_FIXED_DAYS = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})\b"


def _names(words_: tuple[str, ...]) -> str:
    return "|".join(word.replace("'", "['’]") for word in words_)


def _fixed_day(match: Match) -> Day:
    month, day = _FIXED_DAYS[words(match["name"]).replace("’", "'")]
    return Day(month, day, int(match["year"]) if match["year"] else None)


def _spanish_day(match: Match) -> Value:
    month = _MONTHS.index(match["month"].lower()) + 1
    year = int(match["year"]) if match["year"] else None
    weekday = _WEEKDAYS.index(match["weekday"].lower()) if match["weekday"] else None
    last = Day(month, int(match["day"]), year, weekday=None if match["first"] else weekday)
    if match["first"] and int(match["first"]) < last.day:
        return Range(Day(month, int(match["first"]), year, weekday=weekday), last)
    return last


def _spanish_month(match: Match) -> Month:
    return Month(_MONTHS.index(match["month"].lower()) + 1, int(match["year"]))


def _weekday_of_month(match: Match) -> WeekdayOfMonth:
    weekday = weekday_number(match["weekday"])
    assert weekday is not None  # the pattern has one
    year = int(match["year"]) if match["year"] else None
    return WeekdayOfMonth(_PLACES[match["place"].lower()], weekday, Month(month_number(match["month"]), year))


def _week_of(match: Match) -> Covering:
    day, year = int(match["day"] or match["before"]), int(match["year"]) if match["year"] else None
    return Covering(Unit.WEEK, Day(month_number(match["month"]), day, year))


def _century(match: Match) -> Century:
    return Century(100 * (int(match["number"]) - 1))


_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
OCCASIONS = (
    (re.compile(rf"(?i:(?P<name>{_names(tuple(_FIXED_DAYS))}))\b(?:,?{S}{_YEAR})?"), _fixed_day),
    (
        re.compile(
            rf"(?i:(?:(?P<weekday>{_names(_WEEKDAYS)}),?{S})?(?:(?:del{S})?(?P<first>{_DAY}){S}al{S})?(?P<day>{_DAY})"
            rf"{S}de{S}(?P<month>{_names(_MONTHS)}))\b(?:,?{S}(?:del?{S})?{_YEAR})?"
        ),
        _spanish_day,
    ),
    (re.compile(rf"(?i:(?P<month>{_names(_MONTHS)})){S}(?:del?{S})?{_YEAR}"), _spanish_month),
    (
        re.compile(
            rf"(?i:(?:the{S})?(?P<place>{_names(tuple(_PLACES))})){S}(?P<weekday>{WEEKDAY_WORD}){S}"
            rf"(?:of|in){S}(?P<month>{MONTH_ANY})(?:,?{S}{_YEAR})?"
        ),
        _weekday_of_month,
    ),
    (
        re.compile(
            rf"(?i:(?:the{S})?week{S}(?:of|beginning|starting|ending)){S}(?:the{S})?"
            rf"(?:(?P<before>{_DAY})(?:st|nd|rd|th)?{S}(?:of{S})?)?(?P<month>{MONTH_ANY})"
            rf"(?(before)|{S}(?P<day>{_DAY})(?:st|nd|rd|th)?)\b(?:,?{S}{_YEAR})?"
        ),
        _week_of,
    ),
    (
        re.compile(
            rf"(?i:(?:the{S})?(?:spring|summer|autumn|fall)(?:{S}of|{S}in)?){S}{_YEAR}(?![\w%/-]|[.,:][0-9])"
        ),
        lambda match: Year(int(match["year"])),
    ),
    (re.compile(rf"(?i:(?:the{S})?(?P<number>1[5-9]|2[01])(?:st|th){S}century)\b"), _century),
)
FIRST_WORDS = (
    rf"(?i:{_names(tuple(name.split()[0] for name in _FIXED_DAYS))}|{_names(_MONTHS)}|{_names(_WEEKDAYS)}"
    r"|del|spring|summer|autumn|fall)\b"
)
