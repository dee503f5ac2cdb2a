"""The application factory: a store and settings in, a Flask application out."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Flask, Response
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from kg.config import Settings
from server import (
    access,
    addressing,
    articles,
    changes,
    client_limits,
    graph_store,
    headers,
    linked_data,
    media,
    metrics,
    probes,
    problems,
    publication,
    running_queries,
    sparql,
)
from server.dataset import Dataset, open_dataset
from server.openapi import document, operating
from server.pages import frame, home, listing, search
from server.protocol import FORM_OVERHEAD

# Every text that this server sends; zstd first, because it is the fastest.
COMPRESSION = {
    "COMPRESS_ALGORITHM": ["zstd", "gzip"],
    "COMPRESS_ALGORITHM_STREAMING": ["zstd", "gzip"],
    "COMPRESS_MIMETYPES": [
        *media.RESULT_TYPES.values(),
        *media.GRAPH_TYPES.values(),
        media.HTML,
        media.PROBLEM,
        "application/json",
        operating.OPENAPI,
        "text/css",
        "text/javascript",
        "text/plain",
    ],
}

plain = Blueprint("plain", __name__)


def create_app(store: Path | Dataset, settings: Settings, scratch: Path | None = None) -> Flask:
    """Return the application over the published version in ``store`` (or over an opened dataset).

    Applications that share the folder ``scratch`` know of each other's queries. Raises StoreError
    where the store holds no version.
    """
    dataset = open_dataset(store, settings, scratch) if isinstance(store, Path) else store
    app = Flask(__name__)
    if proxies := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies, proxies)  # type: ignore[method-assign]
    app.config["SETTINGS"] = settings
    app.config["MAX_CONTENT_LENGTH"] = FORM_OVERHEAD * settings.query_bytes
    app.extensions["dataset"] = dataset
    app.extensions["bundles"] = _bundles(Path(__file__).resolve().parent / "static" / "vendor")
    app.config.update(COMPRESSION)
    metrics.register(app)
    headers.register(app)
    Compress(app)  # after the headers: what is asked to happen after a request happens in reverse
    client_limits.register(app, scratch)
    problems.register(app)
    frame.register(app)
    access.register(app, scratch)
    addressing.register(app)
    changes.register(app)
    pages = (plain, home.blueprint, listing.blueprint, search.blueprint, linked_data.blueprint)
    protocols = (sparql.blueprint, graph_store.blueprint, articles.blueprint, publication.blueprint)
    for blueprint in (*pages, *protocols, probes.blueprint, running_queries.blueprint, document.blueprint):
        app.register_blueprint(blueprint)
    return app


def _bundles(folder: Path) -> dict[str, bool]:
    """Return which bundles of ``server/assets`` are installed."""
    return {file.name: True for file in folder.iterdir()} if folder.is_dir() else {}


@plain.get("/robots.txt")
def robots() -> Response:
    """Keep crawlers off the endpoint, whose every answer costs a query; the pages are welcome."""
    return Response("User-agent: *\nDisallow: /sparql\nDisallow: /search\n", content_type="text/plain")
