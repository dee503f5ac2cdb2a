"""Weakened shapes: each demand of the shapes taken away, and graphs that should show the difference.

Only as much of the shapes is asked as can change: the node shapes that lead to what was taken away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rdflib import OWL, RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import ValidatorError
from kg.gate.report import Result
from kg.gate.shacl import PreparedShapes
from tests.shapes.faults import GATE, NO_CODE, PROFILES, UNKNOWN, Suite, Triple, replace

HERE = Path(__file__).resolve().parent
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
# Without these, the shapes say the same: texts for people, and types that follow from the other triples.
# Lists and inverse paths are weakened where they are used. rdflib knows some prefixes by itself, so a test
# of its own holds that all are declared.
SAYS_NOTHING = {
    SH.name,
    SH.description,
    RDF.type,
    RDF.first,
    RDF.rest,
    SH.inversePath,
    SH.prefixes,
    SH.declare,
}
_SAMPLES = {
    XSD.date: "2024-03-04",
    XSD.dateTime: "2024-03-04T10:00:00",
    XSD.gYearMonth: "2024-03",
    XSD.gYear: "2024",
    XSD.integer: "3",
    XSD.positiveInteger: "3",
    XSD.string: "words",
}

_CODES = ("XM", "XMA", "997", "XM-HAR")  # each is of one list of codes and wrong in the others


class Weakening(NamedTuple):
    """One triple taken away, or one member of its list (``without``)."""

    triple: Triple
    without: Node | None

    def __str__(self) -> str:
        names = [str(node).rsplit("#", 1)[-1] for node in self.triple]
        return " ".join(names) + (f" without {self.without}" if self.without else "")


@dataclass(frozen=True, eq=False)
class Weakened:
    """The shapes of one profile and what can be taken from them."""

    suite: Suite

    def weakenings(self) -> Iterator[Weakening]:
        shapes, own = self.suite.shapes, set(self.suite.own.subject_predicates())
        headers = set(shapes.subjects(RDF.type, OWL.Ontology))
        for triple in sorted(shapes, key=str):
            subject, predicate, value = triple
            is_default = predicate == SH.severity and value == SH.Violation
            about_file = subject in headers
            unseen = predicate == SH.message and not self._is_asked(subject)
            if predicate in SAYS_NOTHING or is_default or about_file or unseen:
                continue
            lists = isinstance(value, BNode) and (subject, predicate) in own  # its head has other names
            if isinstance(subject, BNode) or not (lists or triple in self.suite.own):
                continue
            yield Weakening(triple, None)
            members = list(Collection(shapes, value)) if isinstance(value, BNode) else []
            if len(members) > 1:
                yield from (Weakening(triple, member) for member in members)

    def _is_asked(self, shape: Node) -> bool:
        """Tell whether results of a shape reach a report: those inside sh:or and sh:not do not."""
        shapes = self.suite.shapes
        users = {shape, *shapes.subjects(SH.property, shape), *shapes.subjects(SH.sparql, shape)}
        return any((user, target, None) in shapes for user in users for target in TARGETS)

    def is_noticed(self, weakening: Weakening) -> bool:
        """Tell whether the report on some graph changes; shapes that no longer load are noticed, too."""
        subject, predicate, value = weakening.triple
        users = self._users(subject)
        if predicate in (SH.property, SH.sparql):
            users |= self._users(value)
        whole = self._part(frozenset(users))
        weak = Graph() + whole
        _take_away(weak, weakening)
        prepared = PreparedShapes(weak)
        for graph in self._graphs(weakening):
            try:
                after = frozenset(prepared.validate(graph))
            except ValidatorError:
                return True
            if after != self._results(frozenset(users), graph):
                return True
        return False

    # ------------------------------------------------------------- the shapes concerned

    def _users(self, node: Node) -> set[Node]:
        """Return the node shapes with targets from which a node of the shapes is reached."""
        shapes = self.suite.shapes
        return {
            user for user in self._above(node) if any((user, target, None) in shapes for target in TARGETS)
        }

    @cache  # noqa: B019
    def _above(self, node: Node) -> tuple[Node, ...]:
        """Return a node of the shapes and all from which it is reached, the nearest first."""
        found, todo = {node}, [node]
        for below in todo:
            users = sorted(set(self.suite.shapes.subjects(None, below)) - found, key=str)
            found.update(users)
            todo += users
        return tuple(todo)

    @cache  # noqa: B019
    def _part(self, users: frozenset[Node]) -> Graph:
        part, found, todo = Graph(), set(users), list(users)
        while todo:
            for triple in self.suite.shapes.triples((todo.pop(), None, None)):
                part.add(triple)
                if triple[2] not in found:
                    found.add(triple[2])
                    todo.append(triple[2])
        return part

    @cache  # noqa: B019
    def _prepared(self, users: frozenset[Node]) -> PreparedShapes:
        return PreparedShapes(self._part(users))

    @cache  # noqa: B019
    def _results(self, users: frozenset[Node], graph: Graph) -> frozenset[Result]:
        return frozenset(self._prepared(users).validate(graph))

    # ------------------------------------------------------------- graphs that may show it

    def _graphs(self, weakening: Weakening) -> Iterator[Graph]:
        subject, predicate, value = weakening.triple
        if predicate in TARGETS:
            yield from self._bare(subject, predicate, value)
        yield from self._faulty(subject)
        if predicate == SH.property:
            yield from self._faulty(value)
        for shape in self._above(subject):
            yield from self._alternatives(shape)
        for shape in self._above(subject):
            yield from self._faulty(shape)
        yield from self._files()

    @cache  # noqa: B019
    def _faulty(self, shape: Node) -> tuple[Graph, ...]:
        """Return the graphs with a fault that a shape, or a property shape of it, is for."""
        concerned = self.suite.constraints(self.suite.shapes)
        found = (self.suite.faulty(c) for c in concerned if shape in (c.node_shape, c.property_shape))
        return tuple(faulty[1] for faulty in found if faulty)

    @cache  # noqa: B019
    def _alternatives(self, shape: Node) -> tuple[Graph, ...]:
        """Return graphs whose values are, one after the other, all that a shape lists."""
        shapes, path = self.suite.shapes, self.suite.shapes.value(shape, SH.path)
        members = [m for head in shapes.objects(shape, SH["in"]) for m in shapes.items(head)]
        members += sorted(self._values(shape), key=str)
        users = [shape] if path is None else sorted(shapes.subjects(SH.property, shape), key=str)
        foci = [focus for user in users for focus in self.suite.focus_nodes(user)]
        found = []
        for focus in foci:
            steps = [] if path is None else self.suite.last_steps(self.suite.data, focus, path)
            if path is None or steps:
                for member in members:
                    datatype = str(shapes.value(member, SH.datatype))
                    for words in (None, *(_CODES if "lexicon#" in datatype else ())):
                        graph = self.suite.slice_around(focus)
                        self._become(graph, steps[0] if steps else None, focus, member, words)
                        found.append(graph)
                break
        return tuple(found)

    def _values(self, shape: Node) -> set[Node]:
        """Return the shapes of values that a shape offers or excludes."""
        shapes = self.suite.shapes
        found: set[Node] = set()
        todo = [shape]
        while todo:
            above = todo.pop()
            below = {m for head in shapes.objects(above, SH["or"]) for m in shapes.items(head)}
            below |= set(shapes.objects(above, SH["not"]))
            todo += below - found
            found |= below
        return found

    def _become(
        self, graph: Graph, step: Triple | None, focus: Node, member: Node, words: str | None
    ) -> None:
        wanted = self.suite.shapes.value(member, SH["class"])
        datatype = self.suite.shapes.value(member, SH.datatype)
        if wanted:
            node = step[2] if step else focus
            graph.remove((node, RDF.type, None))
            graph.add((node, RDF.type, wanted))
        elif step and isinstance(datatype, URIRef):
            language = "en" if datatype == RDF.langString else None
            typed = None if language else datatype
            replace(
                graph, step, Literal(words or _SAMPLES.get(datatype, "words"), lang=language, datatype=typed)
            )
        elif step and isinstance(member, URIRef) and not words:
            replace(graph, step, member)

    def _bare(self, shape: Node, predicate: Node, target: Node) -> Iterator[Graph]:
        """Yield graphs with nothing but what a target selects, and with a fault at that."""
        triples: dict[Node, Triple] = {
            SH.targetClass: (UNKNOWN, RDF.type, target),
            SH.targetSubjectsOf: (UNKNOWN, target, RDFS.Resource),
            SH.targetObjectsOf: (RDFS.Resource, target, UNKNOWN),
        }
        bare = triples[predicate]
        yield Graph().add(bare)
        yield Graph().add((UNKNOWN, target, NO_CODE))
        yield Graph().add(bare).add((UNKNOWN, RDFS.comment, NO_CODE))
        others = set(self.suite.shapes.objects(shape, SH.targetSubjectsOf))
        for property_shape in sorted(self.suite.shapes.objects(shape, SH.property), key=str):
            path = self.suite.shapes.value(property_shape, SH.path)
            if isinstance(path, URIRef) and path not in others - {target}:
                yield (
                    Graph()
                    .add(bare)
                    .add((UNKNOWN, path, NO_CODE))
                    .add((UNKNOWN, path, Literal("-1", datatype=XSD.decimal)))
                )

    @cache  # noqa: B019
    def _files(self) -> tuple[Graph, ...]:
        """Return the failing and the conforming graphs in files, the smaller first."""
        folder = "" if self.suite.profile == GATE else self.suite.profile
        found = [*(HERE / "failing" / folder).glob("*.ttl"), *(HERE / "conforming" / folder).glob("*.ttl")]
        if self.suite.profile == "strict":
            found += [*(HERE / "failing").glob("*.ttl"), *(HERE / "conforming").glob("*.ttl")]
        return (*sorted((Graph().parse(file) for file in found), key=len), self.suite.data)


def _take_away(shapes: Graph, weakening: Weakening) -> None:
    subject, predicate, value = weakening.triple
    shapes.remove(weakening.triple)
    if weakening.without is not None:
        kept = [member for member in shapes.items(value) if member != weakening.without]
        head = BNode()
        Collection(shapes, head, kept)
        shapes.add((subject, predicate, head))


def all_weakened() -> dict[str, Weakened]:
    return {profile: Weakened(Suite.of(profile)) for profile in PROFILES}
