"""Markdown: front matter, and words without their markup."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from kg.article.markdown import plain_text, read_markdown
from kg.article.published import publication_date
from kg.model import Precision


def test_markup_vanishes_and_words_stay() -> None:
    source = (
        "# Talks *end*\n\nThe **ministers**\nmet [in Velin](https://e.org/x) &amp; left.\n\n"
        "- first `item`\n- second\n  1. nested\n\n> quoted\n\n![picture](p.png)\n\n<b>bold</b> text\n\n"
        "| a | b |\n|---|---|\n| c | d |\n"
    )
    assert plain_text(source).split("\n") == [
        "Talks end", "", "The ministers met in Velin & left.", "", "first item", "second", "nested", "",
        "quoted", "", "bold text", "", "a", "", "b", "", "c", "", "d",
    ]  # fmt: skip


def test_front_matter_fills_the_metadata() -> None:
    text = (
        "---\ntitle: A day\npublished: 2022-05-03\nurl: https://e.org/1\nauthor: [A B, C D]\n"
        "source: x\n---\nText.\n"
    )
    article = read_markdown(text, "a.md", "a.md")
    assert article.text == "Text." and article.identifier == "https://e.org/1"
    assert article.headline and article.headline.value == "A day"
    assert article.author and article.author.value == "A B; C D"
    assert article.published and article.published.interval.begin == date(2022, 5, 3)


@pytest.mark.parametrize("stated", ["3 May 2022", "2022-13", "05/03/2022", "tomorrow", "20220503"])
def test_other_dates_are_left_out_with_a_warning(stated: str, caplog: pytest.LogCaptureFixture) -> None:
    article = read_markdown(f"---\ndate: {stated}\n---\nText.", "a.md", "a.md")
    assert article.published is None and stated in caplog.text


def test_bad_url_is_left_out_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    article = read_markdown("---\nurl: 'ftp://e.org/a b'\n---\nText.", "a.md", "a.md")
    assert (article.url, article.identifier) == (None, "a.md") and "URL" in caplog.text


@pytest.mark.parametrize(
    ("stated", "begin", "end", "precision"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("2022-05-03", date(2022, 5, 3), date(2022, 5, 3), Precision.DAY),
    ],
)
def test_precision_of_dates(stated: str, begin: date, end: date, precision: Precision) -> None:
    found = publication_date(stated)
    assert found is not None and found.time is None
    assert (found.interval.begin, found.interval.end, found.interval.precision) == (begin, end, precision)


def test_date_and_time_with_zone() -> None:
    found = publication_date("2022-05-03T10:15:00.5Z")
    assert found is not None and found.time == time(10, 15, 0, 500_000, tzinfo=UTC)
    offset = publication_date("2022-05-03 23:15+02:00")
    assert offset is not None and offset.interval.begin == date(2022, 5, 3) and offset.time is not None
    assert datetime.combine(date(2022, 5, 3), offset.time).utcoffset() is not None


@pytest.mark.parametrize("text", ["2022-02-30", "0000", "2022-05-03T25:00", "2022-5-3", "2022-W18", ""])
def test_what_is_no_date(text: str) -> None:
    assert publication_date(text) is None
