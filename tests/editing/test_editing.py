"""Changes that users ask for: whole or not at all, never past the shapes, each a version of its own."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, Graph, Namespace

from kg.config import Settings
from kg.editing import Editor
from kg.edits import EditingProcess, Seen
from kg.errors import (
    ConformanceError,
    DocumentError,
    NotFoundError,
    OvertakenError,
    ProtectedGraphError,
    QueryResourceError,
    QuerySyntaxError,
    QueryTimeoutError,
)
from kg.ingest import ingest
from kg.store.embedded import EmbeddedStore
from kg.store.reader import Reader
from tests.once import copied

BASE = "https://w3id.org/dipl/id/"
DEFAULT = f"{BASE}graph/default"
OWN = "https://example.org/graph/own"
SH = Namespace("http://www.w3.org/ns/shacl#")
FOAF = "http://xmlns.com/foaf/0.1/"
UNFIT = f"<a:1> a <{FOAF}Person> ; <{FOAF}name> <a:2> .".encode()
ARTICLE = """Foreign ministers of Norway and Kenya meet

NAIROBI, 4 March 2024 - The foreign ministers of Norway and Kenya met in Nairobi on Monday.
"""


@pytest.fixture(scope="module")
def ingested(reference_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the reference graphs in version 1 and one article in version 2."""
    folder = tmp_path_factory.mktemp("ingested")
    copied(reference_store, folder / "store")
    (folder / "meeting.txt").write_text(ARTICLE, encoding="utf-8")
    settings = Settings(store=folder / "store", names_model="")
    assert ingest([str(folder / "meeting.txt")], settings).stored == 1
    return settings.store


@pytest.fixture
def store(ingested: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(ingested, tmp_path / "store"))


@pytest.fixture
def editor(store: Path) -> Editor:
    return Editor(Settings(store=store))


def reader(editor: Editor) -> Reader:
    return EmbeddedStore.open_reader(editor._settings.store)


def test_an_update_is_a_version_of_its_own(editor: Editor) -> None:
    edited = editor.update(f'INSERT DATA {{ <a:b> <{FOAF}name> "X" . GRAPH <{OWN}> {{ <a:b> a <a:C> }} }}')
    assert (edited.version, edited.changed, edited.created) == (3, (OWN, DEFAULT), True)
    now = reader(editor)
    assert now.version == 3
    assert now.ask(f'ASK {{ <a:b> <{FOAF}name> "X" ; a <a:C> . GRAPH <{DEFAULT}> {{ <a:b> ?p "X" }} }}')
    again = editor.update(f"DELETE WHERE {{ GRAPH <{OWN}> {{ ?s ?p ?o }} }}")
    assert (again.version, again.created) == (4, False)
    assert not reader(editor).has_graph(OWN)
    assert editor.update("DELETE DATA { <no:t> <th:e> <re:x> }").version == 4  # nothing changed


def test_a_graph_is_put_extended_and_removed(editor: Editor) -> None:
    assert editor.put(OWN, (b"<a:1> <a:p> <a:2> .", "text/turtle")).created
    assert not editor.add(OWN, [(b"<a:1> <a:p> [] .", "text/turtle")]).created
    lines = reader(editor).graph(OWN)
    assert len(lines) == 2
    assert any(f"<{BASE}.well-known/genid/" in line for line in lines)
    editor.put(OWN, (b'[{"@id": "a:1", "a:p": [{"@id": "a:3"}]}]', "application/ld+json"))
    assert len(reader(editor).graph(OWN)) == 1
    editor.remove(OWN)
    assert not reader(editor).has_graph(OWN)
    with pytest.raises(NotFoundError, match=OWN):
        editor.remove(OWN)


