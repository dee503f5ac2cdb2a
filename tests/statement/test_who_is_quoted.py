"""Who speaks a quotation: labels, heads, signatures, offices, pronouns, and nobody where it is left open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling  # type: ignore[import-not-found]

Read = Callable[..., Telling]

_P = "Peru's Foreign Minister Elvira Quispe"
_C = "Chile's Foreign Minister Rodrigo Larraín"
_OPEN = "The port will open soon,"


@pytest.mark.parametrize(
    "text",
    [
        "'The port will open soon,' {p} said. It's Peru's port.",
        "‘The port will open soon,’ {p} said. It’s Peru’s port.",
        "The pilots' union met. 'The port will open soon,' {p} told the pilots' union.",
    ],
)
def test_single_marks_hold_quotations_and_apostrophes_do_not(read: Read, text: str) -> None:
    assert [s.text for s in read(text.format(p=_P)).statements if s.type == "direct"] == [_OPEN]


def test_apostrophes_alone_quote_nothing(read: Read) -> None:
    telling = read(f"{_P} praised the drivers' union and the 'old port. It's the people's port,' they say.")
    assert telling.said_by("Elvira Quispe") == []


@pytest.mark.parametrize(
    "attribution",
    [
        "a harbour pilot who did not want to be named said.",
        "said a diplomat on condition of anonymity.",
        "the letter from the pilots reads.",
    ],
)
def test_somebody_whom_the_article_leaves_unnamed(read: Read, attribution: str) -> None:
    telling = read(f"{_P} came from Lima to see it. “The port will open soon,” {attribution}")
    assert [(s.type, s.text, s.speakers) for s in telling.statements] == [("direct", _OPEN, ())]


def test_a_pronoun_does_not_reach_past_somebody_unnamed(read: Read) -> None:
    telling = read(
        f"“We are ready,” {_P} said.\n\nThe pilot nodded, the mayor said. “It will open soon,” he said."
    )
    assert telling.said_by("Elvira Quispe") == ["We are ready,"]


def test_who_is_told_is_not_she(read: Read) -> None:
    telling = read(f"{_C} arrived. “The port will open soon,” she told Larraín.")
    assert telling.said_by("Rodrigo Larraín") == []


def test_it_is_no_person(read: Read) -> None:
    telling = read(f"{_P} read the paper. It states that “the port will open soon after Easter”.")
    assert telling.said_by("Elvira Quispe") == []


@pytest.mark.parametrize(
    "text",
    [
        "{p}: “The port will open soon, and we are glad.”",
        "It was a warm day on the coast of Peru, and all the boats went out.\n\n{p} (Oruro)\n\n"
        "“The port will open soon, and we are glad.” [Post, 3 May]",
        "It was a warm day on the coast of Peru, and all the boats went out.\n\n"
        "“The port will open soon, and we are glad.” — {p}",
        "Rain fell on Lima and the boats went out.\n\n{p} had this to say about it:\n\n"
        "“The port will open soon, and we are glad.”",
        "{p} spoke first. In the words of Quispe, “the port will open soon, and we are glad.”",
        "Said {p} after the talks: “The port will open soon, and we are glad.”",
    ],
)
def test_a_speaker_named_without_a_verb_beside_the_words(read: Read, text: str) -> None:
    told = read(text.format(p=_P)).said_by("Elvira Quispe")
    assert [words.lower() for words in told] == ["the port will open soon, and we are glad."]


def test_a_line_with_a_title_of_honour_and_a_name_says_who_speaks_below(read: Read) -> None:
    told = read(
        "It was a warm day on the coast of Peru, and all the boats went out.\n\n"
        f"{_P} watched them from the harbour.\n\nRep. Lucio Paredes (D-CA-02)\n\n"
        "“The port will open soon, and we are glad.” [Post, 3 May]"
    )
    assert told.said_by("Lucio Paredes") == ["The port will open soon, and we are glad."]


def test_a_paragraph_that_is_a_quotation_goes_on(read: Read) -> None:
    telling = read(
        f"“The port will open soon,” {_P} said.\n\n“Nobody will be left behind.”\n\nRain fell on Lima."
    )
    assert telling.said_by("Elvira Quispe") == [_OPEN, "Nobody will be left behind."]


def test_each_paragraph_of_a_long_quotation_opens_anew(read: Read) -> None:
    telling = read(f"“The port is ready,” {_P} said. “It took ten years.\n\n“Now we want to see the boats.”")
    assert telling.said_by("Elvira Quispe") == [
        "The port is ready,",
        "It took ten years.",
        "Now we want to see the boats.",
    ]


def test_what_a_line_announces_is_not_said_by_who_spoke_before(read: Read) -> None:
    telling = read(
        f"“We are ready,” {_P} said.\n\nThe pilots issued a statement:\n\n“The port is too small for us.”"
    )
    assert telling.said_by("Elvira Quispe") == ["We are ready,"]


@pytest.mark.parametrize("words", ["the minister said.", "said the minister."])
def test_an_office_stands_for_its_only_holder(read: Read, words: str) -> None:
    telling = read(
        f"Peru's agriculture minister, Elvira Quispe, came home. “We have sold the boats,” {words}"
    )
    assert telling.said_by("Elvira Quispe") == ["We have sold the boats,"]


def test_an_office_of_two_is_who_spoke_last(read: Read) -> None:
    telling = read(
        f"{_P} met {_C}. “We are ready,” Larraín said.\n\n“It will open soon,” the minister added."
    )
    assert telling.said_by("Rodrigo Larraín") == ["We are ready,", "It will open soon,"]


def test_quoted_words_are_joined_to_those_before(read: Read) -> None:
    telling = read(f"{_P} said the port was “a gift to the coast” and “a joy to all of us”.")
    assert telling.said_by("Elvira Quispe") == ["a gift to the coast", "a joy to all of us"]


@pytest.mark.parametrize(
    "words",
    [
        "spoke of the so-called “sardine route to the south”.",
        "announced the launch of the “Callao Harbour Partnership” in May.",
        "said that the “blue” fund would pay for it.",
        "welcomed a programme known as “open doors for boats”.",
    ],
)
def test_names_and_expressions_are_no_quotations(read: Read, words: str) -> None:
    assert [s for s in read(f"{_P} {words}").statements if s.type == "direct"] == []


@pytest.mark.parametrize(
    "words",
    [
        "“The port will open soon,” said a Larraín loyalist.",
        "“The port will open soon,” the pilots from Chile (CHL) said.",
        "“The port will open soon,” Chile analysts said.",
    ],
)
def test_a_name_that_only_describes_does_not_speak(read: Read, words: str) -> None:
    telling = read(f"{_C} was away. {words}")
    assert [s.speakers for s in telling.statements if s.type == "direct"] == [()]


def test_who_speaks_by_surname_is_named_in_full(read: Read) -> None:
    telling = read(
        "Nicole Meyer, 32, and Dassi Ehrlich, 30, sell fish in Lima.\n\n"
        "“The sea is calm,” said Ehrlich, who was born there."
    )
    assert telling.said_by("Dassi Ehrlich") == ["The sea is calm,"]
