"""The store as the server uses it: a reader of the current version and a pool for strangers' queries.

The pool is opened at the first query, that is, inside the server process that uses it:
worker processes must not be inherited through a fork.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Protocol, TypeVar, cast

from flask import current_app, g, request
from werkzeug.exceptions import BadRequest

from kg.config import Settings
from kg.knowledge.facts import Term, Triple
from kg.store.embedded import EmbeddedStore
from kg.store.pool.running import RunningQueries
from kg.store.pool.workers import Asker, QueryPool
from kg.store.texts.rows import TextKind
from kg.store.texts.told import Found
from server.answers import ComputedOnce, KeptAnswers
from server.metrics import PoolFigures

T = TypeVar("T")
_OLDER_OPEN = 4
_KEPT = 24  # results of a dozen computations, for two versions: who walks through all fills no memory
_DIGITS = 18


class Reader(Protocol):
    """An open version of the dataset; see ``kg.store.reader``."""

    @property
    def version(self) -> int: ...
    @property
    def stale(self) -> bool: ...
    def select(self, query: str, **bindings: Term) -> list[dict[str, Term]]: ...
    def construct(self, query: str, **bindings: Term) -> list[Triple]: ...
    def graph_digest(self, graph_name: str) -> str: ...


class Answer(Protocol):
    """The body of an answer, with the version it was computed from; see ``kg.store.pool.workers``."""

    @property
    def body(self) -> bytes: ...
    @property
    def content(self) -> IO[bytes]: ...
    @property
    def length(self) -> int: ...
    @property
    def version(self) -> int: ...
    @property
    def repeatable(self) -> bool: ...


class Pool(Protocol):
    """Evaluates queries of strangers in processes with limits; see ``kg.store.pool.workers``."""

    running: RunningQueries

    def run(
        self,
        query: str,
        result_format: str,
        default_graphs: Sequence[str],
        named_graphs: Sequence[str],
        *,
        version: int,
        asker: Asker | None = None,
        timeout: float | None = None,
    ) -> Answer: ...
    def search(
        self,
        words: str,
        kinds: Sequence[TextKind],
        limit: int,
        *,
        version: int,
        asker: Asker | None = None,
    ) -> Found: ...
    def close(self) -> None: ...


class Dataset:
    """Owns the reader and the pool of one server process."""

    def __init__(
        self,
        open_reader: Callable[[int | None], Reader],
        open_pool: Callable[[], Pool],
        base_iri: str,
        cache_bytes: int = 0,
    ) -> None:
        self.base_iri = base_iri
        self.answers = KeptAnswers(cache_bytes)
        self._open_reader = open_reader
        self._reader = open_reader(None)
        self._older: dict[int, Reader] = {}  # the last few that were asked for, oldest use first
        self._open_pool = open_pool
        self._pool: Pool | None = None
        self._computed = ComputedOnce(_KEPT)
        self._computing: dict[str, threading.RLock] = {}
        self._lock = threading.Lock()

    def current(self) -> Reader:
        """Return the reader of the version that is current now.

        A new version gets a new reader, so that requests under way go on with the old one.
        """
        if self._reader.stale:
            with self._lock:
                if self._reader.stale:
                    self._reader = self._open_reader(None)
        return self._reader

    def at(self, version: int) -> Reader:
        """Return the reader of a version; raises NotFoundError where it is not (or no longer) there."""
        current = self.current()
        if current.version == version:
            return current
        with self._lock:
            found = self._older.pop(version, None) or self._open_reader(version)
            self._older[version] = found
            while len(self._older) > _OLDER_OPEN:
                del self._older[next(iter(self._older))]
        return found

    def pool(self) -> Pool:
        with self._lock:
            if self._pool is None:
                self._pool = self._open_pool()
            return self._pool

    def close(self) -> None:
        """End the query processes, if any were started."""
        with self._lock:
            if self._pool is not None:
                self._pool.close()

    def once_per_version(self, name: str, reader: Reader, compute: Callable[[Reader], T]) -> T:
        """Return what ``compute`` makes of a version; those used last are kept, and nothing is made twice."""
        return cast("T", self._computed.get((name, reader.version), lambda: compute(reader)))


def open_dataset(store: Path, settings: Settings, scratch: Path | None = None) -> Dataset:
    """Open the published version in the folder ``store``; see ``QueryPool`` for ``scratch``.

    Raises StoreError where the store holds no version.
    """
    return Dataset(
        lambda version: EmbeddedStore.open_reader(store, version),
        lambda: QueryPool(store, settings, scratch, PoolFigures()),
        settings.base_iri,
        settings.cache_bytes,
    )


def dataset() -> Dataset:
    """Return the dataset of the running application."""
    found: Dataset = current_app.extensions["dataset"]
    return found


def reader() -> Reader:
    """Return the reader of this request: one request sees one version, the current one or ``?version=``.

    Raises BadRequest where the version is no number, NotFoundError where it is not in the store.
    """
    if "reader" not in g:
        wanted = requested_version()
        g.reader = dataset().at(wanted) if wanted else dataset().current()
        g.dataset_version = g.reader.version
    found: Reader = g.reader
    return found


def requested_version() -> int | None:
    """Return the number that ``?version=`` asks for; raises BadRequest where it is none."""
    wanted = request.args.get("version")
    if wanted is None:
        return None
    if not wanted.isdecimal() or not wanted.isascii() or not int(wanted[:_DIGITS]) > 0:
        raise BadRequest("The parameter 'version' is the number of a version, from 1.")
    return int(wanted[:_DIGITS])
