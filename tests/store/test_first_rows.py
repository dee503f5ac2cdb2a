"""What a page shows of solutions: the first of them, cut where they are too long, and how many there are."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest

from kg.store.pool.first_rows import LONGEST_TEXT, MOST_CHARACTERS, MOST_ROWS, first_rows

DIGITS = " ".join(map(str, range(10)))
MANY = f"VALUES ?a {{ {DIGITS} }} VALUES ?b {{ {DIGITS} }} VALUES ?c {{ {DIGITS} }} VALUES ?d {{ 1 2 }}"


def shown(query: str) -> dict[str, Any]:
    found = ox.Store().query(query)
    assert isinstance(found, ox.QuerySolutions)
    document: dict[str, Any] = json.loads(first_rows(found))
    return document


def test_terms_are_told_as_in_the_json_format() -> None:
    query = "SELECT * { VALUES (?a ?b) { (<urn:a> 'x'@en) (1 UNDEF) } BIND(BNODE() AS ?c) } ORDER BY ?b"
    document = shown(query)
    one, other = document["results"]["bindings"]
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert document["head"] == {"vars": ["a", "b", "c"]} and document["results"]["total"] == 2
    assert one["a"] == {"type": "literal", "value": "1", "datatype": integer} and "b" not in one
    assert other["a"] == {"type": "uri", "value": "urn:a"}
    assert other["b"] == {"type": "literal", "value": "x", "xml:lang": "en"}
    assert other["c"]["value"].startswith("_:")


def test_all_are_counted_and_some_are_shown() -> None:
    results = shown(f"SELECT * {{ {MANY} }}")["results"]
    assert (results["total"], len(results["bindings"])) == (2000, MOST_ROWS)
    assert shown("SELECT ?x { FILTER(false) }")["results"] == {"bindings": [], "total": 0}


@pytest.mark.parametrize(
    "columns",
    ["?a (CONCAT(?t, ?t) AS ?long)", " ".join(f"(?a AS ?v{number})" for number in range(200))],
    ids=["long texts", "many columns"],
)
def test_what_is_shown_has_a_bound(columns: str) -> None:
    query = f"SELECT {columns} {{ {MANY} BIND('{'t' * LONGEST_TEXT}' AS ?t) }}"
    results = shown(query)["results"]
    assert results["total"] == 2000 and 0 < len(results["bindings"]) < MOST_ROWS
    assert len(json.dumps(results["bindings"])) < 3 * MOST_CHARACTERS
    assert all(len(term["value"]) <= LONGEST_TEXT + 1 for term in results["bindings"][0].values())
