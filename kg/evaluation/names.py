"""Gold of names: sentences with the exact spans of persons, organisations and places.

Rows: ``{"id", "text", "entities": [{"start", "end", "type"}]}`` with half-open spans in code points.
A state named by its name counts as a place, as it does in gold of this kind; one named by its
adjective is no name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.evaluation.scores import Verdict, compare
from kg.iri import folded
from kg.knowledge.knowledge import Knowledge
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
    """Return the spans that name persons, places and organisations; of nested ones the longest.

    Only evidence of the article's graph counts, and of that only words that are a name of the thing:
    its label, an alias or a name of the reference data; not "the Polish foreign minister" for Poland.
    """
    text = extraction.document.article.text
    kinds: dict[Span, str] = {}
    for entity in extraction.entities:
        own = {folded(name) for name in (entity.label, *entity.aliases)}
        for evidence in entity.evidence if (kind := _type_of(entity.classes)) else ():
            words = text[evidence.start : evidence.end]
            if folded(words) in own or _is_name(words, entity.iri, mapper.knowledge):
                kinds.setdefault((evidence.start, evidence.end), kind)
    outer = {span for span in kinds if not any(_holds(other, span) for other in kinds)}
    return {kind: {span for span in outer if kinds[span] == kind} for kind in LAYERS}


def _is_name(words: str, iri: str, knowledge: Knowledge) -> bool:
    """Tell whether the reference data names the thing by these words, and not by an adjective."""
    if any(place.iri == iri for place in knowledge.gazetteer.named(words)):
        return True
    names = knowledge.world.names
    prepared = names.prepared(words)
    match = next(names.find(prepared, 0, len(prepared)), None)
    if match is None or (match.start, match.end) != (0, len(prepared)):
        return False
    return any(naming.kind is not MentionKind.ADJECTIVE for naming in match.entries if naming.iri == iri)


def _holds(outer: Span, inner: Span) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _type_of(classes: tuple[str, ...]) -> str:
    if FOAF["Person"] in classes:
        return "PERSON"
    names = {iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1] for iri in classes}
    if names & {"State", "Place"}:
        return "LOC"
    organisations = {"InternationalOrganisation", "GovernmentOrganization", "FormalOrganization"}
    return "ORG" if names & (organisations | {"DiplomaticMission"}) else ""
