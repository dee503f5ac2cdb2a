"""The address of every request, checked before anything is done for it.

A parameter is given once, unless it names graphs (or, to /sparql, a format); parameters that an address
does not know are ignored. An address with a slash too many leads to the one without. The name of the
host goes into what is answered (names of graphs, the service description), so it must be one.
"""

from __future__ import annotations

import re

from flask import Flask, current_app, redirect, request
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

REPEATABLE = frozenset({"default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri"})
# Which operation has been sent twice, or given to the wrong address, says more.
_TOLD_BETTER = frozenset({"query", "update", "graph"})
# By these SPARQLWrapper asks for a format, by two names of it each.
_OF_FORMATS = frozenset({"format", "output", "results"})
# Below these a slash belongs to a name; what begins with two slashes would be another host.
_NAMES = ("//", "/graphs/", "/id/", "/static/")
_ANY_PATH = "publication.document"
_HOST = re.compile(r"(?:[A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def register(app: Flask) -> None:
    """Check the address of every request of ``app``."""

    @app.before_request
    def check_address() -> AnyResponse | None:
        if not _HOST.fullmatch(request.host):
            raise BadRequest("The Host header names no host.")
        return _without_slash()

    @app.before_request
    def check_parameters() -> None:
        repeatable = REPEATABLE | _TOLD_BETTER | (_OF_FORMATS if request.path == "/sparql" else frozenset())
        for name, values in request.args.lists():
            if len(values) > 1 and name not in repeatable:
                raise BadRequest(f"The parameter {name[:64]!r} must be given once, not {len(values)} times.")


def at_same_query(path: str) -> str:
    """Return a path of this server with the query of the request, which may ask for a version."""
    query = request.query_string.decode("ascii", "replace")
    return f"{path}?{query}" if query else path


def _without_slash() -> AnyResponse | None:
    path = request.path
    shorter = path.rstrip("/")
    if not shorter or shorter == path or shorter.startswith(_NAMES):
        return None
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    try:
        endpoint, _ = adapter.match(shorter, request.method)
    except (HTTPException, RequestRedirect):
        return None
    return None if endpoint == _ANY_PATH else redirect(at_same_query(shorter), 308)
