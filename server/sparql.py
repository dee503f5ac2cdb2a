"""``/sparql``: the operations of the SPARQL 1.1 Protocol, the page for queries and the service description.

Order of a request: read, parse, negotiate, then run, so that no work is done for an answer that
the client would not take.
"""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, jsonify, request
from werkzeug.exceptions import BadRequest, NotAcceptable
from werkzeug.wrappers import Response as AnyResponse

from kg.config import Settings
from kg.errors import KgError, QueryError, QueryRefusedError
from kg.store.pool.results import IN_MEMORY, PAGE
from kg.store.sparql.query import QueryForm, read_query
from kg.tokens import Scope
from kg.vocab import OWL, PREFIXES, RDF, RDFS
from server import media, metrics
from server.access import is_admin, require
from server.answers import chunks, entity_tag, graph_tag
from server.asking import asker, name_query
from server.changes import changed, editing, seen
from server.dataset import Answer, dataset, reader
from server.links import is_iri
from server.pages import sparql_page
from server.problems import prefers_html, problem_of
from server.protocol import FORM, FORM_OVERHEAD, QueryOperation, UpdateOperation, read_operation
from server.queries import vocabulary
from server.rdf_output import serialise
from server.service_description import PREFIXES as DESCRIBING
from server.service_description import Contents, contents_of, service_description
from server.solutions import iris
from server.uploads import allow_upload

blueprint = Blueprint("sparql", __name__)

_COMPLETED = {
    "class": (OWL["Class"], RDFS["Class"]),
    "property": (OWL["ObjectProperty"], OWL["DatatypeProperty"], RDF["Property"]),
}


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> AnyResponse:
    """Answer a query, make an update, or describe the service to programs and people."""
    settings: Settings = current_app.config["SETTINGS"]
    wants_page = prefers_html() and "format" not in request.args
    name_query()
    if "explain" in request.args:
        abort(501, "The engine tells no plan of a query; leave out explain to have it answered.")
    if request.method == "POST" and request.authorization and request.authorization.type == "bearer":
        require(Scope.READ)  # whose body may be long
        allow_upload(FORM_OVERHEAD if request.mimetype == FORM else 1)
    operation = read_operation(request, settings.query_bytes)
    if operation is None:
        return _without_query(wants_page)
    if isinstance(operation, UpdateOperation):
        return _update(operation)
    if wants_page or (operation.format and operation.format.lower() == "html"):
        return _page(operation)
    return answer_query(operation)


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
    settings: Settings = current_app.config["SETTINGS"]
    about = request.base_url, reader().version, _contents()
    triples = service_description(*about, federated=bool(settings.endpoints))
    prefixes = {**PREFIXES, **DESCRIBING}
    return Response(serialise(triples, name, prefixes), content_type=media.content_type(name))


def _contents() -> Contents | None:
    """Return what the version holds, counted like any other query; ``None`` where that takes too long."""
    counted = QueryOperation(vocabulary.GRAPH_SIZES, (), (), None)
    tag = entity_tag(reader().version, counted.query, "json", (), ())
    body = dataset().answers.get(tag)
    if body is None:
        try:
            body = _evaluate(counted, "json").body
        except QueryError:
            return None
        dataset().answers.put(tag, body)
    return contents_of(body)


def _update(operation: UpdateOperation) -> Response:
    token = require(Scope.WRITE)
    given = operation.update, operation.using, operation.using_named
    return changed(editing().update(*given, admin=is_admin(token), seen=seen()))


def whole_graph(name: str, wanted: str | None) -> Response:
    """Return a named graph in the format asked for; it is read as any query is, so under the same limits."""
    digest = reader().graph_digest(name) or None  # of what only grows there is none
    return answer_query(QueryOperation(vocabulary.WHOLE_GRAPH, (name,), (), wanted), digest)


def answer_query(operation: QueryOperation, digest: str | None = None) -> Response:
    """Return the answer to a query in the format that the client likes best.

    ``digest`` is that of the graph which is the whole answer.
    """
    name = result_format(operation)
    query = (operation.query, name, operation.default_graphs, operation.named_graphs)
    tag = entity_tag(reader().version, *query) if digest is None else graph_tag(digest, name)
    if known := _known(tag):
        return _tagged(Response(status=304), known)
    kept = dataset().answers.get(tag)
    metrics.CACHE.labels("hit" if kept is not None else "miss").inc()
    if kept is not None:
        return _tagged(Response(kept, content_type=media.content_type(name)), tag)
    answer = _evaluate(operation, name)
    if answer.length > IN_MEMORY:
        response = Response(chunks(answer.content), content_type=media.content_type(name))
        response.content_length = answer.length
    else:
        body = answer.body
        if answer.repeatable:
            dataset().answers.put(tag, body)
        response = Response(body, content_type=media.content_type(name))
    return _tagged(response, tag) if answer.repeatable else _uncached(response)


def _known(tag: str) -> str:
    """Return the tag of the answer that the client has, in whatever encoding it was sent; "" for none."""
    if request.method not in ("GET", "HEAD"):
        return ""
    given = request.if_none_match.as_set(include_weak=True)
    return next((known for known in sorted(filter(None, given)) if known.partition(":")[0] == tag), "")


def _tagged(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    return response


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(operation: QueryOperation) -> Response:
    try:
        is_graph = _form(operation).makes_graph
        answer = _evaluate(operation, "turtle" if is_graph else PAGE)
    except KgError as error:
        return sparql_page.failed_page(operation, problem_of(error))
    return sparql_page.answered_page(operation, answer.content, is_graph)


def _evaluate(operation: QueryOperation, name: str) -> Answer:
    _check_graphs(operation)
    graphs = operation.default_graphs, operation.named_graphs
    version, who = reader().version, asker()
    with metrics.timed_query():
        return dataset().pool().run(operation.query, name, *graphs, version=version, asker=who)


def result_format(operation: QueryOperation) -> str:
    """Return the short name of the format to answer in.

    Raises QuerySyntaxError where the form of the query cannot be told, NotAcceptable (406)
    where no format for that form suits the client.
    """
    form = _form(operation)
    offered = media.GRAPH_TYPES if form.makes_graph else media.RESULT_TYPES
    # The CSV and TSV results formats have no truth value.
    return _requested_format(operation.format, tuple(offered) if form != "ASK" else ("json", "xml"))


def _form(operation: QueryOperation) -> QueryForm:
    settings: Settings = current_app.config["SETTINGS"]
    return read_query(operation.query, settings.endpoints).form


def _requested_format(wanted: str | None, offered: tuple[str, ...]) -> str:
    if wanted:
        name = media.format_name(wanted)
        if name is None:
            raise BadRequest(f"No format is called {wanted!r}; known are {', '.join(media.KNOWN_NAMES)}.")
        chosen = media.offered_format(name, offered)
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
