"""The README, and a store built from the examples as its first command builds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from walkthrough import README, run, sessions  # type: ignore[import-not-found]


@pytest.fixture(scope="session")
def readme() -> str:
    text: str = README.read_text(encoding="utf-8")
    return text


@pytest.fixture(scope="session")
def example_store(readme: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store that the README's first command makes."""
    store = tmp_path_factory.mktemp("docs") / "store"
    first = sessions(readme)[0][1]
    assert first.startswith("kg ingest "), "the walk-through begins by ingesting the examples"
    run(first, store)
    return store
