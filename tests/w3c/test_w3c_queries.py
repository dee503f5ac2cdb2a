"""Query and result-format suites over HTTP: data into named graphs, asked with a dataset of the protocol."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import Service
from suites import Case, alike, as_graph, cases, listed_solutions, name_of, triples  # type: ignore[import-not-found]

QUERIES = cases("QueryEvaluationTest", "CSVResultFormatTest")
_FOUND = cases("PositiveSyntaxTest", "PositiveSyntaxTest11", "NegativeSyntaxTest", "NegativeSyntaxTest11")
SYNTAX = [case for case in _FOUND if case.suite != "delete-insert"]  # which are updates

# What does not pass, and why.
_REASONED = """
    paper-sparqldl-Q1 paper-sparqldl-Q1-rdfs paper-sparqldl-Q2 paper-sparqldl-Q3 paper-sparqldl-Q4
    parent10 parent3 parent4 parent5 parent6 parent7 parent8 parent9 rdf01 rdfs01 rdfs02 rdfs03
    rdfs04 rdfs05 rdfs06 rdfs07 rdfs09 rdfs10 rdfs11 rif01 rif03 rif04 rif06 simple1 simple2 simple3
    simple4 simple5 simple6 simple7 simple8 sparqldl-02 sparqldl-03 sparqldl-10 sparqldl-11
    sparqldl-12 sparqldl-13
