"""``kg restore``: the content of a backup as a new current version."""

from __future__ import annotations

import argparse

from kg.config import Settings
from kg.iri import Minter
from kg.store.backup import restore_backup
from kg.store.versions import Folder


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    provenance = Minter(settings.base_iri).graph("provenance")
    number, manifest = restore_backup(Folder(settings.store), arguments.archive, [provenance])
    counts = f"{manifest.articles:,} articles, {manifest.quads:,} quads"
    print(f"version {number} holds the {counts} of {arguments.archive}")
    return 0
