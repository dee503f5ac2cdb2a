"""Every IRI of the data answers, in the form the client asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import BASE, BROWSER, fill
from flask.testing import FlaskClient
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from kg.config import Settings
from server.app import create_app
from server.negotiation import SUFFIXES

# rdflib itself uses what it calls deprecated when it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

STATE = "/id/state/XNL"
FORMS = {
    "turtle": ("text/turtle", "turtle"),
    "jsonld": ("application/ld+json", "json-ld"),
    "rdfxml": ("application/rdf+xml", "xml"),
    "ntriples": ("application/n-triples", "nt"),
}


def paths_of(client: FlaskClient) -> list[str]:
    """Return the paths of all data IRIs that occur anywhere in the store."""
    query = f"""SELECT DISTINCT ?x {{
      {{ ?x ?p ?o }} UNION {{ ?s ?p ?x }} UNION {{ GRAPH ?x {{ ?s ?p ?o }} }}
      FILTER(STRSTARTS(STR(?x), "{BASE}")) }}"""
    lines = client.get("/sparql", query_string={"query": query, "format": "csv"}).text.splitlines()[1:]
    return [line.replace(BASE, "/id/") for line in lines]


@pytest.mark.parametrize("name", FORMS)
def test_accept_suffix_and_parameter_agree(client: FlaskClient, name: str) -> None:
    media_type, parser = FORMS[name]
    suffix = next(s for s, known in SUFFIXES.items() if known == name)
    by_accept = client.get(STATE, headers={"Accept": media_type})
    by_suffix = client.get(f"{STATE}.{suffix}", headers={"Accept": BROWSER})
    by_parameter = client.get(STATE, query_string={"format": name})
    assert by_accept.mimetype == by_suffix.mimetype == by_parameter.mimetype == media_type
    assert by_accept.data == by_suffix.data == by_parameter.data
    assert by_accept.headers["Content-Location"] == f"{STATE}.{suffix}"
    expected = Graph().parse(data=client.get(f"{STATE}.nt").data, format="nt")
    assert isomorphic(Graph().parse(data=by_accept.data, format=parser), expected)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "text/turtle"),
        ("*/*", "text/turtle"),
        (BROWSER, "text/html"),
        ("text/html;q=0.1, application/ld+json;q=0.2", "application/ld+json"),
        ("text/turtle, application/rdf+xml", "text/turtle"),
    ],
)
def test_negotiation(client: FlaskClient, accept: str | None, media_type: str) -> None:
    response = client.get(STATE, headers={"Accept": accept} if accept else {})
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert "Accept" in response.headers["Vary"]
    assert response.headers["Dataset-Version"] == "1"


def test_links(client: FlaskClient) -> None:
    found = client.get(STATE, headers={"Accept": BROWSER}).headers.getlist("Link")
    assert f'<{STATE}.ttl>; rel="alternate"; type="text/turtle"' in found
    assert f'<{STATE}.ttl>; rel="describedby"' in found
    assert f'<{BASE}state/XNL>; rel="canonical"' in found


def test_nothing_fits(client: FlaskClient) -> None:
    assert client.get(STATE, headers={"Accept": "image/png"}).status_code == 406
    assert client.get(STATE, query_string={"format": "csv"}).status_code == 400


def test_description_holds_evidence_labels_and_incoming_links(client: FlaskClient) -> None:
    graph = Graph().parse(data=client.get(STATE + ".ttl").data, format="turtle")
    state, oa = URIRef(BASE + "state/XNL"), "http://www.w3.org/ns/oa#"
    assert (state, None, None) in graph
    assert list(graph.objects(None, URIRef(oa + "exact")))
    assert list(graph.subjects(URIRef("https://w3id.org/dipl#participant"), state))
    event = Graph().parse(data=client.get(paths_with(client, "/id/event/")[0] + ".ttl").data, format="turtle")
    place = next(event.objects(None, URIRef("http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace")))
    assert (place, URIRef("http://www.w3.org/2004/02/skos/core#prefLabel"), None) in event


def paths_with(client: FlaskClient, start: str) -> list[str]:
    return [p for p in paths_of(client) if p.startswith(start) and p.count("/") == start.count("/")]


@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_every_data_iri_answers(client: FlaskClient, accept: str) -> None:
    paths = paths_of(client)
    assert len(paths) > 200
    redirected = {"/id/event/0000000000000000"}
    for path in paths:
        response = client.get(path, headers={"Accept": accept})
        assert response.status_code == (301 if path in redirected else 200), path
        if path not in redirected and accept == "text/turtle":
            assert len(Graph().parse(data=response.data, format="turtle")) > 0, path


def test_merged_entity_redirects(client: FlaskClient) -> None:
    for suffix in ("", ".ttl"):
        response = client.get("/id/event/0000000000000000" + suffix)
        assert response.status_code == 301
        assert re.fullmatch(r"/id/event/[0-9a-f]{16}" + re.escape(suffix), response.headers["Location"])


@pytest.mark.parametrize("path", ["/id/person/nobody", "/id/graph/nothing", "/id/person/nobody.ttl", "/id/"])
def test_unknown_iri(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["/id/a%20b", "/id/%3Cx%3E", "/id/a%25zz", "/concept", "/concept?iri=x"])
def test_what_is_no_iri(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("form", FORMS)
def test_whole_graphs(client: FlaskClient, form: str) -> None:
    """Shapes without a header are no vocabulary: their whole graph answers."""
    media_type, parser = FORMS[form]
    response = client.get("/shapes", headers={"Accept": media_type})
    assert response.mimetype == media_type
    same = client.get("/id/graph/shapes", headers={"Accept": media_type})
    assert isomorphic(
        Graph().parse(data=response.data, format=parser), Graph().parse(data=same.data, format=parser)
    )


def test_a_graph_is_the_same_at_its_iri_and_in_the_graph_store(client: FlaskClient) -> None:
    graph = next(path for path in paths_of(client) if path.startswith("/id/graph/article/"))
    here = client.get(graph, headers={"Accept": "text/turtle"})
    there = client.get("/graphs", query_string={"graph": BASE + graph.removeprefix("/id/")})
    assert here.status_code == 200
    assert (here.data, here.headers["ETag"]) == (there.data, there.headers["ETag"])
    again = client.get(graph, headers={"Accept": "text/turtle", "If-None-Match": here.headers["ETag"]})
    assert again.status_code == 304


def test_ontology_page_lists_its_terms(client: FlaskClient) -> None:
    text = client.get("/ontology", headers={"Accept": BROWSER}).text
    assert "dialogue session" in text
    assert "dipl:DialogueSession" in text


def test_concept(client: FlaskClient) -> None:
    iri = {"iri": "https://w3id.org/dipl/role#host"}
    assert "host" in client.get("/concept", query_string=iri, headers={"Accept": BROWSER}).text
    assert client.get("/concept", query_string=iri).mimetype == "text/turtle"
    assert client.get("/concept?iri=https://w3id.org/dipl%23Nothing").status_code == 404


def test_another_base_iri(tmp_path: Path) -> None:
    """An institution's own IRIs are served at the same paths."""
    base = "https://kb.example.org/data/"
    fill(tmp_path, base)
    app = create_app(tmp_path, Settings(store=tmp_path, base_iri=base))
    text = app.test_client().get("/id/state/XNL", headers={"Accept": BROWSER}).text
    assert f'<link rel="canonical" href="{base}state/XNL">' in text
    assert 'href="/id/person/' in text
    assert BASE not in text
