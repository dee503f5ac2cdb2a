"""Strangers' queries in, serialised results out, evaluated in processes that can be killed.

The engine can neither cancel a query nor bound its memory, and some queries end its process. So
each query runs in a worker process with a deadline and a memory limit; what it breaks is that
process only, and a fresh one takes its place. A pool of ``pebble`` was weighed against this one:
it sends results through one shared, pickling queue, so they could neither be limited at the
source nor, later, streamed.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg import errors
from kg.config import Settings
from kg.errors import KgError, QueryRefusedError, QueryResourceError, QueryTimeoutError, StoreError
from kg.store.query_frames import DeadlinePassedError, read_frame, write_frame
from kg.store.query_text import QueryForm
from kg.store.query_worker import Request, request_header

_PACKAGE_PARENT = str(Path(__file__).resolve().parents[2])
_START = 30.0  # seconds a new worker may take, on a busy machine, to open the store
_BROKEN = "the query needs more memory, or deeper nesting, than it may have"


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised result, the version it comes from and the form of the query it answers."""

    body: bytes
    version: int
    form: QueryForm


class QueryPool:
    """Worker processes of one server process; threads share it.

    Workers are started when first needed, so a pool made before ``fork`` serves the child as well:
    parent and child then have workers of their own.
    """

    def __init__(self, store_path: Path, settings: Settings) -> None:
        self._store = store_path
        self._settings = settings
        self._renew()
        atexit.register(self.close)

    def _renew(self) -> None:
        self._owner = os.getpid()
        self._free = threading.BoundedSemaphore(self._settings.query_workers)
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    def run(
        self,
        query: str,
        result_format: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """Evaluate a query on the current version; raises a QueryError that says why not."""
        settings = self._settings
        if len(query.encode("utf-8", "replace")) > settings.query_bytes:
            raise QueryRefusedError(f"the query is longer than {settings.query_bytes:,} bytes")
        request = Request(
            query,
            result_format,
            list(default_graphs),
            list(named_graphs),
            settings.query_timeout,
            settings.result_bytes,
        )
        if self._owner != os.getpid():
            self._leave_to_parent()
        if not self._free.acquire(timeout=settings.query_timeout):
            raise QueryResourceError("all query processes are busy; try again in a few seconds")
        try:
            return self._run_in_worker(request)
        finally:
            self._free.release()

    def _leave_to_parent(self) -> None:
        """Forget the workers of the process this one was forked from, without ending them."""
        inherited = self._all
        self._renew()
        for worker in inherited:
            worker.disown()

    def _run_in_worker(self, request: Request) -> Answer:
        worker = self._take()
        try:
            answer = worker.ask(request)
        finally:
            self._give_back(worker)
        return answer

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

    def ask(self, request: Request) -> Answer:
        """Return the answer to one query, or raise why there is none."""
        self._wait_until_ready()
        started = time.monotonic()
        try:
            write_frame(self._requests.fileno(), request_header(request))
            header, body = read_frame(self._answers.fileno(), started + request.timeout)
        except DeadlinePassedError:
            self.end()
            raise QueryTimeoutError(f"the query took longer than {request.timeout:g} s") from None
        except (EOFError, OSError, ValueError):  # it died, or the pool was closed
            self.end()
            raise QueryResourceError(_BROKEN) from None
        self._done = header["last"]
        if "error" in header:
            raise _rebuilt(header)
        return Answer(body, header["version"], QueryForm(header["form"]))

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
