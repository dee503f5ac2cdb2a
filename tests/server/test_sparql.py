"""The endpoint: SPARQL 1.1 Protocol, negotiation, error documents, headers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import BASE, BROWSER
from flask.testing import FlaskClient
from rdflib import Graph
from rdflib.compare import isomorphic
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from kg.config import Settings
from server.app import create_app

# rdflib itself uses what it calls deprecated when it reads JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SELECT = (
    "SELECT DISTINCT ?person ?name WHERE { ?person <http://xmlns.com/foaf/0.1/name> ?name } ORDER BY ?name"
)
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } ORDER BY ?s LIMIT 20"
DESCRIBE = f"DESCRIBE <{BASE}state/XNL>"
RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPHS = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}


def ask(client: FlaskClient, query: str, accept: str | None = None, **parameters: str) -> TestResponse:
    headers = {"Accept": accept} if accept is not None else {}
    return client.get("/sparql", query_string={"query": query, **parameters}, headers=headers)


def problem(response: TestResponse, status: int) -> dict[str, object]:
    assert response.status_code == status, response.text
    assert response.mimetype == "application/problem+json"
    document: dict[str, object] = json.loads(response.text)
    assert document["status"] == status
    assert document["title"]
    assert document["detail"]
    return document


# ------------------------------------------------------------------ three ways to send a query


def test_get_form_and_direct_give_the_same(client: FlaskClient) -> None:
    got = ask(client, SELECT)
    form = client.post("/sparql", data={"query": SELECT})
    direct = client.post("/sparql", data=SELECT, content_type="application/sparql-query")
    assert got.status_code == form.status_code == direct.status_code == 200
    assert got.data == form.data == direct.data
    names = {row["name"]["value"] for row in json.loads(got.data)["results"]["bindings"]}
    assert names == {"Astrid Fjellheim", "Henrik Solvang", "Rafael Contreras", "Rafael Contreras Iglesia"}


def test_head_has_the_headers_of_get(client: FlaskClient) -> None:
    response = client.head("/sparql", query_string={"query": ASK})
    assert (response.status_code, response.data) == (200, b"")
    assert response.mimetype == RESULTS["json"]


def test_unicode_query_by_post(client: FlaskClient) -> None:
    query = 'SELECT ("Ñandú – 日本" AS ?x) {}'.encode()
    response = client.post("/sparql", data=query, content_type="application/sparql-query; charset=UTF-8")
    assert json.loads(response.data)["results"]["bindings"][0]["x"]["value"] == "Ñandú – 日本"


# ------------------------------------------------------------------------------- negotiation


@pytest.mark.parametrize("by", ["accept", "format"])
@pytest.mark.parametrize(
    ("query", "name"), [*((SELECT, name) for name in RESULTS), (ASK, "json"), (ASK, "xml")]
)
def test_result_formats(client: FlaskClient, query: str, name: str, by: str) -> None:
    response = ask(client, query, RESULTS[name]) if by == "accept" else ask(client, query, format=name)
    assert response.status_code == 200, response.text
    assert response.mimetype == RESULTS[name]
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize("name", GRAPHS)
def test_graph_formats_hold_the_same_triples(client: FlaskClient, query: str, name: str) -> None:
    response = ask(client, query, GRAPHS[name])
    assert response.status_code == 200, response.text
    assert response.mimetype == GRAPHS[name]
    read = {"ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}.get(name, name)
    expected = Graph().parse(data=ask(client, query, format="nt").data, format="nt")
    assert len(expected) > 3
    assert isomorphic(Graph().parse(data=response.data, format=read), expected)


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (SELECT, None, "json"),
        (SELECT, "*/*", "json"),
        (SELECT, "text/csv;q=0.2, application/sparql-results+xml;q=0.9", "xml"),
        (SELECT, "application/json", "json"),
        (CONSTRUCT, None, "turtle"),
        (CONSTRUCT, "*/*", "turtle"),
        (CONSTRUCT, "application/sparql-results+json, application/rdf+xml;q=0.1", "rdfxml"),
    ],
)
def test_choice_depends_on_the_form(
    client: FlaskClient, query: str, accept: str | None, expected: str
) -> None:
    assert ask(client, query, accept).mimetype == {**RESULTS, **GRAPHS}[expected]


@pytest.mark.parametrize(
    ("query", "accept", "parameters"),
    [
        (SELECT, "text/turtle", {}),
        (CONSTRUCT, "text/csv", {}),
        (SELECT, "image/png", {}),
        (SELECT, None, {"format": "turtle"}),
        (CONSTRUCT, None, {"format": "csv"}),
        (ASK, "text/csv", {}),
        (ASK, None, {"format": "tsv"}),
    ],
)
def test_nothing_fits(
    client: FlaskClient, query: str, accept: str | None, parameters: dict[str, str]
) -> None:
    document = problem(ask(client, query, accept, **parameters), 406)
    assert "application/" in str(document["detail"])


def test_unknown_format(client: FlaskClient) -> None:
    assert "csv" in str(problem(ask(client, SELECT, format="doc"), 400)["detail"])


def test_two_names_of_one_format(client: FlaskClient) -> None:
    given = [("query", SELECT), ("format", "tsv"), ("format", "text/tab-separated-values,*/*;q=0.1")]
    for answer in (client.get("/sparql", query_string=given), client.post("/sparql", data=MultiDict(given))):
        assert answer.mimetype == "text/tab-separated-values"
    other = client.get("/sparql", query_string=[*given, ("format", "csv")])
    assert "csv and tsv" in str(problem(other, 400)["detail"])


def test_csv_can_be_read(client: FlaskClient) -> None:
    rows = list(csv.reader(io.StringIO(ask(client, SELECT, "text/csv").text)))
    assert rows[0] == ["person", "name"]
    assert len(rows) == 5


# ------------------------------------------------------------------------------------ dataset


def test_default_graph_is_the_union(client: FlaskClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    everything = json.loads(ask(client, query).data)["results"]["bindings"][0]["n"]["value"]
    graph = f"{BASE}graph/ontology"
    part = json.loads(ask(client, query, **{"default-graph-uri": graph}).data)
    assert 0 < int(part["results"]["bindings"][0]["n"]["value"]) < int(everything)


def test_named_graphs(client: FlaskClient) -> None:
    graph = f"{BASE}graph/reference"
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    rows = json.loads(ask(client, query, **{"named-graph-uri": graph}).data)["results"]["bindings"]
    assert [row["g"]["value"] for row in rows] == [graph]


@pytest.mark.parametrize("graph", ["http://127.0.0.1:1/x", "file:///etc/passwd", "no iri"])
@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
def test_graphs_are_never_fetched(client: FlaskClient, parameter: str, graph: str) -> None:
    problem(ask(client, SELECT, **{parameter: graph}), 403)


# ------------------------------------------------------------------------------------- errors


def test_syntax_error_tells_line_and_column(client: FlaskClient) -> None:
    document = problem(ask(client, "SELECT * WHERE {\n  ?s ?p \n}"), 400)
    assert document["line"] == 3
    assert isinstance(document["column"], int)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "LOAD <http://127.0.0.1:1/>",
    ],
)
def test_refused(client: FlaskClient, query: str) -> None:
    problem(ask(client, query), 403)


def test_an_update_needs_a_token_and_a_body(client: FlaskClient) -> None:
    update = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
    problem(client.post("/sparql", data={"update": update}), 401)
    problem(client.post("/sparql", data=update, content_type="application/sparql-update"), 401)
    problem(client.get("/sparql", query_string={"update": update}), 400)


@pytest.mark.parametrize("count", [0, 2])
def test_exactly_one_query(client: FlaskClient, count: int) -> None:
    problem(client.post("/sparql", data={"query": [ASK] * count, "x": "y"}), 400)


def test_one_query_in_address_and_body_together(client: FlaskClient) -> None:
    response = client.post("/sparql?query=" + quote(ASK), data=ASK, content_type="application/sparql-query")
    problem(response, 400)


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "", "multipart/form-data"])
def test_unsupported_media_type(client: FlaskClient, content_type: str) -> None:
    problem(client.post("/sparql", data=ASK.encode(), content_type=content_type), 415)


def test_other_charsets(client: FlaskClient) -> None:
    kind = "application/sparql-query; charset=UTF-16"
    problem(client.post("/sparql", data=ASK.encode("utf-16"), content_type=kind), 415)


@pytest.mark.parametrize("path", ["/sparql?query=%ff", "/sparql?query=ASK%20%7B%7D&x=%e9"])
def test_what_is_not_utf8(client: FlaskClient, path: str) -> None:
    problem(client.get(path), 400)
    problem(client.post("/sparql", data=b"\xff", content_type="application/sparql-query"), 400)


def test_body_too_large(client: FlaskClient) -> None:
    query = ASK + " #" + "x" * 1_000_000
    problem(client.post("/sparql", data=query, content_type="application/sparql-query"), 413)
    problem(client.post("/sparql", data={"query": query * 4}), 413)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_methods(client: FlaskClient, method: str) -> None:
    response = client.open("/sparql", method=method)
    problem(response, 405)
    assert "POST" in response.headers["Allow"]


def test_people_get_a_page(client: FlaskClient) -> None:
    response = client.get("/nothing-here", headers={"Accept": BROWSER})
    assert (response.status_code, response.mimetype) == (404, "text/html")
    problem(client.get("/nothing-here"), 404)


# ------------------------------------------------------------------------------------ headers


def test_headers(client: FlaskClient) -> None:
    for response in (ask(client, ASK), ask(client, "bad"), client.get("/", headers={"Accept": BROWSER})):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "unsafe-eval" not in response.headers["Content-Security-Policy"]
        assert "Accept" in response.headers["Vary"]
    assert ask(client, ASK).headers["Dataset-Version"] == "1"


def test_preflight(client: FlaskClient) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    response = client.options("/sparql", headers=asked)
    assert response.status_code == 200
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]


# -------------------------------------------------------------------- without a query, and HTML


@pytest.mark.parametrize("accept", [None, *GRAPHS.values()])
def test_service_description(client: FlaskClient, accept: str | None) -> None:
    response = client.get("/sparql", headers={"Accept": accept} if accept else {})
    assert response.mimetype == (accept or "text/turtle")
    read = {"application/n-triples": "nt", "application/ld+json": "json-ld", "application/rdf+xml": "xml"}
    graph = Graph().parse(data=response.data, format=read.get(response.mimetype, "turtle"))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    found = {str(o) for o in graph.objects() if str(o).startswith(sd)}
    assert {sd + "Service", sd + "UnionDefaultGraph", sd + "SPARQL11Query"} <= found


def test_only_a_service_that_asks_others_says_so(client: FlaskClient, store: Path) -> None:
    endpoint = "http://127.0.0.1:9/sparql"
    app = create_app(store, Settings(store=store, query_workers=1, service_endpoints=endpoint))
    try:
        asking = app.test_client()
        assert "BasicFederatedQuery" in asking.get("/sparql").text
        assert "BasicFederatedQuery" not in client.get("/sparql").text
        refused = ask(asking, f"SELECT * {{ SERVICE <{endpoint}> {{ ?s ?p ?o }} }}")
        assert refused.status_code == 403
        assert "not a public one" in refused.get_json()["detail"]
        assert "ETag" not in refused.headers
        other = ask(asking, "SELECT * { SERVICE SILENT <http://example.org/> { ?s ?p ?o } }")
        assert other.status_code == 403
        assert f"only <{endpoint}>" in other.get_json()["detail"]
    finally:
        app.extensions["dataset"].close()


def test_browser_without_query_gets_the_form(client: FlaskClient) -> None:
    response = client.get("/sparql", headers={"Accept": BROWSER})
    assert response.mimetype == "text/html"
    assert "<textarea" in response.text
    assert response.text.count("/sparql?query=") >= 5


def test_browser_with_query_gets_the_table(client: FlaskClient) -> None:
    response = ask(client, SELECT, BROWSER)
    assert (response.status_code, response.mimetype) == (200, "text/html")
    assert "Henrik Solvang" in response.text
    assert 'href="/id/person/' in response.text
    assert "foaf/0.1/name&gt;" in response.text


@pytest.mark.parametrize(("query", "seen"), [(ASK, "Yes (true)"), (CONSTRUCT, "<pre>")])
def test_other_forms_as_pages(client: FlaskClient, query: str, seen: str) -> None:
    assert seen in ask(client, query, format="html").text


def test_page_of_a_query_that_fails(client: FlaskClient) -> None:
    response = ask(client, "SELECT * {", BROWSER)
    assert response.status_code == 400
    assert "SELECT * {" in response.text
    assert 'role="alert"' in response.text


def test_example_queries_answer(client: FlaskClient) -> None:
    from server.pages.sparql_page import examples

    assert len(examples()) >= 5
    for example in examples():
        response = ask(client, example.query)
        assert response.status_code == 200, example.name
        filled = (
            response.text if "graph" in example.name else json.loads(response.data)["results"]["bindings"]
        )
        assert filled, example.name


def test_values_cannot_become_markup(client: FlaskClient) -> None:
    query = """SELECT ("<img src=x onerror=alert(1)>" AS ?x) (IRI("javascript:alert(1)") AS ?y)
      (STRDT("<script>", <urn:t>) AS ?z) (IRI("http://e.example/?a=\\"onmouseover=alert(1)") AS ?w) {}"""
    text = ask(client, query, BROWSER).text
    assert "<img src=x" not in text
    assert "<script>" not in text
    assert 'href="javascript:' not in text
    assert '"onmouseover' not in text


@pytest.mark.parametrize(
    "path", ["/sparql/prefixes", "/sparql/terms?kind=class", "/sparql/terms?kind=property"]
)
def test_completions_come_from_here(client: FlaskClient, path: str) -> None:
    found = json.loads(client.get(path).data)
    assert any("https://w3id.org/dipl#" in text for text in found)


def test_unknown_completions(client: FlaskClient) -> None:
    problem(client.get("/sparql/terms?kind=x"), 400)
