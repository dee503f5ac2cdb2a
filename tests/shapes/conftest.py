"""The shapes, one article's graph that conforms to them, and a way to validate graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.evaluate import evalQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor
from rdflib.term import Node

from kg.gate.data_graph import make_data_graph, to_rdflib
from kg.gate.report import Result
from kg.gate.shacl import PreparedShapes
from kg.knowledge.facts import Term
from kg.store.embedded import EmbeddedStore
from tests.shapes.faults import GATE, shapes_of

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
def stored_examples(example_store: Path) -> Graph:
    """What the examples and the reference data say, and what is derived from it, as one graph."""
    reader = EmbeddedStore.open_reader(example_store)
    others = tuple(f"/graph/{name}" for name in ("ontology", "shapes", "provenance"))
    names = [name for name in reader.graph_names() if not name.endswith(others)]
    return make_data_graph([triple for name in names for triple in reader.triples(name)])


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
def checks(parsed_once: None) -> Callable[[str], Check]:
    """Return a function from a profile to a function from a data graph to what the shapes find in it."""
    return lru_cache(lambda profile: _check(shapes_of(profile)))


@pytest.fixture(scope="session")
def check(checks: Callable[[str], Check]) -> Check:
    return checks(GATE)


def _check(shapes: Graph) -> Check:
    prepared = PreparedShapes(shapes)

    def found(data: Graph) -> set[Finding]:
        return {_finding(result) for result in prepared.validate(data)}

    return found


def _finding(result: Result) -> Finding:
    def node(term: Term | None) -> Node | None:
        return None if term is None else to_rdflib(term)

    path = result.path
    return Finding(
        node(result.focus_node),
        BNode() if path and "<" in path else node(path),
        URIRef(result.component),
        URIRef(result.severity),
        URIRef(result.source_constraint or result.source_shape),
        node(result.value),
        result.message,
    )
