"""Tenures: those that the source files prove, with their dates, and who held an office on a day."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef, Variable
from rdflib.namespace import XSD

from kg.iri import Minter, folded
from kg.knowledge.facts import Facts
from kg.store.turtle import read_turtle
from kg.vocab import DCTERMS, DIPL, FOAF, LEX, ORG, RDF, SCHEMA, SKOS

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "ontology" / "reference"
SOURCES = ROOT.parent / "shared" / "reference"
BASE = "https://w3id.org/dipl/id/"
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source files are not beside this checkout"
)

# What the source calls an office -> the office here; "Mexico" is said by its repository alone.
OFFICES = {
    "President": "president",
    "Vice President": "USA/vice-president",
    "Secretary of Commerce": "USA/commerce-minister",
    "Secretary of Homeland Security": "USA/homeland-security-minister",
    "Secretary of State": "USA/foreign-minister",
    "Secretary of State (pocom secr-2021-blin)": "USA/foreign-minister",
    "Secretary of the Interior": "USA/secretary-of-the-interior",
    "United States Trade Representative": "USA/trade-representative",
    "Governor of Rhode Island": "US-RI/governor",
    "Governor of Texas": "US-TX/governor",
    "Deputy Secretary of Homeland Security": "USA/deputy-homeland-security-minister",
    "Deputy Secretary of State": "USA/deputy-foreign-minister",
    "Deputy National Security Advisor": "USA/deputy-national-security-adviser",
    "ambassador to Mexico": "USA/ambassador/MEX",
    "Secretary of Economy": "MEX/economy-minister",
    "Secretary of Education": "MEX/education-minister",
    "Secretary of Foreign Affairs": "MEX/foreign-minister",
    "Head of Mexico City government": "MX-CMX/mayor",
    "Vice President of the United States": "USA/vice-president",
    "President of the United States": "USA/president",
}
HOLDER = (Path(__file__).parent / "who-held-the-office.rq").read_text(encoding="utf-8")
PROVEN_UNTIL = "2022-06-30"  # a blank end means: not ended when the source was read, in mid-2022


@cache
def facts() -> Facts:
    return Facts(read_turtle(REFERENCE.glob("*.ttl")))


@cache
def graph() -> Graph:
    found = Graph()
    for name in ("tenures.ttl", "persons.ttl", "visiting-leaders.ttl", "heads-of-organisations.ttl"):
        found.parse(REFERENCE / name)
    return found


def _verified() -> list[dict[str, str]]:
    if not SOURCES.is_dir():
        return []
    with (SOURCES / "verified_tenures.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _office(row: dict[str, str]) -> str:
    path = OFFICES[row["office"]]
    state = "MEX" if "mexico" in row["evidence_repo"] else "USA"
    return f"{BASE}office/{path}" if "/" in path else f"{BASE}office/{state}/{path}"


@needs_sources
def test_there_are_verified_tenures() -> None:
    assert len(_verified()) >= 25


@needs_sources
@pytest.mark.parametrize("row", _verified(), ids=lambda row: f"{row['person']}, {row['office']}")
def test_a_verified_tenure_is_there_with_its_dates_and_source(row: dict[str, str]) -> None:
    held = [
        tenure
        for tenure in facts().subjects(ORG["member"], f"{BASE}person/{row['wikidata']}")
        if facts().iri(tenure, DIPL["heldOffice"]) == _office(row) and _covers(tenure, row)
    ]
    assert len(held) == 1
    sources = facts().iris(held[0], DCTERMS["source"])
    assert "https://github.com/" + row["evidence_repo"].split(":")[1].split("@")[0] in sources


def _covers(tenure: str, row: dict[str, str]) -> bool:
    """Tell whether a tenure says what a row says; terms that follow each other may be one tenure."""
    start, end = (facts().text(tenure, SCHEMA[name]) for name in ("startDate", "endDate"))
    until = end or facts().text(tenure, LEX["heldAtLeastUntil"]) or ""
    first, last = row["start"], row["end"] or PROVEN_UNTIL
    exact = start == first and (end == row["end"] if row["end"] else until >= last)
    second_term = bool(start and start <= first and row["end"] and end and row["end"] <= end)
    return exact or second_term


@needs_sources
def test_the_precision_of_a_date_is_that_of_the_source() -> None:
    mayor = f"{BASE}person/Q318508"
    (tenure,) = [
        t
        for t in facts().subjects(ORG["member"], mayor)
        if facts().iri(t, DIPL["heldOffice"]) == f"{BASE}office/MX-CMX/mayor"
    ]
    start, end = (facts().texts(tenure, SCHEMA[name])[0] for name in ("startDate", "endDate"))
    assert (start.value, start.datatype) == ("2000-12-05", str(XSD.date))
    assert (end.value, end.datatype) == ("2005", str(XSD.gYear))


@cache
def _visits() -> list[dict[str, Any]]:
    with (SOURCES / "hsg_visits.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@needs_sources
def test_every_proven_tenure_of_a_visitor_begins_and_ends_with_a_visit() -> None:
    visits = Facts(read_turtle([REFERENCE / "visiting-leaders.ttl"]))
    tenures = visits.subjects(DCTERMS["source"], "https://github.com/HistoryAtState/visits")
    tenures = [tenure for tenure in tenures if visits.iri(tenure, ORG["member"])]
    assert len(tenures) > 500
    for tenure in tenures:
        person = visits.iri(tenure, ORG["member"]) or ""
        first, last = (visits.text(tenure, LEX[n]) or "" for n in ("heldAtLeastFrom", "heldAtLeastUntil"))
        assert any(v["start"] == first and _is_visitor(person, v["visitor"]) for v in _visits()), tenure
        assert any(v["end"] == last and _is_visitor(person, v["visitor"]) for v in _visits()), tenure


def _is_visitor(person: str, visitor: str) -> bool:
    names = [*facts().texts(person, FOAF["name"]), *facts().texts(person, SKOS["altLabel"])]
    words = {word for name in names for word in folded(name.value).split()}
    return bool(words & set(folded(visitor).split()))


@pytest.mark.parametrize(
    ("office", "day", "name"),
    [
        ("MEX/foreign-minister", "2021-10-08", "Marcelo Ebrard"),
        ("MEX/foreign-minister", "2018-12-01", "Marcelo Ebrard"),
        ("MEX/foreign-minister", "2024-06-11", None),  # no source proves anybody
        ("USA/foreign-minister", "2023-10-04", "Antony Blinken"),
        ("USA/foreign-minister", "2019-05-10", "Mike Pompeo"),
        ("USA/president", "2015-01-01", "Barack Obama"),
        ("USA/president", "2022-07-12", "Joe Biden"),
        ("USA/president", "2018-07-12", "Donald Trump"),
        ("IRL/prime-minister", "2019-03-14", "Leo Varadkar"),
        ("CHL/president", "2023-01-15", "Gabriel Boric"),
        ("nato/secretary-general", "2018-07-11", "Jens Stoltenberg"),
        ("NOR/prime-minister", "2011-07-11", "Jens Stoltenberg"),
        ("nato/secretary-general", "2011-07-11", "Anders Fogh Rasmussen"),
        ("un/secretary-general", "2015-09-25", "Ban Ki-moon"),
        ("un/secretary-general", "2024-09-25", "António Guterres"),
        ("imf/director-general", "2019-09-20", None),  # an acting head
    ],
)
def test_who_held_an_office_on_a_day(office: str, day: str, name: str | None) -> None:
    bound = {"office": URIRef(f"{BASE}office/{office}"), "day": Literal(day)}
    found = {str(b[Variable("name")]) for b in graph().query(HOLDER, initBindings=bound).bindings}
    assert found == ({name} if name else set())


def test_a_tenure_that_no_source_ends_says_how_far_it_is_proven() -> None:
    for tenure in facts().subjects(RDF["type"], DIPL["Tenure"]):
        known_end = facts().texts(tenure, SCHEMA["endDate"])
        assert bool(known_end) != bool(facts().texts(tenure, LEX["heldAtLeastUntil"])), tenure


def test_who_is_known_only_as_a_head_of_an_organisation_is_who_articles_name() -> None:
    heads = Facts(read_turtle([REFERENCE / "heads-of-organisations.ttl"]))
    persons = heads.subjects(RDF["type"], FOAF["Person"])
    assert len(persons) > 100
    for person in persons:
        assert person == Minter(BASE).person(heads.text(person, FOAF["name"]) or "", ""), person
