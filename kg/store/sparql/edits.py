"""A query and what is to stand in its place here and there in, the query as the engine gets it out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from kg.store.sparql.query import QueryText, separate
from kg.store.sparql.tokens import tokens


class Edit(NamedTuple):
    """``new`` is to stand in place of what is between two offsets in the query as it was sent."""

    start: int
    end: int
    new: str


def spliced(text: str, edits: Iterable[Edit], start: int, end: int) -> str:
    """Return what is between two offsets, with the edits that lie there."""
    parts, done = [], start
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        if start <= edit.start and edit.end <= end:
            parts += [text[done : edit.start], edit.new]
            done = edit.end
    return "".join((*parts, text[done:end]))


def edited(query: QueryText, edits: Iterable[Edit]) -> QueryText:
    """Return the query with all edits, which must not overlap."""
    ordered = sorted(edits, key=lambda edit: edit[:2])
    text = spliced(query.sent, ordered, 0, len(query.sent))
    separated, breaks = separate(text, tokens(text))
    lengths = tuple((edit.start, edit.end, len(edit.new)) for edit in ordered)
    return replace(query, text=separated, breaks=breaks, edits=lengths)
