"""The cues of the shipped lexicon, and articles made from text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.document import PageCues, analyse, page_cues
from kg.knowledge.facts import Facts
from kg.model import Article, Document
from kg.resources import ontology_folder
from kg.store.turtle import read_turtle


@pytest.fixture(scope="session")
def cues() -> PageCues:
    return page_cues(Facts(read_turtle([ontology_folder() / "lexicon" / "page.ttl"])))


@pytest.fixture(scope="session")
def analysed(cues: PageCues) -> Callable[[str], Document]:
    return lambda text: analyse(Article(identifier="page.txt", text=text), cues)
