"""Services that misbehave, and addresses that are not public: who is asked, and what is taken from them."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import ssl
import subprocess
import time
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kg.config import Settings
from kg.errors import QueryRefusedError, RemoteError
from kg.store.embedded import EmbeddedStore
from kg.store.federation.answers import MAX_ROWS
from kg.store.federation.public_addresses import is_public
from kg.store.federation.remote_endpoints import RemoteEndpoints
from kg.store.pool.workers import QueryPool
from kg.store.reader import Reader
from kg.store.sparql.query import read_query
from tests.store.other_services import (
    BASE,
    PATIENCE,
    asking,
    drip,
    iri,
    results,
    rows,
    send,
    serving,
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    path = tmp_path_factory.mktemp("store")
    with EmbeddedStore.open_writer(path) as writer:
        writer.replace_graph("http://e/g", [("http://e/a", "http://e/b", "http://e/c")])
        writer.publish()
    return EmbeddedStore.open_reader(path)


FAILURES = {
    "an error": (send(b"no", 500), "status 500"),
    "a redirect": (send(b"", 302, Location="http://169.254.169.254/"), "status 302"),
    "a page": (send(b"<html>", kind="text/html"), "something else than"),
    "packed": (send(gzip.compress(results([])), Content_Encoding="gzip"), "something else than"),
    "no JSON": (send(b"{]"), "no query results"),
    "half": (send(results([iri("http://e/1")])[:-9]), "no query results"),
    "less than told": (send(b"{", Content_Length="100"), "no query results"),
    "truth": (send(b'{"head": {}, "boolean": true}'), "a truth value"),
    "too long": (send(b" " * 2_000_000), "more than 1,000,000 bytes"),
    "too many": (send(results([{}] * (MAX_ROWS + 1))), f"more than {MAX_ROWS:,} solutions"),
    "no HTTP": (lambda service: service.wfile.write(b"\x00" * 100) and None, "could not be asked"),
    "nothing": (lambda service: None, "could not be asked"),
    "slowly": (drip, "did not answer in the time"),
    "a broken IRI": (send(results([iri("http://x> } SERVICE <http://y/> { #")])), "no query results"),
    "a relative IRI": (send(results([iri("x")])), "no query results"),
    "a broken name": (send(results([], ["s } #"])), "no query results"),
    "a broken tag": (
        send(results([{"s": {"type": "literal", "value": "x", "xml:lang": "en . }"}}])),
        "no query results",
    ),
    "a triple": (
        send(
            results(
                [
                    {
                        "s": {
                            "type": "triple",
                            "value": {
                                "subject": iri("http://x")["s"],
                                "predicate": iri("http://x")["s"],
                                "object": iri("http://x")["s"],
                            },
                        }
                    }
                ]
            )
        ),
        "a triple as a term",
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_service_that_fails_fails_the_query_or_is_passed_over(reader: Reader, failure: str) -> None:
    reply, message = FAILURES[failure]
    with serving(reply) as (url, asked):
        for silent in ("", "SILENT"):
            query = f"SELECT * {{ VALUES ?n {{ 1 2 }} SERVICE {silent} <{url}> {{ ?s ?p ?o }} }}"
            ask = asking(2)
            if silent:
                found = rows(reader.evaluate(read_query(query, {url}), (), (), BASE, ask))
                assert [row[0][1][:4] for row in found] == ['"1"^', '"2"^']
                assert all(len(row) == 1 for row in found)
            else:
                with pytest.raises(RemoteError, match=message) as caught:
                    reader.evaluate(read_query(query, {url}), (), (), BASE, ask)
                assert url in str(caught.value)
        assert len(asked) == 2, "each is asked once, and nobody is asked again or elsewhere"


# ------------------------------------------------------------------------------------- addresses

PRIVATE = """
    0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 192.0.0.8 192.0.0.170 192.0.2.1
    192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
    255.255.255.255 :: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1
    64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2002:7f00:1::1 3fff::1
    5f00::1 fc00::1 fd12::1 fe80::1 fe80::1%lo fec0::1 ff02::1 ff0e::1 2606:4700::1%lo
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "91.198.174.192", "2620:0:862:ed1a::1", "2606:4700::1111"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.1", "[::1]", "0"])
def test_no_name_of_this_machine_is_asked(reader: Reader, host: str) -> None:
    with serving(send(results([]))) as (url, asked):
        endpoint = f"http://{host}:{urlsplit(url).port}/"
        query = read_query(f"SELECT * {{ SERVICE SILENT <{endpoint}> {{ ?s ?p ?o }} }}", {endpoint})
        ask = RemoteEndpoints(time.monotonic() + PATIENCE, 1000).ask
        with pytest.raises(QueryRefusedError, match="not a public one"):
            reader.evaluate(query, (), (), BASE, ask)
    assert asked == []


