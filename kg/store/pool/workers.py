"""Strangers' queries and searches in, results out, evaluated in processes that can be killed.

The engine can neither cancel a query nor bound its memory, and some queries end its process. So
each query runs in a worker process with a deadline and a memory limit; what it breaks is that
process only, and a fresh one takes its place. A pool of ``pebble`` was weighed against this one:
it sends results through one shared, pickling queue, so they could not be limited at the source.

A result is whole before any of it is sent: a long one waits in a file, which the system removes
when it is closed. So no client gets half an answer, and a slow one holds no query process.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Any, Literal, Protocol, TypeVar

from kg.config import Settings
from kg.errors import (
    KgError,
    QueryBusyError,
    QueryCancelledError,
    QueryRefusedError,
    QueryResourceError,
    QueryTimeoutError,
    StoreError,
)
from kg.iri import Minter
from kg.store.pool.frames import has_left
from kg.store.pool.processes import WorkerProcess
from kg.store.pool.running import RunningQueries, new_identifier
from kg.store.pool.worker import Request, SearchRequest
from kg.store.sparql.query import QueryForm
from kg.store.texts.rows import TextKind
from kg.store.texts.search import Hit
from kg.store.texts.told import Found

T = TypeVar("T")
_REFERENCE = ("reference", "ontology", "shapes")  # graphs that no article and no record makes


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised result, the version it comes from and the form of the query it answers.

    ``repeatable``: the same query on the same version gives the same bytes. ``length`` in bytes.
    """

    content: IO[bytes]
    length: int
    version: int
    form: QueryForm
    repeatable: bool

    @property
    def body(self) -> bytes:
        """The whole result; reads it from its begin."""
        self.content.seek(0)
        return self.content.read()


def _for_nothing(_seconds: float) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Asker:
    """Who waits for an answer.

    ``identifier`` is what the query can be cancelled by; ``socket`` is that of the client, whose leaving
    ends the query; ``charge`` is told for how many seconds a process was busy with it, however it ended.
    """

    identifier: str = field(default_factory=new_identifier)
    socket: int | None = None
    charge: Callable[[float], None] = _for_nothing


class Watcher(Protocol):
    """Is told what goes on in a pool, for figures; see ``server.metrics``."""

    def waiting(self, change: int) -> None:
        """One query more, or less, waits for a process."""

    def running(self, change: int) -> None:
        """One query more, or less, is evaluated."""

    def ended(self, reason: str) -> None:
        """A process ended: for "deadline", "memory", "cancelled", "worn" or "died"."""


_REASONS: Mapping[type[KgError], str] = {
    QueryTimeoutError: "deadline",
    QueryResourceError: "memory",
    QueryCancelledError: "cancelled",
}


