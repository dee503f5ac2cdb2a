"""The FOOPS! tests that need a running server (https://w3id.org/foops/catalogue), over real HTTP.

FOOPS! resolves the ontology IRI; until the IRIs are registered they are mapped to the server: for
``https://w3id.org/dipl/X`` its ``/X``, for ``https://w3id.org/dipl`` its ``/ontology``. As its source has it:
URI1 some RDF form answers; URI2 the IRI declared there is the one asked for; CN1 HTML and RDF both answer;
DOC1 there is an HTML page; VER2 the version IRI answers; OM4.2 the licence answers, which is outside: here
it must be an https IRI of the licence that the page and the headers name, too.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, URIRef

from server.documentation.vocabularies import path_of

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

ROOT = Path(__file__).resolve().parents[2]
NAME = "https://w3id.org/dipl"
IRIS = [NAME, f"{NAME}/shapes", f"{NAME}/lexicon", f"{NAME}/run", f"{NAME}/topic", f"{NAME}/event-type"]
# What FOOPS! asks for in turn.
SERIALISATIONS = {"text/turtle": "turtle", "application/rdf+xml": "xml", "application/ld+json": "json-ld"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
START_SECONDS = 60
PROGRAM = """
import sys
from pathlib import Path
from kg.config import Settings
from server.serving import run
sys.exit(run(Settings(store=Path(sys.argv[1]), port=int(sys.argv[2]), workers=1, query_workers=1)))
"""


@dataclass(frozen=True, slots=True)
class Got:
    status: int
    headers: Message
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get_content_type()


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves the IRIs as w3id.org would, by redirect to the server."""

    server: str

    def get(self, iri: str, accept: str) -> Got:
        request = Request(f"{self.server}/{path_of(iri)}", headers={"Accept": accept})
        try:
            with urlopen(request, timeout=30) as response:
                return Got(response.status, response.headers, response.read())
        except HTTPError as error:
            return Got(error.code, error.headers, error.read())

    def graph(self, iri: str, accept: str = "text/turtle") -> Graph:
        return Graph().parse(data=self.get(iri, accept).body, format=SERIALISATIONS[accept])


@pytest.fixture(scope="module")
def web(published_store: Path) -> Iterator[Resolver]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(published_store), str(port)],
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    server = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{server}/healthz", process)
        yield Resolver(server)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        finally:
            process.kill()
            process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urlopen(url, timeout=5).close()
            return
        except URLError:
            time.sleep(0.1)
    pytest.fail(f"{url} does not answer")


@pytest.mark.parametrize("iri", IRIS)
@pytest.mark.parametrize("accept", SERIALISATIONS)
def test_uri1_the_iri_resolves(web: Resolver, iri: str, accept: str) -> None:
    got = web.get(iri, accept)
    assert (got.status, got.media_type) == (200, accept)
    assert len(web.graph(iri, accept)) > 20


@pytest.mark.parametrize("iri", IRIS)
def test_uri2_the_declared_iri_is_the_one_asked_for(web: Resolver, iri: str) -> None:
    graph = web.graph(iri)
    declared = {*graph.subjects(RDF.type, OWL.Ontology), *graph.subjects(RDF.type, SKOS.ConceptScheme)}
    assert [str(d) for d in declared if "#" not in str(d)] == [iri]


@pytest.mark.parametrize("iri", IRIS)
def test_cn1_content_is_negotiated(web: Resolver, iri: str) -> None:
    forms = [web.get(iri, accept) for accept in ("text/html", "text/turtle")]
    assert [form.media_type for form in forms] == ["text/html", "text/turtle"]
    assert all("Accept" in (form.headers["Vary"] or "") for form in forms)
    assert web.get(iri, "image/png").status == 406


@pytest.mark.parametrize("iri", IRIS)
def test_doc1_there_is_a_page(web: Resolver, iri: str) -> None:
    page = web.get(iri, "text/html,application/xhtml+xml,*/*;q=0.8").body.decode()
    assert page.startswith("<!doctype html>") and iri in page and "<h1" in page


def test_ver2_version_iris_resolve(web: Resolver) -> None:
    versions = {}
    for iri in IRIS:
        stated = web.graph(iri).value(URIRef(iri), OWL.versionIRI)
        if stated is not None:
            versions[iri] = str(stated)
    assert {NAME, f"{NAME}/shapes"} <= versions.keys()
    for iri, version in versions.items():
        assert web.get(version, "text/turtle").status == 200
        assert web.graph(version).value(URIRef(iri), OWL.versionIRI) == URIRef(version)
        assert web.get(version, "text/html").media_type == "text/html"
        assert web.get(version + ".1", "text/turtle").status == 404


@pytest.mark.parametrize("iri", IRIS)
def test_om4_2_the_licence_is_one_that_resolves(web: Resolver, iri: str) -> None:
    assert list(web.graph(iri).objects(URIRef(iri), DCTERMS.license)) == [URIRef(LICENCE)]
    page = web.get(iri, "text/html")
    assert f'<{LICENCE}>; rel="license"' in ", ".join(page.headers.get_all("Link") or [])
    assert f'href="{LICENCE}" rel="license"' in page.body.decode()
