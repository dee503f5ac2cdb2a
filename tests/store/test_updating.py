"""What an update may change is known before, and computed without changing anything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.errors import ConflictError, NotFoundError, QueryRefusedError, QuerySyntaxError
from kg.store.embedded import EmbeddedStore
from kg.store.terms import ntriples_lines
from kg.store.update_text import read_update
from kg.store.updating import updated_graphs
from kg.store.versions import Folder
from tests.store.samples import BASE, article_graph, triples

DEFAULT = f"{BASE}graph/default"
A, B = article_graph("a"), article_graph("b")


@pytest.mark.parametrize(
    ("text", "graphs"),
    [
        ("INSERT DATA { <a:b> <a:p> 1 ; <a:q> 2 }", [DEFAULT]),
        ("INSERT DATA { GRAPH <g:1> { <a:b> <a:p> 1 ; <a:q> 2 } }", ["g:1"]),
        ("DELETE DATA { GRAPH <g:1> { <a:b> <a:p> 1 } <a:b> <a:c> '}' }", ["g:1", DEFAULT]),
        ("DELETE WHERE { GRAPH <g:1> { ?s ?p ?o } . GRAPH <g:2> { ?o ?q ?r } }", ["g:1", "g:2"]),
        ("WITH <g:1> DELETE { ?s ?p ?o } INSERT { ?s ?p 2 } WHERE { ?s ?p ?o }", ["g:1"]),
        ("DELETE { ?s ?p ?o } WHERE { GRAPH <g:1> { ?s ?p ?o } }", [DEFAULT]),
        ("PREFIX e: <http://e/> CLEAR GRAPH e:x ; PREFIX f: <http://f/> DROP SILENT GRAPH f:y",
         ["http://e/x", "http://f/y"]),
        ("MOVE <a:1> TO DEFAULT", ["a:1", DEFAULT]),
        ("BASE <http://e/> CREATE GRAPH <x>", ["http://e/x"]),
        ("# nothing\n", []),
    ],
)  # fmt: skip
def test_the_graphs_that_an_update_can_change(text: str, graphs: list[str]) -> None:
    found = read_update(text, DEFAULT)
    assert sorted(found.graphs or ()) == sorted(graphs)


@pytest.mark.parametrize(
    "text", ["CLEAR ALL", "DROP NAMED", "INSERT { GRAPH ?g { ?s ?p 1 } } WHERE { GRAPH ?g { ?s ?p ?o } }"]
)
def test_any_graph_may_change(text: str) -> None:
    assert read_update(text, DEFAULT).graphs is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("LOAD <http://example.org/>", "LOAD is not done"),
        ("LOAD <file:///etc/passwd> INTO GRAPH <g:1>", "LOAD is not done"),
        ("LOAD SILENT <a:b> ; LOAD <a:b>", "LOAD is not done"),
        ("LOAD SILENT <a:b> <a:c>", "LOAD is not done"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("INSERT DATA { " + "{" * 400, "nests more than"),
    ],
)
def test_what_is_never_done(text: str, message: str) -> None:
    with pytest.raises(QueryRefusedError, match=message):
        read_update(text, DEFAULT)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "INSERT DATA",
        "INSERT WHERE { ?s ?p ?o }",
        "INSERT DATA { ex:a ex:b 1 }",
        "nonsense",
    ],
)
def test_what_is_no_update(text: str) -> None:
    with pytest.raises(QuerySyntaxError):
        read_update(text, DEFAULT)


def test_given_graphs_are_put_where_the_update_matches() -> None:
    text = "DELETE WHERE { ?s ?p 'WHERE' } ; INSERT { <a:b> <a:c> ?o } WHERE { ?s ?p ?o }"
    assert (
        read_update(text, DEFAULT, ["g:d"], ["g:n"]).text.split()
        == (
            f"DELETE {{ ?s ?p 'WHERE' GRAPH <{DEFAULT}> {{ ?s ?p 'WHERE' }} }} "
            "USING <g:d> USING NAMED <g:n> WHERE { ?s ?p 'WHERE' } ; "
            f"INSERT {{ <a:b> <a:c> ?o GRAPH <{DEFAULT}> {{ <a:b> <a:c> ?o }} }} "
            "USING <g:d> USING NAMED <g:n> WHERE { ?s ?p ?o }"
        ).split()
    )
    with pytest.raises(QuerySyntaxError, match="names its own graphs"):
        read_update("WITH <g:1> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", DEFAULT, ["g:d"])
    with pytest.raises(QueryRefusedError, match="no IRI"):
        read_update(text, DEFAULT, ["g:d> WHERE {} ; DROP ALL ; #"])


def changed(
    store: Path, text: str, default_graphs: Sequence[str] = ()
) -> dict[str, list[tuple[str, str, object]]]:
    update = read_update(text, DEFAULT, default_graphs)
    found = updated_graphs(update, Folder(store).data(1), store, DEFAULT, BASE)
    assert not list(store.glob("update-*"))
    assert EmbeddedStore.open_reader(store).count() == 15  # nothing has happened
    return {name: list(content) for name, content in found.items()}


def test_only_graphs_that_change_are_named(store: Path) -> None:
    text = f"WITH <{A}> DELETE {{ <{BASE}a/1> ?p ?o }} WHERE {{ <{BASE}a/1> ?p ?o }} ; CLEAR GRAPH <{B}>"
    found = changed(store, text)
    assert set(found) == {A, B}
    assert set(found[A]) == set(triples("a")) - {triples("a")[1]}
    assert found[B] == []
    assert changed(store, f"DELETE DATA {{ GRAPH <{A}> {{ <a:b> <a:c> 1 }} }}") == {}


def test_a_pattern_without_a_graph_sees_all_and_writes_to_one(store: Path) -> None:
    found = changed(store, "INSERT { ?s <p:seen> true } WHERE { ?s ?p ?o }")
    assert list(found) == [DEFAULT]
    assert len(found[DEFAULT]) == 15
    assert changed(store, "DELETE WHERE { ?s ?p ?o }") == {}  # nothing stands outside the graphs of articles
    assert (
        len(changed(store, "INSERT { ?s <p:seen> 1 } WHERE { ?s ?p ?o }", default_graphs=[A])[DEFAULT]) == 5
    )


def test_a_triple_that_another_graph_states_is_written_all_the_same(store: Path) -> None:
    line = ntriples_lines([triples("a")[0]])[0]
    assert list(changed(store, f"INSERT DATA {{ {line} }}")) == [DEFAULT]


def test_what_an_operation_writes_the_next_one_sees(store: Path) -> None:
    insert = "INSERT DATA { <a:1> <a:p> 1 . <a:1> <a:p> 2 }"
    delete = f"DELETE {{ ?s ?p 1 }} WHERE {{ GRAPH <{DEFAULT}> {{ ?s ?p 1 }} }}"
    assert len(changed(store, f"{insert} ; {delete}")[DEFAULT]) == 1
    using = changed(store, f"{insert} ; DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}", default_graphs=[DEFAULT])
    assert using == {}


def test_load_may_fail_silently(store: Path) -> None:
    load = "LOAD SILENT <http://127.0.0.1:9/a> ; LOAD SILENT <file:///etc/passwd> INTO GRAPH <g:1>"
    assert changed(store, load) == {}
    assert list(changed(store, f"{load} ; INSERT DATA {{ <a:1> <a:p> 1 }}")) == [DEFAULT]


def test_a_graph_that_is_not_there_is_told(store: Path) -> None:
    with pytest.raises(NotFoundError, match="does not exist"):
        changed(store, "CLEAR GRAPH <g:none>")
    assert changed(store, "CLEAR SILENT GRAPH <g:none>") == {}
    with pytest.raises(ConflictError, match="already exists"):
        changed(store, f"CREATE GRAPH <{A}>")


def test_any_graph_is_looked_at_where_a_variable_names_it(store: Path) -> None:
    found = changed(
        store,
        f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (?g != <{A}>) }}",
    )
    assert set(found) == {B, article_graph("c")}
    assert set(changed(store, "CLEAR ALL")) == {A, B, article_graph("c")}


def test_default_in_clear_and_copy_is_the_graph_for_what_has_none(store: Path) -> None:
    assert set(changed(store, f"COPY <{A}> TO DEFAULT")[DEFAULT]) == set(triples("a"))
    assert changed(store, "CLEAR DEFAULT") == {}
    assert changed(store, f"COPY DEFAULT TO <{A}>") == {A: []}


def test_new_blank_nodes_become_iris(store: Path) -> None:
    ((subject, _, other),) = changed(store, "INSERT DATA { _:x <a:p> _:x }")[DEFAULT]
    assert subject == other
    assert subject.startswith(f"{BASE}.well-known/genid/")


def test_what_does_not_parse_says_so(store: Path) -> None:
    with pytest.raises(QuerySyntaxError, match="not valid SPARQL"):
        changed(store, "INSERT DATA { <a:b> }")


def test_several_graphs_change_together_and_the_merge_keeps_what_is_still_said(store: Path) -> None:
    shared = triples("shared", 2)
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graphs({A: [*triples("a"), *shared], DEFAULT: shared})
        writer.publish()
    assert _merge(store) == {*triples("a"), *triples("b"), *triples("c"), *shared}
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graphs({A: triples("a"), B: [], DEFAULT: shared[:1]})
        assert writer.graph_digest(B) is None
        writer.publish()
    reader = EmbeddedStore.open_reader(store)
    assert _merge(store) == {*triples("a"), *triples("c"), shared[0]}
    assert reader.graph_names() == [A, article_graph("c"), DEFAULT]


def _merge(store: Path) -> set[tuple[str, str, object]]:
    rows = EmbeddedStore.open_reader(store).select("SELECT ?s ?p ?o { ?s ?p ?o }")
    return {(str(row["s"]), str(row["p"]), row["o"]) for row in rows}