class QueryPool:
    """Worker processes of one server process; threads share it.

    Workers are started when first needed, so a pool made before ``fork`` serves the child as well:
    parent and child then have workers of their own. Pools that share ``scratch``, a folder for
    results and for the names of what runs, can cancel each other's queries.
    """

    def __init__(
        self,
        store_path: Path,
        settings: Settings,
        scratch: Path | None = None,
        watcher: Watcher | None = None,
    ) -> None:
        self._store = store_path
        self._settings = settings
        self._shared = scratch
        self._watcher = watcher
        self._renew()
        atexit.register(self.close)

    def _renew(self) -> None:
        self._owner = os.getpid()
        self._scratch = self._shared or Path(mkdtemp(prefix="kg-queries-"))
        self.running = RunningQueries(self._scratch)
        self._free = threading.BoundedSemaphore(self._settings.query_workers)
        self._waiting = threading.BoundedSemaphore(self._settings.query_workers + self._settings.query_queue)
        self._idle: list[WorkerProcess] = []
        self._all: set[WorkerProcess] = set()
        self._closed = False

    def run(
        self,
        query: str,
        result_format: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        *,
        version: int = 0,
        asker: Asker | None = None,
        timeout: float | None = None,
    ) -> Answer:
        """Evaluate a query on a version (0: the current one); raises a QueryError that says why not.

        ``timeout`` in seconds, by default that of the settings, bounds the wait for a process and,
        again, the evaluation.
        """
        settings = self._settings
        if len(query.encode("utf-8", "replace")) > settings.query_bytes:
            raise QueryRefusedError(f"the query is longer than {settings.query_bytes:,} bytes")
        asker = asker or Asker()
        file = self.running.result(asker.identifier)
        request = Request(
            query,
            result_format,
            list(default_graphs),
            list(named_graphs),
            version,
            settings.query_timeout if timeout is None else timeout,
            settings.result_bytes,
            str(file),
            settings.base_iri,
            list(settings.endpoints),
            settings.service_bytes,
        )

        def answer(header: dict[str, Any], body: bytes) -> Answer:
            return _answer(header, body, file)

        return self._answered(request, asker, answer)

    def search(
        self,
        words: str,
        kinds: Sequence[TextKind],
        limit: int,
        *,
        version: int = 0,
        asker: Asker | None = None,
    ) -> Found:
        """Return the texts of a version that hold what is sought, under the limits of a query."""
        minter = Minter(self._settings.base_iri)
        request = SearchRequest(
            words,
            [kind.value for kind in kinds],
            limit,
            [minter.graph(name) for name in _REFERENCE],
            version,
            self._settings.query_timeout,
            self._settings.result_bytes,
        )
        return self._answered(request, asker or Asker(), _found)

    def _answered(
        self, request: Request | SearchRequest, asker: Asker, read: Callable[[dict[str, Any], bytes], T]
    ) -> T:
        """Wait for a process, and for what it answers, which ``read`` is given."""
        if self._owner != os.getpid():
            self._leave_to_parent()
        with self._turn(request.timeout), self._told("running"):
            return self._run_in_worker(request, asker, read)

    @contextmanager
    def _turn(self, timeout: float) -> Iterator[None]:
        """Wait for a free worker, unless too many wait already."""
        if not self._waiting.acquire(blocking=False):
            raise QueryBusyError("too many queries are waiting; try again in a few seconds")
        try:
            with self._told("waiting"):
                if not self._free.acquire(timeout=timeout):
                    raise QueryBusyError("all query processes are busy; try again in a few seconds")
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._waiting.release()

    @contextmanager
    def _told(self, what: Literal["waiting", "running"]) -> Iterator[None]:
        tell = getattr(self._watcher, what, lambda change: None)
        tell(1)
        try:
            yield
        finally:
            tell(-1)

    def _leave_to_parent(self) -> None:
        """Forget the workers of the process this one was forked from, without ending them."""
        inherited = self._all
        self._renew()
        for worker in inherited:
            worker.disown()

    def _run_in_worker(
        self, request: Request | SearchRequest, asker: Asker, read: Callable[[dict[str, Any], bytes], T]
    ) -> T:
        if asker.socket is not None and has_left(asker.socket):  # while it waited
            raise QueryCancelledError("the client has left")
        worker, reason, cancelled = self._take(), "worn", False
        try:
            self.running.enter(asker.identifier, worker.process)
        except KgError:
            self._give_back(worker, reason)
            raise
        began = time.monotonic()
        try:
            try:
                return read(*worker.ask(asdict(request), b"", request.timeout, asker.socket))
            finally:  # an open file stays readable
                self.running.result(asker.identifier).unlink(missing_ok=True)
                cancelled = self.running.leave(asker.identifier)
                asker.charge(time.monotonic() - began)
        except KgError as error:
            told = QueryCancelledError("the query was cancelled") if cancelled else error
            reason = _REASONS.get(type(told), reason)
            raise told from None
        finally:
            if cancelled:  # its process is ending, whether the answer came first or not
                worker.end()
            self._give_back(worker, "cancelled" if cancelled else reason)

    def _take(self) -> WorkerProcess:
        while self._idle:
            with suppress(IndexError):  # another thread was faster
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                self._end(worker, "died")  # while nobody asked it anything
        return self._started()

    def _started(self) -> WorkerProcess:
        arguments = (str(self._store), str(self._settings.query_memory))
        worker = WorkerProcess("kg.store.pool.worker", arguments, "query")
        self._all.add(worker)
        if self._closed:  # meanwhile: nobody else will end it
            worker.end()
        return worker

    def _give_back(self, worker: WorkerProcess, reason: str) -> None:
        """Keep a worker for the next query, or begin to start the one that takes its place."""
        if worker.alive and not self._closed:
            self._idle.append(worker)
            return
        self._end(worker, reason)
        if not self._closed:
            with suppress(StoreError):  # the next query says so
                self._idle.insert(0, self._started())  # others are taken first: it gets ready meanwhile

    def _end(self, worker: WorkerProcess, reason: str) -> None:
        worker.end()
        self._all.discard(worker)
        if self._watcher is not None:
            self._watcher.ended(reason)

    def close(self) -> None:
        """End all workers; queries still running end with a QueryResourceError."""
        self._closed = True
        if self._owner == os.getpid():
            for worker in list(self._all):
                worker.end()
            if self._shared is None:
                shutil.rmtree(self._scratch, ignore_errors=True)


def _answer(header: dict[str, Any], body: bytes, file: Path) -> Answer:
    told = header["version"], QueryForm(header["form"]), header["repeatable"]
    if not header["spooled"]:
        return Answer(BytesIO(body), len(body), *told)
    content = file.open("rb")
    return Answer(content, os.fstat(content.fileno()).st_size, *told)


def _found(header: dict[str, Any], body: bytes) -> Found:
    told, reference = (
        tuple(Hit(**{**hit, "kind": TextKind(hit["kind"])}) for hit in hits) for hits in json.loads(body)
    )
    return Found(told, reference, header["more"])
