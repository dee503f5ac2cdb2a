"""The parts that the descriptions of operations are put together from (OpenAPI 3.1, section 4.8).

A description is plain data: dictionaries with the names of the specification.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from kg.tokens import Scope
from server import media

Part = dict[str, Any]

TEXT: Part = {"type": "string"}
NUMBER: Part = {"type": "integer"}
IRI: Part = {"type": "string", "format": "iri"}
FREE: list[Part] = [{}, {"token": [Scope.READ.value]}]  # a token is needed where the service is private

# What may come of any request; the rest is said where it belongs.
EVERYWHERE = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.REQUEST_URI_TOO_LONG,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
OF_A_VERSION = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)  # where ``?version=`` may be asked for
OF_A_CHANGE = (
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.PRECONDITION_FAILED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)


def ref(kind: str, name: str) -> Part:
    return {"$ref": f"#/components/{kind}/{name}"}


def parameters(*names: str) -> list[Part]:
    """Return the parameters of these names, which ``server.openapi.shared`` describes."""
    return [ref("parameters", name) for name in names]


def parameter(name: str, text: str, schema: Part, *, place: str = "query", **more: object) -> Part:
    """Return the description of a parameter; one in the path is always required."""
    required = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, "description": text, "schema": schema, **required, **more}


def content(types: Iterable[str], schema: Part = TEXT, **more: object) -> Part:
    """Return content that comes in any of these media types."""
    return {media_type: {"schema": schema, **more} for media_type in types}


def answer(text: str, body: Part | None = None, *headers: str) -> Part:
    """Return an answer; ``body`` is its content, ``headers`` are those beyond what every answer has."""
    names = ("Request-Id", *headers)
    described = {"description": text, "headers": {name: ref("headers", name) for name in names}}
    return described | ({"content": body} if body is not None else {})


def problems(*statuses: HTTPStatus) -> Part:
    """Return the answers of these statuses that say what went wrong."""
    return {str(int(status)): ref("responses", problem_name(status)) for status in sorted(set(statuses))}


def problem_name(status: HTTPStatus) -> str:
    """Return the name of an answer among the components: ``NotFound`` for 404."""
    return status.phrase.title().replace(" ", "").replace("-", "")


def operation(
    name: str,
    summary: str,
    answers: Mapping[str, Part],
    *,
    asks: Iterable[Part] = (),
    fails: Iterable[HTTPStatus] = (),
    scope: Scope | None = None,
    **more: object,
) -> Part:
    """Return an operation: its answers, its parameters (``asks``) and how it ``fails`` beyond what all do.

    ``scope`` is what a token is needed for; without one, reading is free.
    """
    security = FREE if scope is None else [{"token": [scope.value]}]
    found = {**answers, **problems(*EVERYWHERE, *fails)}
    told: Part = {"operationId": name, "summary": summary, "security": security}
    if given := list(asks):
        told["parameters"] = given
    return told | more | {"responses": dict(sorted(found.items()))}


def page(text: str) -> dict[str, Part]:
    """Return the answers of a page for people."""
    return {"200": answer(text, content([media.HTML]), "Dataset-Version", "ETag"), **conditional()}


def json_answer(text: str, schema: Part, *headers: str) -> dict[str, Part]:
    return {"200": answer(text, content(["application/json"], schema), *headers)}


def conditional() -> dict[str, Part]:
    """Return the answers to a client that says what it has (RFC 9110, section 13)."""
    return {"304": ref("responses", "NotModified"), **problems(HTTPStatus.PRECONDITION_FAILED)}


def record(properties: Mapping[str, Part], *optional: str) -> Part:
    """Return the schema of an object whose members are all there but the optional ones."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": dict(properties), "required": required}


def list_of(schema: Part) -> Part:
    return {"type": "array", "items": schema}


def or_null(schema: Part) -> Part:
    return {**schema, "type": [schema["type"], "null"]}
