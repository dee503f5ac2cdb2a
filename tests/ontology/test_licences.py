"""Every file of the ontology and the shapes says in its head that its licence is CC BY 4.0."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, URIRef

ROOT = Path(__file__).resolve().parents[2]
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
FILES = sorted(
    file.relative_to(ROOT)
    for folder in ("ontology", "shapes", "server/documentation")
    for file in (ROOT / folder).rglob("*.ttl")
)


def head(file: Path) -> str:
    """Return the comment lines that a file begins with."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    comments = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join(lines[:comments])


def test_all_kinds_of_files_are_here() -> None:
    names = {str(file) for file in FILES}
    assert {"ontology/diplomacy.ttl", "ontology/run.ttl", "shapes/shapes.ttl", "ontology/topics.ttl"} <= names
    assert {"ontology/reference/states.ttl", "ontology/lexicon/events.ttl"} <= names


@pytest.mark.parametrize("file", FILES, ids=str)
def test_the_head_names_the_licence(file: Path) -> None:
    assert "Licence: CC BY 4.0" in head(file), f"say so in the comment that {file} begins with"


@pytest.mark.parametrize("file", FILES, ids=str)
def test_what_is_declared_states_the_licence(file: Path) -> None:
    """A scheme with a hash IRI is part of the vocabulary that defines it, which states the licence."""
    if "a owl:Ontology" not in (text := (ROOT / file).read_text("utf-8")) and "ConceptScheme" not in text:
        return
    graph = Graph().parse(ROOT / file, format="turtle")
    headers = {*graph.subjects(RDF.type, OWL.Ontology), *graph.subjects(RDF.type, SKOS.ConceptScheme)}
    documents = {header for header in headers if "#" not in str(header)}
    assert documents, f"{file} declares schemes but no document that they are part of"
    for header in documents:
        assert list(graph.objects(header, DCTERMS.license)) == [LICENCE], header
    assert all(str(h).partition("#")[0] in set(map(str, documents)) for h in headers - documents)
