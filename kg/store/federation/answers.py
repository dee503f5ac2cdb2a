"""A query that calls other services in, their answers, in place of the calls, out.

That is SPARQL 1.1 Federated Query, without an engine that asks anybody: each call becomes a VALUES block
(SPARQL 1.1 Query, section 10.2) with the solutions of the other service. What the query binds before the
call is sent along where that keeps its meaning (``federation.joins``). A blank node of an answer becomes an
IRI that means the same within this one query only (RDF 1.1 Concepts, section 3.5), because VALUES has none.

Texts of queries are put together here from pieces of the query that was sent.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import pyoxigraph as ox

from kg.errors import RemoteError
from kg.store.federation.calls import ServiceCall
from kg.store.federation.joins import shared_solutions, variables_of
from kg.store.sparql.edits import Edit, spliced
from kg.store.sparql.query import QueryText, check_no_service, separate
from kg.store.sparql.tokens import Kind, tokens

MAX_ROWS = 10_000  # solutions that a service may answer with; planning more takes seconds
MAX_SENT = 1_000  # solutions that are sent along
_GENID = ".well-known/genid/"

Ask = Callable[[str, str], bytes]  # an endpoint and a query, its results in JSON
Solve = Callable[[str], ox.QuerySolutions]

_Rows = list[tuple[str, ...]]


def service_edits(
    query: QueryText, others: Sequence[Edit], base_iri: str, ask: Ask, solve: Solve
) -> list[Edit]:
    """Return the edits that put the answers of other services in place of the calls.

    ``others`` are the edits that the query needs besides; ``solve`` answers queries on the store. Raises
    QueryRefusedError and, for a call without SILENT, RemoteError.
    """
    prologue = f"BASE <{base_iri}>\n{query.sent[: query.prologue]}"
    found: list[Edit] = []
    for call in query.services:
        calling = _Calling(query, call, prologue, f"{base_iri}{_GENID}{uuid.uuid4().hex}-")
        found.append(Edit(*call.place, calling.answer([*others, *found], ask, solve)))
    return found


def drafts(query: QueryText) -> list[Edit]:
    """Return edits that stand for answers which are not known yet."""
    inner = (variables_of(query.sent[call.inner[0] : call.inner[1]]) for call in query.services)
    return [Edit(*call.place, _values(names, ())) for call, names in zip(query.services, inner, strict=True)]


class _Calling:
    """One call of a query, with what is sent before its group and how IRIs for blank nodes begin."""

    def __init__(self, query: QueryText, call: ServiceCall, prologue: str, node_iri: str) -> None:
        self._query, self._call = query, call
        self._prologue, self._node_iri = prologue, node_iri
        self._inner = query.sent[call.inner[0] : call.inner[1]]
        self._variables = variables_of(self._inner)

    def answer(self, edits: Sequence[Edit], ask: Ask, solve: Solve) -> str:
        """Return the block with the answer; one solution that binds nothing where a SILENT call fails."""
        sent = self._sent_along(edits, solve)
        if sent == "":
            return _values(self._variables, ())  # with nothing to join, the answer does not matter
        text = f"{self._prologue}\nSELECT * {{ {sent or ''}{self._inner}\n}}"
        try:
            return _values(*self._solutions(ask(self._call.endpoint, text)))
        except RemoteError:
            if not self._call.silent:
                raise
            return _values(self._variables, [("UNDEF",) * len(self._variables)])

    def _sent_along(self, edits: Sequence[Edit], solve: Solve) -> str | None:
        """Return a block with the solutions so far, "" for none, ``None`` where they are not sent."""
        place = self._call.before
        join = place and shared_solutions(spliced(self._query.sent, edits, *place), self._inner)
        if not join:
            return None
        names = (f"?{name}" for name in join.variables)
        end = f"{{ {join.pattern}\n}} LIMIT {MAX_SENT + 1}"
        text = " ".join((self._prologue, "SELECT DISTINCT", *names, end))
        check_no_service(text, [token for token in tokens(text) if token.kind is not Kind.COMMENT])
        try:
            rows = [tuple(solution) for solution in solve(separate(text, tokens(text))[0])]
        except SyntaxError:  # it means nothing without what follows
            return None
        if not rows:
            return ""
        if len(rows) > MAX_SENT or not all(
            isinstance(term, ox.NamedNode | ox.Literal) for row in rows for term in row
        ):
            return None
        return _values(join.variables, [tuple(map(str, row)) for row in rows])

    def _solutions(self, content: bytes) -> tuple[tuple[str, ...], _Rows]:
        """Return the variables and the solutions of an answer, which the engine's reader has checked."""
        endpoint = self._call.endpoint
        found = None
        try:
            found = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
            if not isinstance(found, ox.QuerySolutions):
                raise RemoteError(f"<{endpoint}> answered with a truth value")
            names = tuple(v.value for v in found.variables if v.value in self._variables)
            rows = [tuple(self._terms(solution, names)) for solution in islice(found, MAX_ROWS + 1)]
        except (SyntaxError, ValueError) as error:
            raise RemoteError(f"<{endpoint}> answered with what are no query results") from error
        finally:
            del found  # a traceback that holds it could take it to another thread, where it must not end
        if len(rows) > MAX_ROWS:
            raise RemoteError(f"<{endpoint}> answered with more than {MAX_ROWS:,} solutions; ask for fewer")
        return names, rows

    def _terms(self, solution: ox.QuerySolution, names: Sequence[str]) -> Iterator[str]:
        for name in names:
            term = solution[name]
            if term is None:
                yield "UNDEF"
            elif isinstance(term, ox.BlankNode):
                yield f"<{self._node_iri}{term.value}>"
            elif isinstance(term, ox.NamedNode | ox.Literal):
                yield str(term)
            else:
                raise RemoteError(f"<{self._call.endpoint}> answered with a triple as a term")


def _values(names: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    blocks = " ".join(f"({' '.join(row)})" for row in rows)
    return f" VALUES ({' '.join(f'?{name}' for name in names)}) {{ {blocks} }} "
