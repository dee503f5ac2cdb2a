"""``/openapi.json``: every route of this server, described for programs (OpenAPI 3.1)."""

from __future__ import annotations

import functools
import json

from flask import Blueprint, Response

from kg import __version__
from server.openapi import operating, reading, sparql, writing
from server.openapi.parts import Part
from server.openapi.shared import COMPONENTS

blueprint = Blueprint("openapi", __name__)

PATH = "/openapi.json"
_ABOUT = (
    "Diplomatic events, offices, quotations and commitments, read from news articles, as RDF. Every GET is a "
    "HEAD and an OPTIONS as well. Every answer names the version of the dataset that it comes from; "
    "`version` asks an older one. What goes wrong is told as a problem document (RFC 9457), and to people "
    "as a page."
)
_TAGS = {
    "SPARQL": "SPARQL 1.1 Protocol",
    "graphs": "SPARQL 1.1 Graph Store HTTP Protocol",
    "articles": "News articles, read and checked when they are sent",
    "linked data": "Every IRI of the data and of the vocabularies answers",
    "pages": "Lists and searches",
    "operation": "For those who run the service",
}


@functools.cache
def description() -> Part:
    """Return the description as plain data."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Diplomacy knowledge graph",
            "version": __version__,
            "description": _ABOUT,
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "paths": {**sparql.PATHS, **writing.PATHS, **reading.PATHS, **operating.PATHS},
        "components": COMPONENTS,
    }


@blueprint.get(PATH)
def openapi() -> Response:
    """Return the description; it is the same for every version of the dataset."""
    body = json.dumps(description(), ensure_ascii=False, indent=1) + "\n"
    response = Response(body, content_type=operating.OPENAPI)
    response.add_etag()
    return response
