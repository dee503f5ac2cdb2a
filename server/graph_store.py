"""``/graphs``: the SPARQL 1.1 Graph Store HTTP Protocol.

A graph is meant by ``?graph=IRI`` or ``?default`` (section 4.2), or by the address itself: what lies
below ``/graphs/`` is the graph with that address as its name (section 4.1). The default graph is the
named graph that holds the triples which were written without one; a graph without triples does not exist.
"""

from __future__ import annotations

import uuid
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from kg.errors import NotFoundError
from kg.iri import Minter
from kg.tokens import Scope
from server import media
from server.access import is_admin, require
from server.changes import changed, editing, seen
from server.dataset import dataset, reader
from server.links import is_iri
from server.protocol import QueryOperation
from server.queries import vocabulary
from server.sparql import answer_query, whole_graph
from server.uploads import MULTIPART, read_body, read_parts

blueprint = Blueprint("graph_store", __name__)

_TYPES = tuple(media.GRAPH_TYPES.values())
_EMPTY = b"", media.GRAPH_TYPES["turtle"]


@blueprint.get("/graphs")
@blueprint.get("/graphs/<path:_rest>")
def get(_rest: str = "") -> AnyResponse:
    """Return a graph (section 5.2)."""
    name = _graph_name()
    wanted = request.args.get("format")
    if _exists(name):
        return whole_graph(name, wanted)
    if name != _default_graph():
        raise NotFoundError(f"there is no graph <{name}>")
    return answer_query(QueryOperation(vocabulary.EMPTY_GRAPH, (), (), wanted), "")


@blueprint.put("/graphs")
@blueprint.put("/graphs/<path:_rest>")
def put(_rest: str = "") -> Response:
    """Make a graph hold what the body says, and nothing else (section 5.3)."""
    token, name = require(Scope.WRITE), _graph_name()
    edited = editing().put(name, read_body(_TYPES), admin=is_admin(token), seen=seen())
    return changed(edited, _address(name) if edited.created else "")


@blueprint.delete("/graphs")
@blueprint.delete("/graphs/<path:_rest>")
def delete(_rest: str = "") -> Response:
    """Remove a graph; the default graph becomes empty, which it may be already (section 5.4)."""
    token, name = require(Scope.WRITE), _graph_name()
    if name == _default_graph():
        return changed(editing().put(name, _EMPTY, admin=is_admin(token), seen=seen()))
    return changed(editing().remove(name, admin=is_admin(token), seen=seen()))


@blueprint.post("/graphs")
@blueprint.post("/graphs/<path:_rest>")
def post(_rest: str = "") -> Response:
    """Add what the body says to a graph; sent to ``/graphs`` itself, to a new one (section 5.5)."""
    token, is_new = require(Scope.WRITE), request.path == "/graphs" and not request.args
    name = f"{request.base_url}/{uuid.uuid4()}" if is_new else _graph_name()
    documents = read_parts(_TYPES) if request.mimetype == MULTIPART else [read_body(_TYPES)]
    edited = editing().add(name, documents, admin=is_admin(token), seen=seen())
    return changed(edited, _address(name) if edited.created else "")


def _graph_name() -> str:
    """Return the name of the graph that this request is about; raises BadRequest where it is unclear."""
    if request.path != "/graphs":
        if "graph" in request.args or "default" in request.args:
            raise BadRequest("The address names a graph already; leave out 'graph' and 'default'.")
        if not is_iri(request.base_url):
            raise BadRequest("The address holds characters that no name of a graph may have.")
        return request.base_url
    names = request.args.getlist("graph")
    if len(names) + ("default" in request.args) != 1:
        raise BadRequest("Say which graph: ?graph=IRI, percent-encoded, or ?default.")
    if names and not is_iri(names[0]):
        raise BadRequest(f"{names[0]!r} is no absolute IRI.")
    return names[0] if names else _default_graph()


def _default_graph() -> str:
    return Minter(dataset().base_iri).graph("default")


def _exists(name: str) -> bool:
    return bool(reader().select(vocabulary.GRAPH_EXISTS, graph=name))


def _address(name: str) -> str:
    """Return where a graph can be had."""
    own = f"{request.host_url}graphs"
    return name if name.startswith(f"{own}/") else f"{own}?graph={quote(name, safe='')}"
