"""A change in several transactions that becomes a version as a whole, or is taken back.

Before the first of them the writer's files are kept as a checkpoint, in a folder named after the version
that is current. Who opens the writer next and finds it puts it in their place, unless a newer version is
current by then: so publishing is the moment from which the change holds.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.versions import Folder, current_number, remove_unpublished, sync_folder

_KEPT = ".undo-"


def keep_checkpoint(folder: Folder, engine: ox.Store, number: int) -> None:
    """Keep the writer's files as they are while version ``number`` is current."""
    prepared = folder.root / ".undo.partial"
    shutil.rmtree(prepared, ignore_errors=True)
    try:
        engine.backup(prepared)
        prepared.rename(folder.root / f"{_KEPT}{number}")
        sync_folder(folder.root)
    except OSError as error:
        raise StoreError(f"{prepared}: the change cannot be prepared: {error}") from error


def forget_checkpoint(folder: Folder, number: int) -> None:
    _remove(folder, folder.root / f"{_KEPT}{number}")


def take_back(folder: Folder) -> None:
    """Prepare to undo a change that was not published (``put_restored_in_place`` does it)."""
    for kept in folder.root.glob(f"{_KEPT}*"):
        number = int(kept.name.removeprefix(_KEPT))
        if current_number(folder) != number:
            _remove(folder, kept)
        else:
            remove_unpublished(folder, number)
            kept.rename(folder.restored)
            sync_folder(folder.root)


def _remove(folder: Folder, kept: Path) -> None:
    """Remove a folder, of which nothing may be mistaken for the whole at any moment."""
    removed = folder.root / ".undo.removed"
    shutil.rmtree(removed, ignore_errors=True)
    kept.rename(removed)
    shutil.rmtree(removed, ignore_errors=True)
