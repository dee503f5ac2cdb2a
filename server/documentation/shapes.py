"""The shapes in, what their page says of each out: targets, tables of properties, constraints in words.

Follows the chapters of SHACL (W3C Recommendation 20 July 2017): targets 2.1.3, paths 2.3.1, core
constraint components 4, SPARQL-based constraints 5. A parameter without words here shows its own name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import BNode, Node

from server.documentation.turtle import turtle
from server.documentation.vocabularies import Profile, Vocabulary
from server.documentation.wording import Part, Wording, iris, members, name_of, short, wordings

Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """A row of a table: what is asked of the values of one path."""

    iri: str
    name: str
    description: tuple[Wording, ...]
    path: Parts
    count: str
    values: tuple[Parts, ...]
    severity: str
    messages: tuple[Wording, ...]
    deactivated: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A constraint in SPARQL: what it reports, in words, and its text."""

    iri: str
    name: str
    description: tuple[Wording, ...]
    messages: tuple[Wording, ...]
    code: str


@dataclass(frozen=True, slots=True)
class NodeShape:
    """A node shape: what it targets and what it asks of it."""

    iri: str
    name: str
    titles: tuple[Wording, ...]
    description: tuple[Wording, ...]
    targets: Parts
    values: tuple[Parts, ...]
    severity: str
    messages: tuple[Wording, ...]
    properties: tuple[PropertyShape, ...]
    queries: tuple[Query, ...]
    deactivated: bool


