"""Changes of graphs that users ask for: SPARQL updates and graphs put, extended or removed as a whole.

Each is a batch of its own: what it would change is computed on a copy, checked by the shapes, written and
published as a version, all of it or nothing. A graph that would not conform is refused with everything
else that the change would do. Changed articles are consolidated with the others before the version is
published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.config import Settings
from kg.consolidating import consolidate_store
from kg.edits import ANYTHING, Document, Edited, Seen
from kg.errors import ConformanceError, NotFoundError, OvertakenError
from kg.gate.gate import Gate
from kg.gate.report import Report
from kg.gate.report_graph import reports_turtle
from kg.iri import Minter
from kg.knowledge.facts import Triple
from kg.model import ArticleGraph
from kg.protection import Protection
from kg.store.embedded import PATIENCE, EmbeddedStore
from kg.store.rdf_files import read_document
from kg.store.sparql.update import UpdateText, read_update
from kg.store.updating import updated_graphs, without_blank_nodes
from kg.store.versions import Folder
from kg.store.writer import Writer

_PROFILES = {"reference": "reference", "record/": "records"}
_USUAL = (None, "lenient")  # profiles that are prepared before the first change
_TOLD = 5  # graphs named in a message; the report has them all

Contents = Mapping[str, list[Triple]]


class Editor:
    """Changes the graphs of one store; keeps what it has prepared to check them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._minter = Minter(settings.base_iri)
        self._protection = Protection(settings.base_iri)
        self._gates: dict[str | None, Gate] = {profile: Gate(profile=profile) for profile in _USUAL}

    @property
    def default_graph(self) -> str:
        """The graph for triples that are written without one."""
        return self._minter.graph("default")

    # ------------------------------------------------------------------ changes

    def update(
        self,
        text: str,
        using: Sequence[str] = (),
        using_named: Sequence[str] = (),
        *,
        admin: bool = False,
        seen: Seen = ANYTHING,
    ) -> Edited:
        """Apply a SPARQL update, all of it or nothing; see ``read_update`` for the two lists of graphs.

        Of the version that was current, ``seen`` tells the number.
        """
        update = read_update(text, self.default_graph, using, using_named, self._settings.base_iri)
        self._protection.check(update.graphs or (), admin=admin)

        def contents(writer: Writer, version: int) -> Contents:
            _check_seen(seen, str(version), "the dataset")
            if update.clears:
                self._protection.check(writer.graph_names(), admin=admin, together=True)
            return self._updated(update, version)

        return self._apply(contents, admin=admin)

    def _updated(self, update: UpdateText, version: int) -> Contents:
        folder = Folder(self._settings.store)
        base = self._settings.base_iri
        return updated_graphs(update, folder.data(version), folder.update, self.default_graph, base)

    def put(
        self, graph_name: str, document: Document, *, admin: bool = False, seen: Seen = ANYTHING
    ) -> Edited:
        """Make a graph hold what a document says and nothing else."""
        self._protection.check([graph_name], admin=admin)
        triples = self._read(document, graph_name)
        return self._change(graph_name, lambda _writer: triples, admin=admin, seen=seen)

    def add(
        self,
        graph_name: str,
        documents: Iterable[Document],
        *,
        admin: bool = False,
        seen: Seen = ANYTHING,
    ) -> Edited:
        """Add what documents say to a graph, which is made if there is none."""
        self._protection.check([graph_name], admin=admin)
        triples = [triple for document in documents for triple in self._read(document, graph_name)]

        def content(writer: Writer) -> list[Triple]:
            return [*writer.triples(graph_name), *triples]

        return self._change(graph_name, content, admin=admin, seen=seen)

    def remove(self, graph_name: str, *, admin: bool = False, seen: Seen = ANYTHING) -> Edited:
        """Remove a graph; raises NotFoundError where there is none."""
        self._protection.check([graph_name], admin=admin)

        def content(writer: Writer) -> list[Triple]:
            if not writer.has_graph(graph_name):
                raise NotFoundError(f"there is no graph <{graph_name}>")
            return []

        return self._change(graph_name, content, admin=admin, seen=seen)

    def _change(
        self, graph_name: str, content: Callable[[Writer], list[Triple]], *, admin: bool, seen: Seen
    ) -> Edited:
        """Change one graph, of which ``seen`` tells the digest; raises OvertakenError."""

        def contents(writer: Writer, _version: int) -> Contents:
            _check_seen(seen, writer.graph_digest(graph_name) or "", f"<{graph_name}>")
            return {graph_name: content(writer)}

        return self._apply(contents, admin=admin)

    def _read(self, document: Document, graph_name: str) -> list[Triple]:
        return without_blank_nodes(read_document(*document, graph_name), self._settings.base_iri)

    # ---------------------------------------------------------------- the steps

    def _apply(self, contents: Callable[[Writer, int], Contents], *, admin: bool) -> Edited:
        with EmbeddedStore.open_writer(self._settings.store, PATIENCE) as writer:
            changes = contents(writer, writer.publish())
            self._protection.check(changes, admin=admin)
            self._check_shapes(changes)
            created = any(triples and not writer.has_graph(name) for name, triples in changes.items())
            with writer.attempt():
                writer.replace_graphs(changes)
                if any(name.startswith(self._minter.graph("article/")) for name in changes):
                    consolidate_store(writer, self._settings.base_iri, "")
                version = writer.publish()
            return Edited(version, tuple(sorted(changes)), created)

    def _check_shapes(self, changes: Mapping[str, list[Triple]]) -> None:
        """Raise ConformanceError where a graph would not conform."""
        reports = [
            (name, self._report(name, triples)) for name, triples in sorted(changes.items()) if triples
        ]
        failed = [(name, report) for name, report in reports if not report.conforms]
        if failed:
            raise ConformanceError(_told(failed), reports_turtle(failed))

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


def _check_seen(seen: Seen, state: str, what: str) -> None:
    if not seen.is_still(state):
        raise OvertakenError(f"{what} is not as your request expects it; get it again, and change that")


def _told(failed: Sequence[tuple[str, Report]]) -> str:
    """Return which graphs would not conform, and the first reason of the first."""
    names = ", ".join(f"<{name}>" for name, _ in failed[:_TOLD])
    names += f" and {len(failed) - _TOLD:,} more" if len(failed) > _TOLD else ""
    first = next(result.message for result in failed[0][1].results if result.breaks)
    return f"{names} would not conform to the shapes: {first}"
