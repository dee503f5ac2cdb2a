"""What is talked about is not what happens: a call about a summit, a word with somebody on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from telling import Telling  # type: ignore[import-not-found]

from kg.model import DateInterval, Precision, PublicationDate, Stated

Read = Callable[..., Telling]

_DAY = PublicationDate(DateInterval(date(2024, 5, 5), date(2024, 5, 5), Precision.DAY))
_P = "Peru's Foreign Minister Elvira Quispe"
_C = "Chile's Foreign Minister Rodrigo Larraín"


@pytest.mark.parametrize("link", ["about preparations for", "to review preparations for", "ahead of"])
def test_a_call_about_a_summit_is_no_session_of_it(read: Read, link: str) -> None:
    call = read(
        f"{_P} spoke today with {_C} {link} the NATO Summit in Madrid next month.", published=_DAY
    ).events[0]
    assert (call.type, call.when) == ("call", "2024-05-05")


@pytest.mark.parametrize("words", ["spoke this morning with", "spoke on Sunday by phone with", "talked with"])
def test_to_speak_with_somebody_is_a_call(read: Read, words: str) -> None:
    event = read(f"{_P} {words} {_C}.", published=_DAY).event
    assert (event.type, event.names) == ("call", {"Elvira Quispe", "Rodrigo Larraín", "Peru", "Chile"})


def test_to_speak_at_an_occasion_is_none(read: Read) -> None:
    assert not read(f"{_P} spoke at a congress on Sunday with {_C} in the first row.", published=_DAY).events


def test_who_hosts_a_summit_is_not_at_the_meeting_before_it(read: Read) -> None:
    events = read(
        f"{_P} met {_C} today to prepare talks at the NATO Summit hosted by Prime Minister Pedro Sánchez of "
        "Spain next month.",
        published=_DAY,
    ).events
    assert [e.type for e in events] == ["meeting", "summit"]
    assert "Pedro Sánchez" not in events[0].names
    assert events[1].status == "planned"  # its date lies ahead


def test_the_meeting_is_a_meeting_before_it_is_a_summit(read: Read) -> None:
    events = read(
        f"{_P} met {_C} in Lima on 3 May 2024. They looked back at the summit between Quispe and President "
        "Ana Soto of Bolivia in La Paz in November 2023. The meeting ended at noon."
    ).events
    assert [e.words for e in events] == [("met", "meeting"), ("summit",)]


def test_a_surname_in_a_headline_is_whom_the_text_names(read: Read) -> None:
    title = "Readout of Minister Quispe's Call with Foreign Minister Larraín of Chile"
    event = read(
        f"{title}\n\nForeign Minister Quispe of Peru thanked Foreign Minister Larraín for the help of Chile.",
        published=_DAY,
        headline=Stated(title, 0, len(title)),
    ).event
    assert (event.type, event.names) == ("call", {"Quispe", "Larraín", "Peru", "Chile"})
