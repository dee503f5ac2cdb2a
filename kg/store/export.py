"""Graphs of a version in, one RDF document out, in an order that depends on their content only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.store.pool.results import serialize_graph
from kg.store.reader import Reader


def export_graphs(reader: Reader, graph_names: Sequence[str], document_format: str) -> Iterator[bytes]:
    """Yield the parts of a document in ``nquads``, ``trig``, ``turtle`` or ``jsonld``.

    N-Quads come sorted by line. Turtle has no graphs: it holds the union.
    """
    if document_format == "nquads":
        lines = sorted(line for name in graph_names for line in reader.graph(name))
        yield from (f"{line}\n".encode() for line in lines)
        return
    quads = [quad for name in graph_names for quad in sorted(reader.quads(name), key=str)]
    if document_format == "turtle":
        yield serialize_graph(sorted({quad.triple for quad in quads}, key=str), document_format)
        return
    yield serialize_graph(quads, document_format)
    if document_format == "jsonld":
        yield b"\n"
