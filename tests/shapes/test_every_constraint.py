"""Every constraint of every property shape fires, in every class that uses it, on the fault it is for.

One test for each (class, property shape, constraint): a small slice of the conforming article graph
gets the one fault that the constraint forbids. A new constraint is tested without a new test; one of
a kind without a fault here fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

HERE = Path(__file__).resolve().parent
SHAPE = "https://w3id.org/dipl/shapes#"
DIPL = "https://w3id.org/dipl#"
DATE = URIRef("http://www.w3.org/2001/XMLSchema#date")
OA = "http://www.w3.org/ns/oa#"
UNKNOWN = URIRef("https://w3id.org/dipl/id/unknown")
ABOUT_THE_SHAPE = {SH.path, SH.name, SH.description, SH.severity, SH.message, RDF.type}
WITH_ANOTHER = {SH.qualifiedValueShape}  # a parameter that only works together with another
CONTAINED_BY = [
    DIPL + "participation",
    DIPL + "hasPillar",
    DIPL + "evidence",
    OA + "hasTarget",
    OA + "hasSelector",
]

Triple = tuple[Node, Node, Node]


def conforming() -> Graph:
    return Graph().parse(HERE / "conforming" / "harbour-dialogue.ttl")


def all_shapes() -> Graph:
    graph = Graph()
    for file in sorted((HERE.parent.parent / "shapes").glob("*.ttl")):
        graph.parse(file)
    return graph


DATA, SHAPES = conforming(), all_shapes()


# ------------------------------------------------------------------ reading shapes and data


def focus_nodes(node_shape: Node) -> list[Node]:
    found: set[Node] = set()
    for target in SHAPES.objects(node_shape, SH.targetClass):
        found |= set(DATA.subjects(RDF.type, target))
    for target in SHAPES.objects(node_shape, SH.targetSubjectsOf):
        found |= set(DATA.subjects(target))
    for target in SHAPES.objects(node_shape, SH.targetObjectsOf):
        found |= set(DATA.objects(None, target))
    return sorted(found, key=str)


def last_steps(graph: Graph, focus: Node, path: Node) -> list[Triple]:
    """Return the triples whose far ends are the value nodes of ``path`` at ``focus``."""
    if isinstance(path, URIRef):
        return sorted(graph.triples((focus, path, None)), key=str)
    if inverse := SHAPES.value(path, SH.inversePath):
        return sorted(graph.triples((None, inverse, focus)), key=str)
    *heads, last = Collection(SHAPES, path)
    nodes = {focus}
    for step in heads:
        nodes = {value for node in nodes for value in graph.objects(node, step)}
    return sorted((triple for node in nodes for triple in graph.triples((node, last, None))), key=str)


def first_steps_end(graph: Graph, focus: Node, path: Node) -> Node:
    """Return a node at which the last step of a sequence path starts."""
    *heads, _ = Collection(SHAPES, path)
    for step in heads:
        focus = min(graph.objects(focus, step), key=str)
    return focus


def slice_around(focus: Node) -> Graph:
    """Return what is said about ``focus``, what contains it, and everything these refer to."""
    roots, part = {focus}, Graph()
    todo = [focus]
    while todo:
        node = todo.pop()
        for predicate in CONTAINED_BY:
            container = min(DATA.subjects(URIRef(predicate), node), key=str, default=None)
            if container is not None and container not in roots:
                roots.add(container)
                todo.append(container)
    todo, seen = list(roots), set(roots)
    while todo:
        for triple in DATA.triples((todo.pop(), None, None)):
            part.add(triple)
            if triple[2] not in seen and (triple[2], None, None) in DATA:
                seen.add(triple[2])
                todo.append(triple[2])
    return part


# ------------------------------------------------------------------ one fault for each kind of constraint


def replace(graph: Graph, triple: Triple, value: Node) -> None:
    graph.remove(triple)
    graph.add((triple[0], triple[1], value))


def too_few(graph: Graph, focus: Node, path: Node, limit: Node) -> None:
    for triple in last_steps(graph, focus, path)[int(str(limit)) - 1 :]:
        graph.remove(triple)


def too_many(graph: Graph, focus: Node, path: Node, limit: Node) -> None:
    triples = last_steps(graph, focus, path)
    for number in range(int(str(limit)) + 1 - len(triples)):
        other = URIRef(f"{UNKNOWN}-{number}")
        if isinstance(path, URIRef):
            is_iri = triples and isinstance(triples[0][2], URIRef)
            graph.add((focus, path, other if is_iri else Literal(f"another {number}")))
        elif inverse := SHAPES.value(path, SH.inversePath):
            graph.add((other, inverse, focus))
        else:
            last = list(Collection(SHAPES, path))[-1]
            graph.add((first_steps_end(graph, focus, path), last, Literal(f"another {number}")))


def other_value(make: Callable[[Node], Node]) -> Callable[[Graph, Node, Node, Node], None]:
    def fault(graph: Graph, focus: Node, path: Node, _: Node) -> None:
        triple = last_steps(graph, focus, path)[0]
        replace(graph, triple, make(triple[2]))

    return fault


def without_value(graph: Graph, focus: Node, path: Node, value: Node) -> None:
    for triple in last_steps(graph, focus, path):
        if triple[2] == value:
            graph.remove(triple)


def wrong_node_kind(graph: Graph, focus: Node, path: Node, kind: Node) -> None:
    value = UNKNOWN if kind == SH.Literal else Literal("words")
    replace(graph, last_steps(graph, focus, path)[0], value)


def same_as_other(graph: Graph, focus: Node, path: Node, other: Node) -> None:
    value = graph.value(focus, other)
    assert value is not None
    replace(graph, last_steps(graph, focus, path)[0], value)


def before_other(graph: Graph, focus: Node, path: Node, other: Node) -> None:
    replace(graph, next(graph.triples((focus, other, None))), Literal("0001-01-01", datatype=DATE))


def second_in_one_language(graph: Graph, focus: Node, path: Node, _: Node) -> None:
    subject, predicate, value = last_steps(graph, focus, path)[0]
    assert isinstance(value, Literal) and value.language
    graph.add((subject, predicate, Literal("another name", lang=value.language)))


def out_of_range(number: int) -> Callable[[Node], Node]:
    return lambda old: Literal(number, datatype=old.datatype if isinstance(old, Literal) else None)


def neither(old: Node) -> Node:
    return UNKNOWN if isinstance(old, URIRef) else Literal("words")


FAULTS: dict[Node, Callable[[Graph, Node, Node, Node], None]] = {
    SH.minCount: too_few,
    SH.maxCount: too_many,
    SH.datatype: other_value(lambda _: Literal("words")),
    SH["class"]: other_value(lambda _: UNKNOWN),
    SH.nodeKind: wrong_node_kind,
    SH.minLength: other_value(lambda _: Literal("")),
    SH.uniqueLang: second_in_one_language,
    SH.pattern: other_value(lambda old: UNKNOWN if isinstance(old, URIRef) else Literal("not a tag")),
    SH["in"]: other_value(lambda old: URIRef(f"{old}-unknown")),
    SH.hasValue: without_value,
    SH.minInclusive: other_value(out_of_range(-1)),
    SH.maxInclusive: other_value(out_of_range(2)),
    SH.lessThan: same_as_other,
    SH.lessThanOrEquals: before_other,
    SH.disjoint: same_as_other,
    SH["or"]: other_value(neither),
    SH.qualifiedMinCount: other_value(lambda _: RDFS.Resource),
}


# ------------------------------------------------------------------ the tests


def constraints() -> Iterator[tuple[Node, Node, Node, Node]]:
    """Yield (node shape, property shape, parameter, its value) of all property shapes."""
    for node_shape, property_shape in sorted(SHAPES.subject_objects(SH.property), key=str):
        for parameter, value in sorted(SHAPES.predicate_objects(property_shape), key=str):
            if parameter not in ABOUT_THE_SHAPE | WITH_ANOTHER:
                yield node_shape, property_shape, parameter, value


def component(parameter: Node) -> URIRef:
    name = str(parameter).removeprefix(str(SH))
    return SH[f"{name[0].upper()}{name[1:]}ConstraintComponent"]


def name(node: object) -> str | None:
    return str(node).rsplit("#", 1)[-1] if isinstance(node, URIRef) else ""


@pytest.mark.parametrize(
    ("node_shape", "property_shape", "parameter", "value"), list(constraints()), ids=name
)
def test_the_fault_is_found(
    node_shape: Node, property_shape: Node, parameter: Node, value: Node, check: Callable[[Graph], set[Any]]
) -> None:
    path = SHAPES.value(property_shape, SH.path)
    assert path is not None
    focus = next((f for f in focus_nodes(node_shape) if last_steps(DATA, f, path)), None)
    focus = focus or next(iter(focus_nodes(node_shape)), None)  # paths that must not have values
    assert focus is not None, "the conforming graph has no such node"
    graph = slice_around(focus)
    assert not last_steps(DATA, focus, path) or last_steps(graph, focus, path)

    FAULTS[parameter](graph, focus, path, value)

    found = [f for f in check(graph) if f.focus == focus and f.source == property_shape]
    assert component(parameter) in {f.component for f in found}
    assert {f.severity for f in found} == {SHAPES.value(property_shape, SH.severity)}
    if isinstance(path, URIRef):
        assert {f.path for f in found} == {path}


@pytest.mark.parametrize("node_shape", sorted(set(SHAPES.subjects(SH.property)), key=str), ids=name)
def test_slices_without_a_fault_conform(node_shape: Node, check: Callable[[Graph], set[Any]]) -> None:
    assert not isinstance(node_shape, BNode)
    focus = focus_nodes(node_shape)[0]
    assert check(slice_around(focus)) == set()
