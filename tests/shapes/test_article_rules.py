"""Whole graphs against the shapes: one that conforms, and one for each rule that crosses properties.

A failing graph states on its first lines what the report must hold, and the report must hold nothing
else: ``# expect: focus node | path | component | severity``, with ``-`` for no path.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, SH, BNode, Graph, URIRef

from tests.shapes.conftest import Check
from tests.shapes.faults import GATE, PROFILES, own_shapes_of, shapes_of

HERE = Path(__file__).resolve().parent
FAILING = sorted((HERE / "failing").rglob("*.ttl"))
CONFORMING = sorted((HERE / "conforming").rglob("*.ttl"))
COMPLEX_PATH = "/"

Checks = Callable[[str], Check]


def name_of(file: Path) -> str:
    return "-".join(file.relative_to(HERE).with_suffix("").parts[1:])


def profile_of(file: Path) -> str:
    """Return the profile that a file is for: the folder that it is in."""
    return file.parent.name if file.parent.name in PROFILES else GATE


def iri(prefixed: str, graph: Graph) -> URIRef | None:
    return None if prefixed == "-" else graph.namespace_manager.expand_curie(prefixed)


def expected(file: Path, graph: Graph) -> set[tuple[object, ...]]:
    lines = [line for line in file.read_text("utf-8").splitlines() if line.startswith("# expect: ")]
    rows = [line.removeprefix("# expect: ").split(" | ") for line in lines]
    return {
        (URIRef(focus), BNode if COMPLEX_PATH in path else iri(path, graph), SH[component], SH[severity])
        for focus, path, component, severity in rows
    }


@pytest.mark.parametrize("file", CONFORMING, ids=name_of)
def test_a_graph_without_a_fault_conforms(file: Path, checks: Checks) -> None:
    assert checks(profile_of(file))(Graph().parse(file)) == set()


def test_each_class_has_a_conforming_graph() -> None:
    ontology = Graph().parse(HERE.parent.parent / "ontology" / "diplomacy.ttl")
    classes = {str(c).rsplit("#", 1)[-1] for c in ontology.subjects(RDF.type, OWL.Class) if "dipl#" in str(c)}
    assert len(classes) > 20
    abstract = {"Arrangement"}  # what initiatives, agreements and relations have in common
    for name in sorted(classes - abstract):
        graph = Graph().parse(HERE / "conforming" / f"{name}.ttl")
        assert (None, RDF.type, URIRef(f"https://w3id.org/dipl#{name}")) in graph, name


def stock(
    graph: Graph, shapes: Graph, inference: str, ontology: Graph | None = None
) -> set[tuple[object, ...]]:
    """Return what pySHACL as documented finds: focus node, component, severity, shape, value."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference=inference, ont_graph=ontology)
    assert isinstance(report, Graph), report
    parts = (SH.focusNode, SH.sourceConstraintComponent, SH.resultSeverity, SH.value)
    return {
        (
            *(report.value(result, part) for part in parts),
            report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape),
        )
        for result in report.objects(None, SH.result)
    }


@pytest.mark.parametrize("file", [*CONFORMING, *FAILING], ids=name_of)
def test_inference_changes_nothing(file: Path, checks: Checks, parsed_once: None) -> None:
    """Stock pySHACL with inference finds what the prepared validator finds without."""
    shapes = shapes_of(profile_of(file))
    found = {
        (f.focus, f.component, f.severity, f.value, f.source)
        for f in checks(profile_of(file))(Graph().parse(file))
    }
    assert stock(Graph().parse(file), shapes, "none") == found
    assert stock(Graph().parse(file), shapes, "rdfs") == found


def test_the_ontology_beside_the_data_changes_nothing(
    article_graph: Graph, shapes_graph: Graph, parsed_once: None
) -> None:
    ontology = Graph().parse(HERE.parent.parent / "ontology" / "diplomacy.ttl")
    assert stock(article_graph, shapes_graph, "none", ontology) == set()


@pytest.mark.parametrize("file", FAILING, ids=name_of)
def test_a_faulty_graph_is_reported(file: Path, checks: Checks) -> None:
    graph = Graph().parse(file)
    found = checks(profile_of(file))(graph)
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


@pytest.mark.parametrize("profile", PROFILES)
def test_every_node_shape_has_a_failing_graph(profile: str, checks: Checks) -> None:
    """What a node shape itself constrains; its property shapes are tested one by one elsewhere."""
    shapes = own_shapes_of(profile)
    own = (SH.closed, SH.sparql, SH["or"])
    with_target = set(shapes.subjects(SH.name)) & set(shapes.subjects(RDF.type, SH.NodeShape))
    constrained = {shape for shape in with_target if any((shape, p, None) in shapes for p in own)}
    files = [file for file in FAILING if profile_of(file) == profile]
    sources = {f.source for file in files for f in checks(profile)(Graph().parse(file))}
    for shape in constrained:
        queries = set(shapes.objects(shape, SH.sparql))
        assert queries <= sources, f"{shape}: no failing graph for {queries - sources}"
        if (shape, SH.closed, None) in shapes or (shape, SH["or"], None) in shapes:
            assert shape in sources, f"{shape}: no failing graph"
