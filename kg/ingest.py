"""The run: inputs -> articles -> graphs -> gate -> store or quarantine -> a published version.

Every article is stored, or set aside, for itself: a run that is stopped at any moment leaves the
store as it was after the last finished article.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import kg
from kg.config import Settings
from kg.consolidating import Consolidated, consolidate_store
from kg.errors import ArticleError
from kg.fingerprint import input_digest, installation_digest, knowledge_digest
from kg.iri import Minter, key
from kg.knowledge.facts import Text, Triple
from kg.mapping import ChecksGraphs, MapsArticles, Outcome, Stages, assess_articles
from kg.model import Article
from kg.store.embedded import PATIENCE, EmbeddedStore
from kg.store.quarantine import Quarantine
from kg.store.versions import Folder
from kg.store.writer import Writer
from kg.vocab import PROV, RDF, RUN, XSD

References = Callable[[Settings], Mapping[str, Iterator[Triple]]]
Progress = Callable[[str, str], None]
"""Called once per input with its identifier and what became of it: stored, replaced, unchanged,
quarantined or rejected; for the last two with the line to show."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. ``quarantined`` and ``rejected`` hold one readable line per article.

    ``merged`` counts the IRIs that stand for another now; ``undone`` has a line per merge that did not
    conform and was left out.
    """

    stored: int
    replaced: int
    unchanged: int
    quarantined: tuple[str, ...]
    rejected: tuple[str, ...]
    version: int
    seconds: float
    interrupted: bool
    merged: int = 0
    undone: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        return not (self.quarantined or self.rejected or self.interrupted or self.undone)


def _load_mapper(settings: Settings) -> MapsArticles:
    from kg.pipeline import Mapper

    return Mapper.load(settings)


def _load_gate() -> ChecksGraphs:
    from kg.gate.gate import Gate

    return Gate()


def _load_references(settings: Settings) -> Mapping[str, Iterator[Triple]]:
    from kg.pipeline import reference_triples

    return reference_triples(settings)


STAGES = Stages(_load_mapper, _load_gate)


def ingest(paths: Iterable[str], settings: Settings, progress: Progress | None = None) -> Summary:
    """Ingest files, folders and ``-``; see ``ingest_articles``."""
    from kg.article import read_articles

    return ingest_articles(read_articles(paths, settings.max_article_bytes), settings, progress)


def ingest_articles(
    inputs: Iterable[Article | ArticleError],
    settings: Settings,
    progress: Progress | None = None,
    stages: Stages = STAGES,
    references: References = _load_references,
) -> Summary:
    """Bring the store up to date with articles, publish a version, and say what was done.

    Ctrl-C ends the run early but in order. Raises StoreError where the store cannot be written; what
    was finished before that is kept.
    """
    with EmbeddedStore.open_writer(settings.store, PATIENCE) as writer:
        run = _Run(settings, writer, progress or (lambda identifier, outcome: None))
        try:
            run.load_references(references)
            for outcome in assess_articles(run.news(inputs), stages, settings):
                with _undisturbed():
                    run.settle(outcome)
        except KeyboardInterrupt:
            run.interrupted = True
        run.consolidate()
        run.record()
        return run.summary(writer.publish())


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait until the block has ended, so that what is stored is counted too."""
    ordinary = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not ordinary or threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed = threading.Event()
    signal.signal(signal.SIGINT, lambda _number, _frame: pressed.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if pressed.is_set():
        raise KeyboardInterrupt


@dataclass(slots=True)
class _Run:
    """The state of one run."""

    settings: Settings
    writer: Writer
    progress: Progress
    interrupted: bool = False
    stored: int = 0
    replaced: int = 0
    unchanged: int = 0
    references: int = 0
    consolidated: Consolidated = field(default_factory=lambda: Consolidated(0, ()))
    quarantined: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    _minter: Minter = field(init=False)
    _quarantine: Quarantine = field(init=False)
    _installation: str = field(init=False)
    _knowledge: str = field(init=False)
    _seen: set[str] = field(default_factory=set)
    _began: datetime = field(default_factory=lambda: datetime.now(UTC))
    _clock: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._minter = Minter(self.settings.base_iri)
        self._quarantine = Quarantine(Folder(self.settings.store).quarantine)
        self._installation = installation_digest(self.settings.base_iri)
        self._knowledge = knowledge_digest(self._installation, self.settings.store, self.settings.names_model)

    def load_references(self, references: References) -> None:
        """Bring the graphs that come from no article up to date."""
        names = map(self._minter.graph, _REFERENCE_GRAPHS)
        if all(self.writer.input_digest(name) == self._installation for name in names):
            return  # without reading them, which takes a second
        for graph_name, triples in references(self.settings).items():
            if self.writer.input_digest(graph_name) != self._installation:
                self.references += self.writer.replace_graph(graph_name, triples, self._installation)

    # ----------------------------------------------------------------- articles

    def news(self, inputs: Iterable[Article | ArticleError]) -> Iterator[Article]:
        """Yield the articles that have to be mapped; settle the others."""
        for article in inputs:
            if isinstance(article, ArticleError):
                self._reject(article.source, str(article))
            elif article.identifier in self._seen:
                self._reject(article.identifier, f"{article.identifier}: {_TWICE}")
            elif not self._is_known(article):
                self._seen.add(article.identifier)
                yield article
            else:
                self._seen.add(article.identifier)

    def _is_known(self, article: Article) -> bool:
        """Settle an article that has not changed since it was last mapped, by the same software."""
        digest = input_digest(article, self._knowledge)
        if self.writer.input_digest(self._minter.article_graph(article.identifier)) == digest:
            self.unchanged += 1
            self.progress(article.identifier, "unchanged")
            return True
        article_key = key(article.identifier)
        if self._quarantine.input_digest(article_key) == digest:
            self._set_aside(article, f"is still in quarantine; see: kg quarantine show {article_key}")
            return True
        return False

    def settle(self, outcome: Outcome) -> None:
        """Store the graph of an article, or set the article aside."""
        article, graph, report = outcome.article, outcome.graph, outcome.report
        if graph is None or report is None:
            self._reject(article.identifier, outcome.error)
            return
        digest = input_digest(article, self._knowledge)
        article_key = key(article.identifier)
        triples = graph.triples
        if not report.conforms:
            texts = (report.to_json(), report.text)
            self._quarantine.put(article_key, article, digest, (graph.graph_name, triples), texts)
            first = next(result.message for result in report.results if result.breaks)
            self._set_aside(article, f"does not conform: {first} See: kg quarantine show {article_key}")
            return
        self._count(article, self.writer.has_graph(graph.graph_name), graph.graph_name, triples, digest)
        self._quarantine.remove(article_key)

    def _count(
        self, article: Article, existed: bool, graph_name: str, triples: tuple[Triple, ...], digest: str
    ) -> None:
        outcome = "unchanged"
        if self.writer.replace_graph(graph_name, triples, digest):
            outcome = "replaced" if existed else "stored"
        setattr(self, outcome, getattr(self, outcome) + 1)
        self.progress(article.identifier, outcome)

    def _reject(self, identifier: str, line: str) -> None:
        self.rejected.append(line)
        self.progress(line, "rejected")

    def _set_aside(self, article: Article, reason: str) -> None:
        line = f"{article.identifier}: {reason}"
        self.quarantined.append(line)
        self.progress(line, "quarantined")

    # ------------------------------------------------------------------ the end

    def consolidate(self) -> None:
        """Derive the graph of what all articles say together, if anything has changed."""
        known = self.writer.input_digest(self._minter.graph("consolidated")) == self._knowledge
        if self.stored + self.replaced + self.references or not known:
            self.consolidated = consolidate_store(self.writer, self.settings.base_iri, self._knowledge)

    def record(self) -> None:
        """Describe the run in the provenance graph, if it changed anything (PROV-O activities)."""
        if self.stored + self.replaced + self.references:
            self.writer.extend_graph(self._minter.graph("provenance"), self._provenance())

    def _provenance(self) -> Iterator[Triple]:
        began, ended = self._began.isoformat(), datetime.now(UTC).isoformat()
        run = self._minter.of("run", key(began, str(self._clock)))
        yield run, RDF["type"], PROV["Activity"]
        yield run, PROV["startedAtTime"], Text(began, "", XSD["dateTime"])
        yield run, PROV["endedAtTime"], Text(ended, "", XSD["dateTime"])
        yield run, PROV["wasAssociatedWith"], self._minter.of("software", f"kg-{kg.__version__}")
        counts = {
            "storedArticles": self.stored,
            "replacedArticles": self.replaced,
            "unchangedArticles": self.unchanged,
            "quarantinedArticles": len(self.quarantined),
            "rejectedInputs": len(self.rejected),
        }
        for name, count in counts.items():
            yield run, RUN[name], Text(str(count), "", XSD["integer"])

    def summary(self, version: int) -> Summary:
        return Summary(
            self.stored,
            self.replaced,
            self.unchanged,
            tuple(self.quarantined),
            tuple(self.rejected),
            version,
            time.monotonic() - self._clock,
            self.interrupted,
            self.consolidated.merged,
            self.consolidated.undone,
        )


_REFERENCE_GRAPHS = ("reference", "ontology", "shapes")
_TWICE = "another input of this run has the same identifier; give it a URL or another file name"
