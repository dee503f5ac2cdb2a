"""Changes made to take the writer down, sent by who may write; each with the limits that may end it.

They meet the people of ``hostile.fill_people``: 45,000 quads in 10 graphs.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kg.config import Settings

PREFIX = "PREFIX e: <http://example.org/> "
UPDATE = "application/sparql-update"
GRAPH = "/graphs?graph=http%3A%2F%2Fexample.org%2Fgraph%2Fhostile"
_BASE = Settings().base_iri


class Limit(StrEnum):
    """What ends a change, by the title of its problem document."""

    SYNTAX = "The query does not parse"
    DOCUMENT = "The document cannot be read"
    REFUSED = "This service does not do that"
    PROTECTED = "The graph is protected"
    SIZE = "More than is taken at once"
    LONG = "Request Entity Too Large"
    TIME = "Past the time limit"
    RESOURCE = "Past a limit"


_COSTLY = frozenset({Limit.TIME, Limit.RESOURCE})
_REFUSED, _PROTECTED = frozenset({Limit.REFUSED}), frozenset({Limit.PROTECTED})
_LONG = frozenset({Limit.LONG, Limit.SIZE})


@dataclass(frozen=True, slots=True)
class HostileChange:
    """A request and the limits one of which has to end it."""

    name: str
    content: Callable[[], bytes]
    limits: frozenset[Limit]
    method: str = "POST"
    path: str = "/sparql"
    media_type: str = UPDATE
    encoding: str = ""


def _update(name: str, text: str, limits: frozenset[Limit]) -> HostileChange:
    return HostileChange(name, lambda: f"{PREFIX}{text}".encode(), limits)


def _doublings(times: int) -> str:
    steps = " ".join(f"BIND (CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(times))
    return f'BIND ("aaaaaaaa" AS ?a0) {steps}'


def _triples(number: int) -> bytes:
    return b"".join(
        b"<http://example.org/%d> <http://example.org/p> 'value %d' .\n" % (n, n) for n in range(number)
    )


_TWO = "?a ?p ?o . ?b ?q ?r"
_VALUES = " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(1000)))} }}" for i in range(6))

HOSTILE = (
    _update("INSERT of a cross product", f"INSERT {{ ?a e:x ?b }} WHERE {{ {_TWO} }}", _COSTLY),
    _update(
        "a graph for each solution",
        f"INSERT {{ GRAPH ?g {{ ?a e:x ?b }} }} WHERE {{ {_TWO} BIND (UUID() AS ?g) }}",
        _COSTLY,
    ),
    _update(
        "names without end", f"INSERT {{ ?u e:x [ e:y ?b ] }} WHERE {{ {_TWO} BIND (UUID() AS ?u) }}", _COSTLY
    ),
    _update("a text doubled 40 times", f"INSERT {{ e:a e:x ?a40 }} WHERE {{ {_doublings(40)} }}", _COSTLY),
    _update(
        "texts of megabytes for each solution",
        f"INSERT {{ ?s e:x ?t }} WHERE {{ ?s ?p ?o {_doublings(18)} BIND (CONCAT(STR(?o), ?a18) AS ?t) }}",
        _COSTLY,
    ),
    _update(
        "DELETE and INSERT of a billion rows",
        f"DELETE {{ ?a ?p ?b }} INSERT {{ ?b ?p ?a }} WHERE {{ {_TWO} }}",
        _COSTLY,
    ),
    _update(
        "DELETE of a billion rows from all graphs",
        "DELETE { GRAPH ?g { ?a ?p ?o } GRAPH ?h { ?b ?q ?r } } "
        "WHERE { GRAPH ?g { ?a ?p ?o } GRAPH ?h { ?b ?q ?r } }",
        _COSTLY,
    ),
    _update("DELETE WHERE of a cross product", f"DELETE WHERE {{ {_TWO} . ?c ?s ?t }}", _COSTLY),
    _update("a path through everybody", "INSERT { ?a e:x ?b } WHERE { ?a (e:knows/e:knows)* ?b }", _COSTLY),
    _update(
        "GROUP_CONCAT of a cross product",
        f"INSERT {{ e:a e:x ?t }} WHERE {{ SELECT (GROUP_CONCAT(STR(?a)) AS ?t) {{ {_TWO} }} }}",
        _COSTLY,
    ),
    _update(
        "ORDER BY of a cross product",
        f"INSERT {{ ?a e:x ?b }} WHERE {{ SELECT * {{ {_TWO} }} ORDER BY ?o ?r LIMIT 1 }}",
        _COSTLY,
    ),
    _update("VALUES that multiply", f"INSERT {{ e:a e:x ?v0 , ?v5 }} WHERE {{ {_VALUES} }}", _COSTLY),
    _update(
        "operations that all look at everything",
        " ; ".join(f"INSERT {{ GRAPH e:n{n} {{ ?s ?p {n} }} }} WHERE {{ ?s ?p ?o }}" for n in range(200)),
        _COSTLY,
    ),
    _update(
        "copies of copies",
        " ; ".join(f"ADD <http://example.org/graph/{n % 10}> TO e:n{n % 7}" for n in range(5_000)),
        _COSTLY,
    ),
    _update("patterns, 500", f"INSERT {{ e:a e:x 1 }} WHERE {{ {'?a ?p ?o . ' * 500} }}", _REFUSED),
    _update("operations, 20,000", "INSERT DATA {} ; " * 20_000, _REFUSED),
    _update(
        "prefixes, 20,000", "".join(f"PREFIX p{n}: <urn:{n}> " for n in range(20_000)) + "CLEAR ALL", _REFUSED
    ),
    _update("groups in groups, 10,000", f"INSERT {{}} WHERE {{ {'{' * 10_000}{'}' * 10_000} }}", _REFUSED),
    _update("words, more than a million", f"INSERT DATA {{ {'e:a e:x 1 . ' * 270_000} }}", _LONG | _COSTLY),
    _update(
        "a text that never closes", f"INSERT DATA {{ e:a e:x '''{'x' * 900_000} }}", frozenset({Limit.SYNTAX})
    ),
    _update("LOAD of a file", "LOAD <file:///etc/passwd> INTO GRAPH e:g", _REFUSED),
    _update("LOAD from this machine", "LOAD <http://127.0.0.1:9/>", _REFUSED),
    _update("SERVICE", "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", _REFUSED),
    _update("what the writer remembers", "INSERT DATA { GRAPH <urn:x-kg:memory> { e:a e:x 1 } }", _PROTECTED),
    _update("what is derived", f"CLEAR SILENT GRAPH <{_BASE}graph/consolidated>", _PROTECTED),
    HostileChange("a body of 40 megabytes", lambda: b" " * 40_000_000, _LONG),
    HostileChange(
        "a graph of 150,000 triples", lambda: _triples(150_000), _COSTLY, "PUT", GRAPH, "text/turtle"
    ),
    HostileChange(
        "a graph of 2 gigabytes, packed",
        lambda: gzip.compress(b" " * 200_000_000) * 10,
        _LONG,
        "PUT",
        GRAPH,
        "text/turtle",
        "gzip",
    ),
    HostileChange(
        "nodes in nodes, 100,000",
        lambda: b"<a:1> <a:p> " + b"[ <a:p> " * 100_000,
        frozenset({Limit.DOCUMENT}),
        "PUT",
        GRAPH,
        "text/turtle",
    ),
)
