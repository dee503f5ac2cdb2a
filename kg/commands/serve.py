"""``kg serve``: the knowledge graph over HTTP."""

from __future__ import annotations

import argparse
from importlib import import_module

from kg.config import Settings
from kg.store.embedded import EmbeddedStore


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    EmbeddedStore.check(settings.store)  # says what is wrong with the store before serving starts
    serving = import_module("server.serving")  # by name: this package does not depend on the server
    code: int = serving.run(settings)
    return code
