"""Offices: which states and kinds are covered, and that every title has a source and a state."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg.knowledge.facts import Facts
from kg.store.turtle import read_turtle
from kg.vocab import DCTERMS, DIPL, LEX, OFFICE_KIND, ORG, RDF, SKOS

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
BASE = "https://w3id.org/dipl/id/"

G20 = "ARG AUS BRA CAN CHN DEU FRA GBR IDN IND ITA JPN KOR MEX RUS SAU TUR USA ZAF".split()
EU = """AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU
    SVK SVN SWE""".split()
LATIN_AMERICA = """ARG BOL BRA CHL COL CRI CUB DOM ECU GTM HND HTI MEX NIC PAN PER PRY SLV URY
    VEN""".split()
OFTEN_IN_NEWS = "CHE EGY IRN IRQ ISR JOR LBN MAR NGA NOR PAK PSE QAT TWN UKR VAT VNM".split()
HEADS = {
    OFFICE_KIND[k]
    for k in ("president", "monarch", "head-of-state", "prime-minister", "chancellor", "head-of-government")
}
MONEY = {
    OFFICE_KIND[k] for k in ("finance-minister", "economy-minister", "trade-minister", "commerce-minister")
}


@cache
def facts() -> Facts:
    return Facts(read_turtle(ONTOLOGY.rglob("*.ttl")))


def offices() -> list[str]:
    return facts().subjects(RDF["type"], DIPL["Office"])


def kinds_of(code: str) -> set[str]:
    served = facts().subjects(ORG["postIn"], f"{BASE}state/{code}")
    return {kind for office in served for kind in facts().iris(office, DCTERMS["type"])}


@pytest.mark.parametrize("code", sorted({*G20, *EU, *LATIN_AMERICA, *OFTEN_IN_NEWS}))
def test_a_state_in_diplomatic_news_has_its_heads_and_its_foreign_minister(code: str) -> None:
    assert kinds_of(code) & HEADS
    assert OFFICE_KIND["foreign-minister"] in kinds_of(code)


@pytest.mark.parametrize("code", sorted({*G20, *EU} - {"SAU", "ZAF", "CHE"}))
def test_a_large_state_has_its_minister_for_money(code: str) -> None:
    assert kinds_of(code) & MONEY


@pytest.mark.parametrize("code", sorted({*G20, *EU} - {"LUX", "MLT"}))
def test_a_large_state_has_ministers_of_defence_and_interior_or_justice(code: str) -> None:
    inner = {OFFICE_KIND[k] for k in ("interior-minister", "justice-minister", "homeland-security-minister")}
    assert OFFICE_KIND["defence-minister"] in kinds_of(code)
    assert kinds_of(code) & inner


def test_offices_of_states_have_names_in_two_languages_and_a_source_of_their_own() -> None:
    for office in offices():
        served = facts().iri(office, ORG["postIn"]) or ""
        if "/state/" not in served or "/office/US-" in office:
            continue
        sources = facts().iris(office, DCTERMS["source"]) + [
            t.value for t in facts().texts(office, DCTERMS["source"])
        ]
        assert sources and not any("uses them in English" in source for source in sources), office
        assert facts().text(office, SKOS["prefLabel"], "es"), office


def test_the_iri_of_an_office_names_the_state_or_organisation_it_serves() -> None:
    for office in offices():
        owner = office.removeprefix(f"{BASE}office/").split("/")[0]
        served = (facts().iri(office, ORG["postIn"]) or "").rsplit("/", 1)[-1]
        assert served == owner or (owner.startswith(("US-", "MX-")) and served in ("USA", "MEX")), office


def test_a_state_has_one_office_of_a_kind_unless_the_kind_is_held_by_many() -> None:
    one_of_a_kind = {
        OFFICE_KIND[k]
        for k in """president monarch prime-minister chancellor foreign-minister defence-minister
        finance-minister economy-minister trade-minister interior-minister deputy-prime-minister
        vice-president crown-prince governor-general""".split()
    }
    counted = Counter(
        (facts().iri(office, ORG["postIn"]), kind)
        for office in offices()
        for kind in facts().iris(office, DCTERMS["type"])
        if kind in one_of_a_kind
    )
    assert {pair: n for pair, n in counted.items() if n > 1} == {}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("IND/foreign-secretary", "permanent-secretary"),
        ("PAK/foreign-secretary", "permanent-secretary"),
        ("SAU/crown-prince", "crown-prince"),
        ("CAN/governor-general", "governor-general"),
        ("CHN/general-secretary", "party-leader"),
        ("CHN/state-councillor", "minister"),
        ("JPN/chief-cabinet-secretary", "minister"),
        ("MEX/prosecutor-general", "prosecutor-general"),
        ("USA/director-of-central-intelligence-agency", "intelligence-chief"),
        ("USA/chairman-of-joint-chiefs", "chief-of-defence"),
        ("UKR/head-of-presidential-office", "chief-of-staff"),
        ("VAT/head-of-government", "head-of-government"),
    ],
)
def test_kinds_of_offices_with_titles_of_their_own(path: str, kind: str) -> None:
    assert facts().iris(f"{BASE}office/{path}", DCTERMS["type"]) == [OFFICE_KIND[kind]]


@pytest.mark.parametrize("code", [c for c in LATIN_AMERICA if c not in ("HTI", "CUB")])
def test_a_canciller_is_a_foreign_minister(code: str) -> None:
    names = facts().texts(f"{BASE}office/{code}/foreign-minister", SKOS["altLabel"])
    assert {name.language for name in names if name.value == "Canciller"} == {"en", "es"}


def test_titles_that_several_states_use_are_not_unique() -> None:
    unique = {t.value.lower() for o in offices() for t in facts().texts(o, LEX["uniqueTitle"])}
    shared = """foreign secretary;chancellor;attorney general;crown prince;prime minister;supreme leader;
        commander-in-chief;state counselor;minister of external affairs;home secretary"""
    assert unique & {title.strip() for title in shared.split(";")} == set()
