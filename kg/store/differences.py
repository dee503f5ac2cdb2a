"""Two versions in, what came, changed and went between them out, graph by graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.store.reader import Reader


@dataclass(frozen=True, slots=True)
class GraphDifference:
    """What became of one graph; ``added`` and ``removed`` are sorted N-Quads lines without line ends."""

    graph_name: str
    change: str  # "added", "changed" or "withdrawn"
    added: tuple[str, ...]
    removed: tuple[str, ...]


def differences(old: Reader, new: Reader) -> Iterator[GraphDifference]:
    """Yield the graphs that differ, sorted by name; those that are alike are left out."""
    before, after = set(old.graph_names()), set(new.graph_names())
    for name in sorted(before | after):
        if (digest := old.graph_digest(name)) and digest == new.graph_digest(name):
            continue
        had, has = set(old.graph(name)), set(new.graph(name))
        if had != has:
            change = "changed" if name in before & after else "added" if name in after else "withdrawn"
            yield GraphDifference(name, change, tuple(sorted(has - had)), tuple(sorted(had - has)))
