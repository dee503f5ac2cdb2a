"""Decides what a SPARQL query asks for, before any engine sees it.

Everything here looks at terminals (``sparql.tokens``), never at raw text, so ``SERVICE`` in a
comment, a string, a variable or a name is no federated query. Where text could be cut in two
ways, both are kept harmless (see ``separate``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from kg.errors import QueryRefusedError, QuerySyntaxError
from kg.store.federation.calls import ServiceCall, service_calls
from kg.store.sparql.size import MAX_PREFIXES, bounded_terminals, check_size
from kg.store.sparql.tokens import Kind, Token, position
from kg.vocab import PREFIXES

MAX_NESTING = 300  # the engine overflows its stack at 1,000 to 3,000 levels; people write 10
MAX_PROLOGUE_IRI = 2_000  # characters; each name and each relative IRI takes its time and its memory again

_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
_VOLATILE = frozenset(["NOW", "RAND", "UUID", "STRUUID", "BNODE"])
_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")
_ESCAPE = re.compile(  # of a character: neither half of a pair nor past the last one
    r"\\u((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})|\\U((?!0000[Dd][89A-Fa-f])00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})"
)
_PLAIN_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")


class QueryForm(StrEnum):
    """The four forms of a query (SPARQL 1.1 Query, section 16)."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def makes_graph(self) -> bool:
        return self in (QueryForm.CONSTRUCT, QueryForm.DESCRIBE)


@dataclass(frozen=True, slots=True)
class QueryText:
    """What a query says about itself; ``text`` is how to hand it to the engine, ``sent`` how it came.

    ``breaks`` are the offsets in ``text`` at which line ends were put in; without these it is ``sent``
    with each of ``edits``, by place: from, to, and the length of what stands there instead.
    ``repeatable`` is false where the answer depends on the clock, on chance or on another service.
    ``prologue`` is the offset at which the prologue ends; ``services`` are the others to be asked.
    """

    form: QueryForm
    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    breaks: tuple[int, ...]
    repeatable: bool
    sent: str
    prologue: int
    services: tuple[ServiceCall, ...] = ()
    edits: tuple[tuple[int, int, int], ...] = ()

    @property
    def names_dataset(self) -> bool:
        return bool(self.default_graphs or self.named_graphs)


def check_query(text: str, known_graph: Callable[[str], bool]) -> QueryForm:
    """Return the form of a query that this service may evaluate.

    Raises QueryRefusedError for SERVICE, for an update, for a FROM that names a graph not in the
    store (nothing is ever fetched) and for absurd nesting; QuerySyntaxError for text that is no query.
    """
    query = read_query(text)
    check_graphs((*query.default_graphs, *query.named_graphs), known_graph)
    return query.form


def check_graphs(graph_names: Iterable[str], known_graph: Callable[[str], bool]) -> None:
    """Raise QueryRefusedError for the first graph that is not in the store."""
    for graph_name in graph_names:
        if not known_graph(graph_name):
            raise QueryRefusedError(f"the graph <{graph_name}> is not in this store, and nothing is fetched")


def read_query(text: str, endpoints: Collection[str] = ()) -> QueryText:
    """Return what a query says; raises as ``check_query`` does, but for graphs.

    ``endpoints`` are those that SERVICE may ask.
    """
    found = bounded_terminals(text)
    check_nesting(found)
    base, prefixes, body = read_prologue(text, found)
    check_size(body, len(prefixes))
    form = _form(text, body)

    def iri(token: Token) -> str:
        check_prefixes(text, [token], prefixes)
        return read_graph_name(text, [token], 0, base, prefixes)

    services = service_calls(text, body, iri, endpoints)
    check_prefixes(text, body, prefixes)
    default_graphs, named_graphs = _dataset(text, body, base, prefixes)
    separated, breaks = separate(text, found)
    volatile = any(token.kind is Kind.WORD and token.text.upper() in _VOLATILE for token in body)
    repeatable = not (volatile or services)
    start = body[0].start
    return QueryText(form, separated, default_graphs, named_graphs, breaks, repeatable, text, start, services)


# ------------------------------------------------------------------------ prologue


def read_prologue(
    text: str, found: Sequence[Token], base: str = "", declared: Mapping[str, str] | None = None
) -> tuple[str, dict[str, str], Sequence[Token]]:
    """Return the base IRI, the prefixes and the tokens that follow; both begin with what is given."""
    prefixes, at = dict(declared or {}), 0
    for _ in range(MAX_PREFIXES + 1):
        if at >= len(found) or found[at].kind is not Kind.WORD:
            break
        word = found[at].text.upper()
        if word == "BASE":
            declared_iri = base = _resolved(base, text, found, at + 1)
            at += 2
        elif word == "PREFIX":
            if at + 1 >= len(found) or found[at + 1].kind is not Kind.NAME:
                raise unexpected(text, found, at + 1, "a prefix such as ex: after PREFIX")
            declared_iri = prefixes[found[at + 1].text.rstrip(":")] = _resolved(base, text, found, at + 2)
            at += 3
        else:
            break
        if len(declared_iri) > MAX_PROLOGUE_IRI:
            raise QueryRefusedError(
                f"an IRI after BASE or PREFIX has more than {MAX_PROLOGUE_IRI:,} characters"
            )
    else:
        raise QueryRefusedError(f"the query has more than {MAX_PREFIXES:,} prefixes")
    return base, prefixes, found[at:]


