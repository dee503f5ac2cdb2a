"""The knowledge graph in a folder on this machine: one writer, any number of readers."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from kg.errors import BusyError, StoreError
from kg.store.lock import writer_lock
from kg.store.reader import Reader
from kg.store.restoring import restore_checkpoint
from kg.store.versions import Folder, current_number, no_version, read_manifest
from kg.store.writer import Writer

log = logging.getLogger(__name__)

PATIENCE = 10.0  # seconds to wait for another writer, where somebody waits for the answer

_ANY = ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:a"), ox.NamedNode("urn:a"))


class EmbeddedStore:
    """Opens writers and readers of one folder."""

    @staticmethod
    def start_engine() -> None:
        """Have the engine start its threads, for a process that is to limit what it takes from then on."""
        with TemporaryDirectory(prefix="kg-engine-") as folder:
            engine = ox.Store(folder)
            engine.add(_ANY)
            engine.flush()
            del engine

    @staticmethod
    @contextmanager
    def open_writer(path: Path, patience: float = 0.0) -> Iterator[Writer]:
        """Become the writer for the block; what an earlier writer left unpublished is published first.

        Another writer is waited for, ``patience`` seconds at the most. Raises BusyError where it takes
        longer, StoreError where the folder cannot be used.
        """
        with _locked(path, patience) as folder:
            writer = Writer(folder)
            try:
                if folder.unpublished.exists():
                    writer.publish()
                yield writer
            finally:
                writer.close()

    @staticmethod
    def restore(path: Path, data: Path, growing: Collection[str]) -> int:
        """Publish the content of a checkpoint as the next version; see ``restore_checkpoint``."""
        with EmbeddedStore.open_writer(path):
            pass  # what an earlier writer left is a version of its own
        with _locked(path) as folder:
            return restore_checkpoint(folder, data, growing)

    @staticmethod
    def check(path: Path) -> None:
        """Raise StoreError where there is nothing to read, without opening the engine.

        For a process that will fork: the engine's threads do not survive that, and a child that
        inherits them ends by SIGSEGV.
        """
        folder = Folder(path)
        number = current_number(folder)
        if number is not None:
            read_manifest(folder, number)
        elif not folder.unpublished.exists():
            raise no_version(folder)

    @staticmethod
    def open_reader(path: Path, number: int | None = None) -> Reader:
        """Return a reader of the current version, or of an older one by its number.

        Raises StoreError where there is none, VersionGoneError where its data was pruned.
        """
        folder = Folder(path)
        if number is not None:
            return Reader(folder, number)
        if folder.unpublished.exists():
            _publish_left_behind(folder)
        return Reader(folder)


@contextmanager
def _locked(path: Path, patience: float = 0.0) -> Iterator[Folder]:
    """Be the only writer of a folder, which is made if need be, for the block."""
    folder = Folder(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: cannot be used as a store: {error}") from error
    with writer_lock(folder.lock, patience) as owner:
        if owner is not None:
            raise BusyError(f"{owner} is writing to this store; wait for it or stop it")
        yield folder


def _publish_left_behind(folder: Folder) -> None:
    """Publish what a writer finished before it was killed, unless one is at work now.

    Where that cannot be done, as on a full disk, readers see the version that is current.
    """
    try:
        with writer_lock(folder.lock) as owner:
            if owner is None and folder.unpublished.exists():
                Writer(folder).publish()
    except (OSError, StoreError) as error:
        if current_number(folder) is None:
            raise StoreError(f"{folder.root}: the first version cannot be published: {error}") from error
        log.warning("%s: what a writer left cannot be published now: %s", folder.root, error)
