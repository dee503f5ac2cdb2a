"""A user who adds Turtle, and nothing else, gets new things out of texts: all of extraction runs here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Part, Telling, short, tell  # type: ignore[import-not-found]

from kg.document.cues import page_cues
from kg.gate.gate import Gate
from kg.knowledge.facts import Facts
from kg.knowledge.knowledge import read_knowledge
from kg.model import Article
from kg.pipeline import Mapper
from kg.resources import ontology_folder
from kg.store.turtle import DEFAULT_BASE, read_turtle
from kg.vocab import DIPL, EVENT_TYPE, RDF, SCHEMA, SEM, STATUS

_PREFIXES = """
@base <https://w3id.org/dipl/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dipl: <https://w3id.org/dipl#> .
@prefix etype: <https://w3id.org/dipl/event-type#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix okind: <https://w3id.org/dipl/office-kind#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix role: <https://w3id.org/dipl/role#> .
@prefix status: <https://w3id.org/dipl/status#> .
@prefix topic: <https://w3id.org/dipl/topic#> .
@prefix tstatus: <https://w3id.org/dipl/tenure-status#> .
@prefix lex: <https://w3id.org/dipl/lexicon#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
_ADDED = (
    _PREFIXES
    + """
etype:tree-planting a skos:Concept ; skos:prefLabel "tree planting"@en ; lex:realises dipl:Meeting .
lex:tree-planting a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:noun ;
    rdfs:label "tree planting ceremony"@en ; ontolex:denotes etype:tree-planting ;
    lex:subjectRole role:participant ; lex:companionRole role:participant .

etype:handover a skos:Concept ; skos:prefLabel "handover"@en ; lex:realises dipl:DiplomaticEvent .
lex:handover a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ;
    rdfs:label "handed the lamp to"@en ; ontolex:denotes etype:handover ;
    lex:subjectRole role:host ; lex:objectRole role:guest ; lex:objectClass foaf:Person .

etype:sail-past a skos:Concept ; skos:broader etype:visit ; skos:prefLabel "sail-past"@en ;
    lex:realises dipl:Visit .
lex:sail-past a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:noun ;
    rdfs:label "sail-past"@en ; ontolex:denotes etype:sail-past ;
    lex:subjectRole role:visitor ; lex:placeRole role:host .

lex:gavel a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ;
    rdfs:label "wielded the gavel at"@en ; ontolex:denotes role:chair ; lex:subjectRole role:chair .
lex:ice a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ;
    rdfs:label "put on ice"@en ; ontolex:denotes status:postponed .
lex:someday a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:adjective ;
    rdfs:label "someday"@en ; ontolex:denotes status:possible .
lex:sometime a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:adjective ;
    rdfs:label "sometime"@en ; ontolex:denotes tstatus:former .
lex:vouchsafe a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ;
    rdfs:label "vouchsafed"@en ; ontolex:denotes dipl:PublicStatement .

topic:orchards a skos:Concept ; skos:prefLabel "orchards"@en ; skos:hiddenLabel "apple trees"@en .

<organisation/orchard-league> a dipl:InternationalOrganisation ; skos:prefLabel "Orchard League"@en .
<office/PER/orchard-keeper> a dipl:Office ; dcterms:type okind:special-envoy ; org:postIn <state/PER> ;
    skos:prefLabel "Orchard Keeper of Peru"@en ; skos:altLabel "Orchard Keeper"@en .
<initiative/orchard-dialogue> a dipl:Initiative ; skos:prefLabel "Orchard Dialogue"@en ;
    lex:realises etype:dialogue-session ; dipl:party <state/PER> , <state/CHL> .
<agreement/orchard-charter> a dipl:Agreement ; skos:prefLabel "Orchard Charter"@en .
lex:appleland a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:properNoun ;
    dcterms:type lex:Metonym ; rdfs:label "Pomona House"@en ; ontolex:denotes <state/PER> .
"""
)
_TEXT = (
    "Peru's Foreign Minister Elvira Quispe held a tree planting ceremony with the Orchard League "
    "in Lima on 3 May 2024."
)
_P = "Peru's Foreign Minister Elvira Quispe"
_C = "Chile's Foreign Minister Rodrigo Larraín"


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


def test_what_is_new_is_written_to_a_graph_that_passes_the_gate(extended: Mapper) -> None:
    graph = extended.map(Article("harbour/1.txt", _TEXT))
    assert Gate().check(graph).results == ()
    (event,) = {s for s, p, o in graph.triples if (p, o) == (SEM["eventType"], EVENT_TYPE["tree-planting"])}
    assert (event, RDF["type"], DIPL["Meeting"]) in graph.triples
    assert (event, SCHEMA["eventStatus"], STATUS["occurred"]) in graph.triples
    assert any(s.endswith("organisation/orchard-league") for s, _, _ in graph.triples)


