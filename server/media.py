"""The media types of answers and how a client chooses among them (RFC 9110, section 12.5.1).

A format has one short name, used in ``?format=``, in the query pool and in file suffixes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

RESULT_TYPES: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPH_TYPES: Mapping[str, str] = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "trig": "application/trig",
    "nquads": "application/n-quads",
}
HTML = "text/html"
PROBLEM = "application/problem+json"

# Other names by which clients ask for the same thing.
_ALIASES: Mapping[str, str] = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "ntriples",  # as it was before RDF 1.1; rdflib asks for it
    "n3": "turtle",
    "ttl": "turtle",
    "nt": "ntriples",
    "nq": "nquads",
    "n-quads": "nquads",
    "n-triples": "ntriples",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "rdf/xml": "rdfxml",
    "rdf+xml": "rdfxml",
}
_NAMES: Mapping[str, str] = {
    **{media_type: name for name, media_type in {**RESULT_TYPES, **GRAPH_TYPES}.items()},
    HTML: "html",
    **_ALIASES,
}
KNOWN_NAMES = ("html", *RESULT_TYPES, *GRAPH_TYPES)
_OF_GRAPHS: Mapping[str, str] = {"xml": "rdfxml", "json": "jsonld"}  # what these two mean where a graph comes

_EXACT = 3


@dataclass(frozen=True, slots=True)
class _Range:
    """One element of an Accept header: a media range and its weight."""

    main: str
    sub: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """Return how closely this range names ``media_type``: 0 not at all, 3 exactly."""
        main, _, sub = media_type.partition("/")
        if (self.main, self.sub) == (main, sub):
            return _EXACT
        if self.sub == "*" and self.main in (main, "*"):
            return 1 if self.main == "*" else 2
        return 0


def format_name(text: str) -> str | None:
    """Return the short name of a format given by name, alias or media type; ``None`` if unknown."""
    lowered = text.strip().lower()
    return lowered if lowered in KNOWN_NAMES else _NAMES.get(lowered)


def offered_format(name: str, offered: Sequence[str]) -> str | None:
    """Return which of the offered formats a short name means; ``None`` for none of them."""
    meant = name if name in offered else _OF_GRAPHS.get(name)
    return meant if meant in offered else None


def content_type(name: str) -> str:
    """Return the Content-Type of a format, with charset where it is text."""
    media_type = {**RESULT_TYPES, **GRAPH_TYPES, "html": HTML}[name]
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the offered format the Accept header likes best, ``None`` where it likes none.

    The order of ``offered`` decides between equals, so the first one is the default for
    ``*/*`` and for no header at all.
    """
    if accept is None or not accept.strip():
        return offered[0] if offered else None
    ranges = list(_ranges(accept))
    best = max(offered, key=lambda name: _quality(name, ranges), default=None)
    return best if best is not None and _quality(best, ranges) > 0 else None


def _quality(name: str, ranges: Sequence[_Range]) -> float:
    proper = content_type(name).partition(";")[0]
    other_names = [alias for alias, known in _ALIASES.items() if known == name and "/" in alias]
    # Another name of the format counts only where it is spelt out: text/* does not mean XML results.
    spelt = [r.quality for r in ranges for alias in other_names if r.specificity(alias) == _EXACT]
    matching = [(r.specificity(proper), r.quality) for r in ranges if r.specificity(proper)]
    return max([max(matching)[1] if matching else 0.0, *spelt])


def _ranges(accept: str) -> Iterable[_Range]:
    for element in accept.lower().split(","):
        media_range, *parameters = (part.strip() for part in element.split(";"))
        main, _, sub = media_range.partition("/")
        if main and (sub or main == "*"):
            yield _Range(main, sub or "*", _weight(parameters))


def _weight(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
