"""What a query asks for is decided on its terminals, as the engine would cut them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.errors import QueryRefusedError, QuerySyntaxError
from kg.store.sparql.errors import syntax_error
from kg.store.sparql.query import QueryForm, check_query, read_query

FORMS = [
    ("SELECT * { ?s ?p ?o }", QueryForm.SELECT),
    ("# comment\nBASE <http://b/>\nPREFIX e: <x>\nask { ?s e:p ?o }", QueryForm.ASK),
    ("CONSTRUCT WHERE { ?s ?p ?o }", QueryForm.CONSTRUCT),
    ("DESCRIBE <http://example.org/>", QueryForm.DESCRIBE),
]


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_form(text: str, form: QueryForm) -> None:
    assert check_query(text, lambda _: False) is form


INNOCENT = [
    "SELECT * { ?s ?p ?o } # SERVICE <http://evil/> { }",
    'SELECT * { ?s ?p "SERVICE <http://evil/> {}" }',
    "SELECT * { ?s ?p '''\nSERVICE <http://evil/> {}''' }",
    'SELECT * { ?s ?p "\\" SERVICE <http://evil/> {} #" }',
    "SELECT ?service ?SERVICE { ?service ?SERVICE $service }",
    "PREFIX service: <http://s/> SELECT * { service:SERVICE service:p service:o }",
    "PREFIX service: <http://s/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
    "SELECT * { ?s <http://example.org/SERVICE> ?o . _:service ?p ?o }",
    "PREFIX load: <http://s/> SELECT ?load ?from { ?from load:from ?load }",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_the_word_service_alone_is_no_service(text: str) -> None:
    assert check_query(text, lambda _: False) is QueryForm.SELECT


CALLS = [
    "SELECT * { SERVICE <{}> { ?s ?p ?o } }",
    "SELECT * { service silent <{}> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<{}>{ ?s ?p ?o } }",
    "PREFIX e: <{}> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    "PREFIX : <{}> PREFIX SERVICE: <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?a ?b 'x'. SERVICE<{}>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c OPTIONAL{SERVICE<{}>{ ?s ?p ?o }} }",
    "SELECT * { VALUES ?x {<{}>} SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <{}> { ?s ?p ?o } } } }",
    "SELECT * { FILTER EXISTS { SERVICE <{}> { ?s ?p ?o } } ?a ?b ?c }",
    "PREFIX e: <http://e/> SELECT * { ?a ?b e:c.d.SERVICE<{}>{ ?s ?p ?o } }",
    "SELECT * { #'''\r SERVICE <{}> { ?s ?p ?o }\n #'''\n }",
    # What a grammar sees as an IRI, the engine can see as "less than", and a comment or a string.
    'SELECT * { ?s ?p ?a FILTER(?a <?b#> """\n) SERVICE <{}> { ?x ?y ?z } #"""\n }',
    "SELECT * { ?s ?p ?a FILTER(?a <?b+'>' ) SERVICE <{}> { ?x ?y ?z } #'\n }",
    "SELECT * { ?s ?p ?a FILTER(?a <?b+'''>''' ) SERVICE <{}> { ?x ?y ?z } #'''\n }",
    "PREFIX e: <http://e/> SELECT * { ?s ?p ?a FILTER(?a <e:b#> '''\n) SERVICE <{}> { ?x ?y ?z } #'''\n }",
]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server on the loopback interface that notes who calls."""
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    calls.append(connection.recv(100))

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("template", CALLS)
def test_no_disguise_of_service_reaches_another_server(
    template: str, listener: tuple[str, list[bytes]]
) -> None:
    address, calls = listener
    engine = ox.Store()
    engine.load(b"<http://e/s> <http://e/p> 1 .", ox.RdfFormat.TURTLE)
    engine.load(b"<http://e/s> <http://e/p> <http://e/c.d> .", ox.RdfFormat.N_TRIPLES)
    text = template.replace("{}", address, 1)
    with pytest.raises((QueryRefusedError, SyntaxError)):
        list(engine.query(read_query(text).text))  # type: ignore[arg-type]
    assert calls == []


@pytest.mark.parametrize("operation", ["INSERT DATA { }", "LOAD <http://x/>", "drop all", "DELETE WHERE { }"])
def test_updates_are_refused(operation: str) -> None:
    with pytest.raises(QueryRefusedError, match="SPARQL Update"):
        check_query(operation, lambda _: True)


def test_from_must_name_a_known_graph() -> None:
    text = "BASE <http://b/x/> PREFIX e: <y/> SELECT * FROM e:g FROM NAMED <../z> { ?s ?p ?o }"
    query = read_query(text)
    assert query.default_graphs == ("http://b/x/y/g",)
    assert query.named_graphs == ("http://b/z",)
    assert check_query(text, lambda _: True) is QueryForm.SELECT
    with pytest.raises(QueryRefusedError, match="<http://b/z> is not in this store"):
        check_query(text, lambda name: name.endswith("g"))
    with pytest.raises(QueryRefusedError, match="nothing is fetched"):
        check_query("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", lambda _: False)


@pytest.mark.parametrize("pair", ["{}", "()"])
def test_absurd_nesting_is_refused(pair: str) -> None:
    deep = pair[0] * 3000 + "1" * (pair == "()") + pair[1] * 3000
    text = f"SELECT * {{ {deep} }}" if pair == "{}" else f"SELECT * {{ FILTER(1<{deep}&&1>0) }}"
    with pytest.raises(QueryRefusedError, match="nests more than 300"):
        check_query(text, lambda _: False)
    assert check_query(f"SELECT * {{ {'{' * 200}{'}' * 200} }}", lambda _: False)


SYNTAX_ERRORS = [
    ("", 1, 1, "expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ("PREFIX foo <x>", 1, 8, "expected a prefix such as ex:"),
    ("SELECT *\n{ ?s foaf:name ?o }", 2, 6, "add PREFIX foaf: <http://xmlns.com/foaf/0.1/>"),
    ("SELECT *\n{ ?s ?p 'open }", 2, 9, "no closing quotation mark"),
    ("SELECT * { ?s ?p '''open }", 1, 18, "no closing quotation mark"),
    ("SELECT * {\n ?s ?p }", 2, 9, "not valid SPARQL, at or before:"),
    ("BASE <http://b/> SELECT * { ?s <#a> ?o .\n ?x\n ?y }", 3, 6, "not valid SPARQL, at or before:"),
    ("SELECT (1 AS ?x) (2 AS ?x) {}", 1, 30, "Duplicated variable name in SELECT"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), SYNTAX_ERRORS)
def test_syntax_errors_are_placed_and_readable(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        query = read_query(text)
        try:
            ox.Store().query(query.text)
        except SyntaxError as error:
            raise syntax_error(query, error) from error
    assert (caught.value.line, caught.value.column) == (line, column)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "text",
    ["'" * 100_000, '"""' + '"a' * 50_000, "<" * 100_000, "a." * 50_000, ":a." * 50_000, "\\" * 100_000],
)
def test_hostile_text_is_cut_to_its_end(text: str) -> None:
    with pytest.raises((QuerySyntaxError, QueryRefusedError)):
        read_query(text)
