"""How news names the heads of international organisations: "the WHO head", "NATO's boss"."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling  # type: ignore[import-not-found]

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
