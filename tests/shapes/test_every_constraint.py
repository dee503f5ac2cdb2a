"""Every constraint of every property shape fires, in every class that uses it, on the fault it is for.

One test for each (profile, class, property shape, constraint): a small slice of a conforming graph gets
the one fault that the constraint forbids; the report must name the node, path, component and severity.
A new constraint is tested without a new test; one of a kind without a fault in faults.py fails.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import SH, Graph, URIRef
from rdflib.term import Node

from tests.shapes.conftest import Check, Finding
from tests.shapes.faults import PROFILES, Constraint, Suite

SUITES = {profile: Suite.of(profile) for profile in PROFILES}
Checks = Callable[[str], Check]

# Reference data has no articles and no evidence, so a slice of it cannot show one: graphs in failing/ do.
BY_FILE = {"reference-no-article", "reference-no-evidence"}


def name(value: object) -> str:
    if isinstance(value, Constraint):
        node_shape, property_shape, parameter, _ = value
        return "-".join(str(node).rsplit("#", 1)[-1] for node in (node_shape, property_shape, parameter))
    return str(value).rsplit("#", 1)[-1]


CASES = [
    (profile, constraint)
    for profile, suite in SUITES.items()
    for constraint in suite.constraints()
    if name(constraint.property_shape) not in BY_FILE
]


@pytest.mark.parametrize(("profile", "constraint"), CASES, ids=name)
def test_the_fault_is_found(profile: str, constraint: Constraint, checks: Checks) -> None:
    suite = SUITES[profile]
    faulty = suite.faulty(constraint)
    assert faulty is not None, "the conforming graph has no such node"
    focus, graph = faulty

    found = [f for f in checks(profile)(graph) if matches(f, focus, constraint.property_shape)]

    assert constraint.component in {f.component for f in found}
    assert {f.severity for f in found} == {suite.shapes.value(constraint.property_shape, SH.severity)}
    path = suite.shapes.value(constraint.property_shape, SH.path)
    if isinstance(path, URIRef):
        assert {f.path for f in found} == {path}


def matches(finding: Finding, focus: Node, source: Node) -> bool:
    return finding.focus == focus and finding.source == source


SLICED = sorted({(profile, constraint.node_shape) for profile, constraint in CASES}, key=str)


@pytest.mark.parametrize(("profile", "node_shape"), SLICED, ids=name)
def test_slices_without_a_fault_conform(profile: str, node_shape: Node, checks: Checks) -> None:
    suite = SUITES[profile]
    focus = suite.focus_nodes(node_shape)[0]
    assert checks(profile)(suite.slice_around(focus)) == set()


@pytest.mark.parametrize("profile", PROFILES)
def test_the_whole_graph_conforms(profile: str, checks: Checks) -> None:
    data: Graph = SUITES[profile].data
    assert checks(profile)(data) == set()
