"""One process that evaluates strangers' queries and searches, one at a time, over the current version.

Run as ``python -m kg.store.pool.worker STORE QUERY-MEMORY``. Requests come on standard input,
answers go to standard output (``pool.frames``). The process may be killed at any moment; it ends
by itself when its parent does, when its memory has grown, and soon after the deadline of a query.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import KgError, QueryRefusedError, QueryResourceError, StoreError
from kg.store.federation.answers import Ask
from kg.store.pool.frames import read_frame, write_frame
from kg.store.pool.memory_limit import MemoryLimit, set_soft_limit
from kg.store.pool.results import check_format, check_length, serialize_results
from kg.store.reader import Reader
from kg.store.sparql.query import read_query
from kg.store.texts.rows import TextKind
from kg.store.texts.search import Search
from kg.store.texts.told import find
from kg.store.texts.words import read_terms
from kg.store.versions import Folder

_GRACE = 2.0  # seconds past the deadline at which the process ends even if nobody kills it
_ASKING_SHARE = 0.75  # of a query's time, so that one whose SILENT call fails can still be answered


@dataclass(frozen=True, slots=True)
class Request:
    """A query with everything its answer depends on; ``timeout`` in seconds, limits in bytes.

    ``version`` 0 is the current one; a long result goes into ``file``. ``endpoints`` are those that SERVICE
    may ask, for ``service_bytes`` each.
    """

    query: str
    result_format: str
    default_graphs: list[str]
    named_graphs: list[str]
    version: int
    timeout: float
    result_bytes: int
    file: str
    base_iri: str
    endpoints: list[str]
    service_bytes: int
    task: str = "query"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Words to seek, with everything the answer depends on; ``kinds`` are numbers of ``TextKind``."""

    words: str
    kinds: list[int]
    limit: int
    reference_graphs: list[str]
    version: int
    timeout: float
    result_bytes: int
    task: str = "search"


class _Evaluator:
    """The open versions, and the memory limit relative to what they take."""

    def __init__(self, folder: Folder, query_memory: int) -> None:
        self._folder = folder
        self._reader = Reader(folder)
        self._older: Reader | None = None  # the one that was asked for last
        self._memory = MemoryLimit(query_memory)
        self._memory.set()

    def _opened(self, version: int) -> Reader:
        older = self._older
        if version and older is not None and older.version == version:
            return older
        if self._reader.stale or version not in (0, self._reader.version):
            self._memory.lift()
            try:
                self._reader.refresh()
                if version not in (0, self._reader.version):
                    self._older = Reader(self._folder, version)
                    return self._older
            finally:
                self._memory.set()
        return self._reader

    @property
    def worn(self) -> bool:
        return self._memory.worn

    def answer(self, request: Request) -> tuple[dict[str, Any], bytes]:
        query = read_query(request.query, request.endpoints)
        check_format(query.form, request.result_format)
        ask = _asking(request) if query.services else None
        reader = self._opened(request.version)
        dataset = request.default_graphs, request.named_graphs
        found = reader.evaluate(query, *dataset, request.base_iri, ask)
        limits = (request.result_bytes, Path(request.file))
        body, spooled = serialize_results(found, request.result_format, *limits)
        told = {"version": reader.version, "form": query.form, "repeatable": query.repeatable}
        return {**told, "spooled": spooled}, body

    def search(self, request: SearchRequest) -> tuple[dict[str, Any], bytes]:
        kinds = tuple(TextKind(kind) for kind in request.kinds)
        search = Search(read_terms(request.words), request.limit, kinds)
        reader = self._opened(request.version)
        found = find(reader, search, request.reference_graphs, request.timeout)
        body = json.dumps([[asdict(hit) for hit in hits] for hits in (found.told, found.reference)]).encode()
        check_length(len(body), request.result_bytes)
        return {"version": reader.version, "more": found.more}, body


def _asking(request: Request) -> Ask:
    """Return what asks other services, in a part of the time that the query has."""
    from kg.store.federation.remote_endpoints import RemoteEndpoints  # most processes never need it

    deadline = time.monotonic() + request.timeout * _ASKING_SHARE
    return RemoteEndpoints(deadline, request.service_bytes).ask


def _failure(error: KgError) -> dict[str, Any]:
    place = {"line": getattr(error, "line", None), "column": getattr(error, "column", None)}
    return {"error": type(error).__name__, "message": str(error), **place}


def _answer(evaluator: _Evaluator, header: dict[str, Any]) -> bool:
    """Answer a request; return whether that was the last one, which the other side is told as well."""
    request: Request | SearchRequest
    request = SearchRequest(**header) if header.get("task") == "search" else Request(**header)
    signal.setitimer(signal.ITIMER_REAL, request.timeout + _GRACE)  # the default action ends the process
    try:
        if isinstance(request, SearchRequest):
            reply, body = evaluator.search(request)
        else:
            reply, body = evaluator.answer(request)
    except KgError as error:
        reply, body = _failure(error), b""
    except MemoryError:
        reply, body = _failure(QueryResourceError("the query needs more memory than it may have")), b""
    except RuntimeError as error:  # what only the evaluation finds, such as an unknown function
        reply, body = _failure(QueryRefusedError(f"the query cannot be evaluated: {str(error)[:300]}")), b""
    except OSError as error:
        reply, body = _failure(StoreError(f"the store could not be read: {error}")), b""
    signal.setitimer(signal.ITIMER_REAL, 0)
    last = evaluator.worn
    write_frame(sys.stdout.fileno(), {**reply, "last": last}, body)
    return last


def main(store: str, query_memory: str) -> None:
    """Answer requests until the parent closes the pipe or this process is worn."""
    set_soft_limit(resource.RLIMIT_CORE, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes the pipe
    try:
        evaluator = _Evaluator(Folder(Path(store)), int(query_memory))
        write_frame(sys.stdout.fileno(), {"ready": True})
        while True:
            header, _ = read_frame(sys.stdin.fileno())
            if _answer(evaluator, header):
                return
    except (EOFError, BrokenPipeError):
        return
    except KgError as error:
        with suppress(BrokenPipeError):
            write_frame(sys.stdout.fileno(), {**_failure(error), "last": True})


if __name__ == "__main__":
    # Not sys.exit: nothing here needs tidying up, and the engine takes its time to close.
    main(*sys.argv[1:])
    os._exit(0)