""".split()
_NO_REASONING = "answers come from what is stated; there is no entailment regime"
_NO_SERVICE = "SERVICE is refused (403): no other server is asked"
_BY_VALUE = "the engine keeps numbers by value, so 1.0e6 comes back as 1000000"
_PATHS = "the engine finds no path of length zero at a term that the graph does not hold"
_EACH_GRAPH = (
    "the engine evaluates what GRAPH ?g encloses once, not graph by graph, where it holds no pattern"
)
EXCEPTIONS: dict[str, str] = {
    "service": _NO_SERVICE,
    "syntax-fed": _NO_SERVICE,
    **{f"entailment/{name}": _NO_REASONING for name in _REASONED},
    "csv-tsv-res/csv03": _BY_VALUE,
    "csv-tsv-res/tsv03": _BY_VALUE,
    "property-path/zero_or_more_set_start": _PATHS,
    "property-path/zero_or_more_set_end": _PATHS,
    "property-path/zero_or_one_set_start": _PATHS,
    "property-path/zero_or_one_set_end": _PATHS,
    "aggregates/agg-empty-group-count-graph": _EACH_GRAPH,
    "bindings/graph": _EACH_GRAPH,
    "negation/graph-minus": _EACH_GRAPH,
    "aggregates/agg-groupconcat-04": "the engine keeps a language tag that all members of a group have",
    "aggregates/agg-groupconcat-06": "the engine keeps a language tag that all members of a group have",
    "functions/bnode01": "BNODE of a text is the same node in all solutions, not in each one",
    "syntax-query/test_4": "a call of a function that is not known is refused before it is evaluated",
}
_NODE = r"^(_:.*|https?://.*/\.well-known/genid/.*)$"
_RESULTS = {
    ".srx": ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
    ".srj": ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
    ".tsv": ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
}


@pytest.fixture(scope="module")
def held(service: Service) -> frozenset[str]:
    """The names of the graphs that the store holds now: all data of the suites, sent as one update."""
    files = {
        file for case in QUERIES for file in (*case.data.default, *(file for _, file in case.data.named))
    }
    graphs = {name_of(file): triples(file, name_of(file)) for file in sorted(files)}
    blocks = [
        f"GRAPH <{name}> {{ {' . '.join(map(str, found))} }}" for name, found in graphs.items() if found
    ]
    done = service.update(f"INSERT DATA {{ {' '.join(blocks)} }}")
    assert done.status == 204, done.body
    return frozenset(name for name, found in graphs.items() if found)


def dataset(case: Case, held: frozenset[str]) -> list[tuple[str, str]]:
    """Return the parameters that make the dataset of a test.

    A graph without triples does not exist here; where the default graph of a test is empty, a named
    graph that its query does not ask for keeps the default graph from being the union of all.
    """
    default = [name_of(file) for file in case.data.default]
    parameters = [("default-graph-uri", name) for name in default if name in held]
    parameters += [("named-graph-uri", name_of(file)) for _, file in case.data.named if name_of(file) in held]
    if "FROM" in case.text:  # it names its dataset itself
        return []
    return parameters or [("named-graph-uri", "urn:graph:first")]


def ask(service: Service, case: Case, held: frozenset[str], accept: str) -> bytes:
    query = f"BASE <{case.base}>\n{case.text}"
    response = service.form(accept, [("query", query), *dataset(case, held)])
    assert response.status == 200, response.body
    assert response.headers["content-type"].partition(";")[0] == accept
    body: bytes = response.body
    return body


@pytest.mark.parametrize("case", QUERIES, ids=lambda case: case.identifier)
def test_query(service: Service, held: frozenset[str], case: Case) -> None:
    skip_exceptions(case)
    assert case.result is not None
    if case.result.suffix == ".csv":
        assert rows(ask(service, case, held, "text/csv")) == rows(case.result.read_bytes())
    elif case.result.suffix in _RESULTS:
        accept, syntax = _RESULTS[case.result.suffix]
        same(ask(service, case, held, accept), case.result, syntax)
    elif "/result-set#" in case.result.read_text(encoding="utf-8"):
        accept, syntax = _RESULTS[".srj"]
        found = ox.parse_query_results(ask(service, case, held, accept), format=syntax)
        assert isinstance(found, ox.QuerySolutions)
        got, due = as_graph(found), listed_solutions(case.result, case.base)
        assert alike(got, due), told(got, due)
    else:
        answer = ask(service, case, held, "application/n-triples")
        graph = [quad.triple for quad in ox.parse(answer, format=ox.RdfFormat.N_TRIPLES)]
        assert alike(graph, triples(case.result, case.base))


def skip_exceptions(case: Case) -> None:
    reason = EXCEPTIONS.get(case.identifier) or EXCEPTIONS.get(case.suite)
    if reason:
        pytest.skip(reason)


def rows(table: bytes) -> list[list[tuple[str, str]]]:
    """Return the rows of a table, in which columns and rows may come in any order."""
    read = csv.DictReader(io.StringIO(table.decode("utf-8")))
    return sorted(sorted((name, re.sub(_NODE, "_:", cell)) for name, cell in row.items()) for row in read)


def same(answer: bytes, expected: Path, syntax: ox.QueryResultsFormat) -> None:
    found = ox.parse_query_results(answer, format=syntax)
    wanted = ox.parse_query_results(expected.read_bytes(), format=syntax)
    if isinstance(wanted, ox.QueryBoolean) or isinstance(found, ox.QueryBoolean):
        assert isinstance(wanted, ox.QueryBoolean) and isinstance(found, ox.QueryBoolean)
        assert bool(found) is bool(wanted)
        return
    assert isinstance(wanted, ox.QuerySolutions) and isinstance(found, ox.QuerySolutions)
    assert {str(variable) for variable in found.variables} == {str(variable) for variable in wanted.variables}
    got, due = as_graph(found), as_graph(wanted)
    assert alike(got, due), told(got, due)


def told(got: list[ox.Triple], due: list[ox.Triple]) -> str:
    """Return the terms that only one of two graphs holds."""
    has, wants = ({f"{t.predicate} {t.object}" for t in graph} for graph in (got, due))
    return f"too much: {sorted(has - wants)}; missing: {sorted(wants - has)}"


@pytest.mark.parametrize("case", SYNTAX, ids=lambda case: case.identifier)
def test_query_syntax(service: Service, case: Case) -> None:
    skip_exceptions(case)
    response = service.form(
        "*/*", [("query", f"BASE <{case.base}>\n{case.text}"), ("named-graph-uri", "urn:graph:first")]
    )
    assert response.status == (400 if case.kind.startswith("Negative") else 200), response.body
