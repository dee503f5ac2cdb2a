"""A term in, a few lines of Turtle that use it out, taken from the graph in ``example.ttl``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kg.store.turtle import DEFAULT_BASE
from server.documentation.turtle import OrderedGraph, turtle

EXAMPLE = Path(__file__).with_name("example.ttl")
_Triples = list[tuple[Node, Node, Node]]


@cache
def example_graph() -> Graph:
    """Return the graph that all examples are taken from."""
    return OrderedGraph().parse(EXAMPLE, format="turtle")


def example_of(term: URIRef) -> str:
    """Return Turtle, without prefixes, in which a class or a property is used; "" where none is kept."""
    graph = example_graph()
    triples = _of_class(graph, term) or _of_property(graph, term)
    return _written(triples) if triples else ""


def _of_class(graph: Graph, cls: URIRef) -> _Triples:
    """Take the member with the fewest classes: the one for which this class says it all."""
    members = sorted(graph.subjects(RDF.type, cls), key=lambda s: (len(_types(graph, s)), str(s)))
    return list(graph.triples((members[0], None, None))) if members else []


def _of_property(graph: Graph, prop: URIRef) -> _Triples:
    uses = sorted(graph.subject_objects(prop), key=lambda use: (len(_types(graph, use[0])), str(use)))
    return list(_around(graph, uses[0][0], prop, uses[0][1])) if uses else []


def _around(graph: Graph, subject: Node, prop: URIRef, value: Node) -> Iterator[tuple[Node, Node, Node]]:
    yield from graph.triples((subject, RDF.type, None))
    yield subject, prop, value
    yield from graph.triples((value, RDF.type, None))


def _types(graph: Graph, subject: Node) -> list[Node]:
    return list(graph.objects(subject, RDF.type))


def _written(triples: _Triples) -> str:
    part = OrderedGraph()
    for triple in triples:
        part.add(triple)
    lines = [line for line in turtle(part).splitlines() if not line.startswith("@prefix")]
    one_line_each = re.sub(r",\n\s+", ", ", "\n".join(lines))
    return one_line_each.strip().replace(f"<{DEFAULT_BASE}", "<")
