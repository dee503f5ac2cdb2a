"""Stores that take long to make, made once for all processes of a test run.

A test that changes one copies it (``copied``); what others may be reading is never written to.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.config import Settings
from kg.ingest import ingest
from kg.store.lock import writer_lock
from tests.docs.walkthrough import README, run, sessions

_PATIENCE = 600  # seconds for which to wait for the process that makes it


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that whoever asks first makes."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with writer_lock(folder.with_suffix(".lock"), _PATIENCE) as other:
        assert other is None, f"{other} is still making {folder}"
        if not folder.exists():
            partial = folder.with_suffix(".partial")
            shutil.rmtree(partial, ignore_errors=True)
            make(partial)
            partial.rename(folder)
    return folder


def copied(store: Path, to: Path) -> Path:
    return Path(shutil.copytree(store, to, dirs_exist_ok=True))


def ingest_reference_data(store: Path) -> None:
    """Make a store as the first article does, without an article."""
    for _ in range(2):  # the second time shortens the log of the engine, which would be copied
        assert ingest([], Settings(store=store)).version == 1


def ingest_examples(store: Path) -> None:
    """Make the store that the first command of README.md makes."""
    first = sessions(README.read_text(encoding="utf-8"))[0][1]
    assert first == "kg ingest examples/articles", "the walk-through begins by ingesting the examples"
    run(first, store)
