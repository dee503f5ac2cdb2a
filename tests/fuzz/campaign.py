"""Inputs sent to a running server by several clients at once; a table of what came of them.

Each input is made from the seed and its number alone, so that a run can be repeated. What failed is
written down as a file.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from tests.fuzz.answers import broke_its_process, faults
from tests.fuzz.article_uploads import article
from tests.fuzz.client import Answer, send
from tests.fuzz.graph_requests import changed_graph, made_graph, read_graph
from tests.fuzz.http_requests import broken, odd
from tests.fuzz.inputs import NO_HTTP, Input, Maker, keep
from tests.fuzz.page_requests import page
from tests.fuzz.sparql_requests import changed_query, changed_update, made_query, made_update

_PATIENCE = 150.0  # seconds after which a client gives up, whatever the limits

# What is made, and how often among its like.
READING: Mapping[str, tuple[Maker, int]] = {
    "query made": (made_query, 31),
    "query changed": (changed_query, 31),
    "page": (page, 18),
    "odd HTTP": (odd, 15),
    "graph read": (read_graph, 4),
    NO_HTTP: (broken, 1),
}
# Changes are made one after the other, each a version of its own, so these take longer.
WRITING: Mapping[str, tuple[Maker, int]] = {
    "graph changed": (changed_graph, 35),
    "graph made": (made_graph, 20),
    "update changed": (changed_update, 22),
    "update made": (made_update, 20),
}
# The first article brings the reference data with it, which makes everything slower, so these come last.
ARTICLES: Mapping[str, tuple[Maker, int]] = {"article": (article, 1)}
KINDS = {**READING, **WRITING, **ARTICLES}
_SHARES = (0.94, 0.055, 0.005)  # of those that read, write and are articles


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds within which an answer has to come: of what only reads, and of what changes the store."""

    reading: float
    writing: float

    def of(self, given: Input) -> float:
        return self.writing if given.may_write else self.reading


@dataclass(slots=True)
class Tally:
    """What came of the inputs of one kind."""

    inputs: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0
    slowest: float = 0.0
    faults: Counter[str] = field(default_factory=Counter)
    broken_processes: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """The server that is fuzzed, with the secrets of its tokens by their scope."""

    url: str
    secrets: Mapping[str, str]
    limits: Limits

    @property
    def address(self) -> tuple[str, int]:
        parts = urlsplit(self.url)
        assert parts.hostname and parts.port
        return parts.hostname, parts.port

    def answer(self, given: Input) -> Answer:
        return send(self.address, given.sent(self.secrets), given.method, _PATIENCE)


def made(seed: int, numbers: Iterable[int], kinds: Iterable[str]) -> Iterator[tuple[int, Input]]:
    """Yield inputs of some kinds by number."""
    names = list(kinds)
    weights = [KINDS[name][1] for name in names]
    for number in numbers:
        random = Random(f"{seed}/{number}")
        (kind,) = random.choices(names, weights)
        yield number, Input(kind, KINDS[kind][0](random))


def queues(seed: int, total: int, kinds: Iterable[str]) -> list[Iterator[tuple[int, Input]]]:
    """Return inputs that read, that write and that are articles, with numbers of their own."""
    chosen = [[kind for kind in among if kind in set(kinds)] for among in (READING, WRITING, ARTICLES)]
    whole = sum(share for share, some in zip(_SHARES, chosen, strict=True) if some) or 1
    found, start = [], 0
    for share, some in zip(_SHARES, chosen, strict=True):
        number = round(total * share / whole) if some else 0
        found.append(made(seed, range(start, start + number), some))
        start += number
    return found


class Campaign:
    """Sends inputs to a server and counts; threads share it."""

    def __init__(self, target: Target, failures: Path, seconds: float = float("inf")) -> None:
        """``seconds`` is after how long no more inputs are sent."""
        self.tallies: dict[str, Tally] = {}
        self._end = time.monotonic() + seconds
        self._target = target
        self._failures = failures
        self._lock = threading.Lock()

    def run(self, *queues: tuple[Iterator[tuple[int, Input]], int]) -> None:
        """Send all inputs of several queues, each of them by a number of clients at once."""
        threads = []
        for inputs, clients in queues:
            turn = threading.Lock()
            work = [
                threading.Thread(target=self._work, args=(inputs, turn), daemon=True) for _ in range(clients)
            ]
            threads += work
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _work(self, inputs: Iterator[tuple[int, Input]], turn: threading.Lock) -> None:
        while True:
            with turn:
                found = next(inputs, None)
            if found is None or time.monotonic() > self._end:
                return
            self.try_one(*found)

    def try_one(self, number: int, given: Input) -> list[str]:
        """Send one input and return what is wrong with its answer."""
        answer = self._target.answer(given)
        found = list(faults(given, answer, self._target.limits.of(given)))
        with self._lock:
            tally = self.tallies.setdefault(given.kind, Tally())
            tally.inputs += 1
            tally.statuses[answer.status] += 1
            tally.seconds += answer.seconds
            tally.slowest = max(tally.slowest, answer.seconds)
            tally.faults.update(found)
            tally.broken_processes += broke_its_process(answer)
        if found:
            file = keep(self._failures, number, given)
            with file.with_name("faults.txt").open("a", encoding="utf-8") as notes:
                notes.write(f"{file.name} {answer.status} after {answer.seconds:.2f} s: {'; '.join(found)}\n")
        if broke_its_process(answer):
            keep(self._failures.with_name(f"{self._failures.name}-processes"), number, given)
        return found

    @property
    def done(self) -> int:
        return sum(tally.inputs for tally in self.tallies.values())

    @property
    def failed(self) -> int:
        return sum(tally.faults.total() for tally in self.tallies.values())

    def table(self) -> str:
        """Return what came of each kind: inputs, statuses, seconds of the slowest, faults."""
        lines = [f"{'kind':16} {'inputs':>7} {'mean':>7} {'slowest':>8} {'ended':>6} {'faults':>6}  statuses"]
        for kind, tally in sorted(self.tallies.items()):
            statuses = "  ".join(
                f"{status or 'none'}:{count}" for status, count in sorted(tally.statuses.items())
            )
            numbers = f"{tally.inputs:7} {tally.seconds / tally.inputs:6.3f}s {tally.slowest:7.2f}s"
            numbers += f" {tally.broken_processes:6} {tally.faults.total():6}"
            lines.append(f"{kind:16} {numbers}  {statuses}")
            lines += [f"    {count:5} x {fault}" for fault, count in tally.faults.most_common(20)]
        lines.append(f"{'all':16} {self.done:7}")
        return "\n".join(lines)
