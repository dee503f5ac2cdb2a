"""What one client may have of a server of several processes, told from others by what a proxy says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from kg.config import Settings
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from server.app import create_app
from tests.server.hostile import fill_people
from tests.server.running import Running, serving

_PATIENCE = 60  # seconds, on a busy machine
_PRODUCT = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . FILTER (?c != {}) }}"
_ATTEMPTS = 6


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    headers: dict[str, str]
    body: str


def get(running: Running, path: str, forwarded: str, token: str = "") -> Answered:
    headers = {"X-Forwarded-For": forwarded} | ({"Authorization": f"Bearer {token}"} if token else {})
    try:
        with urlopen(Request(running.url + path, headers=headers), timeout=_PATIENCE) as answer:
            return Answered(answer.status, dict(answer.headers), answer.read().decode())
    except HTTPError as error:
        return Answered(error.code, dict(error.headers), error.read().decode())


def sparql(query: str) -> str:
    return "/sparql?" + urlencode({"query": query})


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("people")
    fill_people(store)
    return store


@pytest.fixture(scope="module")
def token(people: Path) -> str:
    return Tokens(Folder(people).tokens).add("somebody", Scope.ADMIN)


@pytest.fixture(scope="module")
def proxied(people: Path, token: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    settings = {"workers": 2, "query_workers": 1, "query_timeout": 3.0, "client_rate": 0}
    settings |= {"client_seconds": 4.0, "token_attempts": _ATTEMPTS, "trusted_proxies": 1}
    with serving(people, tmp_path_factory.mktemp("proxied"), **settings) as running:
        yield running


def test_a_client_whose_queries_took_too_long_has_to_wait(proxied: Running) -> None:
    for number in range(10):
        answered = get(proxied, sparql(_PRODUCT.format(number)), "192.0.2.40")
        if answered.status == 429:
            break
        assert answered.status in (200, 503)
    assert 0 < number < 9
    assert "busy" in json.loads(answered.body)["detail"] and int(answered.headers["Retry-After"]) >= 1
    refused = {get(proxied, sparql(f"ASK {{ ?s ?p {n} }}"), "192.0.2.40").status for n in range(6)}
    assert refused == {429}  # whichever process answers
    assert get(proxied, "/search?q=person&format=json", "192.0.2.40").status == 429
    assert get(proxied, "/events", "192.0.2.40").status == 429
    assert get(proxied, "/healthz", "192.0.2.40").status == 200
    assert get(proxied, sparql("ASK {}"), "192.0.2.41").status == 200


def test_pages_take_seconds_too(people: Path, tmp_path: Path) -> None:
    app = create_app(people, Settings(store=people, client_seconds=0.001), tmp_path)
    client = app.test_client()

    def status(path: str, address: str) -> int:
        return client.get(path, environ_base={"REMOTE_ADDR": address}).status_code

    assert [status("/events", "192.0.2.45") for _ in range(3)] == [200, 429, 429]
    assert status("/persons", "192.0.2.46") == 200
    assert [status("/events", "127.0.0.1") for _ in range(3)] == [200] * 3
    app.extensions["dataset"].close()


def test_what_is_made_of_an_answer_takes_seconds_too(people: Path, tmp_path: Path) -> None:
    """A page of a thousand rows takes this process longer than it takes another one to find them."""
    app = create_app(people, Settings(store=people, client_seconds=60.0), tmp_path)
    client, spent = app.test_client(), list[float]()
    app.extensions["client_limits"]["seconds"].spend = lambda _client, _now, cost: spent.append(cost)
    data = {"query": "SELECT * { ?s ?p ?o } LIMIT 1000", "format": "html"}
    answered = client.post("/sparql", data=data, environ_base={"REMOTE_ADDR": "192.0.2.47"})
    assert answered.status_code == 200 and len(spent) == 2  # of the query process, and of this one
    assert all(cost > 0 for cost in spent)
    app.extensions["dataset"].close()


def test_wrong_tokens_are_counted_over_all_processes(proxied: Running, token: str) -> None:
    """What a client puts before the word of the proxy does not make it somebody else."""
    guesses = [get(proxied, "/queries", f"198.51.100.{n}, 192.0.2.30", f"kg_{n}").status for n in range(20)]
    assert guesses == [401] * _ATTEMPTS + [429] * (20 - _ATTEMPTS)
    assert get(proxied, "/queries", "192.0.2.30", token).status == 429
    assert get(proxied, "/queries", "192.0.2.31", token).status == 200


def test_a_proxy_that_nobody_told_of_is_named_in_the_log(people: Path, tmp_path: Path) -> None:
    with serving(people, tmp_path, workers=1, trusted_proxies=0) as running:
        assert "trusted_proxies" not in running.log.read_text()
        assert {get(running, "/robots.txt", "192.0.2.1").status for _ in range(3)} == {200}
        assert get(running, "/metrics", "192.0.2.1").status == 401  # who knows for whom it is
        with urlopen(running.url + "/metrics", timeout=_PATIENCE) as answer:
            assert answer.status == 200
    assert running.log.read_text().count("set trusted_proxies") == 1
