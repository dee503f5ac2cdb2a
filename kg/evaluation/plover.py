"""Gold of coded sentences: the PLOVER event class of a sentence, and the state of each actor phrase.

Rows: ``{"id", "text", "gold": {"event", "source": [{"actorText", "code"}], "target": [...]}}``. Codes of
actors are ISO 3166-1 alpha-3, or IGO for an international organisation, of states or of people;
others are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from kg.evaluation.names import sentence_article
from kg.evaluation.scores import Fault, Verdict, choose
from kg.knowledge.facts import Facts
from kg.model import Entity, Event, Extraction
from kg.pipeline import Mapper
from kg.resources import ontology_folder
from kg.store.turtle import read_turtle
from kg.vocab import DIPL, LEX, ORG, SKOS, STATUS

# Classes of earlier drafts of PLOVER, by the names of draft 0.8.
_RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
# Codes of the gold that are not those of ISO 3166-1.
_ISO = {"JAP": "JPN", "ITL": "ITA", "ROM": "ROU"}
_ORGANISATION = "IGO"
_COMMITMENT = "AGREE"  # the code of dipl:Commitment
_TO_COME = {STATUS["planned"], STATUS["possible"], STATUS["proposed"]}
_COOPERATIVE = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}
_HOSTILE = {"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


def is_row(row: Mapping[str, Any]) -> bool:
    return "event" in row.get("gold", {}) and "source" in row["gold"]


def judge(row: Mapping[str, Any], mapper: Mapper) -> Iterator[Verdict]:
    text, gold = row["text"], row["gold"]
    extraction = mapper.extract(sentence_article(row))
    expected = _RENAMED.get(gold["event"], gold["event"])
    yield choose("event class (PLOVER)", row["id"], expected, class_of_sentence(extraction), text)
    for actor in (*gold["source"], *gold["target"]):
        code = _ISO.get(actor.get("code") or "", actor.get("code") or "")
        start = text.find(actor["actorText"])
        if start >= 0 and (code == _ORGANISATION or f"state/{code}" in _things(mapper)):
            yield _actor(row, actor["actorText"], code, start, extraction, mapper)


def class_of_sentence(extraction: Extraction) -> str:
    """Return the class of the first event or commitment that the sentence tells, "" where there is none."""
    told = [(min(event.evidence).start, class_of_event(event)) for event in extraction.events]
    told += [(s.start, _COMMITMENT) for s in extraction.statements if s.commitment]
    return next((found for _, found in sorted(told) if found), "")


def class_of_event(event: Event) -> str:
    """Return the PLOVER class of an event, "" where it has none.

    PLOVER codes what is still to come as the intention that it is: cooperation as AGREE, the rest as
    THREATEN; and a meeting called off as SANCTION.
    """
    found = plover_classes().get(event.type, "")
    if event.status == STATUS["cancelled"] and found in _COOPERATIVE:
        return "SANCTION"
    if event.status in _TO_COME and found in _COOPERATIVE:
        return "AGREE"
    return "THREATEN" if event.status in _TO_COME and found in _HOSTILE else found


@cache
def plover_classes() -> Mapping[str, str]:
    """Return the PLOVER class of each type of event that has one."""
    facts = Facts(read_turtle([ontology_folder() / "schemes" / "event-types.ttl"]))
    return {
        concept: code.value
        for concept in facts.subjects(SKOS["inScheme"], "https://w3id.org/dipl/event-type")
        for code in facts.texts(concept, SKOS["notation"])
        if code.datatype == LEX["plover"]
    }


def _things(mapper: Mapper) -> set[str]:
    base = mapper.knowledge.minter.of("")
    return {iri.removeprefix(base) for iri in mapper.knowledge.world.things}


def _actor(
    row: Mapping[str, Any], phrase: str, code: str, start: int, extraction: Extraction, mapper: Mapper
) -> Verdict:
    layer, found = "actor phrases", _codes(start, start + len(phrase), extraction, mapper)
    if code in found and len(found) == 1:
        return Verdict(layer, 1, 0, 0)
    shown = " ".join(sorted(found))
    fault = Fault(layer, row["id"], f"{phrase}: {code}", shown, row["text"])
    return Verdict(layer, 0, 1 if found else 0, 1, (fault,))


def _codes(start: int, end: int, extraction: Extraction, mapper: Mapper) -> set[str]:
    """Return the codes of the states and organisations that the words of a span name or belong to.

    Where they name none, those count that own what they name: the state of a place or ministry, in whose
    politics a party or movement acts, the state or organisation that a person serves.
    """
    inside = [e for e in extraction.entities if any(start <= v.start < end for v in e.evidence)]
    named = {code for entity in inside if (code := _code(entity.iri, entity.classes, mapper))}
    return named or {code for entity in inside for code in _owners(entity, extraction, mapper)}


def _code(iri: str, classes: Iterable[str], mapper: Mapper) -> str:
    if DIPL["State"] in classes:
        return iri.removeprefix(mapper.knowledge.minter.of("state", ""))
    return _ORGANISATION if DIPL["InternationalOrganisation"] in classes else ""


def _owners(entity: Entity, extraction: Extraction, mapper: Mapper) -> Iterator[str]:
    things = mapper.knowledge.world.things
    own = things.get(entity.iri)
    links = {e.iri: dict(e.links) for e in extraction.entities}
    owners = [own.state or own.area if own else None, links[entity.iri].get(ORG["subOrganizationOf"])]
    owners += [
        links.get(t.office, {}).get(ORG["postIn"]) for t in extraction.tenures if t.person == entity.iri
    ]
    owners += [
        p.on_behalf_of for e in extraction.events for p in e.participations if p.participant == entity.iri
    ]
    if own and ORG["FormalOrganization"] in own.classes and not any(owners):
        yield _ORGANISATION  # the gold's code is that of Amnesty International too
    for owner in filter(None, owners):
        if owner in things and (code := _code(owner, things[owner].classes, mapper)):
            yield code
