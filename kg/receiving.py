"""Articles that were sent to the service in, what became of each out; the run is that of ``kg.ingest``.

The mapper is kept from one time to the next, as long as what it reads with has not changed.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from kg.article import read_articles
from kg.article.jsonlines import read_json_lines
from kg.config import Settings
from kg.consolidating import consolidate_store
from kg.edits import MANY, Document, Received, Settled, numbered_lines
from kg.errors import ArticleError
from kg.fingerprint import installation_digest, knowledge_digest
from kg.gate.gate import Gate
from kg.gate.report import Report
from kg.gate.report_graph import reports_turtle
from kg.ingest import ingest_articles
from kg.iri import Minter, key
from kg.mapping import ChecksGraphs, MapsArticles, Stages
from kg.model import Article, ArticleGraph
from kg.store.embedded import PATIENCE, EmbeddedStore
from kg.store.quarantine import Quarantine
from kg.store.versions import Folder

_ENDINGS: Mapping[str, str] = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/json": ".jsonl",
}
_UNFIT = re.compile(r"[^\w.\- ]+")  # for the name of a file
_LONGEST_NAME = 150  # characters


class Receiver:
    """Ingests what is sent into one store; keeps what it has prepared."""

    def __init__(self, settings: Settings, gate: ChecksGraphs | None = None) -> None:
        self._settings = replace(settings, jobs=1)
        self._minter = Minter(settings.base_iri)
        self._gate = _RememberingGate(gate or Gate())
        self._mapper: MapsArticles | None = None
        self._read_with = ""

    @property
    def ready(self) -> bool:
        """Whether what maps articles is there, and reads with what the store knows now."""
        return self._mapper is not None and self._knowledge() == self._read_with

    def prepare(self) -> None:
        """Load what maps articles."""
        self._loaded_mapper(self._settings)

    def receive(
        self,
        document: Document,
        name: str,
        until: float | None = None,
        tell: Callable[[Settled], None] = lambda settled: None,
    ) -> tuple[Received, str]:
        """Ingest the articles of a document; return what became of them, and the reports in Turtle.

        ``name``, where it is not empty, identifies an article that states no URL. What cannot be read
        as an article is among what became of them, and so is what was not reached ``until`` a value of
        ``time.monotonic``. ``tell`` is called for each as soon as it is settled, and stored if it is to
        be. Raises StoreError where the store cannot be written.
        """
        self._gate.reports.clear()
        content, media_type = document
        sent = _Sent(self._minter, tell)
        with tempfile.TemporaryDirectory(prefix="kg-articles-") as folder:
            if media_type in MANY:
                limit = self._settings.max_article_bytes
                found = read_json_lines(BytesIO(content), name, name or "body", limit)
                inputs: Iterable[tuple[int, Article | ArticleError]] = zip(
                    numbered_lines(content, limit) or [1], found, strict=True
                )
            else:
                inputs = ((1, article) for article in self._read_one(document, name, Path(folder)))
            summary = ingest_articles(
                self._noted(sent.reached(inputs, until)),
                self._settings,
                sent.settle,
                Stages(self._loaded_mapper, lambda: self._gate),
            )
        return Received(summary.version, tuple(sent.settled)), reports_turtle(self._gate.reports.items())

    def finish(self) -> int:
        """Publish what a run that broke off has stored, and consolidate it; return the version."""
        with EmbeddedStore.open_writer(self._settings.store, PATIENCE) as writer:
            with writer.attempt():
                consolidate_store(writer, self._settings.base_iri, self._knowledge())
                writer.publish()
            return writer.publish()

    def _read_one(self, document: Document, name: str, folder: Path) -> Iterator[Article | ArticleError]:
        content, media_type = document
        file = folder / _file_name(name, content, _ENDINGS[media_type])
        file.write_bytes(_on_one_line(content) if media_type == "application/json" else content)
        for article in read_articles([str(file)], self._settings.max_article_bytes):
            if isinstance(article, ArticleError):
                yield ArticleError(article.source.replace(f"{folder}/", ""), article.message)
            else:
                yield article

    def _noted(self, articles: Iterable[Article | ArticleError]) -> Iterator[Article | ArticleError]:
        """Yield the inputs; who sends one again that is in quarantine wants another try."""
        quarantine = Quarantine(Folder(self._settings.store).quarantine)
        for article in articles:
            if isinstance(article, Article) and quarantine.input_digest(key(article.identifier)) is not None:
                quarantine.forget_input(key(article.identifier))
            yield article

    def _loaded_mapper(self, settings: Settings) -> MapsArticles:
        from kg.pipeline import Mapper

        knowledge = self._knowledge()
        if self._mapper is None or knowledge != self._read_with:
            self._mapper, self._read_with = Mapper.load(settings), knowledge
        return self._mapper

    def _knowledge(self) -> str:
        installed = installation_digest(self._settings.base_iri)
        return knowledge_digest(installed, self._settings.store, self._settings.names_model)


class _RememberingGate:
    """The gate, with the reports on what did not pass it."""

    def __init__(self, gate: ChecksGraphs) -> None:
        self.reports: dict[str, Report] = {}
        self._gate = gate

    def check(self, graph: ArticleGraph) -> Report:
        report = self._gate.check(graph)
        if not report.conforms:
            self.reports[graph.graph_name] = report
        return report


@dataclass(slots=True)
class _Sent:
    """What became of the articles of one document, in their order; one is in hand at a time."""

    minter: Minter
    tell: Callable[[Settled], None]
    settled: list[Settled] = field(default_factory=list)
    _line: int = 0
    _source: str = ""

    def reached(
        self, inputs: Iterable[tuple[int, Article | ArticleError]], until: float | None
    ) -> Iterator[Article | ArticleError]:
        """Yield the inputs for which there is time, at least the first one."""
        for self._line, article in inputs:
            self._source = article.source if isinstance(article, ArticleError) else article.identifier
            late = until is not None and self.settled and time.monotonic() > until
            if late and isinstance(article, Article):
                self._add(Settled(self._source, "unreached", line=self._line))
            else:
                yield article

    def settle(self, told: str, outcome: str) -> None:
        """Note what became of the article in hand; of one that is not stored, ``told`` says why."""
        iri = self.minter.article(self._source) if outcome != "rejected" else ""
        detail = told if outcome in ("quarantined", "rejected") else ""
        quarantined = key(self._source) if outcome == "quarantined" else ""
        self._add(Settled(self._source, outcome, iri, detail, quarantined, self._line))

    def _add(self, settled: Settled) -> None:
        self.settled.append(settled)
        self.tell(settled)


def _file_name(name: str, content: bytes, ending: str) -> str:
    """Return the name of a file that identifies what was sent by its name, or else by its content."""
    fitting = _UNFIT.sub("-", name).strip(" .-")[:_LONGEST_NAME]
    fitting = fitting or f"sent-{key(content.decode('utf-8', 'replace'))}"
    return fitting if fitting.lower().endswith(ending) else fitting + ending


def _on_one_line(content: bytes) -> bytes:
    """Return a JSON document as a line of JSON Lines; what is no JSON stays, and is refused as such."""
    try:
        return json.dumps(json.loads(content)).encode("utf-8") + b"\n"
    except (ValueError, RecursionError):
        return content.replace(b"\n", b" ")
