"""Which office a title means, and whether it is held, was held or will be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling  # type: ignore[import-not-found]

Read = Callable[..., Telling]


@pytest.mark.parametrize(
    ("text", "tenure"),
    [
        (
            "Peru's Foreign Minister Elvira Quispe said the port would open.",
            ("Elvira Quispe", "office/PER/foreign-minister", "current"),
        ),
        (
            "Elvira Quispe, the foreign minister of Peru, said the port would open.",
            ("Elvira Quispe", "office/PER/foreign-minister", "current"),
        ),
        (
            "Former Peruvian Foreign Minister Elvira Quispe said the port would open.",
            ("Elvira Quispe", "office/PER/foreign-minister", "former"),
        ),
        (
            "Elvira Quispe was Peru's foreign minister when the port opened.",
            ("Elvira Quispe", "office/PER/foreign-minister", "former"),
        ),
        (
            "Peru's acting prime minister, Ramón Tello, said the port would open.",
            ("Ramón Tello", "office/PER/prime-minister", "acting"),
        ),
        (
            "President-elect Marta Olmedo of Paraguay said the port would open.",
            ("Marta Olmedo", "office/PRY/president", "designate"),
        ),
        (
            "Foreign Minister-designate Elvira Quispe of Peru said the port would open.",
            ("Elvira Quispe", "office/PER/foreign-minister", "designate"),
        ),
        (
            "Peru's ambassador to Chile, Ana Soto, said the port would open.",
            ("Ana Soto", "office/PER/ambassador/CHL", "current"),
        ),
        (
            "Secretary of State Antony Blinken said the port would open.",
            ("Antony Blinken", "office/USA/foreign-minister", "current"),
        ),
        (
            "The UN secretary-general, Ana Soto, said the port would open.",
            ("Ana Soto", "office/un/secretary-general", "current"),
        ),
    ],
)
def test_a_title_beside_a_name_is_a_tenure(read: Read, text: str, tenure: tuple[str, str, str]) -> None:
    assert read(text).tenures == {tenure}


def test_the_evidence_of_a_tenure_is_title_and_name(read: Read) -> None:
    telling = read("On Monday Peru's Foreign Minister Elvira Quispe said the port would open.")
    (tenure,) = telling.extraction.tenures
    assert telling.words(tenure.evidence) == ("Peru's Foreign Minister Elvira Quispe",)


def test_a_general_title_is_the_office_of_the_state_served(read: Read) -> None:
    telling = read("President Marta Olmedo of Paraguay met President Julio Fariña of Uruguay on 3 May 2024.")
    assert telling.offices_of("Marta Olmedo") == {"office/PRY/president"}
    assert telling.offices_of("Julio Fariña") == {"office/URY/president"}


def test_a_plural_title_is_held_by_everybody_in_its_list(read: Read) -> None:
    telling = read(
        "Presidents Marta Olmedo of Paraguay and Julio Fariña of Uruguay met in Montevideo on 3 May 2024."
    )
    assert telling.tenures == {
        ("Marta Olmedo", "office/PRY/president", "current"),
        ("Julio Fariña", "office/URY/president", "current"),
    }


def test_a_title_that_leaves_the_state_open_names_no_office(read: Read) -> None:
    telling = read("Foreign Minister Elvira Quispe said the port would open soon.")
    assert telling.persons == {"Elvira Quispe"}
    assert telling.tenures == set() and telling.of_class("Office") == {}


def test_a_title_without_a_state_is_the_office_the_person_is_known_to_have_held(read: Read) -> None:
    telling = read("Foreign Secretary Marcelo Ebrard said the port would open soon.")
    assert telling.offices_of("Marcelo Ebrard") == {"office/MEX/foreign-minister"}


def test_a_minister_for_something_has_an_office_of_their_own(read: Read) -> None:
    telling = read(
        "Peruvian Fisheries Minister Ana Soto met Peru's minister of tourism, Juan Ruiz, on 3 May 2024."
    )
    (fish,), (tourism,) = telling.offices_of("Ana Soto"), telling.offices_of("Juan Ruiz")
    assert fish != tourism
    assert fish.startswith("office/PER/minister/") and tourism.startswith("office/PER/minister/")


def test_one_person_may_hold_two_offices(read: Read) -> None:
    telling = read(
        "Ana Soto, Peru's foreign minister and Peru's ambassador to Chile, said the port would open."
    )
    assert telling.offices_of("Ana Soto") == {"office/PER/foreign-minister", "office/PER/ambassador/CHL"}


def test_a_lone_title_is_who_the_article_says_holds_the_office(read: Read) -> None:
    telling = read(
        "Peruvian President Tomás Quispe met Chilean President Ana Soto in Lima. "
        "The Chilean president said the port would open. The Peruvian president said that roads would follow."
    )
    assert telling.said_by("Ana Soto", "reported") == ["the port would open"]
    assert telling.of_class("Office") == {
        "President of Chile": "office/CHL/president",
        "President of Peru": "office/PER/president",
    }


def test_a_lone_title_without_a_state_is_the_only_holder_of_such_an_office(read: Read) -> None:
    telling = read(
        "Chile's ambassador to Peru, Ana Soto, said the port would open. "
        "The ambassador said work would begin soon."
    )
    assert telling.said_by("Ana Soto", "reported") == ["the port would open", "work would begin soon"]


def test_a_title_nobody_is_named_with_stands_for_the_state(read: Read) -> None:
    event = read("The Peruvian president met the Chilean foreign minister in Lima on 3 May 2024.").event
    assert event.roles == {"Peru": "party", "Chile": "party"}
    assert event.who["Peru"].office == ""  # a state holds no office
    assert event.who["Chile"].office == ""


def test_holders_listed_behind_their_states_take_one_each(read: Read) -> None:
    telling = read(
        "The foreign ministers of Peru and Chile, Ana Ruiz and Juan Soto, met in Lima on 3 May 2024."
    )
    who = telling.event.who
    assert who["Ana Ruiz"].office == "office/PER/foreign-minister"
    assert who["Juan Soto"].office == "office/CHL/foreign-minister"


def test_states_before_a_plural_title_are_dealt_out_too(read: Read) -> None:
    who = read("The Norwegian and Danish defence ministers, Kari Lund and Mette Holm, met in Oslo.").event.who
    assert who["Kari Lund"].office == "office/NOR/defence-minister"
    assert who["Mette Holm"].office == "office/DNK/defence-minister"


def test_an_adviser_of_a_president_is_not_the_president(read: Read) -> None:
    event = read(
        "Ana Ruiz, the energy adviser of President Joe Biden, met the Chinese ambassador in Oslo."
    ).event
    assert event.roles == {"Ana Ruiz": "participant", "China": "party"}


def test_an_appointment_tells_who_is_appointed(read: Read) -> None:
    telling = read("The two judges, appointed by President Joe Biden in 2022, visited Lima.")
    assert all("appointer" not in event.roles.values() for event in telling.events)


def test_an_envoy_for_a_state_is_sent_there(read: Read) -> None:
    telling = read("Ana Ruiz, the U.S. special envoy for Yemen, visited Oslo on 3 May 2024.")
    assert telling.offices_of("Ana Ruiz") == {"office/USA/special-envoy/YEM"}


def test_ministers_listed_behind_a_name_are_other_people(read: Read) -> None:
    telling = read("U.S. adviser Ana Ruiz, foreign ministers and officials met in Oslo on 3 May 2024.")
    assert "Ana Ruiz" in telling.persons
    assert telling.offices_of("Ana Ruiz") == set()


def test_who_is_elected_to_an_office_does_not_act_in_it_yet(read: Read) -> None:
    text = (
        "Paraguay's President-elect Marta Olmedo came to Lima in May. "
        "Paraguay's president-elect met Peru's Foreign Minister Elvira Quispe in Lima."
    )
    (meeting,) = (event for event in read(text).events if "meet" in event.type)
    assert meeting.who["Marta Olmedo"].office == ""
    assert meeting.who["Marta Olmedo"].side == "state/PRY"
    assert meeting.who["Elvira Quispe"].office == "office/PER/foreign-minister"
