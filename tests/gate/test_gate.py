"""What passes the gate, what does not, and what the report says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import BNode, Graph, URIRef

from kg.errors import ConfigurationError
from kg.gate.data_graph import make_data_graph
from kg.gate.gate import Gate
from kg.gate.report_graph import reports_turtle
from kg.gate.shacl import PreparedShapes, read_shapes
from kg.knowledge.facts import Text, Triple
from kg.vocab import SH
from tests.gate.visits import EX, SHAPES, VALID, graph, name, text, triple


def without(predicate: str) -> list[Triple]:
    return [t for t in VALID if t[1] != EX + predicate]


def test_a_valid_graph_conforms_without_results(gate: Gate) -> None:
    report = gate.check(graph(*VALID))
    assert report.conforms
    assert report.results == ()


def test_a_violation_names_everything(gate: Gate) -> None:
    report = gate.check(graph(*without("hasName"), triple("anna", "hasName", name("Anna"))))
    assert not report.conforms
    (result,) = report.results
    assert result.focus_node == EX + "v"
    assert result.path == EX + "hasName"
    assert result.component == SH["MinCountConstraintComponent"]
    assert result.source_shape == EX + "name"
    assert result.message == "A visit needs a name."


def test_a_warning_is_reported_and_lets_the_graph_pass(gate: Gate) -> None:
    report = gate.check(graph(*without("hasStatus"), triple("v", "hasStatus", text("odd"))))
    assert report.conforms
    assert [result.severity for result in report.results] == [SH["Warning"]]


def test_a_sparql_constraint_binds_its_message(gate: Gate) -> None:
    report = gate.check(graph(*without("ends"), triple("v", "ends", text("2024-02-27", "date"))))
    messages = {result.message for result in report.results}
    assert "It ends 2024-02-27 before it begins." in messages


def test_xsd_string_and_plain_literals_are_one(gate: Gate) -> None:
    plain = Text("done", "", "")
    assert gate.check(graph(*without("hasStatus"), triple("v", "hasStatus", plain))).results == ()


def test_nothing_is_remembered_from_one_graph_to_the_next(gate: Gate) -> None:
    bad = graph(*without("guest"))
    first = gate.check(bad)
    assert gate.check(graph(*VALID)).conforms
    assert gate.check(bad) == first


ILL_FORMED = [
    (text("2020-01-01", "dateTime"), "is no dateTime"),
    (text("2023-02-29", "date"), "is no date"),
    (text("20230101", "date"), "is no date"),
    (text("99999-01-01", "date"), "is no date"),
    (text("2023-W01-1", "date"), "is no date"),
    (text("0000", "gYear"), "is no gYear"),
    (text("2023-13", "gYearMonth"), "is no gYearMonth"),
    (text("5E-1", "decimal"), "is no decimal"),
    (text("1" * 19 + ".5", "decimal"), "is no decimal"),
    (text(" 1", "integer"), "is no integer"),
    (text("9" * 30, "integer"), "is no integer"),
    (text("1.0", "integer"), "is no integer"),
    (text("\u0661", "integer"), "is no integer"),
    (text("0", "positiveInteger"), "is no positiveInteger"),
    (text("1", "boolean"), "is no boolean"),
    (text("http://a b/", "anyURI"), "is no anyURI"),
    (text("x", "hexBinary"), "which this service does not write"),
    (name("x", "not_a_language"), "no well-formed language tag"),
    (text("half \ud800 pair"), "cannot be written"),
    (text("nul \x00"), "cannot be written"),
    ("_:b0", "is a blank node"),
    ("relative", "is not an absolute IRI"),
    ("http://example.org/a b", "is not an absolute IRI"),
    ("http://example.org/{x}", "is not an absolute IRI"),
]


@pytest.mark.parametrize(("value", "reason"), ILL_FORMED)
def test_ill_formed_terms_do_not_reach_the_validator(gate: Gate, value: str | Text, reason: str) -> None:
    report = gate.check(graph(*VALID, triple("other", "note", value)))
    assert not report.conforms
    (result,) = report.results
    assert reason in result.message
    assert (result.focus_node, result.path, result.value) == (EX + "other", EX + "note", value)


WELL_FORMED = [
    text("2024-02-29", "date"),
    text("2024-02-29Z", "date"),
    text("2024-02-29T23:59:59.5+01:00", "dateTime"),
    text("-0.50", "decimal"),
    text(".5", "decimal"),
    text("+7", "integer"),
    text("1999", "gYear"),
    text("1999-12", "gYearMonth"),
    text("1.5e3", "double"),
    text("https://example.org/é?x=[1]", "anyURI"),
    name("x", "zh-Hans-CN"),
    text("any text\n\t\U0001f600"),
]


@pytest.mark.parametrize("value", WELL_FORMED)
def test_well_formed_literals_pass(gate: Gate, value: Text) -> None:
    assert gate.check(graph(*VALID, triple("other", "note", value))).conforms


def test_reports_as_text_json_and_rdf_say_the_same(gate: Gate) -> None:
    bad = [*without("guest"), triple("v", "hasStatus", text("odd")), triple("v", "at", EX + "nowhere")]
    bad += [triple("nowhere", "hasCode", text("0", "integer"))]
    report = gate.check(graph(*bad))
    content = json.loads(report.to_json())
    assert content["conforms"] is False
    assert len(content["results"]) == len(report.results) >= 3
    rdf = Graph().parse(data=reports_turtle([("", report)]), format="turtle")
    foci = list(rdf.objects(None, URIRef(SH["focusNode"])))
    assert len(foci) == len(report.results)
    paths = list(rdf.objects(None, URIRef(SH["resultPath"])))
    steps = [[str(step) for step in rdf.items(path)] for path in paths if isinstance(path, BNode)]
    assert steps == [[EX + "at", EX + "hasCode"]]
    assert report.text.startswith(f"The graph does not conform; {len(report.results)} results.")
    assert reports_turtle([("", report)]) == reports_turtle([("", replace(report))])


def test_a_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="holds no shapes"):
        Gate(tmp_path)


def test_broken_shapes_name_their_file(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("this is not Turtle", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"broken\.ttl"):
        Gate(tmp_path)


def test_the_same_data_graph_can_be_asked_twice(shapes: Path) -> None:
    prepared, data = PreparedShapes(read_shapes(shapes)), make_data_graph(VALID)
    assert prepared.validate(data) == prepared.validate(data) == []


def test_a_profile_names_the_files_that_it_is_made_of(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    header = "@prefix owl: <http://www.w3.org/2002/07/owl#> . <https://e/p> owl:imports <{}> ."
    profile = tmp_path / "profiles" / "mine.ttl"
    (tmp_path / "visit.ttl").write_text(SHAPES, encoding="utf-8")
    for whole in ("https://w3id.org/dipl/shapes", "https://w3id.org/dipl/shapes/visit"):
        profile.write_text(header.format(whole), encoding="utf-8")
        assert not Gate(tmp_path, "mine").check(graph(*without("guest"))).conforms
    for elsewhere in ("https://w3id.org/dipl/shapes/none", "https://elsewhere.example/shapes"):
        profile.write_text(header.format(elsewhere), encoding="utf-8")
        with pytest.raises(ConfigurationError, match="which is no file of"):
            Gate(tmp_path, "mine")


def test_profiles_for_data_of_others_take_blank_nodes_and_unknown_datatypes() -> None:
    foreign = triple("other", "note", "_:b0"), triple("other", "note", text("0f", "hexBinary"))
    assert Gate(profile="lenient").check(graph(*foreign)).conforms
    assert not Gate(profile="strict").check(graph(*foreign)).conforms
    ill_formed = triple("other", "note", text("2023-02-29", "date"))
    assert not Gate(profile="lenient").check(graph(ill_formed)).conforms
