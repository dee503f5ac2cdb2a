"""Changes asked of a process of their own, which has a deadline and can be killed."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from kg.config import Settings
from kg.errors import BusyError, ConformanceError, QueryResourceError, QueryTimeoutError
from kg.store.pool.processes import WorkerProcess
from kg.store.versions import Folder, current_number

_WAITING = 4  # changes that may wait for the one that is being made

MANY = ("application/x-ndjson", "application/jsonl")  # types of many articles, one on each line

Document = tuple[bytes, str]  # content and media type


@dataclass(frozen=True, slots=True)
class Seen:
    """What a client has seen of what it changes (RFC 9110, sections 13.1.1 and 13.1.2).

    ``state`` is one of these, or must be none of those; "*" is any state but that of nothing, which is "".
    ``None`` asks for nothing.
    """

    one_of: tuple[str, ...] | None = None
    none_of: tuple[str, ...] | None = None

    def is_still(self, state: str) -> bool:
        """Tell whether what a client expects still holds."""
        wanted = self.one_of is None or _is_among(state, self.one_of)
        return wanted and not (self.none_of is not None and _is_among(state, self.none_of))


def _is_among(state: str, states: Sequence[str]) -> bool:
    return ("*" in states and state != "") or state in states


ANYTHING = Seen()


@dataclass(frozen=True, slots=True)
class Edited:
    """The version that a change led to, the graphs that it changed, and whether one of them is new."""

    version: int
    changed: tuple[str, ...]
    created: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an article that was sent, one of ``OUTCOMES``.

    ``line`` is where it stood, from 1. ``detail`` says why it was not stored, ``quarantined`` is its key
    in quarantine; else they are "".
    """

    source: str
    outcome: str
    iri: str = ""
    detail: str = ""
    quarantined: str = ""
    line: int = 1


OUTCOMES = ("stored", "replaced", "unchanged", "quarantined", "rejected", "unreached")


@dataclass(frozen=True, slots=True)
class Received:
    """The version that holds the articles that were sent, and what became of each, in their order."""

    version: int
    articles: tuple[Settled, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many articles there were of each outcome."""
        found = Counter(article.outcome for article in self.articles)
        return {outcome: found[outcome] for outcome in OUTCOMES}


def _told_to_divide(size: int) -> str:
    """Return what who sent so many bytes can do about a change that takes too much."""
    return (
        f"nothing was changed. It came with {size:,} bytes: send a graph as several, or in parts by POST, "
        "and an update as several; or have the operator raise write_timeout and write_memory"
    )


def numbered_lines(content: bytes, limit_bytes: int) -> list[int]:
    """Return the numbers, from 1, of the lines that hold anything, or more blanks than an article may."""
    lines = enumerate(content.split(b"\n"), start=1)
    return [number for number, line in lines if line.strip() or len(line.rstrip(b"\r")) > limit_bytes]


class EditingProcess:
    """Asks ``kg.editing_process`` for changes, one at a time; threads share it.

    The process starts when it is first needed.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._waiting = threading.BoundedSemaphore(1 + _WAITING)
        self._process: WorkerProcess | None = None

    def update(
        self,
        text: str,
        using: Sequence[str],
        using_named: Sequence[str],
        *,
        admin: bool,
        seen: Seen = ANYTHING,
    ) -> Edited:
        request = {"using": list(using), "using_named": list(using_named)}
        return self._ask("update", request, text.encode("utf-8"), admin=admin, seen=seen)

    def put(self, graph: str, document: Document, *, admin: bool, seen: Seen = ANYTHING) -> Edited:
        content, media_type = document
        request = {"graph": graph, "media_type": media_type}
        return self._ask("put", request, content, admin=admin, seen=seen)

    def add(self, graph: str, documents: Sequence[Document], *, admin: bool, seen: Seen = ANYTHING) -> Edited:
        parts = [(len(content), media_type) for content, media_type in documents]
        body = b"".join(content for content, _ in documents)
        return self._ask("add", {"graph": graph, "parts": parts}, body, admin=admin, seen=seen)

    def remove(self, graph: str, *, admin: bool, seen: Seen = ANYTHING) -> Edited:
        return self._ask("remove", {"graph": graph}, b"", admin=admin, seen=seen)

    def articles(self, content: bytes, media_type: str, name: str) -> tuple[Received, str]:
        """Ingest articles; return what became of them, and the reports on those that do not conform.

        One that takes too much ends the work on those behind it; those before it are stored.
        """
        request = {"task": "articles", "media_type": media_type, "name": name}
        settled: list[Settled] = []

        def progress(done: dict[str, Any]) -> None:
            settled.append(Settled(**done))

        try:
            answer, report = self._answer(request, content, progress)
        except (QueryTimeoutError, QueryResourceError) as error:
            lines = []
            if media_type in MANY:
                lines = numbered_lines(content, self._settings.max_article_bytes)
            if len(lines) < 2:
                raise
            missed = lines[len(settled) :]
            fates = ["rejected", *["unreached"] * len(missed)]
            settled += [
                Settled(f"line {line}", fate, detail=str(error) if fate == "rejected" else "", line=line)
                for line, fate in zip(missed, fates, strict=False)
            ]
            return Received(self._finished(), tuple(settled)), ""
        return Received(answer["version"], tuple(settled)), report.decode("utf-8")

    def _finished(self) -> int:
        """Publish what a run that broke off had stored, and return the version that holds it."""
        try:
            answer, _ = self._answer({"task": "finish"}, b"")
        except (QueryTimeoutError, QueryResourceError):  # it was published before it was consolidated
            return current_number(Folder(self._settings.store)) or 0
        return int(answer["version"])

    def _ask(
        self, task: str, request: Mapping[str, object], body: bytes, *, admin: bool, seen: Seen
    ) -> Edited:
        header = {"task": task, "admin": admin, "seen": asdict(seen), **request}
        try:
            answer, report = self._answer(header, body)
        except (QueryTimeoutError, QueryResourceError) as error:
            raise type(error)(f"{error}; {_told_to_divide(len(body))}") from error
        if "refused" in answer:
            raise ConformanceError(answer["refused"], report.decode("utf-8"))
        return Edited(answer["version"], tuple(answer["changed"]), answer["created"])

    def _answer(
        self,
        header: Mapping[str, object],
        body: bytes,
        progress: Callable[[dict[str, Any]], None] = lambda done: None,
    ) -> tuple[dict[str, Any], bytes]:
        with self._turn():
            if self._process is None or not self._process.alive:
                self.close()  # a process that has ended still has its pipes
                settings = json.dumps(asdict(self._settings), default=str)
                self._process = WorkerProcess("kg.editing_process", (settings,), "change")
            return self._process.ask(header, body, self._settings.write_timeout, None, progress)

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