def test_a_host_with_one_private_address_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(host: str, port: int, **_: object) -> list[object]:
        return [(2, 1, 6, "", (address, port)) for address in ("8.8.8.8", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(QueryRefusedError, match="not a public one"):
        RemoteEndpoints(time.monotonic() + PATIENCE, 1000).ask("https://example.org/sparql", "ASK {}")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means a public address when it is checked and this machine afterwards leads nowhere."""
    looked_up, real = [], socket.getaddrinfo

    def look_up(host: str, port: int, *rest: object, **more: object) -> object:
        looked_up.append(host)
        return real("127.0.0.1", port, *rest, **more)  # type: ignore[arg-type]

    with serving(send(results([]))) as (url, asked):
        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        asking()(f"http://rebound.example:{urlsplit(url).port}/x?y=z", "ASK {}")
    assert looked_up[0] == "rebound.example"
    assert set(looked_up[1:]) <= {"127.0.0.1"}
    assert asked[0][0]["Host"].startswith("rebound.example:")


def test_a_service_without_tls_is_not_asked_over_https() -> None:
    failed = pytest.raises(RemoteError, match="could not be asked")
    with serving(send(results([]))) as (url, asked), failed:  # which speaks no TLS at all
        asking(5)(url.replace("http:", "https:"), "ASK {}")
    assert asked == []


def test_a_certificate_must_be_valid_and_for_the_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("the program openssl, which makes a certificate, is not installed")
    files = str(tmp_path / "key"), str(tmp_path / "certificate")
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    made += ["-addext", "subjectAltName=DNS:localhost", "-keyout", files[0], "-out", files[1]]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files[1], files[0])
    with serving(send(results([])), context) as (url, asked):
        port = urlsplit(url).port
        with pytest.raises(RemoteError, match="could not be asked"):  # nobody vouches for it
            asking()(f"https://localhost:{port}/", "ASK {}")
        monkeypatch.setenv("SSL_CERT_FILE", files[1])
        with pytest.raises(RemoteError, match="could not be asked"):  # it is for another host
            asking()(f"https://127.0.0.1:{port}/", "ASK {}")
        assert asked == []
        asking()(f"https://localhost:{port}/", "ASK {}")
    assert len(asked) == 1


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(send(results([]))) as (proxy, through), serving(send(results([]))) as (url, asked):
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy)
        asking()(url, "ASK {}")
    assert len(asked) == 1
    assert through == []


def test_in_a_query_process_an_endpoint_on_this_machine_is_refused(tmp_path: Path) -> None:
    with EmbeddedStore.open_writer(tmp_path) as writer:
        writer.replace_graph("http://e/g", [("http://e/a", "http://e/b", "http://e/c")])
        writer.publish()
    with serving(send(results([]))) as (url, asked):
        pool = QueryPool(tmp_path, Settings(query_workers=1, service_endpoints=f"http://e/ {url}"))
        try:
            with pytest.raises(QueryRefusedError, match="not a public one"):
                pool.run(f"SELECT * {{ ?a ?b ?c SERVICE <{url}> {{ ?s ?p ?o }} }}", "json")
            assert len(json.loads(pool.run("SELECT * { ?s ?p ?o }", "json").body)["results"]["bindings"]) == 1
        finally:
            pool.close()
    assert asked == []
