"""The store as the server uses it: a reader of the current version and a pool for strangers' queries.

The pool is opened at the first query, that is, inside the server process that uses it:
worker processes must not be inherited through a fork.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar, cast

from flask import current_app, g

from kg.config import Settings
from kg.knowledge.facts import Term, Triple
from kg.store.embedded import EmbeddedStore
from kg.store.workers import QueryPool

T = TypeVar("T")


class Reader(Protocol):
    """An open version of the dataset; see ``kg.store.reader``."""

    @property
    def version(self) -> int: ...
    @property
    def stale(self) -> bool: ...
    def select(self, query: str, **bindings: Term) -> list[dict[str, Term]]: ...
    def construct(self, query: str, **bindings: Term) -> list[Triple]: ...


class Answer(Protocol):
    """The body of an answer, with the version it was computed from."""

    @property
    def body(self) -> bytes: ...
    @property
    def version(self) -> int: ...


class Pool(Protocol):
    """Evaluates queries of strangers in processes with limits; see ``kg.store.workers``."""

    def run(
        self, query: str, result_format: str, default_graphs: Sequence[str], named_graphs: Sequence[str]
    ) -> Answer: ...
    def close(self) -> None: ...


class Dataset:
    """Owns the reader and the pool of one server process."""

    def __init__(
        self, open_reader: Callable[[], Reader], open_pool: Callable[[], Pool], base_iri: str
    ) -> None:
        self.base_iri = base_iri
        self._open_reader = open_reader
        self._reader = open_reader()
        self._open_pool = open_pool
        self._pool: Pool | None = None
        self._kept: dict[str, tuple[int, object]] = {}
        self._lock = threading.Lock()

    def current(self) -> Reader:
        """Return the reader of the version that is current now.

        A new version gets a new reader, so that requests under way go on with the old one.
        """
        if self._reader.stale:
            with self._lock:
                if self._reader.stale:
                    self._reader = self._open_reader()
        return self._reader

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
        """Return what ``compute`` makes of a version; it is kept until a newer one is read."""
        held = self._kept.get(name)
        if held is None or held[0] != reader.version:
            held = (reader.version, compute(reader))
            self._kept[name] = held
        return cast("T", held[1])


def open_dataset(store: Path, settings: Settings) -> Dataset:
    """Open the published version in the folder ``store``.

    Raises StoreError where the store holds no version.
    """
    return Dataset(
        lambda: EmbeddedStore.open_reader(store), lambda: QueryPool(store, settings), settings.base_iri
    )


def dataset() -> Dataset:
    """Return the dataset of the running application."""
    found: Dataset = current_app.extensions["dataset"]
    return found


def reader() -> Reader:
    """Return the reader of this request: one request sees one version."""
    if "reader" not in g:
        g.reader = dataset().current()
        g.dataset_version = g.reader.version
    found: Reader = g.reader
    return found
