"""Many articles at once: what is told as stored is stored, whatever happens to the others."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.config import Settings
from kg.edits import MANY, EditingProcess, Received, Settled
from kg.iri import Minter
from kg.receiving import Receiver
from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder
from tests.once import copied

TEXT = "Ministers meet\n\nNAIROBI, {} March 2024 - The foreign ministers of Norway and Kenya met in Nairobi."
ARTICLES = 25
GRAPH = Minter(Settings().base_iri).article_graph


@pytest.fixture(scope="module")
def settings(reference_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    store = copied(reference_store, tmp_path_factory.mktemp("many"))
    return Settings(store=store, names_model="", write_timeout=300)


def batch(name: str, number: int = ARTICLES) -> bytes:
    lines = ({"url": f"https://example.org/{name}/{n}", "text": TEXT.format(n + 1)} for n in range(number))
    return "\n".join(map(json.dumps, lines)).encode()


def is_held(settings: Settings, settled: Settled, version: int) -> bool:
    return EmbeddedStore.open_reader(settings.store, version).has_graph(GRAPH(settled.source))


def test_what_there_is_no_time_for_is_told(settings: Settings) -> None:
    told: list[Settled] = []
    receiver = Receiver(settings)
    document = batch("late", 3) + b"\n{}", MANY[0]
    received, _ = receiver.receive(document, "", time.monotonic(), told.append)
    assert tuple(told) == received.articles
    assert [(s.line, s.outcome) for s in told] == [
        (1, "stored"),
        (2, "unreached"),
        (3, "unreached"),
        (4, "rejected"),
    ]
    assert [is_held(settings, settled, received.version) for settled in told[:3]] == [True, False, False]
    again, _ = receiver.receive(document, "")
    assert [settled.outcome for settled in again.articles] == ["unchanged", "stored", "stored", "rejected"]


@pytest.fixture
def process(settings: Settings) -> Iterator[EditingProcess]:
    process = EditingProcess(settings)
    yield process
    process.close()


def test_what_ends_the_process_ends_no_other_article(process: EditingProcess, settings: Settings) -> None:
    process.update("INSERT DATA { <a:1> <a:p> 1 }", (), (), admin=False)  # which starts it
    assert process._process is not None
    victim, received = process._process.process, list[Received]()
    sender = threading.Thread(
        target=lambda: received.append(process.articles(batch("killed"), MANY[0], "")[0])
    )
    sender.start()
    while not Folder(settings.store).unpublished.exists():  # until something is stored
        assert sender.is_alive()
        time.sleep(0.005)
    time.sleep(0.3)
    os.kill(victim, signal.SIGKILL)
    sender.join()
    articles = received[0].articles
    outcomes = [settled.outcome for settled in articles]
    stored = outcomes.index("rejected")
    assert outcomes == ["stored"] * stored + ["rejected"] + ["unreached"] * (ARTICLES - stored - 1)
    assert [settled.line for settled in articles] == list(range(1, ARTICLES + 1))
    assert all(is_held(settings, settled, received[0].version) for settled in articles[:stored])
    again, _ = process.articles(batch("killed"), MANY[0], "")
    outcomes = [settled.outcome for settled in again.articles]
    assert outcomes[:stored] == ["unchanged"] * stored  # one may be stored and not told
    assert set(outcomes[stored:]) <= {"unchanged", "stored"}
    assert all(is_held(settings, settled, again.version) for settled in again.articles)
