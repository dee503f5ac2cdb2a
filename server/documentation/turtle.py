"""A vocabulary's graph in, readable RDF out: Turtle with prefixes, grouped subjects, a fixed order.

Header first, then classes, properties, shapes, concepts, the rest; lists as lists (RDF 1.1 Turtle).
The same graph gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence
from io import BytesIO
from typing import Any, ClassVar

from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.plugins.serializers.turtle import TurtleSerializer
from rdflib.term import BNode, Node

from kg.vocab import PREFIXES
from server.rdf_output import serialise_graph

# Vocabularies that the ontology aligns with or describes itself by, beside those that the data uses.
PUBLISHED_PREFIXES: Mapping[str, str] = {
    **PREFIXES,
    "bibo": "http://purl.org/ontology/bibo/",
    "dul": "http://www.ontologydesignpatterns.org/ont/dul/DUL.owl#",
    "event": "http://purl.org/NET/c4dm/event.owl#",
    "lode": "http://linkedevents.org/ontology/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "vann": "http://purl.org/vocab/vann/",
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
}
_KINDS = (
    OWL.Ontology,
    SKOS.ConceptScheme,
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    SH.NodeShape,
    SH.PropertyShape,
    SH.SPARQLConstraint,
    SKOS.Concept,
)


class OrderedGraph(Graph):
    """A graph that names its subjects in order, and knows the prefixes of published vocabularies."""

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")
        for prefix, namespace in PUBLISHED_PREFIXES.items():
            self.bind(prefix, namespace)

    def subjects(
        self, predicate: Any = None, object: Any = None, unique: bool = False
    ) -> Generator[Node, None, None]:
        yield from sorted(super().subjects(predicate, object, unique), key=str)


def published(graph: OrderedGraph, name: str) -> bytes:
    """Return a graph in the format of a short name of ``server.media``."""
    if name == "turtle":
        return turtle(graph).encode()
    if name == "jsonld":
        return _json_ld(graph)
    return serialise_graph(graph, name)


def turtle(graph: OrderedGraph) -> str:
    """Return a graph as readable Turtle, with the prefixes that it uses."""
    stream = BytesIO()
    Readable(graph).serialize(stream, encoding="utf-8")
    return stream.getvalue().decode().strip() + "\n"


def _json_ld(graph: OrderedGraph) -> bytes:
    """Return JSON-LD 1.1 with the prefixes as context; what has no order in RDF is sorted."""
    used = {str(term) for triple in graph for term in triple}
    used |= {str(getattr(value, "datatype", "")) for value in graph.objects()}
    context = {
        prefix: namespace
        for prefix, namespace in sorted(PUBLISHED_PREFIXES.items())
        if any(iri.startswith(namespace) for iri in used)
    }
    document = json.loads(graph.serialize(format="json-ld", context=context))
    return json.dumps(_sorted(document), ensure_ascii=False, indent=2).encode() + b"\n"


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {key: inner if key == "@list" else _sorted(inner) for key, inner in sorted(value.items())}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda inner: json.dumps(inner, sort_keys=True))
    return value


class Readable(TurtleSerializer):
    """rdflib's Turtle, in the order in which people read a vocabulary."""

    predicateOrder: ClassVar[Sequence[URIRef]] = [  # type: ignore[misc,assignment]
        RDF.type,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        RDFS.domain,
        RDFS.range,
        DCTERMS.title,
        RDFS.label,
        SKOS.prefLabel,
        SKOS.altLabel,
        SKOS.definition,
        SKOS.scopeNote,
        SH.name,
        SH.description,
        SH.path,
    ]

    def orderSubjects(self) -> Any:
        return sorted(self._subjects, key=self._rank)

    def _rank(self, subject: Node) -> tuple[bool, int, str]:
        types = set(self.store.objects(subject, RDF.type))
        kind = next((rank for rank, kind in enumerate(_KINDS) if kind in types), len(_KINDS))
        # A term of another vocabulary has nothing but its type: it goes to the end.
        foreign = len(list(self.store.predicate_objects(subject))) == 1
        return (isinstance(subject, BNode), kind + foreign * len(_KINDS), str(subject))
