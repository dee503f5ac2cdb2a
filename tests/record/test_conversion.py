"""Records in XML, CSV and JSON Lines -> events, persons and tenures."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import HERE  # type: ignore[import-not-found]

from kg.knowledge.facts import Facts, Text
from kg.record.conversion import Conversion, Reference
from kg.record.officers import Officer, Posting, Roster, read_roster
from kg.record.politicians import read_holders
from kg.record.serving import convert_holders, convert_roster
from kg.record.stays import read_trips, read_visits
from kg.record.visiting import convert_trips, convert_visits
from kg.vocab import DCTERMS, DIPL, FOAF, LEX, ORG, OWL, RDF, ROLE, SCHEMA, SEM, SKOS

BASE = "https://w3id.org/dipl/id/"


def facts_of(found: Conversion) -> Facts:
    return Facts(triple for record in (*found.records, *found.knowledge) for triple in record.triples)


def event_of(facts: Facts, record: str) -> str:
    subjects = facts.subjects(
        DCTERMS["identifier"], Text(record, "", "http://www.w3.org/2001/XMLSchema#string")
    )
    assert subjects, record
    return next(s for s in subjects if DIPL["Visit"] in facts.iris(s, RDF["type"]))


def parts(facts: Facts, event: str) -> dict[str, tuple[str, str | None, str | None]]:
    """Return role, office and state of each participant, by name."""
    found = {}
    for part in facts.iris(event, DIPL["participation"]):
        who = facts.iri(part, DIPL["participant"]) or ""
        name = facts.text(who, FOAF["name"]) or facts.text(who, SKOS["prefLabel"]) or who
        office, side = facts.iri(part, DIPL["inCapacity"]), facts.iri(part, DIPL["onBehalfOf"])
        role = (facts.iri(part, DIPL["participantRole"]) or "").removeprefix(ROLE)
        found[name] = (role, office and office.removeprefix(BASE), side and side.removeprefix(BASE))
    return found


# --------------------------------------------------------------------------------- visits


def test_visits_from_xml(reference: Reference) -> None:
    found = convert_visits(read_visits([str(HERE / "visits")]), reference)
    facts = facts_of(found)
    event = event_of(facts, "visits/9001")
    assert parts(facts, event) == {
        "United States": ("host", None, None),
        "Kyriakos Mitsotakis": ("visitor", "office/GRC/prime-minister", "state/GRC"),
    }
    assert facts.iris(event, DCTERMS["source"]) == [
        "https://history.state.gov/departmenthistory/visits/greece"
    ]
    assert facts.text(event, DCTERMS["description"]) == "A sample of a working visit."
    assert facts.text(event, SEM["hasTimeStamp"]) is None  # two days are no day
    assert facts.text(event, SEM["hasEarliestBeginTimeStamp"]) == "2020-01-07"
    assert facts.text(event, SEM["hasLatestEndTimeStamp"]) == "2020-01-08"


def test_a_visitor_known_to_the_reference_data_keeps_the_iri(reference: Reference) -> None:
    facts = facts_of(convert_visits(read_visits([str(HERE / "visits")]), reference))
    person = next(
        p
        for p in facts.subjects(RDF["type"], FOAF["Person"])
        if "Mitsotakis" in (facts.text(p, FOAF["name"]) or "")
    )
    assert reference.facts.text(person, FOAF["name"]) == "Kyriakos Mitsotakis"


def test_a_state_that_is_no_more_is_left_open(reference: Reference) -> None:
    found = convert_visits(read_visits([str(HERE / "visits")]), reference)
    facts = facts_of(found)
    assert parts(facts, event_of(facts, "visits/9002"))["Khrushchev"] == ("visitor", None, None)
    assert [p.detail for p in found.problems if not p.rejected] == ["U.S.S.R."]


def test_who_is_elected_is_not_in_office(reference: Reference) -> None:
    facts = facts_of(convert_visits(read_visits([str(HERE / "visits")]), reference))
    assert parts(facts, event_of(facts, "visits/9004"))["Aurelio Quintero Salas"] == (
        "visitor",
        None,
        "state/PER",
    )
    both = parts(facts, event_of(facts, "visits/9005"))
    assert both["Aurelio Quintero Salas"][1] == "office/PER/president"
    assert both["Ines Vallejo Prado"][1] == "office/PER/prime-minister"


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(reference: Reference) -> None:
    found = convert_visits(read_visits([str(HERE / "visits"), "no-such-file.xml"]), reference)
    rejected = [problem.line for problem in found.problems if problem.rejected]
    assert len(found.records) == 4
    assert len(rejected) == 3
    assert "2010.xml, 9003" in rejected[0] and "before the first" in rejected[0]
    assert "broken.xml: cannot be read as XML" in rejected[1]
    assert "no-such-file.xml" in rejected[2]


# --------------------------------------------------------------------------------- travels


def test_travels_and_meetings_from_xml(reference: Reference) -> None:
    found = convert_trips(read_trips([str(HERE / "travels")]), reference)
    facts = facts_of(found)
    visit = event_of(facts, "travels/8001")
    assert parts(facts, visit) == {
        "Hillary Clinton": ("visitor", "office/USA/foreign-minister", "state/USA"),
        "Kosovo": ("host", None, None),
    }
    assert facts.iris(visit, SEM["hasPlace"]) == [f"{BASE}place/786714"]
    assert facts.text(visit, SEM["hasTimeStamp"]) == "2010-10-13"
    page = "https://history.state.gov/departmenthistory/travels/secretary/clinton-hillary-rodham"
    assert facts.iris(visit, DCTERMS["source"]) == [page]
    met = [parts(facts, meeting) for meeting in facts.subjects(DCTERMS["isPartOf"], visit)]
    assert {"Hashim Thaci", "Angela Merkel"} < {name for one in met for name in one}
    chancellor = next(one for one in met if "Angela Merkel" in one)
    assert chancellor["Angela Merkel"] == ("participant", "office/DEU/chancellor", "state/DEU")
    assert chancellor["Germany"] == ("party", None, None)


def test_remarks_of_another_form_stay_words(reference: Reference) -> None:
    found = convert_trips(read_trips([str(HERE / "travels")]), reference)
    facts = facts_of(found)
    visit = event_of(facts, "travels/8002")
    assert facts.text(visit, DCTERMS["description"]) == "Attended a conference and met with some ministers."
    assert facts.subjects(DCTERMS["isPartOf"], visit) == []
    assert found.counts == {"travels": 2, "meetings": 2}


# -------------------------------------------------------------------------------- officers


def tenures(facts: Facts) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """Return start and end for name and office."""
    return {
        (
            facts.text(facts.iri(t, ORG["member"]) or "", FOAF["name"]) or "",
            (facts.iri(t, DIPL["heldOffice"]) or "").removeprefix(BASE),
        ): (facts.text(t, SCHEMA["startDate"]), facts.text(t, SCHEMA["endDate"]))
        for t in facts.subjects(RDF["type"], DIPL["Tenure"])
    }


def test_officers_from_xml(reference: Reference) -> None:
    found = convert_roster(read_roster([str(HERE / "pocom")]), reference)
    facts = facts_of(found)
    assert tenures(facts) == {
        ("Hillary Clinton", "office/USA/foreign-minister"): ("2009-01-21", "2013-02-01"),
        ("Christopher William Dell", "office/USA/ambassador/XKX"): ("2009-08-24", "2012-08-09"),
        ("John Q. Hartwell", "office/USA/charge-d-affaires/PER"): ("1840-05", "1843"),
        ("John Q. Hartwell", "office/USA/ambassador/PER"): ("2004-05-02", "2007-06-01"),
        ("John Q. Hartwell", "office/USA/permanent-representative/nato"): ("2008-01-10", "2009-06-13"),
    }
    assert {(p.reason, p.detail) for p in found.problems} == {
        ("the title is of no known office", "Keeper of Globes"),
        ("the post was not taken up, or there is no date", "hartwell-john-q2"),
        ("the person is described in no file", "nobody-at-all"),
    }
    assert not [p for p in found.problems if p.rejected]


def test_officers_of_one_name_are_two_persons(reference: Reference) -> None:
    facts = facts_of(convert_roster(read_roster([str(HERE / "pocom")]), reference))
    alike = [
        p
        for p in facts.subjects(RDF["type"], FOAF["Person"])
        if facts.text(p, FOAF["name"]) == "John Q. Hartwell"
    ]
    assert {facts.text(p, SCHEMA["birthDate"]) for p in alike} == {"1801", "1960"}


def test_holders_from_csv(reference: Reference) -> None:
    found = convert_holders(read_holders([str(HERE / "politicians.csv")]), f"{BASE}state/USA", reference)
    facts = facts_of(found)
    assert tenures(facts) == {
        ("Madeleine Albright", "office/USA/foreign-minister"): ("1997-01-23", "2001-01-20"),
        ("Hillary Clinton", "office/USA/foreign-minister"): ("2009-01-21", "2013-02-01"),
        ("Mike Young", "office/USA/agriculture-minister"): ("2017-01-20", "2017-04-25"),
    }
    albright = next(
        p
        for p in facts.subjects(RDF["type"], FOAF["Person"])
        if "Albright" in (facts.text(p, FOAF["name"]) or "")
    )
    assert facts.iris(albright, OWL["sameAs"]) == ["http://www.wikidata.org/entity/Q174438"]
    assert reference.facts.text(albright, FOAF["name"]), "a person of the reference data"
    assert facts.iris(f"{BASE}person/Q30274534", LEX["serves"]) == [f"{BASE}state/USA"]
    assert [(p.reason, p.rejected) for p in found.problems] == [
        ("the title is of no known office", False),
        ("has no Wikidata identifier", True),
    ]


def test_a_table_without_dates_is_skipped(reference: Reference, tmp_path: Path) -> None:
    table = tmp_path / "wikidata.csv"
    table.write_text("wdid,name,wdLabel,position,psid\nQ1,Ana Ruiz,Ana Ruiz,Minister,x\n", encoding="utf-8")
    found = convert_holders(read_holders([str(table)]), f"{BASE}state/PER", reference)
    assert [problem.rejected for problem in found.problems] == [True]
    assert "start" in found.problems[0].line


@pytest.mark.parametrize(
    ("started", "offices"), [("1888-01-01", set()), ("1997-12-15", {"office/USA/ambassador/KOR"})]
)
def test_korea_of_old_is_not_the_republic(reference: Reference, started: str, offices: set[str]) -> None:
    officer = Officer("ruiz-ana", "Ana Ruiz", (), "", "")
    posting = Posting("korea.xml, x", "x", "ruiz-ana", "ambassador-e-p", "korea", "", started, "")
    found = convert_roster(Roster({"ruiz-ana": officer}, [posting]), reference)
    assert {office for _, office in tenures(facts_of(found))} == offices
