"""Queries and updates sent to ``/sparql`` in every way that the SPARQL 1.1 Protocol knows (section 2)."""

from __future__ import annotations

from random import Random

from server import media
from tests.fuzz.inputs import WRITE, encoded, request
from tests.fuzz.mutations import text_mutated
from tests.fuzz.samples import queries, updates
from tests.fuzz.sparql_queries import query
from tests.fuzz.sparql_terms import IRIS
from tests.fuzz.sparql_updates import graph_name, update

_FORM = "application/x-www-form-urlencoded"
_LONGEST_TARGET = 6000  # a longer query goes into the body
_FORMATS = (*media.KNOWN_NAMES, "JSON", "text/csv", "none", "ttl", "")
_ACCEPTS = (
    *media.RESULT_TYPES.values(),
    *media.GRAPH_TYPES.values(),
    "text/html",
    "*/*",
    "application/*;q=0.1, text/csv;q=0.5",
    "image/png",
    "text/html;q=0, */*",
)


def made_query(random: Random) -> bytes:
    """Send a query made by the grammar."""
    return _query(random, query(random))


def changed_query(random: Random) -> bytes:
    """Send a real query, or one made by the grammar, with something changed."""
    original = random.choice(queries()) if random.random() < 0.7 else query(random)
    return _query(random, text_mutated(random, original, queries()))


def made_update(random: Random) -> bytes:
    """Send an update made by the grammar."""
    return _update(random, update(random))


def changed_update(random: Random) -> bytes:
    """Send a real update, or one made by the grammar, with something changed."""
    original = random.choice(updates()) if random.random() < 0.7 else update(random)
    return _update(random, text_mutated(random, original, updates()))


def _query(random: Random, text: str) -> bytes:
    parameters = _parameters(random, "default-graph-uri", "named-graph-uri")
    headers = {"Accept": random.choice(_ACCEPTS)} if random.random() < 0.4 else {}
    if random.random() < 0.15:
        parameters.append(("format", random.choice(_FORMATS)))
    if random.random() < 0.02:
        parameters.append(("explain", "1"))
    how, given = random.random(), ("query", text)
    target = f"/sparql?{encoded([given, *parameters])}"
    if how < 0.4 and len(target) < _LONGEST_TARGET:
        return request(random.choice(("GET", "GET", "HEAD")), target, headers)
    if how < 0.8:
        body = encoded([given, *parameters]).encode()
        return request("POST", "/sparql", {**headers, "Content-Type": _FORM}, body)
    return _direct(text, "application/sparql-query", parameters, headers)


def _update(random: Random, text: str) -> bytes:
    parameters = _parameters(random, "using-graph-uri", "using-named-graph-uri")
    headers = dict(WRITE) if random.random() < 0.97 else {}
    if random.random() < 0.5:
        body = encoded([("update", text), *parameters]).encode()
        return request("POST", "/sparql", {**headers, "Content-Type": _FORM}, body)
    return _direct(text, "application/sparql-update", parameters, headers)


def _direct(text: str, kind: str, parameters: list[tuple[str, str]], headers: dict[str, str]) -> bytes:
    target = f"/sparql?{encoded(parameters)}" if parameters else "/sparql"
    body = text.encode("utf-8", "surrogateescape")
    return request("POST", target, {**headers, "Content-Type": kind}, body)


def _parameters(random: Random, *names: str) -> list[tuple[str, str]]:
    """Return parameters of the dataset, mostly none."""
    if random.random() < 0.85:
        return []
    graphs = (graph_name(random).strip("<>"), random.choice(IRIS).strip("<>"))
    return [(random.choice(names), random.choice(graphs)) for _ in range(random.randint(1, 3))]
