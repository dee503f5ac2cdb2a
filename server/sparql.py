"""``/sparql``: the query operation of the SPARQL 1.1 Protocol, its page and its service description.

Order of a request: read, parse, negotiate, then run, so that no work is done for an answer that
the client would not take.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, g, jsonify, redirect, request
from werkzeug.exceptions import BadRequest, NotAcceptable
from werkzeug.wrappers import Response as AnyResponse

from kg.config import Settings
from kg.errors import KgError, QueryRefusedError
from kg.store.query_text import read_query
from kg.vocab import OWL, PREFIXES, RDF, RDFS
from server import media
from server.dataset import dataset, reader
from server.links import is_iri
from server.pages import sparql_page
from server.problems import prefers_html, problem_of
from server.protocol import QueryOperation, read_operation
from server.queries import vocabulary
from server.rdf_output import serialise
from server.service_description import service_description
from server.solutions import iris

blueprint = Blueprint("sparql", __name__)

_COMPLETED = {
    "class": (OWL["Class"], RDFS["Class"]),
    "property": (OWL["ObjectProperty"], OWL["DatatypeProperty"], RDF["Property"]),
}


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> AnyResponse:
    """Answer a query, or describe the service to programs and people."""
    settings: Settings = current_app.config["SETTINGS"]
    wants_page = prefers_html() and "format" not in request.args
    operation = read_operation(request, settings.query_bytes)
    if operation is None:
        return _without_query(wants_page)
    if wants_page or (operation.format and operation.format.lower() == "html"):
        return _page(operation)
    return _run(operation)


@blueprint.route("/sparql/", methods=["GET"])
def endpoint_with_slash() -> AnyResponse:
    return redirect("/sparql", 308)


@blueprint.get("/sparql/prefixes")
def prefixes() -> Response:
    """Return the prefixes of this service for the query editor."""
    return jsonify([f"{prefix}: <{namespace}>" for prefix, namespace in sorted(PREFIXES.items())])


@blueprint.get("/sparql/terms")
def completions() -> Response:
    """Return the classes or properties that the ontology in the store declares (``?kind=``)."""
    kinds = _COMPLETED.get(request.args.get("kind", ""))
    if kinds is None:
        raise BadRequest(f"Give ?kind= one of {', '.join(_COMPLETED)}.")
    rows = [row for kind in kinds for row in reader().select(vocabulary.INSTANCES, kind=kind)]
    return jsonify(sorted(iris(rows, "term")))


def _without_query(wants_page: bool) -> Response:
    if wants_page or request.args.get("format") == "html":
        return sparql_page.empty_page()
    name = _requested_format(request.args.get("format"), tuple(media.GRAPH_TYPES))
    triples = service_description(request.base_url, reader().version)
    return Response(serialise(triples, name), content_type=media.content_type(name))


def _run(operation: QueryOperation) -> Response:
    name = result_format(operation)
    return Response(_evaluate(operation, name), content_type=media.content_type(name))


def _page(operation: QueryOperation) -> Response:
    try:
        is_graph = read_query(operation.query).form.makes_graph
        body = _evaluate(operation, "turtle" if is_graph else "json")
    except KgError as error:
        return sparql_page.failed_page(operation, problem_of(error))
    return sparql_page.answered_page(operation, body, is_graph)


def _evaluate(operation: QueryOperation, name: str) -> bytes:
    _check_graphs(operation)
    pool = dataset().pool()
    answer = pool.run(operation.query, name, operation.default_graphs, operation.named_graphs)
    g.dataset_version = answer.version
    return answer.body


def result_format(operation: QueryOperation) -> str:
    """Return the short name of the format to answer in.

    Raises QuerySyntaxError where the form of the query cannot be told, NotAcceptable (406)
    where no format for that form suits the client.
    """
    form = read_query(operation.query).form
    offered = media.GRAPH_TYPES if form.makes_graph else media.RESULT_TYPES
    # The CSV and TSV results formats have no truth value.
    return _requested_format(operation.format, tuple(offered) if form != "ASK" else ("json", "xml"))


def _requested_format(wanted: str | None, offered: tuple[str, ...]) -> str:
    if wanted:
        name = media.format_name(wanted)
        if name is None:
            raise BadRequest(f"No format is called {wanted!r}; known are {', '.join(media.KNOWN_NAMES)}.")
        chosen = name if name in offered else None
    else:
        chosen = media.choose(request.headers.get("Accept"), offered)
    if chosen is None:
        types = ", ".join(media.content_type(name) for name in offered)
        raise NotAcceptable(f"The answer can be had as {types}.")
    return chosen


def _check_graphs(operation: QueryOperation) -> None:
    """Refuse graphs that the store does not hold; nothing is ever fetched for a query."""
    for name in (*operation.default_graphs, *operation.named_graphs):
        if not is_iri(name) or not reader().select(vocabulary.GRAPH_EXISTS, graph=name):
            raise QueryRefusedError(f"the store holds no graph named {name!r}, and none is fetched")
