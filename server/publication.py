"""The vocabularies of the store at their addresses: for ``https://w3id.org/dipl/X`` ask for ``/X``.

For ``https://w3id.org/dipl`` itself ask for ``/ontology``. Version IRIs answer with the version that is
current. All forms of ``server.negotiation`` are offered.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from flask import Blueprint, current_app, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from kg.errors import NotFoundError
from kg.knowledge.facts import Triple
from server import links
from server.addressing import at_same_query
from server.dataset import Reader, dataset, reader
from server.documentation import pages, vocabularies
from server.documentation.header import header_of
from server.documentation.turtle import published
from server.documentation.vocabularies import Vocabularies, Vocabulary
from server.documentation.wording import name_of
from server.linked_data import described, graph_resource
from server.negotiation import Resource, answer, split_suffix
from server.queries import vocabulary as queries

T = TypeVar("T", str, bytes)
blueprint = Blueprint("publication", __name__)

_WHOLE_GRAPHS = ("ontology", "shapes")


@dataclass(frozen=True, slots=True)
class Publication:
    """The vocabularies of one version of the dataset, and their forms as far as they were asked for."""

    known: Vocabularies
    kept: dict[tuple[str, str], str | bytes] = field(default_factory=dict)

    def form(self, path: str, name: str, make: Callable[[], T]) -> T:
        """Return one form of one document, made at the first time of asking."""
        if (path, name) not in self.kept:
            self.kept[path, name] = make()
        return self.kept[path, name]  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Documented:
    """Where a term is documented: the address, with anchor, and the title of the vocabulary."""

    address: str
    title: str


@blueprint.get("/vocabularies")
def index() -> str:
    """Return the page that lists the vocabularies."""
    return pages.index(current_app.jinja_env, _publication().known, ADDRESSES, version=reader().version)


@blueprint.get("/<path:rest>")
def document(rest: str) -> AnyResponse:
    """Answer for an IRI below ``https://w3id.org/dipl`` that is no data IRI."""
    path, suffix = split_suffix(rest)
    if path in vocabularies.OTHER_PATHS:
        other = "/" + vocabularies.OTHER_PATHS[path] + (f".{suffix}" if suffix else "")
        return redirect(at_same_query(other), 301)
    publication = _publication()
    found = publication.known.at(path.rstrip("/"))
    if found is not None and path.endswith("/"):
        return redirect(at_same_query("/" + path.rstrip("/")), 308)
    if found is not None:
        return answer(_resource(publication, found, path), suffix)
    versions = publication.known.versions_beside(path)
    if versions is not None:
        known = ", ".join(f"/{version}" for version in versions) or "none"
        raise NotFoundError(f"there is no version at /{path}; known versions: {known}")
    return answer(_other(path), suffix)


@blueprint.app_template_global("documented_at")
def documented_at(iri: str) -> Documented | None:
    """Return where a term is documented, ``None`` for what is no term of a vocabulary."""
    is_data = iri.startswith(dataset().base_iri)
    home = None if is_data or links.VOCABULARY not in iri else _publication().known.home_of(iri)
    if home is None:
        return None
    anchor = f"#{name_of(iri)}" if name_of(iri) else ""
    return Documented(f"/{home.path}{anchor}", home.title)


def _publication() -> Publication:
    return dataset().once_per_version("publication", reader(), _read)


def _read(now: Reader) -> Publication:
    graphs = (f"{dataset().base_iri}graph/{name}" for name in _WHOLE_GRAPHS)
    ontology, shapes = (now.construct(queries.GRAPH, graph=graph) for graph in graphs)
    return Publication(_vocabularies(tuple(ontology), tuple(shapes)))


@functools.lru_cache(maxsize=2)
def _vocabularies(ontology: tuple[Triple, ...], shapes: tuple[Triple, ...]) -> Vocabularies:
    """Return what takes seconds to read, and is the same in most versions."""
    return vocabularies.from_triples(ontology, shapes)


def _resource(publication: Publication, vocabulary: Vocabulary, path: str) -> Resource:
    known, shown = publication.known, request.path
    version = reader().version
    return Resource(
        vocabularies.iri_at(path),
        f"/{path}",
        lambda name: publication.form(vocabulary.path, name, lambda: published(vocabulary.graph, name)),
        lambda: publication.form(
            shown,
            "html",
            lambda: pages.page(current_app.jinja_env, known, vocabulary, ADDRESSES, version=version),
        ),
        header_of(vocabulary, known.everything).licence,
    )


def _other(path: str) -> Resource:
    """Return what the store says about another IRI, such as that of the contributors."""
    if path in _WHOLE_GRAPHS:  # without a header they are no vocabularies, but they are there
        return graph_resource(f"{dataset().base_iri}graph/{path}", f"/{path}")
    iri = vocabularies.iri_at(path)
    try:
        if links.is_iri(iri):
            return described(iri, f"/{path}")
    except NotFoundError:
        pass
    raise NotFound


def _asset(name: str) -> str:
    return url_for("static", filename=name)


def _elsewhere(iri: str) -> str | None:
    below = iri.startswith(f"{links.VOCABULARY}/") and not iri.startswith(dataset().base_iri)
    return (
        f"/{vocabularies.path_of(iri)}" if below and "#" not in iri else links.link(iri, dataset().base_iri)
    )


def _uses(iri: str) -> str | None:
    return links.address(iri, dataset().base_iri)


ADDRESSES = pages.Addresses(
    frame="base.html",
    index="/vocabularies",
    page=lambda path: f"/{path}",
    form=lambda path, suffix: f"/{path}.{suffix}",
    asset=_asset,
    other=_elsewhere,
    uses=_uses,
)
