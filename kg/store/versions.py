"""Where things lie in the folder of a knowledge graph, and the pointer to its current version.

- ``STORE/writer/``: the engine's files, which the one writer changes
- ``STORE/writer.lock``: held by the writer
- ``STORE/unpublished``: there while the writer may be ahead of ``current``
- ``STORE/versions/N/data/``: engine checkpoint, version N, never changed again
- ``STORE/versions/N/manifest.json``
- ``STORE/current``: the number of the version that readers open
- ``STORE/quarantine/``: articles whose graph did not conform
- ``STORE/imports/``: persons, offices and tenures of imported records
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import NotFoundError, StoreError


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version holds. ``digest`` covers all graphs but provenance, so it depends on no clock."""

    number: int
    quads: int
    articles: int
    digest: str
    software: str
    revision: int


@dataclass(frozen=True, slots=True)
class Folder:
    """The paths of one knowledge graph on disk."""

    root: Path

    @property
    def writer(self) -> Path:
        return self.root / "writer"

    @property
    def lock(self) -> Path:
        return self.root / "writer.lock"

    @property
    def unpublished(self) -> Path:
        return self.root / "unpublished"

    @property
    def versions(self) -> Path:
        return self.root / "versions"

    @property
    def current(self) -> Path:
        return self.root / "current"

    @property
    def quarantine(self) -> Path:
        return self.root / "quarantine"

    @property
    def imports(self) -> Path:
        return self.root / "imports"

    def data(self, number: int) -> Path:
        return self.versions / str(number) / "data"

    def manifest_file(self, number: int) -> Path:
        return self.versions / str(number) / "manifest.json"


def current_number(folder: Folder) -> int | None:
    """Return the number of the current version; ``None`` before the first was published."""
    try:
        return int(folder.current.read_text(encoding="ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder.current}: does not name a version: {error}") from error


def current_stamp(folder: Folder) -> tuple[int, int] | None:
    """Return a value that changes whenever ``current`` is replaced (one ``stat``, nothing read)."""
    try:
        status = folder.current.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_ino


def read_manifest(folder: Folder, number: int) -> Manifest:
    file = folder.manifest_file(number)
    try:
        return Manifest(**json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise NotFoundError(f"{folder.root} has no version {number}") from error
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{file}: is not the manifest of a version: {error}") from error


def no_version(folder: Folder) -> StoreError:
    return StoreError(f"{folder.root}: there is no knowledge graph yet; make one with: kg ingest PATH...")


def last_number(folder: Folder) -> int:
    """Return the highest version number on disk, published or not; 0 for none."""
    names = (entry.name for entry in folder.versions.iterdir()) if folder.versions.is_dir() else ()
    return max((int(name) for name in names if name.isdecimal()), default=0)


def partial_version(folder: Folder, number: int) -> Path:
    """Return an empty folder beside the versions in which to prepare one, swept of older attempts."""
    folder.versions.mkdir(parents=True, exist_ok=True)
    for leftover in folder.versions.glob(".*.partial"):
        shutil.rmtree(leftover)
    partial = folder.versions / f".{number}.partial"
    partial.mkdir()
    return partial


def seal_version(folder: Folder, partial: Path, manifest: Manifest) -> None:
    """Give a prepared version its manifest and, in one step, its name."""
    write_durably(partial / "manifest.json", json.dumps(asdict(manifest), indent=2) + "\n")
    sync_folder(partial / "data")
    partial.rename(folder.versions / str(manifest.number))
    sync_folder(folder.versions)


def switch_current(folder: Folder, number: int) -> None:
    write_durably(folder.current, f"{number}\n")


def write_durably(file: Path, text: str) -> None:
    """Write a file so that, whatever happens, either the old or the new content is there."""
    temporary = file.with_name(f".{file.name}.partial")
    with temporary.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(file)
    sync_folder(file.parent)


def sync_folder(path: Path) -> None:
    """Make names created, renamed or removed in a folder survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
