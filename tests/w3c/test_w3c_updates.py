"""Update suites over HTTP: each test begins with its graphs and ends with the graphs it says, no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from conftest import Service
from suites import Case, Data, alike, cases, triples  # type: ignore[import-not-found]

from kg.config import Settings
from kg.errors import QuerySyntaxError
from kg.iri import Minter
from kg.store.sparql.update import read_update

UPDATES = cases("UpdateEvaluationTest")
SYNTAX = cases(
    "PositiveUpdateSyntaxTest11",
    "NegativeUpdateSyntaxTest11",
    "PositiveUpdateSyntaxTest",
    "NegativeUpdateSyntaxTest",
)
SYNTAX += [case for case in cases("NegativeSyntaxTest11") if case.suite == "delete-insert"]
DEFAULT = Minter(Settings().base_iri).graph("default")
DUMP = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"

# What does not pass, and why.
_NO_LOAD = "LOAD is refused (403): nothing is fetched"
EXCEPTIONS: dict[str, str] = {
    "syntax-update-1/test_1": _NO_LOAD,
    "syntax-update-1/test_2": _NO_LOAD,
    "syntax-update-1/test_3": _NO_LOAD,
    "syntax-update-1/test_4": _NO_LOAD,
    "syntax-update-1/test_37": _NO_LOAD,
    "syntax-update-1/test_41": _NO_LOAD,
    "syntax-update-1/test_48": _NO_LOAD,
    "syntax-update-1/test_49": _NO_LOAD,
}


def contents(data: Data, base: str) -> dict[str, list[ox.Triple]]:
    """Return the graphs of a test that hold anything; its default graph is the named one of the service."""
    found: dict[str, list[ox.Triple]] = defaultdict(list)
    for file in data.default:
        found[DEFAULT] += triples(file, base)
    for name, file in data.named:
        found[name] += triples(file, base)
    return {name: held for name, held in found.items() if held}


def begin(service: Service, graphs: dict[str, list[ox.Triple]]) -> None:
    blocks = [f"GRAPH <{name}> {{ {' . '.join(map(str, held))} }}" for name, held in graphs.items()]
    done = service.update(f"DROP ALL ; INSERT DATA {{ {' '.join(blocks)} }}")
    assert done.status == 204, done.body


def held(service: Service) -> dict[str, list[ox.Triple]]:
    response = service.form("text/tab-separated-values", [("query", DUMP)])
    assert response.status == 200, response.body
    found: dict[str, list[ox.Triple]] = defaultdict(list)
    solutions = ox.parse_query_results(response.body, format=ox.QueryResultsFormat.TSV)
    assert isinstance(solutions, ox.QuerySolutions)
    for name, *terms in solutions:
        found[name.value].append(ox.Triple(*terms))
    return dict(found)


def using(text: str, graphs: Iterable[str]) -> list[tuple[str, str]]:
    """Return the dataset of the test as parameters, unless the update names one of its own."""
    try:
        read_update(text, DEFAULT, [DEFAULT])
    except QuerySyntaxError:
        return []
    named = {*graphs, *(read_update(text, DEFAULT).graphs or ())} - {DEFAULT}
    return [("using-graph-uri", DEFAULT), *(("using-named-graph-uri", name) for name in sorted(named))]


@pytest.mark.parametrize("case", UPDATES, ids=lambda case: case.identifier)
def test_update(service: Service, case: Case) -> None:
    if case.identifier in EXCEPTIONS:
        pytest.skip(EXCEPTIONS[case.identifier])
    before, expected = contents(case.data, case.base), contents(case.after, case.base)
    begin(service, before)
    text = f"BASE <{case.base}>\n{case.text}"
    done = service.update(text, using(text, before | expected))
    assert done.status == 204, done.body
    found = held(service)
    assert found.keys() == expected.keys()
    for name, graph in expected.items():
        assert alike(found[name], graph), f"{name}: {found[name]}"


@pytest.mark.parametrize("case", SYNTAX, ids=lambda case: case.identifier)
def test_update_syntax(service: Service, case: Case) -> None:
    if case.identifier in EXCEPTIONS:
        pytest.skip(EXCEPTIONS[case.identifier])
    if not case.kind.startswith("Negative"):  # they may take graphs for granted
        there = [] if "CREATE" in case.text else [ox.Triple(*[ox.NamedNode("urn:a")] * 3)]
        begin(service, {f"{case.base}graph": there})
    response = service.update(f"BASE <{case.base}>\n{case.text}")
    assert response.status == (400 if case.kind.startswith("Negative") else 204), response.body
