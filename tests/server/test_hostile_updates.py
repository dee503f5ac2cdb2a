"""Hostile changes against the real server: each ends in a problem, nothing changes, and work goes on."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kg.config import Settings
from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from tests.server.asking import Ordinary, Outcome, ask, ordinary_client
from tests.server.hostile import fill_people
from tests.server.hostile_updates import GRAPH, HOSTILE, HostileChange, Limit
from tests.server.running import Running, serving

LIMITS = {"workers": 1, "query_workers": 1, "write_memory": 600_000_000}
IMPATIENT, PATIENT = 2.0, 100.0  # seconds for changes that the time ends, and for others on a busy machine
SERVER_BYTES = 400_000_000  # what a process may take before it works on anything, several times over
FORBIDDEN = ("Traceback", "oxigraph", ".py", "site-packages", "kg.store", "/tmp")
_PATIENCE = 120  # seconds after which a client gives up, whatever the limits


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("people")
    fill_people(store)
    return store


@pytest.fixture(scope="module")
def running(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The server that is asked for what the time may end."""
    with serving(store, tmp_path_factory.mktemp("hostile"), **LIMITS, write_timeout=IMPATIENT) as running:
        yield running


@pytest.fixture(scope="module")
def patient(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The server that is asked for what ends by itself."""
    with serving(store, tmp_path_factory.mktemp("patient"), **LIMITS, write_timeout=PATIENT) as running:
        yield running


@pytest.fixture(scope="module")
def token(store: Path) -> str:
    return Tokens(Folder(store).tokens).add("writer", Scope.WRITE)


def change(url: str, token: str, hostile: HostileChange) -> Outcome:
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": hostile.media_type,
        "Accept": "application/problem+json",
    }
    if hostile.encoding:
        headers["Content-Encoding"] = hostile.encoding
    content, began = hostile.content(), time.monotonic()
    connection = HTTPConnection(urlsplit(url).netloc, timeout=_PATIENCE)
    headers["Content-Length"] = str(len(content))
    # What is longer than the server takes is refused by its length; who goes on sending may miss that.
    is_sent = len(content) <= Settings().upload_bytes
    with closing(connection):
        connection.request(hostile.method, hostile.path, content if is_sent else None, headers)
        response = connection.getresponse()
        status, kind, body = response.status, response.getheader("Content-Type", ""), response.read()
    problem = json.loads(body) if kind.endswith("problem+json") else {}
    return Outcome(status, kind, problem, body.decode(), time.monotonic() - began)


class Attacked:
    """What came of all hostile changes, one after the other, and of an ordinary client meanwhile."""

    def __init__(self, running: Running, patient: Running, store: Path, token: str) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self.versions: dict[str, int] = {}
        self.most_memory = 0
        with ordinary_client(running.url) as self.ordinary:
            for hostile in HOSTILE:
                asked = running if Limit.TIME in hostile.limits else patient
                self.outcomes[hostile.name] = change(asked.url, token, hostile)
                self.versions[hostile.name] = EmbeddedStore.open_reader(store).version
                self.most_memory = max(self.most_memory, asked.memory())


@pytest.fixture(scope="module")
def attacked(running: Running, patient: Running, store: Path, token: str) -> Attacked:
    assert ask(running.url, "ASK {}").status == 200
    return Attacked(running, patient, store, token)


def test_there_are_enough() -> None:
    assert len({hostile.name for hostile in HOSTILE}) == len(HOSTILE) >= 25


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
@pytest.mark.long
def test_it_ends_in_a_clean_problem_and_changes_nothing(
    attacked: Attacked, running: Running, patient: Running, hostile: HostileChange
) -> None:
    outcome = attacked.outcomes[hostile.name]
    assert outcome.media_type == "application/problem+json", outcome.body[:500]
    assert Limit(str(outcome.problem["title"])) in hostile.limits, outcome.body[:500]
    assert outcome.status == outcome.problem["status"] in (400, 403, 413, 503)
    assert attacked.versions[hostile.name] == 1
    scratch = str(running.scratch), str(patient.scratch)
    for telling in (*FORBIDDEN, *scratch, str(Path(__file__).parents[2])):
        assert telling not in outcome.body


def test_ordinary_queries_were_answered_all_the_while(attacked: Attacked) -> None:
    ordinary: Ordinary = attacked.ordinary
    assert not ordinary.failed
    assert len(ordinary.seconds) > len(HOSTILE)


def test_memory_stayed_bounded(attacked: Attacked) -> None:
    assert 0 < attacked.most_memory < int(LIMITS["write_memory"]) + 4 * SERVER_BYTES


def test_later_changes_are_made(
    attacked: Attacked, running: Running, patient: Running, store: Path, token: str
) -> None:
    good = HostileChange("good", lambda: b"<a:1> <a:p> 1 .", frozenset(), "PUT", GRAPH, "text/turtle")
    assert change(patient.url, token, good).status == 201
    update = HostileChange("good", lambda: b"DELETE WHERE { GRAPH ?g { <a:1> ?p ?o } }", frozenset())
    assert change(patient.url, token, update).status == 204
    reader, before = EmbeddedStore.open_reader(store), EmbeddedStore.open_reader(store, 1)
    assert (reader.version, reader.count()) == (3, before.count())
    assert not [path.name for path in store.iterdir() if path.name.startswith(".")]
    assert "Traceback" not in running.log.read_text() + patient.log.read_text()
