"""Inputs by which the fuzzer found faults, each in its shortest form, with what is answered now."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fuzz.answers import broke_its_process, faults
from tests.fuzz.client import Answer
from tests.fuzz.fuzzed_server import Watched, fuzzed_server
from tests.fuzz.inputs import WRITE, Input, encoded, request
from tests.server.conftest import fill

_PATIENCE = 60.0  # seconds


def _query(text: str, **headers: str) -> bytes:
    return request("GET", f"/sparql?{encoded([('query', text)])}", headers)


def _update(text: str) -> bytes:
    headers = {**WRITE, "Content-Type": "application/sparql-update"}
    return request("POST", "/sparql", headers, text.encode())


_SEARCH = 'PREFIX text: <https://w3id.org/dipl/text#> SELECT * {{ ?s text:matches "{}" }}'
PAST = {
    "an IRI with a port that is none": (request("GET", "/concept?iri=http://a:x/"), 400),
    "an address with a control character": (request("GET", "/none%7F"), 404),
    "a graph whose address is no IRI": (request("GET", "/graphs/%22%3E"), 400),
    "a graph whose address is no UTF-8": (
        request("PUT", "/graphs/%FF", {**WRITE, "Content-Type": "text/turtle"}, b""),
        400,
    ),
    "a prefix with a broken host": (_query("PREFIX x: <http://[::> ASK {}"), 400),
    "an escape past the last character": (
        _query(r"PREFIX : <http://a/\UFFFFFFFF> ASK {}"),
        400,
    ),
    "a graph named with half a character": (_query(r"SELECT * FROM <http://a/\uD800> {}"), 403),
    "a search for half a character": (_query(_SEARCH.format(r"\uD800")), 400),
    "a function that nobody knows": (_query("SELECT (<http://a.example/f>(1) AS ?x) {}"), 403),
    "a change by a function that nobody knows": (
        _update("INSERT { <a:s> <a:p> ?x } WHERE { BIND (<http://a.example/f>(1) AS ?x) }"),
        403,
    ),
    "a page that is not as it was seen": (request("GET", "/events", {"If-Match": '"x"'}), 412),
    "an empty entity tag": (_query("ASK {}", **{"If-None-Match": '""'}), 200),
    "a change on an empty entity tag": (
        request("PUT", "/graphs/a", {**WRITE, "Content-Type": "text/turtle", "If-Match": '""'}, b""),
        412,
    ),
    "a header with blanks in its name": (b"GET / HTTP/1.1\r\nHost: x\r\na b: c\r\n\r\n", 400),
    "a method that is none": (b"G@T / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    "a transfer coding that nobody knows": (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: a, chunked\r\n\r\n",
        501,
    ),
    "headers without end": (request("GET", "/", {"X-Long": "x" * 9000}), 431),
}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("past")
    fill(folder / "store")
    with fuzzed_server(folder / "store", folder) as watched:
        yield watched
        assert not watched.faults()


@pytest.mark.parametrize("name", list(PAST))
def test_it_is_answered(watched: Watched, name: str) -> None:
    raw, status = PAST[name]
    given = Input("odd HTTP", raw)
    answer: Answer = watched.target.answer(given)
    assert answer.status == status, answer.body.decode()
    assert not list(faults(given, answer, _PATIENCE))
    assert not broke_its_process(answer)
