"""Every address with every method: what is allowed, what is said to be, and which headers each answer has."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from conftest import BASE, BROWSER, fill
from flask import Flask
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from werkzeug.test import TestResponse

from kg.config import Settings
from kg.knowledge.facts import Text
from kg.store.embedded import EmbeddedStore
from kg.store.pool.results import GRAPH_FORMATS
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from kg.vocab import RDFS, XSD
from server import media
from server.app import create_app
from server.headers import DATA_POLICY, EDITOR_POLICY, PAGE_POLICY

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE")
READ = {"GET", "HEAD", "OPTIONS"}
GRAPH = READ | {"POST", "PUT", "DELETE"}
# A path for each address of the server, and what it allows.
ALLOWED = {
    "/": READ,
    "/persons": READ,
    "/states": READ,
    "/organisations": READ,
    "/initiatives": READ,
    "/events": READ,
    "/articles": READ | {"POST"},
    "/id/state/XNL": READ,
    "/id/state/XNL.ttl": READ,
    f"/concept?iri={BASE}state/XNL": READ,
    "/vocabularies": READ,
    "/ontology": READ,
    "/search?q=fjellheim": READ,
    "/sparql": READ | {"POST"},
    "/sparql?query=ASK{}": READ | {"POST"},
    "/sparql/prefixes": READ,
    "/sparql/terms?kind=class": READ,
    "/graphs?default": GRAPH,
    "/graphs/notes": GRAPH,
    "/queries": READ,
    "/queries/00000000000000000000000000000000": READ | {"DELETE"},
    "/healthz": READ,
    "/readyz": READ,
    "/metrics": READ,
    "/openapi.json": READ,
    "/robots.txt": READ,
    "/static/style.css": READ,
}
NOT_FROM_DATA = {"/queries", "/metrics", "/openapi.json", "/robots.txt", "/static", "/sparql/prefixes"}
FROM_DATA = [path for path in ALLOWED if not any(path.startswith(other) for other in NOT_FROM_DATA)]
FROM_DATA.remove("/graphs/notes")
EXPOSED = {"ETag", "Dataset-Version", "Query-Id", "Request-Id", "Link", "Retry-After", "Location"}
SENT = {"Accept", "Authorization", "Content-Type", "If-Match", "If-None-Match", "Query-Id"}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over a store of two versions."""
    path = tmp_path_factory.mktemp("two")
    fill(path)
    note = [(f"{BASE}place/new", RDFS["label"], Text("New place", "", XSD["string"]))]
    with EmbeddedStore.open_writer(path) as writer:
        writer.replace_graph(f"{BASE}graph/default", note)
        writer.publish()
    app = create_app(path, Settings(store=path, query_workers=1))
    yield app
    app.extensions["dataset"].close()


@pytest.fixture
def client(two: Flask) -> FlaskClient:
    return two.test_client()


@pytest.fixture(scope="module")
def secret(two: Flask) -> str:
    settings: Settings = two.config["SETTINGS"]
    return Tokens(Folder(settings.store).tokens).add("operator", Scope.ADMIN)


def names(header: str) -> set[str]:
    return {name.strip() for name in header.split(",")}


def check_headers(response: TestResponse, path: str) -> None:
    headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers
    assert names(headers["Access-Control-Expose-Headers"]) >= EXPOSED
    assert len(headers["Request-Id"]) == 32
    if not path.startswith("/static"):
        assert "Accept" in names(headers["Vary"])
    if response.mimetype == media.HTML and response.request.method != "OPTIONS":
        assert headers["Content-Security-Policy"] in (PAGE_POLICY, EDITOR_POLICY)
        assert (headers["Content-Security-Policy"] == EDITOR_POLICY) <= path.startswith("/sparql")
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
    else:
        assert headers["Content-Security-Policy"] == DATA_POLICY


def test_the_table_holds_every_address(two: Flask) -> None:
    adapter = two.url_map.bind("localhost")
    covered = {
        adapter.match(path.partition("?")[0], method)[0]
        for path, allowed in ALLOWED.items()
        for method in allowed - {"OPTIONS"}
    }
    assert covered == {rule.endpoint for rule in two.url_map.iter_rules()}