def test_what_would_not_conform_is_refused_whole_with_its_report(editor: Editor) -> None:
    before = reader(editor)
    event = next(row["e"] for row in before.select("SELECT ?e { ?e a <https://w3id.org/dipl#Meeting> }"))
    article = next(name for name in before.graph_names() if "/graph/article/" in name)
    update = f"""
        INSERT DATA {{ GRAPH <{OWN}> {{ <a:1> <a:p> <a:2> }} }} ;
        WITH <{article}> DELETE {{ <{event}> <https://w3id.org/dipl#evidence> ?m }}
        WHERE {{ <{event}> <https://w3id.org/dipl#evidence> ?m }}"""
    with pytest.raises(ConformanceError, match="would not conform") as caught:
        editor.update(update)
    report = Graph().parse(data=caught.value.report, format="turtle")
    (head,) = report.subjects(RDF.type, SH.ValidationReport)
    assert not report.value(head, SH.conforms).toPython()  # type: ignore[union-attr]
    assert list(report.objects(head, SH.result))
    now = reader(editor)
    assert (now.version, now.graph(article)) == (2, before.graph(article))
    assert not now.has_graph(OWN)


def test_data_of_others_meets_the_lenient_profile(editor: Editor) -> None:
    with pytest.raises(ConformanceError):
        editor.put(OWN, (UNFIT, "text/turtle"))
    editor.put(OWN, (f'<a:1> a <{FOAF}Person> ; <{FOAF}name> "A name" .'.encode(), "text/turtle"))


def test_every_graph_that_would_not_conform_is_reported(editor: Editor) -> None:
    graphs = [f"{OWN}/{number}" for number in range(7)]
    blocks = " ".join(f"GRAPH <{name}> {{ {UNFIT.decode()} }}" for name in graphs)
    with pytest.raises(ConformanceError, match=f"<{OWN}/0>, .*<{OWN}/4> and 2 more would not") as caught:
        editor.update(f"INSERT DATA {{ {blocks} GRAPH <{OWN}> {{ <a:1> <a:p> 1 }} }}")
    report = Graph().parse(data=caught.value.report, format="turtle")
    told = {
        str(report.value(head, DCTERMS.source)) for head in report.subjects(RDF.type, SH.ValidationReport)
    }
    assert told == set(graphs)
    assert reader(editor).version == 2


WRITES = (
    "INSERT DATA {{ GRAPH <{0}> {{ <a:1> <a:p> 1 }} }}",
    "DELETE DATA {{ GRAPH <{0}> {{ <a:1> <a:p> 1 }} }}",
    "DELETE WHERE {{ GRAPH <{0}> {{ ?s ?p ?o }} }}",
    "DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (?g = <{0}>) }}",
    "INSERT {{ GRAPH ?g {{ <a:1> <a:p> 1 }} }} WHERE {{ BIND (<{0}> AS ?g) }}",
    "WITH <{0}> INSERT {{ <a:1> <a:p> 1 }} WHERE {{ }}",
    "CLEAR GRAPH <{0}>",
    "DROP SILENT GRAPH <{0}>",
    "CREATE SILENT GRAPH <{0}>",
    "COPY DEFAULT TO <{0}>",
    "ADD SILENT DEFAULT TO GRAPH <{0}>",
    "MOVE <{0}> TO <a:other>",
    "MOVE SILENT DEFAULT TO <{0}>",
)


PROTECTED = {
    "consolidated": "change those",
    "provenance": "only grows by them",
    "ontology": "scope admin",
    "shapes": "scope admin",
    "reference": "scope admin",
}


@pytest.mark.parametrize("write", WRITES)
def test_no_update_writes_to_a_graph_that_is_protected(editor: Editor, write: str) -> None:
    names = ["provenance"] if "?g" in write else list(PROTECTED)  # any graph takes seconds to look at
    for name in names:
        graph = f"{BASE}graph/{name}"
        with pytest.raises(ProtectedGraphError, match=f"<{graph}> .*{PROTECTED[name]}.*nothing was changed"):
            editor.update(write.format(graph))
        if name in ("consolidated", "provenance"):
            with pytest.raises(ProtectedGraphError):
                editor.update(write.format(graph), admin=True)
    assert reader(editor).version == 2


def test_a_protected_graph_may_be_read(editor: Editor) -> None:
    edited = editor.update(
        f"COPY <{BASE}graph/provenance> TO <{OWN}> ; ADD <{BASE}graph/shapes> TO <{OWN}/2>"
    )
    assert edited.changed == (OWN, f"{OWN}/2")


