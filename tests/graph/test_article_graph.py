"""The graph of one article, checked against ontology/article-graph.md node by node."""

from __future__ import annotations

from datetime import date, time

import pytest
from telling import unknown_person  # type: ignore[import-not-found]

from kg import __version__
from kg.graph.article import article_graph, sort_key
from kg.graph.terms import decimal, moment
from kg.iri import Minter, key
from kg.knowledge.facts import Facts, Text
from kg.model import Article, ArticleGraph, DateInterval, Precision, PublicationDate, Stated
from kg.pipeline import Mapper
from kg.vocab import DCTERMS, DIPL, FOAF, OA, ORG, PROV, RDF, ROLE, SCHEMA, SEM, SKOS, STATUS, XSD

_BASE = "https://w3id.org/dipl/id/"
_DAY = date(2024, 5, 3)
_TEXT = (
    "Ministers meet in Lima\n\n"
    "Peru's Foreign Minister Elvira Quispe met Chile's Foreign Minister Rodrigo Larraín in Lima on Tuesday. "
    "“The port will open soon,” Quispe told reporters after the meeting, which had lasted two hours.\n\n"
    "Chile pledged to keep the port of Arica open to all ferries. "
    "Larraín, who was once ambassador of Chile to Peru, said that "
    "the two sides would sign the Arica Memorandum on Pilots (AMP) in Santiago in June.\n\n"
    "Share on Facebook\n"
)
_ARTICLE = Article(
    "harbour/1.txt",
    _TEXT,
    url="https://news.example.org/ports/1",
    publisher=Stated("Harbour Gazette"),
    author=Stated("Ana Pilot"),
    published=PublicationDate(DateInterval(_DAY, _DAY, Precision.DAY), time(14, 48)),
)
_FACTS = ("Mention", "Office", "Tenure", "DiplomaticEvent", "Participation", "PublicStatement", "State")


@pytest.fixture(scope="module")
def graph(mapper: Mapper) -> ArticleGraph:
    return mapper.map(_ARTICLE)


@pytest.fixture(scope="module")
def facts(graph: ArticleGraph) -> Facts:
    return Facts(graph.triples)


def _instances(facts: Facts, class_iri: str) -> list[str]:
    return facts.subjects(RDF["type"], class_iri)


def _number(facts: Facts, subject: str, predicate: str) -> int:
    (text,) = facts.texts(subject, predicate)
    assert text.datatype == XSD["integer"]
    return int(text.value)


def test_graph_and_article_are_named_after_the_identifier(graph: ArticleGraph) -> None:
    assert graph.article_iri == f"{_BASE}article/{key('harbour/1.txt')}"
    assert graph.graph_name == f"{_BASE}graph/article/{key('harbour/1.txt')}"


def test_triples_are_sorted_distinct_and_without_blank_nodes(graph: ArticleGraph) -> None:
    assert list(graph.triples) == sorted(set(graph.triples), key=sort_key)
    for subject, predicate, value in graph.triples:
        assert not subject.startswith("_:") and predicate.startswith("http")
        assert isinstance(value, Text) or (not value.startswith("_:") and ":" in value)


def test_the_article_says_what_it_is(graph: ArticleGraph, facts: Facts) -> None:
    article = graph.article_iri
    assert facts.iris(article, RDF["type"]) == [SCHEMA["NewsArticle"]]
    assert facts.texts(article, SCHEMA["text"]) == [Text(_TEXT, "", XSD["string"])]
    assert facts.text(article, SCHEMA["headline"]) == "Ministers meet in Lima"
    assert facts.text(article, DCTERMS["identifier"]) == "harbour/1.txt"
    assert facts.texts(article, SCHEMA["url"]) == [
        Text("https://news.example.org/ports/1", "", XSD["anyURI"])
    ]
    assert facts.texts(article, SCHEMA["datePublished"]) == [Text("2024-05-03T14:48:00", "", XSD["dateTime"])]


def test_publisher_and_author_are_nodes_named_after_their_names(graph: ArticleGraph, facts: Facts) -> None:
    publisher, author = f"{_BASE}publisher/{key('harbour gazette')}", f"{_BASE}author/{key('ana pilot')}"
    assert facts.iri(graph.article_iri, SCHEMA["publisher"]) == publisher
    assert facts.iri(graph.article_iri, SCHEMA["author"]) == author
    assert facts.iris(publisher, RDF["type"]) == [SCHEMA["Organization"]]
    assert facts.iris(author, RDF["type"]) == [SCHEMA["Person"]]
    assert facts.text(author, SCHEMA["name"]) == "Ana Pilot"


