"""The example articles can be read, say what they are, and put no word into a real mouth."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kg.model import Article

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES = sorted(path for path in (EXAMPLES / "articles").iterdir() if not path.name.startswith("."))
FICTION = "FICTION: this article is invented as an example; the people in it do not exist."
_QUOTATION_MARKS = re.compile('["\u201c\u201d\u201e\u201f\u00ab\u00bb]')  # straight, curly, low, angle
_ROW = re.compile(
    r"^\| `(?P<file>[^`]+)` \| (?P<kind>real|fictional) \| (?P<source>[^|]+) \| [^|]+ \|$", re.MULTILINE
)


def _articles(path: Path) -> list[Article]:
    from kg.article import read_articles

    found = list(read_articles([str(path)], 1_000_000))
    assert found
    return [article for article in found if isinstance(article, Article) or pytest.fail(str(article))]


def _listed() -> dict[str, tuple[str, str]]:
    table = (EXAMPLES / "SOURCES.md").read_text(encoding="utf-8")
    return {row["file"]: (row["kind"], row["source"]) for row in _ROW.finditer(table)}


REAL = [path for path in FILES if _listed().get(path.name, ("", ""))[0] == "real"]
FICTIONAL = [path for path in FILES if _listed().get(path.name, ("", ""))[0] == "fictional"]


def _name(path: Path) -> str:
    return path.name


def test_the_table_of_sources_lists_every_file_and_no_other() -> None:
    assert sorted(_listed()) == [path.name for path in FILES]


def test_all_formats_are_there_and_enough_articles() -> None:
    assert {path.suffix for path in FILES} == {".txt", ".md", ".html", ".jsonl"}
    assert len(FILES) >= 14


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_every_file_is_read_into_articles_with_text(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines()) if path.suffix == ".jsonl" else 1
    articles = _articles(path)
    assert len(articles) == lines
    for article in articles:
        assert len(article.text) > 300
        assert article.language == "en"


@pytest.mark.parametrize("path", FICTIONAL, ids=_name)
def test_a_fictional_article_says_so_first(path: Path) -> None:
    for article in _articles(path):
        assert article.text.splitlines()[0] == FICTION
        assert _QUOTATION_MARKS.search(article.text)


@pytest.mark.parametrize("path", REAL, ids=_name)
def test_a_real_article_quotes_nobody(path: Path) -> None:
    for article in _articles(path):
        assert FICTION not in article.text
        assert not _QUOTATION_MARKS.search(article.text)


@pytest.mark.parametrize("path", REAL, ids=_name)
def test_a_real_article_names_its_source(path: Path) -> None:
    source = _listed()[path.name][1]
    assert "https://" in source or re.search(r"\b20[0-9]{2}\b", source)
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        assert re.search(r"^source: \S", content, re.MULTILINE)
    if path.suffix == ".html":
        assert re.search(r'<meta name="source" content="[^"]{20,}">', content)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("security-dialogue-2021.md", [date(2021, 10, 8)]),
        ("leaders-summit-2023.html", [date(2023, 1, 10)]),
        ("fentanyl-committee.jsonl", [date(2023, 12, 19), date(2024, 2, 8), date(2024, 4, 11)]),
        ("fiction-fisheries-memorandum.html", [date(2024, 10, 16)]),
    ],
)
def test_dates_that_are_stated_are_read(name: str, days: list[date]) -> None:
    published = [article.published for article in _articles(EXAMPLES / "articles" / name)]
    assert [stated.interval.begin if stated else None for stated in published] == days
