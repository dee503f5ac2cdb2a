"""RDF files of any syntax in, their graphs as plain triples out."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.knowledge.facts import Triple
from kg.store.terms import from_ox_triple


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
