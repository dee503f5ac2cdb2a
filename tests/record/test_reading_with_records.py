"""What articles say with imported records: right persons on the right days, and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from kg.config import Settings
from kg.document.cues import page_cues
from kg.knowledge.facts import Facts, Text, Triple
from kg.knowledge.knowledge import read_knowledge
from kg.model import Article, DateInterval, Extraction, Precision, PublicationDate
from kg.pipeline import Mapper, ontology_facts
from kg.vocab import DCTERMS, DIPL, FOAF, LEX, OFFICE_KIND, ORG, RDF, SCHEMA, SKOS, XSD

BASE = "https://w3id.org/dipl/id/"
KOSOVO = f"{BASE}office/USA/ambassador/XKX"
ANGOLA = f"{BASE}office/USA/ambassador/AGO"
SECRETARY = f"{BASE}office/USA/foreign-minister"
PERU = f"{BASE}office/PER/president"


def plain(value: str) -> Text:
    return Text(value, "", XSD["string"])


def office(iri: str, kind: str, served: str, accredited: str | None = None) -> Iterator[Triple]:
    yield iri, RDF["type"], DIPL["Office"]
    yield iri, DCTERMS["type"], OFFICE_KIND[kind]
    yield iri, ORG["postIn"], f"{BASE}state/{served}"
    yield iri, SKOS["prefLabel"], Text(f"An office of {served}", "en", RDF["langString"])
    if accredited:
        yield iri, DIPL["accreditedTo"], f"{BASE}state/{accredited}"


def held(
    person: str, name: str, post: str, begin: str, end: str, proven: bool = False, born: str = ""
) -> Iterator[Triple]:
    iri, tenure = f"{BASE}person/{person}", f"{BASE}tenure/{person}-{begin}"
    yield iri, RDF["type"], FOAF["Person"]
    yield iri, FOAF["name"], plain(name)
    if born:
        yield iri, SCHEMA["birthDate"], Text(born, "", XSD["gYear"])
    yield tenure, RDF["type"], DIPL["Tenure"]
    yield tenure, ORG["member"], iri
    yield tenure, DIPL["heldOffice"], post
    yield tenure, LEX["heldAtLeastFrom"] if proven else SCHEMA["startDate"], Text(begin, "", XSD["date"])
    if end:
        yield tenure, LEX["heldAtLeastUntil"] if proven else SCHEMA["endDate"], Text(end, "", XSD["date"])


def records() -> Iterator[Triple]:
    yield from office(KOSOVO, "ambassador", "USA", "XKX")
    yield from office(ANGOLA, "ambassador", "USA", "AGO")
    yield from office(SECRETARY, "foreign-minister", "USA")
    yield from office(PERU, "president", "PER")
    yield from held("dell", "Christopher William Dell", KOSOVO, "2009-08-24", "2012-08-09", born="1956")
    yield from held("dell", "Christopher William Dell", ANGOLA, "2001-10-01", "2004-07-01")
    yield from held("old", "Victor Almond", SECRETARY, "1841-03-06", "1843-05-08", born="1790")
    yield from held("new", "Victor Almond", SECRETARY, "1975-03-06", "1978-05-08", born="1930")
    yield from held("open", "Nora Fairweather", ANGOLA, "1990-01-01", "")
    yield from held("leader", "Aurelio Quintero Salas", PERU, "1993-01-01", "1995-01-01", proven=True)


@pytest.fixture(scope="module")
def extract() -> Callable[[str, str], Extraction]:
    facts = ontology_facts(Settings())
    mapper = Mapper(read_knowledge(facts, BASE, Facts(records())), page_cues(facts))

    def extracted(text: str, day: str) -> Extraction:
        interval = (
            DateInterval(date.fromisoformat(day), date.fromisoformat(day), Precision.DAY) if day else None
        )
        published = PublicationDate(interval) if interval else None
        return mapper.extract(Article("a", text, published=published))

    return extracted


def people(found: Extraction) -> dict[str, str]:
    persons = [e for e in found.entities if FOAF["Person"] in e.classes]
    return {e.label: e.iri.removeprefix(f"{BASE}person/") for e in persons}


def offices(found: Extraction) -> set[tuple[str, str]]:
    return {(t.office.removeprefix(f"{BASE}office/"), t.status.rpartition("#")[2]) for t in found.tenures}


AMBASSADOR = "US Ambassador to Kosovo Christopher Dell met farmers in Pristina. Ambassador Dell praised them."


@pytest.mark.parametrize(
    ("text", "day", "person"),
    [
        (AMBASSADOR, "2010-05-05", "dell"),
        (AMBASSADOR, "2003-05-05", ""),  # then he was in Angola
        (AMBASSADOR, "2014-05-05", ""),
        (AMBASSADOR, "", ""),  # of an article without a date nobody knows
        ("Former US Ambassador to Kosovo Christopher Dell said farmers matter.", "2014-05-05", "dell"),
        ("Secretary of State Victor Almond said farmers matter.", "1976-05-05", "new"),
        ("Secretary of State Victor Almond said farmers matter.", "1842-05-05", "old"),
        ("Victor Almond said farmers matter.", "1976-05-05", "new"),  # in office, and nothing against it
        ("Governor Victor Almond said farmers matter.", "1976-05-05", ""),
        ("Victor Almond said farmers matter.", "2020-05-05", ""),
        ("Christopher Dell said farmers matter.", "2010-05-05", ""),  # an ambassador's name alone does not do
        ("US Ambassador to Angola Nora Fairweather said farmers matter.", "1991-05-05", "open"),
        ("US Ambassador to Angola Nora Fairweather said farmers matter.", "2001-05-05", ""),
        ("President Aurelio Quintero Salas of Peru said farmers matter.", "1995-06-05", "leader"),
        ("President Aurelio Quintero Salas of Peru said farmers matter.", "2005-06-05", ""),
    ],
)
def test_name_office_and_date_agree_or_nobody_is_meant(
    extract: Callable[[str, str], Extraction], text: str, day: str, person: str
) -> None:
    known = {"dell", "old", "new", "open", "leader"}
    assert {iri for iri in people(extract(text, day)).values() if iri in known} == (
        {person} if person else set()
    )


def test_the_title_of_a_known_person_is_the_office_of_that_day(
    extract: Callable[[str, str], Extraction],
) -> None:
    assert offices(extract(AMBASSADOR, "2010-05-05")) == {("USA/ambassador/XKX", "current")}
    text = "Ambassador Christopher Dell said farmers matter."
    assert offices(extract(text, "2003-05-05")) == {("USA/ambassador/AGO", "current")}


def test_a_surname_alone_is_nobodys(extract: Callable[[str, str], Extraction]) -> None:
    found = people(
        extract("Ambassador Almond met Dell in Lima. Dell said that farmers matter.", "2010-05-05")
    )
    assert not {"dell", "old", "new"} & set(found.values())


def test_a_surname_with_a_title_of_one_office_is_its_holder(
    extract: Callable[[str, str], Extraction],
) -> None:
    assert people(extract("Secretary of State Almond said farmers matter.", "1976-05-05")) == {
        "Almond": "new"
    }
    assert (
        "new" not in people(extract("Secretary of State Almond said farmers matter.", "2010-05-05")).values()
    )


def test_two_mentions_of_one_person_are_one_entity(extract: Callable[[str, str], Extraction]) -> None:
    text = (
        "Ambassador to Kosovo Christopher William Dell said farmers matter.\n\n"
        "Later US Ambassador to Kosovo Christopher Dell met farmers."
    )
    persons = [e for e in extract(text, "2010-05-05").entities if e.iri == f"{BASE}person/dell"]
    assert len(persons) == 1


def test_an_office_without_a_name_is_its_holder_of_the_day(extract: Callable[[str, str], Extraction]) -> None:
    text = "The US ambassador to Kosovo said farmers matter."
    assert people(extract(text, "2010-05-05")) == {"Christopher William Dell": "dell"}
    assert people(extract(text, "2015-05-05")) == {}
    assert people(extract("In 2004 the US ambassador to Kosovo said farmers matter.", "2010-05-05")) == {}
    assert people(extract("The former US ambassador to Kosovo said farmers matter.", "2010-05-05")) == {}


def test_evidence_of_an_unnamed_holder_is_the_title(extract: Callable[[str, str], Extraction]) -> None:
    text = "The US ambassador to Kosovo said farmers matter."
    found = extract(text, "2010-05-05")
    person = next(e for e in found.entities if e.iri == f"{BASE}person/dell")
    assert [text[e.start : e.end] for e in person.evidence] == ["US ambassador to Kosovo"]
