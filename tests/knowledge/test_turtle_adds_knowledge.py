"""A user who adds Turtle, and nothing else, gets new events, organisations and offices out of texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Part, Telling, tell  # type: ignore[import-not-found]

from kg.document.cues import page_cues
from kg.knowledge.facts import Facts
from kg.knowledge.knowledge import read_knowledge
from kg.pipeline import Mapper
from kg.resources import ontology_folder
from kg.store.turtle import DEFAULT_BASE, read_turtle

_ADDED = """
@base <https://w3id.org/dipl/id/> .
@prefix dipl: <https://w3id.org/dipl#> .
@prefix etype: <https://w3id.org/dipl/event-type#> .
@prefix role: <https://w3id.org/dipl/role#> .
@prefix lex: <https://w3id.org/dipl/lexicon#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

etype:tree-planting a skos:Concept ; skos:prefLabel "tree planting"@en ; lex:realises dipl:Meeting .
lex:tree-planting a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:noun ;
    rdfs:label "tree planting ceremony"@en ; ontolex:denotes etype:tree-planting ;
    lex:subjectRole role:participant ; lex:companionRole role:participant .
<organisation/orchard-league> a dipl:InternationalOrganisation ; skos:prefLabel "Orchard League"@en .
"""
_TEXT = (
    "Peru's Foreign Minister Elvira Quispe held a tree planting ceremony with the Orchard League "
    "in Lima on 3 May 2024."
)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Mapper:
    added = tmp_path_factory.mktemp("added") / "added.ttl"
    added.write_text(_ADDED, encoding="utf-8")
    facts = Facts(read_turtle([*sorted(ontology_folder().rglob("*.ttl")), added]))
    return Mapper(read_knowledge(facts, DEFAULT_BASE), page_cues(facts))


def test_a_new_event_type_and_a_new_organisation_come_out_of_an_article(extended: Mapper) -> None:
    telling = tell(extended, _TEXT)
    event = telling.event
    assert (event.type, event.status, event.when, event.place) == (
        "tree-planting",
        "occurred",
        "2024-05-03",
        "Lima",
    )
    assert event.words == ("tree planting ceremony",)
    assert event.who["Elvira Quispe"] == Part("participant", "office/PER/foreign-minister", "state/PER")
    assert event.roles["Orchard League"] == "participant"
    assert telling.of_class("InternationalOrganisation") == {"Orchard League": "organisation/orchard-league"}


def test_the_shipped_ontology_alone_knows_neither(read: Callable[..., Telling]) -> None:
    telling = read(_TEXT)
    assert telling.of_class("InternationalOrganisation") == {}
    assert all(event.type != "tree-planting" for event in telling.events)
