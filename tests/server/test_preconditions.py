"""Graphs are written only where they are what the client believes them to be (RFC 9110, section 13)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
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
    for accept in ("text/turtle", "application/ld+json"):
        read = client.get(path, headers={"Accept": accept, "Accept-Encoding": "gzip"})
        tag = read.headers["ETag"]
        assert client.get(path, headers={"Accept": accept, "If-None-Match": tag}).status_code == 304
        assert write("POST", path, 3, If_None_Match=tag).status_code == 412
        assert write("PUT", path, 4, If_Match=f'"other", {tag}').status_code == 204
        assert write("PUT", path, 5, If_Match=tag).status_code == 412  # it has changed since
        assert write("DELETE", path, If_Match=tag).status_code == 412
        assert write("PUT", path, 5, If_Match=f"W/{client.get(path).headers['ETag']}").status_code == 412
    assert " 4 ." in client.get(path).text
    tag = client.get(path).headers["ETag"]
    assert write("PUT", _OTHER, 1).status_code == 201
    assert write("DELETE", path, If_Match=tag).status_code == 412  # of another version of the dataset
    assert write("DELETE", path, If_Match=client.get(path).headers["ETag"]).status_code == 204
