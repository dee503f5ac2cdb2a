"""Requests that the application never sees, because they are no proper HTTP, answered like all others.

Gunicorn refuses such a request (RFC 9112) with a page of its own that quotes it; here that becomes
a problem document (RFC 9457) with the headers of every answer. Of what was wrong only the kind is told.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from http import HTTPStatus

from gunicorn import util  # type: ignore[import-untyped]

from kg.store.pool.running import new_identifier
from server import media
from server.headers import ALWAYS, OF_DATA

_DETAILS: Mapping[int, str] = {
    HTTPStatus.BAD_REQUEST: "The request is no well-formed HTTP.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "The address is longer than is taken; send a long query by POST.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "The headers are longer, or more, than are taken.",
    HTTPStatus.EXPECTATION_FAILED: "No such expectation can be met.",
    HTTPStatus.NOT_IMPLEMENTED: "Transfer codings other than chunked are not read.",
}


def answer_refused_requests() -> None:
    """Have gunicorn, in this process, tell of what it refuses as a problem document."""
    util.write_error = write_problem


def write_problem(connection: socket.socket, status: int, reason: str, _message: str) -> None:
    """Write a whole answer to a connection, which is closed after it."""
    phrase = HTTPStatus(status).phrase
    told = {"type": "about:blank", "title": phrase, "status": status, "detail": _DETAILS.get(status, reason)}
    body = json.dumps(told).encode() + b"\n"
    headers = {
        **ALWAYS,
        **OF_DATA,
        "Cache-Control": "no-store",
        "Connection": "close",
        "Content-Length": str(len(body)),
        "Content-Type": media.PROBLEM,
        "Request-Id": new_identifier(),
    }
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    util.write_nonblock(connection, "\r\n".join(lines).encode("latin-1") + body)
