"""Small graphs for the tests of the store."""

from __future__ import annotations

from kg.knowledge.facts import Text, Triple
from kg.vocab import XSD

BASE = "https://example.org/id/"


def article_graph(name: object) -> str:
    return f"{BASE}graph/article/{name}"


def triples(name: object, count: int = 5) -> list[Triple]:
    return [
        (f"{BASE}{name}/{i}", f"{BASE}says", Text(f'line {i}\n"quoted" \\ é\t', "", XSD["string"]))
        for i in range(count)
    ]
