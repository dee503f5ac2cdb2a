"""Nothing that anybody sends makes the server ask another one, or read a file of its machine.

A listener on this machine counts who calls. Every way in is tried by one with all rights, so that each gets
as far as it can.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder
from kg.tokens import Scope, Tokens
from tests.once import copied
from tests.server.problem_documents import Answered, assert_no_failure, request
from tests.server.running import Running, serving

SECRET = "secret-4f1d9c of a file"  # what stands in a file that nobody may get at
OWN = "/graphs?graph=" + quote("https://example.org/own", safe="")
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@dataclass
class Listener:
    """Counts connections to an address of this machine, and answers each as a web server would."""

    server: socket.socket
    calls: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.getsockname()[1]}/"

    def listen(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(2)
                try:
                    self.calls.append(connection.recv(200))
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                except OSError:
                    self.calls.append(b"?")


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        listening = Listener(server)
        threading.Thread(target=listening.listen, daemon=True).start()
        yield listening
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("silence")


@pytest.fixture(scope="module")
def service(folder: Path, listener: Listener, reference_store: Path) -> Iterator[tuple[Running, str]]:
    """A server whose list of services even names the listener, and a token with all rights."""
    (folder / "secret.ttl").write_text(f'<urn:secret> <urn:p> "{SECRET}" .')
    with EmbeddedStore.open_writer(copied(reference_store, folder / "store")) as writer:
        writer.replace_graph("urn:g", [("urn:s", "urn:p", "urn:o"), ("urn:s", "urn:asks", listener.url)])
        writer.publish()
    token = Tokens(Folder(folder / "store").tokens).add("all", Scope.ADMIN)
    given = {"workers": 1, "query_workers": 1, "names_model": "", "service_endpoints": listener.url}
    given |= {"write_timeout": 600}
    with serving(folder / "store", folder, **given) as running:
        yield running, token


# ------------------------------------------------------------------------------- what is sent

QUERIES = """
    SELECT * { SERVICE <URL> { ?s ?p ?o } }
    SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }
    SELECT * { SERVICE <URLx> { ?s ?p ?o } }
    SELECT * { service silent <URLx> { ?s ?p ?o } }
    SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }
    PREFIX x: <URL> SELECT * { SERVICE x: { ?s ?p ?o } }
    PREFIX x: <URL> SELECT * { SERVICE SILENT x:y { ?s ?p ?o } }
    PREFIX x: <URL> SELECT * { SERVICEx:y { ?s ?p ?o } }
    BASE <URL> SELECT * { SERVICE <> { ?s ?p ?o } }
    BASE <URL> SELECT * { SERVICE <sparql> { ?s ?p ?o } }
    SELECT * { ?s <urn:asks> ?x SERVICE ?x { ?a ?b ?c } }
    SELECT * { VALUES ?x { <URL> } SERVICE SILENT ?x { ?s ?p ?o } }
    SELECT * { BIND(<URL> AS ?x) SERVICE ?x { ?s ?p ?o } }
    SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }
    SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }
    SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE SILENT <URL> { ?s ?p ?o } } }
    SELECT (EXISTS { SERVICE <URL> { ?s ?p ?o } } AS ?x) { }
    SELECT * { ?s ?p ?o OPTIONAL { SERVICE <URL> { ?s ?q ?r } } }
    SELECT * { ?s ?p ?o MINUS { SERVICE <URL> { ?s ?p ?o } } }
    SELECT * { GRAPH ?g { SERVICE <URL> { ?s ?p ?o } } }
    SELECT * { SERVICE <URL> { SERVICE <URL> { ?s ?p ?o } } }
    ASK { SERVICE <URL> { ?s ?p ?o } }
    CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }
    CONSTRUCT WHERE { SERVICE <URL> { ?s ?p ?o } }
    DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }
    SELECT * { SERVICE # { LINE <URL> # } LINE { ?s ?p ?o } }
    SELECT * { SER\\u0056ICE <URL> { ?s ?p ?o } }
    SELECT * { SERVICE <\\u0068ttp://127.0.0.1:PORT/> { ?s ?p ?o } }
    SELECT * { ?s ?p ?a FILTER(?a <?b+'>' ) SERVICE <URL> { ?x ?y ?z } #' LINE }
    SELECT * { SERVICE <http://localhost:PORT/> { ?s ?p ?o } }
    SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }
    SELECT * FROM <URL> { ?s ?p ?o }
    SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }
    SELECT * FROM <FILE> { ?s ?p ?o }
    SELECT * FROM NAMED <FILE> { GRAPH ?g { ?s ?p ?o } }
    BASE <FILE> SELECT * FROM <> { ?s ?p ?o }
    SELECT * { GRAPH <URL> { ?s ?p ?o } }
    SELECT * { GRAPH <FILE> { ?s ?p ?o } }
    DESCRIBE <URL>
    DESCRIBE <FILE>
    SELECT * { ?s <http://www.w3.org/2002/07/owl#imports> <URL> }
    SELECT (<URL>(1) AS ?x) { }
""".strip().splitlines()
UPDATES = """
    LOAD <URL>
    LOAD SILENT <URL>
    LOAD <URL> INTO GRAPH <urn:new>
    LOAD SILENT <URL> INTO GRAPH <urn:new>
    PREFIX x: <URL> LOAD x:y INTO GRAPH <urn:new>
    BASE <URL> LOAD <y>
    LOAD # LINE <URL>
    LO\\u0041D <URL>
    INSERT DATA { <urn:a> <urn:b> 1 } ; LOAD <URL>
    LOAD <FILE>
    LOAD SILENT <FILE> INTO GRAPH <urn:new>
    INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }
    INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <URL> { ?s ?p ?o } }
    DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }
    DELETE WHERE { SERVICE <URL> { ?s ?p ?o } }
    WITH <urn:g> INSERT { ?s ?p ?o } WHERE { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }
    INSERT { GRAPH <urn:new> { ?s ?p ?o } } USING <URL> WHERE { ?s ?p ?o }
    INSERT { GRAPH <urn:new> { ?s ?p ?o } } USING NAMED <URL> WHERE { GRAPH ?g { ?s ?p ?o } }
    INSERT { GRAPH <urn:new> { ?s ?p ?o } } USING <FILE> WHERE { ?s ?p ?o }
    COPY <URL> TO <urn:new>
    ADD <FILE> TO <urn:new>
    MOVE SILENT <FILE> TO <urn:new>
    INSERT DATA { GRAPH <URL> { <URL> <http://www.w3.org/2002/07/owl#imports> <URL> } }
    CREATE GRAPH <URL>
""".strip().splitlines()
PARAMETERS = ("default-graph-uri", "named-graph-uri")
USING = ("using-graph-uri", "using-named-graph-uri")

_XML = f'xmlns:rdf="{RDF}" xmlns:e="http://e/"'
_TITLE = '<rdf:Description rdf:about="urn:a"><e:p>%s</e:p></rdf:Description>'
DOCUMENTS = {
    "text/turtle": [
        "@base <URL> . <> <http://www.w3.org/2002/07/owl#imports> <x>, <URL> .",
        "@base <FILE> . <> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <> .",
        "@prefix : <URL> . :a :b :c . <urn:s> a <URL> .",
        "@prefix log: <http://www.w3.org/2000/10/swap/log#> . <URL> log:semantics ?x . { ?x } => { ?x } .",
        "@import <URL> .",
        "<URL> = <FILE> .",
    ],
    "application/trig": ["@base <URL> . <urn:a> <urn:b> <> .", "GRAPH <URL> { <urn:a> <urn:b> <> }"],
    "application/n-triples": [
        "<urn:a> <http://www.w3.org/2002/07/owl#imports> <URL> .",
        "<FILE> <URL> <FILE> .",
    ],
    "application/n-quads": ["<urn:a> <urn:b> <URL> .", "<urn:a> <urn:b> <urn:c> <URL> ."],
    "application/ld+json": [
        '{"@context": "URL", "@id": "urn:a", "p": 1}',
        '{"@context": "FILE", "@id": "urn:a", "p": 1}',
        '{"@context": ["URL"], "@id": "urn:a", "p": 1}',
        '{"@context": [{"p": "urn:p"}, "URL"], "@id": "urn:a", "p": 1}',
        '{"@id": "urn:a", "urn:p": {"@context": "URL", "@id": "urn:b", "p": 1}}',
        '{"@context": {"@version": 1.1, "@import": "URL"}, "@id": "urn:a", "p": 1}',
        '{"@context": {"p": {"@id": "urn:p", "@context": "URL"}}, "@id": "urn:a", "p": {"q": 1}}',
        '{"@context": {"T": {"@id": "urn:T", "@context": ["URL"]}}, "@id": "urn:a", "@type": "T", "q": 1}',
        '{"@conte\\u0078t": "URL", "@id": "urn:a", "p": 1}',
        '{"@context": {}, "@context": "URL", "@id": "urn:a", "p": 1}',
        '{"@context": {"@base": "URL", "@vocab": "URL"}, "@id": "x", "p": {"@id": ""}}',
        '{"@context": {"p": {"@id": "URL", "@type": "@id"}}, "@id": "URL", "p": "FILE"}',
        '{"@included": [{"@context": "URL", "p": 1}], "@id": "urn:a"}',
    ],
    "application/rdf+xml": [
        f"<rdf:RDF {_XML} xml:base='URL'><rdf:Description rdf:about=''><e:p rdf:resource='x'/>"
        "</rdf:Description></rdf:RDF>",
        f"<!DOCTYPE rdf:RDF SYSTEM 'URL'><rdf:RDF {_XML}/>",
        f"<!DOCTYPE rdf:RDF PUBLIC '-//W3C//DTD' 'URL'><rdf:RDF {_XML}/>",
        f"<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM 'FILE'>]><rdf:RDF {_XML}>{_TITLE % '&x;'}</rdf:RDF>",
        f"<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM 'URL'>]><rdf:RDF {_XML}>{_TITLE % '&x;'}</rdf:RDF>",
        f"<!DOCTYPE rdf:RDF [<!ENTITY % x SYSTEM 'URL'> %x;]><rdf:RDF {_XML}/>",
        f"<?xml-stylesheet href='URL' type='text/xsl'?><rdf:RDF {_XML}>{_TITLE % 'x'}</rdf:RDF>",
        f"<rdf:RDF {_XML} xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
        " xsi:schemaLocation='URL URL'/>",
        f"<rdf:RDF {_XML} xmlns:xi='http://www.w3.org/2001/XInclude'>"
        "<rdf:Description rdf:about='urn:a'><e:p><xi:include href='FILE' parse='text'/></e:p>"
        "</rdf:Description></rdf:RDF>",
        f"<rdf:RDF {_XML} xmlns:xi='http://www.w3.org/2001/XInclude'><rdf:Description rdf:about='urn:a'>"
        "<e:p rdf:parseType='Literal'><xi:include href='URL'/></e:p></rdf:Description></rdf:RDF>",
        f"<rdf:RDF {_XML}><rdf:Description rdf:about='URL'><e:p rdf:resource='FILE'/>"
        "</rdf:Description></rdf:RDF>",
    ],
}  # fmt: skip
_TOLD = "The foreign ministers of Norway and Kenya met in Nairobi on Monday, 4 March 2024. " * 4
ARTICLES = {
    "text/html": [
        "<!DOCTYPE html SYSTEM 'URL'><html xmlns:xi='http://www.w3.org/2001/XInclude'><head><base href='URL'>"
        "<link rel=canonical href='URL'><link rel=stylesheet href='URL'>"
        "<meta property='og:url' content='URL'>"
        "<meta http-equiv=refresh content='0; url=URL'>"
        "<script type='application/ld+json'>{\"@context\": \"URL\"}"
        f"</script></head><body><xi:include href='FILE'/><p>{_TOLD}</p><img src='URL'>"
        "<iframe src='URL'></iframe>"
        "<script src='URL'></script><object data='URL'></object><embed src='FILE'></body></html>",
        f"<!DOCTYPE html [<!ENTITY x SYSTEM 'FILE'>]><html><body><p>&x; {_TOLD}</p></body></html>",
    ],
    "text/markdown": [
        f"---\ntitle: x\nurl: URL\n---\n![x](URL) [y](FILE) <URL>\n\n{_TOLD}",
        f"---\ntitle: !!python/object/apply:os.system ['cat FILE']\n---\n{_TOLD}",
        f"---\nurl: FILE\n---\n{_TOLD}",
    ],
    "text/plain": [f"URL\nFILE\n\n{_TOLD}"],
    "application/json": [json.dumps({"@context": "URL", "text": _TOLD, "url": "FILE", "publisher": "URL"})],
}  # fmt: skip


def filled(template: str, listener: Listener, folder: Path) -> str:
    """Return what is sent, with the addresses of the listener and of the secret file."""
    port = str(listener.server.getsockname()[1])
    file = (folder / "secret.ttl").as_uri()
    text = template.strip().replace("URL", listener.url).replace("FILE", file).replace("PORT", port)
    return text.replace(" LINE ", "\n")


@dataclass(frozen=True, slots=True)
class Sender:
    service: Running
    token: str
    listener: Listener
    folder: Path

    def send(self, method: str, path: str, body: str = "", kind: str = "", **headers: str) -> Answered:
        """Send something; nobody may have been called, and nothing of a file may come back."""
        given = {"Authorization": f"Bearer {self.token}", **headers}
        if kind:
            given["Content-Type"] = kind
        answered = request(self.service.url, method, path, body.encode(), given)
        file = str(self.folder / "secret").encode()  # a client may be told what it sent
        told = replace(answered, body=answered.body.replace(file, b"FILE"))
        assert_no_failure(told, self.folder, SECRET)
        assert SECRET not in answered.text
        return answered

    def fill(self, template: str) -> str:
        return filled(template, self.listener, self.folder)


@pytest.fixture
def sender(service: tuple[Running, str], listener: Listener, folder: Path) -> Iterator[Sender]:
    yield Sender(*service, listener, folder)
    time.sleep(0.02)
    assert listener.calls == []


@pytest.mark.parametrize("template", QUERIES)
def test_queries(sender: Sender, template: str) -> None:
    query = sender.fill(template)
    sender.send("GET", "/sparql?" + urlencode({"query": query}))
    sender.send("POST", "/sparql", query, "application/sparql-query")
    sender.send("GET", "/sparql?" + urlencode({"query": query, "format": "html"}))


@pytest.mark.parametrize("template", UPDATES)
def test_updates(sender: Sender, template: str) -> None:
    sender.send("POST", "/sparql", sender.fill(template), "application/sparql-update")


@pytest.mark.parametrize("where", ["URL", "FILE", "URLx.ttl", "ftp://127.0.0.1:PORT/", "//127.0.0.1:PORT/"])
def test_datasets_and_names(sender: Sender, where: str) -> None:
    place = sender.fill(where)
    for name in PARAMETERS:
        sender.send("GET", "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o }", name: place}))
    for name in USING:
        update = {"update": "INSERT { GRAPH <urn:n> { ?s ?p ?o } } WHERE { ?s ?p ?o }", name: place}
        sender.send("POST", "/sparql", urlencode(update), "application/x-www-form-urlencoded")
    name = "/graphs?" + urlencode({"graph": place})
    for method in ("GET", "HEAD", "DELETE"):
        sender.send(method, name)
    sender.send("PUT", name, "<urn:a> <urn:b> <> .", "text/turtle")
    for path in ("/search?q=", "/articles?name=", "/id/", "/", "/vocabularies?url="):
        sender.send("GET", path + quote(place, safe=""))
    sender.send("GET", "/", Host=place.partition("//")[2].strip("/"))
    sender.send("GET", "/", Referer=place, **{"X-Forwarded-Host": place})


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_documents(sender: Sender, kind: str) -> None:
    answers = []
    for template in DOCUMENTS[kind]:
        document = sender.fill(template)
        link = f'<{sender.listener.url}>; rel="http://www.w3.org/ns/json-ld#context"'
        answers.append(sender.send("PUT", OWN, document, kind, Link=link))
        sender.send("POST", "/graphs", document, kind)
        if template is not DOCUMENTS[kind][0]:
            continue
        form = (
            f'--x\r\nContent-Disposition: form-data; name="f"; filename="{sender.listener.url}"\r\n'
            f"Content-Type: {kind}\r\n\r\n{document}\r\n--x--\r\n"
        )
        sender.send("POST", OWN, form, "multipart/form-data; boundary=x")
        for accept in ("text/turtle", "application/ld+json", "application/rdf+xml"):
            sender.send("GET", OWN, Accept=accept)
    assert {answer.status for answer in answers} - {400}, "some of them are stored"


@pytest.mark.parametrize("kind", ARTICLES)
def test_articles(sender: Sender, kind: str) -> None:
    for template in ARTICLES[kind]:
        answered = sender.send("POST", "/articles", sender.fill(template), kind)
        assert answered.status in (200, 201, 400), answered.text


def test_what_is_stored_leads_nowhere_either(sender: Sender) -> None:
    """Pages, searches and graphs of what the tests before have stored."""
    found = sender.send(
        "GET", "/sparql?" + urlencode({"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"})
    )
    names = [row["g"]["value"] for row in json.loads(found.text)["results"]["bindings"]]
    assert len(names) > 3
    for name in names:
        sender.send("GET", "/graphs?" + urlencode({"graph": name}))
    for path in ("/", "/search?q=norway", "/events", "/articles", "/metrics", "/readyz"):
        sender.send("GET", path)


def test_the_listener_listens(listener: Listener) -> None:
    """Last: what counts calls does count them."""
    request(listener.url, "GET", "/")
    assert len(listener.calls) == 1
    listener.calls.clear()
