"""Where and when: only what belongs to the event itself, not to what is said or done beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from telling import Telling  # type: ignore[import-not-found]

from kg.model import DateInterval, Precision, PublicationDate

Read = Callable[..., Telling]

_TUESDAY = PublicationDate(DateInterval(date(2024, 5, 14), date(2024, 5, 14), Precision.DAY))
_P = "Peru's Foreign Minister Elvira Quispe"
_C = "Chile's Foreign Minister Rodrigo Larraín"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (f"The ministry said on Monday that {_P} would visit Chile.", ""),
        (f"{_P} will visit Chile, the ministry said on Monday.", ""),
        (f"The ministry announced the visit by {_P} to Chile on Wednesday.", ""),
        (f"On Monday, {_P} said that she will visit Chile.", ""),
        (f"{_P} will visit Chile on Thursday, officials said Tuesday.", "2024-05-16"),
        (f"The ministry announced on Monday that {_P} will visit Chile in June.", "2024-06"),
        (f"{_P} visited Chile on Monday, officials said.", "2024-05-13"),
    ],
)
def test_the_day_of_saying_is_not_the_day_of_the_visit(read: Read, text: str, when: str) -> None:
    (event,) = [e for e in read(text, published=_TUESDAY).events if e.type == "visit"]
    assert event.when == when


def test_what_is_agreed_for_later_has_its_own_place_and_date(read: Read) -> None:
    text = f"{_P} and {_C} signed a programme of cooperation and agreed to hold talks in Arica next spring."
    event = next(e for e in read(text, published=_TUESDAY).events if e.type == "signing")
    assert (event.place, event.when) == ("", "")


def test_the_years_that_a_programme_is_for_are_not_when_it_was_signed(read: Read) -> None:
    event = read(f"{_P} and {_C} signed a programme of cooperation for 2024-2026 in Lima.").event
    assert (event.place, event.when) == ("Lima", "")


def test_the_city_of_an_ambassador_is_not_the_place(read: Read) -> None:
    event = read("Chile's ambassador in Lima, Waldo Riquelme, said Chile and Peru would sign a treaty.").event
    assert (event.type, event.place) == ("signing", "")


def test_a_date_at_the_head_of_an_entry_is_of_all_that_it_tells(read: Read) -> None:
    text = (
        f"Engagements\n\n- May 9-11: {_P} travelled to Chile to meet {_C}; she also saw Ana Soto of Bolivia."
    )
    event = next(e for e in read(text, published=_TUESDAY).events if e.type == "visit")
    assert event.when == "2024-05-09..2024-05-11"


def test_the_headline_lends_its_sides_to_no_event_that_names_others(read: Read) -> None:
    text = (
        "Peru and Chile open council\n\n"
        "The president is to travel to Brussels in June for talks with the European Union.\n\n"
        "A meeting took place in Quito on 3 May 2024, including Prime Minister Ana Soto of Bolivia."
    )
    assert all({"Peru", "Chile"}.isdisjoint(e.names) for e in read(text, published=_TUESDAY).events)


def test_states_joined_by_a_hyphen_both_take_part(read: Read) -> None:
    event = read(
        "The third round of the Chile-Norway political consultations was held in Oslo in May 2024."
    ).event
    assert event.names == {"Chile", "Norway"}


def test_the_city_of_what_is_discussed_is_not_where_they_met(read: Read) -> None:
    told = read(f"{_P} met {_C} to discuss the June 14 NATO Summit in Brussels.")
    (meeting,) = [e for e in told.events if e.type == "meeting"]
    assert not meeting.place
    told = read(f"{_P} met {_C} to discuss trade in Brussels.")
    (meeting,) = [e for e in told.events if e.type == "meeting"]
    assert meeting.place == "Brussels"
