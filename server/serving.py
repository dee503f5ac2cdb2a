"""Runs the application under gunicorn: ``run(settings)``.

The listening socket and the store are checked first, so that what is wrong is told in one line
and not by worker processes that die one after the other.
"""

from __future__ import annotations

import errno
import os
import socket
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from kg.config import Settings
from kg.errors import ConfigurationError
from kg.store.embedded import EmbeddedStore
from kg.store.pool.running import RunningQueries
from server.access_log import AccessLog
from server.refused_requests import answer_refused_requests
from server.slow_clients import PunctualSocket, PunctualWorker

SPARE_THREADS = 48  # per worker, beside those that wait for queries: pages, slow bodies, slow readers
GRACE_SECONDS = 30  # more than a query may take, so that a stop lets running answers finish
MAX_REQUEST_LINE = 8190  # the longest that gunicorn allows; longer queries are sent by POST
MAX_HEADERS = 50
_FIGURES = "PROMETHEUS_MULTIPROC_DIR"  # where the processes of a server keep their figures together
_WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}


def run(settings: Settings) -> int:
    """Serve until stopped and return the exit status.

    Raises ConfigurationError where the address is taken and StoreError where the store holds
    no version.
    """
    _check_address(settings.host, settings.port)
    EmbeddedStore.check(settings.store)
    try:
        with TemporaryDirectory(prefix="kg-queries-") as scratch:
            _Server(settings, Path(scratch)).run()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return 0


def addresses(settings: Settings) -> list[str]:
    """Return what to open in a browser."""
    host = _WILDCARDS.get(settings.host, settings.host)
    if ":" in host and not host.startswith("["):
        host = f"[{host}]"
    return [f"http://{host}:{settings.port}{path}" for path in ("/", "/sparql", "/ontology")]


def _check_address(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        reason = "is taken by another program" if taken else f"cannot be used: {error}"
        raise ConfigurationError(f"port {port} on {host} {reason}; choose another one with --port") from error


class _Server(BaseApplication):  # type: ignore[misc]
    """The application with its gunicorn settings.

    Subclassing is the only way gunicorn offers to be run from a program.
    """

    def __init__(self, settings: Settings, scratch: Path) -> None:
        self._settings = settings
        self._scratch = scratch
        figures = scratch / "metrics"
        figures.mkdir()
        os.environ[_FIGURES] = str(figures)  # before the library that keeps them is imported
        self._create_app = import_module("server.app").create_app
        self._metrics = import_module("server.metrics")
        vars(import_module("gunicorn.http.wsgi"))["SERVER"] = "kg"  # strangers need not know what runs here
        answer_refused_requests()
        PunctualSocket.seconds = settings.request_timeout
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "workers": self._settings.workers,
            "worker_class": PunctualWorker,
            "threads": self._settings.query_workers + self._settings.query_queue + SPARE_THREADS,
            "graceful_timeout": GRACE_SECONDS,
            "limit_request_line": min(self._settings.header_bytes, MAX_REQUEST_LINE),
            "limit_request_field_size": self._settings.header_bytes,
            "limit_request_fields": MAX_HEADERS,
            "loglevel": "warning",
            "logger_class": AccessLog,
            "accesslog": "-" if self._settings.access_log else None,
            "when_ready": self._announce,
            "child_exit": self._forget,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application; called in every worker, which so opens its own reader and pool."""
        application: Flask = self._create_app(self._settings.store, self._settings, self._scratch)
        return application

    def _forget(self, _arbiter: object, worker: Any) -> None:
        self._metrics.forget(worker.pid)
        RunningQueries(self._scratch).forget(worker.pid)

    def _announce(self, _arbiter: object) -> None:
        home, sparql, ontology = addresses(self._settings)
        print(f"Serving {self._settings.store}. Open\n  {home}\n  {sparql}\n  {ontology}", file=sys.stderr)
