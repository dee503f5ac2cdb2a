"""What an article says of an office against what is known of it: who held it on that day.

An article is not corrected and nothing it says is left out; a tenure that cannot hold together with a
known one points to that one. Only what is certain speaks against an article: days that a source proves,
a person whose name shares no word with the holder's, and a sentence that tells of no other year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from kg.iri import folded
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.world import KnownTenure
from kg.model import DateInterval, Document, Entity, Tenure
from kg.vocab import FOAF, OFFICE_KIND, TENURE_STATUS

_ANOTHER_TIME = re.compile(
    r"\b(?:then|at the time|ago|formerly|once|last year|the year before|had been|later|earlier|until|since)\b"
)
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_ALIKE = 0.75  # share of letters from which two spellings may be of one name: "Zelensky", "Zelenskyy"
# Held by one person at a time in each state, whatever else changes.
_ONE_SEAT = {
    OFFICE_KIND[kind]
    for kind in ("president", "vice-president", "prime-minister", "chancellor", "monarch", "foreign-minister",
                 "defence-minister", "finance-minister", "ambassador")
}  # fmt: skip


def with_contradictions(
    tenures: Iterable[Tenure], entities: Iterable[Entity], document: Document, knowledge: Knowledge
) -> tuple[Tenure, ...]:
    """Return the tenures, those that a known one speaks against with its IRI."""
    published = document.article.published
    days = published.interval if published else None
    if days is None or days.begin is None or days.end is None:
        return tuple(tenures)
    names = {e.iri: (e.label, *e.aliases) for e in entities if FOAF["Person"] in e.classes}
    return tuple(
        replace(tenure, contradicts=speaking_against(tenure, names.get(tenure.person, ()), days, knowledge))
        if any(_tells_of_now(e.start, days, document) for e in tenure.evidence)
        else tenure
        for tenure in tenures
    )


def _tells_of_now(position: int, days: DateInterval, document: Document) -> bool:
    sentence = document.sentence_at(position)
    if sentence is None or days.begin is None:
        return False
    words = document.text(sentence.start, sentence.end)
    return not _ANOTHER_TIME.search(words) and not set(_YEAR.findall(words)) - {str(days.begin.year)}


def speaking_against(
    tenure: Tenure, names: Sequence[str], days: DateInterval, knowledge: Knowledge
) -> tuple[str, ...]:
    """Return the known tenures that cannot hold together with one of a person of these names."""
    return tuple(sorted(_against(tenure, names, days, knowledge)))


def _against(tenure: Tenure, names: Sequence[str], days: DateInterval, knowledge: Knowledge) -> Iterator[str]:
    known = knowledge.world.holders_of.get(tenure.office, ())
    own = [t for t in known if t.person == tenure.person]
    if tenure.status == TENURE_STATUS["former"]:
        yield from (t.iri for t in own if _covers(t, days))
    elif tenure.status == TENURE_STATUS["current"]:
        if own and all(_misses(t, days) for t in own):
            yield from (t.iri for t in own)
        office = knowledge.world.offices.get(tenure.office)
        if office is not None and office.kind in _ONE_SEAT:
            others = (t for t in known if t.person != tenure.person and _covers(t, days))
            yield from (t.iri for t in others if not _same_name(names, t.person, knowledge))


def _covers(tenure: KnownTenure, days: DateInterval) -> bool:
    """Tell whether a source proves that somebody held the office on these days."""
    last = tenure.end or tenure.proven_until
    return bool(
        tenure.begin and last and days.begin and days.end
        and tenure.begin < days.begin and days.end < last
    )  # fmt: skip


def _misses(tenure: KnownTenure, days: DateInterval) -> bool:
    """Tell whether a tenure was over by these days, or began after them."""
    over = tenure.end is not None and days.begin is not None and tenure.end < days.begin
    early = tenure.dated and tenure.begin is not None and days.end is not None and days.end < tenure.begin
    return over or early


def _same_name(names: Sequence[str], other: str, knowledge: Knowledge) -> bool:
    """Tell whether two persons may be one under two spellings: a word of their names is alike."""
    ours = {word for name in names for word in folded(name).split()}
    theirs = {word for name in knowledge.world.person_names.get(other, ()) for word in folded(name).split()}
    return not theirs or any(SequenceMatcher(None, a, b).ratio() >= _ALIKE for a in ours for b in theirs)
