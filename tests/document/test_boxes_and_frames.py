"""Boxes of links inside an article, captions beside credits, stamps in odd places, wrapped paragraphs."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from kg.model import BlockKind, Document

TITLE = "Ruvenia and Calder agree on the dams\n"
LEAD = "The foreign ministers of Ruvenia and Calder met in Velin on Monday and agreed on the dams.\n"
MORE = "The agreement ends a quarrel that had lasted for most of the last ten years.\n"
LAST = "A commission is to meet in the spring and will then report to both of the parliaments.\n"
Analysed = Callable[[str], Document]


def body(document: Document) -> str:
    kept = (BlockKind.BODY, BlockKind.SUBHEADING)
    return "".join(f"{document.text(b.start, b.end)}\n" for b in document.blocks if b.kind in kept)


def published(document: Document) -> str:
    date = document.article.published
    return str(date.interval.begin) if date else ""


def test_a_box_of_links_does_not_end_the_article(analysed: Analysed) -> None:
    box = "RELATED COVERAGE\nTram drivers in Ostmark end their strike\nStorm leaves homes without power\n"
    assert body(analysed(TITLE + LEAD + MORE + box + LAST + MORE + LAST)) == LEAD + MORE + LAST + MORE + LAST


def test_another_article_below_one_title_stays_out(analysed: Analysed) -> None:
    other = "Read next\nStorm leaves homes without power\n"
    text = "The storm broke over the northern coast of Ostmark shortly before dawn on Sunday.\n"
    assert (
        body(analysed(TITLE + LEAD + MORE + other + text + text.replace("coast", "towns") + text))
        == LEAD + MORE
    )


def test_a_form_above_the_article_is_no_article(analysed: Analysed) -> None:
    form = "How relevant was this advertisement to you, would you say?\nWatch\nEdition\n"
    assert body(analysed(form + TITLE + LEAD + MORE + LAST)) == LEAD + MORE + LAST


def test_a_caption_stands_beside_its_credit(analysed: Analysed) -> None:
    picture = "The two ministers walk along the river in Velin\nANN ROE, ASSOCIATED PRESS FILE\n"
    document = analysed(TITLE + LEAD + MORE + picture + LAST + LEAD)
    assert body(document) == LEAD + MORE + LAST + LEAD
    assert [b.kind for b in document.blocks if "walk along" in document.text(b.start, b.end)] == [
        BlockKind.CAPTION
    ]


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Source: Sea Wire | 2022-05-03 16:20:11 | Editor: roe", "2022-05-03"),
        ("SEA WIRE - May 3, 2022 - 21:07 | World, All", "2022-05-03"),
        ("05/03/2022 05:00 AM EDT", "2022-05-03"),
        ("05/03/2022 05:00 AM", ""),
        ("Last updated 3 May 2022 at 10:15", ""),
    ],
)
def test_the_day_of_publication(analysed: Analysed, stamp: str, day: str) -> None:
    assert published(analysed(f"{TITLE}{stamp}\n{LEAD}{MORE}{LAST}")) == day


def test_a_stamp_below_a_standfirst_dates_the_article(analysed: Analysed) -> None:
    standfirst = "Nobody had thought that it would take so few hours to agree.\n"
    text = f"{TITLE}{standfirst}Ann Roe in Velin\nTue 3 May 2022 14.31 CEST\n{LEAD}{MORE}{LAST}"
    assert published(analysed(text)) == "2022-05-03"


def test_short_paragraphs_wrapped_between_blank_lines_are_whole(analysed: Analysed) -> None:
    told = (LEAD + MORE, MORE + LAST, LAST + LEAD)
    wrapped = "\n\n".join(textwrap.fill(paragraph, 68) for paragraph in told)
    document = analysed(
        f"{TITLE}\n{wrapped}\n\nStorm over the northern coast of Ostmark leaves homes without power\n"
    )
    assert len([b for b in document.blocks if b.kind is BlockKind.BODY]) == len(told)
