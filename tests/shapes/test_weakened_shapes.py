"""Without any one of their demands, the shapes report something else on some graph of the tests.

Each triple of the shapes and profiles is taken away, and each member of each list.
"""

from __future__ import annotations

import re

import pytest
from pyshacl.errors import ConstraintLoadError, ShapeLoadError
from rdflib import RDF, SH, Graph

from tests.shapes.faults import PROFILES, SHAPES_FOLDER, Suite, shapes_of
from tests.shapes.weakening import Weakened, Weakening

# What makes no difference, and why it is there: nothing at present.
REDUNDANT: frozenset[str] = frozenset()


def is_noticed(weakened: Weakened, weakening: Weakening) -> bool:
    try:
        return weakened.is_noticed(weakening)
    except (ShapeLoadError, ConstraintLoadError):  # no shapes any more, which cannot be overlooked
        return True


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.long
def test_no_demand_can_be_taken_away_unnoticed(profile: str) -> None:
    weakened = Weakened(Suite.of(profile))
    tried = list(weakened.weakenings())
    assert tried
    unnoticed = {str(weakening) for weakening in tried if not is_noticed(weakened, weakening)}
    assert unnoticed == {text for text in REDUNDANT if text in map(str, tried)}


def test_queries_use_declared_prefixes_only() -> None:
    for profile in PROFILES:
        shapes = shapes_of(profile)
        for constraint, query in shapes.subject_objects(SH.select):
            header = shapes.value(constraint, SH.prefixes)
            declared = {str(shapes.value(p, SH.prefix)) for p in shapes.objects(header, SH.declare)}
            assert set(re.findall(r"(\w+):\w", str(query))) <= declared, constraint


def test_files_of_the_shapes_are_all_read() -> None:
    whole = shapes_of("gate")
    for file in SHAPES_FOLDER.glob("*.ttl"):
        for shape in Graph().parse(file).subjects(RDF.type, SH.NodeShape):
            assert (shape, RDF.type, SH.NodeShape) in whole
