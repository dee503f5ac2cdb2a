"""What has happened, will, may, might have or was called off; what did not happen is nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling  # type: ignore[import-not-found]

Read = Callable[..., Telling]

_P = "Peru's Foreign Minister Elvira Quispe"
_C = "Chile's Foreign Minister Rodrigo Larraín"
_BOTH = {"Elvira Quispe", "Rodrigo Larraín", "Peru", "Chile"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{_P} met {_C} in Lima on 3 May 2024.", "occurred"),
        (f"{_P} has met {_C} in Lima.", "occurred"),
        (f"{_P} and {_C} held a meeting in Lima on 3 May 2024.", "occurred"),
        (f"A meeting between {_P} and {_C} took place in Lima on 3 May 2024.", "occurred"),
        (f"{_P} will meet {_C} in Lima on 3 May 2024.", "planned"),
        (f"{_P} is to meet {_C} in Lima on 3 May 2024.", "planned"),
        (f"{_P} is expected to meet {_C} in Lima on 3 May 2024.", "planned"),
        (f"{_P} plans to meet {_C} in Lima on 3 May 2024.", "planned"),
        (f"{_P} and {_C} are scheduled to meet in Lima on 3 May 2024.", "planned"),
        (f"{_P} and {_C} will hold a meeting in Lima on 3 May 2024.", "planned"),
        (f"{_P} may meet {_C} in Lima on 3 May 2024.", "possible"),
        (f"{_P} might meet {_C} in Lima on 3 May 2024.", "possible"),
        (f"{_P} hopes to meet {_C} in Lima on 3 May 2024.", "possible"),
        (f"{_P} would meet {_C} in Lima on 3 May 2024 under the plan.", "proposed"),
        (f"Peru announced that {_P} would meet {_C} in Lima on 3 May 2024.", "planned"),
        (f"{_P} was to have met {_C} in Lima on 3 May 2024.", "cancelled"),
        (f"The meeting between {_P} and {_C} was called off on 3 May 2024.", "cancelled"),
        (f"The meeting between {_P} and {_C} has been cancelled.", "cancelled"),
        (f"The meeting between {_P} and {_C} was postponed on 3 May 2024.", "postponed"),
        (f"The meeting between {_P} and {_C} will be put off.", "postponed"),
        (f"{_P} postponed a meeting with {_C} on 3 May 2024.", "postponed"),
        (f"{_P} and {_C} rescheduled their meeting in Lima.", "postponed"),
        (f"Chile announced the postponement of the meeting between {_P} and {_C}.", "postponed"),
        (f"The meeting between {_P} and {_C} may be postponed.", "planned"),
        (f"The meeting between {_P} and {_C} could be called off.", "planned"),
    ],
)
def test_the_words_tell_the_status(read: Read, text: str, status: str) -> None:
    event = read(text).event
    assert (event.status, event.names) == (status, _BOTH)


@pytest.mark.parametrize(
    "text",
    [
        f"{_P} proposed a meeting with {_C} in Lima on 3 May 2024.",
        f"{_P} called for a meeting with {_C} in Lima on 3 May 2024.",
    ],
)
def test_what_is_proposed_has_not_happened(read: Read, text: str) -> None:
    assert [e.status for e in read(text).events if e.type == "meeting"] == ["proposed"]


@pytest.mark.parametrize(
    "text",
    [
        f"{_P} did not meet {_C} in Lima on 3 May 2024.",
        f"{_P} never met {_C} in Lima.",
        f"{_P} refused to meet {_C} on 3 May 2024.",
        f"{_P} left without meeting {_C} on 3 May 2024.",
        f"{_P} declined to sign the Arica Memorandum in Lima on 3 May 2024.",
        f"{_P} denied meeting {_C} in Lima on 3 May 2024.",
    ],
)
def test_what_did_not_happen_is_no_event(read: Read, text: str) -> None:
    assert {event.type for event in read(text).events} <= {"rejection"}


@pytest.mark.parametrize(
    "text",
    [
        "The ministers spoke of a good meeting. It was a summit of hope.",
        "The report met with doubt. The plan met every wish.",
        f"{_P} welcomed the decision of the court in Lima on 3 May 2024.",
        "Talks are a good thing. Visits cost money.",
    ],
)
def test_words_for_events_without_anybody_taking_part_are_no_event(read: Read, text: str) -> None:
    assert read(text).events == []


@pytest.mark.parametrize(
    ("told", "when"),
    [
        ("has been put off until 5 June 2024", "2024-06-05"),
        ("planned for 3 May 2024 in Lima has been postponed to 5 June 2024", "2024-06-05"),
        ("scheduled for 3 May 2024 has been postponed", "2024-05-03"),
        ("was rescheduled for 5 June 2024", "2024-06-05"),
    ],
)
def test_what_is_put_off_has_its_new_date_where_one_is_told(read: Read, told: str, when: str) -> None:
    event = read(f"The meeting between {_P} and {_C} {told}.").event
    assert (event.status, event.when, event.names) == ("postponed", when, _BOTH)


def test_a_planned_event_that_is_put_off_later_on_is_one_event(read: Read) -> None:
    event = read(
        f"The meeting between {_P} and {_C} was postponed."
        " The meeting between Peru and Chile is now put off until 5 June 2024."
    ).event
    assert (event.status, event.when) == ("postponed", "2024-06-05")


@pytest.mark.parametrize(
    "text",
    [
        "Peru formally recognised the need for a treaty on 3 May 2024.",
        "Peru officially recognised Chile's efforts on 3 May 2024.",
        f"Peru formally recognised {_C} for his work on 3 May 2024.",
    ],
)
def test_only_states_are_recognised_as_such(read: Read, text: str) -> None:
    assert [e for e in read(text).events if e.type == "recognition"] == []


def test_a_past_and_a_coming_meeting_of_the_same_people_are_two(read: Read) -> None:
    events = read(
        f"{_P} met {_C} in Lima on 3 May 2024. They spoke for hours. {_P} will meet {_C} in June 2024."
    ).events
    assert [(e.status, e.when) for e in events] == [("occurred", "2024-05-03"), ("planned", "2024-06")]


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("took place", "occurred"),
        ("will take place", "planned"),
        ("is to take place", "planned"),
        ("may take place", "possible"),
        ("was called off", "cancelled"),
    ],
)
def test_the_verb_after_a_noun_tells_its_status(read: Read, verb: str, status: str) -> None:
    event = read(f"A meeting between Peru and Chile {verb} in Lima on 3 May 2024.").event
    assert (event.status, event.names) == (status, {"Peru", "Chile"})


def test_a_status_word_belongs_to_the_event_nearest_to_it(read: Read) -> None:
    events = read(
        f"{_P} held talks with {_C} in Lima, and Peru and Chile will hold a summit in Santiago."
    ).events
    assert [(e.type, e.status, e.place) for e in events] == [
        ("consultation", "occurred", "Lima"),
        ("summit", "planned", "Santiago"),
    ]


def test_what_somebody_agreed_to_is_to_come(read: Read) -> None:
    assert read(f"{_P} agreed to meet {_C} in Lima on 3 May 2024.").event.status == "planned"
    assert read(f"If {_P} meets {_C} in Lima, the port will open.").event.status == "possible"


def test_what_a_meeting_is_to_begin_has_not_begun(read: Read) -> None:
    events = read("Peru and Chile are to meet in Lima on 9 May 2024 to begin negotiations on fish.").events
    assert [(e.type, e.status) for e in events] == [("meeting", "planned"), ("negotiation", "planned")]


@pytest.mark.parametrize("name", ["severs diplomatic ties", "breaks off diplomatic relations"])
def test_relations_that_a_headline_ends_are_severed(read: Read, name: str) -> None:
    assert [e.type for e in read(f"Peru {name} with Chile.").events] == ["relations-severed"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"Chile sent an invitation for {_P} to visit Chile in 2025.", "proposed"),
        (f"Chile invited {_P} to visit Chile in 2025.", "proposed"),
        (f"{_P} accepted an invitation to visit Chile in 2025.", "planned"),
        (f"{_P} visited Chile in 2025.", "occurred"),
    ],
)
def test_who_is_invited_is_the_visitor(read: Read, text: str, status: str) -> None:
    event = read(text).event
    assert (event.type, event.status, event.roles["Elvira Quispe"]) == ("visit", status, "visitor")


def test_what_is_proposed_at_a_summit_does_not_propose_the_summit(read: Read) -> None:
    (event,) = read("The plan was first proposed at the Our Ocean Conference in Panama in 2023.").events
    assert (event.status, event.number, event.when) == ("occurred", None, "2023")


def test_what_starts_on_a_day_is_planned_in_the_present_tense(read: Read) -> None:
    text = (
        f"Lima, 3 May 2024\n\nThe ministers spoke.\n\nA meeting of {_P} and {_C} takes place on 9 May 2024."
    )
    assert [e.status for e in read(text).events] == ["planned"]


@pytest.mark.parametrize(
    "text",
    [
        f"{_P} told reporters that she will visit Chile.",
        "The prime minister of Peru, Elvira Quispe, will visit Chile.",
        "The ministers spoke.\n\nPeru's Prime Minister Elvira Quispe visits Chile, her office said.",
    ],
)
def test_a_verb_behind_a_determined_subject_is_a_verb(read: Read, text: str) -> None:
    event = next(e for e in read(text).events if e.type == "visit")
    assert event.roles == {"Elvira Quispe": "visitor", "Chile": "host"}


def test_the_last_meeting_has_been_whatever_follows(read: Read) -> None:
    text = (
        "The plan presented on 9 May 2024 derives from the last meeting of Peru and Chile in Lima "
        "and will be reviewed."
    )
    (event,) = [e for e in read(text).events if e.type == "meeting"]
    assert (event.status, event.when) == ("occurred", "")


def test_who_expels_nobody_tells_no_expulsion(read: Read) -> None:
    assert not read("The ministers spoke.\n\nSerbia expelled no diplomats of Croatia on 3 May 2024.").events
