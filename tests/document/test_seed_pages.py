"""Real pages beside the checkout, if they are there: kept text against marked spans."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import BlockKind, Document

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEEDS = SHARED / "articles" / "seeds"
GOLD = SHARED / "gold" / "seeds_002_003.json"

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the real pages are not beside this checkout")


def seed(number: str) -> str:
    (file,) = SEEDS.glob(f"{number}_*.txt")
    return file.read_text(encoding="utf-8")


def gold(number: str) -> dict[str, object]:
    articles = json.loads(GOLD.read_text(encoding="utf-8"))["articles"]
    return next(a for a in articles if a["id"] == number)


def visible(text: str, spans: list[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


@pytest.mark.parametrize("number", ["002", "003"])
def test_kept_text_is_the_marked_body(number: str, analysed: Callable[[str], Document]) -> None:
    text, entry = seed(number), gold(number)
    body = entry["body"]
    assert isinstance(body, list | dict)
    parts = body if isinstance(body, list) else [body]
    expected = visible(text, [tuple(part["span"]) for part in parts])
    document = analysed(text)
    assert visible(text, [(b.start, b.end) for b in document.blocks if b.kept]) == expected


def test_metadata_of_002(analysed: Callable[[str], Document]) -> None:
    article, entry = analysed(seed("002")).article, gold("002")
    assert article.author is not None and article.author.value == entry["author"]["value"]  # type: ignore[index]
    stamp = entry["publication_date"]
    assert article.published is not None
    assert [article.published.start, article.published.end] == stamp["evidence"]["span"]  # type: ignore[index]
    assert str(article.published.interval.begin) == stamp["text_only"]["start"]  # type: ignore[index]
    assert str(article.published.time)[:5] == stamp["time"]  # type: ignore[index]


def test_metadata_of_003(analysed: Callable[[str], Document]) -> None:
    article, entry = analysed(seed("003")).article, gold("003")
    assert article.publisher is not None and article.author is None and article.published is None
    assert article.publisher.value == entry["publisher"]["value"]  # type: ignore[index]


@pytest.mark.parametrize(("number", "lines"), [("000", (21, 56)), ("001", (50, 54))])
def test_nothing_below_the_article_survives(
    number: str, lines: tuple[int, int], analysed: Callable[[str], Document]
) -> None:
    text = seed(number)
    below = sum(len(line) + 1 for line in text.split("\n")[: lines[0] - 1])
    assert text[:below].count("\n") == lines[0] - 1
    assert not [s for s in analysed(text).sentences if s.end > below]


def test_posts_of_001(analysed: Callable[[str], Document]) -> None:
    document = analysed(seed("001"))
    posts = [b for b in document.blocks if b.kind is BlockKind.POST]
    assert sum(b.reason.startswith("repeats") for b in posts) == 3 == len(posts) / 2
    assert document.article.published is None


def test_author_of_001_comes_from_the_line_above_the_text(analysed: Callable[[str], Document]) -> None:
    text = seed("001")
    author = analysed(text).article.author
    assert author is not None and author.start is not None
    assert text.count("\n", 0, author.start) + 1 == 10
