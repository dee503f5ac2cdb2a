"""Embedded posts, pull quotations, captions and credits."""

from __future__ import annotations

from collections.abc import Callable

from kg.model import KEPT_KINDS, BlockKind, Document

LEAD = "Petra Holm, foreign minister of Ruvenia, spoke to reporters in Velin on Monday after the talks.\n"
QUOTE = "We have agreed on the dams, on the farmers and on the fish of the northern lakes"
Analysed = Callable[[str], Document]


def kinds(document: Document) -> list[tuple[BlockKind, str]]:
    return [(b.kind, document.text(b.start, b.end)) for b in document.blocks]


def test_a_pull_quotation_is_told_from_its_source(analysed: Analysed) -> None:
    body = f"“{QUOTE},” said Holm at the end of the day."
    text = f"Talks end in Velin after a day\n{LEAD}{body}\n“{QUOTE}”\n"
    found = kinds(analysed(text))
    assert (BlockKind.BODY, body) in found
    assert (BlockKind.POST, f"“{QUOTE}”") in found


def test_the_reason_names_the_place_of_the_source(analysed: Analysed) -> None:
    body = f"“{QUOTE},” said Holm at the end of the day."
    text = f"Talks end in Velin after a day\n{LEAD}{body}\n{QUOTE}\n— Petra Holm (@holm) May 3, 2022\n"
    post = next(b for b in analysed(text).blocks if b.kind is BlockKind.POST)
    start = text.index(body)
    assert post.reason == f"repeats the quotation of {start}-{start + len(body)}"


def test_a_different_quotation_stays_body(analysed: Analysed) -> None:
    other = "“We have not agreed on the price of power, and we will not for some time to come,” Holm added."
    text = f"Talks end in Velin after a day\n{LEAD}“{QUOTE},” said Holm.\n{other}\n"
    assert (BlockKind.BODY, other) in kinds(analysed(text))


def test_caption_with_words_and_credit_with_a_name(analysed: Analysed) -> None:
    text = (
        "Talks end in Velin after a day\n"
        "Photo: The two ministers shake hands in front of the town hall.\n"
        f"Image credit: Ann Roe\n{LEAD}{LEAD}"
    )
    found = kinds(analysed(text))
    assert found[1][0] is BlockKind.CAPTION
    assert found[2] == (BlockKind.CREDIT, "Image credit: Ann Roe")


def test_sentences_about_images_stay(analysed: Analysed) -> None:
    line = "Images of the meeting were shown on television that evening, and photos by the dozen went round."
    text = f"Talks end in Velin after a day\n{LEAD}{line}\n{LEAD}"
    assert (BlockKind.BODY, line) in kinds(analysed(text))


def test_a_house_and_a_maker_behind_a_caption_are_a_credit(analysed: Analysed) -> None:
    caption = "The two ministers after the signing in Velin on Monday."
    text = f"Talks end in Velin after a day\n{LEAD}{caption} LAKE WIRE/Ann Roe\n{LEAD}"
    assert (BlockKind.CREDIT, "LAKE WIRE/Ann Roe") in kinds(analysed(text))


def test_two_names_with_a_bar_are_a_credit_and_name_an_author(analysed: Analysed) -> None:
    note = "Ann Roe covers foreign affairs for Radio North. Her stories have won three awards."
    text = f"Talks end in Velin after a day\nAnn Roe | Radio North\n{LEAD}{LEAD}Ann Roe\n{note}\n"
    found = kinds(analysed(text))
    assert (BlockKind.CREDIT, "Ann Roe | Radio North") in found
    assert not any("Ann Roe" in words for kind, words in found if kind in KEPT_KINDS)


def test_two_parties_of_the_article_with_a_slash_are_no_credit(analysed: Analysed) -> None:
    text = f"Talks end in Velin after a day\n{LEAD}Petra Holm / Ruvenia\n{LEAD}"
    assert (BlockKind.CREDIT, "Petra Holm / Ruvenia") not in kinds(analysed(text))
