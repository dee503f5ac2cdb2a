"""Competency questions are answered from the examples as written, by two engines; they ask for every term."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from questions import (  # type: ignore[import-not-found]
    LIST,
    NAMED_GRAPHS,
    QUESTIONS,
    ROOT,
    Question,
    all_questions,
    answer,
    kg,
    listed,
    questions,
)
from rdflib import OWL, RDF, Dataset, Graph, Literal, URIRef
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.query import Result
from rdflib.term import Node

from kg.store.embedded import EmbeddedStore
from kg.store.reader import Reader

CHECKER = ROOT.parent / "shared" / "tools" / "ontology_check.py"
ONTOLOGY = ROOT / "ontology" / "diplomacy.ttl"
DIPL = "https://w3id.org/dipl#"
ALL = all_questions()


def _name(question: Question) -> str:
    return str(question.file.stem)


@pytest.fixture(scope="module")
def reader(example_store: Path) -> Reader:
    return EmbeddedStore.open_reader(example_store)


@pytest.fixture(scope="module")
def turtle(example_store: Path) -> str:
    """Return the union of all graphs, in which no named graph is left."""
    text: str = kg(example_store, "export", "--format", "turtle")
    return text


@pytest.fixture(scope="module")
def flat(turtle: str) -> Graph:
    return Graph().parse(data=turtle, format="turtle")


@pytest.mark.parametrize("question", ALL, ids=_name)
@pytest.mark.long
def test_the_answer_is_the_one_written_down(question: Question, reader: Reader) -> None:
    assert answer(question, reader) == question.expected, "read the articles, then run: make questions"


@pytest.mark.parametrize("question", ALL, ids=_name)
def test_a_question_has_an_answer_in_a_fixed_order(question: Question) -> None:
    lines = question.expected.splitlines()
    assert len(lines) > 1
    assert len(lines) == len(set(lines)), "the same row twice says nothing more"
    assert "ORDER BY" in question.query


@pytest.mark.parametrize("question", ALL, ids=_name)
def test_a_question_is_plain_and_tells_its_terms(question: Question) -> None:
    parseQuery(question.query)
    assert question.english.endswith("?")
    assert question.spanish.startswith("¿")
    assert question.spanish.endswith("?")
    body = question.query.split("\n\n", 1)[1]
    assert question.terms == tuple(sorted(set(re.findall(r"\bdipl:\w+", re.sub("<.*?>", "", body)))))
    declared = set(re.findall(r"(?m)^PREFIX (\w+): ", body))
    used = set(re.findall(r"(?<![\w?:])(\w+):\w", re.sub(r"<[^<>\s]*>|\"[^\"]*\"|PREFIX \w+:", "", body)))
    assert declared == used


def test_questions_are_numbered_without_gaps() -> None:
    assert [int(_name(question)[:2]) for question in ALL] == list(range(1, len(ALL) + 1))
    answers = {file for folder in (QUESTIONS, NAMED_GRAPHS) for file in folder.glob("*.tsv")}
    assert answers == {question.answer_file for question in ALL}


# No example calls anybody by an office that another is known to have held.
_OF_NO_EXAMPLE = {"dipl:contradicts"}


def test_every_class_and_property_is_asked_for() -> None:
    graph = Graph().parse(ONTOLOGY)
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    terms = {str(s) for kind in kinds for s in graph.subjects(RDF.type, kind) if str(s).startswith(DIPL)}
    asked = {term for question in ALL for term in question.terms}
    assert asked | _OF_NO_EXAMPLE == {term.replace(DIPL, "dipl:") for term in terms}


def test_what_is_asked_for_is_in_the_examples(flat: Graph) -> None:
    held = {str(p) for p in flat.predicates()} | {str(o) for o in flat.objects(None, RDF.type)}
    missing = {term for question in ALL for term in question.terms if term.replace("dipl:", DIPL) not in held}
    assert missing == set()


def test_the_list_is_complete() -> None:
    text = LIST.read_text(encoding="utf-8")
    assert listed(text) == text, "run: make questions"
    for question in ALL:
        assert f"]({question.file.relative_to(QUESTIONS).as_posix()})" in text


def _rows(result: Result) -> list[tuple[Node | None, ...]]:
    """Return the rows with their literals as rdflib normalises them."""
    return [tuple(_normal(term) for term in row) for row in result if not isinstance(row, bool)]


def _normal(term: Node | None) -> Node | None:
    if isinstance(term, Literal) and term.datatype is not None:
        return Literal(str(term), datatype=term.datatype)
    return term


def _expected(question: Question) -> list[tuple[Node | None, ...]]:
    return _rows(Result.parse(source=io.BytesIO(question.answer_file.read_bytes()), format="tsv"))


def test_rdflib_answers_the_same_from_one_flat_graph(flat: Graph) -> None:
    for question in questions():
        assert _rows(flat.query(question.query)) == _expected(question), question.file.name


@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated")  # used by rdflib itself
def test_rdflib_answers_the_same_from_named_graphs(example_store: Path) -> None:
    dataset = Dataset(default_union=True)
    dataset.parse(data=kg(example_store, "export", "--format", "nquads"), format="nquads")
    for question in questions(NAMED_GRAPHS):
        assert _rows(dataset.query(question.query)) == _expected(question), question.file.name


def test_a_wrong_datatype_would_be_noticed() -> None:
    day = Literal("2024-10-15", datatype=URIRef("http://www.w3.org/2001/XMLSchema#date"))
    rows = [row for question in ALL for row in _expected(question)]
    assert any(day in row for row in rows)
    assert not any(Literal("2024-10-15") in row for row in rows)


@pytest.mark.skipif(not CHECKER.is_file(), reason="the ontology checker is not beside this checkout")
def test_the_checker_accepts_examples_and_questions(turtle: str, tmp_path: Path) -> None:
    examples = tmp_path / "examples.ttl"
    examples.write_text(turtle, encoding="utf-8")
    command = [sys.executable, str(CHECKER), str(ONTOLOGY), "--examples", str(examples)]
    run = subprocess.run(
        [*command, "--questions", str(QUESTIONS)], capture_output=True, encoding="utf-8", check=False
    )
    lines = {line.split()[1]: line for line in run.stdout.splitlines() if line[:4] in ("PASS", "FAIL")}
    assert [line for line in lines.values() if line.startswith("FAIL")] == [], run.stderr
    assert f"{len(questions())} questions" in lines["H03"]
