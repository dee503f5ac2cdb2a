"""A real server process: gunicorn, worker processes, real clients."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from xml.dom.minidom import Document

import pytest
from conftest import fill
from rdflib import FOAF, Graph
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, RDF, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from kg.config import Settings
from kg.errors import ConfigurationError, StoreError
from server.serving import addresses, run

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PROGRAM = """
import sys
from pathlib import Path
from kg.config import Settings
from server.serving import run
sys.exit(run(Settings(store=Path(sys.argv[1]), port=int(sys.argv[2]), workers=1, query_workers=1,
                      query_timeout=2.0)))
"""


@dataclass
class Served:
    url: str
    process: subprocess.Popen[str]
    store: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    store = tmp_path_factory.mktemp("served")
    fill(store)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(store), str(port)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url + "/healthz", process)
        yield Served(url, process, store)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        finally:
            process.kill()
            process.communicate()


def wait_for(url: str, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()[1]
        try:
            with urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not start")


def test_it_says_what_to_open(served: Served) -> None:
    assert served.process.stderr is not None
    said = "".join(served.process.stderr.readline() for _ in range(4))
    for path in ("/", "/sparql", "/ontology"):
        assert f"{served.url}{path}\n" in said


def asked(served: Served, query: str, form: str, method: str = GET) -> object:
    """Return what SPARQLWrapper makes of the answer to a query in one of its formats."""
    client = SPARQLWrapper(served.url + "/sparql", returnFormat=form)
    client.setTimeout(30)
    client.setMethod(method)
    client.setQuery(query)
    return client.queryAndConvert()


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_gets_solutions(served: Served, form: str, method: str) -> None:
    found = asked(served, "SELECT ?name { ?p <http://xmlns.com/foaf/0.1/name> ?name }", form, method)
    text = found.toxml() if isinstance(found, Document) else str(found)
    assert "Henrik Solvang" in text


@pytest.mark.filterwarnings("ignore")  # about other services, and of rdflib
@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [XML, RDFXML, RDF, TURTLE, N3, JSONLD, JSON])
def test_sparqlwrapper_gets_graphs(served: Served, form: str, method: str) -> None:
    found = asked(served, "CONSTRUCT WHERE { ?s a <http://xmlns.com/foaf/0.1/Person> }", form, method)
    graph = found if isinstance(found, Graph) else Graph().parse(data=cast("bytes", found), format="turtle")
    assert list(graph.subjects(None, FOAF.Person))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib
@pytest.mark.parametrize("form", ["turtle", "xml", "json-ld", "nt"])
def test_rdflib_reads_an_iri_in_the_format_it_names(served: Served, form: str) -> None:
    assert Graph().parse(served.url + "/id/state/XNL", format=form)


def test_linked_data_over_http(served: Served) -> None:
    request = Request(served.url + "/id/state/XNL", headers={"Accept": "application/n-triples"})
    with urlopen(request, timeout=30) as response:
        assert response.headers["Content-Type"] == "application/n-triples"
        assert b"Norlandia" in response.read()


def test_a_query_without_end_is_stopped_and_others_are_answered(served: Served) -> None:
    address = served.url + "/sparql?" + urlencode({"query": ENDLESS})
    refused: list[HTTPError] = []

    def ask() -> None:
        with pytest.raises(HTTPError) as error:
            urlopen(address, timeout=60)
        refused.append(error.value)

    asking = threading.Thread(target=ask)
    asking.start()
    with urlopen(served.url + "/", timeout=30) as response:
        assert response.status == 200
    asking.join(60)
    (error,) = refused
    assert error.code == 503
    assert int(error.headers["Retry-After"]) > 0
    assert error.headers["Content-Type"] == "application/problem+json"
    assert json.load(error)["status"] == 503
    with urlopen(served.url + "/sparql?" + urlencode({"query": "ASK {}"}), timeout=30) as response:
        assert json.load(response)["boolean"] is True


def test_a_new_version_is_seen(served: Served) -> None:
    from kg.store.embedded import EmbeddedStore

    with EmbeddedStore.open_writer(served.store) as writer:
        writer.replace_graph("urn:graph:new", [("urn:new", "urn:p", "urn:o")])
        number = writer.publish()
    query = urlencode({"query": "ASK { <urn:new> ?p ?o }"})
    with urlopen(f"{served.url}/sparql?{query}", timeout=30) as response:
        assert json.load(response)["boolean"] is True
        assert response.headers["Dataset-Version"] == str(number)
    with urlopen(served.url + "/healthz", timeout=30) as response:
        assert json.load(response)["version"] == number


def test_long_query_by_post(served: Served) -> None:
    values = " ".join(f"<urn:x:{n}>" for n in range(5000))
    data = urlencode({"query": f"SELECT (COUNT(?x) AS ?n) {{ VALUES ?x {{ {values} }} }}"}).encode()
    with urlopen(served.url + "/sparql", data, timeout=30) as response:
        assert json.load(response)["results"]["bindings"][0]["n"]["value"] == "5000"


def test_a_taken_port_is_told(served: Served) -> None:
    port = int(served.url.rpartition(":")[2])
    with pytest.raises(ConfigurationError, match=f"port {port} on 127.0.0.1 is taken"):
        run(Settings(store=served.store, port=port))


def test_a_store_without_version_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg ingest"):
        run(Settings(store=tmp_path, port=free_port()))


@pytest.mark.parametrize(
    ("host", "home"), [("0.0.0.0", "http://127.0.0.1:8000/"), ("::1", "http://[::1]:8000/")]
)
def test_addresses(host: str, home: str) -> None:
    assert addresses(Settings(host=host))[0] == home
