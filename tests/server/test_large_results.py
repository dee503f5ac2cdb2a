"""Five million rows through a real server: memory stays what it was; who leaves frees what was held."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.server.asking import ask
from tests.server.hostile import PREFIX, fill_people
from tests.server.running import Running, serving

ROWS = 5_000_000
MANY = f"{PREFIX}SELECT ?a ?y {{ ?a e:age ?x . ?b e:age ?y }} LIMIT {ROWS}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GROWTH = 100_000_000  # bytes that all processes together may take more; the result has twice as many
SETTINGS = {"workers": 1, "query_workers": 1, "query_timeout": 300.0, "result_bytes": 2_000_000_000}
PATIENCE = 300  # seconds


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    store = tmp_path_factory.mktemp("people")
    fill_people(store)
    with serving(store, tmp_path_factory.mktemp("large"), **SETTINGS) as running:
        assert ask(running.url, "SELECT * { ?s ?p ?o } LIMIT 20000", "csv").status == 200
        yield running


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def results_held(running: Running) -> int:
    """Return how many results the processes have open, though nobody sees their files any more."""
    held = 0
    for process in running.processes():
        for link in Path(f"/proc/{process}/fd").iterdir():
            try:
                held += ".result" in os.readlink(link)
            except OSError:  # closed meanwhile
                continue
    return held


def send(running: Running, query: str) -> socket.socket:
    """Send a query over a socket of ours, without waiting for the answer."""
    address = urlsplit(running.url)
    connection = socket.create_connection((address.hostname, address.port), timeout=PATIENCE)
    target = "/sparql?" + urlencode({"query": query, "format": "csv"})
    connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
    return connection


@contextmanager
def little_memory(running: Running) -> Iterator[None]:
    """Fail where the processes together take much more in the block than before it."""
    before, most, done = running.memory(), 0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.05):
            most = max(most, running.memory())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield
    finally:
        done.set()
        watching.join()
    assert most - before < GROWTH


@pytest.mark.long
def test_five_million_rows_in_constant_memory(running: Running) -> None:
    data = urlencode({"query": MANY, "format": "csv"}).encode()
    rows, length = 0, 0
    with (
        little_memory(running),
        urlopen(Request(running.url + "/sparql", data), timeout=PATIENCE) as response,
    ):
        while part := response.read(1 << 20):
            rows += part.count(b"\n")
            length += len(part)
    assert rows == ROWS + 1
    assert length == int(response.headers["Content-Length"]) > 1.5 * GROWTH
    wait_until(lambda: not running.scratch_files() and not results_held(running))


def test_a_page_of_a_million_rows_in_constant_memory(running: Running) -> None:
    with little_memory(running):
        page = ask(running.url, MANY.replace(str(ROWS), "1000000"), "html")
    assert "1000000 rows, the first 1000 shown" in page.body


def test_a_client_that_leaves_frees_the_only_query_process(running: Running) -> None:
    connection = send(running, ENDLESS)
    wait_until(lambda: len(running.scratch_files()) > 0)  # it runs
    connection.close()
    assert ask(running.url, "ASK { ?s ?p ?o }").status == 200
    wait_until(lambda: not running.scratch_files())


def test_a_client_that_leaves_while_it_reads_frees_the_result(running: Running) -> None:
    connection = send(running, MANY.replace(str(ROWS), "1000000"))
    assert connection.recv(1000).startswith(b"HTTP/1.1 200 ")
    assert results_held(running) == 1
    assert ask(running.url, "ASK { ?s ?p ?o }").status == 200  # no query process is held meanwhile
    connection.close()
    wait_until(lambda: not results_held(running))
