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
        visitor organiser party target""",
    ),
    "schemes/event-types.ttl": (
        vocab.EVENT_TYPE,
        """meeting summit dialogue-session bilateral-meeting visit call negotiation signing appointment
        statement plan-launch agreement-reached relations-established relations-severed sanction expulsion
        mediation withdrawal consultation aid protest""",
    ),
    "schemes/statuses.ttl": (vocab.STATUS, "occurred planned possible proposed cancelled"),
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
        furniture story-link author-role newsroom about-author update-stamp agency disclaimer""",
    ),
}
EVERY = [*SCHEMES, "topics.ttl"]
PLOVER_CODES = """AGREE CONSULT SUPPORT COOPERATE AID RETREAT REQUEST REJECT ACCUSE THREATEN PROTEST SANCTION
    MOBILIZE COERCE ASSAULT"""
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


def test_event_types_carry_plover_codes() -> None:
    graph, concepts = concepts_of("schemes/event-types.ttl")
    for concept in concepts:
        codes = {str(code) for code in graph.objects(concept, SKOS.notation)}
        assert len(codes) == 1, concept
        assert codes <= set(PLOVER_CODES.split()), concept


def test_statuses_are_schema_statuses() -> None:
    graph, concepts = concepts_of("schemes/statuses.ttl")
    assert set(graph.subjects(RDF.type, URIRef(vocab.SCHEMA["EventStatusType"]))) == set(concepts)


def test_topics_have_two_levels_and_signals() -> None:
    graph, concepts = concepts_of("topics.ttl")
    assert len(concepts) >= 80
    for concept in concepts:
        for above in graph.objects(concept, SKOS.broader):
            assert not list(graph.objects(above, SKOS.broader)), concept
        assert list(graph.objects(concept, SKOS.hiddenLabel)), concept


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
