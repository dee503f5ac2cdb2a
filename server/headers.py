"""Headers of every answer: what browsers may do with it, who may read it, which version it is of."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from flask import Flask, Response, g, request

from kg.store.running import new_identifier

# Pages use their own scripts and styles and never call another host. Inline styles are the
# query editor's, which positions its parts so.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # What is read without credentials is public; a token is no credential that a browser adds by itself.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ", ".join(
        (
            "Content-Location",
            "Dataset-Version",
            "ETag",
            "Link",
            "Location",
            "Quarantine-Key",
            "Query-Id",
            "Request-Id",
            "Retry-After",
            "WWW-Authenticate",
        )
    ),
}
_PREFLIGHT = {
    "Access-Control-Allow-Headers": (
        "Accept, Authorization, Content-Encoding, Content-Type, If-None-Match, Query-Id, Slug"
    ),
    "Access-Control-Max-Age": "86400",
}


def register(app: Flask) -> None:
    """Set the headers on every answer of ``app``, and its name, by which the log has it too."""

    @app.before_request
    def name_request() -> None:
        g.request_id = new_identifier()

    @app.after_request
    def set_headers(response: Response) -> Response:
        response.headers.update(_ALWAYS)
        if request.endpoint != "static":
            response.vary.add("Accept")
            response.headers.setdefault("Cache-Control", "no-cache")
        if "dataset_version" in g:
            response.headers["Dataset-Version"] = str(g.dataset_version)
            _make_conditional(response)
        response.headers["Request-Id"] = g.request_id
        if query_id := g.get("query_id"):
            response.headers["Query-Id"] = query_id
        if request.method == "OPTIONS":
            response.headers.update(_PREFLIGHT)
            response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
        return response


def _make_conditional(response: Response) -> None:
    """Tag what has no tag yet by its content, so that a client which has it already gets a 304."""
    whole = response.status_code == HTTPStatus.OK and not response.is_streamed
    if whole and request.method in ("GET", "HEAD") and "ETag" not in response.headers:
        content = hashlib.sha256(response.get_data()).hexdigest()
        response.set_etag(f"{g.dataset_version}-{content[:32]}")
        response.make_conditional(request)
