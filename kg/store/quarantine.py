"""Articles whose graph did not conform, kept on disk for people to read, fix and retry.

STORE/quarantine/KEY/ holds ``article.json`` (which may be edited), ``graph.nq``, ``report.json``
and ``report.txt``; it appears and disappears as a whole.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from kg.errors import NotFoundError, StoreError
from kg.knowledge.facts import Triple
from kg.model import Article, DateInterval, Precision, PublicationDate, Stated
from kg.store.terms import ntriples_lines
from kg.store.versions import sync_folder, write_durably

_STATED = ("headline", "publisher", "agency", "author")


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One article in quarantine. ``input_digest`` tells whether trying again could end otherwise."""

    key: str
    article: Article
    input_digest: str
    report_text: str


class Quarantine:
    """The quarantine of one store; changed by its writer only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(
        self,
        key: str,
        article: Article,
        input_digest: str,
        graph: tuple[str, Iterable[Triple]],
        report: tuple[str, str],
    ) -> None:
        """Keep an article with its graph (name, triples) and its report (JSON, text)."""
        self._folder.mkdir(parents=True, exist_ok=True)
        partial = self._folder / f".{key}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        content = {"input_digest": input_digest, "article": asdict(article)}
        text = json.dumps(content, indent=2, ensure_ascii=False, default=str)
        write_durably(partial / "article.json", text + "\n")
        write_durably(partial / "graph.nq", _nquads(*graph))
        write_durably(partial / "report.json", report[0])
        write_durably(partial / "report.txt", report[1] + "\n")
        self.remove(key)
        partial.rename(self._folder / key)
        sync_folder(self._folder)

    def remove(self, key: str) -> bool:
        """Forget an article; return whether it was there."""
        if not (self._folder / key).is_dir():
            return False
        leaving = self._folder / f".{key}.removed"
        shutil.rmtree(leaving, ignore_errors=True)
        (self._folder / key).rename(leaving)
        shutil.rmtree(leaving, ignore_errors=True)
        return True

    def keys(self) -> list[str]:
        if not self._folder.is_dir():
            return []
        return sorted(entry.name for entry in self._folder.iterdir() if entry.name[0] != ".")

    def path(self, key: str) -> Path:
        return self._folder / key

    def forget_input(self, key: str) -> None:
        """Let the next run map an article again even if nothing has changed."""
        file = self._folder / key / "article.json"
        content = json.loads(file.read_text(encoding="utf-8"))
        text = json.dumps({**content, "input_digest": ""}, indent=2, ensure_ascii=False)
        write_durably(file, text + "\n")

    def input_digest(self, key: str) -> str | None:
        """Return what the article in quarantine was made from; ``None`` where it is not there."""
        return self.get(key).input_digest if (self._folder / key).is_dir() else None

    def get(self, key: str) -> Quarantined:
        """Return one article; raises NotFoundError, or StoreError for a file that was edited badly."""
        folder = self._folder / key
        if not key or "/" in key or key[0] == "." or not folder.is_dir():
            raise NotFoundError(f"{key!r} is not in quarantine; see: kg quarantine list")
        try:
            content = json.loads((folder / "article.json").read_text(encoding="utf-8"))
            article = _article(content["article"])
            report_text = (folder / "report.txt").read_text(encoding="utf-8")
            return Quarantined(key, article, content["input_digest"], report_text)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise StoreError(f"{folder}: cannot be read: {error!r}; correct article.json") from error


def _nquads(graph_name: str, triples: Iterable[Triple]) -> str:
    try:
        lines = ntriples_lines(triples)
    except StoreError:  # not RDF: which is why it is here
        lines = sorted(f"# not RDF: {triple!r} ." for triple in triples)
    return "".join(f"{line[:-1]}<{graph_name}> .\n" for line in lines)


# ---------------------------------------------------------------- article from JSON


def _article(values: dict[str, Any]) -> Article:
    stated = {name: _stated(values.get(name)) for name in _STATED}
    published = values.get("published")
    return Article(**{**values, **stated, "published": _publication(published) if published else None})


def _stated(values: dict[str, Any] | None) -> Stated | None:
    return Stated(**values) if values else None


def _publication(values: dict[str, Any]) -> PublicationDate:
    interval, clock = values["interval"], values.get("time")
    begin, end = interval["begin"], interval["end"]
    days = DateInterval(
        date.fromisoformat(begin) if begin else None,
        date.fromisoformat(end) if end else None,
        Precision(interval["precision"]),
    )
    return PublicationDate(
        **{**values, "interval": days, "time": time.fromisoformat(clock) if clock else None}
    )
