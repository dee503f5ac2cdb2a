"""Plain triples in, the rdflib graph that the validator reads out.

A plain rdflib graph, with ``xsd:string`` literals written as plain ones: on any other store the
validator finds violations of ``sh:in`` that are none.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Identifier

from kg.knowledge.facts import Term, Text, Triple
from kg.vocab import RDF, XSD

_PLAIN = frozenset({"", XSD["string"], RDF["langString"]})


def make_data_graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for subject, predicate, value in triples:
        graph.add((URIRef(subject), URIRef(predicate), to_rdflib(value)))
    return graph


def to_rdflib(term: Term) -> URIRef | BNode | Literal:
    if not isinstance(term, Text):
        return BNode(term[2:]) if term.startswith("_:") else URIRef(term)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = None if term.datatype in _PLAIN else URIRef(term.datatype)
    return Literal(term.value, datatype=datatype, normalize=False)


def from_rdflib(term: Identifier) -> Term:
    if not isinstance(term, Literal):
        return f"_:{term}" if isinstance(term, BNode) else str(term)
    if term.language:
        return Text(str(term), term.language, RDF["langString"])
    return Text(str(term), "", str(term.datatype or XSD["string"]))
