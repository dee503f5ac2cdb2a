"""Rows of a SELECT answer, grouped into the things they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.knowledge.facts import Term, Text

Row = Mapping[str, Term]
Rows = Sequence[Row]


def grouped(rows: Iterable[Row], variable: str) -> dict[str, list[Row]]:
    """Return rows by the IRI that ``variable`` is bound to, in order of first appearance."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if isinstance(key := row.get(variable), str):
            found.setdefault(key, []).append(row)
    return found


def iris(rows: Iterable[Row], variable: str) -> list[str]:
    """Return the distinct IRIs of a variable in order of appearance."""
    found = (row.get(variable) for row in rows)
    return list(dict.fromkeys(term for term in found if isinstance(term, str)))


def literals(rows: Iterable[Row], variable: str) -> list[Text]:
    """Return the distinct literals of a variable in order of appearance."""
    found = (row.get(variable) for row in rows)
    return list(dict.fromkeys(term for term in found if isinstance(term, Text)))


def literal(rows: Iterable[Row], variable: str) -> Text | None:
    return next(iter(literals(rows, variable)), None)


def text(row: Row, variable: str) -> str:
    """Return the lexical form of a literal, "" where there is none."""
    term = row.get(variable)
    return term.value if isinstance(term, Text) else ""


def number(row: Row, variable: str) -> int:
    value = text(row, variable)
    return int(value) if value.isdecimal() else 0
