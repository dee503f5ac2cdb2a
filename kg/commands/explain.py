"""``kg explain``: every fact taken from one article, with the sentence that says it."""

from __future__ import annotations

import argparse

from kg.config import Settings
from kg.explain import explain
from kg.store.embedded import EmbeddedStore


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    print(explain(EmbeddedStore.open_reader(settings.store), arguments.article))
    return 0
