"""Lexicon and reference data as values, read from Turtle written here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import ConfigurationError
from kg.knowledge.dates import bounds
from kg.knowledge.facts import Facts
from kg.knowledge.knowledge import Knowledge, read_knowledge
from kg.knowledge.phrases import PhraseIndex
from kg.knowledge.world import KnownTenure, Title
from kg.model import MentionKind
from kg.store.turtle import DEFAULT_BASE, read_turtle, rebased
from kg.vocab import DIPL, EVENT_TYPE, LEXINFO, OFFICE_KIND, ROLE, TENURE_STATUS

_PREFIXES = """
@base <https://w3id.org/dipl/id/> .
@prefix dipl: <https://w3id.org/dipl#> .
@prefix etype: <https://w3id.org/dipl/event-type#> .
@prefix okind: <https://w3id.org/dipl/office-kind#> .
@prefix role: <https://w3id.org/dipl/role#> .
@prefix tstatus: <https://w3id.org/dipl/tenure-status#> .
@prefix lex: <https://w3id.org/dipl/lexicon#> .
@prefix topic: <https://w3id.org/dipl/topic#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

_LEXICON = """
etype:regatta a skos:Concept ; skos:prefLabel "regatta"@en ; skos:broader etype:meeting ;
    lex:realises dipl:Regatta .
dipl:Regatta rdfs:subClassOf dipl:Meeting .
dipl:Meeting rdfs:subClassOf dipl:DiplomaticEvent , <http://example.org/outside> .
lex:sail a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ; ontolex:denotes etype:regatta ;
    rdfs:label "sail against"@en , "segelt gegen"@de ; skos:altLabel "sailed against"@en ;
    lex:subjectRole role:host ; lex:objectRole role:guest .
lex:sometime a ontolex:LexicalEntry ; ontolex:denotes tstatus:former ; rdfs:label "Sometime"@en .
lex:talks-head a ontolex:LexicalEntry ; ontolex:denotes lex:InitiativeHead ; lex:realises etype:regatta ;
    rdfs:label "colloquium"@en .
lex:pact-head a ontolex:LexicalEntry ; ontolex:denotes lex:AgreementHead ; rdfs:label "compact"@en .
topic:boats a skos:Concept ; skos:prefLabel "boats"@en , "Boote"@de ; skos:hiddenLabel "yachts"@en .
"""

