"""Literals whose lexical form is odd come out of every syntax as they went in."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

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
