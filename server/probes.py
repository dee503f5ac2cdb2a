"""``/healthz``, ``/readyz`` and ``/metrics``: for what watches over the service.

Health is of this process and the store; it needs no query process, so a full queue leaves it alone.
Readiness is that a query is answered, all the way through a process of the pool.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from kg.tokens import Scope
from server import metrics
from server.access import require
from server.client_limits import client_of, is_forwarded
from server.dataset import dataset, reader

blueprint = Blueprint("probes", __name__)

_PROBE = "ASK {}"
_PATIENCE = 5.0  # seconds to wait for a query process, and for its answer


@blueprint.get("/healthz")
def health() -> Response:
    """Tell that this process answers and reads a version; needs no query process."""
    return jsonify(status="ok", version=reader().version)


@blueprint.get("/readyz")
def ready() -> Response:
    """Tell that queries are answered; 503 where one is not within seconds."""
    version = reader().version
    dataset().pool().run(_PROBE, "json", (), (), version=version, timeout=_PATIENCE)
    return jsonify(status="ready", version=version)


@blueprint.get("/metrics")
def figures() -> Response:
    """Return the figures of the service, to this machine or with a token of the scope admin.

    What a proxy passes on does not count as this machine's, wherever the proxy runs.
    """
    if client_of(request.remote_addr) is not None or is_forwarded():
        require(Scope.ADMIN)
    return metrics.exposition()
