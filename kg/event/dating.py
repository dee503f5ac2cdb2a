"""When the article was published, where its own words prove it.

"today, Friday [Oct. 8]" and "this same Tuesday, May 3, 2022" say that the day of writing is that
day. A year left out is proved by the weekday together with who holds which office in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.document.quotations import quoted_spans
from kg.entity.actors import Cast
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.world import KnownTenure
from kg.mention.reading import Reading
from kg.model import BlockKind, DateInterval, Document, Precision, PublicationDate
from kg.temporal import TimeExpression, candidate_years, resolve
from kg.temporal.expression import Bound, Bounded, Day, Decade, FiscalYear, Month, Quarter, Year
from kg.vocab import TENURE_STATUS

_DEICTIC = re.compile(r"(?:\btoday,?\s+(?:\w+\s+)?|\bthis\s+(?:same|very)\s+)[\[(]?$", re.I)
_BEFORE_DATE = re.compile(r"[^\W\d_][^.!?]{1,40}?[,(]\s*")
_AFTER_DATE = re.compile(r"\)?\s*(?:\([^()]{2,30}\)|[/,]?\s*[A-Z]{2,12})?\s*(?:--?|[–—:])\s")
_TODAY = re.compile(r"(?:today\b|this\s+(?:same|very)\s)", re.I)
_YEARS = (1945, 2100)
_HAVE = re.compile(r"\b(?:has|have|had|having)\b", re.I)
_FIRST_TIME = re.compile(r"\b(?:first|only|second|third|best|worst|highest|lowest|time)\b", re.I)
# A noun with a participle behind it: what was made, signed or published on the date.
_REDUCED_CLAUSE = re.compile(
    r"\b(?:an?|the|its|their|his|her|this|that|of)\s+(?:[\w’'-]+\s+){1,4}"
    r"(?:reached|signed|made|adopted|published|agreed|concluded|launched|announced|established|begun|won"
    r"|passed|ratified|imposed|introduced|created|founded|approved|elected|appointed|killed|released|issued"
    r"|enacted|presented|unveiled|drafted|negotiated|brokered|struck|inked|opened|started|initiated)"
    r"\s+(?:(?:in|on|by|during|back\sin)\s+)?$",
    re.I,
)
_RELATIVE_CLAUSE = re.compile(r",\s(?:who|whose|which)\b[^,;]*$")
# An infinitive between an event and a year: "met to agree on halving emissions by 2030".
_EDITION = re.compile(
    r"\b(?:the|its|their|this|that|our|['’]s)\s+((?:19|20)\d\d)\s+(?:[A-Z][\w.’'-]*\s+){0,4}$"
)
_AIM = re.compile(
    r"\bto\s+(?!(?:the|an?|his|her|its|their|both|central|\w+ern|\w+ing)\b)[a-z]+\b(?!.*\b(?:will|would)\b)"
)


def dates_something_else(text: str, begin: int, told: int, date: TimeExpression) -> bool:
    """Tell whether a date in the sentence of an event says when something else was or is to be.

    ``begin`` is where the sentence begins, ``told`` where the word for the event ends. Three kinds: "an
    agreement reached in 2018"; "the first time since 2019"; an aim, "to halve emissions by 2030".
    """
    if isinstance(date.value, Bounded) and date.value.bound is Bound.SINCE:
        lasting = _HAVE.search(text, begin, told) and not _FIRST_TIME.search(text, told, date.start)
        return not lasting
    if date.start < told:
        if _REDUCED_CLAUSE.search(text, begin, date.start):
            return True  # "the plan presented today derives from the meeting"
        closed = "," in text[date.end : told]
        return closed and _RELATIVE_CLAUSE.search(text, begin, date.start) is not None
    if _REDUCED_CLAUSE.search(text, told, date.start):
        return True
    coarse = isinstance(date.value, Bounded | Year | Month | Decade | Quarter | FiscalYear)
    return coarse and _AIM.search(text, told, date.start) is not None


def edition(text: str, begin: int, told: int) -> TimeExpression | None:
    """Return the year of an edition, in the name before the word for it: "the 2025 Quad Leaders Summit"."""
    match = _EDITION.search(text, begin, told)
    return TimeExpression(match.start(1), match.end(1), Year(int(match.group(1)))) if match else None


def proved_publication(
    document: Document, readings: Sequence[Reading], cast: Cast, knowledge: Knowledge
) -> PublicationDate | None:
    """Return the stated publication date, or the one that the text proves, or ``None``."""
    if document.article.published is not None:
        return document.article.published
    quoted = quoted_spans(document)
    if (dateline := _dateline(document, readings)) is not None:
        return dateline
    for reading in readings:
        for date in reading.dates:
            if any(start <= date.start < end for start, end in quoted):
                continue  # the speaker's today
            today = _says_today(document.article.text, reading, date)
            if today and (proved := _proved(date, cast, knowledge)) is not None:
                return proved
    return None


def _dateline(document: Document, readings: Sequence[Reading]) -> PublicationDate | None:
    """Return the full date of a dateline: "LIMA, June 11, 2024 (Agency) - The ministers ..."."""
    text = document.article.text
    first = next((r for r in readings if r.sentence.kind is BlockKind.BODY), None)
    for date in first.dates[:1] if first else ():
        start = first.sentence.start if first else 0
        if _BEFORE_DATE.fullmatch(text, start, date.start) and _AFTER_DATE.match(text, date.end):
            interval = resolve(date, None)
            if interval is not None and interval.precision is Precision.DAY:
                return PublicationDate(interval, None, date.start, date.end, "dateline")
    return None


def _says_today(text: str, reading: Reading, date: TimeExpression) -> bool:
    if not isinstance(date.value, Day):
        return False
    before = text[reading.sentence.start : date.start]
    return _DEICTIC.search(before) is not None or _TODAY.match(text[date.start : date.end]) is not None


def _proved(date: TimeExpression, cast: Cast, knowledge: Knowledge) -> PublicationDate | None:
    interval = resolve(date, None)
    if interval is not None and interval.precision is Precision.DAY:
        return PublicationDate(
            interval, None, date.start, date.end, "the text calls this day the present one"
        )
    if not isinstance(date.value, Day) or date.value.weekday is None:
        return None
    days = [d for year in candidate_years(date, *_YEARS) if (d := _day_in(date, date.value, year))]
    fitting = [d for d in days if _offices_fit(d, cast, knowledge)]
    if len(fitting) != 1:
        return None
    reason = "the text calls this day the present one; only in this year do weekday and office holders fit"
    return PublicationDate(fitting[0], None, date.start, date.end, reason)


def _day_in(date: TimeExpression, day: Day, year: int) -> DateInterval | None:
    return resolve(replace(date, value=replace(day, year=year)), None)


def _offices_fit(day: DateInterval, cast: Cast, knowledge: Knowledge) -> bool:
    """Tell whether everybody called by a current office with a known tenure held it on the day.

    At least one such tenure is needed, with both its bounds or one that decides.
    """
    decided = False
    for holding in cast.holdings:
        if holding.use.status != TENURE_STATUS["current"]:
            continue
        known = [
            t
            for t in knowledge.world.tenures_of.get(holding.person, ())
            if t.office == holding.use.office.iri
        ]
        if known:
            decided = True
            if not any(_covers(t, day) for t in known):
                return False
    return decided


def _covers(tenure: KnownTenure, day: DateInterval) -> bool:
    assert day.begin is not None
    after = tenure.begin is None or tenure.begin <= day.begin
    return after and (tenure.end is None or day.begin <= tenure.end)