@pytest.mark.parametrize("kind", ["ALL", "NAMED"])
def test_not_all_graphs_are_emptied_where_one_is_protected(editor: Editor, kind: str) -> None:
    for admin in (False, True):
        with pytest.raises(ProtectedGraphError, match=r"/consolidated>.*name the graphs to empty"):
            editor.update(f"CLEAR {kind}", admin=admin)
        with pytest.raises(ProtectedGraphError):
            editor.update(f"DROP SILENT {kind}", admin=admin)
    assert reader(editor).version == 2


@pytest.mark.parametrize("name", ["consolidated", "provenance"])
def test_what_is_derived_is_never_written_to(editor: Editor, name: str) -> None:
    graph = f"{BASE}graph/{name}"
    changes: tuple[Callable[[], object], ...] = (
        lambda: editor.add(graph, [(b"<a:1> <a:p> <a:2> .", "text/turtle")], admin=True),
        lambda: editor.put(graph, (b"", "text/turtle"), admin=True),
        lambda: editor.remove(graph, admin=True),
    )
    for change in changes:
        with pytest.raises(ProtectedGraphError, match=graph):
            change()


def test_what_the_writer_remembers_is_out_of_reach(editor: Editor) -> None:
    memory = "urn:x-kg:memory"
    forged = b'<urn:x-kg:writer> <urn:x-kg:revision> "999" .'
    changes: tuple[Callable[[], object], ...] = (
        lambda: editor.put(memory, (forged, "text/turtle"), admin=True),
        lambda: editor.add(memory, [(forged, "text/turtle")], admin=True),
        lambda: editor.remove(memory, admin=True),
        lambda: editor.update(f"INSERT DATA {{ GRAPH <{memory}> {{ {forged.decode()} }} }}", admin=True),
        lambda: editor.update(f"CREATE GRAPH <{memory}>", admin=True),
    )
    for change in changes:
        with pytest.raises(ProtectedGraphError, match="kept by the store for itself"):
            change()
    assert editor.put(OWN, (b"<a:1> <a:p> <a:2> .", "text/turtle")).version == 3


def test_the_vocabulary_needs_the_right_to_administer(editor: Editor) -> None:
    graph = f"{BASE}graph/ontology"
    document = b"<a:Term> a <http://www.w3.org/2002/07/owl#Class> ."
    editor.add(graph, [(document, "text/turtle")], admin=True)
    assert reader(editor).ask(f"ASK {{ GRAPH <{graph}> {{ <a:Term> a ?c }} }}")


def test_what_another_has_changed_is_not_overwritten(editor: Editor) -> None:
    new, other = (b"<a:1> <a:p> 1 .", "text/turtle"), (b"<a:1> <a:p> 2 .", "text/turtle")
    only_new = Seen(none_of=("*",))
    assert editor.put(OWN, new, seen=only_new).created
    first = _digest(editor)
    changes: tuple[Callable[[], object], ...] = (
        lambda: editor.put(OWN, other, seen=only_new),
        lambda: editor.add(OWN, [other], seen=Seen(one_of=("another",))),
        lambda: editor.remove(OWN, seen=Seen(one_of=())),
        lambda: editor.put(f"{OWN}/none", other, seen=Seen(one_of=("*",))),
        lambda: editor.update("CLEAR DEFAULT", seen=Seen(one_of=("1",))),
    )
    for change in changes:
        with pytest.raises(OvertakenError, match="get it again"):
            change()
    assert editor.put(OWN, other, seen=Seen(one_of=(first, "another"))).version == 4
    with pytest.raises(OvertakenError):
        editor.put(OWN, new, seen=Seen(one_of=(first,)))
    assert editor.update(f"CLEAR GRAPH <{OWN}>", seen=Seen(one_of=("4",))).version == 5


def _digest(editor: Editor) -> str:
    with EmbeddedStore.open_writer(editor._settings.store) as writer:
        return writer.graph_digest(OWN) or ""


