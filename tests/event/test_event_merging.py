"""One event told in many sentences is one event; a list of events is as many."""

from __future__ import annotations

from collections.abc import Callable

from telling import Telling  # type: ignore[import-not-found]

Read = Callable[..., Telling]

_P = "Peru's Foreign Minister Elvira Quispe"
_C = "Chile's Foreign Minister Rodrigo Larraín"


def test_one_meeting_told_in_many_sentences_is_one(read: Read) -> None:
    event = read(
        f"{_P} met {_C} in Lima on 3 May 2024. The meeting lasted two hours. "
        "Quispe and Larraín met behind closed doors at the port. "
        "After the meeting, Quispe said that the talks had been frank."
    ).event
    assert (event.type, event.when, event.place) == ("meeting", "2024-05-03", "Lima")
    assert event.words == ("met", "meeting", "met", "meeting")
    assert event.names == {"Elvira Quispe", "Rodrigo Larraín", "Peru", "Chile"}


def test_later_sentences_add_place_and_date(read: Read) -> None:
    event = read(f"{_P} met {_C} for two hours. The meeting was held in Lima on 3 May 2024.").event
    assert (event.when, event.place) == ("2024-05-03", "Lima")


def test_meetings_with_different_people_are_different(read: Read) -> None:
    events = read(
        f"{_P} met {_C} in Lima on 3 May 2024. "
        "Quispe met Bolivia's Foreign Minister Ana Soto in La Paz on 4 May 2024. "
        "She met Ecuador's Foreign Minister Juan Paz in Quito on 5 May 2024."
    ).events
    assert [(e.when, e.place) for e in events] == [
        ("2024-05-03", "Lima"),
        ("2024-05-04", "La Paz"),
        ("2024-05-05", "Quito"),
    ]
    others = [e.names - {"Elvira Quispe", "Peru"} for e in events]
    assert others == [{"Rodrigo Larraín", "Chile"}, {"Ana Soto", "Bolivia"}, {"Juan Paz", "Ecuador"}]


def test_meetings_of_the_same_people_on_different_days_are_different(read: Read) -> None:
    events = read(
        f"{_P} met {_C} in Lima on 3 May 2024. Quispe and Larraín met in Lima on 9 July 2024 once more."
    ).events
    assert [e.when for e in events] == ["2024-05-03", "2024-07-09"]
    assert events[0].names == events[1].names


def test_meetings_of_the_same_people_in_different_places_are_different(read: Read) -> None:
    events = read(f"{_P} met {_C} in Lima. Quispe and Larraín also met in Santiago.").events
    assert [e.place for e in events] == ["Lima", "Santiago"]


def test_a_visit_and_a_meeting_on_it_are_two_events(read: Read) -> None:
    events = read(f"{_P} visited Chile on 3 May 2024. There Quispe met {_C}.").events
    assert [e.type for e in events] == ["visit", "meeting"]


def test_the_narrower_type_of_a_family_is_kept(read: Read) -> None:
    event = read(f"{_P} and {_C} held a bilateral meeting on 3 May 2024. The meeting lasted long.").event
    assert event.type == "bilateral-meeting"


def test_sessions_of_an_initiative_are_told_apart_by_number(read: Read) -> None:
    events = read(
        "Peru and Chile held the second session of the Andean Dialogue on Harbours (ADH) in Lima "
        "on 3 May 2024. "
        "The third session of the ADH will take place in Santiago in 2025."
    ).events
    assert [(e.initiative, e.number, e.status, e.when, e.place) for e in events] == [
        ("Andean Dialogue on Harbours", 2, "occurred", "2024-05-03", "Lima"),
        ("Andean Dialogue on Harbours", 3, "planned", "2025", "Santiago"),
    ]
    assert {e.type for e in events} == {"dialogue-session"}


def test_a_numbered_meeting_of_an_initiative_is_one_of_its_sessions(read: Read) -> None:
    events = read(
        "The first meeting of the Andean Dialogue on Harbours was held in Lima on 3 May 2023. "
        "The 2nd meeting of the Andean Dialogue on Harbours was held in Santiago on 3 May 2024."
    ).events
    assert [(e.type, e.number, e.when) for e in events] == [
        ("dialogue-session", 1, "2023-05-03"),
        ("dialogue-session", 2, "2024-05-03"),
    ]


def test_an_initiative_that_is_only_talked_about_is_no_event(read: Read) -> None:
    telling = read(
        f"{_P} praised the Andean Dialogue on Harbours on Monday. Trade grew by half under the dialogue."
    )
    assert telling.events == []
    assert list(telling.of_class("Initiative")) == ["Andean Dialogue on Harbours"]


def test_the_headline_tells_the_same_event(read: Read) -> None:
    event = read(
        f"Quispe and Larraín meet in Lima\n\n{_P} met {_C} in Lima on 3 May 2024 to talk about harbours. "
        "They spoke of the sea border for many hours before dinner was served in the old hall.\n"
    ).event
    assert event.words == ("meet", "met")
    assert event.names == {"Elvira Quispe", "Rodrigo Larraín", "Peru", "Chile"}


