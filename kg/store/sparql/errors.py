"""The engine's syntax errors in, readable ones out, at the place in the text as it was sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from kg.errors import QuerySyntaxError
from kg.store.sparql.tokens import position

_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
# Among dozens of expected characters the engine hides what it really has to say, as a sentence.
_SENTENCE = re.compile(r"(?:^|, |one of )([A-Z]\w* [a-z][^,\[\]]*)")
_NEAR = 20  # characters shown on each side


class Rewritten(Protocol):
    """A query, or a part of an update, as the engine was given it; see ``sparql.query.QueryText``."""

    @property
    def text(self) -> str: ...
    @property
    def sent(self) -> str: ...
    @property
    def breaks(self) -> Sequence[int]: ...
    @property
    def edits(self) -> Sequence[tuple[int, int, int]]: ...


def syntax_error(query: Rewritten, error: SyntaxError, what: str = "query") -> QuerySyntaxError:
    """Return a QuerySyntaxError with line and column, near what text, and why where that is known."""
    match = _PLACE.match(str(error))
    if match is None:
        return QuerySyntaxError(f"the {what} is not valid SPARQL: {str(error)[:200]}")
    offset = _offset(query.text, int(match[1]), int(match[2]))
    offset = _place_as_sent(query, offset - sum(place < offset for place in query.breaks))
    sentences = _SENTENCE.findall(match[3])
    reason = sentences[0].strip() if sentences else f"the {what} is not valid SPARQL"
    near = " ".join(query.sent[max(0, offset - _NEAR) : offset + _NEAR].split())
    return QuerySyntaxError(f"{reason}, at or before: {near}", *position(query.sent, offset))


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + column - 1, len(text))


def _place_as_sent(query: Rewritten, offset: int) -> int:
    """Return the place in a query as it was sent; what was put in stands for where it was put."""
    moved = 0  # how much further on the edits so far have put what follows
    for start, end, length in query.edits:
        if offset < start + moved:
            break
        if offset < start + moved + length:
            return start
        moved += length - (end - start)
    return offset - moved
