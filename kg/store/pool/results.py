"""Query results in, bytes out, in the formats of the SPARQL 1.1 recommendations and of RDF 1.1."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, cast
from xml.parsers import expat

import pyoxigraph as ox

from kg.errors import FormatError, QueryRefusedError, QueryResourceError
from kg.knowledge.facts import Triple
from kg.store.pool.csv_results import write_csv
from kg.store.pool.first_rows import first_rows
from kg.store.sparql.query import QueryForm
from kg.store.terms import to_ox_triple
from kg.vocab import PREFIXES

PAGE = "page"  # what a page shows of solutions; see ``first_rows``
SOLUTION_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    PAGE: ox.QueryResultsFormat.JSON,
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
# Characters that no XML document can hold (XML 1.0, section 2.2), as UTF-8.
_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_PREFIXED = frozenset({"turtle", "trig"})

Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class _Spool:
    """Bytes in memory, and past a length in a file, up to a limit that ends the evaluation behind them."""

    def __init__(self, file: Path | None, limit: int, *, is_xml: bool = False) -> None:
        self._file = file
        self._limit = limit
        self._is_xml = is_xml
        self._length = 0
        self._stream: IO[bytes] = io.BytesIO()
        self.spooled = False

    def write(self, part: bytes) -> int:
        self._length += len(part)
        check_length(self._length, self._limit)
        if self._is_xml and _NO_XML.search(part):
            raise FormatError("the result has characters that XML cannot hold; ask for another format")
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
        known = ", ".join(name for name in formats if name != PAGE)
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

    Triples come distinct and sorted. Raises QueryResourceError past ``limit`` bytes, and FormatError.
    """
    spool = _Spool(file, limit, is_xml=result_format == "xml")
    try:
        if isinstance(found, ox.QueryTriples):
            spool.write(serialize_graph(sorted(set(found), key=str), result_format))
        elif isinstance(found, ox.QuerySolutions) and result_format == "csv":
            write_csv(found, cast("IO[bytes]", spool))
        elif isinstance(found, ox.QuerySolutions) and result_format == PAGE:
            spool.write(first_rows(found))
        else:
            found.serialize(cast("IO[bytes]", spool), SOLUTION_FORMATS[result_format])
        spool.flush()
        return spool.in_memory(), spool.spooled
    finally:
        spool.close()


def serialize_graph(
    statements: Sequence[ox.Triple] | Sequence[ox.Quad],
    result_format: str,
    known: Mapping[str, str] = PREFIXES,
) -> bytes:
    """Return sorted triples or quads as bytes that depend on nothing else.

    Turtle and TriG get those of the known prefixes that they use, in order. Raises FormatError where the
    format cannot hold them.
    """
    prefixes = _used_prefixes(statements, known) if result_format in _PREFIXED else {}
    content = ox.serialize(statements, format=GRAPH_FORMATS[result_format], prefixes=prefixes)
    assert content is not None  # no output was given
    if result_format == "rdfxml":
        _check_well_formed(content)
    lines = content.split(b"\n", len(prefixes))
    return b"\n".join((*sorted(lines[: len(prefixes)]), *lines[len(prefixes) :]))  # the engine mixes them


def _check_well_formed(document: bytes) -> None:
    """Raise FormatError where the engine wrote what is no XML: odd characters, properties without a name."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(document, True)
    except expat.ExpatError as error:
        message = (
            "RDF/XML cannot hold this graph, because of its properties or characters; ask for another format"
        )
        raise FormatError(message) from error


def serialize_triples(
    triples: Iterable[Triple], result_format: str, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """Return plain triples as ``serialize_graph`` does; they come distinct and sorted."""
    distinct = {to_ox_triple(triple) for triple in triples}
    return serialize_graph(sorted(distinct, key=str), result_format, prefixes)


def _used_prefixes(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad], known: Mapping[str, str]
) -> dict[str, str]:
    text = [str(statement) for statement in statements]
    return {p: iri for p, iri in known.items() if any(f"<{iri}" in line for line in text)}
