"""RDF files, and documents that strangers send, in; their graphs as plain triples out."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DocumentError, StoreError
from kg.knowledge.facts import Triple
from kg.store.terms import from_ox_triple

_DEEPEST = 500  # the engine's parsers overflow their stack at some thousands
_BRACKETS = re.compile(rb"[\[\](){}]")


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
        for quad in ox.parse(path=str(file), format=syntax, base_iri=file.resolve().as_uri()):
            outside = isinstance(quad.graph_name, ox.DefaultGraph)
            found[str(file) if outside else quad.graph_name.value].append(from_ox_triple(quad))
    except (SyntaxError, OSError) as error:
        raise StoreError(f"{file}: cannot be read: {error}") from error
    return {name: tuple(triples) for name, triples in sorted(found.items())}


def read_document(document: bytes, media_type: str, base_iri: str) -> list[Triple]:
    """Return the triples of a document in one of ``GRAPH_TYPES``.

    Nothing that a document points to is fetched. Raises DocumentError for one that cannot be read,
    that defines entities, or that nests deeper than people write.
    """
    syntax = ox.RdfFormat.from_media_type(media_type)
    if syntax is None:
        raise DocumentError(f"{media_type} is no RDF syntax")
    if syntax == ox.RdfFormat.RDF_XML and b"<!DOCTYPE" in document.upper():
        raise DocumentError("a document type declaration is not read; write out what its entities stand for")
    if _depth(document) > _DEEPEST:
        raise DocumentError(f"the document nests more than {_DEEPEST} brackets in each other")
    found: list[Triple] = []
    try:
        for quad in ox.parse(document, format=syntax, base_iri=base_iri):
            if not isinstance(quad.graph_name, ox.DefaultGraph):
                raise DocumentError(
                    f"the document names the graph {quad.graph_name}; send one graph at a time"
                )
            found.append(from_ox_triple(quad))
    except (SyntaxError, ValueError, OSError) as error:
        raise DocumentError(f"the document is not valid {media_type}: {str(error)[:300]}") from error
    return found


def _depth(document: bytes) -> int:
    """Return how deep brackets nest, those in strings included: rather too much than too little."""
    depth = deepest = 0
    for bracket in _BRACKETS.findall(document):
        depth += 1 if bracket in b"[{(" else -1
        deepest = max(deepest, depth)
    return deepest
