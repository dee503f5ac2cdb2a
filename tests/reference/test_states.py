"""States: their codes and identifiers are exactly those that the source files state."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from kg.knowledge.facts import Facts
from kg.store.turtle import read_turtle
from kg.vocab import DCTERMS, DIPL, FOAF, LEX, LEXINFO, ONTOLEX, ORG, OWL, RDF, RDFS, SCHEMA, SKOS

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
SOURCES = ROOT.parent / "shared" / "reference"
BASE = "https://w3id.org/dipl/id/"
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source files are not beside this checkout"
)
OBSERVERS_AND_PARTIES = ("VAT", "PSE", "TWN", "XKX", "ESH")
TWO_CITIES = {"BOL": "La Paz", "BEN": "Cotonou", "CIV": "Abidjan", "NLD": "The Hague"}
CAPITALS = {
    "BDI": "Gitega", "BEN": "Porto-Novo", "BOL": "Sucre", "CIV": "Yamoussoukro", "KAZ": "Astana",
    "MMR": "Naypyidaw", "NGA": "Abuja", "NLD": "Amsterdam", "TZA": "Dodoma", "ZAF": "Pretoria",
}  # fmt: skip


@cache
def facts() -> Facts:
    files = [*(ONTOLOGY / "reference").glob("*.ttl"), *(ONTOLOGY / "lexicon").glob("*.ttl")]
    return Facts(read_turtle(files))


def states() -> list[str]:
    return facts().subjects(RDF["type"], DIPL["State"])


def rows(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    with (SOURCES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _codes_of_row(row: dict[str, str]) -> set[tuple[str, str]]:
    codes = {
        ("iso3166-1-alpha-2", row["ISO3166-1-Alpha-2"]),
        ("iso3166-1-alpha-3", row["ISO3166-1-Alpha-3"]),
        ("iso3166-1-numeric", row["ISO3166-1-numeric"].zfill(3)),
        ("un-m49", row["M49"].zfill(3)),
        ("same", f"https://sws.geonames.org/{row['Geoname ID']}/"),
    }
    if row["wikidata_id"]:
        number = row["wikidata_id"].rsplit("/", 1)[-1]
        codes.add(("same", f"http://www.wikidata.org/entity/{number}"))
    return codes


def _codes_of_state(state: str) -> set[tuple[str, str]]:
    notations = facts().texts(state, SKOS["notation"])
    codes = {(n.datatype.removeprefix(str(LEX)), n.value) for n in notations}
    return codes | {("same", iri) for iri in facts().iris(state, OWL["sameAs"])}


@needs_sources
def test_every_code_and_identifier_is_the_one_of_the_source_and_no_other() -> None:
    by_code = {row["ISO3166-1-Alpha-3"]: row for row in rows("country_codes.csv")}
    for state in states():
        code = state.rsplit("/", 1)[-1]
        if code == "XKX":  # user-assigned: the ISO table does not list it
            assert {kind for kind, _ in _codes_of_state(state)} == {"iso3166-1-alpha-3", "same"}
            continue
        assert _codes_of_state(state) == _codes_of_row(by_code[code]), code


@needs_sources
def test_every_independent_state_of_the_source_is_a_state_here() -> None:
    independent = {r["ISO3166-1-Alpha-3"] for r in rows("country_codes.csv") if r["is_independent"] == "Yes"}
    found = {state.rsplit("/", 1)[-1] for state in states()}
    assert independent - found == set()
    assert len(found - set(OBSERVERS_AND_PARTIES)) == 193


@needs_sources
def test_formal_names_are_those_of_the_source() -> None:
    columns = {"en": "UNTERM English Formal", "es": "UNTERM Spanish Formal", "fr": "UNTERM French Formal"}
    for row in rows("country_codes.csv"):
        state = f"{BASE}state/{row['ISO3166-1-Alpha-3']}"
        if not facts().iri(state, RDF["type"]):
            continue
        for language, column in columns.items():
            formal = row[column].strip(" *\xa0")
            named = facts().text(state, SCHEMA["legalName"], language)
            assert not formal or (named and formal.endswith(named)), (state, language)


@needs_sources
def test_all_verified_identifiers_of_states_persons_and_offices_are_there() -> None:
    for row in rows("verified_ids.tsv", "\t"):
        if row["kind"] in ("state", "person", "office"):
            assert _has(row), row


def _has(row: dict[str, str]) -> bool:
    """Tell whether the thing of that name bears the identifier, as a link, a code or in a register."""
    things = _named(row["name"].removesuffix(" (the)"))
    value = row["id"].removeprefix("kg:").replace(" ", "_")
    for thing in things:
        found = facts().iris(thing, OWL["sameAs"]) + facts().iris(thing, RDFS["seeAlso"])
        found += [t.value for p in (SKOS["notation"], DCTERMS["identifier"]) for t in facts().texts(thing, p)]
        if any(re.search(rf"(?:^|[/:]){re.escape(value)}/?$", each) for each in found) or value in found:
            return True
    return False


def _named(name: str) -> list[str]:
    wanted = {name, f"{name} of Mexico"}
    found = [f"{BASE}state/{name}"] if re.fullmatch("[A-Z]{3}", name) else []
    for kind in (DIPL["State"], DIPL["Office"], FOAF["Person"]):
        for thing in facts().subjects(RDF["type"], kind):
            labels = (SKOS["prefLabel"], SKOS["altLabel"], FOAF["name"])
            if wanted & {t.value for p in labels for t in facts().texts(thing, p)}:
                found.append(thing)
    return found


@pytest.mark.parametrize("code", [*OBSERVERS_AND_PARTIES, *TWO_CITIES, "ISR", "ZAF", "KAZ", "MMR", "BDI"])
def test_what_needs_saying_is_said_in_english_and_spanish(code: str) -> None:
    notes = facts().texts(f"{BASE}state/{code}", SKOS["note"])
    assert sorted(note.language for note in notes) == ["en", "es"]


def test_the_european_union_is_a_party_with_a_note_and_no_state() -> None:
    union = f"{BASE}organisation/eu"
    assert DIPL["InternationalOrganisation"] in facts().iris(union, RDF["type"])
    assert sorted(note.language for note in facts().texts(union, SKOS["note"])) == ["en", "es"]
    names = {(t.value, t.language) for p in ("prefLabel", "altLabel") for t in facts().texts(union, SKOS[p])}
    assert names >= {("European Union", "en"), ("Unión Europea", "es"), ("Union européenne", "fr")}


@pytest.mark.parametrize(("code", "name"), CAPITALS.items())
def test_capitals_that_are_often_got_wrong(code: str, name: str) -> None:
    capital = facts().iri(f"{BASE}state/{code}", LEX["capital"])
    assert capital and facts().text(capital, SKOS["prefLabel"], "en") == name


def test_a_seat_of_government_is_another_place_of_the_state_than_its_capital() -> None:
    seats = {s: seat for s in states() if (seat := facts().iri(s, LEX["seatOfGovernment"]))}
    found = {s.rsplit("/", 1)[-1]: facts().text(seat, SKOS["prefLabel"], "en") for s, seat in seats.items()}
    assert found == TWO_CITIES
    for state, seat in seats.items():
        assert facts().iri(seat, SCHEMA["addressCountry"]) == state
        assert seat != facts().iri(state, LEX["capital"])


def test_the_european_union_is_an_organisation_and_no_state() -> None:
    union = f"{BASE}organisation/eu"
    assert facts().iris(union, RDF["type"]) == [DIPL["InternationalOrganisation"]]
    assert facts().texts(union, SKOS["notation"]) == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_state_has_an_adjective_and_a_noun(language: str) -> None:
    denoted = defaultdict(set)
    for entry in facts().subjects(RDF["type"], ONTOLEX["LexicalEntry"]):
        if facts().texts(entry, RDFS["label"], language):
            for thing in facts().iris(entry, ONTOLEX["denotes"]):
                denoted[thing].update(facts().iris(entry, LEXINFO["partOfSpeech"]))
    for state in states():
        assert denoted[state] >= {LEXINFO["adjective"], LEXINFO["noun"]}, state


def test_spanish_words_for_people_have_a_feminine_form() -> None:
    entries = [
        e for e in facts().subjects(LEXINFO["partOfSpeech"], LEXINFO["noun"]) if e.endswith("-noun-es")
    ]
    pairs = {facts().text(e, RDFS["label"], "es"): facts().text(e, LEX["feminine"], "es") for e in entries}
    assert pairs["mexicano"] == "mexicana" and pairs["alemán"] == "alemana"
    assert pairs["estadounidense"] == "estadounidense"
    for masculine, feminine in pairs.items():
        assert masculine and feminine
        assert feminine.endswith("a") if masculine.endswith(("o", "és")) else True, masculine


def test_a_metonym_says_whose_it_is_and_its_dates_are_in_order() -> None:
    entries = facts().subjects(DCTERMS["type"], LEX["Metonym"])
    assert len(entries) >= 90
    for entry in entries:
        assert len(facts().iris(entry, ONTOLEX["denotes"])) == 1, entry
        since, until = (facts().text(entry, SCHEMA[name]) for name in ("validFrom", "validThrough"))
        assert not (since and until) or since < until, entry
        owner = facts().iris(entry, ONTOLEX["denotes"])[0]
        assert DIPL["State"] in facts().iris(owner, RDF["type"]) or facts().iri(owner, RDF["type"]), entry
        assert not facts().iris(entry, ORG["postIn"])


@pytest.mark.parametrize(
    ("key", "owner", "until"),
    [
        ("los-pinos", "state/MEX", "2018-11-30"),
        ("blue-house", "state/KOR", "2022-05"),
        ("kremlin", "state/RUS", None),
        ("itamaraty", "organisation/bra-foreign-ministry", None),
        ("pentagon", "organisation/usa-department-of-defense", None),
        ("berlaymont", "organisation/european-commission", None),
        ("turtle-bay", "organisation/un", None),
    ],
)
def test_metonyms_that_news_uses(key: str, owner: str, until: str | None) -> None:
    entry = LEX[f"{key}-metonym"]
    assert facts().iris(entry, ONTOLEX["denotes"]) == [f"{BASE}{owner}"]
    assert facts().text(entry, SCHEMA["validThrough"]) == until
