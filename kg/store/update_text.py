"""Decides what a SPARQL update may change, before any engine sees it (SPARQL 1.1 Update, section 3).

Like ``query_text``, everything here looks at terminals. What it names is never too little: either
all graphs that an update could change, or none, which means any.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.errors import QueryRefusedError, QuerySyntaxError
from kg.store.query_text import (
    check_nesting,
    check_no_service,
    check_prefixes,
    read_graph_name,
    read_prologue,
    separate,
    unexpected,
)
from kg.store.query_tokens import Kind, Token, position, tokens

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^<>\"{}|^`\\\x00-\x20]*")
_NO_OPERATION = "DELETE DATA { }"
_MANAGEMENT = frozenset(["CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"])


@dataclass(frozen=True, slots=True)
class UpdateText:
    """What an update says about itself; ``text`` is how to hand it to the engine.

    ``graphs`` are the named graphs that it can change, ``None`` where that may be any of them.
    """

    text: str
    graphs: frozenset[str] | None


def read_update(
    text: str,
    default_graph: str,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    base_iri: str = "",
) -> UpdateText:
    """Return what an update says, with its patterns matched against the given graphs, if any are given.

    ``default_graph`` is the named graph that CLEAR, COPY and their like mean by DEFAULT, and that triples
    without a graph go to; ``base_iri`` is what IRIs are relative to where the update does not say.

    Raises QueryRefusedError for LOAD (but not LOAD SILENT, which loads nothing), for SERVICE, for
    absurd nesting; QuerySyntaxError for what is no update, and where graphs are given to an update that
    chooses its own (SPARQL 1.1 Protocol, section 2.2.3).
    """
    found = [token for token in tokens(text) if token.kind is not Kind.COMMENT]
    check_nesting(found)
    clauses = [f"USING {_iri(name)}" for name in default_graphs]
    clauses += [f"USING NAMED {_iri(name)}" for name in named_graphs]
    reading = _Reading(text, " ".join(clauses), default_graph, _base=base_iri)
    reading.operations(found)
    rewritten = reading.rewritten()
    separated, _ = separate(rewritten, tokens(rewritten))
    graphs = None if reading.any_graph else frozenset(reading.graphs)
    return UpdateText(separated, graphs)


@dataclass(slots=True)
class _Reading:
    """What was seen so far, and what is to take the place of which part of the text: from, to, new."""

    text: str
    using: str
    default_graph: str
    graphs: set[str] = field(default_factory=set)
    any_graph: bool = False
    _base: str = ""
    _prefixes: dict[str, str] = field(default_factory=dict)
    _edits: list[tuple[int, int, str]] = field(default_factory=list)

    def rewritten(self) -> str:
        """Return the text with the graphs that it does not name itself."""
        text = self.text
        for start, end, new in reversed(self._edits):
            text = text[:start] + new + text[end:]
        return text

    def operations(self, found: Sequence[Token]) -> None:
        """Read operations that are separated by semicolons, each with a prologue of its own."""
        while True:
            self._base, self._prefixes, body = read_prologue(self.text, found, self._base, self._prefixes)
            end = self._end(body, 0, ";")
            operation = body[:end]
            check_prefixes(self.text, operation, self._prefixes)
            if operation:
                self._operation(operation)
            if end >= len(body):
                return
            found = body[end + 1 :]

    def _operation(self, body: Sequence[Token]) -> None:
        word = _word(body, 0)
        if word == "LOAD":
            self._load(body)
            return
        check_no_service(self.text, body)
        if word in _MANAGEMENT:
            self._management(body)
        elif word in ("INSERT", "DELETE", "WITH"):
            self._modification(body)
        else:
            raise unexpected(
                self.text, body, 0, "INSERT, DELETE, WITH, CLEAR, DROP, CREATE, ADD, MOVE or COPY"
            )

    def _load(self, body: Sequence[Token]) -> None:
        """Let LOAD SILENT fail silently, as it may; refuse any other LOAD."""
        silent = _word(body, 1) == "SILENT"
        into = [_word(body, 3), _word(body, 4)] == ["INTO", "GRAPH"]
        names = (1 + silent, 5) if into and silent else (1 + silent,)
        for at in names:
            read_graph_name(self.text, body, at, self._base, self._prefixes)
        if not silent or len(body) != names[-1] + 1:
            raise QueryRefusedError("LOAD is not done: nothing is fetched; send the triples instead")
        self._edits.append((body[0].start, body[-1].end, _NO_OPERATION))

    def _management(self, body: Sequence[Token]) -> None:
        """Read CLEAR, DROP, CREATE, ADD, MOVE or COPY, whose graphs stand there by name or kind."""
        for at, token in enumerate(body[1:], start=1):
            kind = _word(body, at)
            self.any_graph |= kind in ("NAMED", "ALL")
            if kind == "DEFAULT":
                self.graphs.add(self.default_graph)
                self._edits.append((token.start, token.end, f"GRAPH {_iri(self.default_graph)}"))
            if token.kind in (Kind.IRI, Kind.NAME):
                self._add(body, at)

    def _modification(self, body: Sequence[Token]) -> None:
        at, names_dataset = 0, False
        if _word(body, 0) == "WITH":
            self._add(body, 1)
            at, names_dataset = 2, True
        while _word(body, at) in ("DELETE", "INSERT"):
            following = _word(body, at + 1)
            if (_word(body, at), following) == ("DELETE", "WHERE"):
                self._match_deleted(body, at + 1)
                return
            at, copies = self._template(body, at + 1 + (following == "DATA"), has_graph=names_dataset)
            self._insert(body[min(at, len(body)) - 1].start, copies)
            if following == "DATA":
                return
        self._match(body, at, names_dataset=names_dataset)

    def _template(self, body: Sequence[Token], start: int, *, has_graph: bool) -> tuple[int, str]:
        """Read a block of triples to insert or delete; return where what follows it begins.

        Return also what is to stand at the block's end: the engine keeps the triples without a graph
        in the union of all graphs, so they have to be put into their named graph as well.
        """
        if start >= len(body) or body[start].text != "{":
            raise unexpected(self.text, body, start, "{")
        end = self._end(body, start + 1, "}")
        at = start + 1
        runs: list[tuple[int, int]] = []  # of tokens outside any GRAPH
        while at < end:
            if _word(body, at) == "GRAPH":
                self._add(body, at + 1)
                at = self._end(body, at + 3, "}")
            elif runs and runs[-1][1] == at - 1:
                runs[-1] = (runs[-1][0], at)
            elif body[at].text not in (".", ";"):
                runs.append((at, at))
            at += 1
        return end + 1, "" if has_graph else self._copies(body, runs)

    def _copies(self, body: Sequence[Token], runs: Sequence[tuple[int, int]]) -> str:
        """Return triples without a graph once more, for the named graph that they belong to."""
        if runs:
            self.graphs.add(self.default_graph)
        graph = _iri(self.default_graph)
        texts = (self.text[body[first].start : body[last].end] for first, last in runs)
        return "".join(f" GRAPH {graph} {{ {text} }} " for text in texts)

    def _match_deleted(self, body: Sequence[Token], where: int) -> None:
        """Read DELETE WHERE, whose pattern is its template as well."""
        end, copies = self._template(body, where + 1, has_graph=False)
        if self.using or copies:
            block = self.text[body[where + 1].start : body[min(end, len(body)) - 1].start]
            self._insert(body[where].start, f"{block}{copies} }} {self.using} ")

    def _match(self, body: Sequence[Token], at: int, *, names_dataset: bool) -> None:
        where = next((i for i in range(at, len(body)) if _word(body, i) == "WHERE"), len(body))
        names_dataset |= any(_word(body, i) == "USING" for i in range(at, where))
        if self.using and names_dataset:
            message = "this update names its own graphs (USING, WITH); leave out using-graph-uri and its kin"
            raise QuerySyntaxError(message, *position(self.text, body[0].start))
        if self.using and where < len(body):
            self._insert(body[where].start, f"{self.using} ")

    def _insert(self, offset: int, new: str) -> None:
        self._edits.append((offset, offset, new))

    def _add(self, body: Sequence[Token], at: int) -> None:
        """Add the graph that stands at a place; a variable stands for any."""
        if at < len(body) and body[at].kind is Kind.VARIABLE:
            self.any_graph = True
        else:
            self.graphs.add(read_graph_name(self.text, body, at, self._base, self._prefixes))

    @staticmethod
    def _end(body: Sequence[Token], start: int, closing: str) -> int:
        """Return where a token stands that is not inside braces of its own; the end where it is missing."""
        depth = 0
        for at in range(start, len(body)):
            if not depth and body[at].text == closing:
                return at
            depth += (body[at].text == "{") - (body[at].text == "}")
        return len(body)


def _iri(name: str) -> str:
    if not _IRI.fullmatch(name):
        raise QueryRefusedError(f"{name!r} cannot name a graph: it is no IRI")
    return f"<{name}>"


def _word(body: Sequence[Token], at: int) -> str:
    """Return the keyword at a place, "" where there is none."""
    return body[at].text.upper() if at < len(body) and body[at].kind is Kind.WORD else ""
