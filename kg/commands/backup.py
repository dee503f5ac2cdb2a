"""``kg backup``: one version with the quarantine and the imports as an archive."""

from __future__ import annotations

import argparse

from kg.config import Settings
from kg.store.backup import back_up
from kg.store.versions import Folder, current_number, no_version


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    folder = Folder(settings.store)
    number = arguments.number or current_number(folder)
    if number is None:
        raise no_version(folder)
    manifest = back_up(folder, number, arguments.archive)
    print(
        f"version {number} ({manifest.articles:,} articles, {manifest.quads:,} quads) in {arguments.archive}"
    )
    return 0
