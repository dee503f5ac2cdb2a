"""Real pages beside the checkout, if they are there: what a careful reader marked in them.

Names are facts, and spans are offsets; no sentence of the pages is kept here.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from telling import BASE, Telling, short  # type: ignore[import-not-found]

from kg.article import read_articles
from kg.gate.gate import Gate
from kg.graph.article import article_graph
from kg.model import Article, Entity, Event, Statement
from kg.pipeline import Mapper
from kg.vocab import FOAF

_SHARED = Path(__file__).resolve().parents[3] / "shared"
_SEEDS = _SHARED / "articles" / "seeds"
_GOLD = _SHARED / "gold" / "seeds_002_003.json"

pytestmark = pytest.mark.skipif(
    not (_GOLD.exists() and _SEEDS.is_dir()), reason="the real pages are not beside this checkout"
)

_TYPES = {"dialogue_session": "dialogue-session", "plan_launch": "plan-launch"}
_PLACES = {"washington-dc": "Washington"}


@cache
def _gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(_GOLD.read_text(encoding="utf-8"))
    return loaded


def _marked(number: str) -> dict[str, Any]:
    return next(a for a in _gold()["articles"] if a["id"] == number)


@pytest.fixture(scope="module")
def seeds(mapper: Mapper) -> dict[str, Telling]:
    labels = {iri: thing.label for iri, thing in mapper.knowledge.world.things.items()}
    articles = [a for a in read_articles([str(_SEEDS)], 1_000_000) if isinstance(a, Article)]
    return {a.identifier[:3]: Telling(mapper.extract(a), labels) for a in articles}


def _persons(telling: Telling) -> list[Entity]:
    return [e for e in telling.extraction.entities if FOAF["Person"] in e.classes]


def _person_at(telling: Telling, span: list[int]) -> Entity:
    """Return the person that words stand for; a title or a dot may belong to the words as well."""
    start, end = span
    (found,) = [p for p in _persons(telling) if any(e.start < end and start < e.end for e in p.evidence)]
    return found


def _people(number: str, telling: Telling) -> dict[str, Entity]:
    """Return the person of the extraction for each person marked."""
    return {p["id"]: _person_at(telling, p["mentions"][0]["span"]) for p in _marked(number)["persons"]}


def _event(telling: Telling, marked: dict[str, Any]) -> Event:
    """Return the event whose words lie in the marked ones."""
    spans = [tuple(e["span"]) for e in marked["evidence"]]
    kind = _TYPES[marked["type"]]
    found: list[Event] = [
        event
        for event in telling.extraction.events
        if short(event.type) == kind and any(s <= e.start < t for e in event.evidence for s, t in spans)
    ]
    assert len(found) == 1
    return found[0]


# ------------------------------------------------------------------ pages with marked spans


@pytest.mark.parametrize("number", ["002", "003"])
def test_persons_are_those_marked_and_no_others(number: str, seeds: dict[str, Telling]) -> None:
    telling = seeds[number]
    people = _people(number, telling)
    assert len({p.iri for p in people.values()}) == len(people)
    assert {p.iri for p in people.values()} == {p.iri for p in _persons(telling)}
    for marked in _marked(number)["persons"]:
        known = _gold()["registry"]["persons"][marked["id"]]
        assert people[marked["id"]].label in marked["surface_forms"]
        if "wikidata" in known:
            assert people[marked["id"]].iri == f"{BASE}person/{known['wikidata']}"


@pytest.mark.parametrize("number", ["002", "003"])
def test_everybody_holds_the_office_marked(number: str, seeds: dict[str, Telling]) -> None:
    """Where the page leaves out to whom an ambassador is sent, the office may leave it out too."""
    telling, people = seeds[number], _people(number, seeds[number])
    labels = {e.iri: e.label for e in telling.extraction.entities}
    for marked in _marked(number)["persons"]:
        held = [t for t in telling.extraction.tenures if t.person == people[marked["id"]].iri]
        assert {short(t.status) for t in held} == {"current"}
        for office in marked["offices"]:
            assert any(office["canonical"].startswith(labels[t.office]) for t in held), marked["id"]
            assert all(short(t.office).startswith(f"office/{office['country']}/") for t in held)


@pytest.mark.parametrize("number", ["002", "003"])
def test_events_have_the_status_place_and_date_marked(number: str, seeds: dict[str, Telling]) -> None:
    telling = seeds[number]
    for marked in _marked(number)["events"]:
        if marked["type"] not in _TYPES:
            continue  # statements, which are no events here
        event = _event(telling, marked)
        assert short(event.status) == marked["modality"]
        assert (telling.label(event.place) if event.place else None) == _PLACES.get(marked["place"])
        if marked.get("ordinal"):
            assert event.session_number == marked["ordinal"]
        stated = marked["date"]["text_only"]
        begin, end = (stated["start"], stated["end"]) if stated else (None, None)
        if event.interval is not None:
            assert begin and end
            assert begin <= str(event.interval.begin) <= str(event.interval.end) <= end
        elif begin and end:
            pytest.fail(f"{marked['id']} has no date")


@pytest.mark.parametrize("number", ["002", "003"])
def test_events_have_the_parties_and_participants_marked(number: str, seeds: dict[str, Telling]) -> None:
    telling, people = seeds[number], _people(number, seeds[number])
    for marked in _marked(number)["events"]:
        if marked["type"] not in _TYPES:
            continue
        parts = {p.participant: short(p.role) for p in _event(telling, marked).participations}
        for state in marked["parties"]:
            assert parts.get(f"{BASE}state/{state}") == "party"
        expected = {people[p["person"]].iri: p["role"] for p in marked["participants"] if "person" in p}
        assert {iri: role for iri, role in parts.items() if "/person/" in iri} == expected


def test_the_dialogue_is_the_same_initiative_on_both_pages(seeds: dict[str, Telling]) -> None:
    for number in ("002", "003"):
        assert list(seeds[number].of_class("Initiative").values()) == [
            "initiative/high-level-economic-dialogue"
        ]
        sessions = [e for e in seeds[number].extraction.events if short(e.type) == "dialogue-session"]
        assert [short(e.initiative) for e in sessions] == ["initiative/high-level-economic-dialogue"]
        assert len(seeds[number].extraction.pillars) == 4


def _at(telling: Telling, span: list[int]) -> Statement | None:
    found = [s for s in telling.extraction.statements if [s.start, s.end] == span]
    return found[0] if found else None


def test_quotations_of_a_joint_statement_have_the_words_and_the_two_sides(seeds: dict[str, Telling]) -> None:
    marked = [q for q in _marked("003")["statements"] if q["kind"] == "direct"]
    assert len(marked) == 3
    for quotation in marked:
        statement = _at(seeds["003"], quotation["verbatim"][0]["span"])
        assert statement is not None and short(statement.type) == "direct", quotation["id"]
        sides = [{"gov-mex": "MEX", "gov-usa": "USA"}[s] for s in quotation["speaker"]]
        assert len(statement.speakers) == 2
        assert all(any(side in speaker for speaker in statement.speakers) for side in sides)


def test_reported_words_have_their_span(seeds: dict[str, Telling]) -> None:
    for report in [q for q in _marked("003")["statements"] if q["kind"] == "indirect"]:
        statement = _at(seeds["003"], report["content"]["span"])
        assert statement is not None and short(statement.type) == "reported", report["id"]


def test_an_institution_speaks_that_only_its_acronym_names(seeds: dict[str, Telling]) -> None:
    first = _marked("002")["statements"][0]
    statement = _at(seeds["002"], first["verbatim"][0]["span"])
    assert statement is not None
    assert seeds["002"].mentions(seeds["002"].label(statement.speakers[0]))[0] == "SHCP"


@pytest.mark.parametrize("number", ["002", "003"])
def test_nothing_is_taken_from_outside_the_article(number: str, seeds: dict[str, Telling]) -> None:
    furniture = [b["span"] for b in _marked(number)["boilerplate"]]
    extraction = seeds[number].extraction
    facts = [*extraction.entities, *extraction.events, *extraction.tenures, *extraction.statements]
    for evidence in (e for fact in facts for e in fact.evidence):
        assert not any(start <= evidence.start < end for start, end in furniture)
    for absent in _marked(number).get("not_persons", ()):
        assert absent["text"] not in seeds[number].persons


# --------------------------------------------------------------------- the other three pages


def _known(telling: Telling) -> set[str]:
    return {short(p.iri) for p in _persons(telling) if "/person/Q" in p.iri}


def test_a_meeting_to_come_with_all_who_attend(seeds: dict[str, Telling]) -> None:
    telling = seeds["000"]
    meeting = next(e for e in telling.events if e.type == "meeting")
    assert (meeting.status, meeting.place) == ("planned", "Washington")
    assert telling.published == ""
    people = {
        "Kamala Harris",
        "Marcelo Ebrard",
        "Tatiana Clouthier",
        "Antony Blinken",
        "Gina Raimondo",
        "Katherine Tai",
    }
    assert people <= meeting.names
    assert {meeting.who[name].side for name in people} == {"state/MEX", "state/USA"}
    assert meeting.roles["Mexico"] == meeting.roles["United States"] == "party"
    assert not meeting.names & {"Donald Trump", "Joe Biden", "Roberto Velasco", "Andres Manuel Lopez Obrador"}


def test_the_offices_of_the_first_page(seeds: dict[str, Telling]) -> None:
    tenures = seeds["000"].tenures
    assert ("Donald Trump", "office/USA/president", "former") in tenures
    assert ("Joe Biden", "office/USA/president", "current") in tenures
    assert ("Kamala Harris", "office/USA/vice-president", "current") in tenures
    assert ("Tatiana Clouthier", "office/MEX/economy-minister", "current") in tenures
    assert ("Katherine Tai", "office/USA/trade-representative", "current") in tenures


def test_nobody_comes_from_the_stories_below(seeds: dict[str, Telling]) -> None:
    for number in ("000", "001", "004"):
        telling = seeds[number]
        last = max(s.end for s in telling.extraction.document.sentences)
        assert all(e.end <= last for entity in _persons(telling) for e in entity.evidence)
    assert all("Haith" not in name for name in seeds["000"].persons)
    assert all("Abbott" not in name and "Reyes" not in name for name in seeds["001"].persons)
    assert len(seeds["000"].persons) == 10


def test_one_person_speaks_all_the_quotations_of_the_first_page(seeds: dict[str, Telling]) -> None:
    direct = [s for s in seeds["000"].statements if s.type == "direct"]
    assert len(direct) == 4
    assert {s.speakers for s in direct} == {("Roberto Velasco",)}


def test_the_events_of_the_second_page(seeds: dict[str, Telling]) -> None:
    telling = seeds["001"]
    assert telling.published == "2022-05-03"
    (summit,) = [e for e in telling.extraction.events if short(e.type) == "summit"]
    assert short(summit.initiative) == "initiative/summit-of-the-americas"
    assert (short(summit.status), str(summit.interval and summit.interval.begin)) == ("planned", "2022-06-06")
    assert telling.label(summit.place or "") == "Los Angeles"
    dated = [e for e in telling.extraction.events if short(e.type) == "meeting" and e.interval]
    assert [str(e.interval and e.interval.begin) for e in dated] == ["2022-05-03"]
    assert {short(p.participant) for p in dated[0].participations} == {
        "person/Q1396586",
        "person/Q7821917",
        "state/MEX",
        "state/USA",
    }


def test_posts_repeat_quotations_and_are_not_counted_again(seeds: dict[str, Telling]) -> None:
    telling = seeds["001"]
    direct = [s for s in telling.extraction.statements if short(s.type) == "direct"]
    texts = [telling.text[s.start : s.end] for s in direct]
    assert len(texts) == len(set(texts)) == 7
    speakers = [short(s.speakers[0]) for s in direct]
    assert speakers.count("person/Q1396586") == 3 and speakers.count("person/Q318508") == 2
    assert len({s for s in speakers if "/Q" not in s}) == 1


def test_the_events_of_the_last_page(seeds: dict[str, Telling]) -> None:
    telling = seeds["004"]
    assert telling.published == "2021-10-08"
    told = {(e.status, e.when, e.place) for e in telling.events}
    assert ("occurred", "2021-09", "Washington") in told
    assert ("occurred", "2021-10-08", "Mexico City") in told
    (possible,) = [e for e in telling.events if e.status == "possible"]
    assert possible.when == "2021-10-08..2021-12-31"
    assert {"Joe Biden", "Andrés Manuel López Obrador"} <= possible.names
    assert telling.tenures >= {
        ("Esteban Moctezuma", "office/MEX/ambassador/USA", "current"),
        ("Esteban Moctezuma", "office/MEX/education-minister", "former"),
    }


def test_one_unknown_person_has_one_iri_on_all_pages(seeds: dict[str, Telling]) -> None:
    found = [
        short(p.iri)
        for n in ("000", "001")
        for p in _persons(seeds[n])
        if p.label.startswith("Roberto Velasco")
    ]
    assert len(found) == 2 and len(set(found)) == 1


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_a_real_page_conforms_to_the_shapes(number: str, seeds: dict[str, Telling], mapper: Mapper) -> None:
    report = Gate().check(article_graph(seeds[number].extraction, mapper.knowledge))
    assert report.conforms, [(r.focus_node, r.message) for r in report.results]
