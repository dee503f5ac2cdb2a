"""``/openapi.json`` tells the truth: every route and no other, and its examples work."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import OpenAPIV31SpecValidator

from kg.config import Settings
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from server import media
from server.app import create_app
from server.openapi.document import PATH, description
from server.problems import STATUS

_ANY = re.compile(r"<any\((.*?)\):\w+>")
_CONVERTED = re.compile(r"<(?:\w+:)?\w+>|\{\w+\}")
_OPERATIONS = [(path, method) for path, operations in description()["paths"].items() for method in operations]
# A query that runs is told of and ended in test_operation.py; articles, which take seconds to read, are
# sent in test_articles_received.py.
_ELSEWHERE = {("/queries/{identifier}", "get"), ("/queries/{identifier}", "delete"), ("/articles", "post")}
_WITH_EXAMPLES = [each for each in _OPERATIONS if each not in _ELSEWHERE]


def _resolved(part: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in part:
        return part
    found: Any = description()
    for name in part["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return dict(found)


@pytest.fixture(scope="module")
def writable(published_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client with a token of the scope admin, of an application over a store of its own."""
    store = Path(shutil.copytree(published_store, tmp_path_factory.mktemp("described") / "store"))
    secret = Tokens(Folder(store).tokens).add("described", Scope.ADMIN)
    app = create_app(store, Settings(store=store, query_workers=1))
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    yield client
    app.extensions["editing"].close()
    app.extensions["dataset"].close()


def test_it_is_openapi(client: FlaskClient) -> None:
    answer = client.get(PATH)
    assert answer.mimetype == "application/vnd.oai.openapi+json"
    told = json.loads(answer.data)
    OpenAPIV31SpecValidator(told).validate()
    assert client.get(PATH, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_it_has_every_route_and_no_other(app: Flask) -> None:
    routes = set()
    for rule in app.url_map.iter_rules():
        choices = _ANY.search(rule.rule)
        paths = [rule.rule] if choices is None else [
            rule.rule.replace(choices[0], name.strip()) for name in choices[1].split(",")
        ]  # fmt: skip
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            routes |= {(_CONVERTED.sub("{}", path), method.lower()) for path in paths}
    assert {(_CONVERTED.sub("{}", path), method) for path, method in _OPERATIONS} == routes


def test_every_status_of_an_error_is_described() -> None:
    described = {
        int(status)
        for path, method in _OPERATIONS
        for status in description()["paths"][path][method]["responses"]
    }
    assert {int(status) for status in STATUS.values()} <= described
    assert {304, 400, 401, 403, 404, 406, 410, 413, 414, 415, 422, 429, 431, 501, 503} <= described


def test_nothing_that_is_shared_is_unused() -> None:
    text = json.dumps(description())
    for kind, parts in description()["components"].items():
        for name in parts:
            used = f'"#/components/{kind}/{name}"' in text or kind == "securitySchemes" or name == "Allow"
            assert used, f"{kind}/{name}"


def test_the_media_types_are_those_that_are_answered() -> None:
    get = description()["paths"]["/sparql"]["get"]["responses"]["200"]["content"]
    assert set(get) == {*media.RESULT_TYPES.values(), *media.GRAPH_TYPES.values(), media.HTML}
    put = description()["paths"]["/graphs"]["put"]["requestBody"]["content"]
    assert set(put) == set(media.GRAPH_TYPES.values())


@pytest.mark.parametrize(("path", "method"), _WITH_EXAMPLES)
def test_examples_work(writable: FlaskClient, path: str, method: str) -> None:
    operation = description()["paths"][path][method]
    asks = [_resolved(part) for part in operation.get("parameters", [])]
    examples = {part["name"]: part["example"] for part in asks if "example" in part}
    address, query = path, dict[str, str]()
    for part in asks:
        value = examples.get(part["name"], "made/by/an/example")
        if part["in"] == "path":
            address = address.replace(f"{{{part['name']}}}", value)
        elif part["in"] == "query" and ("example" in part or part["name"] == "graph"):
            query[part["name"]] = examples.get(part["name"], "https://example.org/notes")
    bodies = operation.get("requestBody", {}).get("content", {})
    tried = [(kind, told["example"]) for kind, told in bodies.items() if "example" in told] or [("", "")]
    for kind, body in tried:
        if method in ("get", "delete") and path.startswith("/graphs"):
            target = "/graphs/made/by/an/example" if "{" in path else "/graphs"
            writable.put(target, query_string=query, data="<a:1> <a:2> <a:3> .", content_type="text/turtle")
        sent = {"data": body, "content_type": kind} if kind else {}
        answer = writable.open(address, method=method.upper(), query_string=query, buffered=True, **sent)
        told = operation["responses"].get(str(answer.status_code))
        assert told is not None and answer.status_code < 400, (answer.status_code, answer.text)
        contents = _resolved(told).get("content")
        assert not answer.data or (contents and answer.mimetype in contents), answer.mimetype


def test_the_home_page_leads_to_it(client: FlaskClient) -> None:
    links = client.get("/").headers.getlist("Link")
    assert f'<{PATH}>; rel="service-desc"; type="application/vnd.oai.openapi+json"' in links
