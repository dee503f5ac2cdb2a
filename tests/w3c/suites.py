"""The W3C test suites of SPARQL 1.1: manifests in, tests out, and how their terms are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "w3c" / "sparql" / "sparql11"
BASE = "http://w3c.example/"  # what the relative IRIs of the suites are relative to, with the suite's name
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
RDFS_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
_GENID = "/.well-known/genid/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_EXACT = frozenset(
    _XSD + name for name in ("integer", "decimal", "int", "long", "short", "byte", "nonNegativeInteger")
)
_FLOATING = frozenset(_XSD + name for name in ("double", "float"))


@dataclass(frozen=True, slots=True)
class Data:
    """Graphs by file: those that make the default graph, and the named ones with their names."""

    default: tuple[Path, ...]
    named: tuple[tuple[str, Path], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One test: ``kind`` is the class of the manifest, ``text`` the query or update."""

    identifier: str
    kind: str
    suite: str
    text: str
    data: Data
    result: Path | None
    after: Data

    @property
    def base(self) -> str:
        return f"{BASE}{self.suite}/"


def cases(*kinds: str) -> list[Case]:
    """Return the tests of some kinds in all suites; none where the suites are not there."""
    found = [case for manifest in sorted(FOLDER.glob("*/manifest.ttl")) for case in _read(manifest)]
    return [case for case in found if case.kind in kinds]


def entries(manifest: Path, base: str = BASE) -> Iterator[tuple[Graph, Node]]:
    """Yield the tests of a manifest in order, each with the graph that describes it."""
    graph = Graph().parse(manifest, publicID=base, format="turtle")
    for head in graph.subjects(RDF.type, MF.Manifest):
        first = graph.value(head, MF.entries)
        if first is not None:
            yield from ((graph, entry) for entry in Collection(graph, first))


def _read(manifest: Path) -> Iterator[Case]:
    suite = manifest.parent.name
    base = f"{BASE}{suite}/"
    for graph, entry in entries(manifest, base):
        action = graph.value(entry, MF.action)
        request = graph.value(action, QT.query) or graph.value(action, UT.request) or action
        file = _path(request, base)
        if not isinstance(request, URIRef) or not file.is_file():
            continue
        kind = str(graph.value(entry, RDF.type)).rpartition("#")[2]
        result = graph.value(entry, MF.result)
        after = Data((), ()) if not result or isinstance(result, URIRef) else _data(graph, result, base)
        yield Case(
            f"{suite}/{str(entry).rpartition('#')[2]}",
            kind,
            suite,
            file.read_text(encoding="utf-8"),
            _data(graph, action, base),
            _path(result, base) if isinstance(result, URIRef) else None,
            after,
        )


def _data(graph: Graph, node: Node | None, base: str) -> Data:
    default = [_path(found, base) for kind in (QT.data, UT.data) for found in graph.objects(node, kind)]
    named = [(str(found), _path(found, base)) for found in graph.objects(node, QT.graphData)]
    for found in graph.objects(node, UT.graphData):
        named.append((str(graph.value(found, RDFS_LABEL)), _path(graph.value(found, UT.graph), base)))
    return Data(tuple(default), tuple(sorted(named)))


def _path(iri: Node | None, base: str) -> Path:
    return FOLDER / base.removeprefix(BASE) / str(iri).removeprefix(base)


# ------------------------------------------------------------------------------------- terms

Triples = Iterable[ox.Triple]


def triples(file: Path, base: str) -> list[ox.Triple]:
    """Return the triples of a file, with blank nodes of its own."""
    syntax = ox.RdfFormat.from_extension(file.suffix[1:])
    content = file.read_bytes()
    return [quad.triple for quad in ox.parse(content, format=syntax, base_iri=base, rename_blank_nodes=True)]


def name_of(file: Path) -> str:
    """Return the name of the graph that holds a file."""
    return BASE + file.relative_to(FOLDER).as_posix()


def listed_solutions(file: Path, base: str) -> list[ox.Triple]:
    """Return the rows that a file describes in RDF, as ``as_graph`` does."""
    graph = Graph().parse(file, publicID=base)
    found = []
    for solution in graph.objects(None, RS.solution):
        node = ox.BlankNode()
        found.append(ox.Triple(node, ox.NamedNode("urn:row"), ox.Literal("")))
        for binding in graph.objects(solution, RS.binding):
            variable, value = graph.value(binding, RS.variable), graph.value(binding, RS.value)
            assert value is not None
            term = ox.parse(f"<a:> <a:> {value.n3()} .", format=ox.RdfFormat.TURTLE)
            found.append(ox.Triple(node, ox.NamedNode(f"urn:variable:{variable}"), next(iter(term)).object))
    return found


def alike(found: Triples, expected: Triples) -> bool:
    """Tell whether two graphs differ in their blank nodes only; numbers are compared by value."""
    return _canonical(found) == _canonical(expected)


def _canonical(graph: Triples) -> str:
    dataset = ox.Dataset()
    for triple in graph:
        subject, value = _plain(triple.subject), _plain(triple.object)
        dataset.add(ox.Quad(subject, triple.predicate, value))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return "\n".join(sorted(map(str, dataset)))


def as_graph(solutions: ox.QuerySolutions) -> list[ox.Triple]:
    """Return rows as a graph with one blank node for each, so that they can be compared like graphs."""
    found = []
    for row in solutions:
        node = ox.BlankNode()
        found.append(ox.Triple(node, ox.NamedNode("urn:row"), ox.Literal("")))
        for variable, term in zip(solutions.variables, row, strict=True):
            if term is not None:
                found.append(ox.Triple(node, ox.NamedNode(f"urn:variable:{variable.value}"), term))
    return found


def _plain(term: Any) -> Any:
    """Return a term as it was before the store gave it a name, and a number by its value."""
    if isinstance(term, ox.NamedNode) and _GENID in term.value:
        return ox.BlankNode(re.sub(r"\W", "", term.value.partition(_GENID)[2]))
    if isinstance(term, ox.Literal) and term.datatype.value == _XSD + "boolean" and term.value in "01":
        return ox.Literal(term.value == "1")
    if isinstance(term, ox.Literal) and term.datatype.value in _EXACT | _FLOATING:
        try:
            exact = term.datatype.value in _EXACT
            value = str(Decimal(term.value).normalize()) if exact else repr(float(term.value))
        except (ArithmeticError, ValueError):
            return term
        return ox.Literal(value, datatype=term.datatype)
    return term
