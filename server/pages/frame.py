"""What all pages share: the labels of one answer, and rendering with the functions templates use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar
from urllib.parse import urlencode

from flask import Flask, current_app, render_template

from kg.knowledge.facts import Term
from server import links
from server.dataset import Reader, dataset, reader
from server.dates import date_words
from server.labels import Labels, compact, vocabulary_labels
from server.queries import vocabulary

T = TypeVar("T")


def page_labels() -> Labels:
    """Return the labels of the vocabulary, to which a page adds its own."""
    base_iri = dataset().base_iri
    known = dataset().once_per_version("labels", reader(), lambda now: vocabulary_labels(now, base_iri))
    return Labels(known, base_iri)


def select(query: str, **bindings: Term) -> list[dict[str, Term]]:
    """Return the solutions of one of this package's queries over the version of the request.

    What is one thing over all articles is one here too: a binding stands for all that were merged into
    it, and a merged IRI in a solution is given as the one that stays.
    """
    same = dataset().once_per_version("merged", reader(), merged)
    found: list[dict[str, Term]] = []
    for bound in _all_of(bindings, same):
        found += reader().select(query, **bound)
    if not same:
        return found
    return [{name: _staying(term, same) for name, term in row.items()} for row in found]


def kept(name: str, make: Callable[[], T]) -> T:
    """Return what is the same for every request about a version, and takes long: it is made once."""
    return dataset().once_per_version(name, reader(), lambda _: make())


def merged(now: Reader) -> Mapping[str, str]:
    """Return what stays for each merged IRI."""
    return {str(row["iri"]): str(row["target"]) for row in now.select(vocabulary.REDIRECTS)}


def _all_of(bindings: Mapping[str, Term], same: Mapping[str, str]) -> Iterator[dict[str, Term]]:
    """Yield the bindings, and those with each IRI that was merged into one of them in its place."""
    yield dict(bindings)
    for name, term in bindings.items():
        for iri in sorted(iri for iri, target in same.items() if target == term):
            yield {**bindings, name: iri}


def _staying(term: Term, same: Mapping[str, str]) -> Term:
    return same.get(term, term) if isinstance(term, str) else term


def render(template: str, labels: Labels, **values: object) -> str:
    """Render a page."""
    return render_template(
        template, labels=labels, version=reader().version, base_iri=dataset().base_iri, **values
    )


def href(iri: str) -> str | None:
    return links.link(iri, dataset().base_iri)


def address(iri: str) -> str:
    return links.address(iri, dataset().base_iri)


def sparql_address(query: str) -> str:
    """Return the address of the SPARQL page with a query filled in."""
    return "/sparql?" + urlencode({"query": query, "format": "html"})


def describe_query(iri: str) -> str:
    """Return the query behind "open as SPARQL": what the dataset says about one thing, by graph."""
    # The IRI comes from the store, where no IRI can hold "<" or ">".
    return (
        "# Everything the knowledge graph says about one thing, and in which graph\n"
        "SELECT ?graph ?property ?value WHERE {\n"
        "  VALUES ?thing { <" + iri + "> }\n"
        "  GRAPH ?graph { ?thing ?property ?value }\n"
        "} ORDER BY ?graph ?property"
    )


def is_iri(term: object) -> bool:
    return isinstance(term, str)


def register(app: Flask) -> None:
    """Give the templates of ``app`` their functions and the list of bundles that are installed."""
    app.jinja_env.globals.update(
        href=href,
        address_of=address,
        on_the_web=links.on_the_web,
        compact=compact,
        date_words=date_words,
        is_iri=is_iri,
        mention_anchor=links.mention_anchor,
        sparql_address=sparql_address,
        describe_query=describe_query,
        vendored=_vendored,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _vendored(name: str) -> bool:
    """Tell whether a bundle has been installed; every page works without."""
    installed: Mapping[str, bool] = current_app.extensions["bundles"]
    return installed.get(name, False)
