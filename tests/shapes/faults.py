"""Faults: a conforming graph, or a slice of it, with the one thing wrong that a constraint forbids.

Used in two ways: each constraint must find its fault, and each constraint must be missed when it is
taken out of the shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.gate.shacl import profile_files, read_shapes

HERE = Path(__file__).resolve().parent
SHAPES_FOLDER = HERE.parent.parent / "shapes"
GATE = "gate"
PROFILES = (GATE, *profile_files(SHAPES_FOLDER))
SHAPE = "https://w3id.org/dipl/shapes#"
DIPL = "https://w3id.org/dipl#"
OA = "http://www.w3.org/ns/oa#"
UNKNOWN = URIRef("https://w3id.org/dipl/id/unknown")
NO_CODE = Literal("no code", datatype=URIRef("https://w3id.org/dipl/lexicon#iso3166-1-alpha-2"))
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


def shapes_of(profile: str) -> Graph:
    return read_shapes(SHAPES_FOLDER, None if profile == GATE else profile)


def own_shapes_of(profile: str) -> Graph:
    """Return what the file of the profile itself says; for the gate, all of its shapes."""
    return shapes_of(GATE) if profile == GATE else Graph().parse(profile_files(SHAPES_FOLDER)[profile])


def whole_graph(profile: str) -> Graph:
    """Return the graph that conforms to a profile and from which faulty slices are cut."""
    own = {"consolidated": "consolidated/harbour.ttl"} | dict.fromkeys(
        ("reference", "records"), "reference/coast.ttl"
    )
    name = own.get(profile, "harbour-dialogue.ttl")
    return Graph().parse(HERE / "conforming" / name)


class Constraint(NamedTuple):
    """A parameter of a property shape with its value, as a node shape uses it."""

    node_shape: Node
    property_shape: Node
    parameter: Node
    value: Node

    @property
    def component(self) -> URIRef:
        name = str(self.parameter).removeprefix(str(SH))
        return SH[f"{name[0].upper()}{name[1:]}ConstraintComponent"]


@dataclass(frozen=True)
class Suite:
    """The shapes of a profile and a graph that conforms to them."""

    profile: str
    shapes: Graph
    own: Graph
    data: Graph

    @classmethod
    def of(cls, profile: str) -> Suite:
        return cls(profile, shapes_of(profile), own_shapes_of(profile), whole_graph(profile))

    def constraints(self, among: Graph | None = None) -> Iterator[Constraint]:
        """Yield what the property shapes of the profile itself demand, where a target leads to them."""
        targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
        for node_shape, property_shape in sorted((among or self.own).subject_objects(SH.property), key=str):
            if not any((node_shape, target, None) in self.shapes for target in targets):
                continue
            for parameter, value in sorted(self.shapes.predicate_objects(property_shape), key=str):
                if parameter not in ABOUT_THE_SHAPE | WITH_ANOTHER | {SH.deactivated}:
                    yield Constraint(node_shape, property_shape, parameter, value)

    def faulty(self, constraint: Constraint) -> tuple[Node, Graph] | None:
        """Return a graph with the fault and the node that has it; None if no node can have it."""
        path = self.shapes.value(constraint.property_shape, SH.path)
        assert path is not None
        nodes = self.focus_nodes(constraint.node_shape)
        focus = next((f for f in nodes if self.last_steps(self.data, f, path)), None)
        focus = focus or next(iter(nodes), None)  # paths that must not have values
        if focus is None:
            return None
        graph = self.slice_around(focus)
        FAULTS[constraint.parameter](self, graph, focus, path, constraint.value)
        return focus, graph

    def focus_nodes(self, node_shape: Node) -> list[Node]:
        found: set[Node] = set()
        for target in self.shapes.objects(node_shape, SH.targetClass):
            found |= set(self.data.subjects(RDF.type, target))
        for target in self.shapes.objects(node_shape, SH.targetSubjectsOf):
            found |= set(self.data.subjects(target))
        for target in self.shapes.objects(node_shape, SH.targetObjectsOf):
            found |= set(self.data.objects(None, target))
        return sorted(found, key=str)

    def last_steps(self, graph: Graph, focus: Node, path: Node) -> list[Triple]:
        """Return the triples whose far ends are the value nodes of ``path`` at ``focus``."""
        if isinstance(path, URIRef):
            return sorted(graph.triples((focus, path, None)), key=str)
        if inverse := self.shapes.value(path, SH.inversePath):
            return sorted(graph.triples((None, inverse, focus)), key=str)
        *heads, last = Collection(self.shapes, path)
        nodes = {focus}
        for step in heads:
            nodes = {value for node in nodes for value in graph.objects(node, step)}
        return sorted((triple for node in nodes for triple in graph.triples((node, last, None))), key=str)

    def first_steps_end(self, graph: Graph, focus: Node, path: Node) -> Node:
        """Return a node at which the last step of a sequence path starts."""
        *heads, _ = Collection(self.shapes, path)
        for step in heads:
            focus = min(graph.objects(focus, step), key=str)
        return focus

    def slice_around(self, focus: Node) -> Graph:
        """Return what is said about ``focus``, what contains it, and everything these refer to."""
        roots, part = {focus}, Graph()
        todo = [focus]
        while todo:
            node = todo.pop()
            for predicate in CONTAINED_BY:
                container = min(self.data.subjects(URIRef(predicate), node), key=str, default=None)
                if container is not None and container not in roots:
                    roots.add(container)
                    todo.append(container)
        todo, seen = list(roots), set(roots)
        while todo:
            for triple in self.data.triples((todo.pop(), None, None)):
                part.add(triple)
                if triple[2] not in seen and (triple[2], None, None) in self.data:
                    seen.add(triple[2])
                    todo.append(triple[2])
        return part


# ------------------------------------------------------------------ one fault for each kind of constraint


Fault = Callable[[Suite, Graph, Node, Node, Node], None]


def replace(graph: Graph, triple: Triple, value: Node) -> None:
    graph.remove(triple)
    graph.add((triple[0], triple[1], value))


def too_few(suite: Suite, graph: Graph, focus: Node, path: Node, limit: Node) -> None:
    for triple in suite.last_steps(graph, focus, path)[int(str(limit)) - 1 :]:
        graph.remove(triple)


def too_many(suite: Suite, graph: Graph, focus: Node, path: Node, limit: Node) -> None:
    triples = suite.last_steps(graph, focus, path)
    for number in range(int(str(limit)) + 1 - len(triples)):
        other = URIRef(f"{UNKNOWN}-{number}")
        if isinstance(path, URIRef):
            is_iri = triples and isinstance(triples[0][2], URIRef)
            graph.add((focus, path, other if is_iri else Literal(f"another {number}")))
        elif inverse := suite.shapes.value(path, SH.inversePath):
            graph.add((other, inverse, focus))
        else:
            last = list(Collection(suite.shapes, path))[-1]
            graph.add((suite.first_steps_end(graph, focus, path), last, Literal(f"another {number}")))


def other_value(make: Callable[[Node], Node]) -> Fault:
    def fault(suite: Suite, graph: Graph, focus: Node, path: Node, _: Node) -> None:
        triple = suite.last_steps(graph, focus, path)[0]
        replace(graph, triple, make(triple[2]))

    return fault


def without_value(suite: Suite, graph: Graph, focus: Node, path: Node, value: Node) -> None:
    for triple in suite.last_steps(graph, focus, path):
        if triple[2] == value:
            graph.remove(triple)


def wrong_node_kind(suite: Suite, graph: Graph, focus: Node, path: Node, kind: Node) -> None:
    value = UNKNOWN if kind == SH.Literal else Literal("words")
    replace(graph, suite.last_steps(graph, focus, path)[0], value)


def same_as_other(suite: Suite, graph: Graph, focus: Node, path: Node, other: Node) -> None:
    value = graph.value(focus, other)
    assert value is not None
    replace(graph, suite.last_steps(graph, focus, path)[0], value)


def before_other(suite: Suite, graph: Graph, focus: Node, path: Node, other: Node) -> None:
    replace(graph, next(graph.triples((focus, other, None))), Literal("0001-01-01", datatype=XSD.date))


def second_in_one_language(suite: Suite, graph: Graph, focus: Node, path: Node, _: Node) -> None:
    subject, predicate, value = suite.last_steps(graph, focus, path)[0]
    assert isinstance(value, Literal) and value.language
    graph.add((subject, predicate, Literal("another name", lang=value.language)))


def out_of_range(number: int) -> Callable[[Node], Node]:
    return lambda old: Literal(number, datatype=old.datatype if isinstance(old, Literal) else None)


def neither(old: Node) -> Node:
    return UNKNOWN if isinstance(old, URIRef) else NO_CODE


FAULTS: dict[Node, Fault] = {
    SH.minCount: too_few,
    SH.maxCount: too_many,
    SH.datatype: other_value(lambda _: NO_CODE),
    SH["class"]: other_value(lambda _: UNKNOWN),
    SH.nodeKind: wrong_node_kind,
    SH.minLength: other_value(lambda _: Literal("")),
    SH.uniqueLang: second_in_one_language,
    SH.pattern: other_value(
        lambda old: URIRef("urn:unknown") if isinstance(old, URIRef) else Literal("not a tag")
    ),
    SH["in"]: other_value(lambda old: URIRef(f"{old}-unknown")),
    SH.hasValue: without_value,
    SH.minInclusive: other_value(out_of_range(-1)),
    SH.maxInclusive: other_value(out_of_range(2)),
    SH.lessThan: same_as_other,
    SH.lessThanOrEquals: before_other,
    SH.disjoint: same_as_other,
    SH["or"]: other_value(neither),
    SH["not"]: other_value(lambda _: Literal("plain")),
    SH.qualifiedMinCount: other_value(lambda _: RDFS.Resource),
}
