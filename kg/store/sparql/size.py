"""The terminals of a query in, a refusal out where it is too large to be worth planning.

What these bounds let through ends at the deadline or the memory limit; they spare the service the
seconds until then, and tell the client which part of the query is too large.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from kg.errors import QueryRefusedError
from kg.store.sparql.tokens import Kind, Token, tokens

MAX_TERMINALS = 50_000  # cutting more takes seconds of the server process itself
MAX_PREFIXES = 1_000
MAX_PATTERNS = 150  # the engine orders the joins of 100 in 1 s, of 200 in 16 s
MAX_GROUPS = 1_000
MAX_PATH_STEPS = 250
MAX_ASSIGNMENTS = 250  # by BIND, or AS in SELECT and GROUP BY

_BEFORE_PATTERN = frozenset("{.;,[")
_NO_PATTERN = frozenset("{}.;,]")
_ELSEWHERE = frozenset(["FILTER", "BIND", "VALUES", "OPTIONAL", "MINUS", "GRAPH", "UNION"])
_STEPS = frozenset("/|^")


def bounded_terminals(text: str) -> list[Token]:
    """Return the terminals of a query without its comments; raises QueryRefusedError for too many."""
    found = list(islice(tokens(text), MAX_TERMINALS + 1))
    if len(found) > MAX_TERMINALS:
        raise QueryRefusedError(f"the query has more than {MAX_TERMINALS:,} words, names and signs")
    return [token for token in found if token.kind is not Kind.COMMENT]


def check_size(body: Sequence[Token], prefixes: int) -> None:
    """Raise QueryRefusedError where a query, given without its prologue, has too much of anything."""
    counted = (
        ("prefixes", prefixes, MAX_PREFIXES),
        ("triple patterns", sum(1 for _ in _patterns(body)), MAX_PATTERNS),
        ("groups", sum(token.text == "{" for token in body), MAX_GROUPS),
        ("path steps", _path_steps(body), MAX_PATH_STEPS),
        ("assignments", _assignments(body), MAX_ASSIGNMENTS),
    )
    for what, number, most in counted:
        if number > most:
            raise QueryRefusedError(f"the query has more than {most:,} {what}")


def _patterns(body: Sequence[Token]) -> Iterator[Token]:
    """Yield the first terminal of each triple pattern: in braces, but in no parentheses."""
    around = [""]
    previous = ""
    for token in body:
        text = token.text if token.kind is Kind.PUNCTUATION else ""
        starts = previous in _BEFORE_PATTERN and text not in _NO_PATTERN if previous else False
        if starts and around[-1] in ("{", "[") and token.text.upper() not in _ELSEWHERE:
            yield token
        if text in ("{", "(", "["):
            around.append(text)
        elif text in ("}", ")", "]") and len(around) > 1:
            around.pop()
        previous = text


def _path_steps(body: Sequence[Token]) -> int:
    """Count the signs of property paths; ``||`` and the ``^^`` of a literal are none."""
    signs = [token for token in body if token.kind is Kind.PUNCTUATION and token.text in _STEPS]
    pairs = sum(one.text == other.text != "/" and one.end == other.start for one, other in pairwise(signs))
    return len(signs) - 2 * pairs


def _assignments(body: Iterable[Token]) -> int:
    return sum(token.kind is Kind.WORD and token.text.upper() == "AS" for token in body)
