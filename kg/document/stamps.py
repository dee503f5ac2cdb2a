"""Date stamps of pages in, dates out: lines such as "Published Tue, 3 May 2022 - 10:15".

Only for stamps, not for dates in sentences. A stamp without a year is no date; where day and month
could be swapped, only the weekday decides; a weekday that contradicts the date voids the stamp.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, time

from kg.model import DateInterval, Precision

# English, Spanish, French, German, Portuguese and Italian, without accents.
_MONTHS = tuple(
    tuple(names.split())
    for names in (
        "january jan enero ene janvier janv januar janeiro gennaio gen",
        "february feb febrero fevrier fevr februar fevereiro fev febbraio",
        "march mar marzo mars marz marco",
        "april apr abril abr avril avr aprile",
        "may mayo mai maio maggio mag",
        "june jun junio juin juni junho giugno giu",
        "july jul julio juillet juil juli julho luglio lug",
        "august aug agosto ago aout",
        "september sept sep septiembre setiembre septembre setembro settembre set",
        "october oct octubre octobre oktober okt outubro out ottobre ott",
        "november nov noviembre novembre novembro",
        "december dec diciembre dic decembre dezember dez dezembro dicembre",
    )
)
_WEEKDAYS = tuple(
    tuple(names.split())
    for names in (
        "monday mon lunes lun lundi montag segunda-feira lunedi",
        "tuesday tues tue martes mardi dienstag terca-feira martedi",
        "wednesday wed miercoles mie mercredi mittwoch quarta-feira mercoledi",
        "thursday thurs thur thu jueves jue jeudi donnerstag quinta-feira giovedi",
        "friday fri viernes vie vendredi freitag sexta-feira venerdi",
        "saturday sat sabado samedi samstag sabato",
        "sunday sun domingo dom dimanche sonntag domenica",
    )
)
CALENDAR_WORDS = frozenset(name for names in (*_MONTHS, *_WEEKDAYS) for name in names)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


# Matched on text without accents; ``_plain`` keeps the length, so that offsets hold.
_DATE = rf"""
    (?:(?P<weekday>{_any(_WEEKDAY)})\.?,?\s+)?
    (?:
        (?P<year1>\d{{4}})[-/.](?P<month1>\d\d)[-/.](?P<day1>\d\d)
      | (?P<first>\d{{1,2}})(?P<mark>[-/.])(?P<second>\d{{1,2}})(?P=mark)(?P<year2>\d{{4}})
      | (?P<month3>{_any(_MONTH)})\.?\s+(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year3>\d{{4}}))?
      | (?P<day4>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-](?:of\s+|de\s+)?(?P<month4>{_any(_MONTH)})\.?
        (?:(?:,?\s+|-)(?:del?\s+)?(?P<year4>\d{{4}}))?
      | (?P<month5>{_any(_MONTH)})\.?,?\s+(?:de\s+)?(?P<year5>\d{{4}})
    )(?:(?!\w)|(?=T\d\d:))
"""
_TIME = r"""
    (?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?!\d)(?::\d\d(?:\.\d+)?)?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?
    \s*(?P<zone>Z\b|UTC\b|GMT\b)?
"""
_CLOCK_FIRST = re.compile(
    rf"(?<!\w)(?:{_TIME}[\s,|·•–—-]*(?:[A-Z]{{2,4}}[\s,|·•–—-]+)?)?{_DATE}", re.X | re.I
)
_DATE_FIRST = re.compile(
    rf"(?<!\w){_DATE}(?:T|[\s,|·•–—-]*(?:at\s|a\slas\s|a\s|um\s|alle\s|-\s)?){_TIME}", re.X | re.I
)
# The groups of a time are there, so that all matches can be read alike, but never match.
_NO_TIME = r"(?P<hour>(?!))?(?P<minute>(?!))?(?P<half>(?!))?(?P<zone>(?!))?"
_BARE = re.compile(rf"(?<!\w){_DATE}{_NO_TIME}", re.X | re.I)
_TIME_ALONE = re.compile(rf"(?<!\w){_TIME}", re.X | re.I)
# Zones of the United States by their own names; CST could be China's.
_AMERICAN_ZONE = re.compile(r"[\s,]*(?:E[SD]?T|P[SD]?T|M[SD]T|CDT)\b")
# What may stand around a date in a line that is nothing but a stamp.
_AROUND = re.compile(
    r"\b(?:at|on|a\s+las|a|um|uhr|le|alle|ore|issue|edition|last|min\s+read|hrs?|h|[ap]\.?m\.?|e[sd]?t|c[es]?[sd]?t|m[sd]t|p[sd]?t|gmt|utc|bst|cest|ist|jst|kst|hkt|sgt|pkt|eat|wat|sast|aes?t|aedt|msk|"
    r"local time|ago|"
    r"(?:an?|\d+)\s+(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?)(?:\s+(?:ago|read))?"
    r"|read(?:ing)?\s+time|hace|horas?|minutos?|dias?)\b|[+-]\d\d:?\d\d\b|[\s,.|·•:;/–—()+-]",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:an?|\d+)\s+(?:min(?:ute)?|h(?:ou)?r|day|week|month|year)s?\s+(?:ago|read)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in a stamp; ``interval`` is ``None`` where it is not certain, and ``note`` says why."""

    start: int
    end: int
    interval: DateInterval | None
    time: time | None = None
    note: str = ""
    has_clock: bool = False