def test_who_takes_part_may_be_told_apart_from_the_event(read: Read) -> None:
    event = read(
        "Peru and Chile held talks in Lima on 3 May 2024. "
        "The talks were attended by Elvira Quispe, Peru's foreign minister, and Rodrigo Larraín for Chile."
    ).event
    assert event.roles["Peru"] == event.roles["Chile"] == "party"
    assert event.roles["Elvira Quispe"] == "attendee"


def test_who_comes_along_takes_part(read: Read) -> None:
    event = read(
        f"{_P}, accompanied by Peru's ambassador to Chile, Ana Soto, met {_C} in Santiago on 3 May 2024."
    ).event
    assert event.names == {"Elvira Quispe", "Ana Soto", "Rodrigo Larraín", "Peru", "Chile"}
    assert event.who["Ana Soto"].office == "office/PER/ambassador/CHL"


def test_who_chairs_is_chair(read: Read) -> None:
    event = read(
        "Brazil's President Ana Lima chaired a summit of Peru and Chile in Quito on 3 May 2024."
    ).event
    assert event.roles["Ana Lima"] == "chair"


def test_he_is_the_subject_of_the_sentence_before(read: Read) -> None:
    events = read(f"{_P} visited Chile on 3 May 2024. She met {_C} in Santiago.").events
    meeting = next(e for e in events if e.type == "meeting")
    assert meeting.roles["Elvira Quispe"] == meeting.roles["Rodrigo Larraín"] == "participant"


def test_every_event_of_an_article_has_an_iri_of_its_own(read: Read) -> None:
    telling = read(
        f"{_P} met {_C} in Lima on 3 May 2024. "
        "Quispe met Bolivia's Foreign Minister Ana Soto in La Paz on 4 May 2024."
    )
    iris = [e.iri for e in telling.extraction.events]
    assert len(set(iris)) == len(iris) == 2


def test_who_attended_the_summit_takes_part_in_the_one_told_before(read: Read) -> None:
    event = read(
        "Brazil's President Ana Lima chaired the summit of the Andean Dialogue on Harbours in Quito. "
        "Elvira Quispe, Peru's foreign minister, attended the summit."
    ).event
    assert event.initiative == "Andean Dialogue on Harbours"
    assert (event.roles["Ana Lima"], event.roles["Elvira Quispe"]) == ("chair", "attendee")


def test_the_two_ministers_are_the_two_with_that_title(read: Read) -> None:
    telling = read(
        "Foreign Minister Ana Ruiz met President Kari Lund and Foreign Minister Juan Soto in Oslo. "
        "The two ministers signed a memorandum of understanding."
    )
    (signing,) = [event for event in telling.events if event.type == "signing"]
    assert signing.names == {"Ana Ruiz", "Juan Soto"}


def test_who_says_it_is_not_listed_with_whom_it_speaks_of(read: Read) -> None:
    event = read(
        "Peruvian President Ana Ruiz will hold talks in Lima on 3 May 2024 with Crown Prince Karim bin Said, "
        "the State Department said."
    ).event
    assert event.names == {"Ana Ruiz", "Peru", "Karim bin Said"}


def test_who_leads_a_delegation_visits(read: Read) -> None:
    event = read("A delegation led by Deputy Minister Ana Ruiz visited Oslo on 3 May 2024.").event
    assert event.roles == {"Ana Ruiz": "visitor"}


def test_a_capital_that_acts_is_its_state_and_no_place(read: Read) -> None:
    event = read("Khartoum recalled its ambassador on 3 May 2024.").event
    assert (event.type, event.place, event.roles) == ("withdrawal", "", {"Sudan": "party"})


def test_a_minister_may_bear_the_name_of_a_state(read: Read) -> None:
    event = read("Israeli foreign minister Israel Katz visited Oslo on 3 May 2024.").event
    assert event.roles == {"Israel Katz": "visitor"}


def test_who_witnesses_a_signing_attends_it(read: Read) -> None:
    event = read(
        "President Ana Ruiz of Peru and President Juan Soto of Chile witnessed the signing "
        "of 20 agreements in Lima."
    ).event
    assert event.roles["Ana Ruiz"] == event.roles["Juan Soto"] == "attendee"


def test_the_head_of_an_organisation_acts_for_it_and_not_for_a_state(read: Read) -> None:
    (meeting,) = read(
        "NATO Secretary General Jens Stoltenberg met Peru's Foreign Minister Elvira Quispe in Lima."
    ).events
    assert meeting.who["Jens Stoltenberg"].side == "organisation/nato"
    assert meeting.who["Elvira Quispe"].side == "state/PER"
    assert "state/NOR" not in {part.side for part in meeting.who.values()}


def test_a_form_of_address_stands_in_nobodys_way(read: Read) -> None:
    (call,) = read(
        "Peru's President Elvira Quispe spoke by phone with His Majesty King Tarek II of Jordan."
    ).events
    assert call.names >= {"Elvira Quispe", "Tarek II"}
    assert call.who["Tarek II"].side == "state/JOR"
