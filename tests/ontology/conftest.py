"""The published vocabularies that the ontology builds on, as ``make test`` installs them with npm."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from kg.gate.data_graph import to_rdflib
from kg.store.rdf_files import read_graphs

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLISHED = ROOT / ".venv" / "vocabularies" / "node_modules" / "@vocabulary"

Vocabulary = Callable[[str], Graph]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Return the function from the name of a vocabulary (``org``, ``prov``, ...) to its triples."""
    if not PUBLISHED.is_dir():
        pytest.skip("the published vocabularies are not installed; make test does it, with npm")
    return published


@cache
def published(name: str) -> Graph:
    """Read a vocabulary; its blank nodes get IRIs, because several files use the same labels."""
    graph = Graph()
    for triples in read_graphs(PUBLISHED / name / f"{name}.nq").values():
        for subject, predicate, value in triples:
            graph.add((to_rdflib(subject), URIRef(predicate), to_rdflib(value)))
    return graph.skolemize(authority=f"https://{name}.invalid/")
