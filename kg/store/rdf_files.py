"""RDF files, and documents that strangers send, in; their graphs as plain triples out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DocumentError, StoreError
from kg.knowledge.facts import Text, Triple
from kg.store.document_bounds import checked_document
from kg.store.terms import from_ox_term, from_ox_triple

MAX_TRIPLES = 1_000_000  # of one document; each takes half a kilobyte of memory
LONGEST_IRI = 8_000  # characters; a longer one could not even be asked for

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_graphs(file: Path) -> dict[str, tuple[Triple, ...]]:
    """Return the graphs of a file by name; triples outside any graph go by the name of the file.

    Blank nodes stay (as ``_:`` names). Raises StoreError for a file that cannot be read.
    """
    found: dict[str, list[Triple]] = defaultdict(list)
    syntax = ox.RdfFormat.from_extension(file.suffix[1:].lower())
    if syntax is None:
        raise StoreError(
            f"{file}: its ending names no RDF syntax; use .ttl, .nt, .nq, .trig, .rdf or .jsonld"
        )
    try:
        for quad in _quads(file.read_bytes(), syntax, file.resolve().as_uri()):
            outside = isinstance(quad.graph_name, ox.DefaultGraph)
            name = str(file) if outside else str(from_ox_term(quad.graph_name))
            found[name].append(from_ox_triple(quad))
    except (SyntaxError, ValueError, OSError, DocumentError) as error:
        raise StoreError(f"{file}: cannot be read: {error}") from error
    return {name: tuple(triples) for name, triples in sorted(found.items())}


def read_document(document: bytes, media_type: str, base_iri: str) -> list[Triple]:
    """Return the triples of a document in one of ``GRAPH_TYPES``.

    Nothing that a document points to is fetched. Raises DocumentError for one that cannot be read,
    that names graphs, or that holds what no store should: see also ``checked_document``.
    """
    syntax = ox.RdfFormat.from_media_type(media_type)
    if syntax is None:
        raise DocumentError(f"{media_type} is no RDF syntax")
    found: list[Triple] = []
    try:
        for quad in _quads(document, syntax, base_iri):
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                raise DocumentError(
                    f"the document names the graph {str(quad.graph_name)[:200]}; send one graph at a time"
                )
            if len(found) == MAX_TRIPLES:
                raise DocumentError(f"the document holds more than {MAX_TRIPLES:,} triples; send it in parts")
            found.append(checked_triple(from_ox_triple(quad)))
    except (SyntaxError, ValueError, OSError) as error:
        raise DocumentError(f"the document is not valid {media_type}: {str(error)[:300]}") from error
    return found


def _quads(document: bytes, syntax: ox.RdfFormat, base_iri: str) -> Iterator[ox.Quad]:
    return iter(ox.parse(checked_document(document, syntax.media_type), format=syntax, base_iri=base_iri))


def checked_triple(triple: Triple) -> Triple:
    """Return a triple that every format can write; raise DocumentError for one that some cannot."""
    for term in triple:
        text = term.value if isinstance(term, Text) else term
        if unfit := _UNFIT.search(text):
            raise DocumentError(f"a text holds the character U+{ord(unfit[0]):04X}, which XML cannot write")
        if len(text) > LONGEST_IRI and not isinstance(term, Text):
            raise DocumentError(f"an IRI is longer than {LONGEST_IRI:,} characters: {text[:60]}...")
    return triple
