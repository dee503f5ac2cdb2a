"""Requests for pages, lists, searches, data IRIs, versions and what watches over the service."""

from __future__ import annotations

from random import Random
from urllib.parse import quote

from tests.fuzz.inputs import encoded, request
from tests.fuzz.mutations import ODD, text_mutated
from tests.fuzz.sparql_terms import IRIS

_PATHS = (
    "/", "/events", "/persons", "/states", "/organisations", "/initiatives", "/articles", "/search",
    "/concept", "/vocabularies", "/ontology", "/shapes", "/topic", "/event-type", "/sparql", "/sparql/",
    "/sparql/prefixes", "/sparql/terms", "/id/state/MEX", "/id/graph/ontology", "/id/graph/none",
    "/id/article/none", "/robots.txt", "/healthz", "/readyz", "/metrics", "/queries",
    "/queries/" + "0" * 32, "/static/style.css", "/static/../app.py", "/openapi.json", "/ontology.ttl",
    "/ontology/1.0.0", "/id/", "/none", "/id/state/MEX.jsonld", "/graphs", "/dipl", "/topic/none",
)  # fmt: skip
_NAMES = (
    "page",
    "q",
    "kind",
    "format",
    "version",
    "type",
    "status",
    "state",
    "iri",
    "name",
    "graph",
    "explain",
    "query",
)
_VALUES = (
    "1", "0", "-1", "2", "99999999999999999999999", "1e3", "٣", "²", "mexico", "a*", '"a b"', '"', "*",
    "x" * 3000, "html", "json", "turtle", "jsonld", "rdfxml", "ntriples", "csv", "none", "label",
    "sentence", "\x00", "\ud800", "<script>", "'--", "javascript:alert(1)",
    "https://w3id.org/dipl#Meeting", "http://a b", "a:b", "../../etc/passwd", "", "%", "\r\nX: y",
)  # fmt: skip
_ACCEPTS = (
    "text/html", "*/*", "application/json", "text/turtle;q=0.5, text/html;q=0.4", "application/ld+json",
    "image/*", "", "text/html;q=2", "text/html;q=x", ";;;,,,", "text", "*/html", "text/*;q=0.000",
    "a/b;" + "c=d;" * 300, "text/html;level=1",
)  # fmt: skip


def page(random: Random) -> bytes:
    """Ask for a page with odd parameters and wishes."""
    path = random.choice(_PATHS)
    if random.random() < 0.25:
        path = quote(text_mutated(random, path, _PATHS).encode("utf-8", "surrogateescape"), safe="/?=&%.-_~")
    elif random.random() < 0.2:
        path = "/id/" + quote(random.choice(IRIS).strip("<>"), safe="/:#")
    elif random.random() < 0.1:
        path += quote(random.choice(ODD))
    parameters = [(_name(random), _value(random)) for _ in range(random.choice((0, 0, 1, 1, 2, 4)))]
    target = "/" + path.lstrip("/") + (f"?{encoded(parameters)}" if parameters else "")
    headers = {"Accept": random.choice(_ACCEPTS)} if random.random() < 0.6 else {}
    if random.random() < 0.1:
        headers["If-None-Match"] = random.choice(("*", '"1"', 'W/"x", "y"', "x", '"' * 9))
    return request(random.choice(("GET",) * 8 + ("HEAD", "OPTIONS")), target, headers)


def _name(random: Random) -> str:
    return random.choice(_NAMES) if random.random() < 0.95 else random.choice(_VALUES)


def _value(random: Random) -> str:
    return random.choice(_VALUES) if random.random() < 0.8 else random.choice(IRIS).strip("<>")
