"""Services on this machine for tests, which may misbehave, and what asks them all the same."""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs

import pyoxigraph as ox

from kg.store.federation.answers import Ask
from kg.store.federation.public_addresses import Address
from kg.store.federation.remote_endpoints import RemoteEndpoints

BASE = "https://example.org/id/"
PATIENCE = 30  # seconds


def is_loopback(address: Address) -> bool:
    return address.is_loopback


def asking(seconds: float = PATIENCE, most_bytes: int = 1_000_000) -> Ask:
    """Return what asks services on this machine, as no setting could."""
    return RemoteEndpoints(time.monotonic() + seconds, most_bytes, is_loopback).ask


def rows(found: object) -> list[tuple[tuple[str, str], ...]]:
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return sorted(
        tuple(sorted((name, str(solution[name])) for name in names if solution[name] is not None))
        for solution in found
    )


class Service(BaseHTTPRequestHandler):
    """Answers as its class is told to; notes what it was asked."""

    reply: ClassVar[Callable[[Service], None]]
    asked: list[tuple[dict[str, str], str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append((dict(self.headers), parse_qs(body)["query"][0]))
        type(self).reply(self)

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:
        pass


def send(
    body: bytes, status: int = 200, kind: str = "application/sparql-results+json", **headers: str
) -> Callable[[Service], None]:
    def reply(service: Service) -> None:
        service.send_response(status)
        service.send_header("Content-Type", kind)
        for name, value in headers.items():
            service.send_header(name.replace("_", "-"), value)
        service.end_headers()
        service.wfile.write(body)

    return reply


@contextmanager
def serving(
    reply: Callable[[Service], None], context: ssl.SSLContext | None = None
) -> Iterator[tuple[str, list[tuple[dict[str, str], str]]]]:
    asked: list[tuple[dict[str, str], str]] = []
    kind = type("Service", (Service,), {"reply": reply, "asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as service:
        service.daemon_threads = True
        if context is not None:
            service.socket = context.wrap_socket(service.socket, server_side=True)
        threading.Thread(target=service.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{service.server_port}/sparql", asked
        service.shutdown()


def results(bindings: Sequence[object], names: Sequence[str] = ("s",)) -> bytes:
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}).encode()


def iri(value: str) -> dict[str, object]:
    return {"s": {"type": "uri", "value": value}}


def drip(service: Service) -> None:
    service.send_response(200)
    service.send_header("Content-Type", "application/sparql-results+json")
    service.end_headers()
    try:
        while True:
            service.wfile.write(b" ")
            time.sleep(0.05)
    except OSError:
        pass
