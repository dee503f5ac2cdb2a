"""The SPARQL page: a form that needs no script, example queries, and the answer as a table."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlencode

from flask import Response, request

from kg.knowledge.facts import Term, Text
from kg.vocab import RDF
from server.pages.frame import page_labels, render
from server.problems import Problem
from server.protocol import QueryOperation

MAX_BYTES = 200_000  # of a graph shown as Turtle; the downloads hold all
_EXAMPLES = Path(__file__).resolve().parent.parent / "queries"


@dataclass(frozen=True, slots=True)
class Example:
    """A query file; its first comment line is the title."""

    name: str
    title: str
    query: str


@dataclass(frozen=True, slots=True)
class Table:
    """A SELECT answer: variables, and rows with one term or ``None`` per variable."""

    variables: list[str]
    rows: list[list[Term | None]]
    total: int


@functools.cache
def examples() -> tuple[Example, ...]:
    """Return the example queries in order of file name."""
    return tuple(_example(file) for file in sorted(_EXAMPLES.glob("*.rq")))


def _example(file: Path) -> Example:
    query = file.read_text(encoding="utf-8").strip()
    return Example(file.stem, query.splitlines()[0].lstrip("# "), query)


def empty_page() -> Response:
    """Return the page with the first example in the form, not run."""
    return _page(examples()[0].query if examples() else "")


def failed_page(operation: QueryOperation, problem: Problem) -> Response:
    """Return the page with the query and what is wrong with it."""
    response = _page(operation.query, problem=problem)
    response.status_code = problem.status
    response.headers.update(problem.headers)
    return response


def answered_page(operation: QueryOperation, content: IO[bytes], is_graph: bool) -> Response:
    """Return the page with the query and its answer: Turtle of a graph, else a table or a truth value.

    Of a graph no more is read than the page shows.
    """
    with content:
        shown = content.read(MAX_BYTES if is_graph else -1)
        cut = bool(content.read(1))
    if is_graph:
        turtle = shown.decode("utf-8", "ignore")
        links = _links(operation, ("turtle", "jsonld", "ntriples"))
        return _page(operation.query, turtle=turtle, cut=cut, links=links)
    document = json.loads(shown)
    links = _links(operation, ("csv", "json", "tsv"))
    if "boolean" in document:
        return _page(operation.query, truth=bool(document["boolean"]), links=links)
    return _page(operation.query, table=_table(document), links=links)


def _page(query: str, **values: object) -> Response:
    body = render("sparql.html", page_labels(), query=query, examples=examples(), **values)
    return Response(body, content_type="text/html; charset=utf-8")


def _links(operation: QueryOperation, names: tuple[str, ...]) -> list[tuple[str, str]]:
    graphs = [("default-graph-uri", g) for g in operation.default_graphs]
    graphs += [("named-graph-uri", g) for g in operation.named_graphs]
    asked = [("version", version) for version in request.args.getlist("version")]
    return [
        (name, "/sparql?" + urlencode([("query", operation.query), *graphs, *asked, ("format", name)]))
        for name in names
    ]


def _table(document: dict[str, Any]) -> Table:
    """Return the table of what ``kg.store.pool.first_rows`` tells."""
    variables, results = document["head"]["vars"], document["results"]
    rows = [[_term(row.get(name)) for name in variables] for row in results["bindings"]]
    return Table(variables, rows, results["total"])


def _term(binding: dict[str, str] | None) -> Term | None:
    """Return a term of the SPARQL results JSON format; a blank node or triple term is a text."""
    if binding is None:
        return None
    if binding["type"] == "uri":
        return binding["value"]
    language = binding.get("xml:lang", "")
    return Text(binding["value"], language, RDF["langString"] if language else binding.get("datatype", ""))
