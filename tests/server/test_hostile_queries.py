"""Hostile queries against the real server, while an ordinary client goes on asking."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.server.asking import Ordinary, Outcome, ask, attack, ordinary_client
from tests.server.hostile import HOSTILE, PREFIX, STATUS, Hostile, Limit, fill_people
from tests.server.running import Running, serving

SERVERS = 2
QUERY_WORKERS = 3  # more than there are attackers, all of whom one process may get
LIMITS = {
    "workers": SERVERS,
    "query_workers": QUERY_WORKERS,
    "query_timeout": 1.0,
    "query_memory": 300_000_000,
    "result_bytes": 20_000_000,
}
SERVER_BYTES = 400_000_000  # what a process may take before it evaluates anything, several times over
ATTACKERS = 2
FORBIDDEN = ("Traceback", "oxigraph", ".py", "site-packages", "kg.store")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    store = tmp_path_factory.mktemp("people")
    fill_people(store)
    with serving(store, tmp_path_factory.mktemp("hostile"), **LIMITS) as running:
        yield running


class Attacked:
    """What came of all attacks, and what the processes looked like meanwhile."""

    def __init__(self, running: Running) -> None:
        self.before = self._servers(running)
        self.most_memory = 0
        done = threading.Event()
        watch = threading.Thread(target=self._watch, args=(running, done))
        watch.start()
        with ordinary_client(running.url) as self.ordinary, ThreadPoolExecutor(ATTACKERS) as attackers:
            outcomes = list(attackers.map(lambda hostile: attack(running.url, hostile), HOSTILE))
        done.set()
        watch.join()
        self.outcomes: dict[str, Outcome] = dict(zip((h.name for h in HOSTILE), outcomes, strict=True))
        self.after = self._servers(running)

    def _watch(self, running: Running, done: threading.Event) -> None:
        while not done.wait(0.1):
            self.most_memory = max(self.most_memory, running.memory())

    @staticmethod
    def _servers(running: Running) -> set[int]:
        """Return the server processes: all that evaluate no queries."""
        return {
            process
            for process in running.processes()
            if b"pool.worker" not in Path(f"/proc/{process}/cmdline").read_bytes()
        }


@pytest.fixture(scope="module")
def attacked(running: Running) -> Attacked:
    assert ask(running.url, "ASK {}").status == 200
    return Attacked(running)


def test_there_are_enough() -> None:
    names = [hostile.name for hostile in HOSTILE]
    assert len(set(names)) == len(names) >= 40


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
@pytest.mark.long
def test_it_ends_in_a_clean_problem_document(attacked: Attacked, running: Running, hostile: Hostile) -> None:
    outcome = attacked.outcomes[hostile.name]
    assert outcome.media_type == "application/problem+json"
    assert outcome.problem["title"] in hostile.limits, outcome.body[:500]
    assert outcome.status == outcome.problem["status"] == STATUS[Limit(str(outcome.problem["title"]))]
    for telling in (*FORBIDDEN, str(running.scratch), str(Path(__file__).parents[2])):
        assert telling not in outcome.body


def test_ordinary_queries_were_answered_all_the_while(attacked: Attacked) -> None:
    ordinary: Ordinary = attacked.ordinary
    assert not ordinary.failed
    assert len(ordinary.seconds) > len(HOSTILE)


def test_memory_stayed_bounded(attacked: Attacked) -> None:
    queries = SERVERS * QUERY_WORKERS * (int(LIMITS["query_memory"]) + SERVER_BYTES)
    assert 0 < attacked.most_memory < queries + (SERVERS + 1) * SERVER_BYTES


def test_no_process_was_lost_and_nothing_was_left(attacked: Attacked, running: Running) -> None:
    assert attacked.after == attacked.before
    end = time.monotonic() + 30
    while "Z" in running.processes().values() or running.scratch_files():
        assert time.monotonic() < end, (running.processes(), running.scratch_files())
        time.sleep(0.1)
    with ThreadPoolExecutor(SERVERS * QUERY_WORKERS) as clients:
        queries = [f"{PREFIX}SELECT (COUNT(*) + {n} AS ?n) {{ ?s e:age {n} }}" for n in range(40)]
        outcomes = list(clients.map(lambda query: ask(running.url, query), queries))
    assert {outcome.status for outcome in outcomes} == {200}
    assert "Traceback" not in running.log.read_text()
