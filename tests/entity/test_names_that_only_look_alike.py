"""Names and titles that share words with others and mean somebody or something else."""

from __future__ import annotations

from collections.abc import Callable

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
