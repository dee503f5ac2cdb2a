"""``kg quarantine``: the articles set aside, why, and another try for them."""

from __future__ import annotations

import argparse

from kg.commands.ingest import tell
from kg.commands.progress import progress_bar
from kg.config import Settings
from kg.ingest import ingest_articles
from kg.store.quarantine import Quarantine
from kg.store.versions import Folder


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    quarantine = Quarantine(Folder(settings.store).quarantine)
    keys: list[str] = arguments.keys
    if arguments.action == "list":
        return _list(quarantine, keys)
    if arguments.action == "show":
        return _show(quarantine, keys or quarantine.keys())
    return _retry(quarantine, keys or quarantine.keys(), settings)


def _list(quarantine: Quarantine, keys: list[str]) -> int:
    for key in keys or quarantine.keys():
        entry = quarantine.get(key)
        headline = entry.article.headline.value if entry.article.headline else ""
        print(f"{key}  {entry.article.identifier}  {headline}".rstrip())
    return 0


def _show(quarantine: Quarantine, keys: list[str]) -> int:
    for key in keys:
        entry = quarantine.get(key)
        print(f"{key}  {entry.article.identifier}\n{quarantine.path(key)}\n\n{entry.report_text}")
    return 0


def _retry(quarantine: Quarantine, keys: list[str], settings: Settings) -> int:
    articles = [quarantine.get(key).article for key in keys]
    for key in keys:
        quarantine.forget_input(key)  # so that it is mapped again even if nothing has changed
    with progress_bar(len(articles)) as progress:
        summary = ingest_articles(articles, settings, progress)
    return tell(summary, as_json=False)