def test_the_extraction_names_the_software_and_no_time(graph: ArticleGraph, facts: Facts) -> None:
    activity = facts.iri(graph.article_iri, PROV["wasGeneratedBy"])
    assert activity == f"{graph.article_iri}/extraction"
    assert facts.iri(activity, PROV["wasAssociatedWith"]) == f"{_BASE}software/kg-{__version__}"
    assert {p for s, p, _ in graph.triples if s == activity} == {
        RDF["type"],
        PROV["used"],
        PROV["wasAssociatedWith"],
    }


def test_every_fact_cites_words_of_the_article(graph: ArticleGraph, facts: Facts) -> None:
    mentions = set(_instances(facts, DIPL["Mention"]))
    for name in _FACTS[1:]:
        assert _instances(facts, DIPL[name]), name
    stated = {s for name in _FACTS[1:] for s in _instances(facts, DIPL[name])}
    stated |= set(_instances(facts, FOAF["Person"])) | set(_instances(facts, SCHEMA["Place"]))
    for subject in stated:
        evidence = set(facts.iris(subject, DIPL["evidence"]))
        assert evidence and evidence <= mentions, subject
    cited = {m for s in stated for m in facts.iris(s, DIPL["evidence"])}
    others = {v for _, p, v in graph.triples if p == DIPL["evidence"]} - cited
    assert mentions == cited | others


def test_a_mention_quotes_its_words_and_the_rest_of_the_sentence(mapper: Mapper, facts: Facts) -> None:
    sentences = {_TEXT[s.start : s.end] for s in mapper.extract(_ARTICLE).document.sentences}
    for mention in _instances(facts, DIPL["Mention"]):
        target = facts.iri(mention, OA["hasTarget"]) or ""
        quote, position = f"{target}/quote", f"{target}/position"
        assert facts.iris(target, OA["hasSelector"]) == [position, quote]
        start, end = _number(facts, position, OA["start"]), _number(facts, position, OA["end"])
        assert mention.endswith(f"/mention/{start}-{end}")
        exact = facts.text(quote, OA["exact"])
        assert exact == _TEXT[start:end] and exact
        whole = f"{facts.text(quote, OA['prefix'])}{exact}{facts.text(quote, OA['suffix'])}"
        assert whole in _TEXT and any(sentence in whole for sentence in sentences)
        (confidence,) = facts.texts(mention, DIPL["confidence"])
        assert confidence.datatype == XSD["decimal"] and 0 < float(confidence.value) <= 1


def test_a_person_has_the_fullest_name_and_the_other_forms(facts: Facts) -> None:
    person = unknown_person("elvira quispe")
    assert facts.iris(person, RDF["type"]) == [FOAF["Person"]]
    assert facts.text(person, FOAF["name"]) == "Elvira Quispe"
    assert [t.value for t in facts.texts(person, SKOS["altLabel"])] == ["Quispe"]


def test_an_event_has_type_status_time_place_and_participations(facts: Facts) -> None:
    (meeting,) = _instances(facts, DIPL["Meeting"])
    assert facts.iri(meeting, SEM["eventType"]) == "https://w3id.org/dipl/event-type#meeting"
    assert facts.iri(meeting, SCHEMA["eventStatus"]) == STATUS["occurred"]
    day = Text("2024-04-30", "", XSD["date"])
    for predicate in ("hasTimeStamp", "hasEarliestBeginTimeStamp", "hasLatestEndTimeStamp"):
        assert facts.texts(meeting, SEM[predicate]) == [day]
    assert facts.text(facts.iri(meeting, SEM["hasPlace"]) or "", SKOS["prefLabel"]) == "Lima"
    parts = facts.iris(meeting, DIPL["participation"])
    assert all(part.startswith(f"{meeting}/participation/") for part in parts)
    took_part = {
        (
            facts.iri(p, DIPL["participant"]),
            facts.iri(p, DIPL["participantRole"]),
            facts.iri(p, DIPL["inCapacity"]),
        )
        for p in parts
    }
    assert took_part == {
        (
            unknown_person("elvira quispe"),
            ROLE["participant"],
            f"{_BASE}office/PER/foreign-minister",
        ),
        (
            unknown_person("rodrigo larrain"),
            ROLE["participant"],
            f"{_BASE}office/CHL/foreign-minister",
        ),
        (f"{_BASE}state/PER", ROLE["party"], None),
        (f"{_BASE}state/CHL", ROLE["party"], None),
    }


