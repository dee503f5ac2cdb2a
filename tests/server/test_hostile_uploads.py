"""Uploads made to break a server: each is refused with a readable problem, or stored as what it is.

After all of them the same processes still answer, and what was stored is what was there before.
"""

from __future__ import annotations

import io
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from tests.once import copied
from tests.server.hostile_uploads import HARMLESS, HOSTILE, LIMIT, OWN, TURTLE, Hostile
from tests.server.problem_documents import Answered, assert_gives_nothing_away, assert_problem, request
from tests.server.running import Running, serving


@pytest.fixture(scope="module")
def service(
    reference_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Running, dict[str, str], Path]]:
    folder = tmp_path_factory.mktemp("hostile")
    with EmbeddedStore.open_writer(copied(reference_store, folder / "store")) as writer:
        writer.replace_graph("urn:g", [("urn:s", "urn:p", "urn:o")])
        writer.publish()
    token = Tokens(Folder(folder / "store").tokens).add("all", Scope.ADMIN)
    given = {
        "workers": 1,
        "query_workers": 1,
        "names_model": "",
        "upload_bytes": LIMIT,
        "request_timeout": 3.0,
        "write_timeout": 600,
    }
    with serving(folder / "store", folder, **given) as running:
        yield running, {"Authorization": f"Bearer {token}"}, folder


def upload(service: tuple[Running, dict[str, str], Path], hostile: Hostile) -> Answered:
    running, authorization, _ = service
    given = {**authorization, "Content-Type": hostile.kind, **hostile.headers}
    return request(running.url, hostile.method, hostile.path, hostile.make(), given)


@pytest.mark.parametrize("hostile", HOSTILE, ids=str)
def test_refused_with_what_and_where(service: tuple[Running, dict[str, str], Path], hostile: Hostile) -> None:
    answered = upload(service, hostile)
    problem = assert_problem(answered, service[2])
    assert problem["status"] == hostile.status, problem
    assert hostile.told in str(problem["detail"])


@pytest.mark.parametrize("harmless", HARMLESS, ids=str)
def test_taken_although_it_looks_odd(
    service: tuple[Running, dict[str, str], Path], harmless: Hostile
) -> None:
    answered = upload(service, harmless)
    assert answered.status in (201, 204), answered.text
    removed = request(service[0].url, "DELETE", OWN, b"", service[1])
    assert removed.status == 204


# --------------------------------------------------------------------------- broken requests


def chunked(count: int) -> Iterator[bytes]:
    for _ in range(count):
        yield b"# comment\n" * 10_000


def test_chunks_are_counted(service: tuple[Running, dict[str, str], Path]) -> None:
    running, authorization, folder = service
    given = {**authorization, "Content-Type": TURTLE}
    done = request(running.url, "PUT", OWN, chunked(2), given)
    assert done.status == 204, done.text
    try:
        refused = request(running.url, "PUT", OWN, chunked(100), given)
    except OSError:  # the server closes before all is sent
        return
    assert assert_problem(refused, folder)["status"] == 413


BROKEN = {
    "chunks without end": b"Transfer-Encoding: chunked\r\n\r\n5\r\n# abc\r\n",
    "no chunks": b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "less than told": b"Content-Length: 1000\r\n\r\n# abc",
    "a negative length": b"Content-Length: -1\r\n\r\n# abc",
    "no length": b"Content-Length: x\r\n\r\n# abc",
    "two lengths": b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n# abc",
    "length and chunks": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a huge length": b"Content-Length: 99999999999999999999\r\n\r\n# abc",
    "another transfer coding": b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_requests_end(service: tuple[Running, dict[str, str], Path], name: str) -> None:
    running, authorization, folder = service
    head = f"PUT {OWN} HTTP/1.1\r\nHost: x\r\nContent-Type: {TURTLE}\r\n"
    head += f"Authorization: {authorization['Authorization']}\r\n"
    with socket.create_connection(("127.0.0.1", urlsplit(running.url).port or 0), timeout=60) as connection:
        connection.sendall(head.encode() + BROKEN[name])
        answer = io.BytesIO()
        end = time.monotonic() + 60
        try:
            while part := connection.recv(65536):
                answer.write(part)
                assert time.monotonic() < end
                if name == "length and chunks" or b"\r\n\r\n" in answer.getvalue():
                    break
        except ConnectionError:
            pass
    status, _, rest = answer.getvalue().partition(b"\r\n")
    assert not status or status.split()[1][:1] in (b"2", b"4"), answer.getvalue()
    assert_gives_nothing_away(Answered(0, {}, rest), folder)


# ------------------------------------------------------------------------------- afterwards


def test_everything_still_works(service: tuple[Running, dict[str, str], Path]) -> None:
    running, authorization, _ = service
    found = request(running.url, "GET", "/sparql?query=SELECT+*+%7B+GRAPH+%3Curn:g%3E+%7B+?s+?p+?o+%7D+%7D")
    assert [row["s"]["value"] for row in json.loads(found.text)["results"]["bindings"]] == ["urn:s"]
    assert request(running.url, "GET", OWN).status == 404
    given = {**authorization, "Content-Type": TURTLE}
    assert request(running.url, "PUT", OWN, b"<urn:a> <urn:b> <urn:c> .", given).status == 201
    assert running.process.poll() is None
    assert "Traceback" not in running.log.read_text()
