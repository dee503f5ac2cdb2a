"""The terminals of a query in, its calls of other services out (SPARQL 1.1 Federated Query, section 2).

Only ``SERVICE <endpoint> { ... }`` to an endpoint on a list is a call; whatever else the engine could read
as one is refused. No engine ever sees a call: ``federation.answers`` puts its answer in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from kg.errors import QueryRefusedError
from kg.store.sparql.tokens import Kind, Token, position

MAX_CALLS = 5  # each may take as long as the query


@dataclass(frozen=True, slots=True)
class ServiceCall:
    """A call, by offsets in the query: all of it, and what stands between its braces.

    ``before`` is what the call is joined with and stands before it in the outermost group, ``None`` where
    the call stands deeper.
    """

    endpoint: str
    silent: bool
    place: tuple[int, int]
    inner: tuple[int, int]
    before: tuple[int, int] | None


def service_calls(
    text: str, body: Sequence[Token], iri: Callable[[Token], str], endpoints: Collection[str]
) -> tuple[ServiceCall, ...]:
    """Return the calls among the tokens behind a prologue; ``iri`` gives what an IRI or a name stands for.

    Raises QueryRefusedError for any call but of ``endpoints``, and for too many.
    """
    found: list[ServiceCall] = []
    at = 0
    while at < len(body):
        if "SERVICE" not in body[at].text.upper() or not _calls_service(body, at):
            at += 1
            continue
        call, at = _call(text, body, at, iri, endpoints)
        found.append(call)
    if len(found) > MAX_CALLS:
        raise QueryRefusedError(f"the query has more than {MAX_CALLS} SERVICE clauses")
    return tuple(found)


def _calls_service(body: Sequence[Token], at: int) -> bool:
    """Tell whether the engine could read a SERVICE keyword at a token.

    It wants no blank between words (``SERVICEex:a { ... }`` is a call to ``ex:a``), so a word
    that contains the keyword counts, and so does a name followed by a group.
    """
    token = body[at]
    if token.kind is Kind.WORD:
        return True
    if token.kind is not Kind.NAME or at + 1 >= len(body) or body[at + 1].text != "{":
        return False
    return not (at and body[at - 1].text.upper() == "GRAPH")


def _call(
    text: str, body: Sequence[Token], start: int, iri: Callable[[Token], str], endpoints: Collection[str]
) -> tuple[ServiceCall, int]:
    """Return the call that begins at a token, and where what follows it begins."""

    def refused(why: str) -> QueryRefusedError:
        line, column = position(text, body[start].start)
        return QueryRefusedError(f"SERVICE (line {line}, column {column}) is not answered: {why}")

    if not endpoints:
        raise refused("no other server is asked")
    words = [token.text.upper() for token in body[start : start + 2]]
    silent = words[1:] == ["SILENT"]
    opening = start + silent + 2
    if words[0] != "SERVICE" or opening >= len(body) or body[opening].text != "{":
        raise refused("write SERVICE <endpoint> { ... }, with blanks between")
    named = body[opening - 1]
    if named.kind not in (Kind.IRI, Kind.NAME):
        raise refused("the endpoint must be named by its IRI")
    endpoint = iri(named)
    if endpoint not in endpoints:
        raise refused(f"<{endpoint[:200]}> is not asked, only {', '.join(f'<{e}>' for e in endpoints)}")
    closing = _closing(body, opening)
    if closing is None:
        raise refused("its group has no closing brace")
    inner = range(opening + 1, closing)
    if any("SERVICE" in body[at].text.upper() and _calls_service(body, at) for at in inner):
        raise refused("a service is not asked to ask another one")
    places = (named.start, body[closing].end), (body[opening].end, body[closing].start)
    place, between = (body[start].start, places[0][1]), places[1]
    return ServiceCall(endpoint, silent, place, between, _before(body, start)), closing + 1


def _closing(body: Sequence[Token], opening: int) -> int | None:
    depth = 0
    for at in range(opening, len(body)):
        depth += (body[at].text == "{") - (body[at].text == "}")
        if not depth:
            return at
    return None


def _before(body: Sequence[Token], start: int) -> tuple[int, int] | None:
    """Return what stands before a call, or before the OPTIONAL { that it is the first in."""
    if start > 1 and body[start - 1].text == "{" and body[start - 2].text.upper() == "OPTIONAL":
        start -= 2
    around: list[Token] = []
    for token in body[:start]:
        if token.text in ("{", "("):
            around.append(token)
        elif token.text in ("}", ")") and around:
            around.pop()
    if len(around) != 1 or around[0].text != "{":
        return None
    return around[0].end, body[start].start
