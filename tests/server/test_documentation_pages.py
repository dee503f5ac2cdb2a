"""The pages of the vocabularies: complete, accessible, without scripts or outside requests."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import BROWSER
from flask.testing import FlaskClient
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef

from kg.gate.gate import Gate
from kg.model import ArticleGraph
from kg.resources import shapes_folder
from kg.store.turtle import read_turtle
from server.documentation.examples import EXAMPLE, example_graph, example_of
from server.documentation.shapes import shapes_of
from server.documentation.vocabularies import Vocabularies, Vocabulary, from_triples

VOID = {"meta", "link", "br", "input", "img", "path", "rect", "hr"}
BLOCKS = {"dt", "dd", "p", "li", "td", "th", "h2", "h3", "h4", "span", "figcaption"}
PATHS = ["ontology", "shapes", "topic", "event-type", "office-kind", "lexicon", "run", "role", "vocabularies"]


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """The elements of a page in order, with the text directly or indirectly in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open and self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        if tag in BLOCKS:
            self.handle_data(" ")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def of_id(self, name: str) -> Element:
        return next(e for e in self.elements if e.attributes.get("id") == name)


def text_of(element: Element) -> str:
    return " ".join("".join(element.text).split())


@pytest.fixture(params=PATHS)
def page(request: pytest.FixtureRequest, published: FlaskClient) -> Page:
    return Page(published.get(f"/{request.param}", headers={"Accept": BROWSER}).text)


def test_ids_are_unique_and_links_within_the_page_arrive(page: Page) -> None:
    ids = Counter(e.attributes["id"] for e in page.elements if "id" in e.attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    inward = {e.attributes["href"][1:] for e in page.all("a") if e.attributes.get("href", "").startswith("#")}
    assert inward and not inward - ids.keys()
    told = {e.attributes.get(a) for e in page.elements for a in ("aria-labelledby",)} - {None}
    assert all(set(str(names).split()) <= ids.keys() for names in told)


def test_headings_and_landmarks(page: Page) -> None:
    levels = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.all("main")) == 1
    assert all("aria-label" in e.attributes or "aria-labelledby" in e.attributes for e in page.all("nav"))
    skip = next(e for e in page.all("a") if e.attributes.get("class") == "skip")
    assert skip.attributes["href"] == "#" + page.all("main")[0].attributes["id"]
    assert page.all("html")[0].attributes["lang"] == "en"
    assert all(e.attributes.get("scope") in ("col", "row") for e in page.all("th"))


def test_no_scripts_no_inline_styles_no_outside_files(page: Page) -> None:
    assert not page.all("script", "style", "iframe", "img")
    assert not [e for e in page.elements if "style" in e.attributes]
    assert not [name for e in page.elements for name in e.attributes if name.startswith("on")]
    files = [e.attributes["href"] for e in page.all("link") if e.attributes["rel"] in ("stylesheet", "icon")]
    assert len(files) >= 3 and all(file.startswith("/static/") for file in files)


def test_links_between_vocabularies_arrive(published: FlaskClient) -> None:
    page = Page(published.get("/ontology", headers={"Accept": BROWSER}).text)
    outward = {e.attributes["href"] for e in page.all("a")}
    inner = sorted(h for h in outward if h.startswith("/") and "#" in h)
    assert any(h.startswith("/shapes#") for h in inner) and any(h.startswith("/event-type#") for h in inner)
    for address in inner:
        path, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in published.get(path, headers={"Accept": BROWSER}).text, address


def sections(published: FlaskClient, path: str) -> Page:
    return Page(published.get(f"/{path}", headers={"Accept": BROWSER}).text)


def test_every_term_of_the_ontology_is_told_in_full(published: FlaskClient, known: Vocabularies) -> None:
    page, vocabulary = sections(published, "ontology"), known.documents[0]
    graph, terms = vocabulary.graph, vocabulary.terms()
    assert len(terms) > 40
    for term in terms:
        told = text_of(page.of_id(term.partition("#")[2]))
        for predicate in (RDFS.label, SKOS.definition, SKOS.scopeNote, SKOS.example, SKOS.notation):
            for literal in graph.objects(term, predicate):
                assert " ".join(str(literal).split()) in told, f"{term} {predicate}"
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, SKOS.closeMatch):
            for value in graph.objects(term, predicate):
                assert str(value).replace("/", "#").rpartition("#")[2] in told, f"{term} {predicate} {value}"


def test_a_class_says_what_it_inherits_and_what_points_to_it(published: FlaskClient) -> None:
    summit = text_of(sections(published, "ontology").of_id("Summit"))
    assert "inherits the domain of dipl:participation, dipl:sessionNumber, dipl:sessionOf" in summit
    assert "shape:Summit" in summit
    assert "summits" in summit, "words that signal it"
    event = text_of(sections(published, "ontology").of_id("DiplomaticEvent"))
    assert "in the range of dipl:madeAt" in event
    assert "super-class of dipl:Appointment, dipl:Call" in event


def test_every_class_and_property_has_an_example(known: Vocabularies) -> None:
    vocabulary = known.documents[0]
    for term in vocabulary.terms():
        example = example_of(term)
        assert example, f"add {term} to {EXAMPLE.name}"
        prefixes = "".join(f"@prefix {p}: <{ns}> .\n" for p, ns in example_graph().namespaces())
        graph = Graph().parse(
            data=f"@base <https://w3id.org/dipl/id/> .\n{prefixes}{example}", format="turtle"
        )
        assert (None, RDF.type, term) in graph or (None, term, None) in graph
        assert len(example.splitlines()) < 20


