"""A real server for the fuzzer, in processes of its own, over a store made for it, and what becomes of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from tests.fuzz.campaign import Limits, Target
from tests.server.running import Running, serving

QUERY_SECONDS = 1.0
WRITE_SECONDS = 60.0
CLIENTS = 4
_QUERY_WORKERS = 2
_QUERY_BYTES = 500_000_000
_WRITE_BYTES = 1_000_000_000  # the first article of a store brings the reference data with it
_SETTINGS: Mapping[str, object] = {
    "workers": 1,  # one process, so that whatever it loses, or keeps, is seen
    "query_workers": _QUERY_WORKERS,
    "query_queue": 16,
    "query_timeout": QUERY_SECONDS,
    "query_memory": _QUERY_BYTES,
    "write_memory": _WRITE_BYTES,
    "result_bytes": 20_000_000,
    "write_timeout": WRITE_SECONDS,
    "query_bytes": 100_000,
    "upload_bytes": 200_000,
    "request_timeout": 2.0,
    "token_attempts": 1_000_000_000,
    "client_rate": 0,
    "client_requests": 0,
}
_LOOKS = 0.5  # seconds between two looks at the memory
# Bytes that all processes may take beyond what they had when it began: each task what it may take, and
# the server itself, the model of names and the vocabularies together as much as one change.
_MORE_MEMORY = _QUERY_WORKERS * _QUERY_BYTES + 2 * _WRITE_BYTES


@dataclass(slots=True)
class Watched:
    """What was seen of the processes of a server while it was fuzzed."""

    running: Running
    target: Target
    memory_before: int = 0
    memory_most: int = 0

    def faults(self) -> list[str]:
        """Return what is wrong with the server itself, now that the inputs are sent."""
        found = []
        if self.running.process.poll() is not None:
            found.append("the server has ended")
        if self.memory_most - self.memory_before > _MORE_MEMORY:
            found.append(
                f"{self.memory_most // 10**6} MB are used, {self.memory_before // 10**6} MB at first"
            )
        log = self.running.log.read_text(encoding="utf-8", errors="replace")
        for word in ("Traceback", "request failed, reference", "Worker (pid", "WORKER TIMEOUT"):
            if word in log:
                found.append(f"the log has {word!r}: {log[max(0, log.index(word) - 200) :][:3000]}")
        return found


@contextmanager
def fuzzed_server(store: Path, folder: Path, grace: float = 1.0) -> Iterator[Watched]:
    """Serve a store; ``grace`` is by how many seconds an answer may come later than its limit says.

    A query may wait for a process, and a change for the one before it, as long as it may take itself.
    """
    tokens = Tokens(Folder(store).tokens)
    secrets = {scope.value: tokens.add(scope.value, scope) for scope in Scope}
    limits = Limits(2 * QUERY_SECONDS + grace, 2 * WRITE_SECONDS + grace)
    with serving(store, folder, **_SETTINGS) as running:
        watched = Watched(running, Target(running.url, secrets, limits))
        done = threading.Event()
        thread = threading.Thread(target=_watch, args=(watched, done), daemon=True)
        watched.memory_before = running.memory()
        thread.start()
        try:
            yield watched
        finally:
            done.set()
            thread.join()


def _watch(watched: Watched, done: threading.Event) -> None:
    while not done.wait(_LOOKS):
        watched.memory_most = max(watched.memory_most, watched.running.memory())
