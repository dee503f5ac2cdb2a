"""Articles over HTTP: one is told by its address or its report, many by what became of each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, URIRef
from werkzeug.test import TestResponse

from kg.config import Settings
from kg.edits import Received
from kg.gate.gate import Gate
from kg.receiving import Receiver
from kg.resources import shapes_folder
from kg.store.embedded import EmbeddedStore
from kg.store.quarantine import Quarantine
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from server.app import create_app
from tests.once import copied

TEXT = """Foreign ministers of Norway and Kenya meet

NAIROBI, 4 March 2024 - The foreign ministers of Norway and Kenya met in Nairobi on Monday.
"""
STRICT = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:strict> a sh:NodeShape ; sh:targetClass <https://schema.org/NewsArticle> ;
    sh:property [ sh:path <urn:none> ; sh:minCount 1 ; sh:message "nothing is good enough" ] .
"""
URL = "https://news.example.org/talks"


@pytest.fixture(scope="module")
def own_store(reference_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(reference_store, tmp_path_factory.mktemp("articles"))


@pytest.fixture(scope="module")
def sending(own_store: Path) -> Iterator[FlaskClient]:
    settings = Settings(
        store=own_store, query_workers=1, names_model="", max_article_bytes=3_000, write_timeout=300
    )
    secret = Tokens(Folder(own_store).tokens).add("me", Scope.WRITE)
    app = create_app(own_store, settings)
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    yield client
    app.extensions["dataset"].close()
    app.extensions["editing"].close()


def send(client: FlaskClient, body: str, media_type: str, **headers: str) -> TestResponse:
    return client.post("/articles", data=body.encode(), content_type=media_type, headers=headers)


def test_nobody_sends_without_a_token(sending: FlaskClient) -> None:
    response = sending.post("/articles", data=TEXT, content_type="text/plain", headers={"Authorization": ""})
    assert response.status_code == 401


def test_one_article(sending: FlaskClient) -> None:
    made = send(sending, TEXT, "text/plain", Slug="meeting")
    assert made.status_code == 201, made.text
    told = made.get_json()
    assert (told["stored"], told["articles"][0]["source"]) == (1, "meeting.txt")
    assert made.headers["Dataset-Version"] == str(told["version"])
    page = sending.get(urlsplit(made.headers["Location"]).path, headers={"Accept": "text/turtle"})
    article = URIRef(told["articles"][0]["iri"])
    assert (article, RDF.type, URIRef("https://schema.org/NewsArticle")) in Graph().parse(data=page.text)
    again = sending.post("/articles?name=meeting.txt", data=TEXT, content_type="text/plain")
    assert (again.status_code, again.get_json()["unchanged"]) == (200, 1)
    assert again.headers["Location"] == made.headers["Location"]
    changed = send(sending, TEXT.replace("Monday", "Tuesday"), "text/plain", Slug="meeting")
    assert (changed.status_code, changed.get_json()["replaced"]) == (200, 1)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (f"---\nurl: {URL}/md\n---\n{TEXT}", "text/markdown"),
        (f'<html><head><link rel="canonical" href="{URL}/html"></head><body><article><h1>Ministers of '
         f"Norway and Kenya meet</h1><p>{TEXT}</p></article></body></html>", "text/html"),
        (json.dumps({"url": f"{URL}/json", "text": TEXT}, indent=1), "application/json; charset=utf-8"),
    ],
)  # fmt: skip
def test_other_forms_of_one_article(sending: FlaskClient, body: str, media_type: str) -> None:
    response = send(sending, body, media_type)
    assert response.status_code == 201, response.text
    assert response.get_json()["articles"][0]["source"].startswith(URL)


