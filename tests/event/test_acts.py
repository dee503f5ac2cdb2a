"""Acts: what states and organisations do to one another, in words or in deeds, each told in one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import Telling  # type: ignore[import-not-found]

from kg.knowledge.facts import Facts
from kg.resources import ontology_folder
from kg.store.turtle import read_turtle
from kg.vocab import DCTERMS, EVENT_TYPE, LEX, ONTOLEX

Read = Callable[..., Telling]

_BOTH = {"Peru": "party", "Chile": "party"}
_P_C = {"Peru": "party", "Chile": "target"}

# sentence, type, status, roles
_CASES = [
    ("Peru offered talks to Chile", "offer", "occurred", _P_C),
    ("Peru accepted the proposal from Chile", "acceptance", "occurred", _P_C),
    ("Peru reached an understanding with Chile", "agreement-reached", "occurred", _BOTH),
    ("Peru is ready to cooperate with Chile", "pledge", "occurred", {"Peru": "party"}),
    ("Peru praised Chile", "endorsement", "occurred", _P_C),
    ("Peru apologised to Chile", "apology", "occurred", _P_C),
    ("Peru held joint exercises with Chile", "joint-exercise", "occurred", _BOTH),
    ("Peru extradited two men to Chile", "cooperation", "occurred", _BOTH),
    ("Peru sent medicine to Chile", "aid", "occurred", _P_C),
    ("Peru will send medicine to Chile", "aid", "planned", _P_C),
    ("Peru granted asylum to Chilean officers", "asylum-grant", "occurred", _P_C),
    ("Peru eased restrictions on Chilean traders", "concession", "occurred", _P_C),
    ("Peru lifted its embargo against Chile", "sanctions-relief", "occurred", _P_C),
    ("Peru allowed inspectors from Chile", "access-grant", "occurred", _P_C),
    ("Peru released six Chilean soldiers", "release", "occurred", _P_C),
    ("Peru declared a truce with Chile", "ceasefire", "occurred", _P_C),
    ("Peru withdrew its troops from Chile", "troop-withdrawal", "occurred", _P_C),
    ("Peru demanded an apology from Chile", "request", "occurred", _P_C),
    ("Peru demanded that Chile apologise", "request", "occurred", _P_C),
    ("Peru urged Chile to sign the charter", "request", "occurred", _P_C),
    ("Peru said that Chile must free the crew", "request", "occurred", _P_C),
    ("Peru accused Chile of spying", "accusation", "occurred", _P_C),
    ("Chile was condemned by Peru", "condemnation", "occurred", _P_C),
    ("Peru sued Chile", "legal-action", "occurred", _P_C),
    ("Peru opened an inquiry into Chile", "investigation", "occurred", _P_C),
    ("Peru rejected a Chilean proposal", "rejection", "occurred", _P_C),
    ("Peru refused to talk to Chile", "rejection", "occurred", _P_C),
    ("Peru vetoed the resolution on Chile", "veto", "occurred", _P_C),
    ("Peru threatened to invade Chile", "threat", "occurred", _P_C),
    ("Peru suspended trade with Chile", "suspension", "occurred", _P_C),
    ("Peru withdrew from the treaty with Chile", "withdrawal", "occurred", _P_C),
    ("Peru arrested ten Chileans", "arrest", "occurred", _P_C),
    ("Peru seized a Chilean ship", "seizure", "occurred", _P_C),
    ("Peru closed its border with Chile", "restriction", "occurred", _P_C),
    ("Peru deployed troops against Chile", "mobilisation", "occurred", _P_C),
    ("Peruvian troops attacked Chile", "armed-attack", "occurred", _P_C),
    ("Peruvian rebels kidnapped two Chilean tourists", "abduction", "occurred", {**_P_C, "Peru": "people"}),
    ("Peruvian soldiers tortured Chilean prisoners", "ill-treatment", "occurred", _P_C),
    ("Peruvian rebels assassinated the President of Chile", "assassination", "occurred", None),
    ("Workers demonstrated in Chile", "demonstration", "occurred", {"Chile": "territory"}),
    ("Peru's Foreign Minister Elvira Quispe resigned", "resignation", "occurred", None),
    ("Peru upgraded its diplomatic ties with Chile", "relations-established", "occurred", None),
    ("Peru tightened its embargo on Chile", "sanction", "occurred", _P_C),
    ("Peru recognised Chile on Monday", "recognition", "occurred", None),
    ("Peru expelled the ambassador of Chile", "expulsion", "occurred", None),
]  # fmt: skip


@pytest.mark.parametrize(("told", "kind", "status", "roles"), _CASES, ids=[case[0] for case in _CASES])
def test_an_act_with_its_status_and_roles(
    read: Read, told: str, kind: str, status: str, roles: dict[str, str] | None
) -> None:
    acts = [event for event in read(f"{told}.").events if event.type == kind]
    assert [act.status for act in acts] == [status]
    assert roles is None or acts[0].roles == roles


def test_the_cases_are_all_the_types_that_acts_have_words_for() -> None:
    facts = Facts(read_turtle([ontology_folder() / "lexicon" / "acts.ttl"]))
    entries = facts.subjects(DCTERMS["type"], LEX["Act"])
    denoted = {concept for entry in entries for concept in facts.iris(entry, ONTOLEX["denotes"])}
    assert denoted == {EVENT_TYPE[kind] for _, kind, _, _ in _CASES}


@pytest.mark.parametrize(
    "text",
    [
        "Peru did not reject the proposal of Chile.",
        "Peru has never accused Chile.",
        "Peru should reject the proposal of Chile.",
        "If Peru attacks Chile, the port will close.",
        'The paper wrote: "Peru attacked Chile and Chile will never forget it."',
        "The Peruvian demand for copper rose.",
        "Peru rejected violence.",
        "The minister said it did not mean that Peru attacked Chile.",
        "Peru rallied the world to help Chile.",
        "Shares rallied in Lima.",
        "The strategy was released by Peru.",
        "A report on Chile was released by Peru.",
        "Peru released Chilean trade data.",
        "Peru recognised Chilean diplomas.",
        "Is it true that Peru is sending weapons to Chile?",
    ],
)
def test_what_is_denied_supposed_quoted_or_something_else_is_no_act(read: Read, text: str) -> None:
    assert read(text).events == []


def test_who_undertakes_mediation_promises_nothing(read: Read) -> None:
    told = read("Peru undertook mediation between Chile and Bolivia.")
    assert [event.type for event in told.events] == ["mediation"]
    assert not any(saying.commitment for saying in told.statements)


def test_two_acts_in_opposite_directions_are_two_events(read: Read) -> None:
    events = read("Peru accused Chile of spying. Chile accused Peru of lying.").events
    assert [event.roles for event in events] == [_P_C, {"Chile": "party", "Peru": "target"}]


def test_a_capital_stands_for_its_government_where_it_acts_or_is_dealt_with(read: Read) -> None:
    assert read("Ottawa along with its allies rejected the proposal of Chile.").event.names == {
        "Canada",
        "Chile",
    }
    assert read("Peru imposed sanctions against Tehran.").event.names == {"Peru", "Iran"}
    assert read("Peru's army parked two trucks in Tehran.").events == []
