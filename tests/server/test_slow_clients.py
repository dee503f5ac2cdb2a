"""Clients that open connections and send little: a real server answers the others meanwhile."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.server.conftest import fill
from tests.server.running import Running, serving

PATIENCE = 60  # seconds, on a busy machine; far less than a client has for its request here
HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("slow")
    store = folder / "store"
    fill(store)
    with serving(store, folder, workers=1, request_timeout=600.0) as server:
        yield server


def connect(server: Running) -> closing[socket.socket]:
    address = urlsplit(server.url)
    return closing(socket.create_connection((address.hostname, address.port), timeout=PATIENCE))


def is_well(server: Running) -> bool:
    with urlopen(server.url + "/healthz", timeout=PATIENCE) as answer:
        return bool(answer.status == 200)


def answers(connection: socket.socket, number: int) -> bytes:
    """Return what is sent until a number of answers have begun."""
    found = b""
    while found.count(b"HTTP/1.1 ") < number and (part := connection.recv(4096)):
        found += part
    return found


@pytest.mark.parametrize("sent", [b"", b"G", HEAD], ids=["nothing", "a letter", "half a head"])
def test_who_does_not_finish_a_head_takes_no_thread(running: Running, sent: bytes) -> None:
    with ExitStack() as opened:
        for _ in range(200):
            opened.enter_context(connect(running)).sendall(sent)
        assert is_well(running)


def test_past_the_number_of_connections_the_longest_waiting_is_closed(running: Running) -> None:
    with ExitStack() as opened:
        first = opened.enter_context(connect(running))
        first.sendall(HEAD)
        for _ in range(1100):
            opened.enter_context(connect(running)).sendall(HEAD)
        assert is_well(running)
        assert not answers(first, 1)


def test_a_head_may_come_in_pieces_and_requests_behind_each_other(running: Running) -> None:
    with connect(running) as connection:
        for at in range(len(HEAD)):
            connection.sendall(HEAD[at : at + 1])
        connection.sendall(b"\r\n" + HEAD)
        assert answers(connection, 1).startswith(b"HTTP/1.1 200 ")
        connection.sendall(b"\r\n" + HEAD + b"\r\n" + HEAD + b"\r\n")
        assert answers(connection, 3).count(b"HTTP/1.1 200 ") == 3


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (HEAD + b"X: " + b"x" * 70_000, b"431"),
        (b"GET /healthz HTTP/1.1\nHost: x\n", b"400"),
        (b"\r\n\r\n\r\n", b"400"),
    ],
    ids=["without end", "lone line feeds", "empty"],
)
def test_what_never_becomes_a_head_is_refused_at_once(running: Running, sent: bytes, status: bytes) -> None:
    with connect(running) as connection:
        connection.sendall(sent)
        assert answers(connection, 1).startswith(b"HTTP/1.1 " + status)
