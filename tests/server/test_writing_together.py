"""Many who write at once, over HTTP and from the command line: no change is lost, nobody waits for ever."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from tests.once import copied
from tests.server.running import Running, serving

ROOT = Path(__file__).resolve().parents[2]
WRITERS, CHANGES = 6, 4
PATIENCE = 120  # seconds in which a change is made, on a busy machine
ARTICLE = (
    "Ministers meet\n\nNAIROBI, {} March 2024 - The foreign ministers of Norway and Kenya met in Nairobi."
)


@dataclass(frozen=True, slots=True)
class Told:
    status: int
    retry_after: str | None
    version: int


@pytest.fixture(scope="module")
def store(reference_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(reference_store, tmp_path_factory.mktemp("together"))


@pytest.fixture(scope="module")
def running(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(store, tmp_path_factory.mktemp("serving"), workers=2, query_workers=1) as running:
        yield running


@pytest.fixture(scope="module")
def token(store: Path) -> str:
    return Tokens(Folder(store).tokens).add("writers", Scope.WRITE)


def put(url: str, token: str, graph: str, value: int) -> Told:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "text/turtle"}
    body = f"<urn:s> <urn:p> {value} ."
    connection.request("PUT", f"/graphs?graph={quote(graph, safe='')}", body, headers)
    response = connection.getresponse()
    response.read()
    version = int(response.headers.get("Dataset-Version") or 0)
    connection.close()
    return Told(response.status, response.headers.get("Retry-After"), version)


def insist(url: str, token: str, graph: str, value: int) -> int:
    """Put a graph, again while others are at it; return the version that has it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        told = put(url, token, graph, value)
        if told.status in (201, 204):
            return told.version
        assert told.status == 503
        assert int(told.retry_after or 0) > 0
        time.sleep(0.5)
    pytest.fail("a change was never made")


@pytest.mark.long
def test_many_write_at_once_and_articles_are_ingested(
    running: Running, store: Path, token: str, tmp_path: Path
) -> None:
    for number in range(3):
        (tmp_path / f"article-{number}.txt").write_text(ARTICLE.format(number + 1), encoding="utf-8")
    command = [sys.executable, "-m", "kg", "ingest", "--store", str(store), "--json", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KG_NAMES_MODEL": ""}
    ingesting = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def write(writer: int) -> list[int]:
        graph = f"urn:graph:{writer}"
        return [insist(running.url, token, graph, value) for value in range(CHANGES)]

    with ThreadPoolExecutor(WRITERS) as writers:
        versions = list(writers.map(write, range(WRITERS)))
    told, said = ingesting.communicate(timeout=PATIENCE)
    assert ingesting.returncode == 0, said.decode()
    assert b'"stored": 3' in told
    assert all(own == sorted(own) for own in versions)
    every = [version for own in versions for version in own]
    assert len(set(every)) == len(every) == WRITERS * CHANGES  # each change is a version of its own
    for writer, own in enumerate(versions):
        for value, version in enumerate(own):
            reader = EmbeddedStore.open_reader(store, version)
            (line,) = reader.graph(f"urn:graph:{writer}")
            assert f'"{value}"' in line
    assert EmbeddedStore.open_reader(store).manifest.articles == 3


def test_who_has_to_wait_too_long_is_told_when_to_come_again(
    running: Running, store: Path, token: str
) -> None:
    with EmbeddedStore.open_writer(store):  # as a long run of kg ingest does
        told = put(running.url, token, "urn:graph:waiting", 1)
    assert told.status == 503
    assert int(told.retry_after or 0) > 0
    assert put(running.url, token, "urn:graph:waiting", 1).status == 201
