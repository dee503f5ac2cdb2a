"""Triples in, bytes of an RDF serialisation out: data by the engine, vocabularies by rdflib.

rdflib writes for people, which suits what we have written ourselves; of strangers' data it changes the
lexical forms of numbers, and makes prefixes that are no IRIs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rdflib import Graph, Literal, URIRef
from rdflib.term import BNode, Node

from kg.knowledge.facts import Term, Text, Triple
from kg.store.pool.results import serialize_triples
from kg.store.rdf_files import read_document
from kg.vocab import PREFIXES, RDF, XSD

_FORMATS: Mapping[str, str] = {
    "turtle": "turtle",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
    "trig": "turtle",  # without graph names they are the same
    "nquads": "nt",
}
_TURTLE = "text/turtle"
_NO_BASE = "urn:no:base"  # a report has absolute IRIs only
_IMPLICIT = (XSD["string"], RDF["langString"])


def serialise(triples: Iterable[Triple], name: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Return a graph in the format of a short name of ``server.media``; same triples, same bytes.

    Raises FormatError where the format cannot hold it.
    """
    return serialize_triples(triples, name, prefixes)


def serialise_graph(graph: Graph, name: str) -> bytes:
    """Return a graph, with the prefixes bound in it, in the format of a short name."""
    if _FORMATS[name] == "nt":
        lines = graph.serialize(format="nt", encoding="utf-8").splitlines(keepends=True)
        return b"".join(sorted(line for line in lines if line.strip()))
    return graph.serialize(format=_FORMATS[name], encoding="utf-8")


def translate(turtle: str, name: str) -> bytes:
    """Return a graph that is given in Turtle in the format of a short name."""
    document = turtle.encode("utf-8")
    return document if name == "turtle" else serialise(read_document(document, _TURTLE, _NO_BASE), name)


def node(term: Term) -> Node:
    """Return a plain term as rdflib's."""
    if not isinstance(term, Text):
        return BNode(term[2:]) if term.startswith("_:") else URIRef(term)
    if term.language:
        return Literal(term.value, lang=term.language)
    # The lexical form is the article's or the ontology's; rdflib must not tidy it.
    datatype = None if not term.datatype or term.datatype in _IMPLICIT else URIRef(term.datatype)
    return Literal(term.value, datatype=datatype, normalize=False)
