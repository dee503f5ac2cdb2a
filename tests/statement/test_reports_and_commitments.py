"""What somebody is reported to have said or promised: the exact span of the content."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from telling import Telling, when  # type: ignore[import-not-found]

Read = Callable[..., Telling]

_P = "Peru's Foreign Minister Elvira Quispe"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (f"{_P} said that the port would open soon.", "the port would open soon"),
        (f"{_P} said the port would open soon.", "the port would open soon"),
        (f"{_P} stressed that the port would open soon.", "the port would open soon"),
        (f"{_P} said on 3 May 2024 that the port would open soon.", "the port would open soon"),
        (f"{_P} said in a statement that the port would open soon.", "the port would open soon"),
        (f"{_P} underlined the need for a new treaty.", "the need for a new treaty"),
        (f"{_P} told reporters that the port would open soon.", "the port would open soon"),
        (f"{_P} denied that the port would close.", "denied that the port would close"),
        (
            "The port would open soon, Elvira Quispe, Peru's foreign minister, said.",
            "The port would open soon",
        ),
        (f"The port would open soon, {_P} said.", "The port would open soon"),
        (f"The port would open soon, said {_P}.", "The port would open soon"),
    ],
)
def test_the_content_of_reported_speech(read: Read, text: str, content: str) -> None:
    telling = read(text)
    assert [(s.type, s.text, s.speakers) for s in telling.statements] == [
        ("reported", content, ("Elvira Quispe",))
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{_P} said goodbye.",
        f"{_P} said Monday inside a tent that was put up at the harbour.",
        f"{_P} spoke of the port.",
        f"{_P} added a word.",
        "It is said that the port will open soon.",
        "Nobody said that the port would open soon.",
        "The sign said that the port would open soon.",
    ],
)
def test_what_is_no_reported_speech(read: Read, text: str) -> None:
    assert read(text).statements == []


def test_the_day_something_was_said(read: Read) -> None:
    (statement,) = read(f"{_P} said on 3 May 2024 that the port would open soon.").extraction.statements
    assert when(statement.created) == "2024-05-03"
    (undated,) = read(f"{_P} said that the port would open on 3 May 2024.").extraction.statements
    assert undated.created is None


def test_a_quotation_and_a_report_in_one_sentence(read: Read) -> None:
    telling = read(f"“The port will open soon,” {_P} said, adding that trains would follow next year.")
    assert telling.said_by("Elvira Quispe") == ["The port will open soon,"]
    assert telling.said_by("Elvira Quispe", "reported") == ["trains would follow next year"]


@pytest.mark.parametrize(
    ("text", "content", "speakers"),
    [
        (
            "Peru pledged to open the port of Callao to ferries.",
            "to open the port of Callao to ferries",
            ("Peru",),
        ),
        (
            "Peru and Chile agreed to open the port of Callao to ferries.",
            "open the port of Callao to ferries",
            ("Chile", "Peru"),
        ),
        (f"{_P} committed to cutting port fees by half.", "cutting port fees by half", ("Elvira Quispe",)),
        (f"{_P} promised to cut port fees by half.", "to cut port fees by half", ("Elvira Quispe",)),
    ],
)
def test_a_commitment(read: Read, text: str, content: str, speakers: tuple[str, ...]) -> None:
    (statement,) = read(text).statements
    assert (statement.text, statement.speakers, statement.commitment) == (content, speakers, True)


def test_a_report_is_no_commitment(read: Read) -> None:
    (statement,) = read(f"{_P} said that the port would open soon.").statements
    assert not statement.commitment


def test_the_topics_of_the_words_are_the_topics_of_the_statement(read: Read) -> None:
    telling = read(f"{_P} said that trade talks would go on. Everybody spoke of fishing rights after that.")
    (statement,) = telling.extraction.statements
    topics = {iri.rsplit("#", 1)[-1] for iri in statement.topics}
    assert topics == {"trade-agreements"}


def test_statements_do_not_overlap(read: Read) -> None:
    telling = read(
        f"{_P} said the port would open, and added that trains would follow. "
        "“It is done,” she said, “at last.” She explained that the sea was calm."
    )
    spans = sorted((s.start, s.end) for s in telling.extraction.statements)
    assert spans and all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        f"{_P} refused to say that the port would open soon.",
        f"{_P} did not say that the port would open soon.",
        "Peru has yet to pledge $5m to the fund.",
        "Peru would have promised to open the port of Callao.",
        "The pilots were told that the port would open soon.",
        "Juan Ruiz, the director for the Western Hemisphere, says Peru is seeking to grow.",
        f"Asked about the port of Callao in the south, {_P} smiled.",
    ],
)
def test_what_was_not_said(read: Read, text: str) -> None:
    assert read(text).statements == []


@pytest.mark.parametrize(
    "text",
    [
        "According to the Peruvian government, the port would open soon.",
        "The port would open soon, according to the Peruvian government.",
    ],
)
def test_what_is_told_according_to_somebody(read: Read, text: str) -> None:
    (statement,) = read(text).statements
    assert (statement.type, statement.speakers) == ("reported", ("Government of Peru",))
    assert statement.text.lower() == "the port would open soon"


@pytest.mark.parametrize(
    ("text", "content", "addressees"),
    [
        (f"{_P} promised Chile $50m for the port.", "$50m for the port", ("Chile",)),
        (f"{_P} promised Tokyo $50m for the port.", "$50m for the port", ("Japan",)),
        (f"{_P} promised Chile that the port would open.", "the port would open", ("Chile",)),
        (f"{_P} pledged to the World Bank to pay by May.", "to pay by May", ("World Bank",)),
        (
            f"{_P} pledged $50 million to Kenya and Chile.",
            "$50 million to Kenya and Chile",
            ("Chile", "Kenya"),
        ),
        (f"{_P} vowed to send more boats to Chile.", "to send more boats to Chile", ()),
    ],
)
def test_whom_a_promise_is_made_to(read: Read, text: str, content: str, addressees: tuple[str, ...]) -> None:
    (statement,) = read(text).statements
    assert (statement.text, statement.commitment) == (content, True)
    assert (statement.speakers, statement.addressees) == (("Elvira Quispe",), addressees)


@pytest.mark.parametrize("verb", ["assured", "warned", "told"])
def test_whom_something_is_said_to(read: Read, verb: str) -> None:
    (statement,) = read(f"{_P} {verb} Chile that the port would open soon.").statements
    assert (statement.text, statement.addressees) == ("the port would open soon", ("Chile",))


def test_both_sides_say_it_and_a_proposal_is_of_one(read: Read) -> None:
    telling = read(
        "Peru and Chile met in Lima. Both sides reaffirmed that the border would stay open. "
        "Peru proposed a new ferry line, and Chile said it would study the plan."
    )
    assert telling.said_by("Peru", "reported") == ["the border would stay open"]
    assert telling.said_by("Chile", "reported") == ["the border would stay open", "it would study the plan"]


@pytest.mark.parametrize(
    "text",
    [
        "You will sometimes hear Peru say they agreed to a plan.",
        "I have seen Peru claim that the port was closed.",
        "It was noon when Peru declared statehood, when Chile was the first to recognise it.",
        f"The port, {_P} said, is small but it was growing.",
    ],
)
def test_what_is_heard_now_and_then_or_stands_apart_is_no_report(read: Read, text: str) -> None:
    assert not read(text).statements


def test_a_sentence_of_several_speakers_whose_marks_were_lost(read: Read) -> None:
    said = "The governments of Peru and Chile said that they will share a border. "
    found = read(f"{said}We have opened a bridge.").statements
    assert [(s.type, s.text) for s in found] == [
        ("reported", "they will share a border"),
        ("direct", "We have opened a bridge."),
    ]
    own = read(f"{said}We have opened a bridge.\n\nThe bridge is the longest that we know of in the region.")
    assert [s.type for s in own.statements] == ["reported"]
    alone = read(f"{_P} said that the port would open. We have opened a bridge.")
    assert [s.type for s in alone.statements] == ["reported"]
