"""HTTP requests in, query and update operations out (SPARQL 1.1 Protocol, sections 2.1 and 2.2).

Nothing is evaluated here; what is not a well-formed operation raises an HTTP error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from server import media

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
FORM_OVERHEAD = 3  # a percent-encoded text takes up to three times its bytes in a form
_MAX_PARAMETERS = 100  # a query operation has four kinds; the rest are graphs

Parameters = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class QueryOperation:
    """One query as the client sent it; ``format`` is what ``?format=`` asks for."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None


@dataclass(frozen=True, slots=True)
class UpdateOperation:
    """One update as the client sent it, with the graphs that its patterns are matched against."""

    update: str
    using: tuple[str, ...]
    using_named: tuple[str, ...]


def read_operation(request: Request, max_bytes: int) -> QueryOperation | UpdateOperation | None:
    """Return the operation of a request, ``None`` where a GET carries no query at all.

    ``max_bytes`` bounds a query; what bounds an update is how long a body the request may have.
    Raises BadRequest (400), RequestEntityTooLarge (413) and UnsupportedMediaType (415).
    """
    parameters = _decoded(request.query_string, "query string")
    if _values(parameters, "update"):
        raise BadRequest("An update is sent by POST, in the body.")
    if request.method == "POST":
        return _posted(request, parameters, max_bytes)
    if not _values(parameters, "query"):
        return None
    return _operation(parameters, max_bytes)


def _posted(request: Request, parameters: Parameters, max_bytes: int) -> QueryOperation | UpdateOperation:
    check_charset(request)
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType("A query or an update is sent without content coding.")
    body = request.get_data(cache=False)
    if request.mimetype == FORM:
        parameters = [*parameters, *_decoded(body, "form")]
        is_update = bool(_values(parameters, "update"))
        return _update(parameters) if is_update else _operation(parameters, max_bytes)
    if request.mimetype == DIRECT:
        return _operation([*parameters, ("query", _utf8(body, "body"))], max_bytes)
    if request.mimetype == UPDATE:
        return _update([*parameters, ("update", _utf8(body, "body"))])
    given = repr(request.mimetype) if request.mimetype else "no Content-Type"
    known = f"{FORM} with query=... or update=..., {DIRECT} or {UPDATE}"
    raise UnsupportedMediaType(f"The body came with {given}; send {known}.")


def _update(parameters: Parameters) -> UpdateOperation:
    updates = _values(parameters, "update")
    if len(updates) != 1 or _values(parameters, "query"):
        raise BadRequest("The parameter 'update' must be given exactly once, and without 'query'.")
    using, using_named = (_values(parameters, name) for name in ("using-graph-uri", "using-named-graph-uri"))
    return UpdateOperation(updates[0], using, using_named)


def _values(parameters: Parameters, name: str) -> tuple[str, ...]:
    return tuple(value for given, value in parameters if given == name)


def _operation(parameters: Parameters, max_bytes: int) -> QueryOperation:
    queries = _values(parameters, "query")
    if len(queries) != 1:
        raise BadRequest(f"The parameter 'query' must be given exactly once, not {len(queries)} times.")
    if len(queries[0].encode("utf-8")) > max_bytes:
        raise RequestEntityTooLarge(f"The query is longer than {max_bytes} bytes.")
    return QueryOperation(
        queries[0],
        _values(parameters, "default-graph-uri"),
        _values(parameters, "named-graph-uri"),
        _format(_values(parameters, "format")),
    )


def _format(given: Sequence[str]) -> str | None:
    """Return the format asked for, for which SPARQLWrapper gives two names, one of them unknown."""
    names = {value: media.format_name(value) for value in given if value}
    known = {name for name in names.values() if name}
    if len(known) > 1:
        raise BadRequest(f"The parameter 'format' asks for two formats: {' and '.join(sorted(known))}.")
    return next(iter([*known, *names]), None)


def check_charset(request: Request) -> None:
    """Raise UnsupportedMediaType where a body says that it is not UTF-8."""
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
