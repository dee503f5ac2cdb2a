"""Errors as answers: one table from error class to status, one problem document (RFC 9457).

People get the same content as an HTML page. The text of an unexpected error goes to the log only.
"""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import Flask, Response, render_template, request
from gunicorn.http.errors import NoMoreData, ParseException  # type: ignore[import-untyped]
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import HTTPException

from kg import errors
from server import media
from server.rdf_output import translate

log = logging.getLogger(__name__)

# Looked up along the class hierarchy, nearest first. What is not here is the operator's to see.
STATUS: Mapping[type[BaseException], HTTPStatus] = {
    errors.QuerySyntaxError: HTTPStatus.BAD_REQUEST,
    errors.QueryRefusedError: HTTPStatus.FORBIDDEN,
    errors.QueryTimeoutError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.QueryResourceError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.QueryBusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.QueryCancelledError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.FormatError: HTTPStatus.NOT_ACCEPTABLE,
    errors.RemoteError: HTTPStatus.BAD_GATEWAY,
    errors.DocumentError: HTTPStatus.BAD_REQUEST,
    errors.TooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.ProtectedGraphError: HTTPStatus.FORBIDDEN,
    errors.ArticleError: HTTPStatus.BAD_REQUEST,
    errors.ConformanceError: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.VersionGoneError: HTTPStatus.GONE,
    errors.NotFoundError: HTTPStatus.NOT_FOUND,
    errors.ConflictError: HTTPStatus.CONFLICT,
    errors.OvertakenError: HTTPStatus.PRECONDITION_FAILED,
    errors.BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.IriError: HTTPStatus.BAD_REQUEST,
}
TITLES: Mapping[type[BaseException], str] = {
    errors.QuerySyntaxError: "The query does not parse",
    errors.QueryRefusedError: "This service does not do that",
    errors.QueryTimeoutError: "Past the time limit",
    errors.QueryResourceError: "Past a limit",
    errors.QueryBusyError: "The service is busy",
    errors.QueryCancelledError: "The query was cancelled",
    errors.FormatError: "The format cannot hold the result",
    errors.RemoteError: "Another service did not answer",
    errors.DocumentError: "The document cannot be read",
    errors.TooLargeError: "More than is taken at once",
    errors.ProtectedGraphError: "The graph is protected",
    errors.ArticleError: "The article cannot be read",
    errors.ConformanceError: "The shapes forbid that",
    errors.BusyError: "Another change is being made",
    errors.VersionGoneError: "The version is no longer kept",
    errors.NotFoundError: "Not in the knowledge graph",
    errors.ConflictError: "In the knowledge graph already",
    errors.OvertakenError: "Not as it was seen",
}
_TOLD = ("allow", "retry-after")  # headers of an HTTP error that go to the client
RETRY_SECONDS = 10  # long enough for a worker to be replaced and a queue to drain


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, as the client is told."""

    status: int
    title: str
    detail: str
    more: Mapping[str, object] = field(default_factory=dict)
    headers: Sequence[tuple[str, str]] = ()

    def document(self) -> dict[str, object]:
        body: dict[str, object] = {"type": "about:blank", "title": self.title, "status": self.status}
        return body | {"detail": self.detail} | dict(self.more)


def problem_of(error: BaseException) -> Problem:
    """Return what to tell the client about an error."""
    if isinstance(error, HTTPException):
        return _http_problem(error)
    if isinstance(error, ParseException | NoMoreData):
        detail = "The body does not come as the header of the request says."
        return Problem(400, "Bad Request", detail)
    if type(error) is errors.StoreError:
        return _operators_problem(error, HTTPStatus.SERVICE_UNAVAILABLE, "The store cannot be used")
    for kind in type(error).__mro__:
        if kind in STATUS:
            return _known_problem(error, STATUS[kind], _title(error))
    return _operators_problem(error, HTTPStatus.INTERNAL_SERVER_ERROR, "Internal error")


def _operators_problem(error: BaseException, status: HTTPStatus, title: str) -> Problem:
    """Tell the log what went wrong, which may name files, and the client where to find it."""
    reference = uuid.uuid4().hex[:12]
    log.error("request failed, reference %s", reference, exc_info=error)
    detail = f"This is a fault of the service; its operator finds the cause in the log under {reference}."
    return Problem(int(status), title, detail, {"reference": reference}, _retry(status))


def _retry(status: HTTPStatus) -> list[tuple[str, str]]:
    return [("Retry-After", str(RETRY_SECONDS))] if status == HTTPStatus.SERVICE_UNAVAILABLE else []


def _title(error: BaseException) -> str | None:
    return next((TITLES[kind] for kind in type(error).__mro__ if kind in TITLES), None)


def _http_problem(error: HTTPException) -> Problem:
    headers = [(name, value) for name, value in error.get_headers() if name.lower() in _TOLD]
    headers += [("WWW-Authenticate", str(challenge)) for challenge in _challenges(error)]
    return Problem(error.code or 500, error.name, error.description or error.name, headers=headers)


def _challenges(error: HTTPException) -> Sequence[WWWAuthenticate]:
    """Return by which means a client can prove its right to what it was refused."""
    found = getattr(error, "www_authenticate", None) or ()
    return (found,) if isinstance(found, WWWAuthenticate) else tuple(found)


def _known_problem(error: BaseException, status: HTTPStatus, title: str | None) -> Problem:
    more: dict[str, object] = {}
    if isinstance(error, errors.QuerySyntaxError) and error.line is not None:
        more = {"line": error.line, "column": error.column}
    if isinstance(error, errors.ConformanceError):
        told = {"report": error.report, "quarantined": error.quarantined}
        more = {name: value for name, value in told.items() if value}
    key = [("Quarantine-Key", str(more["quarantined"]))] if "quarantined" in more else []
    return Problem(int(status), title or status.phrase, str(error), more, [*_retry(status), *key])


def prefers_html() -> bool:
    """Tell whether the client is a browser: it names text/html and ranks it first."""
    accept = request.accept_mimetypes
    named = any(value == media.HTML and quality > 0 for value, quality in accept)
    return named and accept.best_match((media.PROBLEM, "application/json", media.HTML)) == media.HTML


def problem_response(problem: Problem) -> Response:
    """Return the answer for a problem: a page for people, else a problem document.

    Where shapes are broken, what says so is the report in RDF; a problem document has it as a member.
    """
    report = str(problem.more.get("report", ""))
    name = media.choose(request.headers.get("Accept"), tuple(media.GRAPH_TYPES)) if report else None
    body: str | bytes
    if prefers_html():
        body, kind = render_template("problem.html", problem=problem), "text/html; charset=utf-8"
    elif name is not None:
        body, kind = translate(report, name), media.content_type(name)
    else:
        body, kind = json.dumps(problem.document(), ensure_ascii=False) + "\n", media.PROBLEM
    return Response(body, problem.status, list(problem.headers), content_type=kind)


def register(app: Flask) -> None:
    """Answer every error of ``app`` as a problem."""

    @app.errorhandler(Exception)
    def answer(error: Exception) -> Response:
        return problem_response(problem_of(error))
