"""A resource and what the client asks for in, the answer in the form it likes best out.

The form is chosen by a suffix, by ``?format=`` or by Accept (RFC 9110, section 12.5.1); the answer says
where each form lies (RFC 8288 Link, ``Content-Location``). A form is the same for everybody who asks for
it in one version, so those used last are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, request
from werkzeug.exceptions import BadRequest, NotAcceptable

from server import media
from server.answers import entity_tag
from server.dataset import dataset, reader
from server.links import on_the_web

SUFFIXES: Mapping[str, str] = {
    "ttl": "turtle",
    "jsonld": "jsonld",
    "rdf": "rdfxml",
    "nt": "ntriples",
    "html": "html",
}
# Turtle first: what a client without wishes gets. A browser names HTML and gets the page.
OFFERED = ("turtle", "html", "jsonld", "rdfxml", "ntriples")
_IRI_SAFE = "/:?#@!$&'()*+,;=-._~%"


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that answers in several forms: its IRI, its address here, and how to make each form.

    ``rdf`` takes the short name of a format, and gives the form or, where that may be long, the response
    with it; ``licence`` is an IRI, "" where none is stated.
    """

    iri: str
    path: str
    rdf: Callable[[str], bytes | Response]
    page: Callable[[], str]
    licence: str = ""


def split_suffix(rest: str) -> tuple[str, str | None]:
    """Return a path without the suffix that names a form, and that suffix."""
    name, dot, suffix = rest.rpartition(".")
    return (name, suffix) if dot and suffix in SUFFIXES else (rest, None)


def answer(resource: Resource, suffix: str | None) -> Response:
    """Answer with a resource in the form asked for.

    Raises BadRequest for an unknown format, NotAcceptable where the client accepts none of ours.
    """
    name = _form(suffix)
    response = _response(resource, name)
    response.headers["Content-Location"] = _address(resource.path, name)
    for other in OFFERED:
        if other != name:
            kind = media.content_type(other).partition(";")[0]
            address = _address(resource.path, other)
            response.headers.add("Link", f'<{address}>; rel="alternate"; type="{kind}"')
    response.headers.add("Link", f'<{_address(resource.path, "turtle")}>; rel="describedby"')
    if on_the_web(resource.iri):
        response.headers.add("Link", f'<{quote(resource.iri, safe=_IRI_SAFE)}>; rel="canonical"')
    if resource.licence:
        response.headers.add("Link", f'<{quote(resource.licence, safe=_IRI_SAFE)}>; rel="license"')
    return response


def _response(resource: Resource, name: str) -> Response:
    """Return one form of a resource, as it was made before or made now."""
    answers = dataset().answers
    tag = entity_tag(reader().version, resource.path, name, (resource.iri,), ())
    body = answers.get(tag)
    if body is None:
        made = resource.page().encode("utf-8") if name == "html" else resource.rdf(name)
        if isinstance(made, Response):
            return made
        body = made
        answers.put(tag, body)
    return Response(body, content_type=media.content_type(name))


def _form(suffix: str | None) -> str:
    wanted = SUFFIXES[suffix] if suffix else request.args.get("format")
    if wanted:
        name = media.offered_format(media.format_name(wanted) or "", OFFERED)
        if name is None:
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
