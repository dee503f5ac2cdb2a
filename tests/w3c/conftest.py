"""A real server process over a store of its own, and a client that may do everything."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from suites import FOLDER  # type: ignore[import-not-found]

from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
PROGRAM = """
import sys
from pathlib import Path
from kg.config import Settings
from server.serving import run
sys.exit(run(Settings(store=Path(sys.argv[1]), port=int(sys.argv[2]), workers=1, query_workers=1)))
"""


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Service:
    """The server as a client with a token sees it."""

    port: int
    secret: str
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=120)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> Response:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        given = {"Authorization": f"Bearer {self.secret}", **given}
        self.connection.request(method, path, body or None, given)
        response = self.connection.getresponse()
        told = {name.lower(): value for name, value in response.getheaders()}
        return Response(response.status, told, response.read())

    def form(self, accept: str, parameters: Sequence[tuple[str, str]]) -> Response:
        kind = "application/x-www-form-urlencoded"
        return self.send("POST", "/sparql", urlencode(parameters).encode(), Content_Type=kind, Accept=accept)

    def update(self, text: str, using: Sequence[tuple[str, str]] = ()) -> Response:
        return self.form("*/*", [("update", text), *using])


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    if not FOLDER.is_dir():
        pytest.skip("the W3C suites are not there")
    store = tmp_path_factory.mktemp("w3c")
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph("urn:graph:first", [("urn:a", "urn:b", "urn:c")])
        writer.publish()
    secret = Tokens(Folder(store).tokens).add("suite", Scope.ADMIN)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(store), str(port)], env=environment)
    service = Service(port, secret)
    try:
        yield _started(service, process)
    finally:
        service.connection.close()
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        finally:
            process.kill()


def _started(service: Service, process: subprocess.Popen[bytes]) -> Service:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            service.send("GET", "/healthz")
            return service
        except OSError:
            service.connection.close()
            time.sleep(0.1)
    pytest.fail("the server did not start")
