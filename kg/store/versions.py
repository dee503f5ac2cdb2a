"""Where things lie in the folder of a knowledge graph, and the pointer to its current version.

- ``STORE/writer/``: the engine's files, which the one writer changes
- ``STORE/writer.lock``: held by the writer
- ``STORE/unpublished``: there while the writer may be ahead of ``current``
- ``STORE/versions/N/data/``: engine checkpoint, version N, never changed again
- ``STORE/versions/N/texts.sqlite``: index of its texts (``texts.index``)
- ``STORE/versions/N/manifest.json``: kept when the data of an old version is pruned
- ``STORE/.undo-N/``: the writer's files before a change, while it is made over version N
- ``STORE/.update/``: a copy on which an update is tried
- ``STORE/current``: the number of the version that readers open
- ``STORE/quarantine/``: articles whose graph did not conform
- ``STORE/tokens.json``: digests of the tokens of those who may write
- ``STORE/imports/``: persons, offices and tenures of imported records
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import NotFoundError, StoreError, VersionGoneError

TEXTS = "texts.sqlite"  # in the folder of a version


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version holds. ``digest`` covers all graphs but provenance, so it depends on no clock.

    ``published`` is a time in UTC (ISO 8601); ``ontology`` and ``shapes`` are the version IRIs that
    the vocabulary and the shapes in the version state. All three are "" where nothing is known.
    """

    number: int
    quads: int
    articles: int
    digest: str
    software: str
    revision: int
    published: str = ""
    ontology: str = ""
    shapes: str = ""


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
    def restored(self) -> Path:
        """What is to take the place of ``writer``; whole whenever there is no ``writer``."""
        return self.root / ".writer.partial"

    @property
    def update(self) -> Path:
        return self.root / ".update"

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

    @property
    def tokens(self) -> Path:
        return self.root / "tokens.json"

    def data(self, number: int) -> Path:
        return self.versions / str(number) / "data"

    def texts(self, number: int) -> Path:
        return self.versions / str(number) / TEXTS

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
        raise NotFoundError(f"there is no version {number}") from error
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{file}: is not the manifest of a version: {error}") from error


def manifests(folder: Folder) -> list[Manifest]:
    """Return the manifests of all versions ever published, oldest first."""
    return [read_manifest(folder, number) for number in _numbers(folder)]


def is_kept(folder: Folder, number: int) -> bool:
    """Tell whether a version can still be read."""
    return folder.data(number).is_dir()


def check_version(folder: Folder, number: int) -> None:
    """Raise NotFoundError for a version that never was, VersionGoneError for one that was pruned."""
    read_manifest(folder, number)
    if not is_kept(folder, number):
        raise VersionGoneError(f"the data of version {number} was pruned; its manifest is kept")


def prune_version(folder: Folder, number: int) -> None:
    """Remove the data of a version and keep its manifest; who reads it now may fail."""
    check_version(folder, number)
    if number == current_number(folder):
        raise StoreError(f"version {number} is the current one and stays; publish another one first")
    unnamed = folder.versions / f".{number}.pruned"
    folder.texts(number).unlink(missing_ok=True)
    folder.data(number).rename(unnamed)
    sync_folder(folder.data(number).parent)
    shutil.rmtree(unnamed)


def remove_unpublished(folder: Folder, current: int) -> None:
    """Remove what was prepared as a version after the current one and never became it."""
    for number in _numbers(folder):
        if number > current:
            unnamed = folder.versions / f".{number}.partial"
            shutil.rmtree(unnamed, ignore_errors=True)
            (folder.versions / str(number)).rename(unnamed)
            shutil.rmtree(unnamed)
    sync_folder(folder.versions)


def no_version(folder: Folder) -> StoreError:
    return StoreError(f"{folder.root}: there is no knowledge graph yet; make one with: kg ingest PATH...")


def last_number(folder: Folder) -> int:
    """Return the highest version number on disk, published or not; 0 for none."""
    return max(_numbers(folder), default=0)


def _numbers(folder: Folder) -> list[int]:
    names = (entry.name for entry in folder.versions.iterdir()) if folder.versions.is_dir() else ()
    return sorted(int(name) for name in names if name.isdecimal())


def partial_version(folder: Folder, number: int) -> Path:
    """Return an empty folder beside the versions in which to prepare one, swept of older attempts."""
    folder.versions.mkdir(parents=True, exist_ok=True)
    for leftover in (*folder.versions.glob(".*.partial"), *folder.versions.glob(".*.pruned")):
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


def put_restored_in_place(folder: Folder) -> None:
    """Let what was restored take the place of the writer's files; do nothing where there is none."""
    if folder.restored.exists():
        shutil.rmtree(folder.writer, ignore_errors=True)
        folder.restored.rename(folder.writer)
        sync_folder(folder.root)


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
