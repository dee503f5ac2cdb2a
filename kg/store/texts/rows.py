"""The graph of an article, a record or a vocabulary in, its texts that can be searched out.

Names are labels and aliases; an article has a headline, a statement the words that were said, and a
mention the sentence around it: prefix, exact words and suffix of its quote (``ontology/article-graph.md``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple

import pyoxigraph as ox

from kg.vocab import DCTERMS, DIPL, FOAF, OA, RDF, RDFS, SCHEMA, SKOS


class TextKind(IntEnum):
    """What a text is to its subject; the numbers stand in the index and order equal hits."""

    LABEL = 0
    ALIAS = 1
    HEADLINE = 2
    STATEMENT = 3
    SENTENCE = 4


class Row(NamedTuple):
    """A text with what bears it; ``subject`` is an IRI, ``language`` a tag in lower case or ""."""

    kind: TextKind
    subject: str
    text: str
    language: str


_NAMING: Mapping[str, TextKind] = {
    FOAF["name"]: TextKind.LABEL,
    SKOS["prefLabel"]: TextKind.LABEL,
    RDFS["label"]: TextKind.LABEL,
    SCHEMA["name"]: TextKind.LABEL,
    DCTERMS["title"]: TextKind.LABEL,
    SKOS["altLabel"]: TextKind.ALIAS,
    SCHEMA["headline"]: TextKind.HEADLINE,
}
_TYPE = ox.NamedNode(RDF["type"])
_STATEMENT = ox.NamedNode(DIPL["PublicStatement"])
_TEXT = ox.NamedNode(SCHEMA["text"])
_TARGET, _SELECTOR = ox.NamedNode(OA["hasTarget"]), ox.NamedNode(OA["hasSelector"])
_QUOTE = tuple(ox.NamedNode(OA[part]) for part in ("prefix", "exact", "suffix"))


def text_rows(engine: ox.Store, graph_name: str) -> set[Row]:
    """Return the texts of one graph."""
    graph = ox.NamedNode(graph_name)
    return {*_names(engine, graph), *_statements(engine, graph), *_sentences(engine, graph)}


def _names(engine: ox.Store, graph: ox.NamedNode) -> Iterator[Row]:
    for predicate, kind in _NAMING.items():
        for quad in engine.quads_for_pattern(None, ox.NamedNode(predicate), None, graph):
            yield from _row(kind, quad.subject, quad.object)


def _statements(engine: ox.Store, graph: ox.NamedNode) -> Iterator[Row]:
    for typed in engine.quads_for_pattern(None, _TYPE, _STATEMENT, graph):
        for quad in engine.quads_for_pattern(typed.subject, _TEXT, None, graph):
            yield from _row(TextKind.STATEMENT, quad.subject, quad.object)


def _sentences(engine: ox.Store, graph: ox.NamedNode) -> Iterator[Row]:
    prefixes, quotes, suffixes = (
        {str(quad.subject): quad.object for quad in engine.quads_for_pattern(None, part, None, graph)}
        for part in _QUOTE
    )
    mentions = {q.object: q.subject for q in engine.quads_for_pattern(None, _TARGET, None, graph)}
    for quad in engine.quads_for_pattern(None, _SELECTOR, None, graph):
        selector, mention = str(quad.object), mentions.get(quad.subject)
        if selector in quotes and mention is not None:
            parts = (prefixes.get(selector), quotes[selector], suffixes.get(selector))
            literals = [part for part in parts if isinstance(part, ox.Literal)]
            sentence = "".join(part.value for part in literals).strip()
            yield from _row(TextKind.SENTENCE, mention, ox.Literal(sentence))


def _row(kind: TextKind, subject: object, term: object) -> Iterator[Row]:
    if isinstance(subject, ox.NamedNode) and isinstance(term, ox.Literal) and term.value.strip():
        yield Row(kind, subject.value, term.value, (term.language or "").lower())
