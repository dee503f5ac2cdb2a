"""Data damaged in every way that damage.py knows is reported, or is listed there with the reason why not.

Damage of one kind to triples of one kind (same class, same predicate) is tried once.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from kg.gate.gate import Gate
from kg.model import ArticleGraph
from tests.shapes.damage import ALLOWED, Damage, damages, is_further_type, kind_of, named

CONFORMING = Path(__file__).resolve().parent / "conforming"


def every_kind() -> list[tuple[str, Damage]]:
    """Return the damages to the graphs of the classes, each kind once, the file's name before it."""
    found: dict[tuple[object, ...], tuple[str, Damage]] = {}
    for file in sorted(CONFORMING.glob("[A-Z]*.ttl")):
        graph = Graph().parse(file)
        for damage in damages(graph):
            found.setdefault(kind_of(damage, graph), (file.stem, damage))
    return list(found.values())


@pytest.fixture(scope="module")
def unnoticed() -> dict[tuple[str, str, str], str]:
    """The damages that no shape reports, with the file where that was so."""
    gate, missed = Gate(), {}
    for name, damage in every_kind():
        graph = ArticleGraph("https://e/g", "https://e/a", damage.triples)
        if not gate.check(graph).results and not is_further_type(damage):
            missed[named(damage)] = name
    return missed


def test_all_kinds_of_damage_are_tried() -> None:
    kinds = [damage.kind for _, damage in every_kind()]
    assert min(kinds.count(kind) for kind in set(kinds)) > 30
    assert len(set(kinds)) == 5


def test_damage_is_reported_or_allowed(unnoticed: dict[tuple[str, str, str], str]) -> None:
    assert {damage: file for damage, file in unnoticed.items() if damage not in ALLOWED} == {}


def test_nothing_is_allowed_in_vain(unnoticed: dict[tuple[str, str, str], str]) -> None:
    assert set(ALLOWED) <= set(unnoticed)
