"""Reading one published version; what is asked is answered in plain values.

Queries here are the service's own: constants with bound variables. Queries of strangers go
through ``kg.store.pool.workers``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryRefusedError, StoreError
from kg.knowledge.facts import Term, Triple
from kg.store.federation.answers import Ask, drafts, service_edits
from kg.store.sparql.columns import with_columns_as_written
from kg.store.sparql.edits import edited
from kg.store.sparql.errors import syntax_error
from kg.store.sparql.query import QueryText, check_graphs, check_no_service
from kg.store.sparql.tokens import tokens
from kg.store.terms import from_ox_term, from_ox_triple, to_ox_term
from kg.store.texts.index import graph_digest
from kg.store.texts.queries import text_edits
from kg.store.texts.search import Hit, Search, find_texts
from kg.store.versions import (
    Folder,
    Manifest,
    check_version,
    current_number,
    current_stamp,
    no_version,
    read_manifest,
)


class Reader:
    """An open version of a knowledge graph, by default the current one; threads may share it."""

    def __init__(self, folder: Folder, number: int | None = None) -> None:
        self._folder = folder
        self._fixed = number is not None
        if number is None:
            self._open_current()
        else:
            check_version(folder, number)
            self._open(number, None)

    @property
    def version(self) -> int:
        return self.manifest.number

    @property
    def stale(self) -> bool:
        """Tell whether the current version may be another one by now (one ``stat``).

        A reader that was opened for a version by its number is never stale.
        """
        return not self._fixed and current_stamp(self._folder) != self._stamp

    def refresh(self) -> bool:
        """Switch to the current version if it is another one; return whether it was."""
        if not self.stale:
            return False
        before = self.manifest.number
        self._open_current()
        return self.manifest.number != before

    def _open_current(self) -> None:
        stamp = current_stamp(self._folder)
        number = current_number(self._folder)
        if number is None:
            raise no_version(self._folder)
        self._open(number, stamp)

    def _open(self, number: int, stamp: tuple[int, int] | None) -> None:
        engine = open_version(self._folder, number)
        self.manifest: Manifest = read_manifest(self._folder, number)
        self._engine, self._stamp = engine, stamp

    # ------------------------------------------------------------------- asking

    def select(self, query: str, **bindings: Term) -> list[dict[str, Term]]:
        """Return the solutions of a SELECT query over the union of all graphs.

        ``bindings`` give values to variables, which must stand in the SELECT clause; a variable
        without a value is left out of its solution.
        """
        found = self._query(query, bindings)
        if not isinstance(found, ox.QuerySolutions):
            raise StoreError("select() was given a query that is not a SELECT query")
        names = [variable.value for variable in found.variables]
        return [
            {name: from_ox_term(term) for name, term in zip(names, solution, strict=True) if term is not None}
            for solution in found
        ]

    def ask(self, query: str, **bindings: Term) -> bool:
        found = self._query(query, bindings)
        if not isinstance(found, ox.QueryBoolean):
            raise StoreError("ask() was given a query that is not an ASK query")
        return bool(found)

    def construct(self, query: str, **bindings: Term) -> list[Triple]:
        """Return the distinct triples of a CONSTRUCT or DESCRIBE query, in a fixed order."""
        found = self._query(query, bindings)
        if not isinstance(found, ox.QueryTriples):
            raise StoreError("construct() was given a query that makes no graph")
        by_line = {str(triple): from_ox_triple(triple) for triple in found}
        return [by_line[line] for line in sorted(by_line)]

    def evaluate(
        self,
        query: QueryText,
        default_graphs: Sequence[str],
        named_graphs: Sequence[str],
        base_iri: str | None = None,
        ask: Ask | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Start to evaluate a query of a stranger; reading the results goes on with it.

        The dataset is the one that the two arguments name, else the one that the query names (SPARQL
        1.1 Protocol, section 2.1.4), else the union of all graphs. ``base_iri`` is what IRIs are relative
        to where the query does not say; ``ask`` asks the other services that the query calls. Raises
        QuerySyntaxError, RemoteError, and QueryRefusedError for a graph that is not in the store.
        """
        graphs = (*default_graphs, *named_graphs) or (*query.default_graphs, *query.named_graphs)
        check_graphs(graphs, self.has_graph)
        dataset: dict[str, Any] = {"base_iri": base_iri}
        if default_graphs or named_graphs:
            dataset |= _dataset(default_graphs, named_graphs)
        edits = text_edits(query, graphs, self.find_texts)
        if query.services:
            if ask is None:
                raise QueryRefusedError("SERVICE is not answered: no other server is asked")
            _check_syntax(edited(query, [*edits, *drafts(query)]), base_iri)  # before anybody is asked
            here = dataset
            if graphs and dataset.keys() == {"base_iri"}:
                here = dataset | _dataset(query.default_graphs, query.named_graphs)
            edits += service_edits(query, edits, base_iri or "", ask, lambda text: self._solve(text, here))
        query = edited(query, edits) if edits else query
        if query.services:
            check_no_service(query.text, list(tokens(query.text)))
        try:
            found = self._engine.query(query.text, **dataset)
        except SyntaxError as error:
            raise syntax_error(query, error) from error
        if isinstance(found, ox.QuerySolutions):
            text = with_columns_as_written(query.text, [variable.value for variable in found.variables])
            return found if text is None else self._engine.query(text, **dataset)
        return found

    def _solve(self, query: str, dataset: dict[str, Any]) -> ox.QuerySolutions:
        found = self._engine.query(query, **dataset)
        assert isinstance(found, ox.QuerySolutions)  # it is a SELECT query
        return found

    def _query(
        self, query: str, bindings: dict[str, Term]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        substitutions: dict[ox.Variable, Any] = {
            ox.Variable(name): to_ox_term(term) for name, term in bindings.items()
        }
        try:
            return self._engine.query(query, substitutions=substitutions)
        except (SyntaxError, RuntimeError, OSError) as error:
            raise StoreError(f"a query of this service failed: {error}: {query}") from error

    # -------------------------------------------------------------------- texts

    def find_texts(self, search: Search, timeout: float | None = None) -> list[Hit]:
        """Return the texts that hold what is sought; see ``texts.search.find_texts``."""
        return find_texts(self._folder.texts(self.version), search, timeout)

    def is_told(self, iri: str, reference_graphs: Collection[str]) -> bool:
        """Tell whether another graph than the ones given says something about a thing."""
        graphs = (quad.graph_name for quad in self._engine.quads_for_pattern(ox.NamedNode(iri), None, None))
        named = (graph.value for graph in graphs if isinstance(graph, ox.NamedNode))  # not the union
        return any(name not in reference_graphs for name in named)

    # ------------------------------------------------------------------- graphs

    def graph_names(self) -> list[str]:
        return sorted(str(from_ox_term(name)) for name in self._engine.named_graphs())

    def has_graph(self, graph_name: str) -> bool:
        try:
            return self._engine.contains_named_graph(ox.NamedNode(graph_name))
        except ValueError:  # not an IRI: no graph is called so
            return False

    def graph_digest(self, graph_name: str) -> str:
        """Return a value that changes with what a graph holds, "" where none is kept."""
        return graph_digest(self._folder.texts(self.version), graph_name)

    def triples(self, graph_name: str) -> Iterator[Triple]:
        """Yield the triples of one graph, in no particular order."""
        return map(from_ox_triple, self.quads(graph_name))

    def quads(self, graph_name: str) -> Iterator[ox.Quad]:
        return self._engine.quads_for_pattern(None, None, None, ox.NamedNode(graph_name))

    def graph(self, graph_name: str) -> list[str]:
        """Return the sorted N-Quads lines of one graph, without line ends."""
        return sorted(f"{quad} ." for quad in self.quads(graph_name))

    def count(self) -> int:
        """Return the number of quads in the named graphs."""
        return self.manifest.quads


def _dataset(default_graphs: Sequence[str], named_graphs: Sequence[str]) -> dict[str, Any]:
    return {
        "default_graph": [ox.NamedNode(name) for name in default_graphs],
        "named_graphs": [ox.NamedNode(name) for name in named_graphs],
    }


def _check_syntax(query: QueryText, base_iri: str | None) -> None:
    try:
        ox.Store().query(query.text, base_iri=base_iri)
    except SyntaxError as error:
        raise syntax_error(query, error) from error


def open_version(folder: Folder, number: int) -> ox.Store:
    """Return the engine over one version, read-only."""
    try:
        return ox.Store.read_only(str(folder.data(number)))
    except OSError as error:
        raise StoreError(f"{folder.data(number)}: cannot be opened: {error}") from error
