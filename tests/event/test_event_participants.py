"""Who takes part: lists end where a new clause begins, and what a noun owns is no participant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling  # type: ignore[import-not-found]

Read = Callable[..., Telling]

_P = "Peru's Foreign Minister Elvira Quispe"
_C = "Chile's Foreign Minister Rodrigo Larraín"


def test_who_speaks_after_a_comma_is_not_attacked(read: Read) -> None:
    event = next(e for e in read("Iran may attack Israel, U.S. officials said.").events)
    assert event.roles == {"Iran": "party", "Israel": "target"}


def test_an_apposition_between_subject_and_verb_is_no_member_of_a_list(read: Read) -> None:
    text = "Former President Ana Quispe of Peru, the African Union's envoy, will travel to Chile in May."
    assert read(text).event.roles == {"Ana Quispe": "visitor", "Chile": "host"}


def test_at_the_invitation_of_one_another_comes(read: Read) -> None:
    text = f"At the invitation of {_C}, Prime Minister Ana Soto of Peru visited Chile."
    assert read(text).event.roles == {"Ana Soto": "visitor", "Chile": "host"}


def test_who_a_nameless_team_deals_with_does_not_meet(read: Read) -> None:
    text = f"{_P} met with a team responsible for negotiations with Ethiopia and Sudan."
    assert not [e for e in read(text).events if e.type == "meeting" and "Sudan" in e.names]


def test_an_exercise_is_no_guest(read: Read) -> None:
    text = "Khaan Storm, the annual Khaan Storm exercise hosted by the Mongolian Armed Forces, ended."
    assert not [e for e in read(text).events if "guest" in e.roles.values()]


@pytest.mark.parametrize(
    "title", ["National Security Advisor to the Vice President", "Adviser to the President"]
)
def test_an_adviser_to_somebody_travels_with_the_delegation(read: Read, title: str) -> None:
    text = (
        f"{title} Dr. Pablo Gordon and a delegation of high-level Peruvian officials, including Deputy "
        "Administrator Isabel Colman, traveled to Chile on 28 November 2023."
    )
    assert read(text).event.roles == {"Pablo Gordon": "visitor", "Chile": "host"}


def test_the_travel_of_a_title_line_is_the_trip_of_the_text(read: Read) -> None:
    text = (
        "Statement by the Press Secretary on the President’s Travel to Chile\n\n"
        "President Ana Soto of Bolivia will visit Chile in May 2030 for a state visit."
    )
    (event,) = [e for e in read(text).events if e.type == "visit"]
    assert (event.status, event.roles) == ("planned", {"Ana Soto": "visitor", "Chile": "host"})


@pytest.mark.parametrize(
    "text",
    [
        f"{_P} announced a loan after a meeting with {_C} in Lima.",
        f"{_P} criticised the deal following a meeting with {_C}.",
        f"During a meeting in Lima, {_P} and {_C} agreed to open the border.",
        f"In a meeting with {_C} on Sunday, {_P} agreed to visit Bolivia.",
    ],
)
def test_the_other_side_of_a_meeting_is_the_subject_of_the_clause(read: Read, text: str) -> None:
    event = next(e for e in read(text).events if e.type == "meeting")
    assert (event.status, event.names) == ("occurred", {"Elvira Quispe", "Rodrigo Larraín", "Peru", "Chile"})


def test_who_answers_a_call_takes_part_in_it(read: Read) -> None:
    event = read(f"{_P} answered a call from {_C} on 3 May 2024.").event
    assert (event.type, event.names) == ("call", {"Elvira Quispe", "Rodrigo Larraín", "Peru", "Chile"})


def test_a_subject_told_before_another_person_is_not_sure(read: Read) -> None:
    text = f"Ana Soto said that {_P} was tired after a meeting with {_C} in Lima."
    assert "Ana Soto" not in {name for e in read(text).events for name in e.names}


def test_a_series_between_two_states_has_both(read: Read) -> None:
    event = read("They reviewed the first Strategic Dialogue between Peru and Mongolia in 2022.").event
    assert (event.names, event.number) == ({"Peru", "Mongolia"}, 1)


def test_a_clause_that_tells_where_somebody_returns_gives_no_place(read: Read) -> None:
    text = f"{_P}, who met {_C} in May 2024, said she would return to Arica."
    assert [e.place for e in read(text).events if e.type == "meeting"] == [""]


def test_an_act_that_says_more_is_told_once(read: Read) -> None:
    events = read("Serbia protested after Croatia expelled a Serbian diplomat on 3 May 2024.").events
    assert [e.roles for e in events if e.type == "expulsion"] == [{"Croatia": "party", "Serbia": "target"}]


def test_the_body_that_somebody_is_secretary_of_does_not_sign(read: Read) -> None:
    text = f"Pablo Paz, the secretary of Peru's Supreme Defence Council, signed a joint statement with {_C}."
    assert "Supreme Defence Council" not in {name for e in read(text).events for name in e.names}


def test_the_headline_lends_its_sides_where_they_are_named_beside_a_host(read: Read) -> None:
    text = (
        "Peru and Chile to restore diplomatic relations\n\n"
        "QUITO - Peru and Chile agreed on Friday to restore diplomatic relations, after talks in Quito "
        "from 6 to 10 March 2023 that Ecuador hosted."
    )
    assert {"Peru", "Chile"} <= next(e for e in read(text).events if e.type == "consultation").names
