"""Searches inside SPARQL queries: where they may stand, what they bind, and what is said of wrong ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.config import Settings
from kg.errors import QueryRefusedError, QuerySyntaxError
from kg.knowledge.facts import Text, Triple
from kg.store.embedded import EmbeddedStore
from kg.store.pool.workers import QueryPool
from kg.store.sparql.query import read_query
from kg.vocab import RDF, RDFS, XSD

EX = "https://example.org/"
PROLOGUE = f"PREFIX ex: <{EX}>\nPREFIX text: <https://w3id.org/dipl/text#>\nPREFIX rdfs: <{RDFS}>\n"


def named(key: str, label: str, language: str = "") -> list[Triple]:
    kind = RDF["langString"] if language else XSD["string"]
    return [(EX + key, RDFS["label"], Text(label, language, kind)), (EX + key, RDF["type"], EX + "City")]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "store"
    rome = [
        *named("rome", "Rome", "en"),
        *named("rome", "Roma", "it"),
        (EX + "rome", EX + "in", EX + "italy"),
    ]
    with EmbeddedStore.open_writer(path) as writer:
        writer.replace_graph(f"{EX}graph/one", [*rome, *named("newrome", "New Rome"), *named("oslo", "Oslo")])
        writer.publish()
        quoted = named("quoted", 'He said: "Rome",\n\\and left')
        writer.replace_graph(f"{EX}graph/two", [*quoted, *named("italy", "Italy")])
        writer.publish()
    return path


@pytest.fixture(scope="module")
def pool(store: Path) -> Iterator[QueryPool]:
    pool = QueryPool(store, Settings(query_workers=1))
    yield pool
    pool.close()


def rows(pool: QueryPool, query: str, **more: object) -> list[dict[str, str]]:
    answer = json.loads(pool.run(PROLOGUE + query, "json", **more).body)  # type: ignore[arg-type]
    return [
        {name: term["value"].removeprefix(EX) for name, term in row.items()}
        for row in answer["results"]["bindings"]
    ]


def things(pool: QueryPool, pattern: str, variable: str = "t") -> set[str]:
    return {row.get(variable, "-") for row in rows(pool, f"SELECT * WHERE {{ {pattern} }}")}


ROMES = {"rome", "newrome", "quoted"}


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ('?t text:matches "rome"', ROMES),
        ('?t <https://w3id.org/dipl/text#matches> "ROME" .', ROMES),
        ("?t text:matches '''rom*'''", ROMES),
        ('?t text:matches "new \\u0072ome"', {"newrome"}),
        ('$t text:matches "\\"new rome\\""', {"newrome"}),
        ('?t text:matches "roma"@it', {"rome"}),
        ('?t text:matches "rome"@it', set()),
        ('?t text:matches ("rome" 1)', {"rome"}),
        ('?t text:matches ("rome" text:alias)', set()),
        ('?t text:matches ("rome"@en text:alias text:label 5)', {"rome"}),
        ('(?t) text:matches "rome"', ROMES),
        ('?t text:matches "rome" , "new"', {"newrome"}),
        # among other things that are said of the subject
        ('?t text:matches "rome" ; a ex:City', ROMES),
        ('?t a ex:City ; text:matches "rome"', ROMES),
        ('?t a ex:City ; text:matches "rome" ; ex:in ?where .', {"rome"}),
        ('?t text:matches "rome" ; text:matches "new" ; a ex:City ; text:matches "rom*" ; .', {"newrome"}),
        ('?t text:matches "rome" ; ; text:matches "new" ; .', {"newrome"}),
        ('?t text:matches "rome";a ex:City;rdfs:label ?a , ?b', ROMES),
        ('?o a ex:City . ?t text:matches "roma" . ?o ex:in ?i', {"rome"}),
        ('?t a ex:City FILTER(?t != ex:rome) ?t text:matches "rome"', {"newrome", "quoted"}),
        # in groups of every kind
        ('{ { ?t text:matches "new" } } ?t a ex:City', {"newrome"}),
        ('{ ?t text:matches "oslo" } UNION { ?t text:matches "new" }', {"oslo", "newrome"}),
        ('?t a ex:City OPTIONAL { ?t text:matches "oslo" . ?t rdfs:label ?l } FILTER(BOUND(?l))', {"oslo"}),
        (
            '?t a ex:City MINUS { ?t text:matches "rom* OR" } MINUS { ?t text:matches "rom*" }',
            {"oslo", "italy"},
        ),
        ('GRAPH ?g { ?t text:matches "rome" ; a ex:City } FILTER(?g = ex:graph\\/two)', {"quoted"}),
        ('GRAPH ex:graph\\/one { ?t text:matches "rome" . ?t a ex:City }', {"rome", "newrome"}),
        ('?t a ex:City FILTER EXISTS { ?t text:matches "oslo" }', {"oslo"}),
        ('?t a ex:City FILTER(1 = 2 || NOT EXISTS { ?t text:matches "rom*" })', {"oslo", "italy"}),
        ('{ SELECT ?t WHERE { ?t text:matches "rome" } ORDER BY ?t LIMIT 1 } ?t a ex:City', {"newrome"}),
        ('{ SELECT ?t (COUNT(*) AS ?n) { ?t text:matches "new" } GROUP BY ?t } ?t a ex:City', {"newrome"}),
        ('?t (ex:in|^ex:no)?/a* ex:rome ; !(a|^ex:x) ?l ; text:matches "rom*"', {"rome"}),
        ('?t ex:in [ rdfs:label "Italy" ; a ex:City ] ; text:matches "rome"', {"rome"}),
        ('?t text:matches "rome" BIND(STR(?t) AS ?b) VALUES ?t { ex:rome } ?t a ?any', {"rome"}),
        # words that only look like a search
        ('?t rdfs:label ?l # ?t text:matches "oslo"\n; text:matches "new" # "\n', {"newrome"}),
        ('?t rdfs:label ?l FILTER(STR(?l) = \'?t text:matches "new"\') ?t text:matches "new"', set()),
        ('?t rdfs:label "Oslo" FILTER(STR(text:matches) != "")', {"oslo"}),
        ('VALUES ?p { text:matches } ?t rdfs:label "Oslo"', {"oslo"}),
    ],
)
def test_a_search_stands_where_a_triple_may(pool: QueryPool, pattern: str, found: set[str]) -> None:
    assert things(pool, pattern) == found


def test_score_text_and_kind(pool: QueryPool) -> None:
    pattern = '(?t ?score ?text ?kind) text:matches "rom*" . ?t rdfs:label ?text'
    found = rows(pool, f"SELECT * WHERE {{ {pattern} }} ORDER BY DESC(?score) ?text")
    assert [(row["t"], row["text"]) for row in found] == [
        ("rome", "Roma"),
        ("rome", "Rome"),
        ("newrome", "New Rome"),
        ("quoted", 'He said: "Rome",\n\\and left'),
    ]
    assert {row["kind"] for row in found} == {"https://w3id.org/dipl/text#label"}
    assert float(found[0]["score"]) == float(found[1]["score"]) > float(found[2]["score"]) > 0


def test_every_form_of_query(pool: QueryPool) -> None:
    ask = PROLOGUE + 'ASK { ?t text:matches "%s" }'
    assert json.loads(pool.run(ask % "oslo", "json").body)["boolean"] is True
    assert json.loads(pool.run(ask % "bergen", "json").body)["boolean"] is False
    construct = 'CONSTRUCT { ?t ex:was "text:matches" } WHERE { ?t text:matches "oslo" }'
    assert pool.run(PROLOGUE + construct, "ntriples").body == (
        b'<https://example.org/oslo> <https://example.org/was> "text:matches" .\n'
    )
    described = pool.run(PROLOGUE + 'DESCRIBE ?t { ?t text:matches "oslo" }', "ntriples").body
    assert b'"Oslo"' in described and b"Rome" not in described
    assert pool.run(PROLOGUE + "DESCRIBE text:matches", "ntriples").body == b""
    having = (
        'SELECT ?c { ?t a ?c } GROUP BY ?c HAVING (EXISTS { ?x text:matches "oslo" }) VALUES ?c { ex:City }'
    )
    assert rows(pool, having) == [{"c": "City"}]


def test_the_version_that_is_asked(pool: QueryPool) -> None:
    query = 'SELECT ?t { ?t text:matches "rome" }'
    assert {row["t"] for row in rows(pool, query, version=1)} == {"rome", "newrome"}
    assert {row["t"] for row in rows(pool, query, version=2)} == ROMES


def test_the_dataset_that_is_asked(pool: QueryPool) -> None:
    assert rows(pool, f'SELECT ?t FROM <{EX}graph/two> {{ ?t text:matches "rome" }}') == [{"t": "quoted"}]
    assert rows(pool, f'SELECT ?t FROM NAMED <{EX}graph/two> {{ ?t text:matches "oslo" }}') == []
    given = {"default_graphs": [f"{EX}graph/two"]}
    assert rows(pool, 'SELECT ?t { ?t text:matches "rome" }', **given) == [{"t": "quoted"}]


def test_a_search_is_repeatable(pool: QueryPool) -> None:
    query = PROLOGUE + 'SELECT * { (?t ?s ?x) text:matches "rom*" }'
    first, second = pool.run(query, "csv"), pool.run(query, "csv")
    assert first.repeatable and first.body == second.body


@pytest.mark.parametrize(
    ("query", "place", "message"),
    [
        ("SELECT * { ?t text:matches ?words }", (1, 28), "what is sought"),
        ("SELECT * { ?t text:matches ex:x }", (1, 28), "what is sought"),
        ('SELECT *\n{ ?t\n  text:matches "?!" }', (3, 16), "no word"),
        ('SELECT * { ?t text:matches ("rome" 0) }', (1, 36), "1 to 10,000"),
        ('SELECT * { ?t text:matches ("rome" 10001) }', (1, 36), "1 to 10,000"),
        ('SELECT * { ?t text:matches ("rome" -1) }', (1, 36), "a number of texts"),
        ('SELECT * { ?t text:matches ("rome" ex:x) }', (1, 36), "text:sentence"),
        ('SELECT * { ?t text:matches ("rome" "x") }', (1, 36), "a number of texts"),
        ('SELECT * { ?t text:matches ("rome"', (1, 35), "the query ends"),
        ('SELECT * { ex:rome text:matches "rome" }', (1, 12), "a variable"),
        ('SELECT * { [] text:matches "rome" }', (1, 12), "a variable"),
        ('SELECT * { (?t "x") text:matches "rome" }', (1, 12), "a variable"),
        ('SELECT * { (?t ?t) text:matches "rome" }', (1, 12), "a variable"),
        ('SELECT * { (?a ?b ?c ?d ?e) text:matches "rome" }', (1, 12), "a variable"),
        ('SELECT * { ?x ex:in [ text:matches "rome" ] }', (1, 23), "needs a variable"),
        ('SELECT * { (?t ?s) text:matches "rome" ; a ex:City }', (1, 20), "stands alone"),
        ('SELECT * { ?t ex:in/text:matches "rome" }', (1, 21), "part of a path"),
        ('SELECT * { ?t ^text:matches "rome" }', (1, 16), "part of a path"),
        ('SELECT * { ?t text:matches* "rome" }', (1, 27), "what is sought"),
        ('SELECT * { ?t text:matches "1"^^ex:x }', (1, 31), None),
        ('CONSTRUCT { ?t text:matches "rome" } WHERE { ?t a ex:City }', (1, 16), "belongs into WHERE"),
        ('CONSTRUCT WHERE { ?t text:matches "rome" }', (1, 22), "in its long form"),
        ('SELECT * { ?t text:matches "rome" ; }} ', None, None),
    ],
)
def test_a_wrong_search_is_a_syntax_error_with_its_place(
    pool: QueryPool, query: str, place: tuple[int, int] | None, message: str | None
) -> None:
    with pytest.raises(QuerySyntaxError, match=message) as caught:
        pool.run(PROLOGUE + query, "json" if query.startswith("SELECT") else "turtle")
    if place:
        lines = PROLOGUE.count("\n")
        assert (caught.value.line, caught.value.column) == (place[0] + lines, place[1])


@pytest.mark.parametrize("after", ["?t a a a", "?t a ex:City ?t"])
def test_errors_of_the_engine_keep_their_place(pool: QueryPool, after: str) -> None:
    """What was found is much longer than the pattern in whose place it stands."""
    plain, searching = ("SELECT * {\n?t ex:in ?x .\n", 'SELECT * {\n?t text:matches "rom*" .\n')
    places = []
    for start in (plain, searching):
        with pytest.raises(QuerySyntaxError) as caught:
            pool.run(f"{PROLOGUE}{start}?x a ex:City .\n{after} }}", "json")
        places.append((caught.value.line, caught.value.column))
        assert "VALUES" not in str(caught.value)
    assert places[0] == places[1]


def test_what_is_found_may_be_longer_than_any_query(tmp_path: Path) -> None:
    many = [triple for number in range(10_000) for triple in named(f"many{number}", "the same name")]
    with EmbeddedStore.open_writer(tmp_path) as writer:
        writer.replace_graph(f"{EX}graph/many", many)
        writer.publish()
    pool = QueryPool(tmp_path, Settings(query_workers=1, query_timeout=60))
    pattern = '(?t ?score ?text ?kind) text:matches ("same" 10000) . ?t a ex:City'
    assert rows(pool, f"SELECT (COUNT(DISTINCT ?t) AS ?n) {{ {pattern} }}") == [{"n": "10000"}]
    pool.close()


def test_too_many_searches_are_refused(pool: QueryPool) -> None:
    with pytest.raises(QueryRefusedError, match="more than 20 times"):
        pool.run(PROLOGUE + "SELECT * { " + '?t text:matches "rome" . ' * 21 + "}", "json")


@pytest.mark.parametrize("depth", [100, 299])
def test_deep_nesting_ends_cleanly(pool: QueryPool, depth: int) -> None:
    query = "SELECT * " + "{" * depth + '?t text:matches "oslo"' + "}" * depth
    try:
        assert rows(pool, query) == [{"t": "oslo"}]
    except QueryRefusedError as error:
        assert "nests" in str(error)


def test_other_queries_are_left_as_they_are(store: Path) -> None:
    query = read_query('SELECT * { ?t <https://w3id.org/dipl/text#other> "text:matches" }')
    reader = EmbeddedStore.open_reader(store)
    assert not list(reader.evaluate(query, (), ()))  # type: ignore[arg-type]
