"""Names and titles that share words with others and mean somebody or something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling  # type: ignore[import-not-found]

Read = Callable[..., Telling]


def test_father_and_son_are_two(read: Read) -> None:
    text = (
        "In Equatorial Guinea, she met with President Teodoro Obiang Nguema Mbasogo, "
        "Vice President Teodoro Nguema Obiang Mangue and other officials."
    )
    told = read(text)
    assert told.persons >= {"Teodoro Obiang Nguema Mbasogo", "Teodoro Nguema Obiang Mangue"}
    assert told.offices_of("Teodoro Obiang Nguema Mbasogo") == {"office/GNQ/president"}


def test_a_sultan_in_a_name_holds_no_office(read: Read) -> None:
    text = (
        "Sheikh Abdullah bin Zayed Al Nahyan, UAE Minister of Foreign Affairs, spoke in Cairo.\n\n"
        "He praised the approach adopted by the late Sheikh Zayed bin Sultan Al Nahyan."
    )
    assert not any(office.endswith("monarch") for _, office, _ in read(text).tenures)


def test_a_south_american_president_is_not_the_american_one(read: Read) -> None:
    told = read(
        "Luis Lacalle Pou spoke.\n\nThe South American president offered the animal to Qatar in 2022."
    )
    assert "United States" not in {label for event in told.events for label in event.names}


def test_who_is_sworn_in_as_interim_president_acts_as_president(read: Read) -> None:
    text = "Sri Lankan Prime Minister Ranil Wickremesinghe was sworn in as interim president on 15 July 2022."
    statuses = {office: status for _, office, status in read(text).tenures}
    assert statuses["office/LKA/president"] == "acting"


def test_a_director_of_a_long_bureau_is_whose_name_stands_behind_it(read: Read) -> None:
    told = read(
        "U.S. Ambassador to Mexico Ken Salazar, Director of the Bureau of Mines, Metals, Salt and Sand "
        "(BMMSS) Ana Ruiz, and Foreign Minister of Peru Luis Vega met in Lima on 3 May 2021."
    )
    assert told.offices_of("Ken Salazar") == {"office/USA/ambassador/MEX"}


def test_the_honorable_is_a_person(read: Read) -> None:
    told = read("The Honorable Roy Blunt, United States Senator, will attend the opening.")
    assert "Roy Blunt" in told.persons
    assert not any("Honorable" in entity.label for entity in told.extraction.entities)


def test_an_order_is_nobody(read: Read) -> None:
    told = read("In a new Executive Order, President Biden directed the agencies of the government to act.")
    assert "Executive Order" not in told.persons


def test_a_hyphen_that_forbids_a_line_break_is_a_hyphen(read: Read) -> None:
    told = read("The Biden-\u2060Harris Administration acts.\n\nLinda Thomas-\u2060Greenfield spoke in Lima.")
    assert not any(name.endswith("-") for name in told.persons)
    assert "Linda Thomas-\u2060Greenfield" in told.persons


@pytest.mark.parametrize(
    "text",
    [
        "Already, the President is at work on the treaty.",
        "Briefly, the Vice President will open the talks.",
        "He is also President Emeritus of the University of Lima.",
        "Ana Ruiz and the Crown Prince-Prime Minister pledged to stay in touch.",
        "- Double Offer for U.S. Schools in the Andes: the number of places grows.",
        "- Ana Ruiz, Acting Associate Administrator, came to Lima.",
        "President Biden welcomed a Cooperation Arrangement under Article V of the treaty.",
    ],
)
def test_words_that_are_nobody(read: Read, text: str) -> None:
    assert read(text).persons <= {"Ana Ruiz", "Joe Biden", "Biden"}


@pytest.mark.parametrize("name", ["President Biden", "President Joseph R. Biden, Jr."])
def test_whom_somebody_supports_is_not_whom_they_act_for(read: Read, name: str) -> None:
    event = read(f"{name} met with G7 Leaders to discuss the group's support for Ukraine.").event
    assert {part.side for part in event.who.values()} - {""} == {"state/USA"}


def test_who_signs_for_a_state_acts_for_it(read: Read) -> None:
    told = read("Emmanuel Macron met Ana Ruiz in Lima on 3 May 2021. Ana Ruiz signed for Peru.")
    assert "state/PER" in {part.side for event in told.events for part in event.who.values()}
