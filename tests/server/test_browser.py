"""Chromium opens the pages of a server whose data is hostile: nothing runs, nothing goes out.

Every page is opened twice: under the policy that the server sends, which must have nothing to forbid, and
without any policy, so that what would run does.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from conftest import DATA

from kg.config import Settings
from kg.knowledge.facts import Text, Triple
from kg.pipeline import reference_triples
from kg.store.pool.running import new_identifier
from server.documentation.site import build
from server.documentation.vocabularies import from_triples
from tests.server.hostile_texts import IRIS, PAYLOADS, fill_hostile
from tests.server.running import Running, serving

CHROMIUM = Path("/usr/bin/chromium")
if not CHROMIUM.is_file():
    pytest.skip(f"there is no {CHROMIUM}", allow_module_level=True)
pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser, Page, Request, sync_playwright  # noqa: E402

VENDOR = Path(__file__).resolve().parents[2] / "server" / "static" / "vendor"
_OUTSIDE = "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
_STATUS = (
    "Failed to load resource: the server responded with a status of 4"  # Chromium tells pages of errors so
)
_LITERALS = " ".join(json.dumps(payload) for payload in PAYLOADS)
_TERMS = " ".join(f"<{iri}>" for iri in IRIS)
_VALUES = f"VALUES ?text {{ {_LITERALS} }} VALUES ?iri {{ {_TERMS} }}"
_TABLE = f"SELECT ?text ?iri (STRLANG(?text, 'en') AS ?tagged) {{ {_VALUES} }}"
_ONE_OF_EACH = "SELECT ?kind (SAMPLE(?s) AS ?thing) { ?s a ?kind } GROUP BY ?kind ORDER BY ?kind"
# Links of the class diagram are those of SVG.
_SCHEMES = """[...document.querySelectorAll("a[href]")].map(
  link => new URL(link.getAttribute("href"), document.baseURI).protocol)"""
_XML = "<script xmlns='http://www.w3.org/1999/xhtml'>window.pwned=1</script>"


@dataclass(slots=True)
class Seen:
    """What a page did that it should not."""

    problems: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", lambda said: self._console(said.type, said.text))
        page.on("pageerror", lambda error: self.problems.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.problems.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self._request(request))

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not text.startswith(_STATUS):
            self.problems.append(f"console: {text}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("file", "data") and address.hostname != "127.0.0.1":
            self.problems.append(f"request: {request.url}")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    store = tmp_path_factory.mktemp("hostile")
    fill_hostile(store, DATA)
    with serving(store, tmp_path_factory.mktemp("browser"), workers=1, query_workers=1) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=[f"--host-resolver-rules={_OUTSIDE}"]
        )
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, *, without_policy: bool = False) -> Iterator[tuple[Page, Seen]]:
    """Open a tab, and hold at the end that nothing happened in it."""
    context, seen = browser.new_context(bypass_csp=without_policy), Seen()
    page = context.new_page()
    seen.watch(page)
    try:
        yield page, seen
    finally:
        context.close()
    assert not seen.problems


def untouched(page: Page) -> bool:
    """Tell that no script of the data has run."""
    return bool(page.evaluate("window.pwned === undefined"))


def addresses(page: Page, url: str) -> list[str]:
    """Return pages of every kind, of things and of errors."""
    answer = page.request.get(f"{url}/sparql?" + urlencode({"query": _ONE_OF_EACH, "format": "json"}))
    rows = json.loads(answer.text())["results"]["bindings"]
    things = [
        f"/concept?iri={quote(row['thing']['value'], safe='')}"
        for row in rows
        if row["thing"]["type"] == "uri"
    ]
    assert len(things) > 10
    lists = ["/", "/persons", "/states", "/organisations", "/initiatives", "/events", "/articles"]
    odd = [quote(payload, safe="") for payload in PAYLOADS]
    sent = [f"/search?q={text}" for text in odd] + [f"/{odd[0]}", f"/persons?page={odd[1]}"]
    sent += [f"/sparql?format=html&query={text}" for text in odd[:5]]
    return [*lists, "/search?q=fjellheim", "/ontology", "/vocabularies", *things, *sent]


@pytest.mark.parametrize("without_policy", [False, True])
@pytest.mark.long
def test_pages(browser: Browser, running: Running, without_policy: bool) -> None:
    with opened(browser, without_policy=without_policy) as (page, seen):
        for address in addresses(page, running.url):
            page.goto(running.url + address, wait_until="load")
            assert untouched(page), address
            assert not seen.problems, address


@pytest.mark.parametrize("without_policy", [False, True])
def test_a_table_of_results(browser: Browser, running: Running, without_policy: bool) -> None:
    with opened(browser, without_policy=without_policy) as (page, _):
        page.goto(f"{running.url}/sparql?" + urlencode({"query": _TABLE, "format": "html"}))
        cells = page.locator("#answer td")
        assert cells.count() == 3 * len(PAYLOADS) * len(IRIS)
        shown = {text.replace("\r\n", "\n") for text in cells.all_text_contents()}
        assert {payload.replace("\r\n", "\n") for payload in PAYLOADS} <= shown
        for link in page.locator("#answer a").all():
            assert str(link.get_attribute("href")).startswith(("http", "/"))
        page.mouse.move(400, 400)
        page.locator("#answer td").first.click()
        assert untouched(page)
        isolated = page.locator("#answer td a").first.evaluate("e => getComputedStyle(e).unicodeBidi")
        assert isolated == "isolate"


@pytest.mark.skipif(not (VENDOR / "yasqe.min.js").is_file(), reason="the query editor is not installed")
@pytest.mark.parametrize("without_policy", [False, True])
def test_typing_in_the_editor(browser: Browser, running: Running, without_policy: bool) -> None:
    with opened(browser, without_policy=without_policy) as (page, _):
        page.goto(f"{running.url}/sparql")
        page.wait_for_selector(".CodeMirror")
        page.locator(".CodeMirror").click()
        page.keyboard.press("Control+A")
        page.keyboard.type("PREFIX foaf: <http://xmlns.com/foaf/0.1/>\nSELECT * { ?s a foaf:Per")
        page.keyboard.press("Control+Space")
        page.wait_for_timeout(500)
        page.keyboard.press("Escape")
        page.keyboard.press("Control+A")
        page.keyboard.type(
            f"SELECT ?x WHERE {{ VALUES ?x {{ {json.dumps(PAYLOADS[1])} {json.dumps(PAYLOADS[3])} }} "
        )
        page.keyboard.press("Control+End")
        page.keyboard.type("}")
        page.wait_for_timeout(300)
        page.keyboard.press("Escape")
        with page.expect_navigation():
            page.get_by_role("button", name="Run").click()
        assert page.locator("#answer").count() == 1
        assert untouched(page)


@pytest.mark.parametrize("name", ["rdfxml", "xml", "json", "turtle", "jsonld", "ntriples"])
@pytest.mark.parametrize("without_policy", [False, True])
def test_data_opened_as_a_page(browser: Browser, running: Running, name: str, without_policy: bool) -> None:
    literal = f"{json.dumps(_XML)}^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral>"
    graph = f"CONSTRUCT {{ <urn:a> <urn:b> {literal} }} {{}}"
    query = f"SELECT ({literal} AS ?x) {{}}" if name in ("xml", "json") else graph
    with opened(browser, without_policy=without_policy) as (page, _):
        address = f"{running.url}/sparql?" + urlencode({"query": query, "format": name})
        answer = page.request.get(address)
        assert answer.ok and "script" in answer.text()
        try:
            page.goto(address)
        except Exception as error:  # what a browser does not show it keeps as a file
            assert "Download" in str(error)
            return
        assert untouched(page)


@pytest.fixture(scope="module")
def other_site() -> Iterator[str]:
    """An empty page of another origin."""

    class Blank(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Blank) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


_ASKING = """async ([address, method, headers, body]) => {
  const answer = await fetch(address, {method, headers, body});
  const told = {};
  for (const name of ["ETag", "Dataset-Version", "Query-Id", "Request-Id", "Link", "Retry-After", "Location"])
    told[name] = answer.headers.get(name);
  return {status: answer.status, told, text: await answer.text()};
}"""


def test_scripts_of_other_sites_may_query(browser: Browser, running: Running, other_site: str) -> None:
    name = new_identifier()
    own = {"Query-Id": name, "If-None-Match": '"x"', "Authorization": "Bearer kg_unknown"}
    form = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    with opened(browser) as (page, _):
        page.goto(other_site)
        asked = f"{running.url}/sparql"
        answer = page.evaluate(
            _ASKING, [f"{asked}?query=ASK{{}}", "GET", own | {"Authorization": "x y"}, None]
        )
        assert answer["status"] == 200 and answer["told"]["Query-Id"] == name
        assert answer["told"]["ETag"] and answer["told"]["Dataset-Version"] == "1"
        answer = page.evaluate(_ASKING, [asked, "POST", form, "SELECT (1 AS ?x) {}"])
        assert (answer["status"], answer["text"]) == (200, "x\r\n1\r\n")
        answer = page.evaluate(
            _ASKING, [f"{running.url}/id/state/XNL", "GET", {"Accept": "text/turtle"}, None]
        )
        assert "describedby" in answer["told"]["Link"]
        for method in ("PUT", "DELETE"):
            headers = {**own, "If-Match": "*", "Content-Type": "text/turtle"}
            body = "<a:1> <a:2> <a:3> ." if method == "PUT" else None
            answer = page.evaluate(_ASKING, [f"{running.url}/graphs?default", method, headers, body])
            assert answer["status"] == 401 and answer["told"]["Request-Id"]


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_tables_are_kept_as_files(browser: Browser, running: Running, name: str) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{running.url}/sparql?" + urlencode({"query": _TABLE, "format": "html"}))
        with page.expect_download() as download:
            page.get_by_role("link", name=name.upper(), exact=True).click()
        assert download.value.suggested_filename == f"results.{name}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The static pages of the vocabularies, with markup in every text."""
    graphs = reference_triples(Settings())
    ontology, shapes = (
        list(spoilt(triples)) for name, triples in graphs.items() if name.endswith(("/ontology", "/shapes"))
    )
    files = build(tmp_path_factory.mktemp("site"), known=from_triples(ontology, shapes))
    return [file for file in files if file.suffix == ".html"]


@pytest.mark.parametrize("without_policy", [False, True])
def test_the_static_pages(browser: Browser, site: list[Path], without_policy: bool) -> None:
    assert len(site) > 5
    with opened(browser, without_policy=without_policy) as (page, seen):
        for file in site:
            page.goto(file.as_uri())
            assert untouched(page), file
            assert not seen.problems, file
            assert page.locator("script").count() == 0
            schemes = page.evaluate(_SCHEMES)
            assert set(schemes) <= {"file:", "http:", "https:"}, file
        margin = page.locator("body").evaluate("body => getComputedStyle(body).marginTop")
        assert margin == "0px"  # the style sheet is in force


def spoilt(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Put markup behind every text."""
    for number, (subject, predicate, value) in enumerate(triples):
        if isinstance(value, Text) and (value.language or value.datatype.endswith("#string")):
            payload = PAYLOADS[number % len(PAYLOADS)]
            value = Text(f"{value.value} {payload}", value.language, value.datatype)
        yield subject, predicate, value
