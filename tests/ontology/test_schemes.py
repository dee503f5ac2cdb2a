"""The concept schemes: every concept the service relies on, labelled so that words lead to one concept."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, BNode, Graph, Literal, Node, URIRef

from kg import vocab

ONTOLOGY = Path(__file__).resolve().parent.parent.parent / "ontology"

SCHEMES: dict[str, tuple[str, str]] = {
    "schemes/roles.ttl": (
        vocab.ROLE,
        """participant chair co-chair host guest attendee speaker signatory mediator appointee appointer
        visitor organiser party target people territory""",
    ),
    "schemes/event-types.ttl": (
        vocab.EVENT_TYPE,
        """meeting summit dialogue-session bilateral-meeting visit call negotiation signing appointment
        statement plan-launch agreement-reached relations-established relations-severed sanction
        expulsion
        mediation withdrawal consultation aid protest pledge offer acceptance endorsement apology cooperation
        joint-exercise asylum-grant concession sanctions-relief access-grant release ceasefire
        troop-withdrawal request accusation condemnation legal-action investigation rejection veto threat
        demonstration suspension arrest seizure restriction mobilisation armed-attack abduction assassination
        ill-treatment resignation""",
    ),
    "schemes/statuses.ttl": (vocab.STATUS, "occurred planned possible proposed postponed cancelled"),
    "schemes/tenure-statuses.ttl": (vocab.TENURE_STATUS, "current former acting designate"),
    "schemes/statement-types.ttl": (vocab.STATEMENT_TYPE, "direct reported"),
    "schemes/relation-statuses.ttl": (
        "https://w3id.org/dipl/relation-status#",
        "established restored downgraded suspended severed",
    ),
    "schemes/office-kinds.ttl": (
        vocab.OFFICE_KIND,
        """head-of-state head-of-government president prime-minister vice-president deputy-prime-minister
        monarch chancellor foreign-minister deputy-foreign-minister defence-minister trade-minister
        economy-minister finance-minister interior-minister homeland-security-minister justice-minister
        commerce-minister energy-minister environment-minister agriculture-minister health-minister
        education-minister trade-representative national-security-adviser
        ambassador permanent-representative charge-d-affaires consul special-envoy
        spokesperson press-secretary secretary-general commissioner commission-president
        council-president high-representative director-general legislator speaker-of-parliament
        governor mayor minister deputy-minister official head-of-department negotiator climate-envoy""",
    ),
    "schemes/page-parts.ttl": (
        vocab.PAGE,
        """related-stories navigation sharing comments subscription advertising byline stamp credit template
        furniture story-link about-author author-role newsroom update-stamp agency disclaimer""",
    ),
    "schemes/merge-grounds.ttl": (
        vocab.MERGE_GROUND,
        """same-days same-month same-year news-of-the-day same-edition known-edition same-number same-series
        same-agreement same-parties same-persons same-person same-place same-kind fitting-name same-office
        same-state same-name""",
    ),
}
EVERY = [*SCHEMES, "topics.ttl"]
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)


def concepts_of(file: str) -> tuple[Graph, list[Node]]:
    graph = Graph().parse(ONTOLOGY / file)
    return graph, sorted(graph.subjects(RDF.type, SKOS.Concept), key=str)


@pytest.mark.parametrize("file", SCHEMES)
def test_concepts_are_those_relied_on(file: str) -> None:
    namespace, names = SCHEMES[file]
    _, concepts = concepts_of(file)
    found = {str(concept).removeprefix(namespace) for concept in concepts}
    assert found >= set(names.split())
    # Researchers add event types and office kinds; the code names every concept of the other schemes.
    if file not in ("schemes/event-types.ttl", "schemes/office-kinds.ttl"):
        assert found == set(names.split())


@pytest.mark.parametrize("file", EVERY)
def test_concepts_are_described_in_english_and_spanish(file: str) -> None:
    graph, concepts = concepts_of(file)
    text = SKOS.scopeNote if file == "topics.ttl" else SKOS.definition
    for concept in concepts:
        for predicate in (SKOS.prefLabel, text):
            values = [v for v in graph.objects(concept, predicate) if isinstance(v, Literal)]
            assert sorted(value.language or "" for value in values) == ["en", "es"], (concept, predicate)


@pytest.mark.parametrize("file", EVERY)
def test_a_label_leads_to_one_concept(file: str) -> None:
    graph, concepts = concepts_of(file)
    owners: dict[tuple[str, str | None], set[Node]] = defaultdict(set)
    for concept in concepts:
        for predicate in LABELS:
            for label in graph.objects(concept, predicate):
                assert isinstance(label, Literal)
                assert label.language in ("en", "es")
                assert str(label) == str(label).strip() != ""
                owners[str(label).casefold(), label.language].add(concept)
    assert {label: found for label, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize("file", EVERY)
def test_no_label_of_a_concept_is_of_two_kinds(file: str) -> None:
    graph, concepts = concepts_of(file)
    for concept in concepts:
        labels = [label for predicate in LABELS for label in graph.objects(concept, predicate)]
        assert len(labels) == len(set(labels)), concept


@pytest.mark.parametrize("file", EVERY)
def test_schemes_are_whole(file: str) -> None:
    graph, concepts = concepts_of(file)
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    assert graph.value(scheme, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    for concept in concepts:
        assert str(concept).startswith(f"{scheme}#")
        assert (concept, SKOS.inScheme, scheme) in graph
        broader = set(graph.objects(concept, SKOS.broader))
        is_top = (scheme, SKOS.hasTopConcept, concept) in graph
        assert is_top == ((concept, SKOS.topConceptOf, scheme) in graph)
        assert is_top != bool(broader), concept
        assert broader <= set(concepts)
        assert concept not in set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


def test_statuses_are_schema_statuses() -> None:
    graph, concepts = concepts_of("schemes/statuses.ttl")
    assert set(graph.subjects(RDF.type, URIRef(vocab.SCHEMA["EventStatusType"]))) == set(concepts)


def test_topics_have_at_most_three_levels_and_words_to_find_them_by() -> None:
    graph, concepts = concepts_of("topics.ttl")
    assert 80 <= len(concepts) <= 150
    for concept in concepts:
        above = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        assert len(above) <= 2, concept
        synonyms = [v for v in graph.objects(concept, SKOS.altLabel) if isinstance(v, Literal)]
        assert {value.language for value in synonyms} == {"en", "es"}, concept
        signals = [v for v in graph.objects(concept, SKOS.hiddenLabel) if isinstance(v, Literal)]
        assert {value.language for value in signals} <= {"en"}, concept


@pytest.mark.parametrize(
    "subject",
    """trade-and-economy supply-chains investment migration refugees-and-asylum border-security
    security-cooperation organised-crime drug-trafficking terrorism cybersecurity water climate-change
    environmental-protection oceans energy public-health human-rights democracy-and-elections
    economic-sanctions arms-control nuclear-issues peacekeeping mediation consular-affairs diaspora culture
    education-exchange science-and-technology space-policy digital-policy development-cooperation
    humanitarian-aid international-finance sovereign-debt agriculture food-security labour transport tourism
    treaties territorial-disputes recognition protocol multilateral-reform""".split(),
)
def test_the_fields_of_diplomacy_are_topics(subject: str) -> None:
    _, concepts = concepts_of("topics.ttl")
    assert URIRef(vocab.TOPIC[subject]) in concepts


@pytest.mark.parametrize(
    ("wording", "kind"),
    [
        ("foreign minister", "foreign-minister"),
        ("minister of foreign affairs", "foreign-minister"),
        ("minister for foreign affairs", "foreign-minister"),
        ("external affairs minister", "foreign-minister"),
        ("secretary of foreign affairs", "foreign-minister"),
        ("foreign secretary", "foreign-minister"),
        ("top diplomat", "foreign-minister"),
        ("minister of state for foreign affairs", "deputy-foreign-minister"),
        ("trade minister", "trade-minister"),
        ("minister of economy", "economy-minister"),
        ("economy secretary", "economy-minister"),
        ("chancellor of the exchequer", "finance-minister"),
        ("chargé d'affaires", "charge-d-affaires"),
        ("foreign ministers", "foreign-minister"),
        ("secretaries-general", "secretary-general"),
    ],
)
def test_wordings_of_offices(wording: str, kind: str) -> None:
    graph, concepts = concepts_of("schemes/office-kinds.ttl")
    label = Literal(wording, lang="en")
    found = {c for c in concepts for predicate in LABELS if (c, predicate, label) in graph}
    assert found == {URIRef(vocab.OFFICE_KIND[kind])}


def test_titles_of_one_state_are_not_kinds() -> None:
    graph, _ = concepts_of("schemes/office-kinds.ttl")
    assert not [s for p in LABELS for s in graph.subjects(p, Literal("secretary of state", lang="en"))]
