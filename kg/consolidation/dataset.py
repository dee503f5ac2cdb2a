"""The graphs of a dataset by predicate, as values: what is said in articles, what in reference data.

Nothing is read but the few predicates that consolidation compares, so that the mentions, which are
nine tenths of a graph, cost nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kg.knowledge.dates import bounds
from kg.knowledge.facts import Term, Text
from kg.vocab import RDF, SCHEMA

DERIVED = "graph/consolidated"  # the graph made here is no source of itself

Statement = tuple[str, str, Term]
"""A subject, its value, and before them the name of the graph that says so."""


class Dataset(Protocol):
    """Named graphs that can be asked for one predicate."""

    def statements(
        self, predicate: str, value: str | None = None, beside: str | None = None
    ) -> Iterable[Statement]:
        """Yield graph name, subject and value of each triple with a predicate, in any order.

        ``beside`` is a class: only graphs that describe something of it are read.
        """
        ...


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """The article that a graph is made from, and the days it can be of; ``None`` where unknown."""

    iri: str
    first: date | None
    last: date | None


def read_articles(dataset: Dataset) -> dict[str, ArticleDate]:
    """Return the article of each graph that is made from one."""
    dates = {graph: value for graph, _, value in dataset.statements(SCHEMA["datePublished"])}
    found = {}
    for graph, article, _ in dataset.statements(RDF["type"], SCHEMA["NewsArticle"]):
        stamp = dates.get(graph)
        days = bounds(stamp.value[:10]) if isinstance(stamp, Text) else None
        found[graph] = ArticleDate(article, *(days or (None, None)))
    return found


class Said:
    """The values of one predicate by graph and subject, of articles only, in a fixed order."""

    def __init__(
        self,
        dataset: Dataset,
        predicate: str,
        articles: Mapping[str, ArticleDate],
        values: Iterable[str | None] = (None,),
    ) -> None:
        """Read all values, or only those of ``values``."""
        found: dict[tuple[str, str], set[Term]] = defaultdict(set)
        for wanted in values:
            for graph, subject, value in dataset.statements(predicate, wanted, SCHEMA["NewsArticle"]):
                if graph in articles:
                    found[graph, subject].add(value)
        self._values = {place: _in_order(values) for place, values in found.items()}

    def iris(self, graph: str, subject: str) -> list[str]:
        return [value for value in self._values.get((graph, subject), ()) if not isinstance(value, Text)]

    def iri(self, graph: str, subject: str) -> str | None:
        return next(iter(self.iris(graph, subject)), None)

    def texts(self, graph: str, subject: str) -> list[str]:
        return [value.value for value in self._values.get((graph, subject), ()) if isinstance(value, Text)]

    def text(self, graph: str, subject: str) -> str | None:
        return next(iter(self.texts(graph, subject)), None)

    def places(self) -> list[tuple[str, str]]:
        """Return every graph and subject that has a value."""
        return sorted(self._values)


def known(
    dataset: Dataset,
    predicate: str,
    articles: Mapping[str, ArticleDate],
    values: Iterable[str | None] = (None,),
) -> dict[str, list[str]]:
    """Return the IRIs that the graphs other than articles give a subject as values."""
    found: dict[str, set[str]] = defaultdict(set)
    for wanted in values:
        for graph, subject, value in dataset.statements(predicate, wanted):
            if graph not in articles and not isinstance(value, Text) and not graph.endswith(DERIVED):
                found[subject].add(value)
    return {subject: sorted(values) for subject, values in found.items()}


def _in_order(values: Iterable[Term]) -> list[Term]:
    return sorted(values, key=lambda term: (isinstance(term, Text), str(term)))
