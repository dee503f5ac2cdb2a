"""The shapes as a vocabulary: documented, named, well formed, and reaching something."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from tests.shapes.faults import GATE, PROFILES, SHAPES_FOLDER, shapes_of

ONTOLOGY = Path(__file__).resolve().parent.parent.parent / "ontology"
SHAPE = "https://w3id.org/dipl/shapes#"
HEADER = URIRef("https://w3id.org/dipl/shapes")
LICENCE = URIRef("http://purl.org/dc/terms/license")


@pytest.fixture(params=PROFILES)
def profile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def shapes_graph(profile: str) -> Graph:
    return shapes_of(profile)


def used_as_values(shapes: Graph) -> set[Node]:
    found = set(shapes.objects(None, SH.qualifiedValueShape)) | set(shapes.objects(None, SH["not"]))
    found |= set(Graph().parse(SHAPES_FOLDER / "values.ttl").subjects(RDF.type, SH.NodeShape))
    for head in shapes.objects(None, SH["or"]):
        found |= set(shapes.items(head))
    return found


@pytest.mark.parametrize(
    "name", ["", "/consistency", "/dataset", *(f"/profiles/{p}" for p in PROFILES if p != GATE)]
)
def test_header(name: str) -> None:
    file = SHAPES_FOLDER / f"{name.lstrip('/') or 'shapes'}.ttl"
    graph = Graph()
    for part in [file] if file.is_file() else sorted(file.with_suffix("").glob("*.ttl")):
        graph.parse(part)
    header = URIRef(str(HEADER) + name)
    ontology = Graph().parse(ONTOLOGY / "diplomacy.ttl")
    version = ontology.value(URIRef("https://w3id.org/dipl"), OWL.versionInfo)
    assert (header, RDF.type, OWL.Ontology) in graph
    assert graph.value(header, OWL.versionInfo) == version
    assert str(graph.value(header, OWL.versionIRI)) == f"{HEADER}/{version}{name}"
    assert graph.value(header, LICENCE) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    for described in ("title", "description"):
        assert graph.value(header, URIRef(f"http://purl.org/dc/terms/{described}")), described


def test_only_lists_and_paths_are_blank(shapes_graph: Graph) -> None:
    for node in set(shapes_graph.subjects()):
        if isinstance(node, BNode):
            is_list = (node, RDF.first, None) in shapes_graph
            assert is_list or (node, SH.inversePath, None) in shapes_graph


def test_shapes_are_documented(shapes_graph: Graph) -> None:
    for shape in shapes_graph.subjects(RDF.type, SH.PropertyShape):
        for needed in (SH.name, SH.description, SH.severity, SH.message):
            assert len(list(shapes_graph.objects(shape, needed))) == 1, (shape, needed)
        message = str(shapes_graph.value(shape, SH.message))
        assert message.count(". ") >= 1, f"{shape}: the message gives no cure"
    values = used_as_values(shapes_graph)
    for shape in shapes_graph.subjects(RDF.type, SH.NodeShape):
        if shape not in values:
            assert (shape, SH.name, None) in shapes_graph, shape
            assert (shape, SH.description, None) in shapes_graph, shape


def test_queries_name_focus_and_value(shapes_graph: Graph) -> None:
    queries = list(shapes_graph.subject_objects(SH.select))
    assert queries
    for constraint, query in queries:
        message = str(shapes_graph.value(constraint, SH.message))
        assert "SELECT $this ?value" in str(query)
        assert "{$this}" in message, constraint
        assert "{?value}" in message, constraint


def test_each_target_selects_something(shapes_graph: Graph, stored_examples: Graph) -> None:
    for shape, target in shapes_graph.subject_objects(SH.targetClass):
        assert (None, RDF.type, target) in stored_examples, (shape, target)
    for predicate in (SH.targetSubjectsOf, SH.targetObjectsOf):
        for shape, target in shapes_graph.subject_objects(predicate):
            assert (None, target, None) in stored_examples, (shape, target)


def test_each_node_shape_has_a_target_or_a_user(shapes_graph: Graph) -> None:
    values = used_as_values(shapes_graph)
    for shape in shapes_graph.subjects(RDF.type, SH.NodeShape):
        targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        reached = shape in values or any((shape, t, None) in shapes_graph for t in targets)
        assert reached or shape == URIRef(SHAPE + "GroundTerm"), shape  # that is asked before all others
    used = set(shapes_graph.objects(None, SH.property)) | set(shapes_graph.objects(None, SH.sparql))
    for kind in (SH.PropertyShape, SH.SPARQLConstraint):
        assert set(shapes_graph.subjects(RDF.type, kind)) <= used


def test_shapes_conform_to_the_shapes_of_shapes(shapes_graph: Graph, parsed_once: None) -> None:
    copy = Graph() + shapes_graph  # the check needs a store with contexts
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=copy, meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize(
    ("property_shape", "scheme"),
    [
        ("Participation-role", "roles"),
        ("Event-status", "statuses"),
        ("Tenure-status", "tenure-statuses"),
        ("Statement-type", "statement-types"),
        ("DiplomaticRelation-status", "relation-statuses"),
    ],
)
def test_listed_values_are_those_of_the_scheme(property_shape: str, scheme: str) -> None:
    shapes_graph = shapes_of(GATE)
    concepts = Graph().parse(ONTOLOGY / "schemes" / f"{scheme}.ttl")
    in_scheme = set(concepts.subjects(URIRef("http://www.w3.org/2004/02/skos/core#inScheme")))
    head = shapes_graph.value(URIRef(SHAPE + property_shape), SH["in"])
    assert head is not None
    assert set(shapes_graph.items(head)) == in_scheme


def test_texts_are_english(shapes_graph: Graph) -> None:
    for predicate in (SH.name, SH.description, SH.message):
        for text in shapes_graph.objects(None, predicate):
            assert isinstance(text, Literal)
            assert text.language == "en"
    assert (None, RDFS.comment, None) not in shapes_graph
