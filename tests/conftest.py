"""One Mapper for all tests that read texts: loading the ontology is the slow part."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling, tell  # type: ignore[import-not-found]

from kg.config import Settings
from kg.pipeline import Mapper


@pytest.fixture(scope="session")
def mapper() -> Mapper:
    return Mapper.load(Settings())


@pytest.fixture(scope="session")
def read(mapper: Mapper) -> Callable[..., Telling]:
    """Return the function that tells what a text says."""

    def told(text: str, **metadata: object) -> Telling:
        return tell(mapper, text, **metadata)

    return told
