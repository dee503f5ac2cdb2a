"""Readings of the sentences of a text, before anybody is resolved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.document import analyse
from kg.mention import read_document, with_discoveries
from kg.mention.reading import Reading
from kg.model import Article
from kg.pipeline import Mapper


@pytest.fixture(scope="session")
def readings(mapper: Mapper) -> Callable[[str], tuple[Reading, ...]]:
    """Return the function that reads a text sentence by sentence."""

    def made(text: str) -> tuple[Reading, ...]:
        document = analyse(Article("harbour/1.txt", text), mapper.cues)
        return read_document(document, with_discoveries(document, mapper.knowledge))

    return made