_WORLD = """
<state/FRE> a dipl:State ; skos:prefLabel "Fredonia"@en , "Fredonien"@de ; skos:altLabel "FRD"@en .
lex:fredonian a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:adjective ; rdfs:label "Fredonian"@en ;
    ontolex:denotes <state/FRE> .
lex:blue-hall a ontolex:LexicalEntry ; dcterms:type lex:Metonym ; rdfs:label "the Blue Hall"@en ;
    ontolex:denotes <state/FRE> .
<place/1> a schema:Place ; skos:prefLabel "Freeport"@en ; schema:addressCountry <state/FRE> ;
    schema:containedInPlace <place/2> ; lex:ambiguous true .
<place/2> a schema:Place ; skos:prefLabel "Fredonian Coast"@en .
<organisation/FRE-boats> a schema:GovernmentOrganization ; skos:prefLabel "Ministry of Boats"@en ;
    skos:altLabel "Ministerio de Botes"@es ; org:subOrganizationOf <state/FRE> ;
    lex:headedBy okind:boat-minister .
okind:boat-minister a skos:Concept ; skos:prefLabel "minister of boats"@en ;
    skos:altLabel "boat secretary"@en ; skos:broader okind:minister .
<office/FRE/first-oar> a dipl:Office ; dcterms:type okind:boat-minister ; org:postIn <state/FRE> ;
    skos:prefLabel "First Oar"@en ; lex:uniqueTitle "First Oar" .
<person/Q1> a foaf:Person ; foaf:name "Rufus T. Fairweather" ; skos:altLabel "Rufus Fairweather" .
<tenure/1> a dipl:Tenure ; org:member <person/Q1> ; dipl:heldOffice <office/FRE/first-oar> ;
    schema:startDate "2019-03"^^xsd:gYearMonth ; schema:endDate "2021"^^xsd:gYear .
<initiative/oars> a dipl:Initiative ; skos:prefLabel "Oars Forum"@en ; dipl:party <state/FRE> ;
    lex:realises etype:regatta .
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    file = tmp_path_factory.mktemp("turtle") / "small.ttl"
    file.write_text(_PREFIXES + _LEXICON + _WORLD, encoding="utf-8")
    return Facts(read_turtle([file]))


@pytest.fixture(scope="module")
def small(facts: Facts) -> Knowledge:
    return read_knowledge(facts, DEFAULT_BASE)


def _entries(index: PhraseIndex, words: str) -> tuple:  # type: ignore[type-arg]
    matches = list(index.find(index.prepared(words), 0, len(words)))
    whole = [m for m in matches if (m.start, m.end) == (0, len(words))]
    return whole[0].entries if whole else ()


def test_a_lexical_entry_becomes_a_cue_with_its_roles(small: Knowledge) -> None:
    for form in ("sail against", "Sailed Against"):
        (cue,) = _entries(small.lexicon.cues, form)
        assert cue.denotes == (EVENT_TYPE["regatta"],)
        assert cue.part_of_speech == LEXINFO["verb"] and cue.is_verb
        assert (cue.subject_role, cue.object_role, cue.companion_role) == (ROLE["host"], ROLE["guest"], None)


def test_forms_in_other_languages_are_no_cues(small: Knowledge) -> None:
    assert _entries(small.lexicon.cues, "segelt gegen") == ()


def test_words_for_a_thing_are_no_cues(small: Knowledge) -> None:
    assert _entries(small.lexicon.cues, "fredonian") == ()


def test_an_event_type_has_its_classes_label_and_broader_type(small: Knowledge) -> None:
    regatta = EVENT_TYPE["regatta"]
    assert small.lexicon.classes[regatta] == (DIPL["Regatta"], DIPL["Meeting"], DIPL["DiplomaticEvent"])
    assert small.lexicon.broader[regatta] == EVENT_TYPE["meeting"]
    assert small.lexicon.labels[regatta] == "regatta"


def test_status_words_and_heads_of_names_are_read(small: Knowledge) -> None:
    assert small.lexicon.tenure_words == {"sometime": TENURE_STATUS["former"]}
    assert small.lexicon.name_heads == {
        "colloquium": (MentionKind.INITIATIVE, EVENT_TYPE["regatta"]),
        "compact": (MentionKind.AGREEMENT, None),
    }


def test_topics_have_all_their_english_labels(small: Knowledge) -> None:
    boats = ("https://w3id.org/dipl/topic#boats",)
    assert _entries(small.lexicon.topics, "Boats") == _entries(small.lexicon.topics, "yachts") == boats
    assert _entries(small.lexicon.topics, "Boote") == ()


def test_a_state_is_named_by_name_adjective_and_metonym(small: Knowledge) -> None:
    state = f"{DEFAULT_BASE}state/FRE"
    kinds = {}
    for words in ("Fredonia", "FRD", "FREDONIA", "Fredonian", "Blue Hall"):
        (naming,) = _entries(small.world.names, words)
        assert naming.iri == state
        kinds[words] = naming.kind
    assert kinds["Fredonia"] is kinds["FRD"] is kinds["FREDONIA"] is MentionKind.STATE
    assert kinds["Fredonian"] is MentionKind.ADJECTIVE
    assert kinds["Blue Hall"] is MentionKind.METONYM
    assert _entries(small.world.names, "Fredonien") == ()


def test_a_place_knows_its_state_what_contains_it_and_whether_its_name_is_ambiguous(small: Knowledge) -> None:
    port = small.world.things[f"{DEFAULT_BASE}place/1"]
    assert (port.kind, port.label, port.state) == (MentionKind.PLACE, "Freeport", f"{DEFAULT_BASE}state/FRE")
    assert port.ambiguous and not small.world.things[f"{DEFAULT_BASE}place/2"].ambiguous
    assert small.world.within[port.iri] == (f"{DEFAULT_BASE}place/2",)


def test_a_ministry_belongs_to_its_state_and_is_found_by_the_office_that_heads_it(small: Knowledge) -> None:
    ministry, state = f"{DEFAULT_BASE}organisation/FRE-boats", f"{DEFAULT_BASE}state/FRE"
    assert small.world.things[ministry].state == small.world.things[ministry].parent == state
    assert small.world.ministries == {(state, OFFICE_KIND["boat-minister"]): ministry}
    (naming,) = _entries(small.world.names, "Ministerio de Botes")
    assert naming.iri == ministry


def test_titles_are_read_in_singular_and_plural_general_and_particular(small: Knowledge) -> None:
    kind, office = OFFICE_KIND["boat-minister"], f"{DEFAULT_BASE}office/FRE/first-oar"
    for words in ("minister of boats", "boat secretary"):
        assert _entries(small.world.titles, words) == (Title(kind),)
    for words in ("ministers of boats", "Boat Secretaries"):
        assert _entries(small.world.titles, words) == (Title(kind, plural=True),)
    assert _entries(small.world.titles, "first oar") == (Title(kind, office, True),)
    assert {"minister", "boats", "oar"} <= small.world.title_words


def test_a_tenure_covers_the_whole_month_and_year_it_names(small: Knowledge) -> None:
    person, office = f"{DEFAULT_BASE}person/Q1", f"{DEFAULT_BASE}office/FRE/first-oar"
    iri = f"{DEFAULT_BASE}tenure/1"
    tenure = KnownTenure(person, office, date(2019, 3, 1), date(2021, 12, 31), iri=iri)
    assert small.world.tenures_of == {person: (tenure,)}
    assert small.world.holders_of == {office: (tenure,)}
    assert small.world.offices_at[f"{DEFAULT_BASE}state/FRE"] == (small.world.offices[office],)
    assert small.world.person_names[person] == ("Rufus T. Fairweather", "Rufus Fairweather")


def test_an_initiative_has_parties_and_knows_what_its_editions_are(small: Knowledge) -> None:
    oars = small.world.things[f"{DEFAULT_BASE}initiative/oars"]
    assert oars.parties == (f"{DEFAULT_BASE}state/FRE",)
    assert oars.session_type == EVENT_TYPE["regatta"]


@pytest.mark.parametrize(
    ("lexical", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02-07", date(2023, 2, 7), date(2023, 2, 7)),
    ],
)
def test_a_date_covers_its_days(lexical: str, first: date, last: date) -> None:
    assert bounds(lexical) == (first, last)


def test_a_date_that_is_none() -> None:
    assert bounds(None) is None
    assert bounds("") is None
    with pytest.raises(ValueError, match="spring"):
        bounds("spring")


def test_facts_come_in_order_whatever_the_order_they_were_added_in(facts: Facts) -> None:
    triples = [("b", "p", "x"), ("a", "p", "x"), ("a", "q", "z"), ("a", "q", "y")]
    for given in (triples, list(reversed(triples))):
        index = Facts(given)
        assert index.subjects("p", "x") == ["a", "b"]
        assert index.iris("a", "q") == ["y", "z"] and index.iri("a", "q") == "y"
        assert index.iri("a", "none") is None and index.texts("a", "q") == []


def test_broken_turtle_is_refused_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text("<a> <b> ", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"broken\.ttl"):
        list(read_turtle([file]))


def test_data_iris_move_to_another_base_and_terms_of_the_ontology_do_not() -> None:
    triple = (f"{DEFAULT_BASE}state/FRE", DIPL["party"], f"{DEFAULT_BASE}state/ELB")
    (moved,) = rebased([triple], "https://kg.example.org/")
    assert moved == ("https://kg.example.org/state/FRE", DIPL["party"], "https://kg.example.org/state/ELB")
    assert list(rebased([triple], DEFAULT_BASE)) == [triple]
