"""Changes asked of a process of their own, which has a deadline and can be killed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from kg.config import Settings
from kg.errors import BusyError, ConformanceError
from kg.store.processes import WorkerProcess

_WAITING = 4  # changes that may wait for the one that is being made

Document = tuple[bytes, str]  # content and media type


@dataclass(frozen=True, slots=True)
class Edited:
    """The version that a change led to, the graphs that it changed, and whether one of them is new."""

    version: int
    changed: tuple[str, ...]
    created: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an article that was sent: stored, replaced, unchanged, quarantined or rejected.

    ``detail`` says why it was not stored, ``quarantined`` is its key in quarantine; else they are "".
    """

    source: str
    outcome: str
    iri: str = ""
    detail: str = ""
    quarantined: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """The version that holds the articles that were sent, how many there were of each outcome, and each."""

    version: int
    counts: Mapping[str, int]
    articles: tuple[Settled, ...]


class EditingProcess:
    """Asks ``kg.editing_process`` for changes, one at a time; threads share it.

    The process starts when it is first needed.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._waiting = threading.BoundedSemaphore(1 + _WAITING)
        self._process: WorkerProcess | None = None

    def update(self, text: str, using: Sequence[str], using_named: Sequence[str], *, admin: bool) -> Edited:
        request = {"using": list(using), "using_named": list(using_named)}
        return self._ask("update", request, text.encode("utf-8"), admin=admin)

    def put(self, graph: str, document: bytes, media_type: str, *, admin: bool) -> Edited:
        return self._ask("put", {"graph": graph, "media_type": media_type}, document, admin=admin)

    def add(self, graph: str, documents: Sequence[Document], *, admin: bool) -> Edited:
        parts = [(len(content), media_type) for content, media_type in documents]
        body = b"".join(content for content, _ in documents)
        return self._ask("add", {"graph": graph, "parts": parts}, body, admin=admin)

    def remove(self, graph: str, *, admin: bool) -> Edited:
        return self._ask("remove", {"graph": graph}, b"", admin=admin)

    def articles(self, content: bytes, media_type: str, name: str) -> tuple[Received, str]:
        """Ingest articles; return what became of them, and the reports on those that do not conform."""
        request = {"task": "articles", "media_type": media_type, "name": name}
        answer, report = self._answer(request, content)
        articles = tuple(Settled(**settled) for settled in answer["articles"])
        return Received(answer["version"], answer["counts"], articles), report.decode("utf-8")

    def _ask(self, task: str, request: Mapping[str, object], body: bytes, *, admin: bool) -> Edited:
        answer, report = self._answer({"task": task, "admin": admin, **request}, body)
        if "refused" in answer:
            raise ConformanceError(answer["refused"], report.decode("utf-8"))
        return Edited(answer["version"], tuple(answer["changed"]), answer["created"])

    def _answer(self, header: Mapping[str, object], body: bytes) -> tuple[dict[str, Any], bytes]:
        with self._turn():
            if self._process is None or not self._process.alive:
                settings = json.dumps(asdict(self._settings), default=str)
                self._process = WorkerProcess("kg.editing_process", (settings,), "change")
            return self._process.ask(header, body, self._settings.write_timeout, None)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for the changes before; raises BusyError where that are too many, or one takes too long."""
        if not self._waiting.acquire(blocking=False):
            raise BusyError("too many changes are waiting; try again in a few seconds")
        try:
            if not self._lock.acquire(timeout=self._settings.write_timeout):
                raise BusyError("other changes take long; try again in a few seconds")
            try:
                yield
            finally:
                self._lock.release()
        finally:
            self._waiting.release()

    def close(self) -> None:
        """End the process, if one was started."""
        if self._process is not None:
            self._process.end()
