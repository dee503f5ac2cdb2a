"""Gold of names: sentences with the exact spans of persons, organisations and places.

Rows: ``{"id", "text", "entities": [{"start", "end", "type"}]}`` with half-open spans in code points.
A state named by its name counts as a place, as it does in gold of this kind; one named by its
adjective is no name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.evaluation.scores import Verdict, compare
from kg.model import Article, Extraction, MentionKind, Stated
from kg.pipeline import Mapper
from kg.vocab import FOAF

LAYERS = {"PERSON": "persons", "LOC": "states and places", "ORG": "organisations"}

Span = tuple[int, int]


def is_row(row: Mapping[str, Any]) -> bool:
    return "entities" in row and "text" in row


def judge(row: Mapping[str, Any], mapper: Mapper) -> Iterator[Verdict]:
    text: str = row["text"]
    found = spans_by_type(mapper, mapper.extract(sentence_article(row)))
    for kind, layer in LAYERS.items():
        gold = {(e["start"], e["end"]) for e in row["entities"] if e["type"] == kind}
        yield compare(layer, row["id"], shown(gold, text), shown(found[kind], text), text)


def sentence_article(row: Mapping[str, Any]) -> Article:
    """Return a sentence of the gold as an article whose text it is, not its headline."""
    return Article(row["id"], row["text"], headline=Stated(row["id"]), language="en")


def shown(spans: set[Span], text: str) -> dict[Span, str]:
    return {span: text[slice(*span)] for span in sorted(spans)}


def spans_by_type(mapper: Mapper, extraction: Extraction) -> dict[str, set[Span]]:
    """Return the spans that name persons, places and organisations, nested ones left out."""
    found: dict[str, set[Span]] = {kind: set() for kind in LAYERS}
    names = mapper.knowledge.world.names
    text = extraction.document.article.text
    prepared = names.prepared(text)
    adjectives = {
        (match.start, match.end)
        for match in names.find(prepared, 0, len(text))
        if all(naming.kind is MentionKind.ADJECTIVE for naming in match.entries)
    }
    for entity in extraction.entities:
        kind = _type_of(entity.classes)
        if kind:
            found[kind] |= {(e.start, e.end) for e in entity.evidence} - adjectives
    return found


def _type_of(classes: tuple[str, ...]) -> str:
    if FOAF["Person"] in classes:
        return "PERSON"
    names = {iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1] for iri in classes}
    if names & {"State", "Place"}:
        return "LOC"
    organisations = {"InternationalOrganisation", "GovernmentOrganization", "FormalOrganization"}
    return "ORG" if names & (organisations | {"DiplomaticMission"}) else ""
