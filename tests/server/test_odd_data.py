"""What is odd, literals or properties, comes out of every syntax as it went in, or not at all (406)."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from kg.errors import FormatError
from kg.gate.report import Report, Result
from kg.gate.report_graph import reports_turtle
from kg.knowledge.facts import Text
from kg.vocab import SH, XSD
from server.media import GRAPH_TYPES
from server.rdf_output import serialise, translate

ODD = [
    ("x", "boolean"),
    ("1", "boolean"),
    ("TRUE", "boolean"),
    ("true", "boolean"),
    ("1_0", "integer"),
    ("٣", "integer"),
    ("+07", "integer"),
    (" 1", "integer"),
    ("9" * 40, "integer"),
    ("1.", "decimal"),
    ("1e5", "decimal"),
    ("-.50", "decimal"),
    ("0.1000000000000000000001", "decimal"),
    ("NaN", "double"),
    ("-INF", "double"),
    ("1E400", "double"),
    ("1", "double"),
    ("2023-02-30", "date"),
]
pytestmark = [
    pytest.mark.filterwarnings("ignore:Parsing weird boolean"),
    pytest.mark.filterwarnings("ignore:Serializing weird numerical"),
]


def _values(document: bytes, name: str) -> set[str]:
    syntax = ox.RdfFormat.from_media_type(GRAPH_TYPES[name])
    assert syntax is not None
    return {str(quad.object) for quad in ox.parse(document, format=syntax)}


@pytest.mark.parametrize("name", list(GRAPH_TYPES))
@pytest.mark.parametrize(("value", "kind"), ODD)
def test_linked_data_says_what_the_store_holds(value: str, kind: str, name: str) -> None:
    triple = ("http://a.example/s", "http://a.example/p", Text(value, "", XSD[kind]))
    assert _values(serialise([triple], name), name) == {f'"{value}"^^<{XSD[kind]}>'}


@pytest.mark.parametrize("name", list(GRAPH_TYPES))
@pytest.mark.parametrize(("value", "kind"), ODD)
def test_reports_quote_what_was_sent(value: str, kind: str, name: str) -> None:
    result = Result(
        focus_node="http://a.example/s",
        path="http://a.example/p",
        value=Text(value, "", XSD[kind]),
        component=SH["DatatypeConstraintComponent"],
        severity=SH["Violation"],
        source_shape="http://a.example/shape",
        source_constraint=None,
        message="not so",
    )
    turtle = reports_turtle([("", Report(False, (result,)))])
    assert f'"{value}"^^<{XSD[kind]}>' in _values(translate(turtle, name), name)


@pytest.mark.parametrize("name", list(GRAPH_TYPES))
@pytest.mark.parametrize("rest", ["%41", "", "1", "a.b", "a(b)", "é", "C%C3%A9"])
def test_properties_without_a_short_name(rest: str, name: str) -> None:
    iri = f"https://w3id.org/dipl#{rest}"
    try:
        document = serialise([(iri, iri, iri)], name)
    except FormatError:
        assert name == "rdfxml" and rest in ("%41", "", "1", "a(b)")
        return
    assert _values(document, name) == {f"<{iri}>"}
    if name == "rdfxml":
        ET.fromstring(document)


def test_characters_that_xml_cannot_hold() -> None:
    triple = ("http://a.example/s", "http://a.example/p", Text("\u0001", "", XSD["string"]))
    with pytest.raises(FormatError):
        serialise([triple], "rdfxml")


@pytest.mark.parametrize(
    ("query", "wanted", "status"),
    [
        ('SELECT ("\\u0001" AS ?x) {}', "xml", 406),
        ('SELECT ("\\uFFFE" AS ?x) {}', "xml", 406),
        ('SELECT ("\\u0001" AS ?x) {}', "json", 200),
        ("CONSTRUCT { <a:s> <urn:x:1> 1 } {}", "rdfxml", 406),
        ("CONSTRUCT { <a:s> <urn:x:1> 1 } {}", "turtle", 200),
    ],
)
def test_another_format_is_asked_for(client: FlaskClient, query: str, wanted: str, status: int) -> None:
    assert client.get("/sparql", query_string={"query": query, "format": wanted}).status_code == status
