"""Quotations: their exact words, and who speaks them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Saying, Telling  # type: ignore[import-not-found]

Read = Callable[..., Telling]

_P = "Elvira Quispe, Peru's foreign minister"
_C = "Chile's Foreign Minister Rodrigo Larraín"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‹", "›"), ("“", "“"), ("« ", " »")],
)
def test_whatever_the_marks_they_are_no_part_of_the_words(read: Read, opening: str, closing: str) -> None:
    telling = read(f"{opening}The port will open soon,{closing} said {_P}.")
    assert telling.statements == [Saying("direct", "The port will open soon,", ("Elvira Quispe",))]


def test_a_quotation_whose_mark_is_lost_ends_with_its_paragraph(read: Read) -> None:
    telling = read(
        f"{_P}, said: “The port will open soon, and trains will follow.\n\n{_C} said nothing in reply."
    )
    assert telling.said_by("Elvira Quispe") == ["The port will open soon, and trains will follow."]


def test_both_parts_of_a_split_quotation_have_the_speaker(read: Read) -> None:
    telling = read(f"“The port will open soon,” said {_P}, “and trains will follow next year.”")
    assert telling.said_by("Elvira Quispe") == [
        "The port will open soon,",
        "and trains will follow next year.",
    ]


def test_a_speaker_goes_on_in_the_paragraph(read: Read) -> None:
    telling = read(
        f"“The port will open soon,” said {_P}. “We have waited a long time for this,” she added. "
        "“Nobody will be left behind this year.”"
    )
    assert telling.said_by("Elvira Quispe") == [
        "The port will open soon,",
        "We have waited a long time for this,",
        "Nobody will be left behind this year.",
    ]


def test_she_added_in_the_next_paragraph(read: Read) -> None:
    telling = read(f"“The port will open soon,” said {_P}.\n\n“It will open in May,” she added.")
    assert telling.said_by("Elvira Quispe") == ["The port will open soon,", "It will open in May,"]


def test_he_is_whom_the_sentence_before_is_about(read: Read) -> None:
    telling = read(
        f"“The port will open soon,” said {_P}.\n\n"
        f"{_C} disagreed with her. “It will not open this year,” he said."
    )
    assert telling.said_by("Elvira Quispe") == ["The port will open soon,"]
    assert telling.said_by("Rodrigo Larraín") == ["It will not open this year,"]


@pytest.mark.parametrize(
    "text",
    [
        f"{_P}, said: “The port will open soon.”",
        f"{_P}, told reporters: “The port will open soon.”",
        f"{_P}, said in a speech on Monday: “The port will open soon.”",
        "Peru's Foreign Minister Elvira Quispe said, “The port will open soon.”",
        "“The port will open soon.” Those were the words that Elvira Quispe of Peru used. "
        "Peru's Foreign Minister Elvira Quispe said: “The port will open soon.”",
    ],
)
def test_a_speaker_before_the_words(read: Read, text: str) -> None:
    assert set(read(text).said_by("Elvira Quispe")) == {"The port will open soon."}


def test_the_speaker_named_by_surname_is_the_person(read: Read) -> None:
    telling = read(f"“The port will open soon,” Quispe told reporters. {_P}, spoke in Lima.")
    assert telling.said_by("Elvira Quispe") == ["The port will open soon,"]


@pytest.mark.parametrize(
    "text",
    [
        f"{_P}, told {_C}: “The port will open soon.”",
        f"“The port will open soon.” {_P}, told {_C}: “The port will open soon.”",
        f"Peru's Foreign Minister Elvira Quispe told {_C} that the port would open soon.",
        f"“The port will open soon,” Peru's Foreign Minister Elvira Quispe told {_C}.",
    ],
)
def test_who_is_told_does_not_speak(read: Read, text: str) -> None:
    telling = read(text)
    assert {s.speakers for s in telling.statements} == {("Elvira Quispe",)}


def test_who_is_named_inside_the_words_does_not_speak_them(read: Read) -> None:
    telling = read(
        f"Asked about the port, {_P}, answered: “Ask Rodrigo Larraín about that today.” {_C} smiled."
    )
    assert [s.speakers for s in telling.statements] == [("Elvira Quispe",)]


@pytest.mark.parametrize(
    ("words", "speakers"),
    [
        ("the Peruvian government said", ("Government of Peru",)),
        ("Chilean officials said", ("Chile",)),
        ("Peruvian and Chilean officials said", ("Chile", "Peru")),
        ("Peru and Chile said in a joint statement", ("Chile", "Peru")),
        ("the foreign ministry of Peru said", None),
        (f"{_C} and Peru's President Tomás Quispe said", ("Rodrigo Larraín", "Tomás Quispe")),
    ],
)
def test_several_and_bodies_speak_too(read: Read, words: str, speakers: tuple[str, ...] | None) -> None:
    (statement,) = read(f"“We will keep the port open,” {words}.").statements
    assert statement.text == "We will keep the port open,"
    assert speakers is None or statement.speakers == speakers


def test_words_in_marks_that_nobody_speaks_are_no_statement(read: Read) -> None:
    telling = read(
        "Peru's so-called “open harbour” plan was met with “deep scepticism” in Chile. "
        "The “Sea of Tears” is a film about it."
    )
    assert telling.statements == []


def test_a_quoted_phrase_inside_reported_speech_is_what_was_said(read: Read) -> None:
    telling = read(
        "Peru's Foreign Minister Elvira Quispe called the plan “a gift to every fisher on this coast.”"
    )
    assert telling.said_by("Elvira Quispe") == ["a gift to every fisher on this coast."]


def test_the_words_of_a_post_are_not_counted_twice(read: Read) -> None:
    telling = read(
        "Quispe thanks friends of the port\n\n"
        "Peru's Foreign Minister Elvira Quispe wrote on Twitter: "
        "“The port will open soon, and we thank our friends.”\n\n"
        "The port will open soon, and we thank our friends. pic.twitter.com/abc123\n\n"
        "— Elvira Quispe (@equispe) May 3, 2024\n\n"
        f"{_C} did not answer, though he had been asked to do so by many people in both of the countries.\n"
    )
    assert [s.text for s in telling.statements] == ["The port will open soon, and we thank our friends."]


def test_evidence_is_the_words_and_their_attribution(read: Read) -> None:
    telling = read(f"“The port will open soon,” said {_P}.")
    (statement,) = telling.extraction.statements
    assert telling.words(statement.evidence) == (
        "The port will open soon,",
        "said Elvira Quispe, Peru's foreign minister",
    )


def test_who_is_named_in_apposition_speaks_on(read: Read) -> None:
    telling = read(
        "The leader of the opposition, Mary Lou Byrne, urged the government to expel Ms Ruiz. "
        '"Enough is enough," she told parliament.'
    )
    assert telling.said_by("Mary Lou Byrne") == ["Enough is enough,"]
