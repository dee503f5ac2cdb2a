"""Decides what a SPARQL update may change, before any engine sees it (SPARQL 1.1 Update, section 3).

The update is cut into steps for the engine: before an operation whose patterns are matched against the
merge of all graphs, which has to be brought up to date with what was done before; and before a prologue
that follows a semicolon, where the engine expects none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kg.errors import QueryRefusedError, TooLargeError
from kg.store.sparql.operation import OperationReading, Scope, edited, end_of, using_clauses
from kg.store.sparql.query import check_nesting, line_ends, read_prologue
from kg.store.sparql.size import MAX_PREFIXES
from kg.store.sparql.tokens import Kind, Token, tokens

MAX_TERMINALS = 1_000_000  # of an update; cutting that many takes 10 s and 300 MB
MAX_OPERATIONS = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """Operations that follow one prologue, as they were sent, for the parser.

    In ``text`` stands what was sent, with ``edits``: from, to, and the length of what is there instead.
    """

    text: str
    sent: str
    edits: tuple[tuple[int, int, int], ...]
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Operations for the engine; before ``reads_all`` the merge of all graphs has to be up to date.

    ``graphs`` are the named graphs that they can change, ``None`` where that may be any of them.
    """

    text: str
    graphs: frozenset[str] | None
    reads_all: bool


@dataclass(frozen=True, slots=True)
class UpdateText:
    """What an update says: ``parts`` to parse it, ``steps`` to make it.

    ``clears``: it empties all graphs, or all but the default graph, whatever they are called.
    """

    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    clears: bool

    @property
    def graphs(self) -> frozenset[str] | None:
        """The named graphs that it can change, ``None`` where that may be any of them."""
        known = [step.graphs for step in self.steps if step.graphs is not None]
        return frozenset().union(*known) if len(known) == len(self.steps) else None


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
    absurd nesting and too many patterns or operations, TooLargeError for too much of everything;
    QuerySyntaxError for what is no update, and where graphs are given to an update that chooses its
    own (SPARQL 1.1 Protocol, section 2.2.3).
    """
    found = _terminals(text)
    check_nesting(found)
    reading = _Reading(text, default_graph, using_clauses(default_graphs, named_graphs), base_iri)
    operations = list(reading.operations(found))
    clears = any(operation.reading.clears for operation in operations)
    return UpdateText(tuple(_parts(text, operations)), tuple(_steps(operations)), clears)


def _terminals(text: str) -> list[Token]:
    found = list(islice(tokens(text), MAX_TERMINALS + 1))
    if len(found) > MAX_TERMINALS:
        limit = f"more than {MAX_TERMINALS:,} words, names and signs"
        raise TooLargeError(f"the update has {limit}; send many triples to /graphs, or several updates")
    return [token for token in found if token.kind is not Kind.COMMENT]


@dataclass(frozen=True, slots=True)
class _Operation:
    """An operation, the prologue that stands right before it, and the text of all earlier ones."""

    reading: OperationReading
    stated: Sequence[Token]
    earlier: str

    @property
    def prologue(self) -> str:
        return self.earlier + _own_lines(self.reading.text, self.stated)


@dataclass(slots=True)
class _Reading:
    """What was seen so far of an update."""

    text: str
    default_graph: str
    using: str
    base: str
    prefixes: dict[str, str] = field(default_factory=dict)
    earlier: str = ""

    def operations(self, found: Sequence[Token]) -> Iterator[_Operation]:
        """Yield the operations, which are separated by semicolons, each with a prologue of its own."""
        at = number = 0
        while at < len(found):
            end = end_of(found, at, ";")
            stated = found[at:end]
            before, stated = self.earlier, found[at:end]
            self.base, self.prefixes, body = read_prologue(self.text, stated, self.base, self.prefixes)
            stated = stated[: len(stated) - len(body)]
            if len(self.prefixes) > MAX_PREFIXES:
                raise QueryRefusedError(f"the update has more than {MAX_PREFIXES:,} prefixes")
            self.earlier += _own_lines(self.text, stated)
            if body:
                number += 1
                if number > MAX_OPERATIONS:
                    raise QueryRefusedError(f"the update has more than {MAX_OPERATIONS:,} operations")
                scope = Scope(self.base, self.prefixes, self.default_graph, self.using)
                reading = OperationReading(self.text, body, scope)
                reading.read()
                yield _Operation(reading, stated, before)
            at = end + 1


def _own_lines(text: str, stated: Sequence[Token]) -> str:
    """Return a prologue, on lines of its own; "" for none."""
    if not stated:
        return ""
    return edited(text, stated[0].start, stated[-1].end, line_ends(text, stated)) + "\n"


def _steps(operations: Sequence[_Operation]) -> Iterator[Step]:
    together: list[_Operation] = []
    for operation in operations:
        if together and (operation.stated or operation.reading.reads_all):
            yield _step(together)
            together = []
        together.append(operation)
    if together:
        yield _step(together)


def _step(together: Sequence[_Operation]) -> Step:
    readings = [operation.reading for operation in together]
    text = " ;\n".join(reading.rewritten for reading in readings)
    any_graph = any(reading.any_graph for reading in readings)
    graphs = None if any_graph else frozenset().union(*(reading.graphs for reading in readings))
    return Step(together[0].prologue + text, graphs, readings[0].reads_all)


def _parts(text: str, operations: Sequence[_Operation]) -> Iterator[Part]:
    begins = [at for at, operation in enumerate(operations) if operation.stated or not at]
    for at, following in zip(begins, [*begins[1:], len(operations)], strict=False):
        earlier = operations[at].earlier
        found = [*operations[at].stated]
        found += (token for operation in operations[at:following] for token in operation.reading.body)
        start, ends = found[0].start, line_ends(text, found)
        lengths = [(place, place, len(new)) for place, _, new in ends]
        cut = edited(text, start, found[-1].end, ends)
        yield Part(earlier + cut, text, ((0, start, len(earlier)), *lengths))
