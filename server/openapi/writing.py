"""``/graphs`` (SPARQL 1.1 Graph Store HTTP Protocol) and ``/articles``: what is read and written whole."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from kg.edits import MANY, OUTCOMES
from kg.tokens import Scope
from server import articles, media
from server.openapi.parts import (
    IRI,
    NUMBER,
    OF_A_CHANGE,
    OF_A_VERSION,
    TEXT,
    Part,
    answer,
    conditional,
    content,
    list_of,
    operation,
    page,
    parameter,
    parameters,
    record,
    ref,
)
from server.uploads import MULTIPART

_GRAPHS, _ARTICLES = ["graphs"], ["articles"]
_NAMED = parameters("graph", "default")
_OWN = [parameter("path", "The rest of the address, which is the name of the graph.", TEXT, place="path")]
_TURTLE = '<urn:x:1> <urn:x:says> "A note" .'
_NOTE = "https://example.org/notes"


def _document() -> dict[str, Any]:
    body = content(media.GRAPH_TYPES.values())
    body[media.GRAPH_TYPES["turtle"]]["example"] = _TURTLE
    return {"required": True, "content": body}


def _documents() -> dict[str, Any]:
    """Return the body of a request that may send several files at once."""
    told = _document()
    files = {"schema": {"type": "object", "additionalProperties": {"type": "string"}}}
    return {**told, "content": {**told["content"], MULTIPART: files}}


def _graph(suffix: str, which: list[Part]) -> Part:
    """Return the operations on a graph that is meant by parameters, or by the address itself."""
    types = content(media.GRAPH_TYPES.values())
    seen = parameters("if-match", "if-none-match")
    packed = [*seen, *parameters("content-encoding")]
    made = {"201": ref("responses", "Made"), "204": ref("responses", "Changed")}
    reading = parameters("format", "version", "if-none-match", "query-id")
    found = {"200": answer("The graph.", types, "Dataset-Version", "ETag", "Query-Id"), **conditional()}
    return {
        "get": operation(
            f"readGraph{suffix}",
            "Read a graph",
            found,
            asks=[*which, *reading],
            fails=[*OF_A_VERSION, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_ACCEPTABLE],
            tags=_GRAPHS,
        ),
        "put": operation(
            f"replaceGraph{suffix}",
            "Make a graph hold what the body says, and nothing else",
            made,
            asks=[*which, *packed],
            fails=OF_A_CHANGE,
            scope=Scope.WRITE,
            requestBody=_document(),
            tags=_GRAPHS,
        ),
        "post": operation(
            f"extendGraph{suffix}",
            "Add what the body says to a graph; without a name, to a new one",
            made,
            asks=[*which, *packed],
            fails=OF_A_CHANGE,
            scope=Scope.WRITE,
            requestBody=_documents(),
            tags=_GRAPHS,
        ),
        "delete": operation(
            f"removeGraph{suffix}",
            "Remove a graph",
            {"204": ref("responses", "Changed")},
            asks=[*which, *seen],
            fails=OF_A_CHANGE,
            scope=Scope.WRITE,
            tags=_GRAPHS,
        ),
    }


def _received() -> Part:
    """Return the schema of what is told of articles that were sent."""
    settled = {
        "source": TEXT,
        "outcome": TEXT,
        "iri": IRI,
        "detail": TEXT,
        "quarantined": TEXT,
        "line": NUMBER,
    }
    each = list_of(record(settled, "iri", "detail", "quarantined"))
    return record({"version": NUMBER, **dict.fromkeys(OUTCOMES, NUMBER), "articles": each})


def _send_articles() -> Part:
    body = content([*articles.ONE, *MANY])
    body["text/plain"]["example"] = "A title\n\nThe ministers met in Lisbon on 3 May 2022."
    told = content(["application/json"], _received())
    return operation(
        "sendArticles",
        "Read, check and store one article, or many as JSON Lines",
        {
            "200": answer("What became of each.", told, "Dataset-Version", "Location"),
            "201": answer("The article is new, and stored.", told, "Dataset-Version", "Location"),
        },
        asks=[
            parameter("name", "What identifies an article that states no URL.", TEXT),
            parameter("Slug", "The same, as a header.", TEXT, place="header"),
            *parameters("content-encoding"),
        ],
        fails=OF_A_CHANGE,
        scope=Scope.WRITE,
        requestBody={"required": True, "content": body},
        tags=_ARTICLES,
    )


def _list_articles() -> Part:
    return operation(
        "listArticles",
        "A page of the list of articles, newest first",
        page("The list."),
        asks=parameters("page", "version", "if-none-match"),
        fails=OF_A_VERSION,
        tags=_ARTICLES,
    )


PATHS: dict[str, Part] = {
    "/graphs": _graph("", _NAMED),
    "/graphs/{path}": _graph("Here", _OWN),
    "/articles": {"get": _list_articles(), "post": _send_articles()},
}
