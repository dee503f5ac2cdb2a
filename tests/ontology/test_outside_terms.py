"""Terms of other vocabularies exist there: in the ontology's files, the shapes and the graphs written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conftest import ROOT, Vocabulary
from rdflib import Graph, URIRef

from kg.gate.data_graph import make_data_graph
from kg.store.rdf_files import read_graphs

NAMESPACES = {
    "http://purl.org/dc/terms/": "dcterms",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://www.w3.org/ns/oa#": "oa",
    "http://www.w3.org/ns/org#": "org",
    "http://www.w3.org/ns/prov#": "prov",
    "https://schema.org/": "schema",
    "http://semanticweb.cs.vu.nl/2009/11/sem/": "sem",
    "http://www.w3.org/ns/shacl#": "sh",
    "http://www.w3.org/2004/02/skos/core#": "skos",
    "http://purl.org/vocab/vann/": "vann",
    "http://www.w3.org/2003/06/sw-vocab-status/ns#": "vs",
}
WRITTEN = ROOT / "tests" / "pipeline" / "expected.nq"


def graphs() -> Iterator[tuple[Path, Graph]]:
    for folder in ("ontology", "shapes"):
        for file in sorted((ROOT / folder).rglob("*.ttl")):
            yield file, Graph().parse(file)
    for triples in read_graphs(WRITTEN).values():
        yield WRITTEN, make_data_graph(triples)


def terms_used(graph: Graph) -> set[URIRef]:
    return {term for triple in graph for term in triple if isinstance(term, URIRef)}


def test_every_outside_term_is_published(vocabulary: Vocabulary) -> None:
    unknown: dict[URIRef, str] = {}
    seen: set[str] = set()
    for file, graph in graphs():
        for term in terms_used(graph):
            namespace = next((n for n in NAMESPACES if term.startswith(n) and term != URIRef(n)), None)
            if namespace is None:
                continue
            seen.add(NAMESPACES[namespace])
            published = vocabulary(NAMESPACES[namespace])
            # The vocabulary for schema.org is written with http, which its makers hold for the same.
            names = {term, URIRef(term.replace("https://schema.org/", "http://schema.org/"))}
            if not any((name, None, None) in published for name in names):
                unknown[term] = str(file.relative_to(ROOT))
    assert unknown == {}
    assert seen == set(NAMESPACES.values())
