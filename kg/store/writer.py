"""The one writer of a knowledge graph: article graphs in, published versions out.

A graph is replaced in one engine transaction, and an acknowledged graph survives a kill and a
power cut: after each commit the engine's write-ahead log is synced to disk.

The default graph of the engine holds the RDF merge of all named graphs, kept in the same
transactions: a query without a dataset sees every triple once, however many articles say it.

What the writer must remember about each graph (digests) lives in a named graph of its own, so that
it changes in the same transaction too. Versions are stripped of it: readers never see it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pyoxigraph as ox

import kg
from kg.errors import StoreError
from kg.knowledge.facts import Term, Triple
from kg.store.terms import from_ox_term, from_ox_triple, lines_digest, ntriples_lines
from kg.store.texts.index import make_index
from kg.store.undoing import forget_checkpoint, keep_checkpoint, take_back
from kg.store.versions import (
    TEXTS,
    Folder,
    Manifest,
    current_number,
    last_number,
    partial_version,
    put_restored_in_place,
    read_manifest,
    seal_version,
    switch_current,
    sync_folder,
)
from kg.vocab import DIPL, OWL, SHAPE

RESERVED = "urn:x-kg:"  # begin of the names that nobody else may use
_DIGESTS = ox.NamedNode("urn:x-kg:digests")  # object: "GRAPH-DIGEST INPUT-DIGEST"
_REVISION = ox.NamedNode("urn:x-kg:revision")
_WRITER = ox.NamedNode("urn:x-kg:writer")
_MEMORY = ox.NamedNode("urn:x-kg:memory")
_VERSION_IRI = ox.NamedNode(OWL["versionIRI"])
_AT_ONCE = 20_000  # triples in one operation
# Not by quads_for_pattern, which reads the merge of all graphs as well.
_STATED = "SELECT ?graph ?subject ?predicate ?value WHERE { GRAPH ?graph { ?subject ?predicate ?value } }"
_STATED_BESIDE = (
    "SELECT ?graph ?class ?subject ?predicate ?value "
    "WHERE { GRAPH ?graph { ?thing a ?class . ?subject ?predicate ?value } }"
)
_COUNT_MERGED = "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }"


class Writer:
    """Changes graphs and publishes versions. Made by ``EmbeddedStore.open_writer``, used by one thread."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        take_back(folder)
        put_restored_in_place(folder)
        folder.writer.mkdir(parents=True, exist_ok=True)
        try:
            self._engine = ox.Store(folder.writer)
        except OSError as error:
            raise StoreError(f"{folder.writer}: cannot be opened: {error}") from error
        self._attempting = False  # what is done now can be taken back
        self._revision = int(self._remembered(_WRITER, _REVISION) or 0)

    def close(self) -> None:
        """Let go of the engine's files; the writer cannot be used afterwards."""
        del self._engine

    # ------------------------------------------------------------------- asking

    def graph_digest(self, graph_name: str) -> str | None:
        """Return the digest of the graph as it was given; ``None`` where there is none."""
        return self._digests(graph_name)[0] or None

    def input_digest(self, graph_name: str) -> str | None:
        """Return what the caller said the graph was made from; ``None`` where nothing is known."""
        return self._digests(graph_name)[1] or None

    def has_graph(self, graph_name: str) -> bool:
        return self._engine.contains_named_graph(ox.NamedNode(graph_name))

    def graph_names(self) -> list[str]:
        """Return the names of the graphs, without what the writer remembers."""
        return [str(name.value) for name in self._engine.named_graphs() if name != _MEMORY]

    def triples(self, graph_name: str) -> Iterator[Triple]:
        """Yield the triples of one graph, in no particular order."""
        return map(from_ox_triple, self._engine.quads_for_pattern(None, None, None, ox.NamedNode(graph_name)))

    def statements(
        self, predicate: str, value: str | None = None, beside: str | None = None
    ) -> Iterator[tuple[str, str, Term]]:
        """Yield graph name, subject and value of each triple with a predicate, in no particular order.

        ``beside`` is a class: only graphs that describe something of it are read.
        """
        given = {"predicate": predicate, "value": value, "class": beside}
        terms: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(name): ox.NamedNode(iri) for name, iri in given.items() if iri
        }
        query = _STATED_BESIDE if beside else _STATED
        for row in cast("ox.QuerySolutions", self._engine.query(query, substitutions=terms)):
            yield row["graph"].value, str(from_ox_term(row["subject"])), from_ox_term(row["value"])

    # ----------------------------------------------------------------- changing

    def replace_graph(self, graph_name: str, triples: Iterable[Triple], input_digest: str = "") -> bool:
        """Make the graph hold exactly these triples; return whether that changed it.

        All or nothing; when it returns, the change is on disk. ``input_digest`` is kept for the
        caller, who can tell by it that making the graph anew would give the same.
        """
        lines = ntriples_lines(triples)
        digest = lines_digest(lines)
        known, known_input = self._digests(graph_name)
        if digest == known:
            if input_digest != known_input:
                self._commit(self._remembering(graph_name, digest, input_digest))
            return False
        operations = self._replacing(graph_name, lines, keep=frozenset(lines))
        self._change(*operations, *self._remembering(graph_name, digest, input_digest))
        return True

    def replace_graphs(self, contents: Mapping[str, Iterable[Triple]]) -> None:
        """Make each graph hold exactly these triples, all of them or none; without triples it is removed."""
        lines = {name: ntriples_lines(triples) for name, triples in contents.items()}
        lines = {name: graph for name, graph in lines.items() if not self._holds(name, graph)}
        keep = frozenset(line for graph in lines.values() for line in graph)
        changing = frozenset(map(ox.NamedNode, lines))
        operations: list[str] = []
        for name, graph in lines.items():
            operations += self._replacing(name, graph, keep, changing)
            operations += self._remembering(name, lines_digest(graph) if graph else "", "")
        if operations:
            self._change(*operations)

    def _holds(self, name: str, lines: list[str]) -> bool:
        return self.graph_digest(name) == lines_digest(lines) if lines else not self.has_graph(name)

    def _replacing(
        self,
        graph_name: str,
        lines: list[str],
        keep: frozenset[str],
        changing: frozenset[ox.NamedNode] = frozenset(),
    ) -> list[str]:
        """Return the operations that make a graph hold these lines, and the merge what any graph says.

        ``keep`` are lines of the merge that stay; ``changing`` graphs that change together with it.
        """
        graph = ox.NamedNode(graph_name)
        wanted, held, gone, unsaid = frozenset(lines), set(), [], []
        for quad in self._engine.quads_for_pattern(None, None, None, graph):
            line = f"{quad.triple} ."
            if line in wanted:
                held.add(line)
                continue
            gone.append(line)
            if line not in keep and not self._said_elsewhere(quad, changing):
                unsaid.append(line)
        new = [line for line in lines if line not in held]
        dropping = [*_deleting(gone, graph)] if lines else [f"DROP SILENT GRAPH {graph}"]
        return [*dropping, *_deleting(unsaid), *_inserting(new, graph), *_inserting(new)]

    def _said_elsewhere(self, quad: ox.Quad, changing: frozenset[ox.NamedNode]) -> bool:
        own = (quad.graph_name, ox.DefaultGraph(), *changing)
        same = self._engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(other.graph_name not in own for other in same)

    def extend_graph(self, graph_name: str, triples: Iterable[Triple]) -> None:
        """Add triples to a graph that only grows and has no digest, such as provenance."""
        lines = ntriples_lines(triples)
        self._change(*_inserting(lines, ox.NamedNode(graph_name)), *_inserting(lines))

    def remove_graph(self, graph_name: str) -> None:
        dropping = self._replacing(graph_name, [], keep=frozenset())
        self._change(*dropping, *self._remembering(graph_name, "", ""))

    def _change(self, *operations: str) -> None:
        """Run update operations as one transaction that also counts the revision up."""
        if not self._folder.unpublished.exists():
            self._folder.unpublished.touch()
            sync_folder(self._folder.root)
        following = self._revision + 1
        self._commit((*operations, *_remember(_WRITER, _REVISION, str(following))))
        self._revision = following

    def _commit(self, operations: Iterable[str]) -> None:
        # The operations hold nothing but terms that the engine itself has serialised.
        transactions = operations if self._attempting else [" ;\n".join(operations)]
        try:
            for transaction in transactions:
                self._engine.update(transaction)
            self._sync_log()
        except (OSError, SyntaxError) as error:
            raise StoreError(f"{self._folder.writer}: a change could not be written: {error}") from error

    def _sync_log(self) -> None:
        """Sync the engine's write-ahead log, which the engine itself leaves to the kernel."""
        for log in self._folder.writer.glob("*.log"):
            descriptor = os.open(log, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    # --------------------------------------------------------------- publishing

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Have what the block changes published in it, or taken back.

        Each operation in it is a transaction of its own, so that the engine holds little in memory.
        After an error this writer is of no use any more; the next one begins with what was before.
        """
        number = self.publish()
        keep_checkpoint(self._folder, self._engine, number)
        self._attempting = True
        yield
        self._attempting = False
        forget_checkpoint(self._folder, number)

    def publish(self) -> int:
        """Make the state of the writer the current version and return its number.

        No new version is made when nothing has changed since the current one.
        """
        current = current_number(self._folder)
        if current is None or read_manifest(self._folder, current).revision != self._revision:
            current = self._publish_version()
        self._folder.unpublished.unlink(missing_ok=True)
        return current

    def _publish_version(self) -> int:
        last = last_number(self._folder)
        if last and read_manifest(self._folder, last).revision == self._revision:
            number = last  # was killed between sealing it and switching to it
        else:
            number = last + 1
            self._make_version(number)
        switch_current(self._folder, number)
        return number

    def _make_version(self, number: int) -> None:
        manifest = self._manifest(number)
        partial = partial_version(self._folder, number)
        try:
            self._engine.backup(partial / "data")
            quads = _strip(partial / "data")
            current = current_number(self._folder)
            before = self._folder.texts(current) if current is not None else None
            make_index(before, partial / TEXTS, self._engine, self._graph_digests())
        except OSError as error:
            raise StoreError(f"{partial}: the version could not be written: {error}") from error
        seal_version(self._folder, partial, replace(manifest, quads=quads))

    def _manifest(self, number: int) -> Manifest:
        lines = sorted(f"<{name}> {digest}" for name, digest in self._graph_digests().items())
        articles = sum("/graph/article/" in line for line in lines)
        return Manifest(
            number,
            0,
            articles,
            lines_digest(lines),
            kg.__version__,
            self._revision,
            datetime.now(UTC).isoformat(timespec="seconds"),
            self._version_of(DIPL),
            self._version_of(SHAPE),
        )

    def _version_of(self, namespace: str) -> str:
        """Return the version IRI that the ontology of a namespace states about itself in the store."""
        ontology = ox.NamedNode(namespace.rstrip("#"))
        stated = self._engine.quads_for_pattern(ontology, _VERSION_IRI, None, None)
        return next((quad.object.value for quad in stated if isinstance(quad.object, ox.NamedNode)), "")

    # ---------------------------------------------------------------- remembering

    def _remembered(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> str:
        quads = self._engine.quads_for_pattern(subject, predicate, None, _MEMORY)
        return next((_value(quad.object) for quad in quads), "")

    def _digests(self, graph_name: str) -> tuple[str, str]:
        graph_digest, _, input_digest = self._remembered(ox.NamedNode(graph_name), _DIGESTS).partition(" ")
        return graph_digest, input_digest

    def _graph_digests(self) -> dict[str, str]:
        """Return the digest of each graph that has one."""
        kept = self._engine.quads_for_pattern(None, _DIGESTS, None, _MEMORY)
        return {from_ox_triple(quad)[0]: _value(quad.object).split(" ")[0] for quad in kept}

    def _remembering(self, graph_name: str, graph_digest: str, input_digest: str) -> tuple[str, ...]:
        value = f"{graph_digest} {input_digest}" if graph_digest else None
        return _remember(ox.NamedNode(graph_name), _DIGESTS, value)


def remembered_quads(digests: Mapping[str, str], revision: int) -> Iterator[ox.Quad]:
    """Yield what a writer remembers of graphs with digests, and how often it has changed something."""
    for graph_name, digest in digests.items():
        yield ox.Quad(ox.NamedNode(graph_name), _DIGESTS, ox.Literal(f"{digest} "), _MEMORY)
    yield ox.Quad(_WRITER, _REVISION, ox.Literal(str(revision)), _MEMORY)


def _remember(subject: ox.NamedNode, predicate: ox.NamedNode, value: str | None) -> tuple[str, ...]:
    forget = f"DELETE WHERE {{ GRAPH {_MEMORY} {{ {subject} {predicate} ?value }} }}"
    if value is None:
        return (forget,)
    return forget, f"INSERT DATA {{ GRAPH {_MEMORY} {{ {subject} {predicate} {ox.Literal(value)} }} }}"


def _inserting(lines: list[str], graph: ox.NamedNode | None = None) -> Iterator[str]:
    """Yield operations that add triples to a graph, or to the merge."""
    return _operations("INSERT", lines, graph)


def _deleting(lines: list[str], graph: ox.NamedNode | None = None) -> Iterator[str]:
    """Yield operations that take triples out of a graph, or out of the merge."""
    return _operations("DELETE", lines, graph)


def _operations(verb: str, lines: list[str], graph: ox.NamedNode | None) -> Iterator[str]:
    for start in range(0, len(lines), _AT_ONCE):
        text = "\n".join(lines[start : start + _AT_ONCE])
        yield f"{verb} DATA {{ GRAPH {graph} {{\n{text}\n}} }}" if graph else f"{verb} DATA {{\n{text}\n}}"


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.Literal) else str(term)


def _strip(data: Path) -> int:
    """Remove the writer's memory from a checkpoint; return how many quads its named graphs hold."""
    engine = ox.Store(data)
    engine.remove_graph(_MEMORY)
    engine.flush()
    merged = engine.query(_COUNT_MERGED)
    assert isinstance(merged, ox.QuerySolutions)
    return len(engine) - int(next(solution["count"].value for solution in merged))
