"""Query results in, bytes out, in the formats of the SPARQL 1.1 recommendations and of RDF 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import QueryRefusedError, QueryResourceError
from kg.store.query_text import QueryForm
from kg.vocab import PREFIXES

SOLUTION_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_PREFIXED = frozenset({"turtle", "trig"})

Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class _Buffer:
    """Bytes up to a limit; passing it stops the evaluation that writes them."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._parts: list[bytes] = []
        self._length = 0

    def write(self, part: bytes) -> int:
        self._length += len(part)
        if self._length > self._limit:
            message = (
                f"the result is larger than {self._limit:,} bytes; ask for less, or with LIMIT and OFFSET"
            )
            raise QueryResourceError(message)
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        pass

    def content(self) -> bytes:
        return b"".join(self._parts)


def check_format(form: QueryForm, result_format: str) -> None:
    """Raise QueryRefusedError where a format cannot hold the results of a query form."""
    formats = GRAPH_FORMATS if form.makes_graph else SOLUTION_FORMATS
    if result_format not in formats:
        known = ", ".join(formats)
        raise QueryRefusedError(f"results of {form} cannot be written as {result_format}; choose {known}")


def serialize_results(found: Found, result_format: str, limit: int) -> bytes:
    """Evaluate a query to its end and return its results.

    Triples come distinct and sorted. Raises QueryResourceError past ``limit`` bytes.
    """
    buffer = _Buffer(limit)
    if isinstance(found, ox.QueryTriples):
        buffer.write(serialize_graph(sorted(set(found), key=str), result_format))
    else:
        found.serialize(cast("IO[bytes]", buffer), SOLUTION_FORMATS[result_format])
    return buffer.content()


def serialize_graph(statements: Sequence[ox.Triple] | Sequence[ox.Quad], result_format: str) -> bytes:
    """Return sorted triples or quads as bytes that depend on nothing else.

    Turtle and TriG get those of the known prefixes that they use, in order.
    """
    prefixes = _used_prefixes(statements) if result_format in _PREFIXED else {}
    content = ox.serialize(statements, format=GRAPH_FORMATS[result_format], prefixes=prefixes)
    assert content is not None  # no output was given
    lines = content.split(b"\n", len(prefixes))
    return b"\n".join((*sorted(lines[: len(prefixes)]), *lines[len(prefixes) :]))  # the engine mixes them


def _used_prefixes(statements: Iterable[ox.Triple] | Iterable[ox.Quad]) -> dict[str, str]:
    text = [str(statement) for statement in statements]
    return {p: iri for p, iri in PREFIXES.items() if any(f"<{iri}" in line for line in text)}
