"""The end of a query that somebody asks for just when it ends by itself: it must hit no other query."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kg.config import Settings
from kg.errors import KgError, QueryCancelledError, QueryRefusedError, StoreError
from kg.store.pool.running import RunningQueries, new_identifier
from kg.store.pool.workers import Asker, QueryPool

_ASK = "ASK { ?s ?p ?o }"
_PATIENCE = 30  # seconds, on a busy machine
_ROUNDS = 150


@pytest.fixture
def queries(tmp_path: Path) -> RunningQueries:
    return RunningQueries(tmp_path)


@pytest.fixture
def pool(store: Path, tmp_path: Path) -> Iterator[QueryPool]:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    pool = QueryPool(store, Settings(query_workers=1), scratch)
    yield pool
    pool.close()


def test_a_query_does_not_leave_while_somebody_ends_it(queries: RunningQueries) -> None:
    name, left = new_identifier(), threading.Event()
    queries.enter(name, 1)

    def leave() -> None:
        queries.leave(name)
        left.set()

    leaving = threading.Thread(target=leave)
    with (queries.folder / name).open("r+") as file:  # as who ends it does, in any process
        fcntl.flock(file, fcntl.LOCK_EX)
        leaving.start()
        assert not left.wait(0.3)
    assert left.wait(_PATIENCE)
    leaving.join()


def test_the_queries_of_a_server_process_that_was_killed_are_forgotten(queries: RunningQueries) -> None:
    """Else their results stay on disk, and who ends one later ends whatever has its process number then."""
    names = ours, theirs = new_identifier(), new_identifier()
    with subprocess.Popen(["sleep", "600"]) as evaluating:
        for name in names:
            queries.enter(name, evaluating.pid)
            queries.result(name).write_bytes(b"long")
        gone = os.getpid() + 1
        (queries.folder / theirs).write_text(f"{evaluating.pid} {gone}")
        queries.forget(gone)
        assert evaluating.wait(_PATIENCE) == -signal.SIGKILL
    assert {file.name for file in queries.folder.iterdir()} == {ours, queries.result(ours).name}


def test_a_query_that_has_left_is_not_ended(queries: RunningQueries, monkeypatch: pytest.MonkeyPatch) -> None:
    name = new_identifier()
    ended: list[int] = []
    monkeypatch.setattr(os, "kill", lambda process, _: ended.append(process))
    queries.enter(name, 4711)
    found: list[bool] = []
    with (queries.folder / name).open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        ending = threading.Thread(target=lambda: found.append(queries.cancel(name)))
        ending.start()  # has opened the file, most likely, and waits
        time.sleep(0.3)
        (queries.folder / name).unlink()  # as who leaves does
    ending.join(_PATIENCE)
    assert (found, ended) == ([False], [])


def test_a_name_is_free_again_only_when_its_query_has_left(queries: RunningQueries) -> None:
    name = new_identifier()
    process = os.posix_spawn("/bin/sleep", ["sleep", "60"], {})
    queries.enter(name, process)
    assert queries.cancel(name)
    os.waitpid(process, 0)
    assert not queries.cancel(name)
    with pytest.raises(QueryRefusedError):
        queries.enter(name, 1)
    assert queries.leave(name)
    assert not queries.leave(name)
    assert not list(queries.folder.iterdir())


def test_the_next_query_of_a_process_outlives_the_end_of_the_one_before(
    pool: QueryPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signal goes out late, as from a process that had to wait for its turn on the machine."""
    kill, began = os.kill, threading.Event()

    def late(process: int, which: int) -> None:
        began.set()
        time.sleep(0.5)
        kill(process, which)

    pool.run(_ASK, "json")  # the process is ready
    monkeypatch.setattr(os, "kill", late)
    name, ending = new_identifier(), threading.Event()

    def end() -> None:
        while not pool.running.cancel(name):
            assert not ending.is_set()

    canceller = threading.Thread(target=end)
    canceller.start()
    with suppress(QueryCancelledError):
        query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 2000"
        pool.run(query, "json", asker=Asker(name)).content.close()
    assert began.wait(_PATIENCE)
    for _ in range(20):
        assert pool.run(_ASK, "json").body  # whoever was ended, it was not this one
        time.sleep(0.05)
    ending.set()
    canceller.join(_PATIENCE)


def test_queries_that_nobody_ends_are_answered_whatever_happens_to_others(pool: QueryPool) -> None:
    chance = random.Random(5)
    outcomes = {"answered": 0, "cancelled": 0}
    for _ in range(_ROUNDS):
        name = new_identifier()
        canceller = threading.Timer(chance.uniform(0, 0.004), pool.running.cancel, [name])
        canceller.start()
        try:
            pool.run(_ASK, "json", asker=Asker(name))
            outcomes["answered"] += 1
        except QueryCancelledError:
            outcomes["cancelled"] += 1
        assert b"true" in pool.run(_ASK, "json").body
        canceller.join()
    assert sum(outcomes.values()) == _ROUNDS
    assert not list(pool.running.folder.iterdir())


def test_a_query_that_cannot_be_written_down_costs_no_process(pool: QueryPool) -> None:
    pool.run(_ASK, "json")
    pool.running.folder.rmdir()
    with pytest.raises(StoreError, match="cannot be written down"):
        pool.run(_ASK, "json")
    pool.running.folder.mkdir()
    assert pool.run(_ASK, "json").body
    assert len(pool._all) == len(pool._idle) == 1


def test_a_closed_pool_leaves_no_process(pool: QueryPool) -> None:
    pool.close()
    with pytest.raises(KgError):
        pool.run(_ASK, "json")
    assert not [worker for worker in pool._all if worker.alive]
