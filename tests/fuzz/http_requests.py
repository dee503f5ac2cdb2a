"""HTTP itself: odd methods, targets, headers, codings and framing (RFC 9110 and 9112), and what is none.

``odd`` makes requests that are HTTP, so an answer is owed; ``broken`` makes bytes that need not be.
"""

from __future__ import annotations

from random import Random

from tests.fuzz.article_uploads import article
from tests.fuzz.graph_requests import made_graph
from tests.fuzz.inputs import encoded, request
from tests.fuzz.mutations import ODD, mutated
from tests.fuzz.page_requests import page
from tests.fuzz.sparql_requests import made_query

_METHODS = (
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "QUERY",
    "get", "X" * 30, "M-X",
)  # fmt: skip
_TARGETS = (
    "/", "/sparql", "/graphs", "/articles", "/queries", "/healthz", "//", "/./", "/../", "/%2e%2e/",
    "/%00", "/%", "/%zz", "/;", "*", "http://other.example/",
    "http://other.example/sparql?query=ASK%7B%7D", "/" + "a/" * 900, "/" + "x" * 8150, "/?" + "&" * 500,
    "/?" + "a=b&" * 300, "/sparql?query", "/sparql?=", "/sparql?query=%FF",
    "/sparql?query=ASK{}&query=ASK{}", "/\u00e9", "/?a=%F0%9F",
)  # fmt: skip
_HEADERS = (
    ("Accept", "*/*;q=0"), ("Accept", "text/html;q=0.1,application/*;q=0.9,*;q=0.3"), ("Accept", ","),
    ("Accept", "a" * 4000), ("Accept-Encoding", "zstd"),
    ("Accept-Encoding", "gzip;q=0.5, zstd;q=0.1, *;q=0"), ("Accept-Encoding", "identity;q=0"),
    ("Accept-Encoding", "gzip"), ("Accept-Charset", "utf-7"), ("Accept-Language", "x-klingon;q=nan"),
    ("Range", "bytes=0-1"), ("Range", "bytes=99999-1"), ("If-Match", "*"), ("If-None-Match", "*"),
    ("If-Modified-Since", "Sat, 99 Jan 0000"), ("If-Range", "x"), ("Expect", "100-continue"),
    ("Connection", "keep-alive, Upgrade"), ("Upgrade", "h2c"), ("TE", "trailers"), ("Content-Type", ""),
    ("Content-Type", "application/x-www-form-urlencoded; charset=utf-16"), ("Content-Type", ";;;"),
    ("Content-Type", "multipart/form-data"),
    ("Content-Type", "multipart/form-data; boundary=" + "b" * 300),
    ("Content-Type", "application/sparql-query"), ("Content-Type", "application/sparql-update"),
    ("Content-Encoding", "deflate"), ("Authorization", "Bearer"), ("Authorization", "Bearer wrong"),
    ("Authorization", "Basic !!!"), ("Authorization", "Basic YTpi"), ("Authorization", "Bearer \u00e9"),
    ("Authorization", "Digest username=x"), ("Authorization", "Bearer {{read}}"), ("Origin", "null"),
    ("Authorization", "Bearer {{write}}"), ("Origin", "https://evil.example"),
    ("Access-Control-Request-Method", "PUT"), ("X-Forwarded-For", "1.2.3.4, x"),
    ("X-Forwarded-Proto", "javascript"), ("Forwarded", "for=_x"), ("Cookie", "a=b; c"),
    ("Query-Id", "0" * 32), ("Query-Id", "../../etc"), ("Query-Id", "\u00e9"), ("Slug", "\u202e"),
    ("Host", "a b"), ("Host", ""), ("Host", "evil.example:99999"), ("Host", "[::1]"), ("Via", "x" * 5000),
    ("X-Long", "y" * 9000), ("X-Empty", ""), ("Host", "\u00e9.example"), ("Max-Forwards", "0"),
    ("Content-Length", "5"), ("X-HTTP-Method-Override", "DELETE"),
)  # fmt: skip
_BODIES = (
    None,
    None,
    b"",
    b"x",
    b"query=ASK%7B%7D",
    b"ASK {}",
    b"update=CLEAR+ALL",
    b"&" * 3000,
    b"\x00" * 50,
    b"query=%FF&query",
)


def odd(random: Random) -> bytes:
    """Return a request that is HTTP, if not one that anybody sends."""
    if random.random() < 0.25:
        return _chunked(random)
    headers = [random.choice(_HEADERS) for _ in range(random.choice((0, 1, 1, 2, 3, 70)))]
    body = random.choice(_BODIES)
    if body is not None:
        headers = [header for header in headers if header[0] != "Content-Length"]
    elif any(header[0] == "Content-Length" for header in headers):
        return request(random.choice(_METHODS), random.choice(_TARGETS), headers) + b"a=b&c"
    return request(random.choice(_METHODS), random.choice(_TARGETS), headers, body)


def _chunked(random: Random) -> bytes:
    """Return a request whose body comes in chunks, some with extensions and trailers."""
    body = encoded([("query", "ASK { ?s ?p ?o }")]).encode()
    size = random.choice((1, 7, 100))
    extension = random.choice((b"", b"", b";a=b"))
    chunks = b"".join(
        b"%x%s\r\n%s\r\n" % (len(part), extension, part)
        for part in (body[start : start + size] for start in range(0, len(body), size))
    )
    trailer = random.choice((b"", b"", b"X-Sum: 1\r\n"))
    kind = ("Content-Type", "application/x-www-form-urlencoded")
    head = request("POST", "/sparql", [kind, ("Transfer-Encoding", random.choice(("chunked", "Chunked")))])
    return head + chunks + b"0\r\n" + trailer + b"\r\n"


def broken(random: Random) -> bytes:
    """Return bytes in which the head, or the framing, of a request is damaged."""
    chance = random.random()
    if chance < 0.1:
        return random.randbytes(random.randint(1, 300)) + b"\r\n\r\n"
    whole = random.choice((page, made_query, made_graph, article, odd))(random)
    if chance < 0.2:
        return whole[: random.randrange(1, len(whole))]
    if chance < 0.3:
        framing = random.choice(
            (b"Content-Length: 999999", b"Content-Length: -1", b"Transfer-Encoding: gzip, chunked")
        )
        return whole.replace(b"\r\n", b"\r\n" + framing + b"\r\n", 1)
    head, blank, body = whole.partition(b"\r\n\r\n")
    if chance < 0.4:
        return head.replace(b"\r\n", random.choice((b"\n", b"\r", b"\r\n ", b"\r\n\x00"))) + blank + body
    if chance < 0.5:
        return (
            head.replace(b"HTTP/1.1", random.choice((b"HTTP/1.0", b"HTTP/0.9", b"HTTP/9", b"", b"HTTP/2")))
            + blank
            + body
        )
    return mutated(random, head, ODD) + blank + body
