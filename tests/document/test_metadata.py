"""Metadata that the text of a page states."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, time

import pytest

from kg.document import PageCues, analyse, page_concept
from kg.model import Article, BlockKind, DateInterval, Document, Precision, PublicationDate, Stated
from kg.vocab import PAGE

BODY = (
    "The foreign ministers of Ruvenia and Calder met in Velin on Monday to discuss the water treaty.\n"
    "They agreed to meet again in June, said Minister Petra Holm after two hours of talks.\n"
)
TITLE = "Ministers of Ruvenia and Calder meet\n"
Analysed = Callable[[str], Document]


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Ida Quill", "Ida Quill"),
        ("By Ida Quill and Tom R. Aldous", "Ida Quill; Tom R. Aldous"),
        ("Ida Quill By Ida Quill | Editor - Tue, 05/03/2022 - 09:15", "Ida Quill"),
        ("Ida Quill | Editor - 3 May 2022", "Ida Quill"),
        ("Ida Quill, foreign affairs correspondent", "Ida Quill"),
        ("Por María de la Cruz", "María de la Cruz"),
        ("Written by: Ida Quill, diplomatic correspondent", "Ida Quill"),
        ("Photo: Harbour Post\nIda Quill", "Ida Quill"),
    ],
)
def test_author(byline: str, author: str, analysed: Analysed) -> None:
    article = analysed(f"{TITLE}{byline}\n{BODY}").article
    assert article.author is not None and article.author.value == author


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday the talks had stalled over the price of water, and both sides said so in public.",
        "Photo: Harbour Post\nPetra Holm",  # spoken of in the text
        "By Reuters",
        "Via Teleconference",
        "By the end of May",
    ],
)
def test_no_author(line: str, analysed: Analysed) -> None:
    assert analysed(f"{TITLE}{line}\n{BODY}").article.author is None


def test_names_in_a_byline_or_note_on_the_author_are_dropped(analysed: Analysed) -> None:
    note = "About the author\nIda Quill taught Premier Gustav Arlen at school once.\n"
    text = f"{TITLE}By Ida Quill\n{BODY}{note}"
    document = analysed(text)
    kept = " ".join(text[b.start : b.end] for b in document.blocks if b.kept)
    assert "Quill" not in kept and "Arlen" not in kept


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (f"{TITLE}Published 3 May 2022\n{BODY}", date(2022, 5, 3)),
        (f"{TITLE}3 May 2022\n{BODY}", date(2022, 5, 3)),
        (f"Published 3 May 2022\n{TITLE}{BODY}", date(2022, 5, 3)),
        (f"{TITLE}{BODY}Published: 3 May 2022\n", date(2022, 5, 3)),
        (f"{TITLE}Updated 4 May 2022 | Published 3 May 2022\n{BODY}", date(2022, 5, 3)),
        (f"Tuesday, 3 May 2022\n{TITLE}{BODY}", None),  # the day the page was looked at
        (f"{TITLE}Updated 4 May 2022\n{BODY}", None),
        (f"{TITLE}3 May 2022\n4 May 2022\n{BODY}", None),
        (f"{TITLE}Monday, 3 May 2022\n{BODY}", None),
        (f"{TITLE}05/06/2022\n{BODY}", None),
        (f"{TITLE}Thursday, October 3\n{BODY}", None),
        (f"{TITLE}(3 May 2022)\n{BODY}", None),  # when it took place
        (f"{TITLE}{BODY}3 May 2022\n", None),
        (f"{TITLE}{BODY}Glad to have been there.\n— Petra Holm (@holm) May 3, 2022\n", None),
        (f"{TITLE}{BODY}Related stories\nOld story\nPublished 3 May 2019\n", None),
        (f"{TITLE}3. Mai 2022\n{BODY}", date(2022, 5, 3)),
        (f"{TITLE}le 3 mai 2022 à 10h15\n{BODY}", date(2022, 5, 3)),
        (f"{TITLE}3.05.2022 - 10:15\n{BODY}", date(2022, 5, 3)),
        (f"{TITLE}Tue 3 May 2022 10.15 BST\n{BODY}", date(2022, 5, 3)),
        (f"{TITLE}3 May 2022 10:15 (UTC +03:00)\n{BODY}", date(2022, 5, 3)),
        (f"{TITLE}3rd May 2022 by Ida Quill\n{BODY}", date(2022, 5, 3)),
        (f"{TITLE}May 3, 2022 3 min read\n{BODY}", date(2022, 5, 3)),
        (
            f"{TITLE}Updated - May 04, 2022 10:15 IST\nPublished - May 03, 2022 09:00\n{BODY}",
            date(2022, 5, 3),
        ),
        (f"{TITLE}Publicado: martes 03/05/2022\n{BODY}", date(2022, 5, 3)),
        (f"{TITLE}Publicado: 03/05/2022 10:15\n{BODY}", None),
        (f"{TITLE}3 hours ago\n{BODY}", None),
        (f"{TITLE}{BODY}© 2022 Harbour Post\n", None),
    ],
)
def test_publication_date(page: str, day: date | None, analysed: Analysed) -> None:
    published = analysed(page).article.published
    assert (published and published.interval.begin) == day


def test_publication_date_has_its_span_and_time(analysed: Analysed) -> None:
    text = f"{TITLE}By Ida Quill | Editor - Tue, 05/03/2022 - 09:15\n{BODY}"
    published = analysed(text).article.published
    assert published is not None and published.time == time(9, 15)
    assert text[published.start : published.end] == "Tue, 05/03/2022 - 09:15"


@pytest.mark.parametrize(
    ("page", "publisher", "agency"),
    [
        (f"{TITLE}{BODY}© 2022 The Northern Ledger. All rights reserved.\n", "The Northern Ledger", None),
        (f"{TITLE}{BODY}Copyright © 2019-2022 Northern Ledger\n", "Northern Ledger", None),
        (f"{TITLE}{BODY}Redacción El Faro\n", "El Faro", None),
        (f"{TITLE}{BODY}© Reuters\n", None, "Reuters"),
        (f"{TITLE}{BODY}AFP\n", None, "Agence France-Presse"),
        (f"{TITLE}By Reuters\n{BODY}", None, "Reuters"),
        (f"{TITLE}VELIN, May 3 (EFE) - {BODY}", None, "Agencia EFE"),
        (
            f"{TITLE}{BODY}These are not necessarily the views of the Harbour Post (HP).\n",
            "Harbour Post",
            None,
        ),
        (f"{TITLE}{BODY}", None, None),
    ],
)
def test_publisher_and_agency(
    page: str, publisher: str | None, agency: str | None, analysed: Analysed
) -> None:
    article = analysed(page).article
    assert (article.publisher and article.publisher.value) == publisher
    assert (article.agency and article.agency.value) == agency
    for stated in filter(None, (article.publisher, article.agency)):
        assert stated.start is not None and stated.end is not None
        assert page[stated.start : stated.end]


def test_source_wins_over_text_and_the_log_says_so(cues: PageCues, caplog: pytest.LogCaptureFixture) -> None:
    day = DateInterval(date(2021, 1, 1), date(2021, 1, 1), Precision.DAY)
    article = Article(
        "a", f"{TITLE}By Ida Quill\nPublished 3 May 2022\n{BODY}",
        author=Stated("Tom Aldous"), published=PublicationDate(day),
    )  # fmt: skip
    with caplog.at_level(logging.INFO):
        found = analyse(article, cues).article
    assert found.author == Stated("Tom Aldous") and found.published == PublicationDate(day)
    assert "Tom Aldous" in caplog.text and "2022-05-03" in caplog.text


def test_stated_headline_is_found_in_the_text(cues: PageCues) -> None:
    text = f"Harbour Post reports\n{TITLE}{BODY}"
    document = analyse(Article("a", text, headline=Stated("Ministers of Ruvenia and Calder meet")), cues)
    (block,) = [b for b in document.blocks if b.kind is BlockKind.HEADLINE]
    assert text[block.start : block.end] == TITLE.strip()


def test_a_notice_above_the_title_does_not_hide_it(analysed: Analysed) -> None:
    notice = "You are reading one of the three stories that readers of the Post may open this month.\n"
    document = analysed(f"{notice}The Harbour Post\nWorld > Water\n{TITLE}{BODY}")
    assert document.article.headline is not None
    assert document.article.headline.value == TITLE.strip()


def test_a_subheading_below_the_first_sentence_is_no_title(analysed: Analysed) -> None:
    first, second = BODY.splitlines(keepends=True)
    assert analysed(f"{first}Water treaty talks\n{second}").article.headline is None


def test_every_dropped_block_names_a_concept_of_the_scheme(analysed: Analysed) -> None:
    text = (
        f"Home > World\n{TITLE}By Ida Quill\n3 May 2022\n{BODY}Photo: A B\nShare\nRelated\nOther story here\n"
    )
    concepts = {page_concept(block).removeprefix(PAGE) for block in analysed(text).dropped()}
    assert concepts == {"navigation", "byline", "stamp", "credit", "sharing", "related-stories"}


@pytest.mark.parametrize("text", ["One line", "a", "Share", "…", "\n\nx\n", "© 2022", "1. 2. 3."])
def test_odd_pages_do_not_fail(text: str, analysed: Analysed) -> None:
    document = analysed(text)
    assert document.article.text == text
    assert "".join("".join(text[b.start : b.end] for b in document.blocks).split()) == "".join(text.split())
