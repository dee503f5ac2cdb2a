"""Words for events that tell of none, and people who are spoken of but take no part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from telling import Telling  # type: ignore[import-not-found]

from kg.model import DateInterval, Precision, PublicationDate

Read = Callable[..., Telling]

_DAY = PublicationDate(DateInterval(date(2024, 5, 5), date(2024, 5, 5), Precision.DAY))
_P = "Peru's Foreign Minister Elvira Quispe"
_C = "Chile's Foreign Minister Rodrigo Larraín"


@pytest.mark.parametrize(
    "text",
    [
        "The Peruvian authorities said in 2021 that half of the targets were met in Chile.",
        "Peru met the requirements of Chile in 2021.",
        "The ministers of Peru and Chile will meet annually.",
        "Peru and Chile meet every year in Lima.",
        f"{_P} has visited Chile eleven times since 2012.",
        "Thank you for joining the call on the visit of President Ana Soto of Bolivia.",
        "Elvira Quispe arrived in Lima in 2012.",
        "A trip to Lima in 2001 is shown in the drawings.",
    ],
)
def test_no_event(read: Read, text: str) -> None:
    assert not read(text).events


def test_a_call_to_preview_a_meeting_is_not_with_who_will_meet(read: Read) -> None:
    events = read(
        f"Thank you for joining our press call on the meeting of {_P} with {_C} on 9 May.", published=_DAY
    ).events
    assert [(e.type, e.when) for e in events] == [("meeting", "2024-05-09")]


def test_a_series_that_is_named_is_not_the_meeting_of_two_ministers(read: Read) -> None:
    events = read(
        f"{_P} met {_C} in Lima on 3 May 2024. "
        "At the Summit of the Americas in Los Angeles in June 2022 Peru had hosted Chile for a dinner."
    ).events
    assert events[0].type == "meeting"
    assert events[0].names == {"Elvira Quispe", "Rodrigo Larraín", "Peru", "Chile"}
    assert not events[0].initiative


def test_work_under_a_series_is_no_session_of_it(read: Read) -> None:
    assert not read("Our work under the Summit of the Americas will help Peru and Chile.").events


@pytest.mark.parametrize(
    "words", ["met in Mexico City on Monday to convene the", "met in Mexico City on Monday for the"]
)
def test_who_convenes_a_series_holds_a_session(read: Read, words: str) -> None:
    event = read(
        f"Officials of Mexico and the United States {words} U.S.-Mexico High-Level Economic Dialogue.",
        published=_DAY,
    ).event
    assert (event.type, event.initiative, event.place) == (
        "dialogue-session",
        "U.S.-Mexico High-Level Economic Dialogue",
        "Mexico City",
    )


def test_the_first_meeting_since_a_year_is_not_session_one(read: Read) -> None:
    event = read("Canada hosted the first G7 Summit since 2018 in Ottawa on 3 May 2024.").event
    assert event.number is None


def test_a_visit_goes_to_all_the_states_of_a_list(read: Read) -> None:
    event = read(f"{_P} visited Chile, Bolivia and Ecuador in May 2024.").event
    assert event.roles == {"Elvira Quispe": "visitor", "Chile": "host", "Bolivia": "host", "Ecuador": "host"}


def test_a_visit_to_a_state_is_none_from_there(read: Read) -> None:
    events = read(
        "Chilean President Juan Paz visited Peru in May 2024. "
        "Days before a trip to Chile, Foreign Minister Ana Soto of Bolivia resigned."
    ).events
    assert [e.names for e in events if e.when] == [{"Juan Paz", "Peru"}]


def test_who_is_among_the_travellers_is_not_the_only_one(read: Read) -> None:
    event = read(
        f"{_P} and officials, including Deputy Minister Ana Soto, travelled to Chile in May 2024."
    ).event
    assert "Elvira Quispe" in event.names


def test_the_first_to_visit_has_visited(read: Read) -> None:
    event = read("She was the first Peruvian president to visit Chile, in May 1994.").event
    assert (event.type, event.status) == ("visit", "occurred")


def test_who_signs_for_the_other_side_signs_too(read: Read) -> None:
    event = read(
        f"{_P} signed the agreement for Peru and Foreign Minister Rodrigo Larraín for Chile in Lima."
    ).event
    assert event.roles == {
        "Elvira Quispe": "signatory",
        "Rodrigo Larraín": "signatory",
        "Peru": "party",
        "Chile": "party",
    }


@pytest.mark.parametrize(
    "text",
    [
        f"{_P} held dozens of meetings with {_C}.",
        f"{_P} held a series of calls and meetings with {_C}.",
        f"{_P} has spoken twice with {_C}.",
        f"{_P} has spoken with 16 foreign ministers, among them {_C}.",
        f"{_P} discussed with aides ways for Peru and Chile to continue consultations.",
        f"{_C} received the letter of resignation of {_P}.",
    ],
)
def test_what_happened_an_unknown_number_of_times_is_no_event(read: Read, text: str) -> None:
    assert not [e for e in read(text).events if e.type in ("meeting", "call", "consultation")]