def test_many_articles(sending: FlaskClient) -> None:
    lines = [
        json.dumps({"url": f"{URL}/1", "text": TEXT}).encode(),
        b'{"text": 5}',
        b'{"text": "caf\xe9"}',
        b"",
        b"{'text'}",
        json.dumps({"url": f"{URL}/1", "text": TEXT}).encode(),
        b'{"text": "' + b"x" * 4_000 + b'"}',
        json.dumps({"url": f"{URL}/2", "text": TEXT}).encode(),
        json.dumps({"text": TEXT}).encode(),
    ]

    def post() -> TestResponse:
        return sending.post("/articles", data=b"\n".join(lines), content_type="application/x-ndjson")

    response = post()
    assert response.status_code == 200
    told = response.get_json()
    assert {name: told[name] for name in ("stored", "rejected", "unreached")} == {
        "stored": 3,
        "rejected": 5,
        "unreached": 0,
    }
    outcomes = [(article["line"], article["outcome"]) for article in told["articles"]]
    rejected = [2, 3, 5, 6, 7]
    assert outcomes == [(n, "rejected" if n in rejected else "stored") for n in (1, 2, 3, 5, 6, 7, 8, 9)]
    details = {article["line"]: article["detail"] for article in told["articles"] if "detail" in article}
    expected = ("'text'", "not UTF-8", "not JSON", "the same identifier", "longer than")
    for line, why in zip(rejected, expected, strict=True):
        assert why in details[line]
        assert f"line {line}: " in details[line] or line == 6
    assert "/tmp" not in response.text
    held = EmbeddedStore.open_reader(sending.application.config["SETTINGS"].store, told["version"])
    stored = [article["iri"] for article in told["articles"] if article["outcome"] == "stored"]
    assert all(held.select("SELECT ?article ?type { ?article a ?type }", article=iri) for iri in stored)
    again = post().get_json()
    assert (again["unchanged"], again["stored"], again["version"]) == (3, 0, told["version"])
    lines[0] = json.dumps({"url": f"{URL}/1", "text": TEXT.replace("Monday", "Tuesday")}).encode()
    changed = post().get_json()
    assert (changed["replaced"], changed["unchanged"]) == (1, 2)
    assert changed["articles"][0]["iri"] == told["articles"][0]["iri"]


def test_an_article_without_url_is_the_same_in_another_batch(sending: FlaskClient) -> None:
    article = json.dumps({"text": TEXT + "The talks went on."})
    other = json.dumps({"text": TEXT + "The talks ended."})
    first = send(sending, f"{other}\n{article}\n", "application/x-ndjson").get_json()
    again = send(sending, article, "application/x-ndjson").get_json()
    assert again["unchanged"] == 1
    assert again["articles"][0]["iri"] == first["articles"][1]["iri"]


class Strict:
    """Receives articles in this process, behind a shape that none of them fits."""

    def __init__(self, settings: Settings, shapes: Path) -> None:
        shutil.copytree(shapes_folder(), shapes)
        (shapes / "strict.ttl").write_text(STRICT, encoding="utf-8")
        self._receiver = Receiver(settings, Gate(shapes))

    def articles(self, content: bytes, media_type: str, name: str) -> tuple[Received, str]:
        return self._receiver.receive((content, media_type), name)


def test_what_does_not_conform_is_kept_and_reported(sending: FlaskClient, tmp_path: Path) -> None:
    settings: Settings = sending.application.config["SETTINGS"]
    app = create_app(settings.store, settings)
    app.extensions["editing"] = Strict(settings, tmp_path / "shapes")
    client = app.test_client()
    client.environ_base |= sending.environ_base
    for _ in range(2):  # sending it again is another try, and tells as much
        response = send(client, TEXT, "text/plain", Slug="unfit")
        assert response.status_code == 422, response.text
        key = response.headers["Quarantine-Key"]
        assert key in Quarantine(Folder(settings.store).quarantine).keys()  # noqa: SIM118
        report = Graph().parse(data=response.text, format="turtle")
        assert list(report.subjects(RDF.type, URIRef("http://www.w3.org/ns/shacl#ValidationReport")))
    told = send(client, TEXT, "text/plain", Slug="unfit", Accept="application/problem+json").get_json(
        force=True
    )
    assert told["quarantined"] == key
    assert f"graph/article/{key}" in told["report"]


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        ("", "text/plain", 400),
        ("{", "application/json", 400),
        ("[1]", "application/json", 400),
        ("x" * 4_000, "text/plain", 400),
        (TEXT, "application/pdf", 415),
        (TEXT, "text/plain; charset=klingon", 415),
    ],
)
def test_what_is_no_article(sending: FlaskClient, body: str, media_type: str, status: int) -> None:
    response = send(sending, body, media_type)
    assert response.status_code == status, response.text
    assert "/tmp" not in response.text
