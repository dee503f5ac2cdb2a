"""The remembered parts change nothing: reports equal those of stock pySHACL on mutated graphs."""

from __future__ import annotations

import random
from importlib import metadata
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.term import Identifier, Node

from kg.gate.data_graph import from_rdflib, make_data_graph
from kg.gate.gate import Gate
from kg.gate.report import Report
from kg.gate.shacl import PYSHACL_VERSION, read_shapes
from kg.knowledge.facts import Term, Triple
from kg.vocab import SH
from tests.gate.visits import EX, VALID, graph, name, text

VALUES: list[Term] = [
    EX + "anna",
    EX + "v",
    EX + "unknown",
    name("x"),
    name("anna"),
    name("Name", "fr"),
    text("done"),
    text("2024-02-01", "date"),
    text("2024", "gYear"),
    text("2024-02-28T00:00:00", "dateTime"),
    text("0", "integer"),
    text("8", "integer"),
    text("8.5", "decimal"),
]
SIX = ("focusNode", "resultPath", "value", "sourceConstraintComponent", "resultSeverity", "sourceShape")
Row = tuple[object, ...]


def mutant(seed: int) -> list[Triple]:
    """Return the valid graph after one to four random changes."""
    random_changes = random.Random(seed)
    triples = list(VALID)
    for _ in range(random_changes.randint(1, 4)):
        at = random_changes.randrange(len(triples))
        subject, predicate, _ = triples[at]
        change = random_changes.choice(("drop", "change", "add", "move"))
        if change in ("drop", "change") and len(triples) > 1:
            del triples[at]
        if change in ("change", "add"):
            triples.append((subject, predicate, random_changes.choice(VALUES)))
        if change == "move":
            triples.append(
                (random_changes.choice((EX + "anna", EX + "v", EX + "w")), predicate, triples[at][2])
            )
    return triples


def stock_rows(triples: list[Triple], shapes: Graph) -> set[Row]:
    _, report, _ = pyshacl.validate(make_data_graph(triples), shacl_graph=shapes)
    assert isinstance(report, Graph)

    def value(node: Node, name: str) -> object:
        found = report.value(node, URIRef(SH[name]))
        if name == "resultPath" and found is not None and not isinstance(found, URIRef):
            return "complex"
        return from_rdflib(found) if isinstance(found, Identifier) else None

    results = report.objects(None, URIRef(SH["result"]))
    return {tuple(value(node, name) for name in SIX) for node in results}


def cached_rows(report: Report) -> set[Row]:
    return {
        (
            r.focus_node,
            "complex" if r.path and " " in r.path else r.path,
            r.value,
            r.component,
            r.severity,
            r.source_shape,
        )
        for r in report.results
    }


@pytest.mark.parametrize("block", range(6))
def test_reports_equal_those_of_stock_pyshacl(gate: Gate, shapes: Path, block: int) -> None:
    stock_shapes = read_shapes(shapes)
    kinds = set()
    for seed in range(block * 20, block * 20 + 20):
        triples = mutant(seed)
        report = gate.check(graph(*triples))
        assert cached_rows(report) == stock_rows(triples, stock_shapes), f"mutant {seed}"
        kinds.add(report.conforms)
    assert False in kinds


def test_pyshacl_is_the_version_whose_internals_are_used() -> None:
    assert metadata.version("pyshacl") == PYSHACL_VERSION
