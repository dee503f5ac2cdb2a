"""HTML pages: main text, metadata, and only dates that the markup states."""

from __future__ import annotations

from datetime import date

import pytest

from kg.article.html_page import declared_encoding, read_html
from kg.errors import ArticleError
from kg.model import Article

PARAGRAPHS = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The foreign ministers of Ruvenia and Calder met in Velin on Monday to discuss the water treaty.",
        "They agreed to meet again in June, said Minister Petra Holm after two hours of talks in town.",
        "The treaty has been negotiated since 2019 and covers four rivers that rise in the Calder highlands.",
    )
)


def page(head: str = "", header: str = "", footer: str = "") -> Article:
    html = (
        f"<!doctype html><html lang='en-GB'><head><title>Talks end - Harbour Post</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><header><h1>Talks end</h1>{header}</header>{PARAGRAPHS}"
        f"</article><footer>{footer}</footer></body></html>"
    )
    return read_html(html, "a.html", "a.html")


def test_main_text_without_the_frame() -> None:
    article = page(footer="Most read: <a href='/x'>Pop star Lena Moss sells her house</a>")
    assert "Petra Holm" in article.text and "Lena Moss" not in article.text and "Home" not in article.text


def test_metadata() -> None:
    article = page(
        "<meta property='og:title' content='Talks end'><meta property='og:site_name' content='Harbour Post'>"
        "<meta name='author' content='Ida Quill'><link rel='canonical' href='https://e.org/talks'>"
    )
    assert article.headline and article.headline.value == "Talks end"
    assert article.publisher and article.publisher.value == "Harbour Post"
    assert article.author and article.author.value == "Ida Quill"
    assert article.identifier == article.url == "https://e.org/talks" and article.language == "en"


@pytest.mark.parametrize(
    ("head", "header", "day", "reason"),
    [
        ("<meta property='article:published_time' content='2022-05-03'>", "", date(2022, 5, 3), "meta"),
        ("<meta name='DC.date.issued' content='2022-05-03'>", "", date(2022, 5, 3), "dc.date.issued"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
            '"datePublished": "2022-05-03", "dateModified": "2023-01-01"}]}</script>',
            "", date(2022, 5, 3), "JSON-LD",
        ),
        ("", "<time datetime='2022-05-03'>3 May</time>", date(2022, 5, 3), "time element"),
        ("", "<span itemprop='datePublished'>2022-05-03</span>", date(2022, 5, 3), "itemprop"),
        ("<meta property='article:modified_time' content='2022-05-03'>", "", None, ""),
        ("<meta name='date' content='2022-05-03'><meta name='pubdate' content='2021-01-01'>", "", None, ""),
        ("<script type='application/ld+json'>{broken</script>", "", None, ""),
        ("", "3 May 2022", None, ""),
        ("<link rel='canonical' href='https://e.org/2022/05/03/talks'>", "", None, ""),
        ("<meta name='date' content='last Monday'>", "", None, ""),
    ],
)  # fmt: skip
def test_only_stated_dates(head: str, header: str, day: date | None, reason: str) -> None:
    published = page(head, header).published
    assert (published and published.interval.begin) == day
    assert published is None or reason in published.reason


def test_dates_of_other_stories_do_not_count() -> None:
    footer = "<time datetime='2019-01-01'>Old</time><time datetime='2018-01-01'>Older</time>"
    assert page(footer=footer).published is None


def test_xml_declaration_is_no_obstacle() -> None:
    html = f"<?xml version='1.0' encoding='utf-8'?><html><body><article>{PARAGRAPHS}</article></body></html>"
    assert "Petra Holm" in read_html(html, "a.html", "a.html").text


@pytest.mark.parametrize(
    "text", ["<html></html>", "<html><body><p></p></body></html>", "<", "<script>x</script>"]
)
def test_no_text_is_an_error(text: str) -> None:
    with pytest.raises(ArticleError, match=r"a\.html.*HTML"):
        read_html(text, "a.html", "a.html")


def test_declared_encoding() -> None:
    assert declared_encoding(b"<head><meta charset='iso-8859-1'>") == "cp1252"
    assert (
        declared_encoding(b'<meta http-equiv=x content="text/html; charset=windows-1250">') == "windows-1250"
    )
    assert declared_encoding(b"<p>charset=x") is None


def test_a_page_that_no_extractor_reads_is_read_line_by_line() -> None:
    sentences = [
        "Peru and Chile will reopen the crossing at Arica in September, four years after it was closed.",
        "Deputy ministers of the two countries signed a protocol in Lima on Friday, officials said.",
    ]
    page = f"<html><body><table><tr><td>{'<br><br>'.join(sentences)}</td><td>Home<br>Sport</td></tr></table>"
    article = read_html(f"{page}</body></html>", "a", "a")
    assert [line for line in article.text.split("\n") if line in sentences] == sentences
