"""What holds for the states, places, offices, persons, tenures, organisations and initiatives."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from kg.knowledge.facts import Facts
from kg.store.turtle import read_turtle
from kg.vocab import DCTERMS, DIPL, FOAF, LEX, LEXINFO, ONTOLEX, ORG, OWL, RDF, RDFS, SCHEMA, SKOS

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
FILES = sorted(
    [
        *(ONTOLOGY / "reference").glob("*.ttl"),
        *(ONTOLOGY / "lexicon" / n for n in ("demonyms.ttl", "metonyms.ttl")),
    ]
)
KINDS = {
    "state": DIPL["State"],
    "place": SCHEMA["Place"],
    "organisation": DIPL["InternationalOrganisation"],
    "formal organisation": ORG["FormalOrganization"],
    "government organisation": SCHEMA["GovernmentOrganization"],
    "initiative": DIPL["Initiative"],
    "agreement": DIPL["Agreement"],
    "office": DIPL["Office"],
    "tenure": DIPL["Tenure"],
    "person": FOAF["Person"],
}
# Words that two things of one kind share in English; a reader has to settle which is meant.
SHARED_LABELS: set[str] = set()


@cache
def facts() -> Facts:
    return Facts(read_turtle(FILES))


def of_kind(name: str) -> list[str]:
    return facts().subjects(RDF["type"], KINDS[name])


def state(code: str) -> str:
    return f"https://w3id.org/dipl/id/state/{code}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_file_names_its_licence_and_a_source_for_every_subject(file: Path) -> None:
    assert "CC BY 4.0" in file.read_text(encoding="utf-8")[:1500]
    triples = list(read_turtle([file]))
    sourced = {subject for subject, predicate, _ in triples if predicate == DCTERMS["source"]}
    assert {subject for subject, _, _ in triples} - sourced == set()


def test_there_are_193_members_2_observers_and_3_other_parties() -> None:
    assert len(of_kind("state")) == 198
    for code in ("VAT", "PSE", "TWN", "XKX", "ESH"):
        assert facts().text(state(code), SKOS["note"]), code


def test_codes_are_unique_and_match_the_iri() -> None:
    codes = Counter(
        (notation.datatype, notation.value)
        for each in of_kind("state")
        for notation in facts().texts(each, SKOS["notation"])
    )
    assert [code for code, count in codes.items() if count > 1] == []
    for each in of_kind("state"):
        assert each.endswith(
            tuple(n.value for n in facts().texts(each, SKOS["notation"]) if n.datatype.endswith("alpha-3"))
        )


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("USA", {"United States", "US", "U.S.", "USA", "U.S.A.", "United States of America"}),
        ("GBR", {"United Kingdom", "UK", "U.K.", "Britain", "Great Britain"}),
        ("KOR", {"South Korea", "Republic of Korea"}),
        ("CIV", {"Ivory Coast", "Côte d'Ivoire", "Côte d’Ivoire"}),
        ("TUR", {"Turkey", "Türkiye"}),
        ("MEX", {"Mexico", "México"}),
    ],
)
def test_states_have_the_names_that_news_uses(code: str, names: set[str]) -> None:
    preferred, others = SKOS["prefLabel"], SKOS["altLabel"]
    found = {t.value for p in (preferred, others) for t in facts().texts(state(code), p, "en")}
    assert names <= found


def test_every_state_has_one_label_per_language_an_adjective_and_a_noun() -> None:
    denoted = defaultdict(set)
    for entry in facts().subjects(RDF["type"], ONTOLEX["LexicalEntry"]):
        for thing in facts().iris(entry, ONTOLEX["denotes"]):
            denoted[thing].update(facts().iris(entry, LEXINFO["partOfSpeech"]))
    for each in of_kind("state"):
        assert [t.language for t in facts().texts(each, SKOS["prefLabel"])].count("en") == 1, each
        assert {t.language for t in facts().texts(each, SKOS["prefLabel"])} == {"en", "es", "fr"}, each
        assert denoted[each] >= {LEXINFO["adjective"], LEXINFO["noun"]}, each


def test_every_capital_is_a_place_of_its_state() -> None:
    for each in of_kind("state"):
        capital = facts().iri(each, LEX["capital"])
        assert capital and facts().iri(capital, SCHEMA["addressCountry"]) == each, each


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in ("tenure", "office")])
def test_no_name_means_two_things_of_one_kind(kind: str) -> None:
    meant = defaultdict(set)
    for thing in of_kind(kind):
        shared = {text.value for text in facts().texts(thing, LEX["ambiguousName"])}
        for predicate in (SKOS["prefLabel"], SKOS["altLabel"], FOAF["name"]):
            for text in facts().texts(thing, predicate):
                if text.language in ("en", "") and text.value not in shared:
                    meant[text.value.casefold()].add(thing)
    if kind == "person":  # common names are shared by people of different states
        meant = defaultdict(set, {k: v for k, v in meant.items() if _one_state(v)})
    assert {
        name: things for name, things in meant.items() if len(things) > 1 and name not in SHARED_LABELS
    } == {}


def _one_state(persons: set[str]) -> bool:
    return len({facts().iri(person, LEX["serves"]) for person in persons}) == 1


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "tenure"])
def test_everything_has_exactly_one_english_name(kind: str) -> None:
    for thing in of_kind(kind):
        named = (
            facts().texts(thing, FOAF["name"])
            if kind == "person"
            else facts().texts(thing, SKOS["prefLabel"], "en")
        )
        assert len(named) == 1, thing


@pytest.mark.parametrize(
    ("predicate", "kinds"),
    [
        (ORG["member"], ["person"]),
        (DIPL["heldOffice"], ["office"]),
        (ORG["postIn"], ["state", "organisation", "formal organisation"]),
        (DIPL["accreditedTo"], ["state", "organisation"]),
        (ORG["subOrganizationOf"], ["state", "organisation"]),
        (DIPL["party"], ["state", "organisation"]),
        (LEX["serves"], ["state"]),
        (LEX["capital"], ["place"]),
        (DCTERMS["spatial"], ["place"]),
        (SCHEMA["addressCountry"], ["state"]),
        (SCHEMA["containedInPlace"], ["place"]),
    ],
)
def test_links_lead_to_things_that_are_described(predicate: str, kinds: list[str]) -> None:
    allowed = {thing for kind in kinds for thing in of_kind(kind)}
    linked = {
        (subject, value)
        for subject, p, value in read_turtle(FILES)
        if p == predicate and isinstance(value, str)
    }
    assert linked
    assert [pair for pair in linked if pair[1] not in allowed] == []


def test_lexical_entries_denote_things_that_are_described() -> None:
    described = {thing for kind in KINDS for thing in of_kind(kind)}
    for entry in facts().subjects(RDF["type"], ONTOLEX["LexicalEntry"]):
        assert set(facts().iris(entry, ONTOLEX["denotes"])) <= described, entry
        assert len(facts().texts(entry, RDFS["label"])) == 1, entry


def test_office_kinds_are_declared_concepts() -> None:
    declared = Facts(read_turtle([ONTOLOGY / "schemes" / "office-kinds.ttl"]))
    concepts = set(declared.subjects(RDF["type"], SKOS["Concept"]))
    for office in of_kind("office"):
        assert set(facts().iris(office, DCTERMS["type"])) <= concepts, office


def test_a_unique_title_belongs_to_one_office_and_is_one_of_its_names() -> None:
    holders = defaultdict(set)
    for office in of_kind("office"):
        names = {
            t.value for p in (SKOS["prefLabel"], SKOS["altLabel"]) for t in facts().texts(office, p, "en")
        }
        for title in facts().texts(office, LEX["uniqueTitle"]):
            holders[title.value.casefold()].add(office)
            assert title.value in names, office
    assert {title: offices for title, offices in holders.items() if len(offices) > 1} == {}


def _bounds(tenure: str) -> tuple[str, str]:
    """Return first and last day as comparable text; a missing end does not reach into the future."""
    first = facts().text(tenure, SCHEMA["startDate"]) or facts().text(tenure, LEX["heldAtLeastFrom"])
    last = facts().text(tenure, SCHEMA["endDate"]) or facts().text(tenure, LEX["heldAtLeastUntil"])
    assert first and last, tenure
    return first, last


def test_tenures_begin_before_they_end_and_do_not_overlap_for_one_person_and_office() -> None:
    held = defaultdict(list)
    for tenure in of_kind("tenure"):
        first, last = _bounds(tenure)
        assert first <= last, tenure
        persons, offices = facts().iris(tenure, ORG["member"]), facts().iris(tenure, DIPL["heldOffice"])
        assert (len(persons), len(offices)) == (1, 1), tenure
        held[persons[0], offices[0]].append((first, last))
    for spans in held.values():
        for (_, earlier_end), (later_start, _) in combinations(sorted(spans), 2):
            assert earlier_end <= later_start


def test_one_seat_offices_have_one_holder_at_a_time() -> None:
    held = defaultdict(list)
    for tenure in of_kind("tenure"):
        held[facts().iri(tenure, DIPL["heldOffice"])].append((*_bounds(tenure), tenure))
    for spans in held.values():
        for (_, earlier_end, one), (later_start, _, other) in combinations(sorted(spans), 2):
            assert earlier_end <= later_start, (one, other)


def test_persons_with_an_identifier_are_keyed_by_it() -> None:
    for person in of_kind("person"):
        for same in facts().iris(person, OWL["sameAs"]):
            assert same.rsplit("/", 1)[1] == person.rsplit("/", 1)[1]


def test_editions_of_an_initiative_have_a_type() -> None:
    dialogue = "https://w3id.org/dipl/id/initiative/high-level-economic-dialogue"
    assert facts().iri(dialogue, LEX["realises"]) == "https://w3id.org/dipl/event-type#dialogue-session"
