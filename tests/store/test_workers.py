"""Queries of strangers: answered in every format, stopped at every limit, without harm to the next."""

from __future__ import annotations

import csv
import io
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.config import Settings
from kg.errors import (
    KgError,
    NotFoundError,
    QueryBusyError,
    QueryCancelledError,
    QueryError,
    QueryRefusedError,
    QueryResourceError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreError,
)
from kg.store.embedded import EmbeddedStore
from kg.store.pool.running import new_identifier
from kg.store.pool.workers import Asker, QueryPool
from kg.store.sparql.query import QueryForm
from tests.store.samples import BASE, article_graph, triples

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def pool(store: Path) -> Iterator[QueryPool]:
    settings = Settings(query_timeout=1.0, query_memory=400_000_000, result_bytes=100_000, query_workers=2)
    pool = QueryPool(store, settings)
    yield pool
    pool.close()


def count(
    pool: QueryPool,
    query: str = COUNT,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    version: int = 0,
) -> int:
    body = json.loads(pool.run(query, "json", default_graphs, named_graphs, version=version).body)
    return int(body["results"]["bindings"][0]["n"]["value"])


def test_an_answer_names_version_and_form(pool: QueryPool) -> None:
    answer = pool.run(COUNT, "json")
    assert (answer.version, answer.form) == (1, QueryForm.SELECT)
    assert count(pool) == 15


def test_select_in_every_format(pool: QueryPool) -> None:
    query = "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s LIMIT 2"
    rows = list(csv.reader(io.StringIO(pool.run(query, "csv").body.decode())))
    assert rows[0] == ["s", "o"]
    assert rows[1] == [f"{BASE}a/0", 'line 0\n"quoted" \\ é\t']
    assert pool.run(query, "tsv").body.startswith(b"?s\t?o\n<https://example.org/id/a/0>\t")
    assert b"<sparql" in pool.run(query, "xml").body
    assert pool.run("ASK { }", "csv").body == b"true"


@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"])
def test_graphs_in_every_format_are_the_same_graph(pool: QueryPool, name: str) -> None:
    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "nquads": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "rdfxml": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    answer = pool.run(f"CONSTRUCT {{ ?s <{BASE}p> ?s }} {{ ?s ?p ?o }}", name)
    found = {str(quad.triple) for quad in ox.parse(answer.body, formats[name])}
    assert found == {f"<{BASE}{g}/{i}> <{BASE}p> <{BASE}{g}/{i}>" for g in "abc" for i in range(5)}
    assert pool.run(f"CONSTRUCT {{ ?s <{BASE}p> ?s }} {{ ?s ?p ?o }}", name).body == answer.body


def test_turtle_names_used_prefixes_in_order(pool: QueryPool) -> None:
    query = """PREFIX l: <http://www.w3.org/2000/01/rdf-schema#> PREFIX f: <http://xmlns.com/foaf/0.1/>
        CONSTRUCT { ?s a f:Person ; l:label 'x' } { ?s ?p ?o }"""
    lines = pool.run(query, "turtle").body.splitlines()
    prefixes = [line.split(b" ")[1] for line in lines if line.startswith(b"@prefix")]
    assert prefixes == [b"foaf:", b"rdf:", b"rdfs:"]


def test_a_format_that_does_not_fit_is_refused(pool: QueryPool) -> None:
    with pytest.raises(QueryRefusedError, match="cannot be written as turtle"):
        pool.run(COUNT, "turtle")


def test_the_dataset_can_be_chosen(pool: QueryPool) -> None:
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    one, two = [article_graph("a")], [article_graph("b")]
    assert count(pool, default_graphs=one) == 5
    assert count(pool, f"SELECT (COUNT(*) AS ?n) FROM <{one[0]}> {{ ?s ?p ?o }}") == 5
    assert count(pool, named) == 15
    assert count(pool, named, default_graphs=one) == 0
    assert count(pool, named, default_graphs=one, named_graphs=two) == 5
    assert count(pool, COUNT, named_graphs=two) == 0
    # The protocol's parameters take the place of FROM.
    assert count(pool, f"SELECT (COUNT(*) AS ?n) FROM <{BASE}none> {{ ?s ?p ?o }}", default_graphs=one) == 5
    with pytest.raises(QueryRefusedError, match="not in this store"):
        count(pool, default_graphs=[f"{BASE}nowhere"])
    with pytest.raises(QueryRefusedError, match="not in this store"):
        count(pool, default_graphs=["not an iri"])


CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?s . ?t ?u ?v . ?w ?x ?y }"
DOUBLING = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(31))
STOPPED = (QueryTimeoutError, QueryResourceError)  # whichever limit is met first
HOSTILE: list[tuple[str, type[KgError] | tuple[type[KgError], ...]]] = [
    (f"SELECT (COUNT(*) AS ?count) {CROSS}", QueryTimeoutError),
    (f"SELECT * {CROSS} ORDER BY ?z", STOPPED),
    (f"SELECT ?x31 {{ BIND('0123456789' AS ?x0) {DOUBLING} }}", STOPPED),
    (f"SELECT * {CROSS}", STOPPED),  # the result grows past its limit
    (f"SELECT * {{ {'{' * 3000}{'}' * 3000} }}", QueryRefusedError),
    (f"SELECT * {{ FILTER({'!' * 20_000}1) }}", QueryResourceError),
    ("SELECT * { ?s ?p '" + "x" * 1_000_001 + "' }", QueryRefusedError),
    ("SELECT * { ?s ?p }", QuerySyntaxError),
    ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", QueryRefusedError),
]


@pytest.mark.parametrize(("query", "kind"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_query_ends_in_a_clean_error_and_harms_no_other(
    pool: QueryPool, query: str, kind: type[KgError] | tuple[type[KgError], ...]
) -> None:
    with pytest.raises(kind):
        pool.run(query, "json")
    assert count(pool) == 15


def test_syntax_errors_keep_their_place(pool: QueryPool) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        pool.run("SELECT *\n{ ?s nope:p ?o }", "json")
    assert (caught.value.line, caught.value.column) == (2, 6)


def test_an_older_version_can_be_asked(pool: QueryPool, store: Path) -> None:
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph(article_graph("d"), triples("d"))
        writer.publish()
    assert [count(pool, version=number) for number in (1, 2, 0, 1)] == [15, 20, 20, 15]
    assert pool.run(COUNT, "json", version=1).version == 1
    with pytest.raises(NotFoundError, match="no version 3"):
        count(pool, version=3)
    assert count(pool) == 20


def test_what_depends_on_chance_or_the_clock_says_so(pool: QueryPool) -> None:
    assert pool.run(COUNT, "json").repeatable
    for call in ("NOW()", "RAND()", "UUID()", "BNODE()"):
        assert not pool.run(f"SELECT ({call} AS ?x) {{ }}", "json").repeatable


def test_a_long_result_waits_in_a_file_that_nobody_has_to_remove(store: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    shared = QueryPool(store, Settings(query_timeout=60), scratch)
    rows = " ".join(f"({number})" for number in range(300))
    crossed = f"SELECT * {{ VALUES (?a) {{ {rows} }} VALUES (?b) {{ {rows} }} VALUES ?c {{ 1 2 3 }} }}"
    try:
        answer = shared.run(crossed, "csv")
        assert not list(scratch.iterdir())
        assert answer.length > 2_000_000
        assert answer.body.count(b"\n") == 300 * 300 * 3 + 1
        answer.content.close()
    finally:
        shared.close()


def test_a_running_query_is_cancelled_from_another_process(store: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    pool = QueryPool(store, Settings(query_timeout=60, query_workers=1), scratch)
    identifier = new_identifier()
    code = (
        "import sys, time; from pathlib import Path; from kg.store.pool.running import RunningQueries\n"
        "while not RunningQueries(Path(sys.argv[1])).cancel(sys.argv[2]): time.sleep(0.01)"
    )
    try:
        with subprocess.Popen([sys.executable, "-c", code, str(scratch), identifier]) as other:
            with pytest.raises(QueryCancelledError, match="was cancelled"):
                pool.run(f"SELECT (COUNT(*) AS ?count) {CROSS}", "json", asker=Asker(identifier))
            assert other.wait(30) == 0
        assert count(pool) == 15
        assert not pool.running.cancel(identifier)
        assert not pool.running.cancel("../../etc/passwd")
        assert not list(scratch.iterdir())
    finally:
        pool.close()


def test_a_client_that_leaves_frees_its_worker(store: Path) -> None:
    pool = QueryPool(store, Settings(query_timeout=60, query_workers=1))
    ours, theirs = socket.socketpair()
    try:
        threading.Timer(0.5, theirs.close).start()
        with pytest.raises(QueryCancelledError, match="client has left"):
            pool.run(f"SELECT (COUNT(*) AS ?count) {CROSS}", "json", asker=Asker(socket=ours.fileno()))
        assert count(pool) == 15
    finally:
        ours.close()
        pool.close()


def test_the_queue_has_an_end(store: Path) -> None:
    pool = QueryPool(store, Settings(query_timeout=3, query_workers=1, query_queue=1))
    slow = [threading.Thread(target=_quietly, args=(pool,)) for _ in range(2)]
    try:
        for thread in slow:
            thread.start()
        time.sleep(0.5)
        with pytest.raises(QueryBusyError, match="too many queries are waiting"):
            count(pool)
        for thread in slow:
            thread.join()
        assert count(pool) == 15
    finally:
        pool.close()


def _quietly(pool: QueryPool) -> None:
    with suppress(QueryError):
        pool.run(f"SELECT (COUNT(*) AS ?count) {CROSS}", "json")


def test_a_new_version_is_answered_from_without_a_restart(pool: QueryPool, store: Path) -> None:
    assert count(pool) == 15
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph(article_graph("d"), triples("d"))
        writer.publish()
    assert count(pool) == 20
    assert pool.run(COUNT, "json").version == 2


def test_threads_share_the_pool(pool: QueryPool) -> None:
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(count(pool))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [15] * 8


def test_a_worker_that_died_while_idle_is_replaced(pool: QueryPool) -> None:
    assert count(pool) == 15
    for worker in pool._all:
        worker._process.kill()
        worker._process.wait()
    assert count(pool) == 15


def test_no_store_is_a_clear_error(tmp_path: Path) -> None:
    pool = QueryPool(tmp_path / "nothing", Settings())
    with pytest.raises(StoreError, match="no knowledge graph yet"):
        pool.run(COUNT, "json")
    pool.close()


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_child_has_workers_of_its_own(pool: QueryPool) -> None:
    assert count(pool) == 15
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = 0 if count(pool) == 15 else 1
            pool.close()
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0
    assert count(pool) == 15  # by the worker that the parent had before


PARENT = """
import sys
from pathlib import Path
from kg.config import Settings
from kg.store.pool.running import new_identifier
from kg.store.pool.workers import Asker, QueryPool
pool = QueryPool(Path(sys.argv[1]), Settings())
pool.run("ASK { }", "json")
print(*(worker._process.pid for worker in pool._all), flush=True)
sys.stdin.read()
"""


def test_workers_end_when_their_parent_is_killed(store: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        os.kill(worker, 0)  # it lives
        parent.kill()
    for _ in range(200):
        if not _runs(worker):
            return
        time.sleep(0.05)
    pytest.fail("the worker outlived its parent")


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_slow_query_lets_others_go_first(store: Path, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    pool = QueryPool(store, Settings(query_timeout=60.0, query_workers=1), scratch)
    name = new_identifier()

    def ask_endlessly() -> None:
        with suppress(KgError):
            pool.run(f"SELECT (COUNT(*) AS ?n) {CROSS}", "json", asker=Asker(name))

    asking = threading.Thread(target=ask_endlessly)
    asking.start()
    end = time.monotonic() + 30
    slowed = False
    while not slowed and time.monotonic() < end:
        time.sleep(0.1)
        with suppress(FileNotFoundError, ValueError):  # not begun yet
            process = int((scratch / name).read_text().partition(" ")[0])
            slowed = os.getpriority(os.PRIO_PROCESS, process) > os.getpriority(os.PRIO_PROCESS, 0)
    pool.running.cancel(name)
    asking.join(30)
    assert slowed
    assert count(pool) == 15
    pool.close()
