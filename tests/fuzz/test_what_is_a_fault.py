"""The fuzzer sees faults: each rule that an answer must keep, broken once."""

from __future__ import annotations

import json

import pytest

from server import media
from tests.fuzz.answers import faults
from tests.fuzz.client import Answer
from tests.fuzz.inputs import NO_HTTP, Input, request

_ASKED = Input("page", request("GET", "/events"))
_SAFE = dict.fromkeys(("content-security-policy", "x-content-type-options", "referrer-policy"), "x")


def _problem(status: int, title: str, detail: str = "", **headers: str) -> Answer:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    headers = {**_SAFE, "content-type": media.PROBLEM, **headers}
    return Answer(status, headers, json.dumps(body).encode(), 0.1)


def _page(body: bytes, media_type: str = media.HTML, **headers: str) -> Answer:
    return Answer(200, {**_SAFE, "content-type": media_type, **headers}, body, 0.1)


GOOD = [
    _page(b"<!doctype html>"),
    _problem(404, "Not Found"),
    _problem(503, "The service is busy", **{"retry-after": "10"}),
    Answer(304, _SAFE, b"", 0.1),
]
BAD = [
    (Answer(0, failure="RemoteDisconnected: x"), "no answer: RemoteDisconnected"),
    (Answer(200, {**_SAFE, "content-type": media.HTML}, b"<!doctype html>", 9.0), "later than 2 s"),
    (_problem(500, "Internal error"), "status 500"),
    (_problem(503, "The service is busy"), "503 without Retry-After"),
    (_problem(503, "The store cannot be used", **{"retry-after": "10"}), "503 The store cannot be used"),
    (_problem(404, "x", "see /home/kg/server"), "tells '/home/'"),
    (_problem(400, "x", "Traceback (most recent call last)"), "tells 'Traceback'"),
    (_page(b"<!doctype html>", server="gunicorn"), "tells 'gunicorn'"),
    (_page(b"<p>"), "a body that is no text/html: no <!doctype html>"),
    (_page(b"{", "application/json"), "a body that is no application/json"),
    (_page(b"<a> .", "text/turtle"), "a body that is no text/turtle"),
    (_page(b"a,b\n1\n", "text/csv"), "a body that is no text/csv: rows of [1, 2] columns"),
    (_page(b"GIF", "image/gif"), "a body of the type image/gif"),
    (Answer(404, {**_SAFE, "content-type": "application/json"}, b"{}", 0.1), "a problem as application/json"),
    (Answer(404, {**_SAFE, "content-type": media.PROBLEM}, b"{}", 0.1), "a problem without detail, status"),
    (Answer(200, {"content-type": media.HTML}, b"<!doctype html>", 0.1), "no header referrer-policy"),
    (_problem(422, "x"), "the status 422 is not described"),
]


@pytest.mark.parametrize("answer", GOOD)
def test_good_answers_have_none(answer: Answer) -> None:
    assert list(faults(_ASKED, answer, 2.0)) == []


@pytest.mark.parametrize(("answer", "fault"), BAD, ids=[fault for _, fault in BAD])
def test_bad_answers_are_seen(answer: Answer, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(_ASKED, answer, 2.0))


def test_what_is_no_http_may_stay_without_an_answer() -> None:
    given = Input(NO_HTTP, b"\x00")
    assert list(faults(given, Answer(0, failure="RemoteDisconnected: x"), 2.0)) == []
    assert list(faults(given, Answer(0, failure="TimeoutError: timed out"), 2.0)) != []


def test_what_was_sent_may_be_told_again() -> None:
    given = Input("page", request("GET", "/search?q=rdflib"))
    assert list(faults(given, _problem(400, "x", "no text has rdflib"), 2.0)) == []
