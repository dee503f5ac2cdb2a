"""Errors as answers: one table from error class to status, one problem document (RFC 9457).

People get the same content as an HTML page. The text of an unexpected error goes to the log only.
"""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from kg import errors
from server.media import HTML, PROBLEM

log = logging.getLogger(__name__)

# Looked up along the class hierarchy, nearest first.
STATUS: Mapping[type[BaseException], HTTPStatus] = {
    errors.QuerySyntaxError: HTTPStatus.BAD_REQUEST,
    errors.QueryRefusedError: HTTPStatus.FORBIDDEN,
    errors.QueryTimeoutError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.QueryResourceError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.QueryBusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.QueryCancelledError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.VersionGoneError: HTTPStatus.GONE,
    errors.NotFoundError: HTTPStatus.NOT_FOUND,
    errors.StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.IriError: HTTPStatus.BAD_REQUEST,
    errors.KgError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
TITLES: Mapping[type[BaseException], str] = {
    errors.QuerySyntaxError: "The query does not parse",
    errors.QueryRefusedError: "This service does not do that",
    errors.QueryTimeoutError: "The query ran past its time limit",
    errors.QueryResourceError: "The query ran past a limit",
    errors.QueryBusyError: "The service is busy",
    errors.QueryCancelledError: "The query was cancelled",
    errors.VersionGoneError: "The version is no longer kept",
    errors.NotFoundError: "Not in the knowledge graph",
    errors.StoreError: "The store cannot be read",
}
RETRY_SECONDS = 10  # long enough for a worker to be replaced and a queue to drain


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, as the client is told."""

    status: int
    title: str
    detail: str
    more: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, object]:
        body: dict[str, object] = {"type": "about:blank", "title": self.title, "status": self.status}
        return body | {"detail": self.detail} | dict(self.more)


def problem_of(error: BaseException) -> Problem:
    """Return what to tell the client about an error."""
    if isinstance(error, HTTPException):
        return _http_problem(error)
    for kind in type(error).__mro__:
        if kind in STATUS:
            return _known_problem(error, STATUS[kind], TITLES.get(kind))
    reference = uuid.uuid4().hex[:12]
    log.exception("request failed, reference %s", reference, exc_info=error)
    detail = f"An unexpected error; the operator finds it in the log under {reference}."
    return Problem(500, "Internal error", detail, {"reference": reference})


def _http_problem(error: HTTPException) -> Problem:
    headers = {name: value for name, value in error.get_headers() if name.lower() in ("allow", "retry-after")}
    return Problem(error.code or 500, error.name, error.description or error.name, headers=headers)


def _known_problem(error: BaseException, status: HTTPStatus, title: str | None) -> Problem:
    more: dict[str, object] = {}
    if isinstance(error, errors.QuerySyntaxError) and error.line is not None:
        more = {"line": error.line, "column": error.column}
    retry = {"Retry-After": str(RETRY_SECONDS)} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return Problem(int(status), title or status.phrase, str(error), more, retry)


def prefers_html() -> bool:
    """Tell whether the client is a browser: it names text/html and ranks it first."""
    accept = request.accept_mimetypes
    named = any(value == HTML and quality > 0 for value, quality in accept)
    return named and accept.best_match((PROBLEM, "application/json", HTML)) == HTML


def problem_response(problem: Problem) -> Response:
    """Return the answer for a problem: a page for people, else a problem document."""
    if prefers_html():
        body, kind = render_template("problem.html", problem=problem), "text/html; charset=utf-8"
    else:
        body, kind = json.dumps(problem.document(), ensure_ascii=False) + "\n", PROBLEM
    return Response(body, problem.status, dict(problem.headers), content_type=kind)


def register(app: Flask) -> None:
    """Answer every error of ``app`` as a problem."""

    @app.errorhandler(Exception)
    def answer(error: Exception) -> Response:
        return problem_response(problem_of(error))