def test_a_new_office_comes_with_its_holder(extended: Mapper) -> None:
    telling = tell(extended, f"Orchard Keeper Ana Soto met {_C} in Lima on 3 May 2024.")
    assert telling.offices_of("Ana Soto") == {"office/PER/orchard-keeper"}
    assert telling.event.who["Ana Soto"] == Part("participant", "office/PER/orchard-keeper", "state/PER")


def test_a_new_topic_is_what_the_article_and_its_event_are_about(extended: Mapper) -> None:
    telling = tell(extended, f"{_P} met {_C} in Lima on 3 May 2024 to talk about apple trees.")
    assert {short(topic) for topic in telling.extraction.topics} == {"orchards"}
    assert {short(topic) for topic in telling.extraction.events[0].topics} == {"orchards"}


def test_a_session_of_a_new_initiative_brings_its_parties(extended: Mapper) -> None:
    event = tell(
        extended, "The third session of the Orchard Dialogue took place in Lima on 3 May 2024."
    ).event
    assert (event.type, event.initiative, event.number) == ("dialogue-session", "Orchard Dialogue", 3)
    assert event.roles == {"Peru": "party", "Chile": "party"}


def test_a_new_agreement_is_signed(extended: Mapper) -> None:
    event = tell(extended, f"{_P} and {_C} signed the Orchard Charter in Lima on 3 May 2024.").event
    assert (event.type, event.signs) == ("signing", "Orchard Charter")


def test_a_new_word_for_a_role_gives_it(extended: Mapper, read: Callable[..., Telling]) -> None:
    text = f"{_P} wielded the gavel at the summit of Peru and Chile in Lima on 3 May 2024."
    assert tell(extended, text).event.roles["Elvira Quispe"] == "chair"
    assert all("Elvira Quispe" not in event.roles for event in read(text).events)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"The meeting between {_P} and {_C} was put on ice on 3 May 2024.", "postponed"),
        (f"The someday meeting between {_P} and {_C} drew crowds to Lima.", "possible"),
    ],
)
def test_a_new_word_for_a_status_gives_it(
    extended: Mapper, read: Callable[..., Telling], text: str, status: str
) -> None:
    assert tell(extended, text).event.status == status
    assert read(text).event.status == "occurred"


def test_a_new_word_for_a_tenure_status_gives_it(extended: Mapper, read: Callable[..., Telling]) -> None:
    text = "Peru's sometime foreign minister Elvira Quispe spoke in Lima."
    assert ("Elvira Quispe", "office/PER/foreign-minister", "former") in tell(extended, text).tenures
    assert ("Elvira Quispe", "office/PER/foreign-minister", "former") not in read(text).tenures


def test_a_new_word_for_speech_leads_to_its_speaker(extended: Mapper, read: Callable[..., Telling]) -> None:
    text = f'{_P} is here. "The harbour will open in spring and stay open for all," vouchsafed Elvira Quispe.'
    words = "The harbour will open in spring and stay open for all,"
    assert tell(extended, text).said_by("Elvira Quispe") == [words]
    assert read(text).said_by("Elvira Quispe") != [words]


def test_a_new_name_for_a_government_stands_for_its_state(extended: Mapper) -> None:
    event = tell(extended, "Pomona House recalled its ambassador to Chile on 3 May 2024.").event
    assert event.roles == {"Peru": "party"}


def test_the_pattern_of_an_entry_says_who_stands_where(extended: Mapper) -> None:
    event = tell(extended, f"{_P} handed the lamp to {_C} in Lima on 3 May 2024.").event
    assert (event.type, event.roles["Elvira Quispe"], event.roles["Rodrigo Larraín"]) == (
        "handover",
        "host",
        "guest",
    )
    passage = tell(extended, f"{_P} made a sail-past to Chile on 3 May 2024.").event
    assert (passage.type, passage.roles) == ("sail-past", {"Elvira Quispe": "visitor", "Chile": "host"})


def test_an_entry_that_asks_for_a_person_is_silent_about_things(extended: Mapper) -> None:
    assert tell(extended, f"{_P} handed the lamp to the museum in Lima on 3 May 2024.").events == []


def test_the_shipped_ontology_alone_knows_neither(read: Callable[..., Telling]) -> None:
    telling = read(_TEXT)
    assert telling.of_class("InternationalOrganisation") == {}
    assert all(event.type != "tree-planting" for event in telling.events)
