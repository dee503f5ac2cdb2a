"""``kg export``: the dataset out, as bytes that depend on nothing but its content."""

from __future__ import annotations

import argparse
import sys

from kg.config import Settings
from kg.errors import NotFoundError
from kg.iri import Minter
from kg.store.embedded import EmbeddedStore
from kg.store.export import export_graphs


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    reader = EmbeddedStore.open_reader(settings.store)
    provenance = Minter(settings.base_iri).graph("provenance")
    names = [name for name in reader.graph_names() if name != provenance]
    if arguments.graph:
        if not reader.has_graph(arguments.graph):
            raise NotFoundError(f"there is no graph <{arguments.graph}>; kg query lists them: {_LIST}")
        names = [arguments.graph]
    for part in export_graphs(reader, names, arguments.format):
        sys.stdout.buffer.write(part)
    return 0


_LIST = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
