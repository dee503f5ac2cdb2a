"""Rules that cross graphs: what the store answers to the queries of ``shapes/dataset``, as results.

The shapes see one graph at a time. What two articles, or an article and the reference data, say of
the same thing is compared by SPARQL on the store, for one graph after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rdflib import URIRef
from rdflib.term import Node

from kg.errors import ConfigurationError
from kg.gate.report import Result
from kg.gate.shacl import read_turtle_folder
from kg.knowledge.facts import Term, Text
from kg.vocab import SH


class Selects(Protocol):
    """What can answer a SELECT query with some of its variables bound."""

    def select(self, query: str, **bindings: Term) -> list[dict[str, Term]]: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """A query over all graphs, for the graph that ``?graph`` is bound to."""

    iri: str
    severity: str
    message: str
    query: str

    def results(self, store: Selects, graph_name: str) -> Iterator[Result]:
        """Yield what a graph contradicts in the other graphs of the store."""
        for row in store.select(self.query, graph=graph_name):
            yield Result(
                row["this"],
                None,
                row.get("value"),
                SH["SPARQLConstraintComponent"],
                self.severity,
                self.iri,
                _filled(self.message, row),
                self.iri,
            )


def read_rules(shapes: Path) -> Sequence[Rule]:
    """Return the rules of the folder ``dataset`` of the shapes, by IRI.

    Raises ConfigurationError where a file is no Turtle or a rule lacks its severity or message.
    """
    graph = read_turtle_folder(shapes / "dataset")

    def told(rule: Node, name: str) -> str:
        value = graph.value(rule, URIRef(SH[name]))
        if value is None:
            raise ConfigurationError(f"{shapes / 'dataset'}: the rule <{rule}> has no sh:{name}")
        return str(value)

    rules = sorted(set(graph.subjects(URIRef(SH["select"]))), key=str)
    return [Rule(str(r), told(r, "severity"), told(r, "message"), told(r, "select")) for r in rules]


def _filled(message: str, row: Mapping[str, Term]) -> str:
    for name, term in row.items():
        shown = term.value if isinstance(term, Text) else term
        message = message.replace(f"{{${name}}}", shown).replace(f"{{?{name}}}", shown)
    return message
