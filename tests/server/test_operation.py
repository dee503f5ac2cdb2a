"""What operators need, from a real server: probes, figures, the log, limits of clients, ending queries."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest

from kg.store.pool.running import new_identifier
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from tests.server.asking import ask
from tests.server.hostile import fill_people
from tests.server.running import Running, serving

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SETTINGS = {
    "workers": 2,
    "query_workers": 2,
    "query_timeout": 60.0,
    "client_rate": 1.0,
    "client_burst": 5,
    "client_requests": 2,
    "trusted_proxies": 1,
    "header_bytes": 4000,
    "request_timeout": 2.0,
    "access_log": True,
}
PATIENCE = 60  # seconds, on a busy machine


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Service:
    """A running server with a token for each scope."""

    running: Running
    tokens: dict[Scope, str]

    def request(self, method: str, path: str, client: str = "", **headers: str) -> Answered:
        """Ask as this machine, or as a client behind the proxy."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if client:
            given["X-Forwarded-For"] = client
        try:
            with urlopen(
                Request(self.running.url + path, method=method, headers=given), timeout=PATIENCE
            ) as answer:
                return Answered(answer.status, dict(answer.headers), answer.read().decode())
        except HTTPError as error:
            return Answered(error.code, dict(error.headers), error.read().decode())

    def authorized(self, method: str, path: str, scope: Scope) -> Answered:
        return self.request(method, path, Authorization=f"Bearer {self.tokens[scope]}")

    def figures(self) -> dict[str, float]:
        body = self.request("GET", "/metrics").body
        lines = (line.rsplit(" ", 1) for line in body.splitlines() if not line.startswith("#"))
        return {name: float(value) for name, value in lines}

    def ask_endlessly(self, name: str) -> tuple[threading.Thread, list[Answered]]:
        """Ask a query without end under a name of ours; wait until it runs."""
        found: list[Answered] = []
        path = "/sparql?" + urlencode({"query": ENDLESS})
        thread = threading.Thread(target=lambda: found.append(self.request("GET", path, Query_Id=name)))
        thread.start()
        end = time.monotonic() + PATIENCE
        while name not in self.authorized("GET", "/queries", Scope.ADMIN).body:
            assert time.monotonic() < end, "the query does not begin"
            time.sleep(0.1)
        return thread, found


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    store = tmp_path_factory.mktemp("people")
    fill_people(store)
    tokens = Tokens(Folder(store).tokens)
    secrets = {scope: tokens.add(scope.value, scope) for scope in Scope}
    with serving(store, tmp_path_factory.mktemp("operation"), **SETTINGS) as running:
        yield Service(running, secrets)


def test_health_needs_no_query_process_and_readiness_does(service: Service) -> None:
    assert json.loads(service.request("GET", "/healthz").body) == {"status": "ok", "version": 1}
    assert json.loads(service.request("GET", "/readyz").body) == {"status": "ready", "version": 1}


def test_every_answer_has_a_name(service: Service) -> None:
    names = {service.request("GET", path).headers["Request-Id"] for path in ("/", "/", "/none")}
    assert len(names) == 3
    for query in ("ASK {}", "ASK {}", "ASK {", ENDLESS + "}"):
        answered = service.request("GET", "/sparql?" + urlencode({"query": query}))
        assert answered.headers["Query-Id"] == answered.headers["Request-Id"]


def test_answers_do_not_tell_which_program_serves_them(service: Service) -> None:
    assert service.request("GET", "/").headers["Server"] == "kg"


def test_a_query_is_listed_and_ended(service: Service) -> None:
    name = new_identifier()
    thread, found = service.ask_endlessly(name)
    listed = json.loads(service.authorized("GET", "/queries", Scope.ADMIN).body)
    assert [query["id"] for query in listed] == [name]
    assert listed[0].keys() == {"id", "seconds"} and listed[0]["seconds"] >= 0
    assert service.request("GET", "/healthz").status == 200
    assert service.authorized("DELETE", f"/queries/{name}", Scope.WRITE).status == 204
    thread.join(PATIENCE)
    (ended,) = found
    assert ended.status == 503 and ended.headers["Query-Id"] == name
    assert json.loads(ended.body)["title"] == "The query was cancelled"
    assert service.authorized("DELETE", f"/queries/{name}", Scope.WRITE).status == 404
    assert ask(service.running.url, "ASK {}").status == 200
    assert service.figures()['kg_query_processes_ended_total{reason="cancelled"}'] >= 1


def test_a_name_is_taken_while_its_query_runs(service: Service) -> None:
    name = new_identifier()
    thread, _ = service.ask_endlessly(name)
    for _ in range(3):  # whichever process answers
        again = service.request("GET", "/sparql?" + urlencode({"query": "ASK { ?s ?p 1 }"}), Query_Id=name)
        if again.status != 200:
            assert again.status in (403, 503)
    assert service.authorized("DELETE", f"/queries/{name}", Scope.ADMIN).status == 204
    thread.join(PATIENCE)


@pytest.mark.parametrize(
    ("method", "path", "scope", "status"),
    [
        ("GET", "/queries", None, 401),
        ("GET", "/queries", Scope.WRITE, 403),
        ("DELETE", "/queries/" + "0" * 32, None, 401),
        ("DELETE", "/queries/" + "0" * 32, Scope.READ, 403),
        ("DELETE", "/queries/" + "0" * 32, Scope.WRITE, 404),
        ("DELETE", "/queries/rates", Scope.ADMIN, 404),
    ],
)
def test_queries_are_behind_tokens(
    service: Service, method: str, path: str, scope: Scope | None, status: int
) -> None:
    answered = service.authorized(method, path, scope) if scope else service.request(method, path)
    assert answered.status == status


