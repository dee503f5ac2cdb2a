"""``/search`` as people and programs use it, and searching over the SPARQL protocol."""

from __future__ import annotations

import html
import json
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from conftest import BASE, BROWSER, fill
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.config import Settings
from kg.knowledge.facts import Text
from kg.store.embedded import EmbeddedStore
from kg.store.pool.running import new_identifier
from kg.vocab import RDFS, XSD
from server.app import create_app
from server.pages.search import MAX_HITS, PAGE_SIZE

MANY = MAX_HITS + 5


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a store whose second version has many things of one name more."""
    path = tmp_path_factory.mktemp("two")
    fill(path)
    things = [f"{BASE}place/many-{number}" for number in range(MANY)]
    labels = [(iri, RDFS["label"], Text(f"Common place {iri[-4:]}", "", XSD["string"])) for iri in things]
    with EmbeddedStore.open_writer(path) as writer:
        writer.replace_graph(f"{BASE}graph/default", labels)
        writer.publish()
    app = create_app(path, Settings(store=path, query_workers=1))
    yield app.test_client()
    app.extensions["dataset"].close()


def told(response: TestResponse) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(response.text)
    return answer


def found(client: FlaskClient, **parameters: object) -> dict[str, object]:
    response = client.get(f"/search?{urlencode({**parameters, 'format': 'json'})}")
    assert response.status_code == 200, response.text
    return told(response)


def results(client: FlaskClient, **parameters: object) -> list[dict[str, object]]:
    listed = found(client, **parameters)["results"]
    assert isinstance(listed, list)
    return listed


def test_a_name_leads_to_its_thing(client: FlaskClient) -> None:
    (first, *_) = results(client, q="astrid FJELLHÉIM")
    assert (first["label"], first["kind"], first["thing"]) == ("Astrid Fjellheim", "label", "person")
    assert first["snippet"] == "<mark>Astrid</mark> <mark>Fjellheim</mark>"
    page = client.get(str(first["page"]), headers={"Accept": BROWSER})
    assert page.status_code == 200 and "Astrid Fjellheim" in page.text


def test_a_sentence_leads_to_its_place_in_the_article(client: FlaskClient) -> None:
    sentences = results(client, q="fjellheim", kind="sentence")
    assert sentences and len({str(each["text"]) for each in sentences}) == len(sentences)
    for each in sentences:
        path, _, anchor = str(each["page"]).partition("#")
        text = client.get(path, headers={"Accept": BROWSER}).text
        assert f'id="{anchor}"' in text
        assert isinstance(each["article"], dict) and each["article"]["page"] == path
        assert html.escape(str(each["article"]["headline"]), quote=False) in text


def test_a_statement_goes_by_the_headline_of_its_article(client: FlaskClient) -> None:
    statements = results(client, q="the", kind="statement")
    assert statements
    for each in statements:
        assert isinstance(each["article"], dict)
        assert (each["thing"], each["label"]) == ("statement", each["article"]["headline"])
        assert client.get(str(each["page"]), headers={"Accept": BROWSER}).status_code == 200


def test_what_is_found_is_text_in_the_page(client: FlaskClient) -> None:
    alias, *others = results(client, q="onerror")
    assert {each["kind"] for each in others} <= {"sentence"}
    assert alias["label"] == "Rafael Contreras Iglesia"
    assert "<img" in str(alias["text"]) and "<img" not in str(alias["snippet"])
    assert "<mark>onerror</mark>=alert(1)&gt;" in str(alias["snippet"])
    page = client.get("/search?q=onerror", headers={"Accept": BROWSER}).text
    assert "&lt;img src=x <mark>onerror</mark>=alert(1)&gt;" in page and "<img src=x" not in page
    hostile = client.get(
        "/search?" + urlencode({"q": '"><script>alert(1)</script>'}), headers={"Accept": BROWSER}
    )
    assert "<script>alert" not in hostile.text and "&lt;script&gt;alert" in hostile.text


def test_kinds(client: FlaskClient) -> None:
    every = results(client, q="fjellheim")
    for kind in {str(each["kind"]) for each in every}:
        assert {each["kind"] for each in results(client, q="fjellheim", kind=kind)} == {kind}
    assert len({each["kind"] for each in every}) > 1


def test_reference_data_that_no_article_tells_of_comes_last(two: FlaskClient) -> None:
    silent = results(two, q="tierra callada")
    assert [(each["label"], each["reference"]) for each in silent] == [("Quietland", True)]
    every = results(two, q="norlandia")
    assert len(every) > 1 and not any(each["reference"] for each in every)  # articles tell of the state
    both = results(two, q="land*")
    assert [each["reference"] for each in both] == sorted(bool(each["reference"]) for each in both)
    page = two.get("/search?q=quietland", headers={"Accept": BROWSER}).text
    assert ">reference data<" in page
    assert ">reference data<" not in two.get("/search?q=norlandia", headers={"Accept": BROWSER}).text


def test_a_search_waits_for_a_process_like_a_query(store: Path, tmp_path: Path) -> None:
    settings = Settings(store=store, query_workers=1, query_queue=0, query_timeout=30.0)
    app = create_app(store, settings, tmp_path)
    client, name = app.test_client(), new_identifier()
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    dataset = app.extensions["dataset"]
    asking = threading.Thread(
        target=app.test_client().get,
        args=("/sparql",),
        kwargs={"query_string": {"query": endless}, "headers": {"Query-Id": name}},
    )
    asking.start()
    while not dataset.pool().running.all():
        time.sleep(0.05)
    busy = client.get("/search?q=fjellheim&format=json")
    assert busy.status_code == 503 and int(busy.headers["Retry-After"]) > 0
    assert dataset.pool().running.cancel(name)
    asking.join(60)
    name = new_identifier()
    free = client.get("/search?q=fjellheim&format=json", headers={"Query-Id": name})
    assert free.status_code == 200 and free.headers["Query-Id"] == name
    dataset.close()


def test_pages(two: FlaskClient) -> None:
    first = found(two, q="common")
    assert (first["total"], first["more"], first["page"], first["previous"]) == (MAX_HITS, True, 1, None)
    second = told(two.get(f"/search{first['next']}"))
    assert second["page"] == 2 and len(second["results"]) == PAGE_SIZE
    both = [each["iri"] for each in (*results(two, q="common"), *second["results"])]
    assert len(set(both)) == 2 * PAGE_SIZE
    page = two.get("/search?q=common", headers={"Accept": BROWSER}).text
    assert f"{MAX_HITS} and more found" in page and 'rel="next"' in page
    assert two.get(f"/search?q=common&page={MAX_HITS}").status_code == 404


def test_old_versions(two: FlaskClient) -> None:
    assert found(two, q="common", version=1)["total"] == 0
    assert found(two, q="fjellheim", version=1)["version"] == 1
    assert two.get("/search?q=common&version=9").status_code == 404


def test_a_client_that_has_the_answer_gets_none(two: FlaskClient) -> None:
    answer = two.get("/search?q=common&format=json")
    assert answer.headers["Dataset-Version"] == "2"
    again = two.get("/search?q=common&format=json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304 and not again.data


@pytest.mark.parametrize(
    ("address", "accept", "status", "kind"),
    [
        ("/search?q=fjellheim", BROWSER, 200, "text/html"),
        ("/search?q=fjellheim", "*/*", 200, "text/html"),
        ("/search?q=fjellheim", "application/json", 200, "application/json"),
        ("/search?q=fjellheim&format=html", "application/json", 200, "text/html"),
        ("/search?q=fjellheim", "image/png", 406, "application/problem+json"),
        ("/search?q=fjellheim&format=xml", "*/*", 400, "application/problem+json"),
        ("/search?q=fjellheim&kind=x", "*/*", 400, "application/problem+json"),
        ("/search?q=fjellheim&page=x", "*/*", 404, "application/problem+json"),
        ("/search?q=%3F", "*/*", 400, "application/problem+json"),
        ("/search?q=" + "x+" * 21, "*/*", 400, "application/problem+json"),
        ("/search", "application/json", 400, "application/problem+json"),
        ("/search", "*/*", 200, "text/html"),
    ],
)
def test_form_of_the_answer(client: FlaskClient, address: str, accept: str, status: int, kind: str) -> None:
    response = client.get(address, headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (status, kind)


def test_sparql_over_http(two: FlaskClient) -> None:
    query = (
        "PREFIX text: <https://w3id.org/dipl/text#> SELECT (COUNT(*) AS ?n) "
        '{ (?t ?s ?x) text:matches ("common" 7) }'
    )
    answer = two.get("/sparql", query_string={"query": query, "format": "csv"})
    assert answer.text.split() == ["n", "7"]
    old = two.get("/sparql", query_string={"query": query, "format": "csv", "version": 1})
    assert old.text.split() == ["n", "0"]
    wrong = two.get("/sparql", query_string={"query": query.replace('"common"', "?y")})
    assert wrong.status_code == 400 and told(wrong)["line"] == 1
    assert told(wrong)["column"] == query.index('"common"') + 1


def test_the_service_says_that_it_searches(client: FlaskClient) -> None:
    described = client.get("/sparql", headers={"Accept": "application/n-triples"}).text
    assert re.search(r"#propertyFeature> <https://w3id.org/dipl/text#matches>", described)


def test_no_plan_is_told(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": "ASK {}", "explain": "text"})
    assert response.status_code == 501 and "no plan" in told(response)["detail"]


def test_a_store_without_index_says_so(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / "versions" / "1" / "texts.sqlite").unlink()
    app = create_app(tmp_path, Settings(store=tmp_path, query_workers=1))
    response = app.test_client().get("/search?q=fjellheim&format=json")
    assert response.status_code == 404 and "no index" in told(response)["detail"]
    assert str(tmp_path) not in response.text
    app.extensions["dataset"].close()
