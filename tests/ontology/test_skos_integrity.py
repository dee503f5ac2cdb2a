"""The integrity conditions of the SKOS Reference (W3C, 18 August 2009), over all that ontology/ says.

Each test is named by the conditions it holds; those that only declare terms or entail triples have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Node, URIRef

ONTOLOGY = Path(__file__).resolve().parent.parent.parent / "ontology"
FOLDERS = ("schemes", "alignments")
FILES = [
    ONTOLOGY / "topics.ttl",
    ONTOLOGY / "lexicon.ttl",
    ONTOLOGY / "diplomacy.ttl",
    *sorted(file for folder in FOLDERS for file in (ONTOLOGY / folder).glob("*.ttl")),
]
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
NOTES = (SKOS.note, SKOS.changeNote, SKOS.definition, SKOS.editorialNote, SKOS.historyNote, SKOS.scopeNote)
RELATIONS = (SKOS.broader, SKOS.narrower, SKOS.related)
MAPPINGS = (SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = Graph()
    for file in FILES:
        graph.parse(file)
    return graph


def concepts(graph: Graph) -> Iterator[Node]:
    return iter(sorted(set(graph.subjects(RDF.type, SKOS.Concept)), key=str))


def above(graph: Graph, concept: Node) -> set[Node]:
    """Return what skos:broader and skos:broadMatch lead to, in any steps (S22, S24, S25, S41, S43)."""
    found: set[Node] = set()
    queue = [concept]
    while queue:
        current = queue.pop()
        wider = set(graph.objects(current, SKOS.broader)) | set(graph.objects(current, SKOS.broadMatch))
        wider |= set(graph.subjects(SKOS.narrower, current)) | set(graph.subjects(SKOS.narrowMatch, current))
        queue += wider - found
        found |= wider
    return found


def related(graph: Graph, concept: Node) -> set[Node]:
    """Return what skos:related and skos:relatedMatch join to a concept, either way (S23, S41, S44)."""
    both = (SKOS.related, SKOS.relatedMatch)
    return {o for p in both for o in graph.objects(concept, p)} | {
        s for p in both for s in graph.subjects(p, concept)
    }


def test_s9_s37_concepts_schemes_and_collections_are_different_things(graph: Graph) -> None:
    kinds = {kind: set(graph.subjects(RDF.type, kind)) for kind in (SKOS.ConceptScheme, SKOS.Collection)}
    assert kinds[SKOS.ConceptScheme]
    for members in kinds.values():
        assert not members & set(concepts(graph))
    assert not kinds[SKOS.ConceptScheme] & kinds[SKOS.Collection]


def test_s11_s12_labels_are_plain_literals_and_notes_are_texts(graph: Graph) -> None:
    labels = [label for predicate in LABELS for label in graph.objects(None, predicate)]
    assert labels
    for text in labels:
        assert isinstance(text, Literal)
        assert text.language, text
        assert str(text).strip() == str(text) != ""
    for text in (t for predicate in NOTES for t in graph.objects(None, predicate)):
        assert isinstance(text, Literal)
        assert text.language, text


def test_s13_no_label_of_a_concept_is_of_two_kinds(graph: Graph) -> None:
    for concept in concepts(graph):
        labels = [label for predicate in LABELS for label in graph.objects(concept, predicate)]
        assert len(labels) == len(set(labels)), concept


def test_s14_one_preferred_label_for_each_language(graph: Graph) -> None:
    for concept in concepts(graph):
        languages = [
            text.language for text in graph.objects(concept, SKOS.prefLabel) if isinstance(text, Literal)
        ]
        assert len(languages) == len(set(languages)), concept


def test_s19_s20_relations_join_concepts_of_one_scheme(graph: Graph) -> None:
    known = set(concepts(graph))
    for predicate in RELATIONS:
        for one, other in graph.subject_objects(predicate):
            assert {one, other} <= known, (one, predicate, other)
            assert set(graph.objects(one, SKOS.inScheme)) & set(graph.objects(other, SKOS.inScheme))


def test_s22_s24_nothing_is_broader_than_itself(graph: Graph) -> None:
    for concept in concepts(graph):
        assert concept not in above(graph, concept), concept


def test_s23_related_is_stated_both_ways_and_never_of_itself(graph: Graph) -> None:
    for one, other in graph.subject_objects(SKOS.related):
        assert (other, SKOS.related, one) in graph, (one, other)
        assert one != other


def test_s27_related_concepts_are_not_above_one_another(graph: Graph) -> None:
    for concept in concepts(graph):
        assert not related(graph, concept) & above(graph, concept), concept


def test_s20_s39_mappings_lead_to_terms_of_others(graph: Graph) -> None:
    for predicate in MAPPINGS:
        for one, other in graph.subject_objects(predicate):
            assert isinstance(other, URIRef)
            assert not str(other).startswith("https://w3id.org/dipl"), (one, predicate, other)


def test_s46_exact_matches_clash_with_no_other_mapping(graph: Graph) -> None:
    clashing = (SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
    for one, other in graph.subject_objects(SKOS.exactMatch):
        assert not [p for p in clashing if (one, p, other) in graph], (one, other)
    for one, other in graph.subject_objects(SKOS.broadMatch):
        assert (one, SKOS.narrowMatch, other) not in graph, (one, other)
        assert (one, SKOS.relatedMatch, other) not in graph, (one, other)


def test_every_concept_is_reached_from_a_top_concept(graph: Graph) -> None:
    for concept in concepts(graph):
        (scheme,) = set(graph.objects(concept, SKOS.inScheme))
        tops = set(graph.objects(scheme, SKOS.hasTopConcept))
        assert tops & {concept, *above(graph, concept)}, concept
