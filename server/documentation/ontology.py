"""An ontology in, what its page says of each term out: words, place in the hierarchy, use, examples.

Nothing here knows a term by name: all of it is read from the graph (RDFS, OWL 2, SKOS).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from kg.vocab import LEX, ONTOLEX
from server.documentation.examples import example_of
from server.documentation.vocabularies import Vocabularies, Vocabulary
from server.documentation.wording import (
    Relation,
    Wording,
    iris,
    members,
    name_of,
    notations,
    relations,
    short,
    signals,
    wordings,
)

_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
_KINDS = {
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
    OWL.AnnotationProperty: "annotation property",
    OWL.FunctionalProperty: "functional",
    SKOS.ConceptScheme: "concept scheme",
}
_STATUS = URIRef("http://www.w3.org/2003/06/sw-vocab-status/ns#term_status")
_ALIGNMENTS = (
    ("equivalent to", OWL.equivalentClass),
    ("equivalent to", OWL.equivalentProperty),
    ("exact match", SKOS.exactMatch),
    ("close match", SKOS.closeMatch),
    ("broad match", SKOS.broadMatch),
    ("narrow match", SKOS.narrowMatch),
    ("related match", SKOS.relatedMatch),
    ("see also", RDFS.seeAlso),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or concept as its section shows it."""

    iri: str
    name: str
    kind: str
    labels: tuple[Wording, ...]
    definitions: tuple[Wording, ...]
    notes: tuple[Wording, ...]
    cases: tuple[Wording, ...]
    relations: tuple[Relation, ...]
    alignments: tuple[Relation, ...]
    notations: tuple[str, ...]
    status: str
    words: tuple[Wording, ...]
    shapes: tuple[str, ...]
    example: str
    history: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A lexical entry: its words and what they denote."""

    name: str
    words: tuple[Wording, ...]
    denotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A class in the tree of classes."""

    iri: str
    below: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """The parts of the page of an ontology, in the order in which it shows them."""

    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    concepts: tuple[Term, ...]
    entries: tuple[Entry, ...]
    tree: tuple[Branch, ...]


def ontology_of(vocabulary: Vocabulary, known: Vocabularies) -> Ontology:
    graph, terms = vocabulary.graph, vocabulary.terms()
    classes = [t for t in terms if (t, RDF.type, OWL.Class) in graph]
    properties = [t for t in terms if any((t, RDF.type, kind) in graph for kind in _PROPERTIES)]
    entries = [t for t in terms if (t, RDF.type, URIRef(ONTOLEX["LexicalEntry"])) in graph]
    done = {*classes, *properties, *entries}
    others = [t for t in terms if t not in done and (t, RDF.type, None) in graph]
    by_name = sorted(properties, key=lambda t: name_of(t).casefold())
    return Ontology(
        tuple(_class(t, known) for t in classes),
        tuple(_property(t, known) for t in by_name),
        tuple(_term(t, known, ()) for t in others),
        tuple(_entry(graph, t) for t in entries),
        _tree(graph, classes),
    )


def _class(cls: URIRef, known: Vocabularies) -> Term:
    graph = known.everything
    above = _ancestors(graph, cls)
    found = relations(
        graph,
        ("sub-class of", graph.objects(cls, RDFS.subClassOf)),
        ("super-class of", graph.subjects(RDFS.subClassOf, cls)),
        ("in the domain of", graph.subjects(RDFS.domain, cls)),
        ("inherits the domain of", _of_all(graph, RDFS.domain, above)),
        ("in the range of", graph.subjects(RDFS.range, cls)),
        ("inherits the range of", _of_all(graph, RDFS.range, above)),
        ("disjoint with", {*graph.objects(cls, OWL.disjointWith), *graph.subjects(OWL.disjointWith, cls)}),
        ("types of it", graph.subjects(URIRef(LEX["realises"]), cls)),
    )
    return _term(cls, known, found)


def _property(prop: URIRef, known: Vocabularies) -> Term:
    graph = known.everything
    found = relations(
        graph,
        ("sub-property of", graph.objects(prop, RDFS.subPropertyOf)),
        ("super-property of", graph.subjects(RDFS.subPropertyOf, prop)),
        ("domain", graph.objects(prop, RDFS.domain)),
        ("range", graph.objects(prop, RDFS.range)),
        ("inverse of", {*graph.objects(prop, OWL.inverseOf), *graph.subjects(OWL.inverseOf, prop)}),
    )
    return _term(prop, known, found)


def _term(term: URIRef, known: Vocabularies, found: Sequence[Relation]) -> Term:
    graph = known.everything
    outward = [(heading, graph.objects(term, predicate)) for heading, predicate in _ALIGNMENTS]
    return Term(
        iri=str(term),
        name=name_of(term),
        kind=", ".join(name for kind, name in _KINDS.items() if (term, RDF.type, kind) in graph),
        labels=wordings(graph, term, RDFS.label, SKOS.prefLabel),
        definitions=wordings(graph, term, SKOS.definition, RDFS.comment),
        notes=wordings(graph, term, SKOS.scopeNote, SKOS.note, SKOS.editorialNote),
        cases=wordings(graph, term, SKOS.example),
        relations=tuple(found),
        alignments=relations(graph, *outward),
        notations=notations(graph, term),
        status=_text(graph.value(term, _STATUS)),
        words=signals(graph, {term, *graph.subjects(URIRef(LEX["realises"]), term)}),
        shapes=_shapes(graph, term),
        example=example_of(term),
        history=wordings(graph, term, SKOS.historyNote, SKOS.changeNote),
    )


def _text(node: Node | None) -> str:
    return str(node) if isinstance(node, Literal) else ""


def _ancestors(graph: Graph, cls: URIRef) -> set[Node]:
    return {c for c in graph.transitive_objects(cls, RDFS.subClassOf) if c is not None and c != cls}


def _of_all(graph: Graph, predicate: URIRef, classes: Iterable[Node]) -> set[Node]:
    return {s for cls in classes for s in graph.subjects(predicate, cls)}


def _shapes(graph: Graph, term: URIRef) -> tuple[str, ...]:
    """Return the shapes that target a class or have a property in their path."""
    targets = {
        s for p in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf) for s in graph.subjects(p, term)
    }
    paths = {s for s, path in graph.subject_objects(SH.path) if term in members(graph, path)}
    return iris(targets | paths)


def _entry(graph: Graph, entry: URIRef) -> Entry:
    words = wordings(graph, entry, RDFS.label, SKOS.altLabel)
    return Entry(name_of(entry), words, iris(graph.objects(entry, URIRef(ONTOLEX["denotes"]))))


def _tree(graph: Graph, classes: Sequence[URIRef]) -> tuple[Branch, ...]:
    def branch(cls: URIRef, path: frozenset[URIRef]) -> Branch:
        below = [c for c in classes if (c, RDFS.subClassOf, cls) in graph and c not in path]
        return Branch(str(cls), tuple(branch(c, path | {c}) for c in below))

    roots = [c for c in classes if not set(classes) & set(graph.objects(c, RDFS.subClassOf))]
    return tuple(branch(c, frozenset({c})) for c in sorted(roots, key=short))
