"""Strangers' queries in, serialised results out, evaluated in processes that can be killed.

The engine can neither cancel a query nor bound its memory, and some queries end its process. So
each query runs in a worker process with a deadline and a memory limit; what it breaks is that
process only, and a fresh one takes its place. A pool of ``pebble`` was weighed against this one:
it sends results through one shared, pickling queue, so they could not be limited at the source.

A result is whole before any of it is sent: a long one waits in a file, which the system removes
when it is closed. So no client gets half an answer, and a slow one holds no query process.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import IO

from kg import errors
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
from kg.store.query_frames import DeadlinePassedError, NobodyWaitsError, read_frame, write_frame
from kg.store.query_text import QueryForm
from kg.store.query_worker import Request, request_header
from kg.store.running import RunningQueries, new_identifier

_PACKAGE_PARENT = str(Path(__file__).resolve().parents[2])
_START = 30.0  # seconds a new worker may take, on a busy machine, to open the store
_BROKEN = "the query needs more memory, or deeper nesting, than it may have"


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


class QueryPool:
    """Worker processes of one server process; threads share it.

    Workers are started when first needed, so a pool made before ``fork`` serves the child as well:
    parent and child then have workers of their own. Pools that share ``scratch``, a folder for
    results and for the names of what runs, can cancel each other's queries.
    """

    def __init__(self, store_path: Path, settings: Settings, scratch: Path | None = None) -> None:
        self._store = store_path
        self._settings = settings
        self._shared = scratch
        self._renew()
        atexit.register(self.close)

    def _renew(self) -> None:
        self._owner = os.getpid()
        self._scratch = self._shared or Path(mkdtemp(prefix="kg-queries-"))
        self.running = RunningQueries(self._scratch)
        self._free = threading.BoundedSemaphore(self._settings.query_workers)
        self._waiting = threading.BoundedSemaphore(self._settings.query_workers + self._settings.query_queue)
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    def run(
        self,
        query: str,
        result_format: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        *,
        version: int = 0,
        identifier: str = "",
        asker: int | None = None,
    ) -> Answer:
        """Evaluate a query on a version (0: the current one); raises a QueryError that says why not.

        ``identifier``, of ``new_identifier``, is what the query can be cancelled by; ``asker`` is the
        socket of the client, whose leaving ends the query.
        """
        settings = self._settings
        if len(query.encode("utf-8", "replace")) > settings.query_bytes:
            raise QueryRefusedError(f"the query is longer than {settings.query_bytes:,} bytes")
        identifier = identifier or new_identifier()
        request = Request(
            query,
            result_format,
            list(default_graphs),
            list(named_graphs),
            version,
            settings.query_timeout,
            settings.result_bytes,
            str(self._scratch / f"{identifier}.result"),
        )
        if self._owner != os.getpid():
            self._leave_to_parent()
        with self._turn():
            return self._run_in_worker(request, identifier, asker)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for a free worker, unless too many wait already."""
        if not self._waiting.acquire(blocking=False):
            raise QueryBusyError("too many queries are waiting; try again in a few seconds")
        try:
            if not self._free.acquire(timeout=self._settings.query_timeout):
                raise QueryBusyError("all query processes are busy; try again in a few seconds")
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._waiting.release()

    def _leave_to_parent(self) -> None:
        """Forget the workers of the process this one was forked from, without ending them."""
        inherited = self._all
        self._renew()
        for worker in inherited:
            worker.disown()

    def _run_in_worker(self, request: Request, identifier: str, asker: int | None) -> Answer:
        worker = self._take()
        self.running.enter(identifier, worker.process)
        try:
            return worker.ask(request, asker)
        except (QueryResourceError, StoreError):  # it was killed
            if self.running.leave(identifier):
                raise QueryCancelledError("the query was cancelled") from None
            raise
        finally:
            self.running.leave(identifier)
            Path(request.file).unlink(missing_ok=True)  # an open file stays readable
            self._give_back(worker)

    def _take(self) -> _Worker:
        while self._idle:
            with suppress(IndexError):  # another thread was faster
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                self._give_back(worker)
        worker = _Worker(self._store, self._settings.query_memory)
        self._all.add(worker)
        return worker

    def _give_back(self, worker: _Worker) -> None:
        if worker.alive and not self._closed:
            self._idle.append(worker)
        else:
            worker.end()
            self._all.discard(worker)

    def close(self) -> None:
        """End all workers; queries still running end with a QueryResourceError."""
        self._closed = True
        if self._owner == os.getpid():
            for worker in list(self._all):
                worker.end()
            if self._shared is None:
                shutil.rmtree(self._scratch, ignore_errors=True)


class _Worker:
    """One worker process and the pipes to it; used by one thread at a time."""

    def __init__(self, store: Path, query_memory: int) -> None:
        paths = (_PACKAGE_PARENT, os.environ.get("PYTHONPATH", ""))
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        command = [sys.executable, "-P", "-m", "kg.store.query_worker", str(store), str(query_memory)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
        )
        assert self._process.stdin and self._process.stdout  # both are pipes
        self._requests, self._answers = self._process.stdin, self._process.stdout
        self._done = False
        self._ready = False

    @property
    def alive(self) -> bool:
        return not self._done and self._process.poll() is None

    @property
    def process(self) -> int:
        return self._process.pid

    def ask(self, request: Request, asker: int | None) -> Answer:
        """Return the answer to one query, or raise why there is none."""
        self._wait_until_ready()
        started = time.monotonic()
        try:
            write_frame(self._requests.fileno(), request_header(request))
            header, body = read_frame(self._answers.fileno(), started + request.timeout, asker)
        except DeadlinePassedError:
            self.end()
            raise QueryTimeoutError(f"the query took longer than {request.timeout:g} s") from None
        except NobodyWaitsError:
            self.end()
            raise QueryCancelledError("the client has left") from None
        except (EOFError, OSError, ValueError):  # it died, or the pool was closed
            self.end()
            raise QueryResourceError(_BROKEN) from None
        self._done = header["last"]
        if "error" in header:
            raise _rebuilt(header)
        told = header["version"], QueryForm(header["form"]), header["repeatable"]
        if not header["spooled"]:
            return Answer(BytesIO(body), len(body), *told)
        content = Path(request.file).open("rb")  # noqa: SIM115, who sends the answer closes it
        return Answer(content, os.fstat(content.fileno()).st_size, *told)

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        try:
            header, _ = read_frame(self._answers.fileno(), time.monotonic() + _START)
        except (DeadlinePassedError, EOFError, OSError, ValueError):
            self.end()
            raise StoreError("a query process could not start; look at the machine's memory") from None
        if "error" in header:
            self.end()
            raise _rebuilt(header)
        self._ready = True

    def end(self) -> None:
        self._done = True
        self._process.kill()
        self._process.wait()
        self._close_pipes()

    def disown(self) -> None:
        """Close this process's ends of the pipes of a worker that belongs to the parent process."""
        self._done = True
        self._process.returncode = 0  # keeps subprocess from waiting for a child that is not ours
        self._close_pipes()

    def _close_pipes(self) -> None:
        for pipe in (self._requests, self._answers):
            with suppress(OSError):
                pipe.close()


def _rebuilt(header: dict[str, object]) -> KgError:
    kind = getattr(errors, str(header["error"]), errors.StoreError)
    error: KgError = kind(str(header["message"]))
    if isinstance(error, errors.QuerySyntaxError):
        line, column = header["line"], header["column"]
        error.line = line if isinstance(line, int) else None
        error.column = column if isinstance(column, int) else None
    return error
