"""The static folder: the same documents as the server's, whole in itself, with redirects to it."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import pytest
from flask.testing import FlaskClient
from rdflib import Graph

from kg.knowledge.facts import Text, Triple
from kg.vocab import OWL, RDF, SKOS, XSD
from server.documentation.site import htaccess, main
from server.documentation.vocabularies import Vocabularies, from_triples

APACHE = shutil.which("apache2") or shutil.which("httpd")
MODULES = Path("/usr/lib/apache2/modules")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("www") / "dipl"
    folder.mkdir()
    (folder / "stale.html").touch()
    assert main([str(folder)]) == 0
    return folder


def test_every_document_in_every_form(site: Path, known: Vocabularies) -> None:
    for vocabulary in known.documents:
        for path in filter(None, (vocabulary.path, vocabulary.version_path)):
            for suffix in ("html", "ttl", "jsonld", "rdf", "nt"):
                assert (site / f"{path}.{suffix}").stat().st_size > 0, path


def test_the_files_are_what_the_server_answers(site: Path, published: FlaskClient) -> None:
    for name in ("ontology.ttl", "topic.jsonld", "role.rdf", "status/0.1.0.nt"):
        assert (site / name).read_bytes() == published.get(f"/{name}").data


def test_links_lead_to_files_and_anchors(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    anchors = {page: set(re.findall(r'\bid="([^"]+)"', page.read_text("utf-8"))) for page in pages}
    seen = 0
    for page in pages:
        for address in set(re.findall(r'(?:href|src)="([^"]+)"', page.read_text("utf-8"))):
            if address.startswith(("http:", "https:")):
                continue
            path, _, anchor = address.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.is_file(), f"{page.name}: {address}"
            assert not anchor or anchor in anchors[target], f"{page.name}: {address}"
            seen += 1
    assert seen > 1000


def test_pages_ask_no_other_host_and_know_no_server(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert not re.search(r"<(script|img|iframe|form)\b", text)
        sheets = re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', text)
        assert len(sheets) == 3 and all("assets/" in sheet for sheet in sheets)
        assert "/concept?" not in text and 'href="/' not in text
    for sheet in (site / "assets").glob("*.css"):
        assert "url(" not in sheet.read_text("utf-8") and "@import" not in sheet.read_text("utf-8")


def test_the_command(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (site / "index.html").is_file() and not (site / "stale.html").exists()
    assert main([]) == 2
    assert "build/docs" in capsys.readouterr().err


def test_redirects_to_another_host(known: Vocabularies) -> None:
    rules = htaccess(known, "https://example.org/dipl")
    assert "https://example.org/dipl/$1.%{ENV:FORM} [R=303,L]" in rules and "ENV:BASE" not in rules


def test_redirects_name_every_document(known: Vocabularies) -> None:
    last = htaccess(known).splitlines()[-1]
    pattern = re.compile(last.split()[1])
    for vocabulary in known.documents:
        for path in filter(None, (vocabulary.path, vocabulary.version_path)):
            match = pattern.match(path)
            assert match and match[1] == path
    assert not pattern.match("9.9.9") and not pattern.match("ontology.html")


@pytest.fixture(scope="module")
def apache(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if APACHE is None or not (MODULES / "mod_rewrite.so").exists():
        pytest.skip("the redirects are for Apache, which is not installed here")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    work = tmp_path_factory.mktemp("apache")
    names = ("mpm_event", "rewrite", "headers", "mime", "dir", "authz_core")
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names)
    (work / "types").touch()
    (work / "conf").write_text(
        f"ServerRoot {work}\nPidFile {work}/pid\nListen 127.0.0.1:{port}\nServerName localhost\n{modules}\n"
        f"TypesConfig {work}/types\nErrorLog {work}/errors\nDocumentRoot {site.parent}\n"
        f"<Directory {site.parent}>\nAllowOverride All\nRequire all granted\n</Directory>\n",
        encoding="utf-8",
    )
    for folder in (site, *site.parents[:3], work):
        folder.chmod(0o755)  # Apache reads as another user
    process = subprocess.Popen([APACHE, "-X", "-f", str(work / "conf")], stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/dipl/"
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end and process.poll() is None:
            try:
                urlopen(urljoin(address, "index.html"), timeout=5).close()
                break
            except URLError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(30)


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/rdf+xml, text/html;q=0.1", "rdf"),
        ("application/n-triples", "nt"),
        ("*/*", "ttl"),
    ],
)
@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("", "ontology"),
        ("topic", "topic"),
        ("topics", "topic"),
        ("0.1.0", "0.1.0"),
        ("shapes/0.1.0", "shapes/0.1.0"),
        ("contributors", "ontology"),
    ],
)
def test_apache_redirects(apache: str, path: str, name: str, accept: str, suffix: str) -> None:
    with urlopen(Request(urljoin(apache, path), headers={"Accept": accept}), timeout=10) as response:
        assert response.url == urljoin(apache, f"{name}.{suffix}")
        body = response.read()
    if suffix == "ttl":
        assert len(Graph().parse(data=body, format="turtle")) > 20


def test_a_version_that_is_no_number_has_no_address() -> None:
    """A name of a file is made of it."""
    scheme = "https://w3id.org/dipl/weather"
    for version, path in (("1.2.0", "weather/1.2.0"), ("../../1.2.0", ""), ("1.2/<b>", ""), ("", "")):
        triples: list[Triple] = [(scheme, RDF["type"], SKOS["ConceptScheme"])]
        triples.append((scheme, OWL["versionInfo"], Text(version, "", XSD["string"])))
        vocabulary = from_triples(triples, []).at("weather")
        assert vocabulary is not None and vocabulary.version_path == path, version
