"""``/sparql`` and what the query editor asks for (SPARQL 1.1 Protocol, section 2)."""

from __future__ import annotations

from http import HTTPStatus

from server import media
from server.openapi.parts import (
    IRI,
    OF_A_CHANGE,
    OF_A_VERSION,
    TEXT,
    Part,
    answer,
    conditional,
    content,
    json_answer,
    list_of,
    operation,
    parameter,
    parameters,
    record,
    ref,
)
from server.protocol import DIRECT, FORM, UPDATE

_QUERY = "SELECT ?class (COUNT(*) AS ?number) { ?thing a ?class } GROUP BY ?class ORDER BY ?class"
_CHANGE = 'INSERT DATA { GRAPH <https://example.org/notes> { <urn:x:1> <urn:x:says> "A note" } }'
_TAGS = ["SPARQL"]
_READING = parameters("format", "version", "default-graph-uri", "named-graph-uri", "query-id")
_FAILS = (
    *OF_A_VERSION,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_ACCEPTABLE,
    HTTPStatus.NOT_IMPLEMENTED,
    HTTPStatus.BAD_GATEWAY,
)
_EXPLAIN = parameter("explain", "Plans of queries are not told: answered by 501.", TEXT)


def _answered() -> dict[str, Part]:
    types = (*media.RESULT_TYPES.values(), *media.GRAPH_TYPES.values(), media.HTML)
    text = (
        "The results of a SELECT or ASK query, the graph of a CONSTRUCT or DESCRIBE query, or a page of them."
    )
    return {"200": answer(text, content(types), "Dataset-Version", "ETag", "Query-Id")}


def _get() -> Part:
    return operation(
        "query",
        "Answer a query; describe the service where none is given",
        {**_answered(), **conditional()},
        asks=[
            parameter("query", "A query in SPARQL 1.1.", TEXT, example=_QUERY),
            *_READING,
            *parameters("if-none-match"),
            _EXPLAIN,
        ],
        fails=[*_FAILS, HTTPStatus.REQUEST_ENTITY_TOO_LARGE],
        tags=_TAGS,
    )


def _post() -> Part:
    graphs = {"type": "array", "items": IRI}
    names = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")
    form = {"query": TEXT, "update": TEXT, "format": TEXT, **dict.fromkeys(names, graphs)}
    body = {
        FORM: {"schema": record(form, *form), "example": {"query": _QUERY}},
        DIRECT: {"schema": TEXT, "example": _QUERY},
        UPDATE: {"schema": TEXT, "example": _CHANGE},
    }
    return operation(
        "queryOrUpdate",
        "Answer a query, or make an update, which needs a token with the scope write",
        {**_answered(), "204": ref("responses", "Changed")},
        asks=[*_READING, *parameters("if-match", "using-graph-uri", "using-named-graph-uri"), _EXPLAIN],
        fails=[*_FAILS, *OF_A_CHANGE],
        requestBody={"required": True, "content": body},
        tags=_TAGS,
    )


def _terms() -> Part:
    kind = parameter("kind", "Which terms.", {"type": "string", "enum": ["class", "property"]}, required=True)
    return operation(
        "terms",
        "The classes or properties of the ontology",
        json_answer("Their IRIs.", list_of(IRI), "Dataset-Version", "ETag") | conditional(),
        asks=[{**kind, "example": "class"}, *parameters("version", "if-none-match")],
        fails=OF_A_VERSION,
        tags=_TAGS,
    )


def _prefixes() -> Part:
    answers = json_answer("One for each, as in Turtle.", list_of(TEXT))
    return operation("prefixes", "The prefixes of this service", answers, tags=_TAGS)


PATHS: dict[str, Part] = {
    "/sparql": {"get": _get(), "post": _post()},
    "/sparql/prefixes": {"get": _prefixes()},
    "/sparql/terms": {"get": _terms()},
}
