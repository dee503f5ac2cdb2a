"""The class diagram: all of the ontology is in it, and nothing lies on anything else."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, URIRef

from server.documentation.diagram import diagram_of, parts_of, svg
from server.documentation.layout import Drawing, Edge, lay_out
from server.documentation.turtle import OrderedGraph
from server.documentation.vocabularies import Vocabularies

Box = tuple[float, float, float, float]  # left, top, right, bottom


def box_at(centre: tuple[float, float], size: tuple[float, float]) -> Box:
    return (
        centre[0] - size[0] / 2,
        centre[1] - size[1] / 2,
        centre[0] + size[0] / 2,
        centre[1] + size[1] / 2,
    )


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5


def areas(drawing: Drawing, sizes: dict[str, tuple[float, float]], edges: list[Edge]) -> dict[str, Box]:
    found = {name: box_at(centre, sizes[name]) for name, centre in drawing.boxes.items()}
    for i, (edge, centre) in enumerate(zip(edges, drawing.labels, strict=True)):
        if edge.label and centre:
            found[f"label {i}"] = box_at(centre, edge.label)
    return found


def touched(drawing: Drawing, found: dict[str, Box], edges: list[Edge]) -> list[str]:
    """Return boxes and labels that the line of another edge runs through."""
    hits = []
    for i, (edge, route) in enumerate(zip(edges, drawing.routes, strict=True)):
        for (x0, y0), (x1, y1) in pairwise(route):
            for step in range(1, 20):
                t = step / 20
                x, y = x0 + (x1 - x0) * (3 * t**2 - 2 * t**3), y0 + (y1 - y0) * t
                for name, (left, top, right, bottom) in found.items():
                    own = name in (edge.upper, edge.lower, f"label {i}")
                    if not own and left < x < right and top < y < bottom:
                        hits.append(f"{edge} runs through {name}")
    return hits


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, tuple[float, float]], list[Edge]]:
    count = draw(st.integers(1, 9))
    sizes = {str(i): (draw(st.floats(30, 200)), draw(st.floats(20, 90))) for i in range(count)}
    edges = []
    for upper, lower in combinations(range(count), 2):
        if draw(st.integers(0, 3)) == 0:
            label = draw(st.one_of(st.none(), st.tuples(st.floats(20, 90), st.just(20.0))))
            edges.append(Edge(str(upper), str(lower), label, "" if label else "sub"))
    return sizes, edges


@settings(max_examples=12, deadline=None)
@given(graphs())
def test_no_drawing_has_overlaps(graph: tuple[dict[str, tuple[float, float]], list[Edge]]) -> None:
    sizes, edges = graph
    drawing = lay_out(sizes, edges)
    found = areas(drawing, sizes, edges)
    assert len(found) == len(sizes) + sum(edge.label is not None for edge in edges)
    assert not [(a, b) for a, b in combinations(found, 2) if overlap(found[a], found[b])]
    assert not touched(drawing, found, edges)
    assert all(drawing.boxes[e.upper][1] < drawing.boxes[e.lower][1] for e in edges)
    width, height = drawing.size
    inside = (
        box[0] > -0.5 and box[1] > -0.5 and box[2] < width + 0.5 and box[3] < height + 0.5
        for box in found.values()
    )
    assert all(inside)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=9), st.booleans())
def test_cycles_are_drawn_too(pairs: list[tuple[int, int]], labelled: bool) -> None:
    label = (50.0, 20.0) if labelled else None
    edges = [Edge(str(upper), str(lower), label) for upper, lower in pairs if upper != lower]
    sizes = {str(i): (60.0, 30.0) for i in range(6)}
    drawing = lay_out(sizes, edges)
    found = areas(drawing, sizes, edges)
    assert len(found) == len(sizes) + labelled * len(edges)
    assert not [(a, b) for a, b in combinations(found, 2) if overlap(found[a], found[b])]
    for edge, route in zip(edges, drawing.routes, strict=True):
        first, last = found[edge.upper], found[edge.lower]
        assert first[0] <= route[0][0] <= first[2] and last[0] <= route[-1][0] <= last[2]


def test_a_property_from_a_class_to_itself_is_listed_in_its_box(known: Vocabularies) -> None:
    vocabulary = known.documents[0]
    graph = OrderedGraph()
    for triple in vocabulary.graph:
        graph.add(triple)
    prop, meeting = (URIRef(vocabulary.namespace + name) for name in ("follows", "Meeting"))
    for predicate, value in ((RDF.type, OWL.ObjectProperty), (RDFS.domain, meeting), (RDFS.range, meeting)):
        graph.add((prop, predicate, value))
    diagram = diagram_of(replace(vocabulary, graph=graph))
    assert diagram is not None and prop not in {arrow.prop for arrow in diagram.arrows}
    assert "follows: dipl:Meeting" in next(box for box in diagram.boxes if box.iri == meeting).lines
    with pytest.raises(ValueError, match="themselves"):
        lay_out({"a": (10.0, 10.0)}, [Edge("a", "a")])


def test_the_diagram_of_the_ontology(known: Vocabularies) -> None:
    vocabulary = known.documents[0]
    diagram = diagram_of(vocabulary)
    assert diagram is not None
    graph = vocabulary.graph
    classes = {t for t in vocabulary.terms() if (t, RDF.type, OWL.Class) in graph}
    assert {box.iri for box in diagram.boxes if not box.outside} == classes
    subs = {(s, o) for s, o in graph.subject_objects(RDFS.subClassOf) if s in classes and o in classes}
    assert subs <= {(arrow.lower, arrow.upper) for arrow in diagram.arrows if arrow.prop is None}
    drawn = {arrow.prop for arrow in diagram.arrows if arrow.prop}
    listed = " ".join(line for box in diagram.boxes for line in box.lines)
    for prop in set(vocabulary.terms()) - classes:
        assert prop in drawn or f"{prop.partition('#')[2]}:" in listed, prop
    for prop in drawn:
        arrow = next(arrow for arrow in diagram.arrows if arrow.prop == prop)
        assert (prop, RDFS.domain, arrow.upper) in graph and (prop, RDFS.range, arrow.lower) in graph


def test_nothing_lies_on_anything_in_it(known: Vocabularies) -> None:
    diagram = diagram_of(known.documents[0])
    assert diagram is not None
    parts = parts_of(diagram)
    frames = [(*p.corner, p.corner[0] + p.drawing.size[0], p.corner[1] + p.drawing.size[1]) for p in parts]
    assert not [1 for a, b in combinations(frames, 2) if overlap(a, b)]
    for part in parts:
        sizes = {str(box.iri): box.size for box in part.boxes}
        edges = [Edge(str(a.upper), str(a.lower), (60.0, 20.0) if a.prop else None) for a in part.arrows]
        found = areas(part.drawing, sizes, edges)
        assert not [(a, b) for a, b in combinations(found, 2) if overlap(found[a], found[b])]
        assert not touched(part.drawing, found, edges)


def test_the_picture_is_text_and_links(known: Vocabularies) -> None:
    diagram = diagram_of(known.documents[0])
    assert diagram is not None
    picture = svg(diagram)
    assert picture == svg(diagram), "the same ontology, the same picture"
    root = ElementTree.fromstring(picture)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title") is not None
    description = root.find(f"{space}desc")
    assert description is not None and description.text == diagram.summary
    links = {URIRef(known.documents[0].namespace + a.attrib["href"][1:]) for a in root.iter(f"{space}a")}
    assert {box.iri for box in diagram.boxes if not box.outside} <= links
    assert "style=" not in picture and not re.search(r'="(https?:)?//(?!www\.w3\.org/2000/svg)', picture)


def test_a_vocabulary_without_classes_has_no_diagram(known: Vocabularies) -> None:
    run = known.at("run")
    assert run is not None and diagram_of(run) is None
