"""A query that selects ``*`` in, the same query with its variables as they are written out.

SPARQL 1.1 Query (section 18.2.1) leaves the order open and the engine sorts by name. Readers of a table or a
CSV file expect the columns as they wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.store.sparql.query import read_prologue
from kg.store.sparql.tokens import Kind, Token, tokens


def with_columns_as_written(text: str, variables: Sequence[str]) -> str | None:
    """Return a query with ``variables``, those of its solutions, in place of ``*``.

    None where it does not select ``*`` or where its variables are in that order already.
    """
    if "*" not in text or len(variables) < 2:
        return None
    found = [token for token in tokens(text) if token.kind is not Kind.COMMENT]
    star = _star(read_prologue(text, found)[2])
    columns = _as_written(found, variables)
    if star is None or columns == list(variables):
        return None
    return f"{text[: star.start]} {' '.join(f'?{name}' for name in columns)} {text[star.end :]}"


def _star(body: Sequence[Token]) -> Token | None:
    at = 2 if len(body) > 1 and body[1].text.upper() in ("DISTINCT", "REDUCED") else 1
    return body[at] if len(body) > at and body[at].text == "*" else None


def _as_written(found: Iterable[Token], variables: Iterable[str]) -> list[str]:
    written = dict.fromkeys(token.text[1:] for token in found if token.kind is Kind.VARIABLE)
    place = {name: at for at, name in enumerate(written)}
    return sorted(variables, key=lambda name: place.get(name, len(place)))
