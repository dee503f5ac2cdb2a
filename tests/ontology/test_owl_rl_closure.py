"""What follows from the ontology together with the vocabularies it builds on (OWL 2 RL/RDF rules).

Nothing must follow that contradicts them, neither from the terms alone nor from the graph of an
article; and a contradiction that is put in must be found, or the silence would mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import owlrl  # type: ignore[import-untyped]
import pytest
from conftest import ROOT
from rdflib import FOAF, OWL, PROV, RDF, RDFS, SDO, Graph, URIRef

Vocabulary = Callable[[str], Graph]

BUILT_ON = ("org", "prov", "sem", "skos", "oa", "foaf")
ONTOLOGY = ROOT / "ontology" / "diplomacy.ttl"
SCHEMES = ROOT / "ontology" / "schemes"
ARTICLE = ROOT / "tests" / "shapes" / "conforming" / "harbour-dialogue.ttl"
DIPL = "https://w3id.org/dipl#"
ORG = "http://www.w3.org/ns/org#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"


def thing(name: str) -> URIRef:
    return URIRef("https://w3id.org/dipl/id/" + name)


def dipl(name: str) -> URIRef:
    return URIRef(DIPL + name)


@pytest.fixture(scope="module")
def terms(vocabulary: Vocabulary) -> Graph:
    """Return the ontology, its schemes and the vocabularies as one graph."""
    together = Graph()
    for name in BUILT_ON:
        together += vocabulary(name)
    for file in (ONTOLOGY, *sorted(SCHEMES.glob("*.ttl"))):
        together.parse(file)
    return together


def close(graph: Graph) -> list[str]:
    """Add all that follows to the graph; return the contradictions."""
    closure = owlrl.OWLRL_Semantics(graph, False, False, False)
    closure.closure()
    return sorted(closure.error_messages)


@pytest.fixture(scope="module")
def closed(terms: Graph) -> tuple[Graph, list[str]]:
    """Return everything that follows from the terms and an article's graph, with the contradictions."""
    together = terms + Graph().parse(ARTICLE)
    return together, close(together)


def test_an_article_and_the_vocabularies_agree(closed: tuple[Graph, list[str]]) -> None:
    _, contradictions = closed
    assert contradictions == []


def test_outside_vocabularies_understand_the_events(closed: tuple[Graph, list[str]]) -> None:
    """What is reached only through the vocabularies: a user of SEM, PROV or ORG finds our data."""
    graph, _ = closed
    meetings = set(graph.subjects(RDF.type, dipl("Meeting")))
    assert meetings
    assert meetings <= set(graph.subjects(RDF.type, URIRef(SEM + "Event")))
    states = set(graph.subjects(RDF.type, dipl("State")))
    assert states
    assert states <= set(graph.subjects(RDF.type, FOAF.Organization))
    assert states <= set(graph.subjects(RDF.type, FOAF.Agent))
    statements = set(graph.subject_objects(dipl("speaker")))
    assert statements
    assert statements <= set(graph.subject_objects(PROV.wasAttributedTo))


def test_own_terms_gain_no_meaning_by_accident(closed: tuple[Graph, list[str]]) -> None:
    """No own class becomes one of people, or the same as another class."""
    graph, _ = closed
    own = {term for term in graph.subjects(RDF.type, OWL.Class) if str(term).startswith(DIPL)}
    assert dipl("Meeting") in own
    for term in own:
        above = set(graph.transitive_objects(term, RDFS.subClassOf))
        assert FOAF.Person not in above
        assert above & set(graph.transitive_subjects(RDFS.subClassOf, term)) == {term}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (dipl("State"), SDO.Place),  # an actor is not its territory
        (dipl("Meeting"), FOAF.Person),  # disjointness of the ontology
        (dipl("State"), FOAF.Person),  # disjointness of FOAF, reached through ORG
        (dipl("PublicStatement"), dipl("ExtractionActivity")),
        (dipl("Commitment"), PROV.Activity),  # disjointness of PROV-O
    ],
)
def test_a_planted_contradiction_is_found(vocabulary: Vocabulary, one: URIRef, other: URIRef) -> None:
    together = Graph().parse(ONTOLOGY)
    for name in ("org", "foaf", "prov"):
        together += axioms(vocabulary(name))
    together.add((thing("planted"), RDF.type, one))
    together.add((thing("planted"), RDF.type, other))
    assert any(str(thing("planted")) in message for message in close(axioms(together)))


def axioms(graph: Graph) -> Graph:
    """Return the triples that say what is below, the same as or apart from what, and the planted ones."""
    wanted = Graph()
    for subject, predicate, value in graph:
        name = str(predicate)
        about_classes = name.rpartition("#")[2] in ("subClassOf", "equivalentClass", "disjointWith")
        if about_classes or subject == thing("planted"):
            wanted.add((subject, predicate, value))
    return wanted
