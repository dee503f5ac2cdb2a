"""What a model of names says gives way to titles and to names that are known."""

from __future__ import annotations

import pytest

from kg.document import analyse
from kg.mention import outside_titles
from kg.mention.tagging import TaggedName
from kg.model import Article, MentionKind
from kg.pipeline import Mapper

PERSON, BODY, PLACE = MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PLACE


def kept(mapper: Mapper, text: str, words: str, kind: MentionKind) -> bool:
    document = analyse(Article("x", text, language="en"), mapper.cues)
    start = document.article.text.index(words)
    name = TaggedName(start, start + len(words), kind)
    return bool(outside_titles(document, [name], mapper.knowledge))


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The call was with Uruguayan Fisheries Minister Ana Ruiz.", "Uruguayan Fisheries", BODY),
        ("The Minister of the Sea of Portugal, Duarte Salvaterra, came.", "Duarte Salvaterra", PLACE),
        ("Portuguese Minister of the Sea Duarte Salvaterra signed.", "Sea Duarte Salvaterra", BODY),
        ("He spoke of U.S.-Mexico relations at length.", "U.S.-Mexico", PERSON),
        ("They met on June 15 in Tokyo Japan for talks.", "Tokyo Japan", PLACE),
    ],
)
def test_parts_of_titles_and_known_names_stay_out(
    mapper: Mapper, text: str, words: str, kind: MentionKind
) -> None:
    assert not kept(mapper, text, words, kind)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The president of Harbour Relief Society came to Lima.", "Harbour Relief Society", BODY),
        ("Fishermen met in Lower Brindle on Sunday.", "Lower Brindle", PLACE),
        ("Minister Ana Ruiz came to Lima.", "Ana Ruiz", PERSON),
    ],
)
def test_other_names_stay(mapper: Mapper, text: str, words: str, kind: MentionKind) -> None:
    assert kept(mapper, text, words, kind)


def test_a_body_and_who_heads_it_are_two(mapper: Mapper) -> None:
    text = "He met the Director of the National Harbour Council Ana Ruiz in Lima."
    document = analyse(Article("x", text, language="en"), mapper.cues)
    start, end = text.index("National"), text.index(" in Lima")
    found = outside_titles(document, [TaggedName(start, end, BODY)], mapper.knowledge)
    assert [(document.text(name.start, name.end), name.kind) for name in found] == [
        ("National Harbour Council", BODY),
        ("Ana Ruiz", PERSON),
    ]


def test_a_surname_behind_a_portfolio_is_no_part_of_a_body(mapper: Mapper) -> None:
    text = "The call was with Deputy Secretary of the Treasury Salvaterra on Monday."
    assert not kept(mapper, text, "Treasury Salvaterra", BODY)
