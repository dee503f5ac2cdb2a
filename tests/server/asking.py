"""Queries over HTTP in, statuses, problem documents and seconds out; ordinary ones go on meanwhile."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.server.hostile import PEOPLE, PREFIX, Hostile

_ACCEPT = "application/problem+json, */*;q=0.5"
_PATIENCE = 60  # seconds after which a client gives up, whatever the limits
_ANSWERED = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a query ended; ``problem`` is empty where it was answered."""

    status: int
    media_type: str
    problem: dict[str, object]
    body: str
    seconds: float


def ask(url: str, query: str, result_format: str = "json") -> Outcome:
    """Send a query by POST and wait for its end."""
    data = urlencode({"query": query, "format": result_format}, errors="surrogatepass").encode()
    began = time.monotonic()
    try:
        with urlopen(Request(f"{url}/sparql", data, {"Accept": _ACCEPT}), timeout=_PATIENCE) as response:
            status, body, kind = response.status, response.read(), response.headers["Content-Type"]
    except HTTPError as error:
        status, body, kind = error.code, error.read(), error.headers["Content-Type"]
    seconds = time.monotonic() - began
    text = body.decode()
    return Outcome(status, kind, json.loads(text) if kind.endswith("problem+json") else {}, text, seconds)


def attack(url: str, hostile: Hostile) -> Outcome:
    return ask(url, hostile.query, hostile.format)


@dataclass(slots=True)
class Ordinary:
    """What a well-behaved client has seen: seconds of each answer, and whatever was none."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """Return the seconds within which this share of the answers came."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


@contextmanager
def ordinary_client(url: str, pause: float = 0.02) -> Iterator[Ordinary]:
    """Ask small queries, none twice, one after the other until the block ends."""
    seen, done = Ordinary(), threading.Event()

    def go_on() -> None:
        for number in count():
            if done.wait(pause):
                return
            person = f"e:person\\/{number % PEOPLE}"
            query = f"{PREFIX}SELECT ?name ({number} AS ?n) {{ {person} e:knows/e:name ?name }}"
            try:
                outcome = ask(url, query)
            except OSError as error:
                seen.failed.append(repr(error))
                continue
            seen.seconds.append(outcome.seconds)
            if outcome.status != _ANSWERED or '"Person number ' not in outcome.body:
                seen.failed.append(f"{outcome.status} {outcome.body[:300]}")

    client = threading.Thread(target=go_on, daemon=True)
    client.start()
    try:
        yield seen
    finally:
        done.set()
        client.join(_PATIENCE)
