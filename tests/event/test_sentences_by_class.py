"""Sentences of our own wording for each PLOVER class, and some that tell no act: how many are read right.

``sentences_by_class.jsonl``: rows of ``{"class", "text"}``; the class "" is of those that tell none. What is
read wrong stays in the file: the floor is the number reached.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from kg.evaluation.plover import class_of_sentence
from kg.model import Article
from kg.pipeline import Mapper

_FLOOR = 310
_WRONG_AT_MOST = 5  # read as another class than their own, the rest says nothing
_FILE = Path(__file__).parent / "sentences_by_class.jsonl"
_ROWS = [json.loads(row) for row in _FILE.read_text(encoding="utf-8").splitlines()]


def _read(mapper: Mapper, text: str) -> str:
    return class_of_sentence(mapper.extract(Article("own", text, language="en")))


def test_most_sentences_are_of_the_class_they_tell(mapper: Mapper) -> None:
    found = [(row["class"], _read(mapper, row["text"])) for row in _ROWS]
    assert sum(own == read for own, read in found) >= _FLOOR
    assert sum(own != read != "" for own, read in found) <= _WRONG_AT_MOST


def test_every_class_has_sentences() -> None:
    rows = Counter(row["class"] for row in _ROWS)
    assert len(rows) == 17
    assert min(rows.values()) >= 7
