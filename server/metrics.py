"""Figures of the service for Prometheus, added up over all server processes.

Where ``PROMETHEUS_MULTIPROC_DIR`` names a folder before this module is imported, as ``server.serving``
sees to, each process writes its figures there and any of them answers for all; else they are of
this process alone. No figure tells anything about what was asked.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from kg.errors import KgError

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})

_registry = CollectorRegistry()
REQUESTS = Counter(
    "kg_http_requests", "Requests answered", ("method", "endpoint", "status"), registry=_registry
)
REQUEST_SECONDS = Histogram(
    "kg_http_request_seconds",
    "Seconds from a request to the first byte of its answer",
    ("endpoint",),
    buckets=_SECONDS,
    registry=_registry,
)
QUERY_SECONDS = Histogram(
    "kg_query_seconds",
    "Seconds that queries of clients took in the pool, by the error that ended them",
    ("outcome",),
    buckets=_SECONDS,
    registry=_registry,
)
CACHE = Counter("kg_cache_lookups", "Answers sought among those kept", ("result",), registry=_registry)
WAITING = Gauge(
    "kg_queries_waiting", "Queries that wait for a process", registry=_registry, multiprocess_mode="livesum"
)
RUNNING = Gauge(
    "kg_queries_running", "Queries under evaluation", registry=_registry, multiprocess_mode="livesum"
)
ENDED = Counter(
    "kg_query_processes_ended", "Query processes that ended, by reason", ("reason",), registry=_registry
)
VERSION = Gauge(
    "kg_dataset_version",
    "Version of the dataset served last",
    registry=_registry,
    multiprocess_mode="livemax",
)


class PoolFigures:
    """What a query pool tells (``kg.store.pool.workers.Watcher``), as figures."""

    def waiting(self, change: int) -> None:
        WAITING.inc(change)

    def running(self, change: int) -> None:
        RUNNING.inc(change)

    def ended(self, reason: str) -> None:
        ENDED.labels(reason).inc()


@contextmanager
def timed_query() -> Iterator[None]:
    """Time a query of a client, under the name of the error that ends it or as answered."""
    began, outcome = perf_counter(), "answered"
    try:
        yield
    except KgError as error:
        outcome = type(error).__name__.removesuffix("Error")
        raise
    finally:
        QUERY_SECONDS.labels(outcome).observe(perf_counter() - began)


def exposition() -> Response:
    """Return all figures in the text format of Prometheus."""
    registry = _registry
    if os.environ.get(_FOLDER):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def forget(process: int) -> None:
    """Leave a process that has ended out of the figures on what goes on now."""
    mark_process_dead(process)  # type: ignore[no-untyped-call]


def register(app: Flask) -> None:
    """Count and time every request of ``app``."""

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        method = request.method if request.method in _METHODS else "other"
        REQUESTS.labels(method, endpoint, str(response.status_code)).inc()
        if "began" in g:
            REQUEST_SECONDS.labels(endpoint).observe(perf_counter() - g.began)
        if "dataset_version" in g and "version" not in request.args:
            VERSION.set(g.dataset_version)
        return response
