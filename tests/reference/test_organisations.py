"""What holds for international organisations, their organs and seats, and for their offices."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from kg.knowledge.facts import Facts, Text
from kg.store.turtle import read_turtle
from kg.vocab import DCTERMS, DIPL, LEX, ORG, RDF, SCHEMA, SKOS, XSD

REFERENCE = Path(__file__).resolve().parents[2] / "ontology" / "reference"
FILES = {
    "organisations": {DIPL["InternationalOrganisation"], ORG["FormalOrganization"]},
    "ministries": {SCHEMA["GovernmentOrganization"]},
    "initiatives": {DIPL["Initiative"]},
    "agreements": {DIPL["Agreement"]},
    "organisation-offices": {DIPL["Office"]},
}
LATEST = "2025-12-31"  # nothing here is known to have been founded or signed after this day
_YEAR = re.compile(r"\b(1[6-9]|20)\d\d\b")
_BARE_SITE = re.compile(r"https?://[^/]+/?\Z")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]{1,9}\Z")


@cache
def facts(*names: str) -> Facts:
    return Facts(read_turtle([REFERENCE / f"{name}.ttl" for name in names or FILES]))


def subjects(name: str) -> list[str]:
    return sorted(set(chain.from_iterable(facts(name).subjects(RDF["type"], c) for c in FILES[name])))


def organisation(key: str) -> str:
    return f"https://w3id.org/dipl/id/organisation/{key}"


def ambiguous(thing: str) -> set[str]:
    return {text.value for text in facts().texts(thing, LEX["ambiguousName"])}


def english_names(thing: str) -> set[str]:
    return {t.value for p in (SKOS["prefLabel"], SKOS["altLabel"]) for t in facts().texts(thing, p, "en")}


@pytest.mark.parametrize("name", FILES)
def test_each_file_reads_alone_and_holds_one_kind_only(name: str) -> None:
    graph = Graph().parse(REFERENCE / f"{name}.ttl")
    assert {str(kind) for kind in graph.objects(None, URIRef(RDF["type"]))} <= FILES[name]
    assert {str(s) for s in graph.subjects()} == set(subjects(name))
    assert "CC BY 4.0" in (REFERENCE / f"{name}.ttl").read_text(encoding="utf-8")[:1500]


def test_there_are_many_of_each() -> None:
    international = facts("organisations").subjects(RDF["type"], DIPL["InternationalOrganisation"])
    assert len(international) >= 350
    assert len(subjects("initiatives")) >= 160
    assert len(subjects("agreements")) >= 270
    assert len(subjects("organisation-offices")) >= 140


@pytest.mark.parametrize("name", [name for name in FILES if name != "ministries"])
def test_each_has_one_english_and_one_spanish_name(name: str) -> None:
    for thing in subjects(name):
        languages = [text.language for text in facts().texts(thing, SKOS["prefLabel"])]
        assert sorted(languages) == ["en", "es"], thing


@pytest.mark.parametrize("name", [name for name in FILES if name != "ministries"])
def test_each_source_is_a_page_or_a_text_with_its_date(name: str) -> None:
    for thing in subjects(name):
        assert facts().iris(thing, DCTERMS["source"]) or facts().texts(thing, DCTERMS["source"]), thing
        for source in facts().texts(thing, DCTERMS["source"]):
            assert _YEAR.search(source.value), (thing, source.value)


@pytest.mark.parametrize("name", ["organisations", "initiatives", "agreements"])
def test_a_bare_site_is_the_source_of_one_thing_only(name: str) -> None:
    sites = defaultdict(set)
    for thing in subjects(name):
        for site in filter(_BARE_SITE.match, facts().iris(thing, DCTERMS["source"])):
            sites[site.rstrip("/")].add(thing)
    assert {site: things for site, things in sites.items() if len(things) > 1} == {}
    if name == "agreements":  # an agreement has a text; a site may add to it
        assert [s for s in sites if "state.gov" in s or "osce.org" in s or "un.org" in s] == []


def test_an_acronym_means_one_thing_or_is_marked_ambiguous_wherever_it_is_shared() -> None:
    bearers = defaultdict(set)
    for thing in chain(*(subjects(name) for name in FILES if name != "organisation-offices")):
        for acronym in filter(_ACRONYM.match, english_names(thing)):
            bearers[acronym].add(thing)
    for acronym, things in bearers.items():
        if len(things) > 1:
            assert all(acronym in ambiguous(thing) for thing in things), acronym


@pytest.mark.parametrize(
    "acronym", "ACS AES AMF ATT BIS CAF CIS EAS ECHR ECO IDA IOC ISA MSP PCA SPC".split()
)
def test_acronyms_that_mean_other_things_too_are_marked(acronym: str) -> None:
    bearers = [s for name in FILES for s in subjects(name) if acronym in english_names(s)]
    assert bearers
    assert all(acronym in ambiguous(thing) for thing in bearers)


def test_an_ambiguous_name_is_one_of_the_names_and_another_is_not_ambiguous() -> None:
    for name in FILES:
        for thing in subjects(name):
            assert ambiguous(thing) <= english_names(thing), thing
            assert english_names(thing) - ambiguous(thing), thing


def test_seats_are_places_members_are_states_or_organisations_and_organs_have_parents() -> None:
    world = Facts(read_turtle([REFERENCE / "places.ttl", REFERENCE / "states.ttl"]))
    places = set(world.subjects(RDF["type"], SCHEMA["Place"]))
    states = set(world.subjects(RDF["type"], DIPL["State"]))
    organisations = set(subjects("organisations"))
    seated = with_members = with_parent = 0
    for thing in organisations:
        seats = facts().iris(thing, SCHEMA["location"])
        members = facts().iris(thing, ORG["hasMember"])
        parents = facts().iris(thing, ORG["subOrganizationOf"])
        assert len(seats) <= 1 and set(seats) <= places, thing
        assert set(members) <= states | organisations and thing not in members, thing
        assert len(parents) <= 1 and set(parents) <= organisations - {thing}, thing
        assert len(members) != 1, thing
        seated, with_members, with_parent = (
            seated + bool(seats),
            with_members + bool(members),
            with_parent + bool(parents),
        )
    assert (seated >= 230, with_members >= 60, with_parent >= 90) == (True, True, True)


def test_parents_lead_to_an_organisation_without_a_parent() -> None:
    for thing in subjects("organisations"):
        seen = {thing}
        while parent := facts().iri(thing, ORG["subOrganizationOf"]):
            assert parent not in seen, parent
            seen.add(parent)
            thing = parent


@pytest.mark.parametrize(
    ("key", "members"),
    [
        ("benelux", "BEL LUX NLD"),
        ("visegrad-group", "CZE HUN POL SVK"),
        ("gcc", "ARE BHR KWT OMN QAT SAU"),
        ("eaeu", "ARM BLR KAZ KGZ RUS"),
        ("asean", "BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM"),
        ("ecowas", "BEN CIV CPV GHA GIN GMB GNB LBR NGA SEN SLE TGO"),
        ("mercosur", "ARG BOL BRA PRY URY"),
    ],
)
def test_members_are_those_of_the_day_the_header_names(key: str, members: str) -> None:
    found = facts().iris(organisation(key), ORG["hasMember"])
    assert [iri.rsplit("/", 1)[1] for iri in found] == members.split()


@pytest.mark.parametrize(("key", "count"), [("nato", 32), ("eu", 27), ("opec", 12), ("sco", 10), ("g20", 21)])
def test_membership_is_complete(key: str, count: int) -> None:
    assert len(facts().iris(organisation(key), ORG["hasMember"])) == count


@pytest.mark.parametrize(
    ("organ", "parent"),
    [
        ("un-general-assembly", "un"),
        ("un-security-council", "un"),
        ("un-secretariat", "un"),
        ("ecosoc", "un"),
        ("icj", "un"),
        ("european-commission", "eu"),
        ("european-council", "eu"),
        ("council-of-the-eu", "eu"),
        ("european-parliament", "eu"),
        ("eeas", "eu"),
        ("ecb", "eu"),
        ("african-union-commission", "au"),
        ("oas-permanent-council", "oas"),
        ("north-atlantic-council", "nato"),
    ],
)
def test_principal_organs_belong_to_their_organisation(organ: str, parent: str) -> None:
    assert facts().iris(organisation(organ), ORG["subOrganizationOf"]) == [organisation(parent)]


@pytest.mark.parametrize(
    ("name", "predicate"),
    [("organisations", SCHEMA["foundingDate"]), ("agreements", DCTERMS["date"])],
)
def test_dates_are_dates_and_most_are_known(name: str, predicate: str) -> None:
    dated = 0
    for thing in subjects(name):
        dates = facts().texts(thing, predicate)
        assert len(dates) <= 1, thing
        dated += len(dates)
        for date in dates:
            _check_date(thing, date)
    assert dated >= 0.7 * len(subjects(name))


def _check_date(thing: str, date: Text) -> None:
    kinds = {4: XSD["gYear"], 7: XSD["gYearMonth"], 10: XSD["date"]}
    assert date.datatype == kinds[len(date.value)], thing
    assert "1648" < date.value <= LATEST, thing


def test_a_date_agrees_with_the_source_that_tells_it() -> None:
    """The year of a founding date or of a signature stands in one of the sources, where they are texts."""
    for name, predicate in (("organisations", SCHEMA["foundingDate"]), ("agreements", DCTERMS["date"])):
        for thing in subjects(name):
            sources = " ".join(text.value for text in facts().texts(thing, DCTERMS["source"]))
            date = facts().text(thing, predicate)
            if date and sources and not _earlier_by_design(thing):
                assert date[:4] in sources, (thing, date, sources)


def _earlier_by_design(thing: str) -> bool:
    # INTERPOL's constitution and the IPCC's endorsement by the General Assembly came after their founding.
    return thing in (organisation("interpol"), organisation("ipcc"))


def test_what_was_dissolved_was_founded_before() -> None:
    dissolved = [t for t in subjects("organisations") if facts().text(t, SCHEMA["dissolutionDate"])]
    assert organisation("league-of-nations") in dissolved
    for thing in dissolved:
        founded, ended = (facts().text(thing, SCHEMA[f"{p}Date"]) for p in ("founding", "dissolution"))
        assert founded and ended and founded < ended, thing


def test_an_office_serves_an_organisation_and_its_iri_says_which() -> None:
    for office in subjects("organisation-offices"):
        served = facts().iris(office, ORG["postIn"])
        assert len(served) == 1 and served[0] in subjects("organisations"), office
        assert office.split("/office/")[1].startswith(served[0].rsplit("/", 1)[1] + "/"), office


def test_no_office_of_an_organisation_is_kept_among_those_of_states() -> None:
    of_states = Facts(read_turtle([REFERENCE / "offices.ttl"]))
    for office in of_states.subjects(RDF["type"], DIPL["Office"]):
        assert all("/organisation/" not in served for served in of_states.iris(office, ORG["postIn"])), office


def test_parties_are_two_or_more_or_one_where_the_other_is_no_state() -> None:
    """One state may agree with its own people or a movement, or run a programme of its own."""
    alone = [t for n in ("agreements", "initiatives") for t in subjects(n) if _parties(t) == 1]
    assert len(alone) <= 12, alone


def _parties(thing: str) -> int:
    return len(facts().iris(thing, DIPL["party"]))
