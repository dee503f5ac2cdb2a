"""The store after a batch -> its consolidated graph, checked and written in the same version.

What did not change is not checked again. A merge whose result does not conform is undone: its
tellings stay as they are in their articles, and the run says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.consolidation import consolidate
from kg.consolidation.dataset import DERIVED
from kg.consolidation.graph import consolidated_triples
from kg.gate.gate import Gate
from kg.knowledge.facts import Triple
from kg.model import ArticleGraph
from kg.store.writer import Writer
from kg.vocab import DCTERMS, PROV

_TOGETHER = 200  # things checked as one graph; of one that does not conform, each by itself


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What became of it: how many IRIs are merged into others, and one line per merge left undone."""

    merged: int
    undone: tuple[str, ...]


def consolidate_store(writer: Writer, base_iri: str, input_digest: str) -> Consolidated:
    """Bring the consolidated graph up to date with the articles of the store."""
    graph_name = base_iri + DERIVED
    earlier = set(writer.triples(graph_name))
    before = {s: str(o) for s, p, o in earlier if p == DCTERMS["isReplacedBy"]}
    things = _by_thing(consolidated_triples(consolidate(writer), before))
    new = {iri: triples for iri, triples in things.items() if not triples <= earlier}
    refused = _refused(new, graph_name)
    kept = {triple for iri, triples in things.items() if iri not in refused for triple in triples}
    writer.replace_graph(graph_name, kept, input_digest)
    merged = sum(predicate == DCTERMS["isReplacedBy"] for _, predicate, _ in kept)
    return Consolidated(merged, tuple(f"{iri}: {reason}" for iri, reason in sorted(refused.items())))


def _by_thing(triples: Iterable[Triple]) -> dict[str, set[Triple]]:
    """Return the triples by the thing that stays: with its merges, participations and redirects."""
    triples = list(triples)
    stays = {s: str(o) for s, p, o in triples if p == DCTERMS["isReplacedBy"]}
    owners = {str(o): s for s, p, o in triples if p == PROV["qualifiedDerivation"]}
    owners |= {s: s.partition("/participation/")[0] for s, _, _ in triples if "/participation/" in s}
    found: dict[str, set[Triple]] = defaultdict(set)
    for triple in triples:
        owner = owners.get(triple[0], triple[0])
        found[stays.get(owner, owner)].add(triple)
    return found


def _refused(things: Mapping[str, set[Triple]], graph_name: str) -> dict[str, str]:
    """Return the things that break a shape, each with the first message."""
    found: dict[str, str] = {}
    gate = Gate(profile="consolidated") if things else None
    names = sorted(things)
    for start in range(0, len(names), _TOGETHER):
        batch = names[start : start + _TOGETHER]
        if gate and _first_fault(gate, graph_name, (things[name] for name in batch)):
            faults = {name: _first_fault(gate, graph_name, [things[name]]) for name in batch}
            found |= {name: fault for name, fault in faults.items() if fault}
    return found


def _first_fault(gate: Gate, graph_name: str, things: Iterable[set[Triple]]) -> str:
    triples = tuple(sorted((triple for thing in things for triple in thing), key=repr))
    report = gate.check(ArticleGraph(graph_name, graph_name, triples))
    return next((result.message for result in report.results if result.breaks), "")
