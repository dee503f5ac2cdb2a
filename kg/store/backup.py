"""One version, with the quarantine and the imports, as one archive; and back.

A version never changes, so it is packed while others write and read. The archive is a tar file of
the files of ``kg.store.versions``, compressed as its name says (.gz, .xz, .bz2; none otherwise).
"""

from __future__ import annotations

import json
import shutil
import tarfile
import tempfile
from collections.abc import Collection
from pathlib import Path

from kg.errors import StoreError
from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder, Manifest, check_version, read_manifest, sync_folder

_BESIDE = ("quarantine", "imports")  # folders that belong to the store, not to a version


def back_up(folder: Folder, number: int, archive: Path) -> Manifest:
    """Write an archive of a version and return its manifest; an older archive is replaced at once."""
    check_version(folder, number)
    partial = archive.with_name(f".{archive.name}.partial")
    try:
        with _opened(partial, archive.suffix) as tar:
            tar.add(folder.data(number), "data")
            tar.add(folder.manifest_file(number), "manifest.json")
            for name in _BESIDE:
                if (folder.root / name).is_dir():
                    tar.add(folder.root / name, name)
        partial.replace(archive)
        sync_folder(archive.resolve().parent)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StoreError(f"{archive}: cannot be written: {error}") from error
    return read_manifest(folder, number)


def restore_backup(folder: Folder, archive: Path, growing: Collection[str]) -> tuple[int, Manifest]:
    """Publish the content of an archive as the next version; return its number and the archive's manifest.

    What lies in quarantine and among the imports is added to, never removed. Raises StoreError where
    the archive is damaged, before anything has changed.
    """
    folder.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder.root) as unpacked:
        source = Folder(Path(unpacked))
        try:
            with tarfile.open(archive) as tar:
                tar.extractall(unpacked, filter="data")
            manifest = Manifest(**json.loads((source.root / "manifest.json").read_text(encoding="utf-8")))
        except (OSError, tarfile.TarError, EOFError, ValueError, TypeError) as error:
            raise StoreError(f"{archive}: is not a whole backup of a knowledge graph: {error}") from error
        number = EmbeddedStore.restore(folder.root, source.root / "data", growing)
        for name in _BESIDE:
            if (source.root / name).is_dir():
                shutil.copytree(source.root / name, folder.root / name, dirs_exist_ok=True)
    return number, manifest


def _opened(file: Path, suffix: str) -> tarfile.TarFile:
    match suffix:
        case ".gz":
            return tarfile.open(file, "w:gz", compresslevel=1)  # the engine has compressed its files
        case ".xz":
            return tarfile.open(file, "w:xz", preset=1)
        case ".bz2":
            return tarfile.open(file, "w:bz2")
    return tarfile.open(file, "w")
