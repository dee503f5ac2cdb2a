"""What imported records add to the knowledge that articles are read with: ``STORE/imports/``.

- ``NAME.nt``: persons, offices and tenures of one import, as sorted N-Triples
- ``NAME.json``: what was imported, counted

The events of an import stand in its graph only; they are no knowledge about names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import NotFoundError, StoreError
from kg.knowledge.facts import Triple
from kg.store.terms import ntriples_lines
from kg.store.turtle import read_turtle
from kg.store.versions import Folder, write_durably


def write_import(store: Path, name: str, triples: Iterable[Triple], about: Mapping[str, Any]) -> None:
    """Keep the knowledge of one import and what it holds, in place of what was kept under its name."""
    folder = Folder(store).imports
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_durably(folder / f"{name}.nt", "".join(f"{line}\n" for line in ntriples_lines(triples)))
        write_durably(folder / f"{name}.json", json.dumps(about, indent=2, sort_keys=True) + "\n")
    except OSError as error:
        raise StoreError(f"{folder}: an import could not be written: {error}") from error


def remove_import(store: Path, name: str) -> None:
    """Forget an import; raises NotFoundError where there is none of that name."""
    folder = Folder(store).imports
    if name not in import_names(store):
        known = ", ".join(import_names(store)) or "none"
        raise NotFoundError(f"there is no import {name!r}; there are: {known}")
    for ending in ("json", "nt"):
        (folder / f"{name}.{ending}").unlink(missing_ok=True)


def import_names(store: Path) -> list[str]:
    return sorted(file.stem for file in Folder(store).imports.glob("*.nt"))


def read_abouts(store: Path) -> list[dict[str, Any]]:
    """Return what each import holds, in order of names."""
    files = sorted(Folder(store).imports.glob("*.json"))
    try:
        return [json.loads(file.read_text(encoding="utf-8")) for file in files]
    except (OSError, ValueError) as error:
        raise StoreError(f"{Folder(store).imports}: cannot be read: {error}") from error


def read_imports(store: Path, names: Iterable[str] | None = None) -> Iterator[Triple]:
    """Yield the knowledge of the imports of some names, or of all."""
    chosen = sorted(import_names(store) if names is None else names)
    return read_turtle(Folder(store).imports / f"{name}.nt" for name in chosen)


def imports_digest(store: Path) -> str:
    """Return a digest of that knowledge; "" where there is none."""
    files = sorted(Folder(store).imports.glob("*.nt"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.stem} ".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest() if files else ""
