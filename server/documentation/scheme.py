"""A concept scheme in, the tree that its page shows out (SKOS Reference, sections 4 to 8)."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import RDF, RDFS, SKOS, Graph, URIRef

from kg.vocab import LEX
from server.documentation.vocabularies import Vocabularies, Vocabulary
from server.documentation.wording import Relation, Wording, name_of, notations, relations, signals, wordings

_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept with its words in each language and the concepts below it."""

    iri: str
    name: str
    labels: tuple[Wording, ...]
    alternatives: tuple[Wording, ...]
    hidden: tuple[Wording, ...]
    signals: tuple[Wording, ...]
    definitions: tuple[Wording, ...]
    notes: tuple[Wording, ...]
    notations: tuple[str, ...]
    relations: tuple[Relation, ...]
    narrower: tuple[Concept, ...]


def concepts_of(vocabulary: Vocabulary, known: Vocabularies) -> tuple[Concept, ...]:
    """Return the top concepts of a scheme, each with those below it."""
    graph = vocabulary.graph
    own = [t for t in vocabulary.terms() if (t, RDF.type, SKOS.Concept) in graph]
    tops = [t for t in own if not any(_is_below(graph, t, other) for other in own)]
    return tuple(_concept(t, own, known, frozenset({t})) for t in _sorted(graph, tops))


def collections_of(vocabulary: Vocabulary, known: Vocabularies) -> tuple[Concept, ...]:
    """Return the collections of a scheme, whose members are among their relations."""
    graph = vocabulary.graph
    own = [t for t in vocabulary.terms() if (t, RDF.type, SKOS.Collection) in graph]
    return tuple(_concept(t, [], known, frozenset()) for t in _sorted(graph, own))


def count(concepts: tuple[Concept, ...]) -> int:
    """Return how many concepts a tree holds."""
    return sum(1 + count(concept.narrower) for concept in concepts)


def _is_below(graph: Graph, concept: URIRef, other: URIRef) -> bool:
    return (concept, SKOS.broader, other) in graph or (other, SKOS.narrower, concept) in graph


def _sorted(graph: Graph, concepts: list[URIRef]) -> list[URIRef]:
    return sorted(concepts, key=lambda c: next((w.text for w in wordings(graph, c, SKOS.prefLabel)), str(c)))


def _concept(concept: URIRef, own: list[URIRef], known: Vocabularies, path: frozenset[URIRef]) -> Concept:
    graph = known.everything
    below = [c for c in own if c not in path and _is_below(graph, c, concept)]
    found = relations(
        graph,
        ("related", graph.objects(concept, SKOS.related)),
        ("member", graph.objects(concept, SKOS.member)),
        ("realises", graph.objects(concept, URIRef(LEX["realises"]))),
        *((f"{name.removesuffix('Match')} match", graph.objects(concept, SKOS[name])) for name in _MATCHES),
        ("see also", graph.objects(concept, RDFS.seeAlso)),
    )
    return Concept(
        iri=str(concept),
        name=name_of(concept),
        labels=wordings(graph, concept, SKOS.prefLabel),
        alternatives=wordings(graph, concept, SKOS.altLabel),
        hidden=wordings(graph, concept, SKOS.hiddenLabel),
        signals=signals(graph, [concept]),
        definitions=wordings(graph, concept, SKOS.definition),
        notes=wordings(graph, concept, SKOS.scopeNote, SKOS.note, SKOS.example),
        notations=notations(known.everything, concept),
        relations=found,
        narrower=tuple(_concept(c, own, known, path | {c}) for c in _sorted(graph, below)),
    )