@dataclass(frozen=True, slots=True)
class ProfileChanges:
    """A profile: what it is for, what it says of each shape, its Turtle, and its IRI if it has one."""

    name: str
    purpose: str
    iri: str
    changes: tuple[Parts, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """The parts of the page: shapes with a target, shapes that only others use, profiles.

    ``first`` names the node shape in whose table a property shape stands first; ``prefixes`` are those
    that the queries share: name of the term, prefix, namespace.
    """

    targeted: tuple[NodeShape, ...]
    used: tuple[NodeShape, ...]
    profiles: tuple[ProfileChanges, ...]
    first: Mapping[str, str]
    prefixes: tuple[tuple[str, str, str], ...]


def shapes_of(vocabulary: Vocabulary, profiles: Sequence[Profile], known: Graph) -> Shapes:
    """Return what the page of shapes shows; ``known`` tells which shapes the profiles change."""
    graph = vocabulary.graph
    found = [_node_shape(graph, s) for s in vocabulary.terms() if (s, RDF.type, SH.NodeShape) in graph]
    found.sort(key=lambda shape: shape.name.casefold())
    targeted = tuple(shape for shape in found if shape.targets)
    used = tuple(shape for shape in found if not shape.targets)
    first = {row.iri: shape.name for shape in reversed((*targeted, *used)) for row in shape.properties}
    changes = tuple(_changes(profile, known) for profile in profiles)
    return Shapes(targeted, used, changes, first, tuple(_prefixes(vocabulary)))


def _prefixes(vocabulary: Vocabulary) -> Iterable[tuple[str, str, str]]:
    for term in vocabulary.terms():
        for namespace in vocabulary.graph.objects(term, SH.namespace):
            prefix = vocabulary.graph.value(term, SH.prefix)
            yield name_of(term), str(prefix or ""), str(namespace)


def _node_shape(graph: Graph, shape: URIRef) -> NodeShape:
    properties = [_property_shape(graph, p) for p in graph.objects(shape, SH.property)]
    queries = [_query(graph, q) for q in graph.objects(shape, SH.sparql)]
    return NodeShape(
        iri=str(shape),
        name=name_of(shape),
        titles=wordings(graph, shape, SH.name),
        description=wordings(graph, shape, SH.description),
        targets=_targets(graph, shape),
        values=_constraints(graph, shape),
        severity=_severity(graph, shape),
        messages=wordings(graph, shape, SH.message),
        properties=tuple(sorted(properties, key=lambda p: ("".join(part.text for part in p.path), p.iri))),
        queries=tuple(sorted(queries, key=lambda q: q.iri)),
        deactivated=_is_off(graph, shape),
    )


def _property_shape(graph: Graph, shape: Node) -> PropertyShape:
    named = isinstance(shape, URIRef)
    return PropertyShape(
        iri=str(shape) if named else "",
        name=name_of(str(shape)) if named else "",
        description=wordings(graph, shape, SH.description),
        path=_path(graph, next(graph.objects(shape, SH.path))),
        count=_count(graph, shape),
        values=_constraints(graph, shape),
        severity=_severity(graph, shape),
        messages=wordings(graph, shape, SH.message),
        deactivated=_is_off(graph, shape),
    )


def _query(graph: Graph, query: Node) -> Query:
    code = next((str(q) for p in (SH.select, SH.ask) for q in graph.objects(query, p)), "")
    iri = str(query) if isinstance(query, URIRef) else ""
    described = wordings(graph, query, SH.description)
    return Query(iri, name_of(iri), described, wordings(graph, query, SH.message), code.strip("\n"))


def _severity(graph: Graph, shape: Node) -> str:
    return name_of(str(graph.value(shape, SH.severity) or SH.Violation))


def _is_off(graph: Graph, shape: Node) -> bool:
    return any(str(value) == "true" for value in graph.objects(shape, SH.deactivated))


def _targets(graph: Graph, shape: Node) -> Parts:
    kinds = (
        ("every member of ", SH.targetClass, ""),
        ("what has ", SH.targetSubjectsOf, ""),
        ("values of ", SH.targetObjectsOf, ""),
        ("the node ", SH.targetNode, ""),
    )
    parts: list[Part] = []
    for before, predicate, _ in kinds:
        for iri in iris(graph.objects(shape, predicate)):
            parts += [Part("; " if parts else ""), Part(before), Part(short(iri), iri)]
    return tuple(part for part in parts if part.text)


def _count(graph: Graph, shape: Node) -> str:
    low, high = (graph.value(shape, p) for p in (SH.minCount, SH.maxCount))
    return f"{low or 0}..{'*' if high is None else high}"


# ------------------------------------------------------------------------------------ paths

_PATHS = (
    (SH.inversePath, "^", ""),
    (SH.zeroOrMorePath, "", "*"),
    (SH.oneOrMorePath, "", "+"),
    (SH.zeroOrOnePath, "", "?"),
)


def _path(graph: Graph, path: Node) -> Parts:
    """Return a path in the notation of SPARQL 1.1 property paths."""
    if isinstance(path, URIRef):
        return (Part(short(path), str(path)),)
    if (path, RDF.first, None) in graph:
        return _joined([_path(graph, step) for step in members(graph, path)], " / ")
    for predicate, before, after in _PATHS:
        for inner in graph.objects(path, predicate):
            return (Part(f"{before}("), *_path(graph, inner), Part(f"){after}"))
    for choice in graph.objects(path, SH.alternativePath):
        return _joined([_path(graph, one) for one in members(graph, choice)], " | ")
    return (Part("a path"),)


def _joined(pieces: Iterable[Parts], separator: str) -> Parts:
    parts: list[Part] = []
    for piece in pieces:
        parts += [Part(separator)] * bool(parts) + list(piece)
    return tuple(parts)


# ------------------------------------------------------------------------------ constraints

_PLAIN: Mapping[URIRef, str] = {
    SH.datatype: "datatype {}",
    SH["class"]: "a {}",
    SH.node: "keeps {}",
    SH.hasValue: "has the value {}",
    SH.minLength: "at least {} characters",
    SH.maxLength: "at most {} characters",
    SH.minInclusive: "at least {}",
    SH.maxInclusive: "at most {}",
    SH.minExclusive: "more than {}",
    SH.maxExclusive: "less than {}",
    SH.lessThan: "less than the value of {}",
    SH.lessThanOrEquals: "not more than the value of {}",
    SH.equals: "the same values as {}",
    SH.disjoint: "no value of {}",
    SH.pattern: "matches {}",
    SH.flags: "pattern flags {}",
    SH.qualifiedMinCount: "at least {} of them qualified",
    SH.qualifiedMaxCount: "at most {} of them qualified",
    SH.qualifiedValueShape: "qualified: {}",
    SH["not"]: "does not keep {}",
}
_LISTS: Mapping[URIRef, tuple[str, str]] = {
    SH["in"]: ("one of ", ", "),
    SH["or"]: ("", " or "),
    SH["and"]: ("", " and "),
    SH.xone: ("exactly one of: ", " or "),
    SH.languageIn: ("in a language of ", ", "),
    SH.ignoredProperties: ("besides ", ", "),
}
_FLAGS: Mapping[URIRef, str] = {
    SH.uniqueLang: "one per language",
    SH.closed: "nothing but the properties below",
}
_NODE_KINDS = {
    "BlankNodeOrIRI": "blank node or IRI",
    "IRIOrLiteral": "IRI or literal",
    "BlankNode": "blank node",
    "Literal": "literal",
}
_ELSEWHERE = {
    RDF.type,
    *(SH[name] for name in ("path", "name", "description", "message", "severity", "minCount", "maxCount")),
    *(SH[name] for name in ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode", "property")),
    *(SH[name] for name in ("sparql", "deactivated", "order", "group", "defaultValue")),
}


def _constraints(graph: Graph, shape: Node) -> tuple[Parts, ...]:
    """Return the constraints of a shape, each as a phrase with links."""
    found: list[tuple[str, Parts]] = []
    for predicate, value in graph.predicate_objects(shape):
        if predicate not in _ELSEWHERE and isinstance(predicate, URIRef) and predicate.startswith(str(SH)):
            words = _constraint(graph, predicate, value)
            found += [(str(predicate), words)] if words else []
    return tuple(
        words
        for _, words in sorted(
            found, key=lambda f: (f[0] != str(SH.nodeKind), f[0], [part.text for part in f[1]])
        )
    )


def _constraint(graph: Graph, predicate: URIRef, value: Node) -> Parts:
    if predicate in _FLAGS:
        return (Part(_FLAGS[predicate]),) if str(value) == "true" else ()
    if predicate == SH.nodeKind:
        kind = name_of(str(value))
        return (Part(_NODE_KINDS.get(kind, kind)),)
    if predicate == SH.minLength and str(value) == "1":
        return (Part("not empty"),)
    if predicate in _LISTS:
        before, separator = _LISTS[predicate]
        pieces = [_value(graph, one) for one in members(graph, value)]
        return tuple(part for part in (Part(before), *_joined(pieces, separator)) if part.text)
    before, _, after = _PLAIN.get(predicate, short(predicate) + " {}").partition("{}")
    return tuple(part for part in (Part(before), *_value(graph, value), Part(after)) if part.text)


def _value(graph: Graph, value: Node) -> Parts:
    """Return a value; a shape without a target and with constraints of its own is told by them."""
    if isinstance(value, Literal):
        return (Part(str(value)),)
    own = _constraints(graph, value) if (value, RDF.type, SH.NodeShape) in graph else ()
    if isinstance(value, BNode) or (own and not _targets(graph, value)):
        return _joined(own or _constraints(graph, value), " and ")
    return (Part(short(str(value)), str(value)),)


# --------------------------------------------------------------------------------- profiles

_CHANGES: Mapping[URIRef, Callable[[Node], str]] = {
    SH.deactivated: lambda value: "switched off" if str(value) == "true" else "switched on",
    SH.severity: lambda value: f"becomes a {name_of(str(value))}",
}


def _changes(profile: Profile, known: Graph) -> ProfileChanges:
    changes = []
    for shape in iris(s for s in profile.graph.subjects() if name_of(str(s))):
        subject = URIRef(shape)
        name = Part(short(shape), shape if (subject, RDF.type, None) in known else "")
        changes += [(name, Part(": "), *words) for words in _said_of(profile.graph, subject)]
    code = turtle(profile.graph)
    return ProfileChanges(profile.name, profile.purpose, profile.iri, tuple(changes), code)


def _said_of(graph: Graph, shape: URIRef) -> Iterable[Parts]:
    """Return what a profile says of a shape: that it is new, or each thing that it changes."""
    targets = _targets(graph, shape)
    if (shape, RDF.type, None) in graph:
        described = tuple(Part(word.text + " ") for word in wordings(graph, shape, SH.description)[:1])
        yield (Part("added. "), *described, *((Part("Targets "), *targets) if targets else ()))
        return
    for predicate, value in sorted(graph.predicate_objects(shape), key=str):
        told = _CHANGES.get(URIRef(str(predicate)))
        if told:
            yield (Part(told(value)),)
        elif predicate == SH.property:
            yield (Part("also keeps "), Part(short(str(value))))
        elif predicate not in _ELSEWHERE:
            yield _constraint(graph, URIRef(str(predicate)), value)
