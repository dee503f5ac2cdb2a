"""Every IRI below https://w3id.org/dipl that the data names has an address, in every form."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import BROWSER
from flask.testing import FlaskClient
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import BNode, Node

from kg.knowledge.facts import Text
from server.documentation.vocabularies import Vocabularies, from_triples, path_of
from server.negotiation import SUFFIXES

# rdflib itself uses what it calls deprecated when it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

ROOT = Path(__file__).resolve().parents[2]
NAME = "https://w3id.org/dipl"
PARSERS = {"turtle": "turtle", "jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt"}
TYPES = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "ntriples": "application/n-triples",
    "html": "text/html",
}


def named_iris(client: FlaskClient) -> set[str]:
    """Return the IRIs below the name in the graphs of ontology and shapes, data IRIs aside."""
    query = f"""SELECT DISTINCT ?x FROM <{NAME}/id/graph/ontology> FROM <{NAME}/id/graph/shapes> {{
      {{ ?x ?p ?o }} UNION {{ ?s ?x ?o }} UNION {{ ?s ?p ?x }}
      FILTER(ISIRI(?x) && STRSTARTS(STR(?x), "{NAME}") && !STRSTARTS(STR(?x), "{NAME}/id/")) }}"""
    answer = client.get("/sparql", query_string={"query": query, "format": "csv"})
    return set(answer.text.split()[1:])


def value_of(term: Node) -> str:
    """Return a term as text; 1 and 1.0 are the same decimal."""
    value = term.toPython() if isinstance(term, Literal) else None
    return str(value.normalize()) if isinstance(value, Decimal) else term.n3()


def told_by(graph: Graph) -> set[tuple[str, str, str]]:
    """Return the triples of a graph with lists, its only blank nodes, in place of their cells."""
    told = set()
    for s, p, o in graph:
        if not isinstance(s, BNode):
            members = Collection(graph, o) if isinstance(o, BNode) else [o]
            told.add((str(s), str(p), " ".join(map(value_of, members))))
    return told


def test_accept_suffix_and_parameter_agree(published: FlaskClient, known: Vocabularies) -> None:
    assert len(known.documents) >= 12
    for vocabulary in known.documents:
        triples = published.get(f"/{vocabulary.path}.nt").data
        large = triples.count(b"\n") > 5000  # the lexicon: rdflib takes seconds, and reads it in test_fair
        expected = set() if large else told_by(Graph().parse(data=triples, format="nt"))
        assert large or expected
        for suffix, name in SUFFIXES.items():
            by_accept = published.get(f"/{vocabulary.path}", headers={"Accept": TYPES[name]})
            by_suffix = published.get(f"/{vocabulary.path}.{suffix}", headers={"Accept": "image/png"})
            by_parameter = published.get(f"/{vocabulary.path}", query_string={"format": name})
            answers = (by_accept, by_suffix, by_parameter)
            assert {a.mimetype for a in answers} == {TYPES[name]}
            assert {a.headers["Content-Location"] for a in answers} == {f"/{vocabulary.path}.{suffix}"}
            if name != "html":
                assert by_accept.data == by_suffix.data == by_parameter.data
                if not large:
                    found = Graph().parse(data=by_accept.data, format=PARSERS[name])
                    assert told_by(found) == expected


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("*/*", "turtle"),
        (BROWSER, "html"),
        ("text/html;q=0.3, application/rdf+xml;q=0.4", "rdfxml"),
        ("application/n-triples, */*;q=0.1", "ntriples"),
        ("application/ld+json;q=0.9, text/turtle;q=0.8, text/html", "html"),
    ],
)
@pytest.mark.parametrize("path", ["/ontology", "/0.1.0", "/shapes/0.1.0", "/topic", "/event-type"])
def test_weights(published: FlaskClient, path: str, accept: str, name: str) -> None:
    response = published.get(path, headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, TYPES[name])


def test_every_named_iri_answers_by_the_rule(published: FlaskClient) -> None:
    iris = named_iris(published)
    assert {NAME, f"{NAME}/topic", f"{NAME}/shapes/0.1.0", f"{NAME}/contributors"} <= iris
    assert len(iris) > 1000
    pages: dict[str, set[str]] = {}
    for iri in sorted(iris):
        path = path_of(iri)
        assert path == (iri.partition("#")[0].removeprefix(f"{NAME}/") if "/dipl/" in iri else "ontology")
        if path not in pages:
            page = published.get(f"/{path}", headers={"Accept": BROWSER})
            assert (page.status_code, page.mimetype) == (200, "text/html"), iri
            assert published.get(f"/{path}").mimetype == "text/turtle"
            pages[path] = set(re.findall(r'\bid="([^"]+)"', page.text))
        if "#" in iri:
            assert iri.partition("#")[2] in pages[path], f"{iri} has no anchor on /{path}"


def test_nothing_is_lost_between_the_graphs_and_the_documents(known: Vocabularies) -> None:
    told = {triple for vocabulary in known.documents for triple in vocabulary.graph}
    lost = [triple for triple in known.everything if triple not in told]
    assert len(told) > 10_000 and not lost, lost[:3]


def test_turtle_is_readable(published: FlaskClient) -> None:
    ontology = published.get("/ontology.ttl").text
    first, second = ontology.split("\n\n")[:2]
    assert all(line.startswith("@prefix ") for line in first.splitlines())
    assert second.startswith(f"<{NAME}> a owl:Ontology ;")
    blocks = [block.split(" ", 1)[0] for block in ontology.split("\n\n")[1:]]
    assert len(blocks) == len(set(blocks)), "a subject stands in one block"
    assert blocks.index("dipl:Visit") < blocks.index("dipl:accreditedTo") < blocks.index("foaf:Agent")
    shapes = published.get("/shapes.ttl").text
    assert "@prefix ns1:" not in ontology + shapes + published.get("/lexicon.ttl").text
    assert "genid" not in shapes
    assert "sh:path ( dipl:participation dipl:participant )" in shapes
    assert 'sh:select """\nSELECT $this' in shapes


