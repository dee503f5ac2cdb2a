"""A version, or the checkpoint of a backup, in; the same content as a new current version out.

Numbers only grow: what is restored is published under the next one. The writer's files are made
anew beside the old ones and take their place by a rename, so that a kill leaves either.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.terms import lines_digest
from kg.store.versions import Folder, manifests, put_restored_in_place, sync_folder
from kg.store.writer import Writer, remembered_quads


def restore_checkpoint(folder: Folder, data: Path, growing: Collection[str]) -> int:
    """Publish the content of a checkpoint as the next version and return its number.

    The caller holds the writer's lock and has published what the writer held. ``growing`` names the
    graphs that have no digest. What articles were made from is not known afterwards, so that the next
    ingest maps its inputs again.
    """
    prepared = folder.root / ".writer.prepared"
    shutil.rmtree(prepared, ignore_errors=True)
    revision = max((manifest.revision for manifest in manifests(folder)), default=0)
    try:
        ox.Store.read_only(str(data)).backup(prepared)
        _remember(prepared, revision + 1, growing)
    except OSError as error:
        raise StoreError(f"{data}: cannot be restored: {error}") from error
    folder.unpublished.touch()
    prepared.rename(folder.restored)
    sync_folder(folder.root)
    put_restored_in_place(folder)
    writer = Writer(folder)
    try:
        return writer.publish()
    finally:
        writer.close()


def _remember(data: Path, revision: int, growing: Collection[str]) -> None:
    """Write into a checkpoint what the writer must know about its graphs."""
    engine = ox.Store(data)
    digests: dict[str, str] = {}
    for name in engine.named_graphs():
        if isinstance(name, ox.NamedNode) and name.value not in growing:
            quads = engine.quads_for_pattern(None, None, None, name)
            digests[name.value] = lines_digest(sorted(f"{quad.triple} ." for quad in quads))
    engine.extend(remembered_quads(digests, revision))
    engine.flush()
