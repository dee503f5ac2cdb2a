"""What a client is told when something is refused: a problem document that gives nothing away (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

# Names of what the server is made of, and traces of where it lies and how it failed.
_INSIDE = tuple(
    """pyoxigraph oxigraph rdflib pyshacl trafilatura lxml libxml expat werkzeug flask gunicorn sqlite rocksdb
    urllib python traceback recursion callback .py site-packages /home /root /tmp/ <object""".split()
)
_PATIENCE = 600  # seconds, on a busy machine
_KILLED = 503  # what a limit of time or memory has ended


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


def request(
    url: str,
    method: str,
    path: str,
    body: bytes | Iterable[bytes] = b"",
    headers: Mapping[str, str] | None = None,
) -> Answered:
    """Send one request; a body in parts goes out chunked."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=_PATIENCE)
    try:
        chunked = not isinstance(body, bytes)
        given = {"Accept": "application/problem+json, */*;q=0.5", **(headers or {})}
        connection.request(method, path, body or None, given, encode_chunked=chunked)
        response = connection.getresponse()
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answered(response.status, told, response.read())
    finally:
        connection.close()


def assert_gives_nothing_away(answered: Answered, *secrets: object) -> None:
    """Check that neither the inside of the server nor any secret is in an answer."""
    told = answered.text.lower()
    assert [word for word in (*_INSIDE, *map(str, secrets)) if str(word).lower() in told] == [], told[:500]


def assert_problem(answered: Answered, *secrets: object) -> dict[str, object]:
    """Return a problem document that blames the client, readably, and tells nothing of the inside."""
    assert 400 <= answered.status < 500, f"{answered.status}: {answered.text[:500]}"
    assert answered.media_type == "application/problem+json", answered.headers
    problem: dict[str, object] = json.loads(answered.text)
    assert problem["status"] == answered.status
    assert problem["title"] and problem["detail"], problem
    assert len(answered.body) < 3_000, answered.text[:500]
    assert_gives_nothing_away(answered, *secrets)
    return problem


def assert_no_failure(answered: Answered, *secrets: object) -> None:
    """Check that the server did not fail: it did what was asked, refused, or said that it took too long."""
    assert answered.status < 500 or answered.status == _KILLED, f"{answered.status}: {answered.text[:500]}"
    if answered.status >= 400 and answered.media_type != "text/html":
        assert answered.media_type == "application/problem+json", answered.headers
        assert_gives_nothing_away(answered, *secrets)
