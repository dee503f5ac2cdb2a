"""What operations share: parameters, headers, problems (RFC 9457) and how a client proves its rights."""

from __future__ import annotations

from http import HTTPStatus

from kg.tokens import Scope
from server import media
from server.openapi.parts import (
    IRI,
    NUMBER,
    TEXT,
    Part,
    answer,
    content,
    parameter,
    problem_name,
    record,
    ref,
)

_FORMATS = ", ".join(media.KNOWN_NAMES)

PARAMETERS: dict[str, Part] = {
    "version": parameter(
        "version",
        "The number of a published version of the dataset; the current one where it is left out.",
        {"type": "integer", "minimum": 1},
    ),
    "format": parameter(
        "format",
        f"A format in place of what Accept says, by short name ({_FORMATS}) or by media type.",
        TEXT,
    ),
    "page": parameter(
        "page", "The number of a page of a list.", {"type": "integer", "minimum": 1, "default": 1}
    ),
    "if-none-match": parameter(
        "If-None-Match",
        "The entity tag of an answer that the client has; in a change, of what is not to be changed.",
        TEXT,
        place="header",
    ),
    "if-match": parameter(
        "If-Match",
        "The entity tag of the graph, or of the answer, that the client has seen; ``*`` where there is any.",
        TEXT,
        place="header",
    ),
    "query-id": parameter(
        "Query-Id",
        "A name for the query, by which it can be ended; one is given where it is left out.",
        {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        place="header",
    ),
    "default-graph-uri": parameter(
        "default-graph-uri",
        "A graph of the store that is part of the default graph; without any, all graphs are.",
        {"type": "array", "items": IRI},
        explode=True,
    ),
    "named-graph-uri": parameter(
        "named-graph-uri",
        "A named graph of the store that the query may name.",
        {"type": "array", "items": IRI},
        explode=True,
    ),
    "using-graph-uri": parameter(
        "using-graph-uri",
        "A graph that the patterns of an update are matched against.",
        {"type": "array", "items": IRI},
        explode=True,
    ),
    "using-named-graph-uri": parameter(
        "using-named-graph-uri",
        "A named graph that the patterns of an update may name.",
        {"type": "array", "items": IRI},
        explode=True,
    ),
    "graph": parameter("graph", "The name of a graph; give either this or ``default``.", IRI),
    "default": parameter(
        "default", "Means the graph of triples that were written without one.", TEXT, allowEmptyValue=True
    ),
    "content-encoding": parameter(
        "Content-Encoding",
        "``gzip`` where the body is packed.",
        {"type": "string", "enum": ["gzip", "x-gzip", "identity"]},
        place="header",
    ),
}

HEADERS: dict[str, Part] = {
    name: {"description": text, "schema": schema}
    for name, text, schema in (
        ("Request-Id", "The name of the request, which the service's log has too.", TEXT),
        ("Query-Id", "The name of the query, by which it could be ended.", TEXT),
        ("Dataset-Version", "The version of the dataset that the answer comes from.", NUMBER),
        ("ETag", "What tells this answer from others.", TEXT),
        ("Location", "Where to find what is meant.", {"type": "string", "format": "uri-reference"}),
        ("Content-Location", "The address of this form of the resource.", TEXT),
        ("Link", "Its other forms, its description, its own IRI and its licence (RFC 8288).", TEXT),
        ("Retry-After", "Seconds after which to try again.", NUMBER),
        ("WWW-Authenticate", "How to prove the right to this (RFC 6750).", TEXT),
        ("Quarantine-Key", "The key under which the article lies in quarantine.", TEXT),
        ("Allow", "The methods that there are.", TEXT),
    )
}

PROBLEM = record(
    {
        "type": {"type": "string", "format": "uri-reference", "examples": ["about:blank"]},
        "title": TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": TEXT,
        "line": {**NUMBER, "description": "The line of a query at which it does not parse, from 1."},
        "column": {**NUMBER, "description": "The column of that place, from 1."},
        "report": {**TEXT, "description": "What the shapes forbid: a SHACL report in Turtle."},
        "quarantined": {**TEXT, "description": "The key of the article in quarantine."},
        "reference": {**TEXT, "description": "Under which the operator finds the cause in the log."},
    },
    *("line", "column", "report", "quarantined", "reference"),
)

_PROBLEMS: dict[HTTPStatus, str] = {
    HTTPStatus.BAD_REQUEST: "A parameter, a query, a document or an article cannot be read.",
    HTTPStatus.UNAUTHORIZED: "A token is needed, or this one is not known.",
    HTTPStatus.FORBIDDEN: "The token is not for this, the graph is protected, or this is not done here.",
    HTTPStatus.NOT_FOUND: "The knowledge graph does not hold that.",
    HTTPStatus.NOT_ACCEPTABLE: "The answer can be had in none of the forms that the client accepts.",
    HTTPStatus.CONFLICT: "What was to be made is there already.",
    HTTPStatus.GONE: "That version is no longer kept.",
    HTTPStatus.PRECONDITION_FAILED: "The graph is no longer as the client had seen it.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The query or the body is longer than is taken.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "The address is longer than is taken; send a long query by POST.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "The body is of a type, or packed in a way, that is not read.",
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: "The file has no such part.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "What would be stored breaks the shapes.",
    HTTPStatus.TOO_MANY_REQUESTS: "The client asks too often, or for too much at once.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "The headers are longer, or more, than are taken.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "A fault of the service; its log knows more.",
    HTTPStatus.NOT_IMPLEMENTED: "The service cannot do that, whatever the request says.",
    HTTPStatus.BAD_GATEWAY: "Another service, which the query names, did not answer.",
    HTTPStatus.SERVICE_UNAVAILABLE: "A limit of time or memory was reached, or the service is busy.",
}
_WITH: dict[HTTPStatus, tuple[str, ...]] = {
    HTTPStatus.UNAUTHORIZED: ("WWW-Authenticate",),
    HTTPStatus.TOO_MANY_REQUESTS: ("Retry-After",),
    HTTPStatus.SERVICE_UNAVAILABLE: ("Retry-After",),
    HTTPStatus.UNPROCESSABLE_ENTITY: ("Quarantine-Key",),
}


def _problem(status: HTTPStatus, text: str) -> Part:
    body = content([media.PROBLEM], ref("schemas", "Problem")) | content([media.HTML])
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:  # the SHACL report itself
        body |= content(media.GRAPH_TYPES.values())
    return answer(text, body, *_WITH.get(status, ()))


COMPONENTS: Part = {
    "parameters": PARAMETERS,
    "headers": HEADERS,
    "schemas": {"Problem": PROBLEM},
    "responses": {
        **{problem_name(status): _problem(status, text) for status, text in _PROBLEMS.items()},
        "NotModified": answer("The client has this answer already.", None, "ETag", "Dataset-Version"),
        "Changed": answer("It is done.", None, "Dataset-Version"),
        "Made": answer("A new graph is made.", None, "Dataset-Version", "Location"),
    },
    "securitySchemes": {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of the operator, for one of "
            + ", ".join(scope.value for scope in Scope)
            + "; each includes the ones before it.",
        }
    },
}
