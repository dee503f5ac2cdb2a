"""Every type of event that the lexicon has words for, told in one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling  # type: ignore[import-not-found]

from kg.knowledge.facts import Facts
from kg.resources import ontology_folder
from kg.store.turtle import read_turtle
from kg.vocab import EVENT_TYPE, ONTOLEX, RDF

Read = Callable[..., Telling]

_P = "Peru's Foreign Minister Elvira Quispe"
_C = "Chile's Foreign Minister Rodrigo Larraín"
_MINISTERS = {
    "Elvira Quispe": "participant",
    "Peru": "party",
    "Rodrigo Larraín": "participant",
    "Chile": "party",
}
_SIDES = {"Peru": "party", "Chile": "party"}
_VISIT = {"Elvira Quispe": "visitor", "Chile": "host"}

# sentence (a date is added), type, place, roles, the words that tell of the event
_CASES = [
    (f"{_P} met {_C} in Lima", "meeting", "Lima", _MINISTERS, "met"),
    (f"{_P} met with {_C} in Lima", "meeting", "Lima", _MINISTERS, "met"),
    (f"{_P} and {_C} met in Lima", "meeting", "Lima", _MINISTERS, "met"),
    (f"{_P} sat down with {_C} in Lima", "meeting", "Lima", _MINISTERS, "sat down"),
    (f"{_P} and {_C} held a meeting in Lima", "meeting", "Lima", _MINISTERS, "meeting"),
    (f"{_P} held a working lunch with {_C} in Lima", "meeting", "Lima", _MINISTERS, "working lunch"),
    (
        f"{_P} received {_C} in Lima",
        "meeting",
        "Lima",
        {"Elvira Quispe": "host", "Peru": "party", "Rodrigo Larraín": "guest", "Chile": "party"},
        "received",
    ),
    (
        f"{_P} hosted {_C} in Lima",
        "meeting",
        "Lima",
        {"Elvira Quispe": "host", "Peru": "party", "Rodrigo Larraín": "guest", "Chile": "party"},
        "hosted",
    ),
    (f"{_P} and {_C} held a bilateral meeting", "bilateral-meeting", "", _MINISTERS, "bilateral meeting"),
    (f"{_P} and {_C} held talks in Lima", "consultation", "Lima", _MINISTERS, "talks"),
    (f"{_P} conferred with {_C} in Lima", "consultation", "Lima", _MINISTERS, "conferred with"),
    (f"The leaders of Peru and Chile held a summit in Lima", "summit", "Lima", _SIDES, "summit"),  # noqa: F541
    (
        "Peru and Chile held a strategic dialogue in Lima",
        "dialogue-session",
        "Lima",
        _SIDES,
        "strategic dialogue",
    ),
    (f"{_P} visited Chile", "visit", "", _VISIT, "visited"),
    (f"{_P} paid a visit to Chile", "visit", "", _VISIT, "paid a visit to"),
    (f"{_P} travelled to Santiago", "visit", "Santiago", {"Elvira Quispe": "visitor"}, "travelled to"),
    (f"{_P} spoke by phone with {_C}", "call", "", _MINISTERS, "spoke by phone"),
    (f"{_P} phoned {_C}", "call", "", _MINISTERS, "phoned"),
    (f"{_P} had a video call with {_C}", "call", "", _MINISTERS, "video call"),
    (f"{_P} negotiated with {_C} in Lima", "negotiation", "Lima", _MINISTERS, "negotiated with"),
    ("Peru and Chile held trade talks in Lima", "negotiation", "Lima", _SIDES, "trade talks"),
    (
        "Norway mediated between Peru and Chile in Oslo",
        "mediation",
        "Oslo",
        {"Norway": "mediator", **_SIDES},
        "mediated between",
    ),
    (
        f"{_P} and {_C} signed the Arica Memorandum in Lima",
        "signing",
        "Lima",
        {"Elvira Quispe": "signatory", "Peru": "party", "Rodrigo Larraín": "signatory", "Chile": "party"},
        "signed",
    ),
    (
        "Peru and Chile signed the Arica Memorandum in Lima",
        "signing",
        "Lima",
        {"Peru": "signatory", "Chile": "signatory"},
        "signed",
    ),
    ("Peru reached an agreement with Chile", "agreement-reached", "", _SIDES, "reached an agreement"),
    ("Peru and Chile presented a joint work plan", "plan-launch", "", _SIDES, "presented a joint work plan"),
    (
        "Peruvian President Tomás Quispe appointed Elvira Robles as foreign minister",
        "appointment",
        "",
        {"Tomás Quispe": "appointer", "Elvira Robles": "appointee"},
        "appointed",
    ),
    (
        "Peru and Chile established diplomatic relations",
        "relations-established",
        "",
        _SIDES,
        "established diplomatic relations",
    ),
    (
        "Peru severed diplomatic relations with Chile",
        "relations-severed",
        "",
        _SIDES,
        "severed diplomatic relations",
    ),
    (
        "Peru formally recognised Palestine",
        "recognition",
        "",
        {"Peru": "party", "Palestine": "target"},
        "formally recognised",
    ),
    (
        "Peru imposed sanctions on Chile",
        "sanction",
        "",
        {"Peru": "party", "Chile": "target"},
        "imposed sanctions on",
    ),
    (
        "Peru expelled two Chilean diplomats",
        "expulsion",
        "",
        {"Peru": "party", "Chile": "target"},
        "expelled",
    ),
    ("Peru recalled its ambassador to Chile", "withdrawal", "", {"Peru": "party"}, "recalled its ambassador"),
    (
        "Peru lodged a protest with Chile",
        "protest",
        "",
        {"Peru": "party", "Chile": "target"},
        "lodged a protest with",
    ),
]


@pytest.mark.parametrize(
    ("told", "kind", "place", "roles", "words"), _CASES, ids=[case[0][-50:] for case in _CASES]
)
def test_an_event_with_its_date_place_and_roles(
    read: Read, told: str, kind: str, place: str, roles: dict[str, str], words: str
) -> None:
    event = read(f"{told} on 3 May 2024.").event
    assert (event.type, event.status, event.when) == (kind, "occurred", "2024-05-03")
    assert event.roles == roles
    assert (event.place, event.words) == (place, (words,))


def test_the_cases_are_all_the_types_that_the_lexicon_has_words_for() -> None:
    facts = Facts(read_turtle([ontology_folder() / "lexicon" / "events.ttl"]))
    entries = facts.subjects(RDF["type"], ONTOLEX["LexicalEntry"])
    denoted = {concept for entry in entries for concept in facts.iris(entry, ONTOLEX["denotes"])}
    assert denoted == {EVENT_TYPE[kind] for _, kind, _, _, _ in _CASES}


def test_offices_and_sides_are_a_part_of_taking_part(read: Read) -> None:
    event = read(f"{_P} met {_C} in Lima on 3 May 2024.").event
    minister = event.who["Elvira Quispe"]
    assert (minister.role, minister.office, minister.side) == (
        "participant",
        "office/PER/foreign-minister",
        "state/PER",
    )
    assert event.who["Peru"].side == event.who["Peru"].office == ""


def test_a_signing_knows_what_is_signed(read: Read) -> None:
    assert read(f"{_P} and {_C} signed the Arica Memorandum on 3 May 2024.").event.signs == "Arica Memorandum"
    assert read("Peru and Chile signed a customs protocol on 3 May 2024.").event.signs == ""
