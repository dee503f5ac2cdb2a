"""Literals and IRIs of a vocabulary in, what pages show of them out: texts by language, links, names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import DCTERMS, FOAF, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import BNode, Node

from kg.vocab import ONTOLEX
from server.documentation.turtle import PUBLISHED_PREFIXES
from server.labels import compact

_LANGUAGES = ("en", "es")
_NAMING = (RDFS.label, SKOS.prefLabel, DCTERMS.title, SH.name, FOAF.name)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and its language tag, "" for none."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; with ``iri`` it is a link."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A heading such as "sub-class of" and the terms it leads to."""

    heading: str
    iris: tuple[str, ...]


def wordings(graph: Graph, subject: Node, *predicates: URIRef) -> tuple[Wording, ...]:
    """Return the literals of a subject, English first, then Spanish, then the others."""
    found = {
        Wording(str(value), (value.language or "").lower())
        for predicate in predicates
        for value in graph.objects(subject, predicate)
        if isinstance(value, Literal)
    }
    return tuple(sorted(found, key=lambda w: (_rank(w.language), w.language, w.text.casefold())))


def _rank(language: str) -> int:
    return _LANGUAGES.index(language) if language in _LANGUAGES else len(_LANGUAGES)


def label(graph: Graph, subject: Node) -> str:
    """Return the name of a thing in English, or its short form."""
    found = wordings(graph, subject, *_NAMING)
    return found[0].text if found else short(str(subject))


def short(iri: str) -> str:
    """Return ``prefix:name`` where a known prefix fits, else the IRI."""
    return compact(iri, prefixes=PUBLISHED_PREFIXES)


def notations(graph: Graph, subject: Node) -> tuple[str, ...]:
    """Return the codes of a term, each with the name of the list that it is from."""
    codes = (code for code in graph.objects(subject, SKOS.notation) if isinstance(code, Literal))
    return tuple(sorted(f"{c} ({label(graph, c.datatype)})" if c.datatype else str(c) for c in codes))


def signals(graph: Graph, terms: Iterable[Node]) -> tuple[Wording, ...]:
    """Return the words of the lexical entries that denote one of the terms."""
    denotes = URIRef(ONTOLEX["denotes"])
    entries = {entry for term in terms for entry in graph.subjects(denotes, term)}
    found = {word for entry in entries for word in wordings(graph, entry, RDFS.label, SKOS.altLabel)}
    return tuple(sorted(found, key=lambda word: (word.language, word.text.casefold(), word.text)))


def name_of(iri: str) -> str:
    """Return what follows the hash: the anchor of a term on its page."""
    return iri.partition("#")[2]


def iris(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Return the IRIs among nodes, sorted by their short forms."""
    return tuple(sorted({str(n) for n in nodes if isinstance(n, URIRef)}, key=lambda i: short(i).casefold()))


def relations(graph: Graph, *wanted: tuple[str, Iterable[Node]]) -> tuple[Relation, ...]:
    """Return the relations that lead anywhere."""
    found = (Relation(heading, iris(nodes)) for heading, nodes in wanted)
    return tuple(relation for relation in found if relation.iris)


def members(graph: Graph, node: Node) -> list[Node]:
    """Return the members of an RDF list, or the node itself where it is none."""
    if node == RDF.nil:
        return []
    is_list = isinstance(node, BNode) and (node, RDF.first, None) in graph
    return list(Collection(graph, node)) if is_list else [node]
