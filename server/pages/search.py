"""``/search``: names, headlines, statements and sentences by their words, as a page or as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest, NotAcceptable

from kg.store.texts.rows import TextKind
from kg.store.texts.words import Piece, Term, read_terms
from server import metrics
from server.asking import asker, name_query
from server.dataset import dataset, reader
from server.kinds import kind_of
from server.labels import Labels
from server.links import mention_anchor
from server.pages.frame import href, merged, page_labels, render, select
from server.pages.listing import paged
from server.queries import lists
from server.search import Result, pieces, results, snippet
from server.solutions import iris

blueprint = Blueprint("search", __name__)

MAX_HITS = 1000  # texts looked at; more means that the words are too common
PAGE_SIZE = 20
_KINDS = {kind.name.lower(): kind for kind in TextKind}
_NAMES = (TextKind.LABEL, TextKind.ALIAS, TextKind.HEADLINE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A result with what its IRI is called, what kind of thing it is, and where to read it."""

    result: Result
    pieces: tuple[Piece, ...]
    label: str
    thing: str
    address: str | None
    headline: str


@blueprint.get("/search")
def search() -> Response:
    """Return what has all that ``?q=`` asks for in one text, best first; ``?kind=`` names a kind of text.

    It runs in a query process, under the limits of a query. Raises BadRequest, QuerySyntaxError where there
    is nothing to seek, and what ends a query.
    """
    name_query()
    asked = request.args.get("q", "").strip()
    wanted = request.args.get("kind", "").strip()
    if wanted and wanted not in _KINDS:
        raise BadRequest(f"Give ?kind= one of {', '.join(_KINDS)}, or leave it out.")
    as_json = _wants_json()
    if as_json and not asked:
        raise BadRequest("Give ?q= the words to search for.")
    found, capped = _found(asked, wanted) if asked else ([], False)
    page, pager = paged(found, PAGE_SIZE)
    labels = page_labels()
    terms = read_terms(asked) if asked else ()
    shown = [_shown(result, terms, labels) for result in page]
    if as_json:
        more = {"more": capped, **{name: pager[name] for name in ("page", "last", "previous", "next")}}
        answer = {"q": asked, "kind": wanted or None, "version": reader().version, "total": len(found)}
        return jsonify({**answer, **more, "results": [_as_json(each) for each in shown]})
    values = {"asked": asked, "wanted": wanted, "kinds": list(_KINDS), "capped": capped}
    body = render("search.html", labels, found=shown, pager=pager, **values)
    return Response(body, content_type="text/html; charset=utf-8")


def _found(asked: str, wanted: str) -> tuple[list[Result], bool]:
    """Return the results, and whether there may be more than were looked for."""
    read_terms(asked)  # what is no search costs no process
    kinds = (_KINDS[wanted],) if wanted else ()
    version, who = reader().version, asker()
    with metrics.timed_query():
        found = dataset().pool().search(asked, kinds, MAX_HITS, version=version, asker=who)
    same = dataset().once_per_version("merged", reader(), merged)
    return results(found, same, dataset().base_iri), found.more


def _wants_json() -> bool:
    wanted = request.args.get("format", "").lower()
    if wanted in ("json", "html"):
        return wanted == "json"
    if wanted:
        raise BadRequest(f"No format is called {wanted!r} here; known are html, json.")
    if not request.accept_mimetypes:
        return False
    chosen = request.accept_mimetypes.best_match(("text/html", "application/json"))
    if chosen is None:
        raise NotAcceptable("This can be had as text/html and application/json.")
    return chosen == "application/json"


def _shown(result: Result, terms: tuple[Term, ...], labels: Labels) -> Shown:
    """Return a result as it is shown; what an article says goes by the headline of the article."""
    iri = result.article or result.iri
    rows = select(lists.NAMES_OF, thing=iri)
    labels.learn(rows, "thing", label="name")
    headline = labels.of(iri) if result.article else ""
    thing = result.kind.name.lower() if result.article else kind_of(iris(rows, "type")) or "other"
    label = labels.of(iri) if result.article or result.kind in _NAMES else result.kind.name.lower()
    return Shown(result, tuple(pieces(result, terms)), label, thing, _address(result), headline)


def _address(result: Result) -> str | None:
    """Return where to read a result: a sentence in its article."""
    article = href(result.article) if result.kind == TextKind.SENTENCE and result.article else None
    return f"{article}#{mention_anchor(result.iri)}" if article else href(result.iri)


def _as_json(shown: Shown) -> dict[str, object]:
    result = shown.result
    article = {"iri": result.article, "headline": shown.headline, "page": href(result.article)}
    return {
        "iri": result.iri,
        "label": shown.label,
        "thing": shown.thing,
        "kind": result.kind.name.lower(),
        "text": result.text,
        "language": result.language,
        "snippet": snippet(shown.pieces),
        "score": result.score,
        "reference": result.reference,
        "page": shown.address,
        "article": article if result.article else None,
    }
