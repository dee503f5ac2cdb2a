"""The page of a whole graph: the terms of the ontology or the shapes, or the subjects of any graph."""

from __future__ import annotations

from dataclasses import dataclass

from server.pages.frame import page_labels, render, select
from server.queries import vocabulary
from server.solutions import Rows, grouped, iris, literals


@dataclass(frozen=True, slots=True)
class TermLine:
    iri: str
    definition: str
    broader: list[str]


def page(graph: str, path: str) -> str:
    """Return the HTML page of a graph; ``path`` is its address here."""
    labels = page_labels()
    labels.learn(select(vocabulary.LABELS, graph=graph), "term", label="label")
    rows = select(vocabulary.TERMS, graph=graph)
    return render("terms.html", labels, iri=graph, path=path, classes=_by_class(rows))


def _by_class(rows: Rows) -> list[tuple[str, list[TermLine]]]:
    return [
        (cls, [_line(term, found) for term, found in grouped(of_class, "term").items()])
        for cls, of_class in sorted(grouped(rows, "type").items())
    ]


def _line(term: str, rows: Rows) -> TermLine:
    definition = next((text.value for text in literals(rows, "definition")), "")
    return TermLine(term, definition, iris(rows, "broader"))