def test_policies_forbid_what_is_not_needed() -> None:
    for policy in (PAGE_POLICY, EDITOR_POLICY, DATA_POLICY):
        directives = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}
        for closed in ("default-src", "base-uri", "frame-ancestors"):
            assert directives[closed] == ["'none'"]
        assert directives.get("script-src", ["'self'"]) == ["'self'"]
        assert "http" not in policy and "*" not in policy and "unsafe-eval" not in policy
    assert "unsafe" not in PAGE_POLICY and "script-src" not in PAGE_POLICY
    assert "sandbox" in DATA_POLICY


@pytest.mark.parametrize("accept", ["*/*", BROWSER])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", ALLOWED)
def test_methods(client: FlaskClient, path: str, method: str, accept: str) -> None:
    response = client.open(path, method=method, headers={"Accept": accept}, buffered=True)
    check_headers(response, path)
    if method not in ALLOWED[path]:
        assert response.status_code == 405
        assert names(response.headers["Allow"]) == ALLOWED[path]
    elif method == "OPTIONS":
        assert (response.status_code, response.data) == (200, b"")
        assert names(response.headers["Allow"]) == ALLOWED[path]
    elif (
        path.startswith("/queries")
        or method in ("PUT", "DELETE")
        or path.startswith("/graphs?d") > (method in READ)
    ):
        assert response.status_code == 401 and "Bearer" in response.headers["WWW-Authenticate"]
    elif method in ("GET", "HEAD"):
        assert response.status_code == (404 if path == "/graphs/notes" else 200)


@pytest.mark.parametrize("path", ALLOWED)
def test_head_is_get_without_the_content(client: FlaskClient, path: str, secret: str) -> None:
    headers = {"Authorization": f"Bearer {secret}"}
    got, head = (
        client.open(path, method=method, headers=headers, buffered=True) for method in ("GET", "HEAD")
    )
    assert head.status_code == got.status_code and not head.data
    assert {**head.headers}.keys() == {**got.headers}.keys()
    for name in ("Content-Type", "ETag", "Dataset-Version", "Link", "Vary", "Cache-Control"):
        assert head.headers.get(name) == got.headers.get(name), name


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize("path", ALLOWED)
def test_preflight(client: FlaskClient, path: str, method: str) -> None:
    response = client.options(
        path,
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": method,
            "Access-Control-Request-Headers": "authorization, content-type, query-id, if-match",
        },
    )
    assert response.status_code == 200
    assert names(response.headers["Access-Control-Allow-Headers"]) >= SENT
    assert (method in names(response.headers["Access-Control-Allow-Methods"])) == (method in ALLOWED[path])
    assert int(response.headers["Access-Control-Max-Age"]) > 0


def and_more(path: str, parameters: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{parameters}"


@pytest.mark.parametrize("path", FROM_DATA)
def test_every_version_answers(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Dataset-Version"] == "2"
    old = client.get(and_more(path, "version=1"))
    assert (old.status_code, old.headers["Dataset-Version"]) == (200, "1")
    assert client.get(and_more(path, "version=3")).status_code == 404
    for wrong in ("0", "-1", "x", "1.0", "%D9%A1", ""):
        assert client.get(and_more(path, f"version={wrong}")).status_code == 400, wrong


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("POST", "/sparql", "application/sparql-update"),
        ("PUT", "/graphs?default", "text/turtle"),
        ("POST", "/graphs?default", "text/turtle"),
        ("DELETE", "/graphs?default", "text/turtle"),
        ("POST", "/articles", "text/plain"),
    ],
)
def test_published_versions_do_not_change(
    client: FlaskClient, method: str, path: str, kind: str, secret: str
) -> None:
    response = client.open(
        and_more(path, "version=1"),
        method=method,
        data="CLEAR ALL" if "sparql" in path else "",
        headers={"Authorization": f"Bearer {secret}", "Content-Type": kind},
    )
    assert response.status_code == 400 and "do not change" in json.loads(response.text)["detail"]


@pytest.mark.parametrize("path", ALLOWED)
def test_a_parameter_is_given_once_and_an_unknown_one_is_ignored(client: FlaskClient, path: str) -> None:
    assert client.get(and_more(path, "version=1&version=1")).status_code == 400
    once = client.get(and_more(path, "format=json&format=json")).status_code == 400
    assert once == (path.partition("?")[0] != "/sparql")
    plain, more = (client.get(p, buffered=True) for p in (path, and_more(path, "unheard-of=1")))
    assert (more.status_code, more.mimetype) == (plain.status_code, plain.mimetype)
    if "metrics" not in path and plain.mimetype != "application/problem+json":
        assert more.data == plain.data


