"""Probes, figures and running queries: what operators use; and this description itself."""

from __future__ import annotations

from http import HTTPStatus

from kg.tokens import Scope
from server.openapi.parts import (
    NUMBER,
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
)

OPENAPI = "application/vnd.oai.openapi+json"  # OpenAPI Initiative's registry of media types
_TAGS = ["operation"]
_QUERY = record({"id": TEXT, "seconds": {"type": "number"}})
_NAME = parameter("identifier", "The name of a query: its Query-Id.", TEXT, place="path", example="0" * 32)


def _probe(name: str, summary: str, status: str) -> Part:
    schema = record({"status": {"const": status}, "version": NUMBER})
    told = json_answer("It is.", schema, "Dataset-Version", "ETag") | conditional()
    asks = parameters("version", "if-none-match")
    return operation(name, summary, told, asks=asks, fails=OF_A_VERSION, tags=_TAGS)


def _figures() -> Part:
    return operation(
        "metrics",
        "Figures for Prometheus: for this machine, or with the scope admin",
        {"200": answer("The figures.", content(["text/plain"]))},
        fails=[HTTPStatus.FORBIDDEN],
        tags=_TAGS,
    )


def _running() -> Part:
    return operation(
        "runningQueries",
        "The queries under evaluation, the oldest first",
        json_answer("Their names, and for how long they run.", list_of(_QUERY)),
        fails=[HTTPStatus.FORBIDDEN],
        scope=Scope.ADMIN,
        tags=_TAGS,
    )


def _one() -> Part:
    return operation(
        "runningQuery",
        "One query under evaluation",
        json_answer("Its name, and for how long it runs.", _QUERY),
        asks=[_NAME],
        fails=[HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND],
        scope=Scope.ADMIN,
        tags=_TAGS,
    )


def _cancel() -> Part:
    return operation(
        "cancelQuery",
        "End a query; who waits for its answer gets 503",
        {"204": answer("It is ended.")},
        asks=[_NAME],
        fails=[HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND],
        scope=Scope.WRITE,
        tags=_TAGS,
    )


def _description() -> Part:
    found = {
        "200": answer("The description.", content([OPENAPI], {"type": "object"}), "ETag"),
        **conditional(),
    }
    return operation("openapi", "This description", found, tags=_TAGS)


PATHS: dict[str, Part] = {
    "/healthz": {"get": _probe("health", "Whether this process answers", "ok")},
    "/readyz": {"get": _probe("readiness", "Whether queries are answered", "ready")},
    "/metrics": {"get": _figures()},
    "/queries": {"get": _running()},
    "/queries/{identifier}": {"get": _one(), "delete": _cancel()},
    "/openapi.json": {"get": _description()},
}