def _iri(text: str, found: Sequence[Token], at: int) -> str:
    if at >= len(found) or found[at].kind is not Kind.IRI:
        raise unexpected(text, found, at, "an IRI in angle brackets")
    return _unescaped(found[at].text[1:-1])


def _resolved(base: str, text: str, found: Sequence[Token], at: int) -> str:
    """Return the IRI at a place, relative to a base; one with a malformed host is no IRI."""
    iri = _iri(text, found, at)
    try:
        return urljoin(base, iri)
    except ValueError:
        raise unexpected(text, found, at, "a well-formed IRI") from None


def _unescaped(iri: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), iri)


def _form(text: str, body: Sequence[Token]) -> QueryForm:
    word = body[0].text.upper() if body and body[0].kind is Kind.WORD else ""
    if word in _UPDATES:
        raise QueryRefusedError(f"{word} belongs to SPARQL Update; this service answers queries only")
    try:
        return QueryForm(word)
    except ValueError:
        raise unexpected(text, body, 0, "SELECT, ASK, CONSTRUCT or DESCRIBE") from None


# ------------------------------------------------------------------------ refusals


def check_nesting(found: Iterable[Token]) -> None:
    depth = 0
    for token in found:
        # What looks like an IRI may be a comparison with brackets in it: ?a<((1))&&?b>2
        brackets = "" if token.kind is not Kind.PUNCTUATION else token.text
        if token.kind is Kind.IRI and not _PLAIN_IRI.match(token.text):
            brackets = token.text
        for character in brackets:
            depth += (character in _OPENING) - (character in _CLOSING)
            if depth > MAX_NESTING:
                raise QueryRefusedError(f"the query nests more than {MAX_NESTING} groups in each other")


def check_no_service(text: str, body: Sequence[Token]) -> None:
    """Raise QueryRefusedError where the engine could read a SERVICE."""
    service_calls(text, body, lambda token: token.text, ())


def check_prefixes(text: str, body: Iterable[Token], prefixes: dict[str, str]) -> None:
    for token in body:
        prefix = token.text.partition(":")[0]
        if token.kind is Kind.NAME and prefix not in prefixes:
            iri = PREFIXES.get(prefix, "...")
            hint = f"the prefix {prefix}: is not declared; add PREFIX {prefix}: <{iri}>"
            raise QuerySyntaxError(hint, *position(text, token.start))


# ------------------------------------------------------------------------- dataset


def _dataset(
    text: str, body: Sequence[Token], base: str, prefixes: dict[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the graphs that FROM and FROM NAMED ask for."""
    graphs: tuple[list[str], list[str]] = ([], [])
    for at, token in enumerate(body):
        if token.kind is not Kind.WORD or token.text.upper() != "FROM":
            continue
        named = at + 1 < len(body) and body[at + 1].text.upper() == "NAMED"
        graphs[named].append(read_graph_name(text, body, at + 1 + named, base, prefixes))
    return tuple(graphs[0]), tuple(graphs[1])


def read_graph_name(text: str, body: Sequence[Token], at: int, base: str, prefixes: dict[str, str]) -> str:
    token = body[at] if at < len(body) else None
    if token is not None and token.kind is Kind.NAME:
        prefix, _, local = token.text.partition(":")
        return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
    return _resolved(base, text, body, at)


# ----------------------------------------------------------------------- ambiguity


def separate(text: str, found: Iterable[Token]) -> tuple[str, tuple[int, ...]]:
    """Return the query with a line end behind each IRI that the engine could cut otherwise.

    In ``?a <?b#> "...`` the engine may see "less than", a variable and a comment that hides the
    rest of the line, where this module sees an IRI. The line end stops such a comment, and a string
    that begins in there cannot pass it either, unless it is a long one: those are refused.
    """
    parts: list[str] = []
    breaks, done = [], 0
    for number, (place, _, end) in enumerate(line_ends(text, found)):
        parts += (text[done:place], end)
        breaks.append(place + number)
        done = place
    return "".join((*parts, text[done:])), tuple(breaks)


def line_ends(text: str, found: Iterable[Token]) -> list[tuple[int, int, str]]:
    """Return where ``separate`` puts line ends, as edits: from, to, and what is put there."""
    ends: list[tuple[int, int, str]] = []
    for token in found:
        if token.kind is not Kind.IRI or _PLAIN_IRI.match(token.text):
            continue
        if "'''" in token.text:
            line, column = position(text, token.start)
            raise QueryRefusedError(f"put blanks around < and > at line {line}, column {column}")
        if "#" in token.text or "'" in token.text:
            ends.append((token.end, token.end, "\n"))
    return ends


def unexpected(text: str, found: Sequence[Token], at: int, expected: str) -> QuerySyntaxError:
    token = found[at] if at < len(found) else None
    seen = f"found {token.text[:40]!r}" if token else "the query ends"
    return QuerySyntaxError(
        f"expected {expected}, but {seen}", *position(text, token.start if token else len(text))
    )