def test_the_same_again_is_no_new_version(editor: Editor) -> None:
    same = (b"<a:1> <a:p> 01 .", "text/turtle")
    assert [editor.put(OWN, same).version for _ in range(2)] == [3, 3]
    assert editor.add(OWN, [same]).version == 3


@pytest.mark.parametrize(
    ("document", "media_type", "message"),
    [
        (b"<a:1> <a:p>", "text/turtle", "not valid text/turtle"),
        (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><r/>', "application/rdf+xml", "document type"),
        (b"[" * 5000, "application/ld+json", "nests more than"),
        (
            b'{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "a:1"}',
            "application/ld+json",
            "not fetched",
        ),
        (b"<a:1> <a:p> <a:2> <a:g> .", "application/n-quads", "one graph at a time"),
    ],
)
def test_documents_that_are_refused(editor: Editor, document: bytes, media_type: str, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        editor.put(OWN, (document, media_type))
    assert reader(editor).version == 2


def test_removing_an_article_consolidates_the_rest(editor: Editor) -> None:
    article = next(name for name in reader(editor).graph_names() if "/graph/article/" in name)
    editor.remove(article)
    now = reader(editor)
    assert now.manifest.articles == 0
    assert not now.ask("ASK { GRAPH ?g { ?e a <https://w3id.org/dipl#Meeting> } }")


def test_a_change_waits_for_another_writer(editor: Editor) -> None:
    store = editor._settings.store
    with EmbeddedStore.open_writer(store):
        thread = threading.Thread(target=editor.put, args=(OWN, (b"<a:1> <a:p> <a:2> .", "text/turtle")))
        thread.start()
        time.sleep(0.5)
    thread.join()
    assert reader(editor).has_graph(OWN)


# --------------------------------------------------------------------- in its own process


@pytest.fixture
def process(store: Path) -> Iterator[EditingProcess]:
    process = EditingProcess(Settings(store=store, write_timeout=120, write_memory=600_000_000))
    yield process
    process.close()


def test_changes_in_a_process_of_their_own(process: EditingProcess, store: Path) -> None:
    assert process.put(OWN, (b"<a:1> <a:p> <a:2> .", "text/turtle"), admin=False).created
    edited = process.update("INSERT DATA { <a:1> <a:p> 5 }", [], [], admin=False)
    assert (edited.version, edited.changed) == (4, (DEFAULT,))
    assert process.remove(OWN, admin=False).version == 5
    with pytest.raises(ConformanceError) as caught:
        process.put(OWN, (UNFIT, "text/turtle"), admin=False)
    assert "ValidationReport" in caught.value.report
    with pytest.raises(QuerySyntaxError):
        process.update("INSERT DATA { <a:1> }", [], [], admin=False)


def test_an_endless_update_ends_and_changes_nothing(process: EditingProcess, store: Path) -> None:
    endless = "INSERT { <a:1> <a:p> ?n } WHERE { SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }"
    patient = process._settings
    process._settings = replace(patient, write_timeout=2)
    with pytest.raises(
        QueryTimeoutError,
        match=r"the change took longer than .* nothing was changed\. It came with \d+ bytes: send",
    ):
        process.update(endless, [], [], admin=False)
    process._settings = patient
    assert EmbeddedStore.open_reader(store).version == 2
    assert process.put(OWN, (b"<a:1> <a:p> <a:2> .", "text/turtle"), admin=False).version == 3


def test_a_hungry_update_ends_and_changes_nothing(process: EditingProcess, store: Path) -> None:
    doubled = " ".join(f"BIND (CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(40))
    hungry = f'INSERT {{ <a:1> <a:p> ?a40 }} WHERE {{ BIND ("aaaa" AS ?a0) {doubled} }}'
    with pytest.raises(QueryResourceError, match=r"more memory.* send a graph as several"):
        process.update(hungry, [], [], admin=False)
    assert EmbeddedStore.open_reader(store).version == 2
    assert process.put(OWN, (b"<a:1> <a:p> <a:2> .", "text/turtle"), admin=False).version == 3
