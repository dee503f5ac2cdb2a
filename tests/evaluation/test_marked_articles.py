"""A whole article marked layer by layer, with three errors put into its gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import GoldError
from kg.evaluation.gold import read_gold, verdicts
from kg.evaluation.scores import Score, totals
from kg.pipeline import Mapper

GOLD = Path(__file__).resolve().parent / "marked-articles.json"


def test_every_layer_of_an_article_is_judged(mapper: Mapper) -> None:
    found = list(verdicts(GOLD, mapper))
    assert totals(found) == {
        "articles: persons": Score(2, 0, 0),
        "articles: offices": Score(1, 1, 1),
        "articles: organisations": Score(1, 0, 0),
        "articles: places": Score(3, 0, 1),
        "articles: events": Score(1, 0, 1),
        "articles: participants": Score(2, 0, 0),
        "articles: pillars": Score(0, 0, 0),
    }
    assert {(f.expected, f.found) for v in found for f in v.faults} == {
        ("President of Chile", ""),
        ("", "Rodrigo Larraín: Minister of Foreign Affairs of Chile"),
        ("open", ""),
        ("A plan", ""),
    }


def test_a_document_without_articles_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.json"
    file.write_text('{"rows": []}', encoding="utf-8")
    with pytest.raises(GoldError, match="no document with articles"):
        list(read_gold(file))


def test_an_article_that_is_missing_is_named(tmp_path: Path, mapper: Mapper) -> None:
    file = tmp_path / "gold.json"
    file.write_text(GOLD.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(GoldError, match="not beside it"):
        list(verdicts(file, mapper))
