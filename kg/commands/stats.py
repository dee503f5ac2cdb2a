"""``kg stats``: what the current version holds, counted."""

from __future__ import annotations

import argparse
import json

from kg.config import Settings
from kg.knowledge.facts import Text
from kg.store.embedded import EmbeddedStore
from kg.store.quarantine import Quarantine
from kg.store.reader import Reader
from kg.store.versions import Folder
from kg.vocab import PREFIXES

_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?node) AS ?count) WHERE {
  GRAPH ?graph { ?node a ?class }
  FILTER(CONTAINS(STR(?graph), "/graph/article/"))
} GROUP BY ?class
"""


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    reader = EmbeddedStore.open_reader(settings.store)
    totals = {
        "version": reader.version,
        "articles": reader.manifest.articles,
        "quads": reader.manifest.quads,
        "graphs": len(reader.graph_names()),
        "quarantined": len(Quarantine(Folder(settings.store).quarantine).keys()),
    }
    classes = _class_counts(reader)
    if arguments.json:
        content = {**totals, "digest": reader.manifest.digest, "classes": classes}
        print(json.dumps(content, indent=2))
        return 0
    for name, count in (*totals.items(), *((_short(iri), count) for iri, count in classes.items())):
        print(f"{count:>10,}  {name}")
    return 0


def _class_counts(reader: Reader) -> dict[str, int]:
    """Return how many nodes of each class the articles speak of, most frequent first."""
    counts = {
        str(row["class"]): int(row["count"].value)
        for row in reader.select(_CLASSES)
        if isinstance(row["count"], Text) and "class" in row
    }
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
