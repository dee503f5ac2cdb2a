"""Gold of readouts: short official reports of one call or meeting, with who took part.

Rows: ``{"id", "url", "published", "title", "text", "gold": {"event_type", "principal", "counterparts":
[{"name", "office", "country"}]}}``. A counterpart is right where name, kind of office and state (or
organisation) are; the gold may give a surname only, as the title of the readout does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kg.evaluation.scores import Fault, Verdict, choose
from kg.iri import folded
from kg.model import (
    Article,
    DateInterval,
    Entity,
    Event,
    Extraction,
    Participation,
    Precision,
    PublicationDate,
    Stated,
)
from kg.pipeline import Mapper
from kg.vocab import DCTERMS, DIPL, FOAF, ROLE, TENURE_STATUS

_ADDRESS = {"prince", "princess", "sheikh"}  # what some rows of the gold put before a name
_ELECT = "-elect"
TYPES = {"phone_call": "Call", "meeting": "Meeting"}  # of the gold, as classes of the ontology


def is_row(row: Mapping[str, Any]) -> bool:
    return "counterparts" in row.get("gold", {})


def judge(row: Mapping[str, Any], mapper: Mapper) -> Iterator[Verdict]:
    extraction = mapper.extract(article_of(row))
    event = _main_event(extraction, len(row["title"]))
    expected, gold = TYPES[row["gold"]["event_type"]], row["gold"]
    yield choose("readouts: event type", row["id"], expected, _type(event, expected), row["title"])
    yield _counterparts(row, gold, event, extraction, mapper)


def article_of(row: Mapping[str, Any]) -> Article:
    """Return the readout as it would be ingested, with its title and date stated."""
    day, title = date.fromisoformat(row["published"]), row["title"]
    return Article(
        row["url"],
        f"{title}\n\n{row['text']}",
        headline=Stated(title, 0, len(title)),
        language="en",
        published=PublicationDate(DateInterval(day, day, Precision.DAY)),
    )


def _main_event(extraction: Extraction, title_end: int) -> Event | None:
    """Return the event that the title tells, else the first one of the text."""
    in_title = (e for e in extraction.events if any(span.end <= title_end for span in e.evidence))
    return next(in_title, None) or next(iter(extraction.events), None)


def _type(event: Event | None, expected: str) -> str:
    if event is None:
        return ""
    names = [iri.removeprefix(DIPL[""]) for iri in event.classes]
    return expected if expected in names else names[0]


def _counterparts(
    row: Mapping[str, Any],
    gold: Mapping[str, Any],
    event: Event | None,
    extraction: Extraction,
    mapper: Mapper,
) -> Verdict:
    layer, entities = "readouts: counterparts", {entity.iri: entity for entity in extraction.entities}
    left = [p for p in (event.participations if event else ()) if _is_guest(p, gold, entities)]
    faults, right, expected = [], 0, gold["counterparts"]
    for counterpart in expected:
        match = next((p for p in left if _agrees(p, counterpart, extraction, mapper)), None)
        if match is None:
            words = f"{counterpart['office']} {counterpart['name']} ({counterpart['country']})"
            faults.append(Fault(layer, row["id"], words, "", row["title"]))
        else:
            right += 1
            left.remove(match)
    faults += [Fault(layer, row["id"], "", _words(p, entities), row["title"]) for p in left]
    return Verdict(layer, right, len(left), len(expected) - right, tuple(faults))


def _is_guest(part: Participation, gold: Mapping[str, Any], entities: Mapping[str, Entity]) -> bool:
    """Tell whether a participation is of a person other than the one whose readout this is."""
    entity = entities.get(part.participant)
    if entity is None or FOAF["Person"] not in entity.classes or part.role == ROLE["speaker"]:
        return False
    surname = folded(gold["principal"]).split()[-1]
    return not any(surname in folded(name).split() for name in (entity.label, *entity.aliases))


def _agrees(part: Participation, gold: Mapping[str, str], extraction: Extraction, mapper: Mapper) -> bool:
    entity = next(e for e in extraction.entities if e.iri == part.participant)
    wanted = set(folded(gold["name"]).split()) - _ADDRESS
    named = any(wanted <= set(folded(name).split()) for name in (entity.label, *entity.aliases))
    return named and _side(part, mapper) == gold["country"] and _same_office(part, gold, extraction, mapper)


def _side(part: Participation, mapper: Mapper) -> str:
    """Return the code of the state or the acronym of the organisation that somebody acts for."""
    if part.on_behalf_of is None:
        return ""
    name = part.on_behalf_of.removeprefix(mapper.knowledge.minter.of(""))
    return name.rsplit("/", 1)[-1].upper()


def _same_office(
    part: Participation, gold: Mapping[str, str], extraction: Extraction, mapper: Mapper
) -> bool:
    """Tell whether somebody acts in the office of the gold, or is the one elected to it."""
    entities = {entity.iri: entity for entity in extraction.entities}
    held = part.office
    if gold["office"].endswith(_ELECT):
        own = (t for t in extraction.tenures if t.person == part.participant)
        held = next((t.office for t in own if t.status == TENURE_STATUS["designate"]), None)
    office = entities.get(held or "")
    if office is None:
        return False
    titles = mapper.knowledge.world.titles
    words = titles.prepared(gold["office"].removesuffix(_ELECT))
    wanted = {title.kind for match in titles.find(words, 0, len(words)) for title in match.entries}
    kinds = {value for predicate, value in office.links if predicate == DCTERMS["type"]}
    return bool(wanted & kinds) or folded(gold["office"]) in folded(" ".join((office.label, *office.aliases)))


def _words(part: Participation, entities: Mapping[str, Entity]) -> str:
    office = entities.get(part.office or "")
    side = (part.on_behalf_of or "").rsplit("/", 1)[-1]
    return f"{entities[part.participant].label}, {office.label if office else 'no office'} ({side})"
