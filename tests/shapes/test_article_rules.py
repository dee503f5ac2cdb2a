"""Whole graphs against the shapes: one that conforms, and one for each rule that crosses properties.

A failing graph states on its first lines what the report must hold, and the report must hold nothing
else: ``# expect: focus node | path | component | severity``, with ``-`` for no path.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from rdflib import RDF, SH, BNode, Graph, URIRef

HERE = Path(__file__).resolve().parent
FAILING = sorted((HERE / "failing").glob("*.ttl"))
COMPLEX_PATH = "/"

Check = Callable[[Graph], set[Any]]


def iri(prefixed: str, graph: Graph) -> URIRef | None:
    return None if prefixed == "-" else graph.namespace_manager.expand_curie(prefixed)


def expected(file: Path, graph: Graph) -> set[tuple[object, ...]]:
    lines = [line for line in file.read_text("utf-8").splitlines() if line.startswith("# expect: ")]
    rows = [line.removeprefix("# expect: ").split(" | ") for line in lines]
    return {
        (URIRef(focus), BNode if COMPLEX_PATH in path else iri(path, graph), SH[component], SH[severity])
        for focus, path, component, severity in rows
    }


def test_a_whole_article_conforms(article_graph: Graph, check: Check) -> None:
    assert check(article_graph) == set()


def test_inference_changes_nothing(article_graph: Graph, shapes_graph: Graph, parsed_once: None) -> None:
    conforms, _, text = pyshacl.validate(article_graph, shacl_graph=shapes_graph, inference="rdfs")
    assert conforms, text


def test_the_ontology_beside_the_data_changes_nothing(
    article_graph: Graph, shapes_graph: Graph, parsed_once: None
) -> None:
    ontology = Graph().parse(HERE.parent.parent / "ontology" / "diplomacy.ttl")
    conforms, _, text = pyshacl.validate(
        article_graph, shacl_graph=shapes_graph, ont_graph=ontology, inference="none"
    )
    assert conforms, text


@pytest.mark.parametrize("file", FAILING, ids=[file.stem for file in FAILING])
def test_a_faulty_graph_is_reported(file: Path, check: Check) -> None:
    graph = Graph().parse(file)
    found = check(graph)
    wanted = expected(file, graph)
    assert wanted, "the file does not say what to expect"
    assert {
        (f.focus, BNode if isinstance(f.path, BNode) else f.path, f.component, f.severity) for f in found
    } == wanted
    assert all(f.message for f in found)


def test_messages_name_what_is_wrong(check: Check) -> None:
    graph = Graph().parse(HERE / "failing" / "words-differ.ttl")
    (finding,) = check(graph)
    assert str(finding.value) in finding.message
    assert "Oren Tagg" in finding.message
    assert "Oren Takk" in finding.message


def test_offsets_count_code_points(article_graph: Graph, check: Check) -> None:
    lines = article_graph.serialize(format="nt").replace(
        "Ilsa", "\U0001d4d8lsa"
    )  # one code point, two in UTF-16
    astral = Graph().parse(data=lines, format="nt")
    assert check(astral) == set()


def test_every_node_shape_has_a_failing_graph(shapes_graph: Graph, check: Check) -> None:
    """What a node shape itself constrains; its property shapes are tested one by one elsewhere."""
    own = (SH.closed, SH.sparql, SH["or"])
    with_target = set(shapes_graph.subjects(SH.name)) & set(shapes_graph.subjects(RDF.type, SH.NodeShape))
    constrained = {shape for shape in with_target if any((shape, p, None) in shapes_graph for p in own)}
    sources = {f.source for file in FAILING for f in check(Graph().parse(file))}
    for shape in constrained:
        queries = set(shapes_graph.objects(shape, SH.sparql))
        assert queries <= sources, f"{shape}: no failing graph for {queries - sources}"
        if (shape, SH.closed, None) in shapes_graph or (shape, SH["or"], None) in shapes_graph:
            assert shape in sources, f"{shape}: no failing graph"
