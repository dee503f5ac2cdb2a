"""The lexicon: every entry has forms with a language, a part of speech, a pattern, and a thing it denotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, Literal, Node, URIRef

from kg import vocab
from kg.knowledge.facts import Facts
from kg.store.turtle import read_turtle

ONTOLOGY = Path(__file__).resolve().parent.parent.parent / "ontology"
LEX, ONTOLEX, LEXINFO = vocab.LEX, vocab.ONTOLEX, vocab.LEXINFO
DENOTES, PART_OF_SPEECH = URIRef(ONTOLEX["denotes"]), URIRef(LEXINFO["partOfSpeech"])
PATTERN = [URIRef(LEX[name]) for name in ("subjectRole", "objectRole", "companionRole", "placeRole")]
PARTS_OF_SPEECH = {
    URIRef(LEXINFO[name])
    for name in ("adjective", "adverb", "auxiliary", "noun", "preposition", "properNoun", "verb")
}
PAGE_LANGUAGES = ("de", "fr", "it", "pt")  # of the frame that a site puts around an English article
# By what an entry denotes: the parts of speech under which extraction reads it.
READ_AS: dict[str, set[str]] = {
    vocab.EVENT_TYPE: {"verb", "noun"},
    vocab.ROLE: {"verb"},
    vocab.STATUS: {"auxiliary", "verb", "noun", "adjective"},
    vocab.TENURE_STATUS: {"adjective"},
    vocab.STATEMENT_TYPE: {"verb"},
}


@pytest.fixture(scope="module")
def entries() -> Graph:
    graph = Graph()
    for file in sorted((ONTOLOGY / "lexicon").glob("*.ttl")):
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def everything() -> Facts:
    return Facts(read_turtle(sorted(ONTOLOGY.rglob("*.ttl"))))


def all_entries(graph: Graph) -> list[Node]:
    found = sorted(set(graph.subjects(RDF.type, URIRef(ONTOLEX["LexicalEntry"]))), key=str)
    assert len(found) > 800
    return found


def denoting(graph: Graph, namespace: str) -> list[Node]:
    found = [
        e for e in all_entries(graph) if any(str(c).startswith(namespace) for c in graph.objects(e, DENOTES))
    ]
    assert found, namespace
    return found


def test_every_entry_has_one_form_and_variants_each_with_its_language(entries: Graph) -> None:
    for entry in all_entries(entries):
        forms = [form for p in (RDFS.label, SKOS.altLabel) for form in entries.objects(entry, p)]
        furniture = any(str(c).startswith(vocab.PAGE) for c in entries.objects(entry, DENOTES))
        assert len(list(entries.objects(entry, RDFS.label))) == 1, entry
        assert len(forms) == len(set(forms)), entry
        for form in forms:
            assert isinstance(form, Literal)
            assert form.language in ("en", "es") or (furniture and form.language in PAGE_LANGUAGES), form
            assert str(form) == str(form).strip() != ""


def test_every_entry_has_one_part_of_speech(entries: Graph) -> None:
    for entry in all_entries(entries):
        found = set(entries.objects(entry, PART_OF_SPEECH))
        assert len(found) == 1, entry
        assert found <= PARTS_OF_SPEECH, entry


def test_what_an_entry_denotes_exists(entries: Graph, everything: Facts) -> None:
    for entry in all_entries(entries):
        denoted = set(entries.objects(entry, DENOTES))
        assert denoted, entry
        for concept in denoted:
            assert everything.iris(str(concept), vocab.RDF["type"]), (entry, concept)


def test_terms_of_the_lexicon_are_declared(entries: Graph) -> None:
    vocabulary = Graph().parse(ONTOLOGY / "lexicon.ttl")
    for predicate in set(entries.predicates()):
        if str(predicate).startswith(LEX):
            assert list(vocabulary.objects(predicate, SKOS.definition)), predicate
    for kind in entries.objects(None, DCTERMS.type):
        assert (kind, RDF.type, SKOS.Concept) in vocabulary


@pytest.mark.parametrize("namespace", READ_AS)
def test_a_cue_has_a_part_of_speech_that_extraction_reads(entries: Graph, namespace: str) -> None:
    for entry in denoting(entries, namespace):
        part = str(entries.value(entry, PART_OF_SPEECH)).removeprefix(LEXINFO)
        assert part in READ_AS[namespace], entry


def test_words_for_events_say_who_stands_where(entries: Graph, everything: Facts) -> None:
    for entry in denoting(entries, vocab.EVENT_TYPE):
        roles = [role for predicate in PATTERN for role in entries.objects(entry, predicate)]
        assert roles, entry
        for role in roles:
            assert str(role).startswith(vocab.ROLE)
            assert vocab.SKOS["Concept"] in everything.iris(str(role), vocab.RDF["type"]), (entry, role)


def test_words_for_roles_give_the_role_they_denote_to_their_subject(entries: Graph) -> None:
    for entry in denoting(entries, vocab.ROLE):
        (role,) = entries.objects(entry, DENOTES)
        assert (entry, URIRef(LEX["subjectRole"]), role) in entries, entry


def test_an_object_class_goes_with_an_object_role(entries: Graph, everything: Facts) -> None:
    found = set(entries.subjects(URIRef(LEX["objectClass"]), None))
    assert found
    for entry in found:
        assert list(entries.objects(entry, URIRef(LEX["objectRole"]))), entry
        (wanted,) = entries.objects(entry, URIRef(LEX["objectClass"]))
        assert everything.subjects(vocab.RDF["type"], str(wanted)), wanted


def test_a_companion_class_goes_with_a_companion_role(entries: Graph) -> None:
    found = set(entries.subjects(URIRef(LEX["companionClass"]), None))
    assert found
    assert all(list(entries.objects(entry, URIRef(LEX["companionRole"]))) for entry in found)


def test_words_of_pages_have_a_position(entries: Graph) -> None:
    for entry in denoting(entries, vocab.PAGE):
        assert len(list(entries.objects(entry, URIRef(LEX["position"])))) == 1, entry


def test_every_status_and_every_word_kind_has_words(entries: Graph, everything: Facts) -> None:
    denoted = {str(concept) for concept in entries.objects(None, DENOTES)}
    kinds = set(everything.subjects(vocab.SKOS["inScheme"], LEX["wordKinds"]))
    assert len(kinds) >= 14
    assert kinds - denoted == set()
    statuses = set(everything.subjects(vocab.SKOS["inScheme"], vocab.STATUS.rstrip("#")))
    assert statuses - denoted == {vocab.STATUS["occurred"]}  # told by the tense of the verb


def test_a_form_of_one_language_and_part_of_speech_signals_one_thing(entries: Graph) -> None:
    """Apart from names that several states share, and words whose neighbours decide."""
    owners: dict[tuple[str, str], set[Node]] = defaultdict(set)
    for namespace in (vocab.EVENT_TYPE, vocab.STATUS, vocab.TENURE_STATUS):
        for entry in denoting(entries, namespace):
            if (entry, DCTERMS.type, URIRef(LEX["Act"])) in entries:
                continue  # its complement tells what the verb means
            for form in (f for p in (RDFS.label, SKOS.altLabel) for f in entries.objects(entry, p)):
                part = str(entries.value(entry, PART_OF_SPEECH))
                owners[str(form).casefold(), part] |= set(entries.objects(entry, DENOTES))
    shared = {form: found for form, found in owners.items() if len(found) > 1}
    assert shared == {}
    assert Counter(part for _, part in owners)[LEXINFO["verb"]] > 100
