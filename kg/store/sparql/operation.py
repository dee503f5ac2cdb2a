"""One operation of a SPARQL update in; the graphs it can change and what the engine is to be told, out.

The default graph of the service is seen by patterns as the merge of all graphs, and written to as one
named graph. So triples without a graph are put into that graph, DEFAULT means it, and NAMED means all
graphs but it (SPARQL 1.1 Update, section 3). The engine never changes the merge itself.

Like ``sparql.query``, everything here looks at terminals. What it names is never too little: either
all graphs that an operation could change, or none, which means any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.errors import QueryRefusedError, QuerySyntaxError
from kg.store.sparql.query import check_no_service, check_prefixes, line_ends, read_graph_name, unexpected
from kg.store.sparql.size import check_size
from kg.store.sparql.tokens import Kind, Token, position

Edit = tuple[int, int, str]  # from, to, what stands there instead

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^<>\"{}|^`\\\x00-\x20]*")
_NO_OPERATION = "DELETE DATA { }"
_MANAGEMENT = frozenset(["CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"])
_ONLY_READ = frozenset(["ADD", "COPY"])  # which leave the first of their graphs as it is


@dataclass(frozen=True, slots=True)
class Scope:
    """What names mean where an operation stands, and the graphs its patterns are matched against."""

    base: str
    prefixes: dict[str, str]
    default_graph: str
    using: str


@dataclass(slots=True)
class OperationReading:
    """What is known of one operation once ``read`` was called.

    ``reads_all``: a pattern is matched against the merge of all graphs; ``clears``: it empties all
    graphs, or all but the default graph.
    """

    text: str
    body: Sequence[Token]
    scope: Scope
    graphs: set[str] = field(default_factory=set)
    any_graph: bool = False
    clears: bool = False
    reads_all: bool = False
    edits: list[Edit] = field(default_factory=list)

    def read(self) -> None:
        """Raise QueryRefusedError for what is not done, QuerySyntaxError for what is no operation."""
        check_prefixes(self.text, self.body, self.scope.prefixes)
        self.edits = line_ends(self.text, self.body)
        word = self._word(0)
        if word == "LOAD":
            self._load()
            return
        check_no_service(self.text, self.body)
        if word in _MANAGEMENT:
            self._management()
        elif word in ("INSERT", "DELETE", "WITH"):
            self._modification()
        else:
            known = "INSERT, DELETE, WITH, CLEAR, DROP, CREATE, ADD, MOVE or COPY"
            raise unexpected(self.text, self.body, 0, known)

    @property
    def rewritten(self) -> str:
        return edited(self.text, self.body[0].start, self.body[-1].end, self.edits)

    # --------------------------------------------------------------- graph management

    def _load(self) -> None:
        """Let LOAD SILENT fail silently, as it may; refuse any other LOAD."""
        silent = self._word(1) == "SILENT"
        into = [self._word(3), self._word(4)] == ["INTO", "GRAPH"]
        names = (1 + silent, 5) if into and silent else (1 + silent,)
        for at in names:
            self._name(at)
        if not silent or len(self.body) != names[-1] + 1:
            raise QueryRefusedError("LOAD is not done: nothing is fetched; send the triples instead")
        self._replace(0, len(self.body) - 1, _NO_OPERATION)

    def _management(self) -> None:
        """Read CLEAR, DROP, CREATE, ADD, MOVE or COPY, whose graphs stand there by name or kind."""
        default, found = _iri(self.scope.default_graph), []
        for at, token in enumerate(self.body[1:], start=1):
            kind = self._word(at)
            if kind in ("NAMED", "ALL"):
                self._clear(at, kind)
            elif kind == "DEFAULT":
                self._insert(self.body[0].start, f"CREATE SILENT GRAPH {default} ; ")  # it is always there
                self._replace(at, at, f"GRAPH {default}")
                found.append(self.scope.default_graph)
            elif token.kind in (Kind.IRI, Kind.NAME):
                found.append(self._name(at))
        self.graphs.update(found[1:] if self._word(0) in _ONLY_READ else found)

    def _clear(self, at: int, kind: str) -> None:
        """Read CLEAR or DROP of many graphs; ALL is what NAMED means to the engine."""
        self.any_graph = self.clears = True
        if kind == "ALL":
            self._replace(at, at, "NAMED")
        else:
            other = f"FILTER (?g != {_iri(self.scope.default_graph)})"
            deletion = f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {other} }}"
            self._replace(0, len(self.body) - 1, deletion)

    # ----------------------------------------------------------------- modification

    def _modification(self) -> None:
        at, names_dataset = 0, False
        if self._word(0) == "WITH":
            self._add(1)
            at, names_dataset = 2, True
        while self._word(at) in ("DELETE", "INSERT"):
            following = self._word(at + 1)
            if (self._word(at), following) == ("DELETE", "WHERE"):
                self._match_deleted(at + 1)
                return
            at, runs = self._template(at + 1 + (following == "DATA"))
            if not names_dataset:
                self.edits += self._in_default_graph(runs)
            if following == "DATA":
                return
        self._match(at, names_dataset=names_dataset)

    def _template(self, start: int) -> tuple[int, list[tuple[int, int]]]:
        """Read a block of triples to insert or delete; return where what follows it begins.

        Return also the first and last tokens of what stands in it outside any GRAPH.
        """
        if start >= len(self.body) or self.body[start].text != "{":
            raise unexpected(self.text, self.body, start, "{")
        end = end_of(self.body, start + 1, "}")
        at = start + 1
        runs: list[tuple[int, int]] = []
        while at < end:
            if self._word(at) == "GRAPH":
                self._add(at + 1)
                at = end_of(self.body, at + 3, "}")
            elif runs and runs[-1][1] == at - 1:
                runs[-1] = (runs[-1][0], at)
            elif self.body[at].text not in (".", ";"):
                runs.append((at, at))
            at += 1
        return end + 1, runs

    def _in_default_graph(self, runs: Sequence[tuple[int, int]]) -> list[Edit]:
        """Return the edits that put triples without a graph into the one they belong to."""
        if runs:
            self.graphs.add(self.scope.default_graph)
        found: list[Edit] = []
        for first, last in runs:
            start, end = self.body[first].start, self.body[last].end
            found += (
                (start, start, f"GRAPH {_iri(self.scope.default_graph)} {{ "),
                (end, end, " } "),
            )
        return found

    def _match_deleted(self, where: int) -> None:
        """Read DELETE WHERE, whose pattern is its template as well."""
        after, runs = self._template(where + 1)
        self._check_patterns(where)
        self.reads_all = not self.scope.using
        if self.scope.using or runs:
            block = self.body[where + 1].start, self.body[min(after, len(self.body)) - 1].end
            inner = [edit for edit in self.edits if block[0] <= edit[0] <= block[1]]
            template = edited(self.text, *block, [*inner, *self._in_default_graph(runs)])
            self._insert(self.body[where].start, f"{template} {self.scope.using} ")

    def _match(self, at: int, *, names_dataset: bool) -> None:
        where = next((i for i in range(at, len(self.body)) if self._word(i) == "WHERE"), len(self.body))
        self._check_patterns(where)
        names_dataset |= any(self._word(i) == "USING" for i in range(at, where))
        if self.scope.using and names_dataset:
            message = "this update names its own graphs (USING, WITH); leave out using-graph-uri and its kin"
            raise QuerySyntaxError(message, *position(self.text, self.body[0].start))
        if self.scope.using and where < len(self.body):
            self._insert(self.body[where].start, f"{self.scope.using} ")
        self.reads_all = not (self.scope.using or names_dataset)

    def _check_patterns(self, where: int) -> None:
        check_size(self.body[where:], len(self.scope.prefixes))

    # ------------------------------------------------------------------------ tokens

    def _insert(self, offset: int, new: str) -> None:
        self.edits.append((offset, offset, new))

    def _replace(self, first: int, last: int, new: str) -> None:
        """Put something in the place of tokens, with whatever was to be changed in them."""
        start, end = self.body[first].start, self.body[last].end
        self.edits = [edit for edit in self.edits if edit[1] <= start or end < edit[0]]
        self.edits.append((start, end, new))

    def _add(self, at: int) -> None:
        """Add the graph that stands at a place; a variable stands for any."""
        if at < len(self.body) and self.body[at].kind is Kind.VARIABLE:
            self.any_graph = True
        else:
            self.graphs.add(self._name(at))

    def _name(self, at: int) -> str:
        return read_graph_name(self.text, self.body, at, self.scope.base, self.scope.prefixes)

    def _word(self, at: int) -> str:
        """Return the keyword at a place, "" where there is none."""
        token = self.body[at] if at < len(self.body) else None
        return token.text.upper() if token is not None and token.kind is Kind.WORD else ""


def end_of(body: Sequence[Token], start: int, closing: str) -> int:
    """Return where a token stands that is not inside braces of its own; the end where it is missing."""
    depth = 0
    for at in range(start, len(body)):
        text = body[at].text
        if not depth and text == closing:
            return at
        depth += (text == "{") - (text == "}")
    return len(body)


def edited(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """Return a part of a text with edits in it; of those at one place, the earlier come first."""
    parts: list[str] = []
    done = start
    for begin, stop, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += (text[done:begin], new)
        done = stop
    return "".join((*parts, text[done:end]))


def using_clauses(default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """Return the clauses that have patterns matched against the given graphs."""
    clauses = [f"USING {_iri(name)}" for name in default_graphs]
    return " ".join(clauses + [f"USING NAMED {_iri(name)}" for name in named_graphs])


def _iri(name: str) -> str:
    """Return an IRI as SPARQL writes it; the line end ends what could be read as a comment."""
    if not _IRI.fullmatch(name):
        raise QueryRefusedError(f"{name!r} cannot name a graph: it is no IRI")
    return f"<{name}>\n"
