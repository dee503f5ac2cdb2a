"""Damage to data: each triple of a conforming graph deleted, mistyped, changed and doubled.

``ALLOWED`` lists every damage that passes unnoticed, with the reason why it should.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rdflib import RDF, Graph, URIRef
from rdflib.term import Identifier, Node

from kg.gate.data_graph import from_rdflib
from kg.knowledge.facts import Term, Text, Triple
from kg.vocab import PREFIXES, XSD

KINDS = ("delete", "wrong node", "wrong datatype", "wrong value", "duplicate")
_OTHER_VALUES = {
    XSD["date"]: "1999-12-31",
    XSD["gYear"]: "1066",
    XSD["gYearMonth"]: "1066-10",
    XSD["integer"]: "999",
    XSD["positiveInteger"]: "7",
    XSD["decimal"]: "0.25",
    XSD["anyURI"]: "https://elsewhere.example/",
}


class Damage(NamedTuple):
    """What was done to which triple; ``triples`` is the whole damaged graph."""

    kind: str
    damaged: Triple
    triples: tuple[Triple, ...]


def damages(graph: Graph) -> Iterator[Damage]:
    """Yield the graph with each damage to each of its triples."""
    triples: list[Triple] = sorted(((str(s), str(p), _term(o)) for s, p, o in graph), key=str)
    for number, triple in enumerate(triples):
        rest = (*triples[:number], *triples[number + 1 :])
        yield Damage("delete", triple, rest)
        for kind in KINDS[1:]:
            subject, predicate, value = triple
            changed = _changed(kind, value)
            if changed is not None and (subject, predicate, changed) not in triples:
                kept = triples if kind == "duplicate" else rest
                yield Damage(kind, triple, (*kept, (subject, predicate, changed)))


def _term(node: Node) -> Term:
    assert isinstance(node, Identifier)
    return from_rdflib(node)


def _changed(kind: str, value: Term) -> Term | None:
    if kind == "wrong node":
        return (
            "https://w3id.org/dipl/id/words" if isinstance(value, Text) else Text("words", "", XSD["string"])
        )
    if kind == "wrong datatype":
        return Text(value.value, "", XSD["token"]) if isinstance(value, Text) else None
    if isinstance(value, Text):
        other = _OTHER_VALUES.get(value.datatype, value.value + " else")
        return Text(other, value.language, value.datatype)
    return f"{value}-else"


def named(damage: Damage) -> tuple[str, str, str]:
    """Return the kind of damage and the predicate, or the class for a type, with prefixes."""
    _, predicate, value = damage.damaged
    shown = _short(str(value)) if predicate == str(RDF.type) else ""
    return damage.kind, _short(predicate), shown


def _short(iri: str) -> str:
    names = (f"{p}:{iri.removeprefix(n)}" for p, n in PREFIXES.items() if iri.startswith(n))
    return min(names, key=len, default=iri)


def kind_of(damage: Damage, graph: Graph) -> tuple[object, ...]:
    """Return what makes a damage like another: same kind of damage, class of node, predicate and value."""
    subject, predicate, value = damage.damaged
    types = sorted(map(str, graph.objects(URIRef(subject), RDF.type)))
    if predicate == str(RDF.type):
        return damage.kind, *types, predicate, value
    if isinstance(value, Text):
        return damage.kind, *types, predicate, value.datatype
    return damage.kind, *types, predicate, *sorted(map(str, graph.objects(URIRef(value), RDF.type)))


_OPTIONAL = """dcterms:created dcterms:subject dipl:accreditedTo dipl:addressee dipl:beginsTenure
    dipl:expressedIn dipl:inCapacity dipl:madeAt dipl:onBehalfOf dipl:party dipl:relationStatus
    dipl:sessionNumber dipl:speaker org:subOrganizationOf schema:about schema:author schema:datePublished
    schema:endDate schema:publisher schema:sourceOrganization schema:startDate schema:url sem:hasPlace
    sem:hasTimeStamp skos:altLabel"""
_MANY = """dcterms:subject dipl:accreditedTo dipl:expressedIn dipl:party org:subOrganizationOf sem:eventType
    skos:altLabel"""
_NAMES = """dcterms:identifier foaf:name rdfs:label schema:headline schema:name schema:softwareVersion
    schema:url skos:altLabel skos:prefLabel"""
_FREE = "dcterms:created dipl:confidence dipl:sessionNumber schema:datePublished schema:startDate"
_ELSEWHERE = """dipl:accreditedTo dipl:expressedIn dipl:inCapacity dipl:onBehalfOf dipl:party org:postIn
    org:subOrganizationOf"""
_SCHEMES = "dcterms:subject dcterms:type oa:hasBody sem:eventType"
_GENERAL = "dipl:Call dipl:Meeting dipl:Negotiation dipl:Summit dipl:Visit"

# (kind of damage, predicates, reason)
_REASONS = (
    ("delete", _OPTIONAL, "an article need not say it"),
    ("duplicate", _MANY, "there may be more than one"),
    ("wrong value", _NAMES, "no rule knows how something is called"),
    ("wrong value", _FREE, "another value is as possible as this one"),
    ("wrong value", _ELSEWHERE, "what is referred to may be described in the reference data only"),
    ("wrong value", _SCHEMES, "users extend these schemes, so only the namespace is checked"),
    ("wrong value", "schema:text", "words added after the last mention move no offset"),
)
ALLOWED = {(kind, name, ""): reason for kind, names, reason in _REASONS for name in names.split()}
# An event without its class is still an event of its kind (sem:eventType).
ALLOWED |= {
    (kind, "rdf:type", name): "the kind of event stays"
    for kind in ("delete", "wrong node", "wrong value")
    for name in _GENERAL.split()
}


def is_further_type(damage: Damage) -> bool:
    """Tell whether a damage only adds a type: in an open world, anything may be of further classes."""
    return damage.kind == "duplicate" and damage.damaged[1] == str(RDF.type)
