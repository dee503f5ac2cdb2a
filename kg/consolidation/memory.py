"""Graphs in memory as a dataset, for what has no store: evaluation and tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.consolidation.dataset import Statement
from kg.knowledge.facts import Term, Triple
from kg.vocab import RDF


class Graphs:
    """Named graphs by predicate."""

    def __init__(self, graphs: Iterable[tuple[str, Iterable[Triple]]]) -> None:
        self._statements: dict[str, list[Statement]] = defaultdict(list)
        self._typed: dict[tuple[str, Term], list[Statement]] = defaultdict(list)
        for name, triples in graphs:
            for subject, predicate, value in triples:
                self._statements[predicate].append((name, subject, value))
                self._typed[predicate, value].append((name, subject, value))

    def statements(
        self, predicate: str, value: str | None = None, beside: str | None = None
    ) -> Iterable[Statement]:
        found = self._statements[predicate] if value is None else self._typed[predicate, value]
        if beside is None:
            return found
        graphs = {name for name, _, _ in self._typed[RDF["type"], beside]}
        return [statement for statement in found if statement[0] in graphs]