@pytest.mark.parametrize(
    "path", ["/sparql", "/search", "/events", "/persons", "/ontology", "/graphs", "/healthz"]
)
def test_a_slash_too_many(client: FlaskClient, path: str) -> None:
    response = client.get(f"{path}/?query=ASK%20%7B%7D&version=1")
    assert response.status_code == 308
    assert response.headers["Location"] == f"{path}?query=ASK%20%7B%7D&version=1"


@pytest.mark.parametrize(
    "path", ["/\\evil.example/", "/%5cevil.example/", "/%2f%2fevil.example/", "/%0d%0aX:%20y/"]
)
def test_no_address_leads_elsewhere(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404 and "Location" not in response.headers and "X" not in response.headers


def test_the_page_of_a_query_stays_with_its_version(client: FlaskClient) -> None:
    asked = {"query": "SELECT * { ?s ?p ?o } LIMIT 1", "format": "html", "version": 1}
    page = client.get("/sparql", query_string=asked).text
    assert page.count("&amp;version=1&amp;format=") == 3
    assert '<input type="hidden" name="version" value="1">' in page


def test_a_merged_thing_leads_on_in_the_same_version(client: FlaskClient) -> None:
    response = client.get("/id/event/0000000000000000.ttl?version=1")
    assert response.status_code == 301
    assert response.headers["Location"] == "/id/event/8b5cc4df7eec7d32.ttl?version=1"


@pytest.mark.parametrize("host", ['evil"><script>', "a b", "evil.example/x", "é", "x:99999999"])
def test_a_host_is_one(client: FlaskClient, host: str) -> None:
    assert client.get("/sparql", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "kg.example.org"])
def test_the_host_is_in_the_description(client: FlaskClient, host: str) -> None:
    described = client.get("/sparql", headers={"Host": host, "Accept": "application/n-triples"}).text
    assert f"<http://{host}/sparql#service>" in described


def test_nothing_is_evaluated_for_who_takes_no_answer(client: FlaskClient) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    headers = {"Accept": "image/png, text/csv;q=0, text/turtle"}
    for response in (
        client.get("/sparql", query_string={"query": endless}, headers=headers),
        client.post("/sparql", data={"query": endless}, headers=headers),
    ):
        assert response.status_code == 406  # not 503, which its time limit gives


@pytest.mark.parametrize("name", media.GRAPH_TYPES)
def test_the_service_description_is_whole_in_every_format(client: FlaskClient, name: str) -> None:
    sd, void = (
        Namespace(f"http://{iri}#")
        for iri in ("www.w3.org/ns/sparql-service-description", "rdfs.org/ns/void")
    )
    response = client.get("/sparql", headers={"Accept": media.GRAPH_TYPES[name]})
    assert response.mimetype == media.GRAPH_TYPES[name]
    graph = Graph()
    for quad in ox.parse(response.data, format=GRAPH_FORMATS[name]):
        graph.parse(data=f"{quad.triple} .", format="nt")
    service = graph.value(predicate=RDF.type, object=sd.Service)
    assert str(graph.value(service, sd.endpoint)) == "http://localhost/sparql"
    assert set(graph.objects(service, sd.supportedLanguage)) == {sd.SPARQL11Query, sd.SPARQL11Update}
    assert set(graph.objects(service, sd.feature)) == {sd.UnionDefaultGraph}
    assert len(set(graph.objects(service, sd.resultFormat))) == len(media.KNOWN_NAMES) - 1
    assert len(set(graph.objects(service, sd.inputFormat))) == len(media.GRAPH_TYPES)
    dataset = graph.value(service, sd.defaultDataset)
    whole = graph.value(graph.value(dataset, sd.defaultGraph), void.triples)
    assert isinstance(whole, Literal) and int(whole) > 0
    counts = {
        graph.value(node, sd.name): graph.value(graph.value(node, sd.graph), void.triples)
        for node in graph.objects(dataset, sd.namedGraph)
    }
    assert counts[URIRef(f"{BASE}graph/default")] == Literal(1)
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    named = json.loads(client.get("/sparql", query_string={"query": query}).text)["results"]["bindings"]
    assert {str(name) for name in counts} == {row["g"]["value"] for row in named}
