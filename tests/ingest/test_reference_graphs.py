"""The reference data of a store is made anew where something it is made from has changed, and only there."""

from __future__ import annotations

from pathlib import Path

from kg.config import Settings
from kg.ingest import ingest
from kg.iri import Minter
from kg.store.embedded import EmbeddedStore
from tests.once import copied


def test_what_is_up_to_date_is_left_as_it_is(reference_store: Path, tmp_path: Path) -> None:
    store = copied(reference_store, tmp_path)
    assert ingest([], Settings(store=store)).version == 1
    shapes = Minter(Settings().base_iri).graph("shapes")
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph(shapes, [("urn:a", "urn:b", "urn:c")], "another installation")
        assert writer.publish() == 2
    assert ingest([], Settings(store=store)).version == 3
    kept, made = (EmbeddedStore.open_reader(store, version) for version in (1, 3))
    assert made.graph(shapes) == kept.graph(shapes)
