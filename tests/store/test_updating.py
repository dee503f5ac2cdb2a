"""What an update may change is known before, and computed without changing anything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.errors import ConflictError, NotFoundError, QueryRefusedError, QuerySyntaxError, TooLargeError
from kg.knowledge.facts import Text
from kg.store.embedded import EmbeddedStore
from kg.store.sparql.update import read_update
from kg.store.terms import ntriples_lines
from kg.store.updating import updated_graphs
from kg.store.versions import Folder
from kg.vocab import XSD
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
        ("COPY <a:1> TO <a:2> ; ADD SILENT DEFAULT TO GRAPH <a:3>", ["a:2", "a:3"]),
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
        ("INSERT { <a:b> <a:c> 1 } WHERE { " + "?s ?p ?o ." * 200 + "}", "more than 150 triple patterns"),
        ("DELETE WHERE { " + "?s ?p ?o ." * 200 + "}", "more than 150 triple patterns"),
        ("INSERT DATA {} ;" * 11_000, "more than 10,000 operations"),
        ("".join(f"PREFIX p{n}: <a:b> " for n in range(2_000)) + "INSERT DATA {}", "1,000 prefixes"),
    ],
)
def test_what_is_never_done(text: str, message: str) -> None:
    with pytest.raises(QueryRefusedError, match=message):
        read_update(text, DEFAULT)


def test_an_update_of_a_million_words_is_too_large() -> None:
    with pytest.raises(TooLargeError, match="send many triples to /graphs"):
        read_update("INSERT DATA { " + "<a:b> <a:c> 1 ." * 260_000 + "}", DEFAULT)


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
    (step,) = read_update(text, DEFAULT, ["g:d"], ["g:n"]).steps
    assert (
        step.text.split()
        == (
            f"DELETE {{ GRAPH <{DEFAULT}> {{ ?s ?p 'WHERE' }} }} "
            "USING <g:d> USING NAMED <g:n> WHERE { ?s ?p 'WHERE' } ; "
            f"INSERT {{ GRAPH <{DEFAULT}> {{ <a:b> <a:c> ?o }} }} "
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
    folder = Folder(store)
    try:
        found = updated_graphs(update, folder.data(1), folder.update, DEFAULT, BASE)
    finally:
        assert not folder.update.exists()
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


SEE = "INSERT { GRAPH <g:seen> { ?s ?p ?o } } WHERE { ?s ?p ?o FILTER (?p = <a:p>) }"
COUNT = "INSERT { GRAPH <g:seen> { <a:all> <a:are> ?n } } WHERE { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }"


@pytest.mark.parametrize(
    "insert",
    [
        "INSERT DATA { GRAPH <g:1> { <a:1> <a:p> 1 } }",
        f"INSERT DATA {{ GRAPH <{A}> {{ <a:1> <a:p> 1 }} }}",
        "INSERT DATA { <a:1> <a:p> 1 }",
        "INSERT { GRAPH <g:1> { <a:1> <a:p> 1 } } WHERE { ?s ?p ?o }",
        f"INSERT DATA {{ GRAPH <g:1> {{ <a:1> <a:p> 1 }} }} ; MOVE <g:1> TO <{B}>",
        f"CREATE GRAPH <g:1> ; WITH <g:1> INSERT {{ <a:1> <a:p> 1 }} WHERE {{ GRAPH <{A}> {{ ?s ?p ?o }} }}",
    ],
)
def test_a_pattern_without_a_graph_sees_what_was_put_into_any(store: Path, insert: str) -> None:
    assert [s for s, _, _ in changed(store, f"{insert} ; {SEE}")["g:seen"]] == ["a:1"]


@pytest.mark.parametrize(
    ("delete", "left"),
    [
        (f"DROP GRAPH <{A}>", 10),
        (f"DELETE WHERE {{ GRAPH <{A}> {{ ?s ?p ?o }} }}", 10),
        (f"COPY <{A}> TO <{B}>", 10),
        (f"ADD <{A}> TO <{B}> ; DROP GRAPH <{A}>", 15),  # what another graph still says is still seen
        (f"MOVE <{A}> TO DEFAULT", 15),
        ("DROP NAMED", 0),
        ("DROP ALL", 0),
        (f"COPY <{A}> TO DEFAULT ; DROP NAMED", 5),
        (f"COPY <{A}> TO DEFAULT ; CLEAR ALL ; INSERT DATA {{ <a:1> <a:p> 1 , 2 }}", 2),
        (f"DROP GRAPH <{A}> ; INSERT {{ GRAPH <{A}> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }} ; CLEAR NAMED", 0),
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", 15),  # no graph is left out of the merge but by itself
    ],
)
def test_a_pattern_without_a_graph_sees_no_more_than_is_left(store: Path, delete: str, left: int) -> None:
    ((_, _, count),) = changed(store, f"{delete} ; {COUNT}")["g:seen"]
    assert count == Text(str(left), "", XSD["integer"])


def test_named_is_every_graph_but_the_default_one(store: Path) -> None:
    copied = f"COPY <{A}> TO DEFAULT"
    for word in ("CLEAR", "DROP"):
        found = changed(store, f"{copied} ; {word} NAMED")
        assert set(found.pop(DEFAULT)) == set(triples("a"))
        assert found == {A: [], B: [], article_graph("c"): []}
        assert set(changed(store, f"{copied} ; {word} DEFAULT ; {word} SILENT DEFAULT")) == set()
        assert set(changed(store, f"{copied} ; {word} ALL")) == {A, B, article_graph("c")}
        assert changed(store, f"DROP DEFAULT ; {word} DEFAULT") == {}


def test_a_prologue_may_follow_a_semicolon(store: Path) -> None:
    text = (
        "PREFIX e: <http://e/> BASE <http://b/> INSERT DATA { e:1 <p> 1 } ;\n"
        "PREFIX f: <x#> PREFIX e: <http://other/> INSERT DATA { f:1 e:p 2 } ;"
    )
    assert {(s, p) for s, p, _ in changed(store, text)[DEFAULT]} == {
        ("http://e/1", "http://b/p"),
        ("http://b/x#1", "http://other/p"),
    }


def test_a_graph_inside_a_graph_does_not_get_past(store: Path) -> None:
    """The engine reads GRAPHg:1 as GRAPH g:1."""
    with pytest.raises(QuerySyntaxError):
        changed(
            store, f"PREFIX GRAPHg: <x:> PREFIX g: <{BASE}> INSERT DATA {{ GRAPHg:1 {{ <a:b> <a:c> 1 }} }}"
        )


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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("INSERT DATA { <a:b> }", (1, 21)),
        ("# a\nINSERT DATA { <a:b#c> <a:c> 1 } ;\n DELETE WHERE { ?s ?p }", (3, 23)),
        ("PREFIX a: <b:>\nINSERT DATA {} ;\nPREFIX c: <d:'>\nINSERT DATA { a:b c:d 1 ; }} ", (4, 29)),
    ],
)
def test_what_does_not_parse_says_so(store: Path, text: str, place: tuple[int, int]) -> None:
    with pytest.raises(QuerySyntaxError, match="not valid SPARQL") as caught:
        changed(store, text)
    assert (caught.value.line, caught.value.column) == place


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
