"""Graphs are written only where they are what the client believes them to be (RFC 9110, section 13)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.config import Settings
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from server.app import create_app

_OTHER = "/graphs?graph=" + quote("https://example.org/other", safe="")
Write = Callable[..., TestResponse]


@pytest.fixture(scope="module")
def client(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    own = Path(shutil.copytree(store, tmp_path_factory.mktemp("preconditions") / "store"))
    secret = Tokens(Folder(own).tokens).add("writer", Scope.WRITE)
    app = create_app(own, Settings(store=own, query_workers=1))
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    yield client
    app.extensions["dataset"].close()
    app.extensions["editing"].close()


@pytest.fixture
def write(client: FlaskClient) -> Write:
    def ask(method: str, path: str, value: int = 0, **headers: str) -> TestResponse:
        given = {name.replace("_", "-"): text for name, text in headers.items()}
        body = f"<a:1> <a:p> {value} ."
        return client.open(path, method=method, data=body, headers=given, content_type="text/turtle")

    return ask


def test_a_graph_is_written_only_as_it_was_read(client: FlaskClient, write: Write) -> None:
    path = "/graphs?graph=" + quote("https://example.org/own", safe="")
    assert write("PUT", path, If_Match="*").status_code == 412  # there is none
    assert write("PUT", path, 1, If_None_Match="*").status_code == 201
    assert write("PUT", path, 2, If_None_Match="*").status_code == 412  # there is one now
    for value, accept in ((4, "text/turtle"), (5, "application/ld+json")):
        read = client.get(path, headers={"Accept": accept, "Accept-Encoding": "gzip"})
        tag = read.headers["ETag"]
        assert client.get(path, headers={"Accept": accept, "If-None-Match": tag}).status_code == 304
        assert write("POST", path, 3, If_None_Match=tag).status_code == 412
        assert write("PUT", path, value, If_Match=f'"other", {tag}').status_code == 204
        assert write("PUT", path, 9, If_Match=tag).status_code == 412  # it has changed since
        assert write("DELETE", path, If_Match=tag).status_code == 412
        assert write("PUT", path, 9, If_Match=f"W/{client.get(path).headers['ETag']}").status_code == 412
    assert " 5 ." in client.get(path).text
    tag = client.get(path).headers["ETag"]
    assert write("PUT", _OTHER, 1).status_code == 201
    assert client.get(path).headers["ETag"] == tag  # another graph does not count
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert write("DELETE", path, If_Match=tag).status_code == 204
    assert write("PUT", path, 1, If_Match=tag).status_code == 412


def test_the_default_graph_is_new_while_it_is_empty(client: FlaskClient, write: Write) -> None:
    path = "/graphs?default"
    tag = client.get(path).headers["ETag"]
    assert write("PUT", path, If_Match="*").status_code == 412
    assert write("PUT", path, 1, If_Match=tag, If_None_Match="*").status_code == 201
    assert write("PUT", path, 2, If_Match=tag).status_code == 412
    assert write("PUT", path, 2, If_None_Match="*").status_code == 412
    assert write("DELETE", path, If_Match=client.get(path).headers["ETag"]).status_code == 204
    assert client.get(path).headers["ETag"] == tag


def test_of_two_editors_the_second_is_told(client: FlaskClient, write: Write) -> None:
    path = "/graphs?graph=" + quote("https://example.org/shared", safe="")
    assert write("PUT", path).status_code == 201
    tag = client.get(path).headers["ETag"]
    with ThreadPoolExecutor(4) as editors:
        answers = list(editors.map(lambda n: write("PUT", path, n, If_Match=tag).status_code, range(1, 5)))
    assert sorted(answers) == [204, 412, 412, 412]


def test_an_update_is_made_only_on_the_version_that_was_read(client: FlaskClient) -> None:
    def update(tag: str) -> TestResponse:
        data = {"update": "INSERT DATA { <a:1> <a:p> 1 } ; DELETE DATA { <a:1> <a:p> 1 , 2 }"}
        return client.post("/sparql", data=data, headers={"If-Match": tag})

    tag = client.get("/sparql?query=ASK{}").headers["ETag"]
    assert update(tag).status_code == 204
    assert client.put(_OTHER, data="<a:1> <a:p> 77 .", content_type="text/turtle").status_code in (201, 204)
    late = update(tag)
    assert (late.status_code, late.get_json(force=True)["title"]) == (412, "Not as it was seen")
    assert update("*").status_code == 204


@pytest.mark.parametrize("path", ["/graphs/x", _OTHER, "/graphs?default"])
def test_graphs_are_not_patched(client: FlaskClient, path: str) -> None:
    response = client.patch(path, data="INSERT DATA {}", content_type="application/sparql-update")
    assert response.status_code == 405
    assert {"GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"} == set(response.headers["Allow"].split(", "))


_QUERY = "/sparql?query=" + quote("SELECT * { ?s a ?class } LIMIT 40")
_READ = (
    _QUERY,
    "/sparql?query=" + quote("CONSTRUCT { ?s a ?o } { ?s a ?o }"),
    "/graphs?default",
    "/id/state/XNL",
)


@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
@pytest.mark.parametrize("path", [*_READ, "/sparql", "/events", "/openapi.json"])
def test_a_condition_holds_for_what_would_be_sent(client: FlaskClient, path: str, coding: str) -> None:
    def get(**conditions: str) -> TestResponse:
        given = {name.replace("_", "-"): tag for name, tag in conditions.items()}
        return client.get(path, headers={"Accept-Encoding": coding, **given})

    first = get()
    tag = first.headers["ETag"]
    for known in (tag, f'"x", W/{tag}'):
        again = get(If_None_Match=known)
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert get(If_Match=tag).data == first.data
    refused = get(If_Match='"other"')
    assert (refused.status_code, refused.mimetype) == (412, "application/problem+json")
    assert refused.get_json(force=True)["status"] == 412
    assert "Content-Encoding" not in refused.headers


def test_what_is_packed_has_no_time(client: FlaskClient) -> None:
    packed = client.get(_QUERY, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.data[4:8] == bytes(4)
