"""What stands before a call of another service, and its group, in; the variables they share out.

The solutions so far may be sent along, so that a service answers for them only and not for all it knows.
That keeps the meaning of a query (SPARQL 1.1 Query, section 18.5, Join and LeftJoin) where each variable
that is sent is bound by the triple patterns of the call itself, with which a join then does nothing
but leave out what fits none of the solutions so far.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.store.sparql.tokens import Kind, Token, tokens

_VALUES = "VALUES"


@dataclass(frozen=True, slots=True)
class Join:
    """``pattern`` is a group whose solutions, for ``variables``, are worth sending along."""

    pattern: str
    variables: tuple[str, ...]


def shared_solutions(before: str, inner: str) -> Join | None:
    """Return what to send along with a call, ``None`` where that would change nothing, or too much."""
    found, called = _terminals(before), _terminals(inner)
    known = {token.text[1:] for token in found if token.kind is Kind.VARIABLE}
    variables = tuple(sorted(known & _bound(_first_patterns(called))))
    return Join(_without_unsure_filters(before, found), variables) if variables else None


def variables_of(group: str) -> tuple[str, ...]:
    """Return the names of the variables in a group, in their order."""
    found = (token.text[1:] for token in _terminals(group) if token.kind is Kind.VARIABLE)
    return tuple(dict.fromkeys(found))


def _terminals(group: str) -> list[Token]:
    return [token for token in tokens(group) if token.kind is not Kind.COMMENT]


def _first_patterns(found: Sequence[Token]) -> Sequence[Token]:
    """Return the triple patterns that a group begins with; none where it is a query of its own."""
    if found and found[0].text.upper() == "SELECT":
        return ()
    end = next((at for at, token in enumerate(found) if token.text == "{"), len(found))
    return found[:end]


def _bound(found: Sequence[Token]) -> set[str]:
    """Return the variables that every solution of a group binds: those in its own triple patterns."""
    bound: set[str] = set()
    depth = 0
    for at, token in enumerate(found):
        depth += (token.text in ("{", "(")) - (token.text in ("}", ")"))
        is_data = at > 0 and found[at - 1].text.upper() == _VALUES
        if token.kind is Kind.VARIABLE and not depth and not is_data:
            bound.add(token.text[1:])
    return bound


def _without_unsure_filters(before: str, found: Sequence[Token]) -> str:
    """Leave out filters that could tell otherwise once the call has bound more variables."""
    bound = _bound(found)
    parts, done = [], 0
    for start, end in _filters(found):
        constraint = found[start:end]
        named = {token.text[1:] for token in constraint if token.kind is Kind.VARIABLE}
        if not named <= bound or any(token.text == "{" for token in constraint):
            parts.append(before[done : found[start].start])
            done = found[end - 1].end
    return " ".join((*parts, before[done:]))


def _filters(found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where each FILTER of the group itself begins, and where what follows it does."""
    at = depth = 0
    while at < len(found):
        token = found[at]
        depth += (token.text in ("{", "(")) - (token.text in ("}", ")"))
        if depth or token.kind is not Kind.WORD or token.text.upper() != "FILTER":
            at += 1
            continue
        end = _constraint(found, at + 1)
        yield at, end
        at = end


def _constraint(found: Sequence[Token], at: int) -> int:
    """Return where the first brackets from a place on, and what is in them, end."""
    depth = 0
    while at < len(found):
        depth += (found[at].text in ("{", "(")) - (found[at].text in ("}", ")"))
        at += 1
        if not depth and found[at - 1].text in ("}", ")"):
            break
    return at
