"""What is sought is read as words, phrases and begins; case, accents and punctuation do not count."""

from __future__ import annotations

import pytest

from kg.errors import QuerySyntaxError
from kg.store.texts.words import Piece, Term, excerpt, folded_words, marked, read_terms


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("México D. F.", ["mexico", "d", "f"]),
        ("Me\u0301xico", ["mexico"]),  # with the accent as a character of its own
        ("ÁÉÍÓÚÜÑ áéíóúüñ", ["aeiouun", "aeiouun"]),
        ("Tromsø, Łódź, Đakovo, Æbelø", ["tromso", "lodz", "dakovo", "aebelo"]),
        ("Weißrußland ŒUVRE ﬁsh Þór", ["weissrussland", "oeuvre", "fish", "thor"]),
        ("İstanbul Iğdır", ["istanbul", "igdir"]),
        ("O'Neill U.S.-led under_scored", ["o", "neill", "u", "s", "led", "under", "scored"]),
        ("Киев КИЕВ 北京", ["киев", "киев", "北京"]),
        ("— ... !", []),
    ],
)
def test_case_accents_and_punctuation_do_not_count(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


@pytest.mark.parametrize(
    ("sought", "terms"),
    [
        ("Foreign MINISTER", [("foreign",), ("minister",)]),
        ('"foreign minister" Peru', [("foreign", "minister"), ("peru",)]),
        ("“foreign minister”", [("foreign", "minister")]),
        ('"not closed', [("not", "closed")]),
        ("U.S.", [("u", "s")]),
        ("tariff AND NOT OR NEAR(x, 2)", [("tariff",), ("and",), ("not",), ("or",), ("near", "x"), ("2",)]),
        ("words: ^a -b +c {d}", [("words",), ("a",), ("b",), ("c",), ("d",)]),
    ],
)
def test_words_and_phrases(sought: str, terms: list[tuple[str, ...]]) -> None:
    assert read_terms(sought) == tuple(Term(words, prefix=False) for words in terms)


@pytest.mark.parametrize("sought", ["foreign-min*", '"foreign min*"', '"foreign min"*'])
def test_begins(sought: str) -> None:
    assert read_terms(sought) == (Term(("foreign", "min"), prefix=True),)


@pytest.mark.parametrize("sought", ["", "  ", "*", '""', '"*"', "?!", "x " * 21, "x" * 1001])
def test_what_cannot_be_sought(sought: str) -> None:
    with pytest.raises(QuerySyntaxError):
        read_terms(sought)


def _shown(pieces: list[Piece]) -> str:
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("sought", "shown"),
    [
        ("mexico", "Presidents of [México] and Peru met; new Mexicans <came>."),
        ("mexic* came", "Presidents of [México] and Peru met; new [Mexicans] <[came]>."),
        ('"mexico and peru"', "Presidents of [México] [and] [Peru] met; new Mexicans <came>."),
        ('"peru and"', "Presidents of México and Peru met; new Mexicans <came>."),
    ],
)
def test_hits_are_marked_in_the_text_as_it_is(sought: str, shown: str) -> None:
    text = "Presidents of México and Peru met; new Mexicans <came>."
    assert _shown(marked(text, read_terms(sought))) == shown


def test_an_excerpt_is_around_the_first_hit() -> None:
    text = f"{'long before ' * 30}the treaty{' long after' * 30}"
    shown = _shown(excerpt(marked(text, read_terms("treaty")), 40))
    assert shown.startswith("…") and shown.endswith("…") and " the [treaty] long" in shown
    assert len(shown) < 130
    assert _shown(excerpt(marked("the treaty", read_terms("treaty")), 40)) == "the [treaty]"
