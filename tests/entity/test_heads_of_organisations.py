"""How news names the heads of international organisations: "the WHO head", "NATO's boss"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from telling import Telling  # type: ignore[import-not-found]

from kg.model import DateInterval, Precision, PublicationDate

Read = Callable[..., Telling]


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("WHO head Ana Ruiz Pardo", "office/who/director-general"),
        ("The head of the IMF, Ana Ruiz Pardo,", "office/imf/director-general"),
        ("IAEA director Ana Ruiz Pardo", "office/iaea/director-general"),
        ("The director of the World Health Organization, Ana Ruiz Pardo,", "office/who/director-general"),
        ("NATO boss Ana Ruiz Pardo", "office/nato/secretary-general"),
        ("The World Bank's boss, Ana Ruiz Pardo,", "office/world-bank/director-general"),
        ("Ana Ruiz Pardo, the head of the UN refugee agency,", "office/unhcr/commissioner"),
        ("OPCW chief Ana Ruiz Pardo", "office/opcw/director-general"),
        ("The head of the European Commission, Ana Ruiz Pardo,", "office/eu/commission-president"),
    ],
)
def test_a_head_of_an_organisation_holds_the_office_that_heads_it(
    read: Read, words: str, office: str
) -> None:
    telling = read(f"{words} met Peru's President Elvira Quispe in Lima.")
    assert telling.offices_of("Ana Ruiz Pardo") == {office}


@pytest.mark.parametrize(
    "words",
    [
        "The head of the IMF mission, Ana Ruiz Pardo,",
        "Ana Ruiz Pardo, director of the IMF's African Department,",
        "Ana Ruiz Pardo, head of the WHO Regional Office for Africa,",
        "The head of the WHO in Sudan, Ana Ruiz Pardo,",
        "WHO regional director Ana Ruiz Pardo",
        "WHO director for Europe Ana Ruiz Pardo",
        "WHO head of emergencies Ana Ruiz Pardo",
        "The deputy head of the IMF, Ana Ruiz Pardo,",
        "World Bank director Ana Ruiz Pardo",  # one of many: it is a president who heads the bank
        "EU boss Ana Ruiz Pardo",  # one of three
        "African Union head Ana Ruiz Pardo",  # of its commission, or a president in the chair
    ],
)
def test_who_heads_a_part_or_may_be_one_of_several_does_not(read: Read, words: str) -> None:
    telling = read(f"{words} met Peru's President Elvira Quispe in Lima.")
    heads = ("director-general", "secretary-general", "commissioner", "president")
    assert not any(office.endswith(heads) for office in telling.offices_of("Ana Ruiz Pardo"))


def test_a_former_head_held_that_office(read: Read) -> None:
    telling = read("Former WHO head Ana Ruiz Pardo met Peru's President Elvira Quispe in Lima.")
    assert ("Ana Ruiz Pardo", "office/who/director-general", "former") in telling.tenures


def _on(day: date | None) -> PublicationDate | None:
    return PublicationDate(DateInterval(day, day, Precision.DAY)) if day else None


@pytest.mark.parametrize("day", [None, date(2018, 3, 5)])
@pytest.mark.parametrize(
    ("words", "name", "office"),
    [
        ("Secretary General Jens Stoltenberg", "Jens Stoltenberg", "office/nato/secretary-general"),
        ("UN Secretary-General Antonio Guterres", "Antonio Guterres", "office/un/secretary-general"),
        ("Secretary-General Guterres", "Guterres", "office/un/secretary-general"),
        ("President Donald Tusk", "Donald Tusk", "office/eu/council-president"),
        ("EU boss Donald Tusk", "Donald Tusk", "office/eu/council-president"),
        ("Managing Director Christine Lagarde", "Christine Lagarde", "office/imf/director-general"),
    ],
)
def test_a_title_without_the_organisation_is_the_office_the_person_is_known_for(
    read: Read, day: date | None, words: str, name: str, office: str
) -> None:
    telling = read(f"{words} met Peru's President Elvira Quispe in Lima.", published=_on(day))
    assert telling.offices_of(name) == {office}
    who = telling.event.who[name]
    assert (who.office, who.side) == (office, "organisation/" + office.split("/")[1])


@pytest.mark.parametrize(
    ("day", "words", "office", "side"),
    [
        (date(2012, 4, 5), "Prime Minister Jens Stoltenberg", "office/NOR/prime-minister", "state/NOR"),
        (date(2012, 4, 5), "Secretary General Jens Stoltenberg", "", "state/NOR"),  # not yet
        (date(2018, 4, 5), "Jens Stoltenberg", "", "organisation/nato"),
        (date(2025, 3, 5), "Former Norwegian prime minister Jens Stoltenberg", "", "state/NOR"),
        (None, "Former Norwegian prime minister Jens Stoltenberg", "", "state/NOR"),
        (None, "Norwegian Prime Minister Jens Stoltenberg", "office/NOR/prime-minister", "state/NOR"),
    ],
)
def test_the_day_and_the_title_tell_for_whom_somebody_acts(
    read: Read, day: date | None, words: str, office: str, side: str
) -> None:
    telling = read(f"{words} met Peru's President Elvira Quispe in Lima.", published=_on(day))
    who = telling.event.who["Jens Stoltenberg"]
    assert (who.office, who.side) == (office, side)
    assert "office/nato/secretary-general" not in telling.offices_of("Jens Stoltenberg")


@pytest.mark.parametrize("day", [None, date(2024, 4, 5)])
def test_a_surname_after_the_full_name_acts_for_the_same_organisation(read: Read, day: date | None) -> None:
    text = "António Guterres came to Lima. Guterres met Peru's President Elvira Quispe in Lima."
    telling = read(text, published=_on(day))
    (meeting,) = (event for event in telling.events if "meet" in event.type)
    assert meeting.who["António Guterres"].side == "organisation/un"


def test_a_head_of_a_bank_does_not_hide_a_president_of_the_same_surname(read: Read) -> None:
    telling = read("President Moreno met Peru's President Elvira Quispe in Lima.")
    assert telling.offices_of("Moreno") == {"office/ECU/president"}
