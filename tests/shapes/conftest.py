"""The shapes, one article's graph that conforms to them, and a way to validate graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pyshacl
import pytest
from rdflib import SH, Graph
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.evaluate import evalQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor
from rdflib.term import Node

HERE = Path(__file__).resolve().parent
SHAPES = HERE.parent.parent / "shapes"


class Finding(NamedTuple):
    """One result of a validation report."""

    focus: Node | None
    path: Node | None
    component: Node | None
    severity: Node | None
    source: Node | None
    value: Node | None
    message: str


Check = Callable[[Graph], set[Finding]]


def read(*files: Path) -> Graph:
    graph = Graph()
    for file in sorted(files):
        graph.parse(file)
    return graph


@pytest.fixture(scope="session")
def shapes_graph() -> Graph:
    return read(*SHAPES.glob("*.ttl"))


@pytest.fixture(scope="session")
def article_graph() -> Graph:
    return read(HERE / "conforming" / "harbour-dialogue.ttl")


@pytest.fixture(scope="session")
def parsed_once() -> Iterator[None]:
    """Parse each SPARQL constraint once: parsing is two thirds of the time that validation takes."""
    prepared = lru_cache(lambda text: translateQuery(parseQuery(text)))

    def query(self: SPARQLProcessor, text: Any, bindings: Any = None, *_: Any, **__: Any) -> Any:
        return evalQuery(self.graph, prepared(text) if isinstance(text, str) else text, bindings)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SPARQLProcessor, "query", query)
        yield


@pytest.fixture(scope="session")
def check(shapes_graph: Graph, parsed_once: None) -> Check:
    """Return a function from a data graph to what the shapes find in it."""

    def found(data: Graph) -> set[Finding]:
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes_graph, inference="none", advanced=False)
        assert isinstance(report, Graph), report
        return set(findings(report))

    return found


def findings(report: Graph) -> Iterator[Finding]:
    for result in report.objects(None, SH.result):
        yield Finding(
            report.value(result, SH.focusNode),
            report.value(result, SH.resultPath),
            report.value(result, SH.sourceConstraintComponent),
            report.value(result, SH.resultSeverity),
            report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape),
            report.value(result, SH.value),
            str(report.value(result, SH.resultMessage)),
        )
