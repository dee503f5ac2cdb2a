"""The columns of ``SELECT *`` come as the query has them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.config import Settings
from kg.store.pool.workers import QueryPool

IN_ORDER = [
    ("SELECT * { ?s ?p ?o }", ["s", "p", "o"]),
    ("SELECT*{ ?o ?p ?s }", ["o", "p", "s"]),
    ("select distinct * where { $z ?p ?a }", ["z", "p", "a"]),
    ("SELECT REDUCED # *\n * { ?z ?p ?a }", ["z", "p", "a"]),
    ("PREFIX ex: <http://e.org/*> SELECT * { ?z ex:p* ?a FILTER(2 * 3 > 1) }", ["z", "a"]),
    ("SELECT * { { SELECT (?hidden AS ?z) { ?hidden ?q ?w } } ?a ?b ?z }", ["z", "a", "b"]),
    ("SELECT * { VALUES (?z ?a) { (1 2) } OPTIONAL { ?s ?p '?q' } }", ["z", "a", "s", "p"]),
    ("SELECT ?o (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?o", ["o", "n"]),
    ("SELECT * { ?a ?b ?c }", ["a", "b", "c"]),
]


@pytest.fixture
def pool(store: Path) -> Iterator[QueryPool]:
    pool = QueryPool(store, Settings(query_workers=1))
    yield pool
    pool.close()


@pytest.mark.parametrize(("query", "columns"), IN_ORDER, ids=[query for query, _ in IN_ORDER])
def test_columns_stand_as_they_are_written(pool: QueryPool, query: str, columns: list[str]) -> None:
    assert pool.run(query, "csv").body.decode().splitlines()[0].split(",") == columns


def test_the_values_stand_in_their_columns(pool: QueryPool) -> None:
    query = "SELECT * { VALUES (?z ?a) { (1 2) (3 4) } }"
    assert pool.run(query, "csv").body.decode().split() == ["z,a", "1,2", "3,4"]


def test_every_value_is_one_cell(pool: QueryPool) -> None:
    values = ["http://e.org/Paris,_Texas", 'say "x", y', "two\r\nlines", "=1+1", "", "1,5"]
    data = f'<{values[0]}> "say \\"x\\", y" "two\\r\\nlines" "=1+1" "" "1,5"^^<http://e.org/a,b>'
    body = pool.run(f"SELECT * {{ VALUES (?a ?b ?c ?d ?e ?f) {{ ({data}) }} }}", "csv").body
    assert list(csv.reader(io.StringIO(body.decode(), newline=""))) == [list("abcdef"), values]


def test_what_is_not_bound_is_an_empty_cell(pool: QueryPool) -> None:
    query = "SELECT ?a ?b { VALUES (?a ?b) { (UNDEF 1) (2 UNDEF) } }"
    assert pool.run(query, "csv").body == b"a,b\r\n,1\r\n2,\r\n"
