"""The client of a request as the pool of query processes knows it.

By which name its query can be ended, when it has left, and what it is charged.
"""

from __future__ import annotations

from flask import g, request

from kg.store.pool.running import is_identifier
from kg.store.pool.workers import Asker
from server import client_limits


def name_query() -> str:
    """Name the query of this request: as the client does, so that it can cancel it, else anew."""
    if "query_id" not in g:
        given = request.headers.get("Query-Id", "")
        g.query_id = given if is_identifier(given) else g.request_id
    name: str = g.query_id
    return name


def asker() -> Asker:
    """Return who asks; raises TooManyRequests where it has had the seconds that one client may have."""
    connection = request.environ.get("gunicorn.socket")
    socket = connection.fileno() if connection is not None else None
    g.meter = client_limits.meter()  # for what is done with the answer, too
    return Asker(name_query(), socket, g.meter)
