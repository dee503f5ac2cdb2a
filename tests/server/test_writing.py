"""Changes over HTTP: who may make them, what they do, how a refusal is told."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import BASE, BROWSER
from flask.testing import FlaskClient
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from werkzeug.datastructures import Authorization
from werkzeug.test import TestResponse

from kg.config import Settings
from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from server.app import create_app

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

OWN = "https://example.org/graph/own"
OWN_ADDRESS = "/graphs?graph=" + quote(OWN, safe="")
TURTLE = "<a:1> <a:p> <a:2> ."
UPDATE = f"INSERT DATA {{ GRAPH <{OWN}> {{ {TURTLE} }} }}"
FOAF = "http://xmlns.com/foaf/0.1/"
UNFIT = f"<a:1> a <{FOAF}Person> ; <{FOAF}name> <a:2> ."
SH = "http://www.w3.org/ns/shacl#"


@pytest.fixture(scope="module")
def own_store(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(store, tmp_path_factory.mktemp("writing") / "store"))


@pytest.fixture(scope="module")
def secrets(own_store: Path) -> dict[Scope, str]:
    tokens = Tokens(Folder(own_store).tokens)
    return {scope: tokens.add(scope.value, scope) for scope in Scope}


@pytest.fixture(scope="module")
def writing(own_store: Path, secrets: dict[Scope, str]) -> Iterator[FlaskClient]:
    settings = Settings(store=own_store, query_workers=1, upload_bytes=200_000, query_bytes=50_000)
    app = create_app(own_store, settings)
    yield app.test_client()
    app.extensions["dataset"].close()
    app.extensions["editing"].close()


@pytest.fixture(scope="module")
def bearer(secrets: dict[Scope, str]) -> dict[str, str]:
    return {"Authorization": f"Bearer {secrets[Scope.WRITE]}"}


@pytest.fixture(autouse=True)
def without_own_graph(own_store: Path) -> None:
    with EmbeddedStore.open_writer(own_store) as writer:
        if writer.has_graph(OWN):
            writer.remove_graph(OWN)
            writer.publish()


def graph(client: FlaskClient, address: str = OWN_ADDRESS) -> Graph:
    response = client.get(address, headers={"Accept": "text/turtle"})
    assert response.status_code == 200, response.text
    return Graph().parse(data=response.text, format="turtle")


# ------------------------------------------------------------------------------------- access


@pytest.mark.parametrize(
    ("method", "path", "content_type"),
    [
        ("POST", "/sparql", "application/sparql-update"),
        ("PUT", OWN_ADDRESS, "text/turtle"),
        ("POST", OWN_ADDRESS, "text/turtle"),
        ("DELETE", OWN_ADDRESS, ""),
    ],
)
def test_who_may_not_write(
    writing: FlaskClient, secrets: dict[Scope, str], method: str, path: str, content_type: str
) -> None:
    def ask(authorization: str | Authorization) -> TestResponse:
        headers = {"Authorization": str(authorization)} if authorization else {}
        return writing.open(path, method=method, data=UPDATE, content_type=content_type, headers=headers)

    without = ask("")
    assert without.status_code == 401
    assert without.headers["WWW-Authenticate"] == 'Bearer realm="knowledge graph"'
    wrong = ask("Bearer kg_wrong")
    assert wrong.status_code == 401
    assert 'error="invalid_token"' in wrong.headers["WWW-Authenticate"].replace(
        "=invalid_token", '="invalid_token"'
    )
    reading = ask(f"Bearer {secrets[Scope.READ]}")
    assert reading.status_code == 403
    assert "insufficient_scope" in reading.headers["WWW-Authenticate"]
    assert "scope=write" in reading.headers["WWW-Authenticate"].replace('"', "")
    # A browser adds a password to what another site makes it send.
    password = Authorization("basic", {"username": "me", "password": secrets[Scope.WRITE]})
    assert ask(password).status_code == 401
    assert graph_is_missing(writing)


def graph_is_missing(client: FlaskClient) -> bool:
    return client.get(OWN_ADDRESS).status_code == 404


def test_the_vocabulary_needs_another_token(writing: FlaskClient, secrets: dict[Scope, str]) -> None:
    update = (
        f"INSERT DATA {{ GRAPH <{BASE}graph/ontology> {{ <a:T> a <http://www.w3.org/2002/07/owl#Class> }} }}"
    )
    statuses = [
        writing.post(
            "/sparql", data={"update": update}, headers={"Authorization": f"Bearer {secrets[scope]}"}
        )
        for scope in (Scope.WRITE, Scope.ADMIN)
    ]
    assert [response.status_code for response in statuses] == [403, 204]


def test_guessing_is_slowed_down(own_store: Path, secrets: dict[Scope, str]) -> None:
    app = create_app(own_store, Settings(store=own_store, token_attempts=3))
    client = app.test_client()

    def put(secret: str, address: str = "192.0.2.1") -> TestResponse:
        headers = {"Authorization": f"Bearer {secret}"}
        return client.put(
            OWN_ADDRESS, data="", headers=headers, environ_base={"REMOTE_ADDR": address}, content_type="x/y"
        )

    assert [put(f"kg_{n}").status_code for n in range(4)] == [401, 401, 401, 429]
    late = put(secrets[Scope.WRITE])
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 0
    assert put(secrets[Scope.WRITE], "192.0.2.2").status_code == 415  # somebody else
    assert [put("kg_", f"2001:db8::{n}").status_code for n in range(4)] == [401, 401, 401, 429]


def test_a_damaged_list_of_tokens_is_told_to_the_operator_alone(
    store: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own = Path(shutil.copytree(store, tmp_path / "store"))
    Folder(own).tokens.write_text('[{"name": "newsroom"}]')
    client = create_app(own, Settings(store=own)).test_client()
    response = client.put(OWN_ADDRESS, data=TURTLE, headers={"Authorization": "Bearer kg_1"})
    assert response.status_code == 500
    assert str(own) not in response.text and "newsroom" not in response.text
    assert str(own) in caplog.text


def test_a_clock_that_is_set_back_keeps_nobody_out(
    own_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(own_store, Settings(store=own_store, client_burst=1, token_attempts=2), tmp_path)
    client = app.test_client()

    def ask(address: str) -> int:
        headers = {"Authorization": "Bearer kg_1"}
        return client.put(OWN_ADDRESS, headers=headers, environ_base={"REMOTE_ADDR": address}).status_code

    assert ask("192.0.2.9") == 401
    yesterday = time.time() - 86_400
    monkeypatch.setattr(time, "time", lambda: yesterday)
    time.sleep(0.2)  # the client may ask 20 times in a second
    assert ask("192.0.2.9") == 401


def test_a_private_graph_is_for_those_with_a_token(own_store: Path, secrets: dict[Scope, str]) -> None:
    app = create_app(own_store, Settings(store=own_store, private=True, query_workers=1))
    client = app.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.options("/sparql").status_code == 200
    for path in ("/", "/sparql?query=ASK{}", "/graphs?default", "/id/state/XNL", "/static/site.css"):
        response = client.get(path)
        assert response.status_code == 401, path
        assert response.headers.getlist("WWW-Authenticate")[1].startswith("Basic ")
        for authorization in (
            f"Bearer {secrets[Scope.READ]}",
            Authorization("basic", {"username": "", "password": secrets[Scope.READ]}),
        ):
            response = client.get(path, headers={"Authorization": str(authorization)})
            assert response.status_code in (200, 404), path
            assert "Authorization" in response.headers["Vary"]
            assert "private" in response.headers["Cache-Control"]
    app.extensions["dataset"].close()


# ------------------------------------------------------------------------------------- update


@pytest.mark.parametrize("form", [True, False])
def test_an_update_makes_a_version(writing: FlaskClient, bearer: dict[str, str], form: bool) -> None:
    before = int(writing.get("/healthz").get_json()["version"])
    content = (
        {"data": {"update": UPDATE}}
        if form
        else {"data": UPDATE, "content_type": "application/sparql-update"}
    )
    response = writing.post("/sparql", headers=bearer, **content)
    assert (response.status_code, response.data) == (204, b"")
    assert response.headers["Dataset-Version"] == str(before + 1)
    assert "Content-Type" not in response.headers
    assert len(graph(writing)) == 1
    then = writing.get(f"{OWN_ADDRESS}&version={before}")
    assert then.status_code == 404


def test_an_update_is_matched_against_the_graphs_given(writing: FlaskClient, bearer: dict[str, str]) -> None:
    writing.put(OWN_ADDRESS, data=TURTLE, content_type="text/turtle", headers=bearer)
    update = f"INSERT {{ GRAPH <{OWN}> {{ ?s <a:seen> 1 }} }} WHERE {{ ?s ?p ?o }}"
    response = writing.post("/sparql", data={"update": update, "using-graph-uri": OWN}, headers=bearer)
    assert response.status_code == 204, response.text
    assert len(graph(writing)) == 2
    conflict = f"WITH <{OWN}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}"
    response = writing.post("/sparql", data={"update": conflict, "using-graph-uri": OWN}, headers=bearer)
    assert response.status_code == 400


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("/sparql?update=CLEAR%20ALL", {"method": "GET"}),
        ("/sparql?update=CLEAR%20ALL", {"method": "POST", "data": {"query": "ASK {}"}}),
        ("/sparql", {"method": "POST", "data": {"update": UPDATE, "query": "ASK {}"}}),
        (
            "/sparql",
            {
                "method": "POST",
                "data": "update=a&update=b",
                "content_type": "application/x-www-form-urlencoded",
            },
        ),
        ("/sparql", {"method": "POST", "data": {"update": "INSERT NOTHING"}}),
        ("/sparql", {"method": "POST", "data": b"\xff", "content_type": "application/sparql-update"}),
    ],
)
def test_what_is_no_update(
    writing: FlaskClient, bearer: dict[str, str], path: str, content: dict[str, object]
) -> None:
    response = writing.open(path, headers=bearer, **content)  # type: ignore[arg-type]
    assert response.status_code == 400, response.text


# -------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("accept", "content_type", "syntax"),
    [
        (None, "text/turtle; charset=utf-8", "turtle"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
    ],
)
def test_a_report_comes_in_the_format_asked_for(
    writing: FlaskClient, bearer: dict[str, str], accept: str | None, content_type: str, syntax: str
) -> None:
    headers = bearer | ({"Accept": accept} if accept else {})
    response = writing.put(OWN_ADDRESS, data=UNFIT, content_type="text/turtle", headers=headers)
    assert (response.status_code, response.headers["Content-Type"]) == (422, content_type)
    report = Graph().parse(data=response.text, format=syntax)
    assert list(report.subject_objects(URIRef(f"{SH}result")))
    assert graph_is_missing(writing)


def test_a_report_for_people_and_programs(writing: FlaskClient, bearer: dict[str, str]) -> None:
    def ask(accept: str) -> TestResponse:
        update = f"INSERT DATA {{ GRAPH <{OWN}> {{ {UNFIT} }} }}"
        return writing.post("/sparql", data={"update": update}, headers={**bearer, "Accept": accept})

    page = ask(BROWSER)
    assert (page.status_code, page.mimetype) == (422, "text/html")
    assert "sh:ValidationReport" in page.text
    document = ask("application/json")
    assert (document.status_code, document.mimetype) == (422, "application/problem+json")
    assert "sh:ValidationReport" in json.loads(document.text)["report"]


# -------------------------------------------------------------------------------- the graph store

GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}


@pytest.mark.parametrize("media_type", GRAPHS)
def test_every_format_goes_in_and_out(writing: FlaskClient, bearer: dict[str, str], media_type: str) -> None:
    wanted = Graph().parse(data=f'<a:1> <a:p> "é\\n"@es , 5 , <{OWN}/x> .', format="turtle")
    first = writing.put(OWN_ADDRESS, data=wanted.serialize(), content_type="text/turtle", headers=bearer)
    assert (first.status_code, first.headers["Location"]) == (201, f"http://localhost{OWN_ADDRESS}")
    got = writing.get(OWN_ADDRESS, headers={"Accept": media_type})
    assert (got.status_code, got.mimetype) == (200, media_type)
    assert (
        writing.head(OWN_ADDRESS, headers={"Accept": media_type}).headers["Content-Type"]
        == got.headers["Content-Type"]
    )
    writing.put(OWN_ADDRESS, data="<a:3> <a:p> <a:4> .", content_type="text/turtle", headers=bearer)
    again = writing.put(OWN_ADDRESS, data=got.data, content_type=got.headers["Content-Type"], headers=bearer)
    assert again.status_code == 204, again.text
    assert isomorphic(graph(writing), wanted)


def test_direct_names_are_addresses(writing: FlaskClient, bearer: dict[str, str]) -> None:
    address = "http://localhost/graphs/person/1.ttl"
    made = writing.put(address, data="<> <a:p> <#it> .", content_type="text/turtle", headers=bearer)
    assert (made.status_code, made.headers["Location"]) == (201, address)
    assert graph(writing, f"/graphs?graph={quote(address, safe='')}").value(URIRef(address), URIRef("a:p"))
    assert writing.delete(address, headers=bearer).status_code == 204
    assert writing.get(address).status_code == writing.delete(address, headers=bearer).status_code == 404


def test_a_new_graph_gets_a_name(writing: FlaskClient, bearer: dict[str, str]) -> None:
    made = writing.post("/graphs", data=TURTLE, content_type="text/turtle", headers=bearer)
    assert made.status_code == 201
    assert len(graph(writing, made.headers["Location"])) == 1
    writing.delete(made.headers["Location"], headers=bearer)


def test_the_default_graph_is_always_there(writing: FlaskClient, bearer: dict[str, str]) -> None:
    assert len(graph(writing, "/graphs?default")) == 0
    assert (
        writing.put("/graphs?default", data=TURTLE, content_type="text/turtle", headers=bearer).status_code
        == 201
    )
    assert len(graph(writing, "/graphs?default")) == 1
    assert writing.delete("/graphs?default", headers=bearer).status_code == 204
    assert writing.delete("/graphs?default", headers=bearer).status_code == 204
    assert writing.head("/graphs?default").status_code == 200


def test_files_of_a_form_are_added_together(writing: FlaskClient, bearer: dict[str, str]) -> None:
    def post(second: bytes) -> TestResponse:
        files = [
            (io.BytesIO(b"<a:1> <a:p> [] ."), "one.ttl", "text/turtle"),
            (io.BytesIO(second), "two.nt", "application/n-triples"),
        ]
        return writing.post(OWN_ADDRESS, data={"file": files}, headers=bearer)

    assert post(b"<a:1> <a:p>").status_code == 400
    assert graph_is_missing(writing)
    assert post(b"<a:1> <a:p> _:b .\n").status_code == 201
    assert len(graph(writing)) == 2


def test_packed_bodies(writing: FlaskClient, bearer: dict[str, str]) -> None:
    def put(body: bytes, encoding: str = "gzip") -> int:
        headers = {**bearer, "Content-Encoding": encoding}
        return writing.put(OWN_ADDRESS, data=body, content_type="text/turtle", headers=headers).status_code

    assert put(gzip.compress(TURTLE.encode())) == 201
    assert put(gzip.compress(TURTLE.encode())[:-4]) == 400
    assert put(TURTLE.encode()) == 400
    assert put(TURTLE.encode(), "br") == 415
    assert put(gzip.compress(b" " * 5_000_000)) == 413
    assert put(b" " * 400_000, "identity") == 413


@pytest.mark.parametrize(
    ("path", "content_type", "status"),
    [
        ("/graphs?default&graph=a:b", "text/turtle", 400),
        ("/graphs?graph=nothing", "text/turtle", 400),
        ("/graphs", "text/turtle", 400),
        ("/graphs/x?graph=a:b", "text/turtle", 400),
        (OWN_ADDRESS, "text/plain", 415),
        (OWN_ADDRESS, "", 415),
        (OWN_ADDRESS, "text/turtle; charset=latin-1", 415),
        (OWN_ADDRESS, "application/ld+json", 400),
        (f"/graphs?graph={BASE}graph/consolidated", "text/turtle", 403),
    ],
)
def test_puts_that_are_refused(
    writing: FlaskClient, bearer: dict[str, str], path: str, content_type: str, status: int
) -> None:
    assert writing.put(path, data=TURTLE, content_type=content_type, headers=bearer).status_code == status


def test_a_long_update_needs_a_token(writing: FlaskClient, bearer: dict[str, str]) -> None:
    lines = " ".join(f"<a:{n}> <a:p> <a:o> ." for n in range(8_000))
    update = f"INSERT DATA {{ GRAPH <{OWN}> {{ {lines} }} }}"
    assert len(update) > 150_000
    kind = "application/sparql-update"
    assert writing.post("/sparql", data=update, content_type=kind).status_code == 413
    assert writing.post("/sparql", data=update, content_type=kind, headers=bearer).status_code == 204
    assert writing.post("/sparql", data=update * 2, content_type=kind, headers=bearer).status_code == 413


def test_preflight(writing: FlaskClient) -> None:
    headers = {"Origin": "https://other.example", "Access-Control-Request-Method": "PUT"}
    response = writing.options("/graphs/x", headers=headers)
    assert {"GET", "HEAD", "PUT", "POST", "DELETE"} <= set(
        response.headers["Access-Control-Allow-Methods"].split(", ")
    )
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]
    assert "PUT" not in writing.options("/sparql", headers=headers).headers["Access-Control-Allow-Methods"]
