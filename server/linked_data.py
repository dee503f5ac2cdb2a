"""Every IRI of the data answers: a page for people, RDF for programs (Cool URIs, without the detour).

Data IRIs lie below ``/id/``, terms of the vocabulary answer at ``/concept?iri=``, the ontology and
the shapes at ``/ontology`` and ``/shapes``. The form is chosen by Accept, by a suffix or ``?format=``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import BadRequest, NotAcceptable
from werkzeug.wrappers import Response as AnyResponse

from kg.errors import NotFoundError
from kg.knowledge.facts import Triple
from server import media
from server.dataset import dataset, reader
from server.kinds import kind_of
from server.links import address, data_path, is_iri, link, on_the_web
from server.pages import actor, article, event, initiative, person, terms, thing
from server.queries import vocabulary
from server.rdf_output import serialise
from server.solutions import iris

blueprint = Blueprint("linked_data", __name__)

SUFFIXES: Mapping[str, str] = {
    "ttl": "turtle",
    "jsonld": "jsonld",
    "rdf": "rdfxml",
    "nt": "ntriples",
    "html": "html",
}
# Turtle first: what a client without wishes gets. A browser names HTML and gets the page.
OFFERED = ("turtle", "html", "jsonld", "rdfxml", "ntriples")
_PAGES: Mapping[str | None, Callable[[str], str]] = {
    "article": article.page,
    "person": person.page,
    "event": event.page,
    "state": actor.page,
    "organisation": actor.page,
    "initiative": initiative.page,
}


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that answers in several forms: its IRI, its address here, and how to make each form."""

    iri: str
    path: str
    triples: Callable[[], list[Triple]]
    page: Callable[[], str]


@blueprint.get("/id/<path:rest>")
def data(rest: str) -> AnyResponse:
    """Answer for a data IRI."""
    name, suffix = _split_suffix(rest)
    iri = dataset().base_iri + name
    if not is_iri(iri):
        raise BadRequest(f"{iri!r} is not an IRI.")
    replaced = reader().select(vocabulary.REDIRECT, iri=iri)
    if replaced:
        target = link(iris(replaced, "target")[0], dataset().base_iri) or "/"
        return redirect(target + (f".{suffix}" if suffix else ""), 301)
    return _answer(_data_resource(iri), suffix)


@blueprint.get("/concept")
def concept() -> AnyResponse:
    """Answer for a term of the vocabulary (or any IRI of the store) given as ``?iri=``."""
    iri = request.args.get("iri", "")
    if not is_iri(iri):
        raise BadRequest("Give the IRI of a term as ?iri=..., percent-encoded.")
    return _answer(_described(iri, address(iri, "")), None)


@blueprint.get("/<any(ontology, shapes):name>", defaults={"suffix": None})
@blueprint.get("/<any(ontology, shapes):name>.<any(ttl, jsonld, rdf, nt, html):suffix>")
def graph(name: str, suffix: str | None) -> AnyResponse:
    """Answer with the ontology or the shapes as they are in the store."""
    return _answer(_graph_resource(f"{dataset().base_iri}graph/{name}", f"/{name}"), suffix)


def _split_suffix(rest: str) -> tuple[str, str | None]:
    name, dot, suffix = rest.rpartition(".")
    return (name, suffix) if dot and suffix in SUFFIXES else (rest, None)


def _data_resource(iri: str) -> Resource:
    path = data_path(iri, dataset().base_iri)
    assert path is not None
    if iri.startswith(dataset().base_iri + "graph/"):
        return _graph_resource(iri, path)
    return _described(iri, path)


def _described(iri: str, path: str) -> Resource:
    now = reader()
    # A term may be known as a subject, as a value or, for a property, by being used.
    if not any(
        now.select(query, iri=iri) for query in (vocabulary.EXISTS, vocabulary.REFERRED, vocabulary.USED)
    ):
        raise NotFoundError(f"the knowledge graph says nothing about <{iri}>")
    kind = kind_of(iris(now.select(vocabulary.TYPES, iri=iri), "type"))
    page = _PAGES.get(kind, thing.page)
    return Resource(iri, path, lambda: _description(iri), lambda: page(iri))


def _description(iri: str) -> list[Triple]:
    described = reader().construct(vocabulary.DESCRIPTION, iri=iri)
    return described + reader().construct(vocabulary.INCOMING_LINKS, iri=iri)


def _graph_resource(iri: str, path: str) -> Resource:
    if not reader().select(vocabulary.GRAPH_EXISTS, graph=iri):
        raise NotFoundError(f"the knowledge graph holds no graph named <{iri}>")
    return Resource(
        iri, path, lambda: reader().construct(vocabulary.GRAPH, graph=iri), lambda: terms.page(iri, path)
    )


def _answer(resource: Resource, suffix: str | None) -> Response:
    name = _form(suffix)
    body = resource.page() if name == "html" else serialise(resource.triples(), name)
    response = Response(body, content_type=media.content_type(name))
    response.headers["Content-Location"] = _address(resource.path, name)
    for other in OFFERED:
        if other != name:
            kind = media.content_type(other).partition(";")[0]
            address = _address(resource.path, other)
            response.headers.add("Link", f'<{address}>; rel="alternate"; type="{kind}"')
    response.headers.add("Link", f'<{_address(resource.path, "turtle")}>; rel="describedby"')
    if on_the_web(resource.iri):
        response.headers.add("Link", f'<{quote(resource.iri, safe=_IRI_SAFE)}>; rel="canonical"')
    return response


_IRI_SAFE = "/:?#@!$&'()*+,;=-._~%"


def _form(suffix: str | None) -> str:
    wanted = SUFFIXES[suffix] if suffix else request.args.get("format")
    if wanted:
        name = media.format_name(wanted)
        if name not in OFFERED:
            raise BadRequest(f"No format is called {wanted!r} here; known are {', '.join(OFFERED)}.")
        return name
    name = media.choose(request.headers.get("Accept"), OFFERED)
    if name is None:
        types = ", ".join(media.content_type(offered) for offered in OFFERED)
        raise NotAcceptable(f"This can be had as {types}.")
    return name


def _address(path: str, name: str) -> str:
    """Return the address of one form: a suffix, or a parameter where the path has a query."""
    if "?" in path:
        return f"{path}&format={name}"
    return path + "." + next(suffix for suffix, known in SUFFIXES.items() if known == name)