def test_lists_come_back_as_lists(published: FlaskClient) -> None:
    graph = Graph().parse(data=published.get("/shapes.nt").data, format="nt")
    lists = list(graph.objects(None, SH["or"]))
    assert lists and all(isinstance(cell, BNode) and (cell, RDF.first, None) in graph for cell in lists)


def test_the_ontology_is_the_ontology_alone(published: FlaskClient) -> None:
    graph = Graph().parse(data=published.get("/ontology.ttl").data, format="turtle")
    own = {s for s in graph.subjects() if str(s).startswith(NAME)}
    assert {str(s).partition("#")[0] for s in own} == {NAME, f"{NAME}/contributors"}


@pytest.mark.parametrize("path", ["/9.9.9", "/shapes/3.0", "/topic/7.1.2", "/9.9.9.ttl"])
def test_unknown_versions_name_the_known_ones(published: FlaskClient, path: str) -> None:
    response = published.get(path)
    assert response.status_code == 404
    known = {"/9": "/0.1.0", "/s": "/shapes/0.1.0", "/t": "/topic/0.1.0"}[path[:2]]
    assert known in response.get_json(force=True)["detail"]


@pytest.mark.parametrize("path", ["/nothing", "/shapes/nothing", "/nothing/1.0", "/topic%3Cx", "/ontology/x"])
def test_other_paths_are_not_found(published: FlaskClient, path: str) -> None:
    assert published.get(path).status_code == 404


def test_a_version_is_the_current_document(published: FlaskClient) -> None:
    for path, version in (("/ontology", "/0.1.0"), ("/shapes", "/shapes/0.1.0")):
        assert published.get(f"{path}.ttl").data == published.get(f"{version}.ttl").data
        links = published.get(version).headers.getlist("Link")
        assert f'<{NAME}{version}>; rel="canonical"' in links
        assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in links


def test_other_names_redirect(published: FlaskClient) -> None:
    assert published.get("/topic/").headers["Location"] == "/topic"
    for suffix in ("", ".ttl"):
        response = published.get(f"/topics{suffix}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/topic{suffix}")


def test_a_term_leads_to_its_documentation(published: FlaskClient) -> None:
    for iri, address in (
        (f"{NAME}#Meeting", "/ontology#Meeting"),
        (f"{NAME}/topic#energy", "/topic#energy"),
        (f"{NAME}/shapes#Event-label", "/shapes#Event-label"),
    ):
        page = published.get("/concept", query_string={"iri": iri}, headers={"Accept": BROWSER}).text
        assert f'href="{address}"' in page
    page = published.get("/id/state/XNL", headers={"Accept": BROWSER}).text
    assert "Its documentation" not in page


def test_the_list_of_vocabularies(published: FlaskClient, known: Vocabularies) -> None:
    page = published.get("/vocabularies").text
    assert all(f'href="/{v.path}"' in page and f'href="/{v.path}.ttl"' in page for v in known.documents)


def test_a_new_scheme_is_published_without_code() -> None:
    scheme, concept, skos = f"{NAME}/weather", f"{NAME}/weather#fog", "http://www.w3.org/2004/02/skos/core#"
    english = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    found = from_triples(
        [
            (scheme, str(RDF.type), f"{skos}ConceptScheme"),
            (concept, str(RDF.type), f"{skos}Concept"),
            (concept, f"{skos}prefLabel", Text("fog", "en", english)),
        ],
        [],
    )
    vocabulary = found.at("weather")
    assert vocabulary is not None and vocabulary.terms() == [URIRef(concept)]


def test_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib; from kg.resources import ontology_folder as o, shapes_folder as s;"
        "from kg.store.turtle import read_turtle; from server.documentation.turtle import published;"
        "from server.documentation.vocabularies import from_triples;"
        "known = from_triples(read_turtle([o() / 'diplomacy.ttl']), read_turtle(sorted(s().glob('*.ttl'))));"
        "print([hashlib.sha256(published(known.at(p).graph, f)).hexdigest() for p in ('ontology', 'shapes')"
        " for f in ('turtle', 'jsonld', 'rdfxml', 'ntriples')])"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
