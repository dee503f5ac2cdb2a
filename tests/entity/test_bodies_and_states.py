"""Governments, ministries, missions and delegations; states and places told apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling  # type: ignore[import-not-found]

Read = Callable[..., Telling]


@pytest.mark.parametrize(
    "words",
    ["The Peruvian government", "Peru's government", "The government of Peru", "The Peruvian administration"],
)
def test_a_government_speaks_for_itself(read: Read, words: str) -> None:
    telling = read(f"{words} said the port would open soon.")
    assert telling.of_class("GovernmentOrganization") == {"Government of Peru": "organisation/PER-government"}
    assert telling.said_by("Government of Peru", "reported") == ["the port would open soon"]


def test_the_name_of_a_leader_stands_for_the_government(read: Read) -> None:
    telling = read(
        "Peruvian President Tomás Quispe spoke on Monday. "
        "The Quispe administration said the port would open soon."
    )
    assert telling.said_by("Government of Peru", "reported") == ["the port would open soon"]
    assert telling.mentions("Tomás Quispe") == ("Tomás Quispe",)


def test_a_ministry_has_one_iri_whatever_it_is_called(read: Read) -> None:
    for words in ("Peru's foreign ministry", "The Peruvian Foreign Ministry"):
        telling = read(f"{words} said the port would open soon.")
        assert list(telling.of_class("GovernmentOrganization").values()) == [
            "organisation/PER-foreign-ministry"
        ]
        (statement,) = telling.statements
        assert statement.text == "the port would open soon"


def test_an_embassy_belongs_to_its_state_and_its_host(read: Read) -> None:
    telling = read("The Embassy of Japan in Lima said the port would open soon.")
    assert telling.of_class("DiplomaticMission") == {
        "Embassy of Japan in Lima": "organisation/JPN-embassy-PER"
    }
    links = dict(telling.entity("Embassy of Japan in Lima").links)
    assert "https://w3id.org/dipl/id/state/JPN" in links.values()
    assert telling.said_by("Embassy of Japan in Lima", "reported") == ["the port would open soon"]


@pytest.mark.parametrize(
    "words", ["Chilean officials", "The Chilean delegation", "Officials from Chile", "Chile's negotiators"]
)
def test_a_delegation_stands_for_its_state(read: Read, words: str) -> None:
    telling = read(f"{words} said the port would open soon.")
    assert telling.said_by("Chile", "reported") == ["the port would open soon"]


def test_officials_of_two_states_stand_for_both(read: Read) -> None:
    event = read("U.S. and Mexican officials met in Puebla on 3 May 2024.").event
    assert event.roles == {"United States": "party", "Mexico": "party"}
    assert event.place == "Puebla"


@pytest.mark.parametrize("words", ["Both countries", "The two sides", "Both nations"])
def test_both_countries_are_the_two_named_before(read: Read, words: str) -> None:
    telling = read(f"Peru and Chile spoke in Lima. {words} said the port would open soon.")
    (statement,) = telling.statements
    assert statement.speakers == ("Chile", "Peru")


def test_both_countries_are_nobody_where_three_are_named(read: Read) -> None:
    telling = read("Peru, Chile and Ecuador spoke in Lima. Both countries said the port would open soon.")
    assert telling.statements == []


def test_the_two_ministers_are_the_two_persons_named_before(read: Read) -> None:
    telling = read(
        "Peru's Foreign Minister Elvira Quispe met Chile's Foreign Minister Rodrigo Larraín on 3 May 2024. "
        "The two ministers signed the Arica Memorandum on 4 May 2024."
    )
    signing = next(e for e in telling.events if e.type == "signing")
    assert signing.roles["Elvira Quispe"] == signing.roles["Rodrigo Larraín"] == "signatory"
    assert signing.signs == "Arica Memorandum"


def test_a_state_that_acts_and_a_state_where_something_is(read: Read) -> None:
    telling = read("Peru's Foreign Minister Elvira Quispe met Ecuador's Ana Soto in Chile on 3 May 2024.")
    assert "Peru" in telling.event.names and "Chile" not in telling.event.names
    assert telling.of_class("State") == {
        "Chile": "state/CHL",
        "Ecuador": "state/ECU",
        "Peru": "state/PER",
    }


def test_a_capital_after_in_is_a_place_and_no_side(read: Read) -> None:
    telling = read("Peru's Foreign Minister Elvira Quispe met with Ana Soto in Santiago on 3 May 2024.")
    assert telling.event.place == "Santiago"
    assert "Chile" not in telling.event.names and telling.of_class("State") == {"Peru": "state/PER"}


def test_an_adjective_names_its_state(read: Read) -> None:
    telling = read("The Peruvian port was opened by Chilean fishers and a Peruvian band.")
    assert telling.mentions("Peru") == ("Peruvian", "Peruvian")
    assert telling.mentions("Chile") == ("Chilean",)


def test_an_organisation_is_named_by_its_acronym_too(read: Read) -> None:
    telling = read("Peru spoke to the United Nations on Monday. The UN said the port would open soon.")
    assert telling.of_class("InternationalOrganisation") == {"United Nations": "organisation/un"}
    assert telling.mentions("United Nations") == ("United Nations", "UN")