def test_a_month_is_a_month_with_its_bounds(facts: Facts) -> None:
    (signing,) = _instances(facts, DIPL["Signing"])
    assert facts.texts(signing, SEM["hasTimeStamp"]) == [Text("2024-06", "", XSD["gYearMonth"])]
    assert facts.text(signing, SEM["hasEarliestBeginTimeStamp"]) == "2024-06-01"
    assert facts.text(signing, SEM["hasLatestEndTimeStamp"]) == "2024-06-30"
    assert (
        facts.text(facts.iri(signing, DIPL["signs"]) or "", SKOS["prefLabel"]) == "Arica Memorandum on Pilots"
    )


def test_statements_are_verbatim_with_speaker(graph: ArticleGraph, facts: Facts) -> None:
    spoken = {}
    for statement in _instances(facts, DIPL["PublicStatement"]):
        start, end = map(int, statement.removeprefix(f"{graph.article_iri}/statement/").split("-"))
        text = facts.text(statement, SCHEMA["text"])
        assert text == _TEXT[start:end]
        spoken[text] = facts.iris(statement, DIPL["speaker"])
    assert spoken["The port will open soon,"] == [unknown_person("elvira quispe")]
    (commitment,) = _instances(facts, DIPL["Commitment"])
    assert facts.text(commitment, SCHEMA["text"]) == "to keep the port of Arica open to all ferries"
    assert facts.iri(commitment, DIPL["expressedIn"]) == graph.article_iri


def test_a_tenure_links_person_and_office(graph: ArticleGraph, facts: Facts) -> None:
    tenures = {
        (facts.iri(t, ORG["member"]), facts.iri(t, DIPL["heldOffice"]), facts.iri(t, DCTERMS["type"]))
        for t in _instances(facts, DIPL["Tenure"])
    }
    person, office = unknown_person("elvira quispe"), f"{_BASE}office/PER/foreign-minister"
    assert (person, office, "https://w3id.org/dipl/tenure-status#current") in tenures
    assert all(t.startswith(f"{graph.article_iri}/tenure/") for t in _instances(facts, DIPL["Tenure"]))


def test_what_was_not_read_is_said_to_be_dropped(graph: ArticleGraph, facts: Facts) -> None:
    dropped = [a for a in _instances(facts, OA["Annotation"]) if "/dropped/" in a]
    words = []
    for annotation in dropped:
        start, end = map(int, annotation.rsplit("/", 1)[-1].split("-"))
        words.append(_TEXT[start:end])
        assert facts.iri(annotation, OA["motivatedBy"]) == OA["classifying"]
        assert (facts.iri(annotation, OA["hasBody"]) or "").startswith("https://w3id.org/dipl/page#")
    assert words == ["Share on Facebook"]
    assert all("Facebook" not in t.value for t in facts.texts(graph.article_iri, SCHEMA["headline"]))


def test_another_base_moves_all_data_and_no_term(mapper: Mapper) -> None:
    moved = type(mapper.knowledge)(
        mapper.knowledge.lexicon, mapper.knowledge.world, Minter("https://kg.example.org/")
    )
    graph = article_graph(mapper.extract(_ARTICLE), moved)
    assert graph.graph_name.startswith("https://kg.example.org/graph/article/")
    assert {s for s, p, v in graph.triples if v == SCHEMA["NewsArticle"]} == {graph.article_iri}


def test_numbers_and_dates_have_canonical_forms() -> None:
    assert [decimal(v).value for v in (1, 0.9, 0.85, 0.70)] == ["1.0", "0.9", "0.85", "0.7"]
    open_ended = DateInterval(_DAY, None, Precision.INTERVAL)
    assert moment(open_ended, None) is None
    assert moment(DateInterval(_DAY, _DAY, Precision.DAY), None) == Text("2024-05-03", "", XSD["date"])
    year = DateInterval(date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR)
    assert moment(year, None) == Text("2024", "", XSD["gYear"])
