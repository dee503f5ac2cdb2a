"""Requests made from the description of the server (``/openapi.json``) by schemathesis, valid and invalid.

The description is held against the answers as well: a status that it does not have is a fault.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from server.openapi.document import description
from tests.fuzz.client import Answer
from tests.fuzz.inputs import HOST, Input, request

KIND = "described"
_OWN = {"user-agent", "connection", "content-length", "host", "x-schemathesis-testcaseid"}
_SENT = ("method", "url", "headers", "params", "data", "json", "files")
# Of other methods, of addresses with slashes too many, of expectations and codings that nobody has.
_ANYWHERE = {
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.PERMANENT_REDIRECT,
    HTTPStatus.EXPECTATION_FAILED,
    HTTPStatus.NOT_IMPLEMENTED,
}
_LAST = "/articles"  # are sent when all else is done; see tests.fuzz.campaign
_WRITING = ("PUT", "POST", "DELETE")


def described(start: int, examples: int, source: int) -> Iterator[tuple[int, Input]]:
    """Yield inputs with numbers from ``start`` on: up to ``examples``, twice, for each operation.

    ``source`` is what they are made from.
    """
    number = start
    for operation in _operations() if examples else ():
        for mode in GenerationMode:
            for raw in _made(operation, mode, examples, source):
                yield number, Input(KIND, raw)
                number += 1


@functools.cache
def _operations() -> list[Any]:
    schema: Any = schemathesis.openapi.from_dict(description())
    return [found.ok() for found in schema.get_all_operations()]


def _made(operation: Any, mode: GenerationMode, examples: int, source: int) -> list[bytes]:
    found: list[bytes] = []

    @seed(source)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode))
    def make(case: Any) -> None:
        told = case.as_transport_kwargs(base_url=f"http://{HOST}")
        try:
            prepared = requests.Request(**{name: told[name] for name in _SENT if name in told}).prepare()
        except (requests.RequestException, UnicodeError):
            return  # the library does not send such a thing
        found.append(_raw(prepared, allowed=len(found) % 4 > 0))

    try:
        make()
    except Unsatisfiable:  # an operation without parameters cannot be asked wrongly
        return []
    return found


def _raw(prepared: requests.PreparedRequest, *, allowed: bool) -> bytes:
    method = prepared.method or "GET"
    headers = [(name, value) for name, value in prepared.headers.items() if name.lower() not in _OWN]
    if allowed and method in _WRITING and not prepared.path_url.startswith(_LAST):
        headers = [(name, value) for name, value in headers if name.lower() != "authorization"]
        headers.append(("Authorization", "Bearer {{write}}"))
    body: Any = prepared.body
    body = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return request(method, prepared.path_url, [(name, str(value)) for name, value in headers], body)


def undescribed(given_input: Input, answer: Answer) -> Iterator[str]:
    """Yield what the description does not say of an answer to an input."""
    responses = _responses(given_input.method, given_input.raw.split(b" ", 2)[1])
    if responses is None or answer.status in _ANYWHERE:
        return
    told = responses.get(str(answer.status))
    if told is None:
        yield f"the status {answer.status} is not described"
        return
    contents = _resolved(told).get("content", {})
    if answer.body and answer.media_type not in contents:
        yield f"{answer.media_type} is not described for {answer.status}"


def _responses(method: str, target: bytes) -> dict[str, Any] | None:
    """Return the answers that are described for an operation; ``None`` where there is none."""
    path = target.partition(b"?")[0].decode("latin-1")
    for pattern, operations in _paths():
        if pattern.fullmatch(path):
            found = operations.get("get" if method == "HEAD" else method.lower(), {})
            responses: dict[str, Any] | None = found.get("responses")
            return responses
    return None


@functools.cache
def _paths() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """Return the paths as patterns, those without variables first."""
    paths = sorted(description()["paths"].items(), key=lambda path: ("{" in path[0], -len(path[0])))
    return [(re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(path))), told) for path, told in paths]


def _resolved(part: dict[str, Any]) -> dict[str, Any]:
    name = part.get("$ref", "").rpartition("/")[2]
    return dict(description()["components"]["responses"][name]) if name else part