def test_the_examples_keep_the_shapes() -> None:
    triples = tuple(read_turtle([EXAMPLE]))
    report = Gate(profile="lenient").check(ArticleGraph("urn:example:graph", "urn:example:article", triples))
    assert report.conforms, report.results
    classes = set(example_graph().objects(None, RDF.type))
    assert URIRef("https://w3id.org/dipl#Commitment") in classes


def test_shapes_are_told_in_words(published: FlaskClient, known: Vocabularies) -> None:
    vocabulary = known.at("shapes")
    assert vocabulary is not None
    page = sections(published, "shapes")
    for shape in vocabulary.graph.subjects(RDF.type, SH.PropertyShape):
        told = text_of(page.of_id(str(shape).partition("#")[2]))
        for predicate in (SH.message, SH.description):
            for literal in vocabulary.graph.objects(shape, predicate):
                assert " ".join(str(literal).split()) in told, shape
        severity = vocabulary.graph.value(shape, SH.severity)
        assert str(severity).rpartition("#")[2] in told
    for query in vocabulary.graph.subjects(RDF.type, SH.SPARQLConstraint):
        told = text_of(page.of_id(str(query).partition("#")[2]))
        select = vocabulary.graph.value(query, SH.select)
        assert " ".join(str(select).split()) in told


def test_no_constraint_lacks_words(known: Vocabularies) -> None:
    """A parameter without words would show its own name."""
    vocabulary = known.at("shapes")
    assert isinstance(vocabulary, Vocabulary)
    shapes = shapes_of(vocabulary, known.profiles, known.everything)
    phrases = [
        "".join(part.text for part in words)
        for shape in (*shapes.targeted, *shapes.used)
        for values in (shape.values, *(row.values for row in shape.properties))
        for words in values
    ]
    assert len(phrases) > 100
    assert not [phrase for phrase in phrases if "sh:" in phrase]
    assert (
        "datatype xsd:date or datatype xsd:dateTime or datatype xsd:gYearMonth or datatype xsd:gYear"
        in phrases
    )
    assert "less than the value of oa:end" in phrases
    profiles = {profile.name: profile for profile in shapes.profiles}
    assert {"lenient", "strict", "reference", "records"} <= set(profiles)
    records = profiles["records"]
    assert any(words[-1].text == "switched off" for words in records.changes)
    assert "sh:deactivated true" in records.code


def test_a_profile_with_a_header_is_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its changes are told in words; what it adds is told apart from what it changes."""
    shutil.copytree(shapes_folder(), tmp_path / "shapes")
    (tmp_path / "shapes" / "profiles" / "severe.ttl").write_text(
        "# Severe. Licence: CC BY 4.0.\n@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "@prefix shape: <https://w3id.org/dipl/shapes#> .\n@prefix dipl: <https://w3id.org/dipl#> .\n"
        "<https://w3id.org/dipl/shapes/severe> a <http://www.w3.org/2002/07/owl#Ontology> .\n"
        "shape:two-sides sh:severity sh:Violation .\n"
        "shape:Severe a sh:NodeShape ; sh:targetClass dipl:Visit .\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("server.documentation.vocabularies.shapes_folder", lambda: tmp_path / "shapes")
    known = from_triples([], read_turtle(sorted((tmp_path / "shapes").glob("*.ttl"))))
    vocabulary = known.at("shapes/severe")
    assert vocabulary is not None and vocabulary.kind == "shapes"
    profiles = shapes_of(vocabulary, known.profiles, known.everything).profiles
    severe = next(profile for profile in profiles if profile.name == "severe")
    told = {"".join(part.text for part in words) for words in severe.changes}
    assert told == {
        "shape:two-sides: becomes a Violation",
        "shape:Severe: added. Targets every member of dipl:Visit",
    }


def test_the_tree_of_topics(published: FlaskClient, known: Vocabularies) -> None:
    page, vocabulary = sections(published, "topic"), known.at("topic")
    assert vocabulary is not None
    for concept in vocabulary.terms():
        told = text_of(page.of_id(concept.partition("#")[2]))
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.scopeNote, SKOS.definition):
            assert all(str(text) in told for text in vocabulary.graph.objects(concept, predicate)), concept
    for below, above in vocabulary.graph.subject_objects(SKOS.broader):
        inner = text_of(page.of_id(str(below).partition("#")[2]))
        assert inner in text_of(page.of_id(str(above).partition("#")[2])), f"{below} lies within {above}"


def test_a_type_of_event_lists_the_words_that_signal_it(published: FlaskClient) -> None:
    told = text_of(sections(published, "event-type").of_id("expulsion"))
    assert "words that signal it" in told and "expel" in told


def test_head_of_a_page(published: FlaskClient, known: Vocabularies) -> None:
    for path in ("ontology", "shapes", "topic"):
        page, vocabulary = sections(published, path), known.at(path)
        assert vocabulary is not None
        head = " ".join(text_of(e) for e in page.all("dl")[:1])
        for said in (str(vocabulary.iri), vocabulary.version, vocabulary.namespace, "CC BY 4.0", "Cite as"):
            assert said in head
        assert "Contributors of the Diplomacy Knowledge Graph" in head
        assert [e for e in page.all("p", "h1") if e.attributes.get("lang") == "es"]
        kinds = {e.attributes.get("type") for e in page.all("link")}
        assert {"text/turtle", "application/ld+json", "application/rdf+xml"} <= kinds


def test_the_ontology_page_names_what_it_counts(published: FlaskClient, known: Vocabularies) -> None:
    graph = known.documents[0].graph
    classes = [t for t in known.documents[0].terms() if (t, RDF.type, OWL.Class) in graph]
    heading = text_of(sections(published, "ontology").of_id("classes-heading"))
    assert heading == f"Classes {len(classes)}"
