"""The ontology: complete, documented in two languages, and the only source of ``dipl:`` terms."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Vocabulary
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

ROOT = Path(__file__).resolve().parent.parent.parent
ONTOLOGY = ROOT / "ontology"
CHECKER = ROOT.parent / "shared" / "tools" / "ontology_check.py"
DIPL = "https://w3id.org/dipl#"
LEX = "https://w3id.org/dipl/lexicon#"


def words(text: str) -> set[str]:
    return set(text.split())


CLASSES = words(
    """Mention State DiplomaticMission InternationalOrganisation Office Tenure DiplomaticEvent Meeting Summit
    DialogueSession Visit Call Negotiation Signing Appointment Participation Arrangement Initiative Pillar
    Agreement DiplomaticRelation PublicStatement Commitment ExtractionActivity"""
)
PROPERTIES = words(
    """participation participant participantRole onBehalfOf inCapacity sessionOf sessionNumber hasPillar party
    speaker addressee madeAt expressedIn heldOffice accreditedTo evidence confidence relationStatus signs
    beginsTenure contradicts"""
)
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "diplomacy.ttl")


def own(graph: Graph, *types: URIRef) -> set[str]:
    subjects = {str(s) for kind in types for s in graph.subjects(RDF.type, kind)}
    return {s.removeprefix(DIPL) for s in subjects if s.startswith(DIPL)}


def test_terms_are_those_of_the_model(ontology: Graph) -> None:
    assert own(ontology, OWL.Class) == CLASSES
    assert own(ontology, *PROPERTY_TYPES) == PROPERTIES


def test_terms_are_documented_in_english_and_spanish(ontology: Graph) -> None:
    for name in CLASSES | PROPERTIES:
        term = URIRef(DIPL + name)
        for predicate in (RDFS.label, SKOS.definition):
            languages = [getattr(text, "language", None) for text in ontology.objects(term, predicate)]
            assert sorted(map(str, languages)) == ["en", "es"], (name, predicate)
        assert (term, RDFS.isDefinedBy, URIRef("https://w3id.org/dipl")) in ontology


def test_there_are_no_blank_nodes(ontology: Graph) -> None:
    assert not [node for triple in ontology for node in triple if isinstance(node, BNode)]


def test_disjoint_classes_share_no_subclass(ontology: Graph) -> None:
    def below(term: object) -> set[object]:
        return set(ontology.transitive_subjects(RDFS.subClassOf, URIRef(str(term))))

    for one, other in ontology.subject_objects(OWL.disjointWith):
        assert not below(one) & below(other), (one, other)


def names_used(file: Path) -> set[str]:
    """Return the local names of ``dipl:`` terms in a Turtle, Python, SPARQL or Markdown file."""
    text = file.read_text(encoding="utf-8")
    found = set(re.findall(r"(?<![\w:.-])dipl:([A-Za-z]\w*)", text))
    found |= set(re.findall(r"\bDIPL\[[\"'](\w+)[\"']\]", text))
    return found | set(re.findall(re.escape(DIPL) + r"([A-Za-z]\w*)", text))


def files() -> list[Path]:
    folders = {
        "ontology": ("*.ttl", "*.md"),
        "shapes": ("*.ttl",),
        "kg": ("*.py",),
        "server": ("*.py", "*.html"),
    }
    return sorted(
        f for folder, kinds in folders.items() for kind in kinds for f in (ROOT / folder).rglob(kind)
    )


def test_only_declared_terms_are_used() -> None:
    undeclared = {str(f.relative_to(ROOT)): names_used(f) - CLASSES - PROPERTIES for f in files()}
    assert {file: names for file, names in undeclared.items() if names} == {}


def test_classes_that_event_types_realise_are_events(ontology: Graph) -> None:
    types = Graph().parse(ONTOLOGY / "schemes" / "event-types.ttl")
    events = set(ontology.transitive_subjects(RDFS.subClassOf, URIRef(DIPL + "DiplomaticEvent")))
    for concept in types.subjects(RDF.type, SKOS.Concept):
        realised = set(types.objects(concept, URIRef(LEX + "realises")))
        assert len(realised) == 1, concept
        assert realised <= events, concept


def test_lexicon_terms_are_documented() -> None:
    lexicon = Graph().parse(ONTOLOGY / "lexicon.ttl")
    terms = {
        s for kind in (*PROPERTY_TYPES, SKOS.Concept, RDFS.Datatype) for s in lexicon.subjects(RDF.type, kind)
    }
    assert URIRef(LEX + "realises") in terms
    assert URIRef(LEX + "Metonym") in terms
    for term in terms:
        assert str(term).startswith(LEX)
        texts = list(lexicon.objects(term, SKOS.definition))
        assert sorted(text.language or "" for text in texts if isinstance(text, Literal)) == ["en", "es"], (
            term
        )


def check_quality(*options: str) -> tuple[str, set[str]]:
    """Run the ontology checker; return what it printed and the checks that failed."""
    command = [sys.executable, str(CHECKER), str(ONTOLOGY / "diplomacy.ttl"), "--quiet", *options]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stdout, run.stderr
    return run.stdout, {line.split()[1] for line in run.stdout.splitlines() if line.startswith("FAIL")}


@pytest.mark.skipif(not CHECKER.is_file(), reason="the ontology checker is not beside this checkout")
def test_quality_checks_pass(vocabulary: Vocabulary, tmp_path: Path) -> None:
    """Outside terms are checked against the vocabularies as they are published."""
    names = ("bibo", "dcterms", "foaf", "oa", "org", "prov", "schema", "sem", "skos", "vann", "vs")
    files = [tmp_path / f"{name}.nt" for name in names]
    for file in files:
        vocabulary(file.stem).serialize(file, format="nt", encoding="utf-8")
    printed, failed = check_quality("--vocab", *map(str, files))
    assert failed == set(), printed
