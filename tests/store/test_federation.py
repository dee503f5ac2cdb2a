"""Queries that call a second SPARQL server, on this machine: answers, what it is sent, what is refused."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest

from kg.errors import QueryRefusedError, QuerySyntaxError
from kg.knowledge.facts import Triple
from kg.store.embedded import EmbeddedStore
from kg.store.federation.answers import MAX_SENT
from kg.store.federation.calls import MAX_CALLS
from kg.store.reader import Reader
from kg.store.sparql.query import read_query
from kg.store.terms import from_ox_triple
from tests.store.other_services import (
    BASE,
    PATIENCE,
    asking,
    iri,
    results,
    rows,
    send,
    serving,
)

HERE = """
@prefix e: <http://e/> .
e:ada e:knows e:bob, e:cem ; e:name "Ada" ; e:age 36 .
e:bob e:knows e:cem ; e:name "Bob" .
e:cem e:name "Cem" ; e:nick "C\\"e'm\\n" .
"""
THERE = """
@prefix e: <http://e/> .
e:ada e:label "Ada Lovelace"@en, "Ada de Lovelace"@fr ; e:born 1815 .
e:bob e:label "Bob"@en ; e:seen [ e:by e:ada ] .
e:dan e:label "Dan \\" } SERVICE <http://x/> { #"@en ; e:born 1900 .
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    path = tmp_path_factory.mktemp("store")
    triples: list[Triple] = [from_ox_triple(quad) for quad in ox.parse(HERE, format=ox.RdfFormat.TURTLE)]
    with EmbeddedStore.open_writer(path) as writer:
        writer.replace_graph("http://e/here", triples)
        writer.replace_graph(
            "http://e/many", [(f"http://e/{n}", "http://e/n", "http://e/x") for n in range(1500)]
        )
        writer.publish()
    return EmbeddedStore.open_reader(path)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The query address of an Oxigraph server with other data."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("the program oxigraph (package oxigraph) is not installed")
    folder = tmp_path_factory.mktemp("there")
    (folder / "there.ttl").write_text(THERE)
    subprocess.run(
        [program, "load", "-l", str(folder / "data"), "-f", str(folder / "there.ttl")],
        check=True,
        capture_output=True,
    )
    with socket.create_server(("127.0.0.1", 0)) as probe:
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    process = subprocess.Popen(
        [program, "serve-read-only", "-l", str(folder / "data"), "-b", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://{address}/query"
        _wait_for(url)
        yield url
    finally:
        process.kill()
        process.wait()


def _wait_for(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(Request(url, b"query=ASK{}"), timeout=5):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


QUERIES = [
    "SELECT * { SERVICE <{}> { ?s e:label ?l } }",
    "SELECT * { ?s e:name ?n SERVICE <{}> { ?s e:label ?l } }",
    "SELECT ?n ?l { ?s e:name ?n . SERVICE SILENT <{}> { ?s e:label ?l FILTER(LANG(?l) = 'en') } }",
    "SELECT * { SERVICE <{}> { ?s e:label ?l } ?s e:name ?n }",
    "SELECT * { ?s e:name ?n OPTIONAL { SERVICE <{}> { ?s e:label ?l } } }",
    "SELECT * { ?s e:name ?n OPTIONAL { SERVICE <{}> { ?s e:label ?l } FILTER(STR(?l) = ?n) } }",
    "SELECT * { ?s e:name ?n FILTER NOT EXISTS { SERVICE <{}> { ?s e:label ?l } } }",
    "SELECT * { ?s e:name ?n MINUS { SERVICE <{}> { ?s e:label ?l } } }",
    "SELECT * { { ?s e:name ?n } UNION { SERVICE <{}> { ?s e:born ?n } } }",
    "SELECT * { ?s e:name ?n { SELECT ?s (COUNT(*) AS ?c) { SERVICE <{}> { ?s e:label ?l } } GROUP BY ?s } }",
    "SELECT * { ?s e:name ?n SERVICE <{}> { ?s e:label ?l OPTIONAL { ?s e:born ?b } } }",
    "SELECT * { ?s e:name ?n SERVICE <{}> { { ?s e:label ?l } UNION { ?s e:born ?l } } }",
    "SELECT * { ?s e:name ?n SERVICE <{}> { SELECT ?s (COUNT(?l) AS ?c) { ?s e:label ?l } GROUP BY ?s } }",
    "SELECT * { ?s e:name ?n SERVICE <{}> { ?x e:label ?l FILTER(STR(?l) = ?n) } }",
    "SELECT * { ?s e:name ?n SERVICE <{}> { ?s e:label ?l FILTER(STRLEN(?n) > 1) } }",
    "SELECT * { ?s e:name ?n OPTIONAL { ?s e:age ?b } SERVICE <{}> { ?s e:born ?b } }",
    "SELECT * { ?s e:name ?n OPTIONAL { ?s e:age ?b } FILTER(!BOUND(?b)) SERVICE <{}> { ?s e:label ?l } }",
    "SELECT * { ?s e:name ?n OPTIONAL { ?s e:age ?b } FILTER(BOUND(?b)) SERVICE <{}> { ?x e:born ?b } }",
    "SELECT * { ?s e:name ?n FILTER(?n < 'B') SERVICE <{}> { ?s e:label ?l } }",
    "SELECT * { ?s e:name ?n FILTER EXISTS { ?s e:age ?a } SERVICE <{}> { ?s e:label ?l } }",
    "SELECT * { ?s e:none ?n SERVICE <{}> { ?s e:label ?l } }",
    "SELECT * { VALUES ?s { e:ada UNDEF } SERVICE <{}> { ?s e:born ?b } }",
    "SELECT * { BIND(e:ada AS ?s) SERVICE <{}> { ?s e:born ?b } }",
    "SELECT * { ?s e:name ?n SERVICE <{}> { OPTIONAL { ?s e:born ?b } } }",
    "SELECT * { ?s e:name ?n SERVICE <{}> { ?s e:label ?l MINUS { ?s e:born ?b } } }",
    "SELECT * { ?s e:name ?n SERVICE <{}> { ?s e:label ?l BIND(STRLEN(?l) AS ?k) } FILTER(?k > 3) }",
    "SELECT * { ?s e:name ?n SERVICE <{}> { ?s e:label ?l } SERVICE <{}> { ?x e:born ?b . ?x e:label ?l } }",
    "SELECT * { ?s e:nick ?n SERVICE <{}> { ?x e:label ?l } }",
    "SELECT * { GRAPH ?g { ?s e:name ?n } SERVICE <{}> { ?s e:label ?l } }",
    "SELECT ?s { ?s e:name ?n SERVICE <{}> { ?s e:label ?l } } ORDER BY ?s ?l LIMIT 2",
    "SELECT * { # with SERVICE <x> {\n ?s e:name ?n # } \n SERVICE <{}> # here\n{ ?s e:label ?l # }\n } }",
    "SELECT * FROM <http://e/here> { ?s e:name ?n SERVICE <{}> { ?s e:label ?l } }",
    "SELECT * FROM NAMED <http://e/here> { ?s e:name ?n SERVICE <{}> { ?s e:label ?l } }",
    "SELECT * { SERVICE <{}> { e:ada e:born 1815 } }",
    "SELECT * { SERVICE <{}> { e:ada e:born 1816 } }",
]


@pytest.mark.parametrize("query", QUERIES)
def test_answers_are_what_one_dataset_with_both_would_give(reader: Reader, server: str, query: str) -> None:
    text = f"PREFIX e: <http://e/>\n{query}"
    read = read_query(text.replace("{}", server), {server})
    found = rows(reader.evaluate(read, (), (), BASE, asking()))
    both = ox.Store()
    here = ox.NamedNode("http://e/here")
    for graph in (here, ox.DefaultGraph()):
        both.load(HERE, ox.RdfFormat.TURTLE, to_graph=graph)
    both.load(THERE, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("http://e/there"))
    inside = text.replace("SERVICE <{}>", "GRAPH <http://e/there>").replace(
        "SERVICE SILENT <{}>", "GRAPH e:there"
    )
    inside = inside.replace("GRAPH ?g {", "GRAPH ?g { FILTER(?g = e:here)")
    inside = inside.replace("SERVICE <{}> # here", "GRAPH e:there # here")
    if "FROM" in inside:
        inside = inside.replace("FROM ", "FROM NAMED e:there FROM ", 1)
    assert found == rows(both.query(inside))
    assert not read.repeatable


def test_graphs_are_made_and_questions_answered(reader: Reader, server: str) -> None:
    group = f"{{ ?s <http://e/name> ?n SERVICE <{server}> {{ ?s <http://e/born> ?b }} }}"
    asked = reader.evaluate(read_query(f"ASK {group}", {server}), (), (), BASE, asking())
    assert isinstance(asked, ox.QueryBoolean) and bool(asked)
    text = f"CONSTRUCT {{ ?s <http://e/year> ?b }} {group}"
    made = reader.evaluate(read_query(text, {server}), (), (), BASE, asking())
    assert isinstance(made, ox.QueryTriples)
    assert [str(triple) for triple in made] == [
        '<http://e/ada> <http://e/year> "1815"^^<http://www.w3.org/2001/XMLSchema#integer>'
    ]


def test_blank_nodes_are_told_apart_by_iris(reader: Reader, server: str) -> None:
    call = f"SERVICE <{server}> {{ ?s <http://e/seen> ?node }}"
    query = read_query(f"SELECT ?node {{ {call} }}", {server})
    first, second = (rows(reader.evaluate(query, (), (), BASE, asking())) for _ in range(2))
    assert first[0][0][1].startswith(f"<{BASE}.well-known/genid/")
    assert first != second
    joined = f"SELECT * {{ {call} SERVICE <{server}> {{ ?node <http://e/by> ?who }} }}"
    assert rows(reader.evaluate(read_query(joined, {server}), (), (), BASE, asking())) == []


def test_what_a_service_is_sent(reader: Reader) -> None:
    with serving(send(results([iri("http://e/ada")]))) as (url, asked):
        text = f"BASE <http://e/> PREFIX : <> SELECT * {{ ?s :name ?n SERVICE <{url}> {{ ?s <label> ?l }} }}"
        rows(reader.evaluate(read_query(text, {url}), (), (), BASE, asking()))
    headers, query = asked[0]
    assert headers["Accept"] == "application/sparql-results+json"
    assert headers["Accept-Encoding"] == "identity"
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()
    sent = ox.Store()
    sent.load(THERE, ox.RdfFormat.TURTLE)
    assert len(rows(sent.query(query))) == 3, "the labels of those who are named here, not Dan's"


def test_too_many_solutions_are_not_sent_along(reader: Reader) -> None:
    with serving(send(results([iri("http://e/7")]))) as (url, asked):
        text = f"SELECT * {{ ?s <http://e/n> ?n SERVICE <{url}> {{ ?s <http://e/label> ?l }} }}"
        found = rows(reader.evaluate(read_query(text, {url}), (), (), BASE, asking()))
    assert len(found) == 1
    assert "VALUES" not in asked[0][1]
    assert MAX_SENT < 1500


def test_a_broken_query_asks_nobody(reader: Reader) -> None:
    with serving(send(results([]))) as (url, asked):
        query = read_query(f"SELECT * {{\n SERVICE <{url}> {{ ?s ?p ?o }}\n ?s ?p }}", {url})
        with pytest.raises(QuerySyntaxError) as caught:
            reader.evaluate(query, (), (), BASE, asking())
    assert caught.value.line == 3
    assert asked == []


def test_without_who_asks_nobody_is_asked(reader: Reader) -> None:
    query = read_query("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", {"http://e/"})
    with pytest.raises(QueryRefusedError, match="no other server is asked"):
        reader.evaluate(query, (), (), BASE)


# --------------------------------------------------------------------------------- what is refused

ALLOWED = "http://e/sparql"
REFUSED = [
    ("SELECT * { SERVICE <http://other/> { ?s ?p ?o } }", "<http://other/> is not asked"),
    ("SELECT * { SERVICE SILENT <http://other/> { ?s ?p ?o } }", "<http://other/> is not asked"),
    (f"SELECT * {{ SERVICE <{ALLOWED}/> {{ ?s ?p ?o }} }}", "is not asked"),
    (f"SELECT * {{ VALUES ?x {{ <{ALLOWED}> }} SERVICE ?x {{ ?s ?p ?o }} }}", "named by its IRI"),
    ("SELECT * { SERVICE $x { ?s ?p ?o } }", "named by its IRI"),
    (f"SELECT * {{ SERVICE <{ALLOWED}> {{ SERVICE <{ALLOWED}> {{ ?s ?p ?o }} }} }}", "ask another"),
    (f"SELECT * {{ SERVICESILENT<{ALLOWED}>{{ ?s ?p ?o }} }}", "with blanks between"),
    ("PREFIX a: <http://e/> SELECT * { SERVICEa:sparql { ?s ?p ?o } }", "with blanks between"),
    (f"PREFIX SERVICE: <{ALLOWED}> SELECT * {{ SERVICE: {{ ?s ?p ?o }} }}", "with blanks between"),
    (f"SELECT * {{ SERVICE <{ALLOWED}> {{ ?s ?p ?o ", "no closing brace"),
    (
        f"SELECT * {{ {f'SERVICE <{ALLOWED}> {{ ?s ?p ?o }} ' * (MAX_CALLS + 1)} }}",
        f"more than {MAX_CALLS} SERVICE",
    ),
]


@pytest.mark.parametrize(("query", "message"), REFUSED)
def test_what_is_not_asked(query: str, message: str) -> None:
    with pytest.raises((QueryRefusedError, QuerySyntaxError), match=message):
        read_query(query, {ALLOWED})


@pytest.mark.parametrize(
    "call",
    [
        "SERVICE a:sparql { ?s ?p ?o }",
        "service silent <sparql>{ ?s ?p ?o }",
        "SERVICE <http://e/\\u0073parql> { ?s ?p ?o }",
    ],
)
def test_other_spellings_of_an_endpoint(call: str) -> None:
    query = read_query(f"BASE <http://e/x> PREFIX a: <http://e/> SELECT * {{ {call} }}", {ALLOWED})
    assert [found.endpoint for found in query.services] == [ALLOWED]
