"""Every IRI of the data answers: a page for people, RDF for programs (Cool URIs, without the detour).

Data IRIs lie below ``/id/``; any IRI of the store answers at ``/concept?iri=``. What the vocabularies
are served from is in ``server.publication``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from kg.errors import NotFoundError
from kg.knowledge.facts import Triple
from server.addressing import at_same_query
from server.dataset import dataset, reader
from server.kinds import kind_of
from server.links import address, data_path, is_iri, link
from server.negotiation import Resource, answer, split_suffix
from server.pages import actor, article, event, initiative, person, terms, thing
from server.queries import vocabulary
from server.rdf_output import serialise
from server.solutions import iris
from server.sparql import whole_graph

blueprint = Blueprint("linked_data", __name__)

_PAGES: Mapping[str | None, Callable[[str], str]] = {
    "article": article.page,
    "person": person.page,
    "event": event.page,
    "state": actor.page,
    "organisation": actor.page,
    "initiative": initiative.page,
}


@blueprint.get("/id/<path:rest>")
def data(rest: str) -> AnyResponse:
    """Answer for a data IRI."""
    name, suffix = split_suffix(rest)
    iri = dataset().base_iri + name
    if not is_iri(iri):
        raise BadRequest(f"{iri!r} is not an IRI.")
    replaced = reader().select(vocabulary.REDIRECT, iri=iri)
    if replaced:
        target = link(iris(replaced, "target")[0], dataset().base_iri) or "/"
        return redirect(_still_asking(target + (f".{suffix}" if suffix else "")), 301)
    return answer(_data_resource(iri), suffix)


@blueprint.get("/concept")
def concept() -> AnyResponse:
    """Answer for a term of the vocabulary (or any IRI of the store) given as ``?iri=``."""
    iri = request.args.get("iri", "")
    if not is_iri(iri):
        raise BadRequest("Give the IRI of a term as ?iri=..., percent-encoded.")
    return answer(described(iri, address(iri, "")), None)


def _still_asking(target: str) -> str:
    """Return where to go on, in the version and the form that were asked for."""
    return at_same_query(target) if target.startswith("/id/") else target


def _data_resource(iri: str) -> Resource:
    path = data_path(iri, dataset().base_iri)
    assert path is not None
    if iri.startswith(dataset().base_iri + "graph/"):
        return graph_resource(iri, path)
    return described(iri, path)


def described(iri: str, path: str) -> Resource:
    """Return anything the store knows. Raises NotFoundError where it does not."""
    now = reader()
    # A term may be known as a subject, as a value or, for a property, by being used.
    if not any(
        now.select(query, iri=iri) for query in (vocabulary.EXISTS, vocabulary.REFERRED, vocabulary.USED)
    ):
        raise NotFoundError(f"the knowledge graph says nothing about <{iri}>")
    kind = kind_of(iris(now.select(vocabulary.TYPES, iri=iri), "type"))
    page = _PAGES.get(kind, thing.page)
    return Resource(iri, path, lambda name: serialise(_description(iri), name), lambda: page(iri))


def _description(iri: str) -> list[Triple]:
    described = reader().construct(vocabulary.DESCRIPTION, iri=iri)
    return described + reader().construct(vocabulary.INCOMING_LINKS, iri=iri)


def graph_resource(iri: str, path: str) -> Resource:
    """Return a whole named graph, whose RDF is as ``/graphs`` gives it.

    Raises NotFoundError where there is none.
    """
    if not reader().select(vocabulary.GRAPH_EXISTS, graph=iri):
        raise NotFoundError(f"the knowledge graph holds no graph named <{iri}>")
    return Resource(iri, path, lambda name: whole_graph(iri, name), lambda: terms.page(iri, path))
