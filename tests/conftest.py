"""What all tests share: one Mapper for those that read texts, stores made once, the order of the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from telling import Telling, tell  # type: ignore[import-not-found]

from kg.config import Settings
from kg.pipeline import Mapper
from tests.once import ingest_examples, ingest_reference_data, made_once


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, or one process is still at them when all others are done."""
    long = {item.path for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(scope="session")
def mapper() -> Mapper:
    return Mapper.load(Settings())


@pytest.fixture(scope="session")
def read(mapper: Mapper) -> Callable[..., Telling]:
    """Return the function that tells what a text says."""

    def told(text: str, **metadata: object) -> Telling:
        return tell(mapper, text, **metadata)

    return told


@pytest.fixture(scope="session")
def reference_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with ontology, shapes and reference data and no article, to be copied and not changed."""
    return made_once(tmp_path_factory, "reference", ingest_reference_data)


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that the first command of README.md makes from the examples, to be read only."""
    return made_once(tmp_path_factory, "examples", ingest_examples)
