"""Versions, entity tags, kept answers and encodings of what the server answers."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from backports import zstd
from conftest import BASE, fill
from flask import Flask
from flask.testing import FlaskClient

from kg.config import Settings
from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder, prune_version
from server import linked_data
from server.answers import ComputedOnce, KeptAnswers
from server.app import create_app

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CLASSES = "SELECT ?c (COUNT(*) AS ?n) { ?s a ?c } GROUP BY ?c"
STATE = f"{BASE}state/XNL"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Flask]:
    """The application over a store with two versions; the second lacks an article."""
    store = tmp_path / "store"
    fill(store)
    with EmbeddedStore.open_writer(store) as writer:
        article = next(name for name, _, _ in writer.statements("https://schema.org/headline"))
        writer.remove_graph(article)
        writer.publish()
    app = create_app(store, Settings(store=store, query_workers=1))
    yield app
    app.extensions["dataset"].close()


def count(client: FlaskClient, **parameters: object) -> int:
    response = client.get("/sparql", query_string={"query": COUNT, **parameters})
    assert response.status_code == 200, response.text
    return int(json.loads(response.data)["results"]["bindings"][0]["n"]["value"])


def test_an_old_version_answers_as_it_did(two: Flask) -> None:
    client = two.test_client()
    assert count(client, version=1) > count(client, version=2) == count(client)
    old = client.get("/sparql", query_string={"query": COUNT, "version": 1})
    assert old.headers["Dataset-Version"] == "1"
    assert client.get("/sparql", query_string={"query": COUNT}).headers["Dataset-Version"] == "2"


def test_pages_and_descriptions_of_an_old_version(two: Flask) -> None:
    client = two.test_client()
    events = [client.get("/events", query_string={"version": number}) for number in (1, 2)]
    assert [response.headers["Dataset-Version"] for response in events] == ["1", "2"]
    assert events[0].data != events[1].data


@pytest.mark.parametrize("form", ["text/html", "text/turtle", "application/ld+json"])
def test_a_form_of_a_thing_is_made_once_for_a_version(
    two: Flask, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, path, headers = two.test_client(), "/id/state/XNL", {"Accept": form}
    made = client.get(path, headers=headers)
    old = client.get(path, query_string={"version": 1}, headers=headers)
    assert made.status_code == old.status_code == 200

    def none(*_: object) -> str:
        raise AssertionError("made again")

    monkeypatch.setattr(linked_data, "_PAGES", {"state": none})
    monkeypatch.setattr(linked_data, "serialise", none)
    assert client.get(path, headers=headers).data == made.data
    assert client.get(path, query_string={"version": 1}, headers=headers).data == old.data


@pytest.mark.parametrize(("number", "status"), [("3", 404), ("0", 400), ("-1", 400), ("x", 400), ("٣", 400)])
def test_a_version_that_is_none_is_told(two: Flask, number: str, status: int) -> None:
    response = two.test_client().get("/sparql", query_string={"query": COUNT, "version": number})
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"


def test_a_pruned_version_is_gone(two: Flask) -> None:
    prune_version(Folder(two.config["SETTINGS"].store), 1)
    response = two.test_client().get("/sparql", query_string={"query": COUNT, "version": 1})
    assert (response.status_code, response.json and response.json["title"]) == (
        410,
        "The version is no longer kept",
    )


def test_the_same_question_to_the_same_version_has_the_same_tag_and_bytes(two: Flask) -> None:
    client = two.test_client()

    def asked(name: str = "json", **parameters: object) -> tuple[str, bytes]:
        response = client.get("/sparql", query_string={"query": CLASSES, "format": name, **parameters})
        return response.headers["ETag"], response.data

    first = asked()
    two.extensions["dataset"].answers = KeptAnswers(0)  # so that it is computed again
    assert asked() == asked(version=2) == first
    tags = {asked(version=1)[0], asked("csv")[0], asked("tsv")[0], first[0]}
    assert len(tags) == 4


def evaluated(client: FlaskClient) -> int:
    """Return how many queries the pool has answered."""
    figures = client.get("/metrics").get_data(as_text=True)
    found = re.search(r'kg_query_seconds_count{outcome="answered"} (\d+)', figures)
    return int(found[1]) if found else 0


def test_a_client_that_has_the_answer_gets_no_other(two: Flask) -> None:
    client = two.test_client()
    client.get("/sparql", query_string={"query": CLASSES})
    before = evaluated(client)
    query = {"query": CLASSES}
    for encoding in ("identity", "gzip"):
        tag = client.get("/sparql", query_string=query, headers={"Accept-Encoding": encoding}).headers["ETag"]
        again = client.get("/sparql", query_string=query, headers={"If-None-Match": tag})
        assert (again.status_code, again.data, again.headers["Dataset-Version"]) == (304, b"", "2")
        assert "Query-Id" in again.headers
    assert evaluated(client) == before
    other = client.get("/sparql", query_string={**query, "version": 1}, headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_pages_are_conditional_too(client: FlaskClient) -> None:
    for path in ("/events", "/id/state/XNL.ttl"):
        first = client.get(path)
        assert first.status_code == 200
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_what_depends_on_the_clock_is_never_kept(client: FlaskClient) -> None:
    response = client.get("/sparql", query_string={"query": "SELECT (NOW() AS ?now) {}"})
    assert response.headers["Cache-Control"] == "no-store"


def test_a_kept_answer_is_not_computed_again(two: Flask) -> None:
    client = two.test_client()
    before = evaluated(client)
    first = client.get("/sparql", query_string={"query": CLASSES})
    again = client.post("/sparql", data={"query": CLASSES})
    assert first.headers["Query-Id"] != again.headers["Query-Id"]
    assert evaluated(client) == before + 1
    assert first.data == again.data


def test_kept_answers_take_no_more_than_their_share() -> None:
    kept = KeptAnswers(800)
    kept.put("large", b"x" * 101)
    for number in range(9):
        kept.put(str(number), b"x" * 100)
    assert kept.get("large") is None and kept.get("0") is None
    assert kept.get("8") == b"x" * 100


def test_a_long_answer_is_sent_whole_and_in_parts(two: Flask) -> None:
    rows = " ".join(f'"{"x" * 100}{number}"' for number in range(400))
    query = f"SELECT * {{ VALUES ?a {{ {rows} }} VALUES ?b {{ {' '.join(map(str, range(40)))} }} }}"
    client = two.test_client()
    response = client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"})
    assert response.content_length == len(response.data) > 1_500_000
    assert response.data.count(b"\n") == 16_001
    for encoding, unpack in (("gzip", gzip.decompress), ("zstd", zstd.decompress)):
        headers = {"Accept": "text/csv", "Accept-Encoding": encoding}
        packed = client.post("/sparql", data={"query": query}, headers=headers)
        assert packed.headers["Content-Encoding"] == encoding
        assert unpack(packed.data) == response.data


@pytest.mark.parametrize(("encoding", "unpack"), [("gzip", gzip.decompress), ("zstd", zstd.decompress)])
def test_answers_and_pages_are_compressed_on_demand(client: FlaskClient, encoding: str, unpack) -> None:  # type: ignore[no-untyped-def]
    for path in ("/ontology", "/sparql?query=SELECT+*+%7B+%3Fs+%3Fp+%3Fo+%7D"):
        plain = client.get(path)
        packed = client.get(path, headers={"Accept-Encoding": encoding})
        assert packed.headers["Content-Encoding"] == encoding
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert unpack(packed.data) == plain.data
        assert packed.headers["ETag"] != plain.headers["ETag"]


@pytest.mark.parametrize(
    "path", ["/sparql?query=ASK{}&version=1", "/events?version=1", "/search?q=a&version=1"]
)
def test_what_is_wrong_with_the_store_is_told_to_the_operator(
    two: Flask, path: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = Folder(tmp_path / "store")
    folder.manifest_file(1).write_text("{", encoding="utf-8")
    response = two.test_client().get(path)
    told = response.get_json()
    assert (response.status_code, "Retry-After" in response.headers) == (503, True)
    assert str(folder.root) not in response.text
    assert told["reference"] in caplog.text and str(folder.root) in caplog.text


def test_a_version_that_never_was(two: Flask) -> None:
    response = two.test_client().get("/sparql", query_string={"query": COUNT, "version": 9})
    assert (response.status_code, response.get_json()["detail"]) == (404, "there is no version 9")


def test_what_takes_long_is_computed_once() -> None:
    kept, computed = ComputedOnce(2), []

    def compute() -> str:
        computed.append("a")
        time.sleep(0.1)
        return "value"

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: kept.get("a", compute), range(16)))
    assert found == ["value"] * 16 and computed == ["a"]
    with pytest.raises(ZeroDivisionError):
        kept.get("b", lambda: 1 // 0)
    assert kept.get("b", lambda: "now") == "now"
    kept.get("c", lambda: "third")
    assert kept.get("a", compute) == "value" and computed == ["a", "a"]  # the oldest had to go
