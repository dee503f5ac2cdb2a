"""Query results in, bytes out, in the formats of the SPARQL 1.1 recommendations and of RDF 1.1."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
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
IN_MEMORY = 1_000_000  # bytes of a result that go through a pipe; longer ones go through a file
_PREFIXED = frozenset({"turtle", "trig"})

Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class _Spool:
    """Bytes in memory, and past a length in a file, up to a limit that ends the evaluation behind them."""

    def __init__(self, file: Path | None, limit: int) -> None:
        self._file = file
        self._limit = limit
        self._length = 0
        self._stream: IO[bytes] = io.BytesIO()
        self.spooled = False

    def write(self, part: bytes) -> int:
        self._length += len(part)
        check_length(self._length, self._limit)
        if self._file and self._length > IN_MEMORY and not self.spooled:
            self._spill(self._file)
        return self._stream.write(part)

    def _spill(self, file: Path) -> None:
        held = self.in_memory()
        self._stream = file.open("wb", buffering=1 << 20)
        self._stream.write(held)
        self.spooled = True

    def flush(self) -> None:
        self._stream.flush()

    def in_memory(self) -> bytes:
        """Return what is held; nothing where it is in the file."""
        return self._stream.getvalue() if isinstance(self._stream, io.BytesIO) else b""

    def close(self) -> None:
        self._stream.close()


def check_format(form: QueryForm, result_format: str) -> None:
    """Raise QueryRefusedError where a format cannot hold the results of a query form."""
    formats = GRAPH_FORMATS if form.makes_graph else SOLUTION_FORMATS
    if result_format not in formats:
        known = ", ".join(formats)
        raise QueryRefusedError(f"results of {form} cannot be written as {result_format}; choose {known}")


def check_length(length: int, limit: int) -> None:
    """Raise QueryResourceError for a result past a limit in bytes."""
    if length > limit:
        message = f"the result is larger than {limit:,} bytes; ask for less, or with LIMIT and OFFSET"
        raise QueryResourceError(message)


def serialize_results(
    found: Found, result_format: str, limit: int, file: Path | None = None
) -> tuple[bytes, bool]:
    """Evaluate a query to its end and return its results; long ones as "" and true, with them in ``file``.

    Triples come distinct and sorted. Raises QueryResourceError past ``limit`` bytes.
    """
    spool = _Spool(file, limit)
    try:
        if isinstance(found, ox.QueryTriples):
            spool.write(serialize_graph(sorted(set(found), key=str), result_format))
        else:
            found.serialize(cast("IO[bytes]", spool), SOLUTION_FORMATS[result_format])
        spool.flush()
        return spool.in_memory(), spool.spooled
    finally:
        spool.close()


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
