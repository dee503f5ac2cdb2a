"""Changes of graphs that users ask for: SPARQL updates and graphs put, extended or removed as a whole.

Each is a batch of its own: what it would change is computed on a copy, checked by the shapes, written in
one step and published as a version. A graph that would not conform is refused with everything else that
the change would do. Changed articles are consolidated with the others before the version is published.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from kg.config import Settings
from kg.consolidating import consolidate_store
from kg.edits import Document, Edited
from kg.errors import BusyError, ConformanceError, NotFoundError, QueryRefusedError
from kg.gate.gate import Gate
from kg.gate.report import Report
from kg.gate.report_graph import reports_turtle
from kg.iri import Minter
from kg.knowledge.facts import Triple
from kg.model import ArticleGraph
from kg.store.embedded import EmbeddedStore
from kg.store.rdf_files import read_document
from kg.store.update_text import read_update
from kg.store.updating import updated_graphs, without_blank_nodes
from kg.store.versions import Folder
from kg.store.writer import Writer

_DERIVED = ("consolidated", "provenance")  # graphs that only the service itself writes
_VOCABULARY = ("ontology", "shapes", "reference")  # graphs that need the right to administer
_PROFILES = {"reference": "reference", "record/": "records"}
_PATIENCE = 10.0  # seconds to wait for another writer


class Editor:
    """Changes the graphs of one store; keeps what it has prepared to check them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._minter = Minter(settings.base_iri)
        self._gates: dict[str | None, Gate] = {}

    @property
    def default_graph(self) -> str:
        """The graph for triples that are written without one."""
        return self._minter.graph("default")

    # ------------------------------------------------------------------ changes

    def update(
        self, text: str, using: Sequence[str] = (), using_named: Sequence[str] = (), *, admin: bool = False
    ) -> Edited:
        """Apply a SPARQL update, all of it or nothing; see ``read_update`` for the two lists of graphs."""
        update = read_update(text, self.default_graph, using, using_named, self._settings.base_iri)

        def contents(_writer: Writer, version: int) -> Mapping[str, list[Triple]]:
            folder = Folder(self._settings.store)
            base = self._settings.base_iri
            return updated_graphs(update, folder.data(version), folder.update, self.default_graph, base)

        return self._apply(contents, admin=admin)

    def put(self, graph_name: str, document: bytes, media_type: str, *, admin: bool = False) -> Edited:
        """Make a graph hold what a document says and nothing else."""
        triples = self._read(document, media_type, graph_name)
        return self._apply(lambda _writer, _version: {graph_name: triples}, admin=admin)

    def add(self, graph_name: str, documents: Iterable[Document], *, admin: bool = False) -> Edited:
        """Add what documents say to a graph, which is made if there is none."""
        triples = [triple for document in documents for triple in self._read(*document, graph_name)]

        def contents(writer: Writer, _version: int) -> Mapping[str, list[Triple]]:
            return {graph_name: [*writer.triples(graph_name), *triples]}

        return self._apply(contents, admin=admin)

    def remove(self, graph_name: str, *, admin: bool = False) -> Edited:
        """Remove a graph; raises NotFoundError where there is none."""

        def contents(writer: Writer, _version: int) -> Mapping[str, list[Triple]]:
            if not writer.has_graph(graph_name):
                raise NotFoundError(f"there is no graph <{graph_name}>")
            return {graph_name: []}

        return self._apply(contents, admin=admin)

    def _read(self, document: bytes, media_type: str, graph_name: str) -> list[Triple]:
        triples = read_document(document, media_type, graph_name)
        return without_blank_nodes(triples, self._settings.base_iri)

    # ---------------------------------------------------------------- the steps

    def _apply(self, contents: Callable[[Writer, int], Mapping[str, list[Triple]]], *, admin: bool) -> Edited:
        with self._writing() as writer:
            version = writer.publish()
            changes = contents(writer, version)
            self._check_rights(changes, admin=admin)
            self._check_shapes(changes)
            created = any(triples and not writer.has_graph(name) for name, triples in changes.items())
            writer.replace_graphs(changes)
            if any(name.startswith(self._minter.graph("article/")) for name in changes):
                consolidate_store(writer, self._settings.base_iri, "")
            return Edited(writer.publish(), tuple(sorted(changes)), created)

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        """Become the writer, after another one if it does not take long."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            manager = EmbeddedStore.open_writer(self._settings.store)
            try:
                writer = manager.__enter__()
                break
            except BusyError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        try:
            yield writer
        finally:
            manager.__exit__(None, None, None)

    def _check_rights(self, names: Mapping[str, object], *, admin: bool) -> None:
        for name in names:
            kind = name.removeprefix(self._minter.graph(""))
            if kind in _DERIVED:
                raise QueryRefusedError(f"<{name}> is derived from the others and cannot be written to")
            if kind in _VOCABULARY and not admin:
                raise QueryRefusedError(f"<{name}> can only be written to with the right to administer")

    def _check_shapes(self, changes: Mapping[str, list[Triple]]) -> None:
        """Raise ConformanceError where a graph would not conform."""
        reports = [
            (name, self._report(name, triples)) for name, triples in sorted(changes.items()) if triples
        ]
        failed = [(name, report) for name, report in reports if not report.conforms]
        if failed:
            first = next(result.message for result in failed[0][1].results if result.breaks)
            message = f"<{failed[0][0]}> would not conform to the shapes: {first}"
            raise ConformanceError(message, reports_turtle(failed))

    def _report(self, name: str, triples: list[Triple]) -> Report:
        profile = self._profile(name)
        if profile not in self._gates:
            self._gates[profile] = Gate(profile=profile)
        return self._gates[profile].check(ArticleGraph(name, name, tuple(sorted(triples, key=repr))))

    def _profile(self, name: str) -> str | None:
        """Return by which demands a graph is checked: those of articles, of records, or of data of others."""
        kind = name.removeprefix(self._minter.graph(""))
        if kind.startswith("article/"):
            return None
        return next((known for start, known in _PROFILES.items() if kind.startswith(start)), "lenient")
