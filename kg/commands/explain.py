"""``kg explain``: every fact taken from one article with its sentence, or why accounts are of one thing."""

from __future__ import annotations

import argparse

from kg.config import Settings
from kg.explain import explain
from kg.iri import Minter
from kg.merges import explain_merges
from kg.store.embedded import EmbeddedStore

_SHORT = ("event/", "person/", "organisation/")  # as IRIs are shown: <event/KEY>


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    reader, minter = EmbeddedStore.open_reader(settings.store), Minter(settings.base_iri)
    name, page = arguments.article.strip("<>"), None
    if name.startswith((minter.base, *_SHORT)):
        iri = minter.base + name.removeprefix(minter.base)
        page = explain_merges(reader, iri, minter.graph("consolidated"))
    print(page or explain(reader, arguments.article))
    return 0
