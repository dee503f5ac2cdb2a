"""Linked data, the vocabularies, the search and the pages: what is read with a browser or a program."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from kg.store.texts.rows import TextKind
from server import media
from server.kinds import LISTINGS
from server.negotiation import OFFERED
from server.openapi.parts import (
    IRI,
    NUMBER,
    OF_A_VERSION,
    TEXT,
    Part,
    answer,
    conditional,
    content,
    list_of,
    operation,
    or_null,
    page,
    parameter,
    parameters,
    record,
)

_PAGES, _DATA = ["pages"], ["linked data"]
_FILTER = "Only events of this {}, an IRI."
_AS = [media.content_type(name).partition(";")[0] for name in OFFERED]


def _resource(name: str, summary: str, asks: Sequence[Part]) -> Part:
    """Return the operation on something that answers in several forms."""
    moved = answer("It is described under another address.", content([media.HTML]), "Location")
    found = answer(
        "What the store says of it.", content(_AS), "Dataset-Version", "ETag", "Content-Location", "Link"
    )
    return operation(
        name,
        summary,
        {"200": found, "301": moved, "308": moved, **conditional()},
        asks=[*asks, *parameters("format", "version", "if-none-match")],
        fails=[*OF_A_VERSION, HTTPStatus.NOT_ACCEPTABLE],
        tags=_DATA,
    )


def _page(name: str, summary: str, asks: Sequence[Part] = ()) -> Part:
    given = [*asks, *parameters("version", "if-none-match")]
    return operation(name, summary, page("The page."), asks=given, fails=OF_A_VERSION, tags=_PAGES)


def _results() -> Part:
    """Return the schema of what a search finds."""
    text = or_null(TEXT)
    article = {**record({"iri": IRI, "headline": TEXT, "page": text}), "type": ["object", "null"]}
    names = {"iri": IRI, **dict.fromkeys(("label", "thing", "kind", "text", "language", "snippet"), TEXT)}
    about_each = {"score": {"type": "number"}, "reference": {"type": "boolean"}}
    each = record({**names, **about_each, "page": text, "article": article})
    pager = {"page": NUMBER, "last": NUMBER, "previous": text, "next": text}
    about = {"q": TEXT, "kind": text, "version": NUMBER, "total": NUMBER, "more": {"type": "boolean"}}
    return record({**about, **pager, "results": list_of(each)})


def _search() -> Part:
    kinds = [kind.name.lower() for kind in TextKind]
    found = content([media.HTML]) | content(["application/json"], _results())
    return operation(
        "search",
        "Find names, headlines, statements and sentences by their words",
        {"200": answer("What was found, best first.", found, "Dataset-Version", "ETag"), **conditional()},
        asks=[
            parameter("q", 'Words; "a phrase"; a begin of a word, as in mexic*.', TEXT, example="mexic*"),
            parameter("kind", "Only texts of this kind.", {"type": "string", "enum": ["", *kinds]}),
            parameter(
                "format", "In place of what Accept says.", {"type": "string", "enum": ["html", "json"]}
            ),
            *parameters("page", "version", "if-none-match", "query-id"),
        ],
        fails=[*OF_A_VERSION, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_ACCEPTABLE],
        tags=_PAGES,
    )


def _file(name: str, summary: str, types: Sequence[str], asks: Sequence[Part] = ()) -> Part:
    found = {"200": answer("The file.", content(types)), **conditional()}
    if "image/svg+xml" in types:
        found["206"] = answer("The part of it that Range asks for.", content(types))
    fails = [HTTPStatus.NOT_FOUND, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE]
    return operation(name, summary, found, asks=asks, fails=fails, tags=_PAGES)


_EVENTS = [parameter(name, _FILTER.format(name), TEXT) for name in ("type", "status", "state")]
_STATIC = parameter("filename", "The name of the file.", TEXT, place="path", example="style.css")
_DATA_IRI = parameter(
    "path", "The rest of a data IRI; .ttl, .jsonld, .rdf, .nt or .html may follow.", TEXT, place="path"
)
_VOCABULARY = parameter(
    "path", "The rest of the IRI of a vocabulary, or of a version of one.", TEXT, place="path"
)
_TERM = parameter("iri", "The IRI of a term, or of anything else.", IRI, required=True)

PATHS: dict[str, Part] = {
    "/": {"get": _page("home", "What this is, and what happened last")},
    "/events": {"get": _page("listEvents", "A page of the list of events", [*_EVENTS, *parameters("page")])},
    **{
        f"/{name}": {"get": _page(f"list{name.title()}", f"A page of the list: {name}", parameters("page"))}
        for name in LISTINGS
    },
    "/search": {"get": _search()},
    "/vocabularies": {"get": _page("listVocabularies", "The ontology, the shapes and the schemes")},
    "/id/{path}": {
        "get": _resource("describe", "What a data IRI means", [{**_DATA_IRI, "example": "graph/ontology"}])
    },
    "/concept": {
        "get": _resource(
            "describeTerm",
            "What any IRI of the store means",
            [{**_TERM, "example": "https://w3id.org/dipl#Meeting"}],
        )
    },
    "/{path}": {
        "get": _resource(
            "vocabulary", "A vocabulary at its address", [{**_VOCABULARY, "example": "ontology"}]
        )
    },
    "/static/{filename}": {
        "get": _file(
            "staticFile",
            "A style sheet, script or picture of the pages",
            ["text/css", "text/javascript", "image/svg+xml"],
            [_STATIC],
        )
    },
    "/robots.txt": {"get": _file("robots", "What crawlers may read", ["text/plain"])},
}