def stamps_in(text: str) -> Iterator[Stamp]:
    """Yield the stamps of a line, with offsets into it."""
    plain = _plain(text)
    position = 0
    while match := _first_date(plain, position):
        american = _AMERICAN_ZONE.match(text, match.end()) is not None
        interval, note = _interval(match, american)
        clock = _clock(match)
        end = len(text[: match.end()].rstrip(" ,|·•–—-"))
        yield Stamp(match.start(), end, interval, clock, note, clock is not None)
        position = match.end()


def without_stamps(text: str) -> str:
    """Return what is left of a line when dates, times and the words around them are taken out."""
    plain = _plain(text)
    while match := _first_date(plain, 0):
        plain = plain[: match.start()] + " " + plain[match.end() :]
    plain = re.sub(rf"\b(?:{_any(_WEEKDAY)})\b\.?", " ", plain, flags=re.IGNORECASE)
    plain = re.sub(
        r"\b\d{1,2}[:.h]\d\d(?::\d\d)?\b|\b\d{1,2}(?=\s*[ap]\.?m)", " ", plain, flags=re.IGNORECASE
    )
    return " ".join(_AROUND.sub(" ", plain).split())


def tells_time(text: str) -> bool:
    """Tell whether a line has a date, a time of day or "3 hours ago" in it."""
    plain = _plain(text)
    if _first_date(plain, 0) or _RELATIVE.search(plain):
        return True
    return any(m["minute"] and (m["half"] or ":" in m[0]) for m in _TIME_ALONE.finditer(plain))


def _first_date(plain: str, position: int) -> re.Match[str] | None:
    """Return the first date with the time beside it."""
    found = [m for p in (_DATE_FIRST, _CLOCK_FIRST) if (m := p.search(plain, position))]
    usable = [m if _clock(m) or m["hour"] is None else _bare(m, plain) for m in found]
    return min(usable, key=lambda m: (m.start(), -m.end()), default=None)


def _bare(match: re.Match[str], plain: str) -> re.Match[str]:
    """Return the date of a match alone, because the number beside it is no time of day."""
    found = _BARE.search(plain, match.start())
    assert found is not None  # the match holds a date
    return found


def _interval(match: re.Match[str], american: bool) -> tuple[DateInterval | None, str]:
    weekday = _WEEKDAY[match["weekday"].lower()] if match["weekday"] else None
    if match["year5"]:
        return _month(int(match["year5"]), _MONTH[match["month5"].lower()])
    days = [day for day in _readings(match) if day is not None]
    if american and match["year2"]:
        days = days[-1:] if len(days) > 1 else days  # the month comes first there
    if not days:
        return None, "no year or no such day"
    agreeing = [day for day in days if weekday is None or day.weekday() == weekday]
    if not agreeing:
        return None, "the weekday contradicts the date"
    if len(set(agreeing)) > 1:
        return None, "day and month could be swapped"
    return DateInterval(agreeing[0], agreeing[0], Precision.DAY), ""


def _readings(match: re.Match[str]) -> Iterator[date | None]:
    """Yield the days that a match can mean."""
    if match["year1"]:
        yield _day(int(match["year1"]), int(match["month1"]), int(match["day1"]))
    elif match["year2"]:
        first, second, year = int(match["first"]), int(match["second"]), int(match["year2"])
        yield _day(year, second, first)
        if match["mark"] != ".":  # points stand in dates that begin with the day
            yield _day(year, first, second)
    elif match["year3"]:
        yield _day(int(match["year3"]), _MONTH[match["month3"].lower()], int(match["day3"]))
    elif match["year4"]:
        yield _day(int(match["year4"]), _MONTH[match["month4"].lower()], int(match["day4"]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(year: int, month: int) -> tuple[DateInterval | None, str]:
    if not year:
        return None, "no year"
    last = calendar.monthrange(year, month)[1]
    return DateInterval(date(year, month, 1), date(year, month, last), Precision.MONTH), ""


def _clock(match: re.Match[str]) -> time | None:
    """Return the time of day of a match: minutes or a half of the day make a number a time."""
    if match["hour"] is None or not (match["minute"] or match["half"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if half := match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    if hour > 23 or minute > 59:
        return None
    return time(hour, minute, tzinfo=UTC if match["zone"] else None)


def _plain(text: str) -> str:
    """Return ``text`` without accents, code point for code point."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text)
