"""The ontology, the shapes and the code name exactly the same terms, and none that is not declared."""

from __future__ import annotations

import re
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef

from kg.vocab import PREFIXES
from tests.shapes.faults import PROFILES, SHAPES_FOLDER, shapes_of

ROOT = Path(__file__).resolve().parent.parent.parent
DIPL = "https://w3id.org/dipl#"
SHAPE = "https://w3id.org/dipl/shapes#"
OURS = "https://w3id.org/dipl"
DATA = "https://w3id.org/dipl/id/"

# Terms of the ontology that no graph holds.
NOT_WRITTEN = {
    "Arrangement": "what initiatives, agreements and relations have in common; graphs name the kind",
}
# Namespaces and documents of ours that are no terms.
DOCUMENTS = re.compile(rf"{OURS}(/[a-z-]+)*(/\d+\.\d+\.\d+(/[a-z-]+)*)?#?")


def declared() -> set[str]:
    """Return all terms that the ontology, its schemes and the shapes declare."""
    graph = Graph()
    for file in (ROOT / "ontology").rglob("*.ttl"):
        if file.parent.name != "reference":
            graph.parse(file)
    return {str(term) for term in graph.subjects() if isinstance(term, URIRef)}


def ontology_terms() -> set[str]:
    graph = Graph().parse(ROOT / "ontology" / "diplomacy.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = {str(term) for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return {term.removeprefix(DIPL) for term in terms if term.startswith(DIPL)}


def shapes_graph() -> Graph:
    whole = Graph()
    for profile in PROFILES:
        whole += shapes_of(profile)
    return whole


def in_shapes(base: str) -> set[str]:
    """Return the IRIs below a base that the shapes name, also inside their queries."""
    graph = shapes_graph()
    iris = {str(node) for triple in graph for node in triple if isinstance(node, URIRef)}
    texts = [str(query) for query in graph.objects(None, SH.select)]
    texts += [file.read_text("utf-8") for file in SHAPES_FOLDER.glob("dataset/*.ttl")]
    for prefix, local in re.findall(r"\b(\w+):([A-Za-z][\w-]*)", " ".join(texts)):
        iris.add(PREFIXES.get(prefix, "") + local)
    return {iri for iri in iris if iri.startswith(base)}


def in_code() -> set[str]:
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "kg").rglob("*.py"))
    return set(re.findall(r"""DIPL\["(\w+)"\]""", code)) | set(re.findall(r"\bdipl:(\w+)", code))


def test_each_term_of_the_ontology_is_in_the_shapes() -> None:
    named = {iri.removeprefix(DIPL) for iri in in_shapes(DIPL)}
    assert ontology_terms() - set(NOT_WRITTEN) == named


def test_each_term_of_the_ontology_is_in_the_code() -> None:
    lexicon = "\n".join(f.read_text("utf-8") for f in (ROOT / "ontology" / "schemes").glob("*.ttl"))
    realised = set(
        re.findall(r"lex:realises dipl:(\w+)", lexicon)
    )  # classes that the domain files give to events
    assert ontology_terms() - set(NOT_WRITTEN) == (in_code() | realised) - set(NOT_WRITTEN)


def test_no_term_of_ours_is_undeclared() -> None:
    known = declared() | {str(shape) for shape in shapes_graph().subjects() if isinstance(shape, URIRef)}
    own = {iri for iri in in_shapes(OURS) if not iri.startswith((DATA, SHAPE + "dataset-"))}
    assert {iri for iri in own - known if not DOCUMENTS.fullmatch(iri)} == set()


def test_terms_of_others_are_declared_to_be_used() -> None:
    """Outside terms in the shapes are among those that the graphs of articles or reference data hold."""
    held = Graph()
    for file in (
        *(ROOT / "tests" / "shapes" / "conforming").rglob("*.ttl"),
        *(ROOT / "ontology").rglob("*.ttl"),
    ):
        held.parse(file)
    used = {str(p) for p in held.predicates()} | {str(c) for c in held.objects(None, RDF.type)}
    graph = shapes_graph()
    paths = {str(o) for o in graph.objects(None, SH.path) if isinstance(o, URIRef)}
    classes = {str(o) for p in (SH["class"], SH.targetClass) for o in graph.objects(None, p)}
    targets = {str(o) for p in (SH.targetSubjectsOf, SH.targetObjectsOf) for o in graph.objects(None, p)}
    assert (paths | classes | targets) <= used
    assert str(SKOS.prefLabel) in paths
    assert str(RDFS.label) in paths
