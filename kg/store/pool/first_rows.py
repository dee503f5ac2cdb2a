"""Solutions in, the first of them and their number out (SPARQL 1.1 Query Results JSON Format, section 3.2).

It is for pages, which show no more: who makes a page has no memory limit and must not read millions of
rows. The number of all solutions is one more member of ``results``; long texts are cut.
"""

from __future__ import annotations

import json

import pyoxigraph as ox

MOST_ROWS = 1_000
MOST_CHARACTERS = 1_000_000  # of all rows together
LONGEST_TEXT = 20_000  # characters of one value
_CELL = 50  # characters that an empty cell counts for

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def first_rows(found: ox.QuerySolutions) -> bytes:
    """Evaluate a query to its end and return what a page shows of its solutions."""
    names = [variable.value for variable in found.variables]
    rows: list[dict[str, dict[str, str]]] = []
    total, left = 0, MOST_CHARACTERS
    for total, solution in enumerate(found, start=1):
        if len(rows) == total - 1 < MOST_ROWS and left > 0:
            row = {name: _told(term) for name, term in zip(names, solution, strict=True) if term is not None}
            left -= sum(len(term["value"]) for term in row.values()) + _CELL * (len(names) + 1)
            rows.append(row)
    results = {"bindings": rows, "total": total}
    return json.dumps({"head": {"vars": names}, "results": results}).encode("utf-8")


def _told(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.Literal):
        language = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
        return {"type": "literal", "value": _cut(term.value), **language}
    return {"type": "other", "value": _cut(str(term))}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"
