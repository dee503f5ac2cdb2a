"""One person, one IRI: names and surnames of one article, the reference data, and what is no person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from telling import Telling, short, tell, unknown_person  # type: ignore[import-not-found]

from kg.model import DateInterval, Precision, PublicationDate
from kg.pipeline import Mapper

Read = Callable[..., Telling]


def test_a_surname_is_the_person_named_before(read: Read) -> None:
    telling = read(
        "Peru's Foreign Minister Elvira Quispe met Rodrigo Larraín, Chile's foreign minister, in Lima. "
        "Quispe said the talks were frank. Larraín said that he agreed with her."
    )
    assert telling.persons == {"Elvira Quispe", "Rodrigo Larraín"}
    assert telling.mentions("Elvira Quispe") == ("Elvira Quispe", "Quispe")
    assert telling.mentions("Rodrigo Larraín") == ("Rodrigo Larraín", "Larraín")


def test_all_forms_of_a_double_surname_are_one_person(read: Read) -> None:
    telling = read(
        "Spain's Foreign Minister Elvira Quispe Robles said the talks were frank. Quispe said the port "
        "would open. Robles said no more. E. Quispe smiled. Elvira Quispe said the rest would follow."
    )
    assert telling.persons == {"Elvira Quispe Robles"}
    assert telling.entity("Elvira Quispe Robles").aliases == (
        "E. Quispe",
        "Elvira Quispe",
        "Quispe",
        "Robles",
    )
    assert len(telling.mentions("Elvira Quispe Robles")) == 5


def test_a_middle_initial_makes_nobody_else(read: Read) -> None:
    telling = read(
        "Peru's Foreign Minister Elvira B. Quispe met Chile's Foreign Minister Rodrigo Larraín in Lima. "
        "Elvira Quispe said the talks were frank."
    )
    assert telling.persons == {"Elvira B. Quispe", "Rodrigo Larraín"}


def test_accents_left_out_make_nobody_else(read: Read) -> None:
    telling = read(
        "Chile's Foreign Minister Rodrigo Larraín spoke in Lima. Rodrigo Larrain said the talks were frank. "
        "Larrain said that they would go on."
    )
    assert len(telling.persons) == 1


def test_two_people_with_one_surname_stay_two(read: Read) -> None:
    telling = read(
        "Peru's Foreign Minister Elvira Quispe and Peruvian President Tomás Quispe met Chilean President "
        "Ana Soto in Lima. Tomás Quispe said the port would open soon."
    )
    assert telling.persons == {"Elvira Quispe", "Tomás Quispe", "Ana Soto"}
    assert telling.mentions("Tomás Quispe") == ("Tomás Quispe", "Tomás Quispe")


def test_an_unknown_person_is_defined_by_the_name(read: Read) -> None:
    telling = read("Peru's Foreign Minister Elvira Quispe said the port would open soon.")
    assert telling.of_class("Person") == {"Elvira Quispe": short(unknown_person("Elvira Quispe"))}
    same = read("The talks went well, ambassador Elvira Quispe said on Monday.")
    assert same.of_class("Person") == telling.of_class("Person")
    other = read("Peru's Foreign Minister Elvira Quispe Robles said the port would open soon.")
    assert set(other.of_class("Person").values()).isdisjoint(telling.of_class("Person").values())


def test_a_person_of_the_reference_data_keeps_the_known_iri(read: Read) -> None:
    telling = read("Peru was glad that Antony Blinken came. Blinken said the talks were frank.")
    assert telling.of_class("Person") == {"Antony Blinken": "person/Q7821917"}


def test_a_title_and_a_surname_are_who_held_the_office(read: Read) -> None:
    telling = read("Blinken, the US secretary of state, arrived in Lima on 3 May 2024.")
    assert telling.of_class("Person") == {"Blinken": "person/Q7821917"}


def test_a_surname_of_somebody_who_never_held_the_office_is_somebody_else(read: Read) -> None:
    telling = read("Peruvian President Blinken arrived in La Paz on 3 May 2024, where he saw the sea.")
    assert "person/Q7821917" not in telling.of_class("Person").values()


@pytest.mark.parametrize(
    "text",
    [
        "The Olmedo-Fariña administration met Chilean officials in Lima on 3 May 2024.",
        "The Harbour Pilots Council met Chilean officials in Lima on 3 May 2024.",
        "A walk along Old Pier Road ended with dinner at the Blue Anchor.",
        "They said the Andean Dialogue on Harbours would go on in Lima.",
    ],
)
def test_bodies_and_things_are_no_persons(read: Read, text: str) -> None:
    assert read(text).persons == set()


def test_for_the_rules_somebody_merely_named_without_a_reason_is_no_person(mapper: Mapper) -> None:
    text = (
        "Peru's Foreign Minister Elvira Quispe spoke in Lima on Monday. "
        "A poem by Blas Carrera hangs in the hall."
    )
    assert tell(replace(mapper, tagger=None), text).persons == {"Elvira Quispe"}


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Ana Soto said that the port would open soon.", {"Ana Soto"}),
        ("“It will open soon,” said Ana Soto.", {"Ana Soto"}),
        ("Peru was told so. It signed a deal with Ana Soto for Chile in Lima.", {"Ana Soto"}),
        ("Mr. Soto saw the port.", {"Soto"}),
        (
            "Chilean President Ana Soto, Blas Rivas and Carla Mena saw the port.",
            {"Ana Soto", "Blas Rivas", "Carla Mena"},
        ),
    ],
)
def test_reasons_to_be_a_person(read: Read, text: str, persons: set[str]) -> None:
    assert read(text).persons == persons


def test_a_person_takes_the_state_of_the_side_they_stand_on(read: Read) -> None:
    event = read("Elvira Quispe for Peru and Rodrigo Larraín for Chile met in Lima on 3 May 2024.").event
    assert event.who["Elvira Quispe"].side == "state/PER"
    assert event.who["Rodrigo Larraín"].side == "state/CHL"


@pytest.mark.parametrize(
    ("text", "day", "offices"),
    [
        ("President Michel said the port would open.", None, set()),
        ("President Michel said the port would open.", date(2010, 3, 4), set()),
        ("President Michel said the port would open.", date(2024, 3, 4), set()),
        ("President Michel said the port would open.", date(2016, 3, 4), {"office/SYC/president"}),
        ("Seychelles plans a port. President Michel said it would open.", None, {"office/SYC/president"}),
        ("President Michel of Seychelles said the port would open.", None, {"office/SYC/president"}),
    ],
)
def test_a_surname_with_a_bare_title_needs_the_state_or_the_day(
    read: Read, text: str, day: date | None, offices: set[str]
) -> None:
    """The reference data knows one president of this name, whom a visit of 2014 proves."""
    published = PublicationDate(DateInterval(day, day, Precision.DAY)) if day else None
    assert read(text, published=published).offices_of("Michel") == offices
