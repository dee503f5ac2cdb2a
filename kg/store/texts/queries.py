"""A query that searches for texts in, what was found, in place of its patterns, out.

The engine knows no texts. So each pattern with ``text:matches`` (``texts.patterns``) becomes a VALUES block
with the hits in the version that is asked, and the query is an ordinary one (SPARQL 1.1 Query, section 10.2).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pyoxigraph as ox

from kg.store.sparql.edits import Edit
from kg.store.sparql.query import QueryText, read_graph_name, read_prologue
from kg.store.sparql.tokens import Kind, Token, tokens
from kg.store.texts.patterns import MATCHES, TextPattern, text_patterns
from kg.store.texts.search import Hit, Search
from kg.vocab import TEXT, XSD

_DECIMAL = ox.NamedNode(XSD["decimal"])


def text_edits(
    query: QueryText, graphs: Sequence[str], find_texts: Callable[[Search], Sequence[Hit]]
) -> list[Edit]:
    """Return what takes the place of the searches in a query.

    ``graphs``, if any, are those whose texts count. Raises QuerySyntaxError for a search that is none, and
    what ``find_texts`` raises.
    """
    if MATCHES.rpartition("#")[2] not in query.sent:
        return []
    text = query.sent
    base, prefixes, body = read_prologue(text, [t for t in tokens(text) if t.kind is not Kind.COMMENT])

    def iri(token: Token) -> str:
        return read_graph_name(text, [token], 0, base, prefixes)

    if not any(token.kind in (Kind.IRI, Kind.NAME) and iri(token) == MATCHES for token in body):
        return []
    patterns, cuts = text_patterns(text, body, iri)
    edits = [
        Edit(
            pattern.place, pattern.place, _values(pattern, find_texts(replace(pattern.search, graphs=graphs)))
        )
        for pattern in patterns
    ]
    return edits + [Edit(start, end, " ") for start, end in cuts]


def _values(pattern: TextPattern, hits: Sequence[Hit]) -> str:
    width = len(pattern.variables)
    rows = dict.fromkeys(" ".join(map(str, _terms(hit)[:width])) for hit in hits)
    return f"VALUES ({' '.join(pattern.variables)}) {{ {' '.join(f'({row})' for row in rows)} }} "


def _terms(hit: Hit) -> tuple[ox.NamedNode | ox.Literal, ...]:
    """Return what a hit binds: the thing, the score, the text and the kind of text."""
    text = ox.Literal(hit.text, language=hit.language) if hit.language else ox.Literal(hit.text)
    score = ox.Literal(f"{hit.score:.9f}", datatype=_DECIMAL)
    return ox.NamedNode(hit.subject), score, text, ox.NamedNode(TEXT[hit.kind.name.lower()])