def test_figures_add_up_over_the_processes(service: Service) -> None:
    before = service.figures()
    for number in range(12):
        assert ask(service.running.url, f"ASK {{ ?s ?p {number} }}").status == 200
    ask(service.running.url, "ASK { ?s ?p 1 }")
    ask(service.running.url, "ASK {")
    after = service.figures()

    def more(name: str) -> float:
        return after[name] - before.get(name, 0)

    posts = 'kg_http_requests_total{{endpoint="sparql.endpoint",method="POST",status="{}"}}'
    assert more(posts.format(200)) == 13
    assert more(posts.format(400)) == 1
    looked_up = [after.get(f'kg_cache_lookups_total{{result="{result}"}}', 0) for result in ("hit", "miss")]
    assert sum(looked_up) >= 13
    assert more('kg_query_seconds_count{outcome="answered"}') >= 12
    assert after["kg_dataset_version"] == 1
    assert after["kg_queries_waiting"] == after["kg_queries_running"] == 0


def test_figures_are_for_this_machine_and_for_admins(service: Service) -> None:
    assert service.request("GET", "/metrics", "192.0.2.1").status == 401
    authorization = f"Bearer {service.tokens[Scope.ADMIN]}"
    assert service.request("GET", "/metrics", "192.0.2.1", Authorization=authorization).status == 200


def test_a_client_that_asks_too_often_has_to_wait(service: Service) -> None:
    statuses = [service.request("GET", "/robots.txt", "192.0.2.10").status for _ in range(8)]
    assert statuses[:5] == [200] * 5 and 429 in statuses
    refused = service.request("GET", "/robots.txt", "192.0.2.10")
    while refused.status == 200:  # the machine took its time
        refused = service.request("GET", "/robots.txt", "192.0.2.10")
    assert int(refused.headers["Retry-After"]) >= 1
    assert json.loads(refused.body)["status"] == 429
    assert service.request("GET", "/robots.txt", "192.0.2.11").status == 200
    assert service.request("GET", "/healthz", "192.0.2.10").status == 200
    time.sleep(int(refused.headers["Retry-After"]))
    assert service.request("GET", "/robots.txt", "192.0.2.10").status == 200


def test_who_asks_whether_queries_are_answered_is_a_client_too(service: Service) -> None:
    """Each probe takes a query process, so a flood of them would keep others from theirs."""
    assert 429 in [service.request("GET", "/readyz", "192.0.2.12").status for _ in range(8)]


def test_neighbours_in_an_ipv6_network_are_one_client(service: Service) -> None:
    addresses = [f"2001:db8::{number}" for number in range(1, 9)]
    assert 429 in [service.request("GET", "/robots.txt", address).status for address in addresses]


def test_what_a_client_says_before_the_proxy_is_not_believed(service: Service) -> None:
    forged = [f"198.51.100.{number}, 192.0.2.20" for number in range(8)]
    assert 429 in [service.request("GET", "/robots.txt", address).status for address in forged]


def test_the_log_tells_requests_in_json_but_nothing_of_queries(service: Service) -> None:
    answered = service.request("GET", "/sparql?" + urlencode({"query": "ASK { ?s ?p 'told to nobody' }"}))
    end = time.monotonic() + PATIENCE
    while answered.headers["Query-Id"] not in (log := service.running.log.read_text()):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert "nobody" not in log
    (line,) = [line for line in log.splitlines() if answered.headers["Query-Id"] in line]
    told = json.loads(line)
    assert told.keys() == {
        *("time", "id", "client", "method", "path", "status", "ms", "bytes", "query_id", "version")
    }
    assert (told["method"], told["path"], told["status"]) == ("GET", "/sparql", 200)
    assert told["bytes"] == len(answered.body) and told["version"] == 1 and told["client"] == "127.0.0.1"


def connect(service: Service) -> socket.socket:
    address = urlsplit(service.running.url)
    return socket.create_connection((address.hostname, address.port), timeout=PATIENCE)


def test_slow_senders_do_not_keep_the_threads(service: Service) -> None:
    slow = [connect(service) for _ in range(60)]  # more than there are threads
    for number, connection in enumerate(slow):
        head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        connection.sendall(head if number % 2 else head + b"Content-Length: 10\r\n\r\nASK")
    assert service.request("GET", "/healthz").status == 200
    for connection in slow:
        rest = b"".join(iter(lambda: connection.recv(4096), b""))  # noqa: B023 (it ends before the next)
        assert not rest or rest.startswith(b"HTTP/1.1 4")
        connection.close()


@pytest.mark.parametrize(
    "header", [b"Content-Length: 4\r\nContent-Length: 5", b"X Secret: 1", b"X: 1\r\n folded"]
)
def test_what_is_no_http_is_refused_and_not_told(service: Service, header: bytes) -> None:
    with connect(service) as connection:
        connection.sendall(b"GET /?q=Secret HTTP/1.1\r\nHost: x\r\nSecret: 1\r\n" + header + b"\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 400 ")
    with connect(service) as connection:
        connection.sendall(b"GET /Secret /Secret HTTP/1.1\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 400 ")
    log = service.running.log.read_text()
    assert "Invalid request from" in log and "secret" not in log.lower()


def test_long_headers_are_refused(service: Service) -> None:
    assert service.request("GET", "/healthz", X_Long="x" * 5000).status == 431
    assert service.request("GET", "/healthz?" + "x" * 5000).status == 414
    many = {f"X_{number}": "x" for number in range(100)}
    assert service.request("GET", "/healthz", **many).status == 431


def test_the_log_has_no_faults(service: Service) -> None:
    assert "Traceback" not in Path(service.running.log).read_text()
