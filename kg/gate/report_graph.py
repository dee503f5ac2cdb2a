"""Reports in, ``sh:ValidationReport`` in Turtle out (SHACL, section 3.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.gate.data_graph import to_rdflib
from kg.gate.exact_literal import exact
from kg.gate.report import Report, Result
from kg.knowledge.facts import Term, Text
from kg.vocab import DCTERMS, PREFIXES, SH, XSD

_STEP = re.compile(r"(\^?)<([^<>]*)>")  # of a path as SPARQL writes it: <a> / ^<b>


def reports_turtle(reports: Iterable[tuple[str, Report]]) -> str:
    """Return reports as RDF, each with the graph or file that it is on (``dcterms:source``).

    The conformance is that of this service, which warnings and infos do not break.
    """
    graph = Graph(bind_namespaces="none")
    for prefix in ("dcterms", "dipl", "rdf", "sh", "shape", "xsd"):
        graph.bind(prefix, PREFIXES[prefix])
    for number, (source, report) in enumerate(reports):
        head = BNode(f"report{number:05}")
        graph.add((head, RDF.type, URIRef(SH["ValidationReport"])))
        graph.add((head, URIRef(SH["conforms"]), Literal(report.conforms)))
        if source:
            graph.add((head, URIRef(DCTERMS["source"]), URIRef(source)))
        for index, result in enumerate(report.results):
            _add_result(graph, head, BNode(f"result{number:05}-{index:05}"), result)
    return graph.serialize(format="turtle")


def _add_result(graph: Graph, head: Node, node: BNode, result: Result) -> None:
    graph.add((head, URIRef(SH["result"]), node))
    graph.add((node, RDF.type, URIRef(SH["ValidationResult"])))
    for predicate, value in _properties(result):
        graph.add((node, URIRef(predicate), exact(to_rdflib(value))))
    if result.path:
        path = _path(graph, result.path, f"{node}-path")
        if path is not None:
            graph.add((node, URIRef(SH["resultPath"]), path))


def _properties(result: Result) -> Iterator[tuple[str, Term]]:
    yield SH["focusNode"], result.focus_node
    yield SH["sourceConstraintComponent"], result.component
    yield SH["resultSeverity"], result.severity
    yield SH["sourceShape"], result.source_shape
    yield SH["resultMessage"], Text(result.message, "", XSD["string"])
    if result.value is not None:
        yield SH["value"], result.value
    if result.source_constraint is not None:
        yield SH["sourceConstraint"], result.source_constraint


def _path(graph: Graph, path: str, name: str) -> Node | None:
    """Add a property path and return its node; ``None`` for operators other than ``/`` and ``^``."""
    if "<" not in path:
        return URIRef(path)
    if set(_STEP.sub("", path)) - set(" /"):
        return None
    steps: list[Node] = []
    for number, (inverse, iri) in enumerate(_STEP.findall(path)):
        step: Node = URIRef(iri)
        if inverse:
            step = BNode(f"{name}-inverse{number}")
            graph.add((step, URIRef(SH["inversePath"]), URIRef(iri)))
        steps.append(step)
    if len(steps) == 1:
        return steps[0]
    cells = [BNode(f"{name}-{number}") for number in range(len(steps))]
    for number, (cell, step) in enumerate(zip(cells, steps, strict=True)):
        graph.add((cell, RDF.first, step))
        graph.add((cell, RDF.rest, cells[number + 1] if number + 1 < len(cells) else RDF.nil))
    return cells[0]
