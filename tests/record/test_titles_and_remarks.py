"""Titles, names and remarks of records."""

from __future__ import annotations

import pytest

from kg.record.conversion import Reference
from kg.record.remarks import Places, is_gathering, own_people, people_met
from kg.record.titles import bearers, plain_name

PERU = "https://w3id.org/dipl/id/state/PER"
CHILE = "https://w3id.org/dipl/id/state/CHL"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Prime Minister Ana Ruiz", [("Ana Ruiz", "prime-minister", "current")]),
        ("President-elect Ana Ruiz", [("Ana Ruiz", "president", "designate")]),
        ("Acting President Ana Ruiz", [("Ana Ruiz", "president", "acting")]),
        (
            "President Ana Ruiz and Prime Minister Juan Soto",
            [("Ana Ruiz", "president", "current"), ("Juan Soto", "prime-minister", "current")],
        ),
        ("President Ana E. Ruiz, Jr.", [("Ana E. Ruiz, Jr.", "president", "current")]),
        ("President de la Vega", [("de la Vega", "president", "current")]),
        ("General Ana Ruiz", [("Ana Ruiz", "", "")]),
        ("Ana Ruiz", [("Ana Ruiz", "", "")]),
        ("Chairman Ruiz", []),
        ("Premier and Prince Ruiz", []),
    ],
)
def test_bearers(reference: Reference, text: str, found: list[tuple[str, str, str]]) -> None:
    read = bearers(text, PERU, reference.knowledge)
    titles = [(b.title.kind, b.title.status) if b.title else ("", "") for b in read]
    assert [
        (b.name, *(iri.rpartition("#")[2] for iri in t)) for b, t in zip(read, titles, strict=True)
    ] == found


def test_names_in_brackets() -> None:
    assert plain_name("Willem (Wim) Kok") == ("Willem Kok", "Wim Kok")
    assert plain_name("Ana Ruiz") == ("Ana Ruiz", None)


@pytest.mark.parametrize(
    ("remarks", "names"),
    [
        ("Met with President Ana Ruiz.", ["Ana Ruiz"]),
        ("Met with President Ana Ruiz and Prime Minister Soto. Visited a school.", ["Ana Ruiz", "Soto"]),
        ("Met with President Ana Ruiz, Foreign Minister Soto, and senior officials.", ["Ana Ruiz", "Soto"]),
        ("Met with President Ana Ruiz and addressed Parliament.", ["Ana Ruiz"]),
        ("Met with Chilean President Ana Ruiz.", ["Ana Ruiz"]),
        ("Met with King Hakon of Norway.", ["Hakon"]),
        ("Attended a meeting. Also met with Foreign Minister Faisal al-Saud.", ["Faisal al-Saud"]),
        ("Met with President Ana Ruiz while returning.", []),
        ("Met with President Ana Ruiz and several ministers.", []),
        ("Met with President-elect Ana Ruiz.", []),
        ("Met with the Foreign Ministers of Peru and Chile.", []),
        ("Met with Party President Ana Ruiz.", []),
        ("Discussed trade with President Ana Ruiz.", []),
    ],
)  # fmt: skip
def test_people_met(reference: Reference, remarks: str, names: list[str]) -> None:
    assert [met.name for met in people_met(remarks, reference.knowledge)] == names


def _own(reference: Reference, remarks: str, host: str, places: Places) -> list[tuple[str, str | None]]:
    found = people_met(remarks, reference.knowledge)
    own = own_people(found, host, is_gathering(remarks), places, reference.knowledge)
    return [(met.name, met.served) for met in own]


def test_a_title_without_a_state_is_of_the_host_only_where_its_bearer_is_met_most(
    reference: Reference,
) -> None:
    places = Places()
    for country in (CHILE, CHILE, CHILE, PERU):
        for met in people_met("Met with Foreign Minister Soto.", reference.knowledge):
            places.count(met, country)
    assert _own(reference, "Met with Foreign Minister Soto.", CHILE, places) == [("Soto", CHILE)]
    assert _own(reference, "Met with Foreign Minister Soto.", PERU, places) == []
    assert _own(reference, "Met with Chilean Foreign Minister Soto.", PERU, places) == [("Soto", CHILE)]


def test_at_a_summit_an_unknown_leader_may_be_any_states(reference: Reference) -> None:
    places = Places()
    remarks = "Attended a summit. Met with President Ana Ruiz."
    assert _own(reference, remarks, PERU, places) == []
    for met in people_met("Met with President Ana Ruiz.", reference.knowledge):
        places.count(met, PERU)
        places.count(met, PERU)
    assert _own(reference, remarks, PERU, places) == [("Ana Ruiz", PERU)]


def test_two_presidents_are_not_both_the_hosts(reference: Reference) -> None:
    places = Places()
    remarks = "Met with President Ana Ruiz and President Juan Soto."
    for met in people_met(remarks, reference.knowledge):
        places.count(met, PERU)
    assert _own(reference, remarks, PERU, places) == []
