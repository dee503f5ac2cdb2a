"""Gold of event dates: short texts with one date expression, and the days on which the event was.

Rows: ``{"id", "text", "date": {"start", "end"}, "published", "known", "unknown"}``. ``date`` is the
expression, half-open in code points; the event is the first one told in its sentence. ``known`` and
``unknown`` are its days where the day of publication is stated and where it is not, as the text in
ISO 8601-1: ``2022-05-03``, ``2022-05``, ``2022``, ``2022-05-03/2022-05-05`` (closed, ``..`` for a side
that is open), or ``null`` where they cannot be known or the expression dates something else.

Conventions, after those of TIMEX3 (ISO-TimeML): weeks run from Monday to Sunday; what is told in weeks,
months or years ("two weeks ago") is the whole week, month or year; a bare weekday or month in a past
clause is the latest one, in one about the future the next one, the day of publication included; a
season is known to the year only, because its months differ by hemisphere; a century is the hundred
years that share two digits. Of a month early, mid and late are its days 1-10, 11-20 and 21 on, of a
year four months each; "the end" of a year is its last quarter. A weekday that contradicts its date,
and a count that the words leave open ("a few days ago"), tell no date. The gold of the tests
(``tests/evaluation/dates.jsonl``) is own work under CC BY 4.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kg.evaluation.names import sentence_article
from kg.evaluation.scores import Verdict, choose
from kg.model import DateInterval, Event, Extraction, Precision, PublicationDate
from kg.pipeline import Mapper
from kg.temporal.interval import written

_KNOWN, _UNKNOWN = "event dates, publication known", "event dates, publication unknown"
_NO_EVENT = "no event"


def is_row(row: Mapping[str, Any]) -> bool:
    return "known" in row and "unknown" in row


def judge(row: Mapping[str, Any], mapper: Mapper) -> Iterator[Verdict]:
    day = date.fromisoformat(row["published"])
    article = sentence_article(row)
    dated = replace(article, published=PublicationDate(DateInterval(day, day, Precision.DAY)))
    for layer, gold, given in ((_KNOWN, row["known"], dated), (_UNKNOWN, row["unknown"], article)):
        event = _event(mapper.extract(given), row["date"]["start"])
        found = notation(event.interval) if event else _NO_EVENT
        yield choose(layer, row["id"], gold or "", found, row["text"])


def _event(extraction: Extraction, position: int) -> Event | None:
    """Return the event told first in the sentence at a position."""
    sentences = (s for s in extraction.document.sentences if s.start <= position < s.end)
    sentence = next(sentences, None)
    told = [
        (min(e.start for e in event.evidence), event)
        for event in extraction.events
        if sentence and any(sentence.start <= e.start < sentence.end for e in event.evidence)
    ]
    return min(told, key=lambda pair: pair[0])[1] if told else None


def notation(interval: DateInterval | None) -> str:
    """Return an interval in the notation of the gold, "" for none."""
    return written(interval, "..", "/") if interval else ""
