"""``/queries``: which queries run, and the end of one of them. What they ask is told to nobody."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from werkzeug.exceptions import NotFound

from kg.store.pool.running import RunningQuery
from kg.tokens import Scope
from server.access import require
from server.dataset import dataset

blueprint = Blueprint("running_queries", __name__)


@blueprint.get("/queries")
def running() -> Response:
    """Return the queries under evaluation in all server processes, the oldest first (scope admin)."""
    require(Scope.ADMIN)
    response = jsonify([_told(query) for query in dataset().pool().running.all()])
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/queries/<identifier>")
def one(identifier: str) -> Response:
    """Tell of one running query (scope admin). 404 where none of this name runs."""
    require(Scope.ADMIN)
    for query in dataset().pool().running.all():
        if query.identifier == identifier:
            response = jsonify(_told(query))
            response.headers["Cache-Control"] = "no-store"
            return response
    raise NotFound(f"No query called {identifier[:64]} runs.")


def _told(query: RunningQuery) -> dict[str, object]:
    return {"id": query.identifier, "seconds": round(query.seconds, 3)}


@blueprint.delete("/queries/<identifier>")
def cancel(identifier: str) -> Response:
    """End a query (scope write); who waits for its answer gets 503. 404 where none of this name runs."""
    require(Scope.WRITE)
    if not dataset().pool().running.cancel(identifier):
        raise NotFound(f"No query called {identifier[:64]} runs.")
    return Response(status=204)
