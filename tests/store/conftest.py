from __future__ import annotations

from pathlib import Path

import pytest

from kg.store.embedded import EmbeddedStore
from tests.store.samples import article_graph, triples


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with three graphs of five triples, published as version 1."""
    path = tmp_path / "store"
    with EmbeddedStore.open_writer(path) as writer:
        for name in "abc":
            writer.replace_graph(article_graph(name), triples(name))
        writer.publish()
    return path
