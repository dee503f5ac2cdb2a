"""Articles that were sent to the service in, what became of each out; the run is that of ``kg.ingest``.

The mapper is kept from one time to the next, as long as what it reads with has not changed.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kg.article import read_articles
from kg.config import Settings
from kg.edits import Received, Settled
from kg.errors import ArticleError
from kg.fingerprint import installation_digest, knowledge_digest
from kg.gate.gate import Gate
from kg.gate.report import Report
from kg.gate.report_graph import reports_turtle
from kg.ingest import Summary, ingest_articles
from kg.iri import Minter, key
from kg.mapping import ChecksGraphs, MapsArticles, Stages
from kg.model import Article, ArticleGraph
from kg.store.quarantine import Quarantine
from kg.store.versions import Folder

_ENDINGS: Mapping[str, str] = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/json": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
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

    def receive(self, content: bytes, media_type: str, name: str) -> tuple[Received, str]:
        """Ingest the articles of a document; return what became of them, and the reports in Turtle.

        ``name``, where it is not empty, identifies an article that states no URL. What cannot be read
        as an article is among what became of them. Raises StoreError where the store cannot be written.
        """
        self._gate.reports.clear()
        outcomes: dict[str, str] = {}
        with tempfile.TemporaryDirectory(prefix="kg-articles-") as folder:
            file = Path(folder, _file_name(name, content, _ENDINGS[media_type]))
            file.write_bytes(_on_one_line(content) if media_type == "application/json" else content)
            seen: list[str] = []
            summary = ingest_articles(
                self._noted(read_articles([str(file)], self._settings.max_article_bytes), seen, folder),
                self._settings,
                outcomes.__setitem__,
                Stages(self._loaded_mapper, lambda: self._gate),
            )
        settled = tuple(self._settled(identifier, outcomes) for identifier in seen)
        settled += tuple(Settled(line, "rejected", detail=line) for line in summary.rejected)
        return _received(summary, settled), reports_turtle(self._gate.reports.items())

    def _noted(
        self, articles: Iterable[Article | ArticleError], seen: list[str], folder: str
    ) -> Iterator[Article | ArticleError]:
        """Yield the inputs, without the folder in which they lie; note the identifiers of the articles."""
        quarantine = Quarantine(Folder(self._settings.store).quarantine)
        for article in articles:
            if isinstance(article, ArticleError):
                yield ArticleError(article.source.replace(f"{folder}/", ""), article.message)
                continue
            if article.identifier not in seen:
                seen.append(article.identifier)
            if quarantine.input_digest(key(article.identifier)) is not None:
                quarantine.forget_input(key(article.identifier))  # who sends it again wants another try
            yield article

    def _settled(self, identifier: str, outcomes: Mapping[str, str]) -> Settled:
        outcome, iri = outcomes.get(identifier), self._minter.article(identifier)
        if outcome is not None:
            return Settled(identifier, outcome, iri)
        line = next((line for line in outcomes if line.startswith(f"{identifier}: ")), "")
        if outcomes.get(line) == "quarantined":
            return Settled(identifier, "quarantined", iri, line, key(identifier))
        return Settled(identifier, "rejected", "", line)

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


def _received(summary: Summary, settled: tuple[Settled, ...]) -> Received:
    counts = {
        "stored": summary.stored,
        "replaced": summary.replaced,
        "unchanged": summary.unchanged,
        "quarantined": len(summary.quarantined),
        "rejected": len(summary.rejected),
    }
    told = {(s.source, s.outcome): s for s in settled if s.outcome != "rejected" or s.detail}
    return Received(summary.version, counts, tuple(told.values()))


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
