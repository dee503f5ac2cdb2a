"""HTTP requests in, query operations out (SPARQL 1.1 Protocol, sections 2.1 and 2.2).

Nothing is evaluated here; what is not a well-formed query operation raises an HTTP error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from kg.errors import QueryRefusedError

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
_MAX_PARAMETERS = 100  # a query operation has four kinds; the rest are graphs

Parameters = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class QueryOperation:
    """One query as the client sent it; ``format`` is what ``?format=`` asks for."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None


def read_operation(request: Request, max_bytes: int) -> QueryOperation | None:
    """Return the query operation of a request, ``None`` where a GET carries no query at all.

    Raises BadRequest (400), QueryRefusedError (403), RequestEntityTooLarge (413) and
    UnsupportedMediaType (415).
    """
    parameters = _decoded(request.query_string, "query string")
    if request.method == "POST":
        return _posted(request, parameters, max_bytes)
    _refuse_update(parameters)
    if not any(name == "query" for name, _ in parameters):
        return None
    return _operation(parameters, max_bytes)


def _posted(request: Request, parameters: Parameters, max_bytes: int) -> QueryOperation:
    _refuse_update(parameters)
    _check_charset(request)
    body = request.get_data(cache=False)
    if request.mimetype == FORM:
        form = _decoded(body, "form")
        _refuse_update(form)
        return _operation([*parameters, *form], max_bytes)
    if request.mimetype == DIRECT:
        return _operation([*parameters, ("query", _utf8(body, "body"))], max_bytes)
    if request.mimetype == UPDATE:
        raise QueryRefusedError("this endpoint is read-only; it takes queries, no updates")
    given = repr(request.mimetype) if request.mimetype else "no Content-Type"
    raise UnsupportedMediaType(f"The body came with {given}; send {FORM} with query=..., or {DIRECT}.")


def _operation(parameters: Parameters, max_bytes: int) -> QueryOperation:
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) != 1:
        raise BadRequest(f"The parameter 'query' must be given exactly once, not {len(queries)} times.")
    if len(queries[0].encode("utf-8")) > max_bytes:
        raise RequestEntityTooLarge(f"The query is longer than {max_bytes} bytes.")
    formats = [value for name, value in parameters if name == "format" and value]
    if len(formats) > 1:
        raise BadRequest("The parameter 'format' must not be given twice.")
    return QueryOperation(
        queries[0],
        tuple(value for name, value in parameters if name == "default-graph-uri"),
        tuple(value for name, value in parameters if name == "named-graph-uri"),
        formats[0] if formats else None,
    )


def _refuse_update(parameters: Parameters) -> None:
    if any(name == "update" for name, _ in parameters):
        raise QueryRefusedError("this endpoint is read-only; it takes 'query', no 'update'")


def _check_charset(request: Request) -> None:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(f"The body must be UTF-8, not {charset}.")


def _decoded(text: bytes, where: str) -> Parameters:
    try:
        return parse_qsl(
            text.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_PARAMETERS,
        )
    except UnicodeDecodeError as error:
        raise BadRequest(f"The {where} is not UTF-8.") from error
    except ValueError as error:
        raise BadRequest(f"The {where} has more than {_MAX_PARAMETERS} parameters.") from error


def _utf8(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"The {where} is not UTF-8.") from error
