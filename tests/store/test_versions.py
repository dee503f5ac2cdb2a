"""Old versions stay as they were, can be compared, come back under a new number, or make room."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import NotFoundError, StoreError, VersionGoneError
from kg.store.backup import back_up, restore_backup
from kg.store.differences import GraphDifference, differences
from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder, is_kept, manifests, prune_version, read_manifest
from kg.vocab import DIPL, OWL, SHAPE
from tests.store.samples import BASE, article_graph, triples

PROVENANCE = f"{BASE}graph/provenance"


@pytest.fixture
def two(store: Path) -> Path:
    """The same store with a second version: b is changed, c withdrawn, d new."""
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph(article_graph("b"), [*triples("b")[1:], *triples("new", 1)])
        writer.remove_graph(article_graph("c"))
        writer.replace_graph(article_graph("d"), triples("d"), "made from d")
        writer.extend_graph(PROVENANCE, triples("run"))
        writer.publish()
    return store


def test_an_old_version_is_read_by_its_number(two: Path) -> None:
    old = EmbeddedStore.open_reader(two, 1)
    assert (old.version, old.count(), old.stale) == (1, 15, False)
    assert not old.has_graph(article_graph("d"))
    with pytest.raises(NotFoundError, match="no version 3"):
        EmbeddedStore.open_reader(two, 3)


def test_a_manifest_tells_when_and_of_which_vocabulary(store: Path) -> None:
    stated = [
        (namespace.rstrip("#"), OWL["versionIRI"], f"{BASE}{len(namespace)}") for namespace in (DIPL, SHAPE)
    ]
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph(f"{BASE}graph/ontology", stated)
        number = writer.publish()
    manifest = read_manifest(Folder(store), number)
    assert (manifest.ontology, manifest.shapes) == tuple(iri for _, _, iri in stated)
    first, second = (entry.published for entry in manifests(Folder(store)))
    assert first.endswith("+00:00") and first <= second


def test_what_differs_is_told_graph_by_graph(two: Path) -> None:
    found = list(differences(EmbeddedStore.open_reader(two, 1), EmbeddedStore.open_reader(two, 2)))
    assert [(d.graph_name.rpartition("/")[2], d.change, len(d.added), len(d.removed)) for d in found] == [
        ("b", "changed", 1, 1),
        ("c", "withdrawn", 0, 5),
        ("d", "added", 5, 0),
        ("provenance", "added", 5, 0),
    ]
    changed: GraphDifference = found[0]
    assert changed.added[0].startswith(f"<{BASE}new/0> ") and changed.removed[0].startswith(f"<{BASE}b/0> ")


def test_a_restored_version_is_a_new_one_with_the_old_content(two: Path) -> None:
    folder = Folder(two)
    assert EmbeddedStore.restore(two, folder.data(1), [PROVENANCE]) == 3
    reader = EmbeddedStore.open_reader(two)
    assert reader.version == 3
    assert not list(differences(EmbeddedStore.open_reader(two, 1), reader))
    assert reader.manifest.digest == read_manifest(folder, 1).digest
    with EmbeddedStore.open_writer(two) as writer:  # the writer goes on from there
        assert not writer.replace_graph(article_graph("a"), triples("a"))
        assert not writer.has_graph(article_graph("d"))
        assert writer.input_digest(article_graph("d")) is None
        writer.replace_graph(article_graph("e"), triples("e"))
        assert writer.publish() == 4
    assert EmbeddedStore.open_reader(two, 2).has_graph(article_graph("d"))


def test_a_restored_version_has_no_digest_for_what_only_grows(two: Path) -> None:
    assert EmbeddedStore.restore(two, Folder(two).data(2), [PROVENANCE]) == 3
    digests = {manifest.number: manifest.digest for manifest in manifests(Folder(two))}
    assert digests[3] == digests[2] != digests[1]


def test_a_restoration_cut_short_is_finished(two: Path) -> None:
    folder = Folder(two)
    EmbeddedStore.restore(two, folder.data(1), ())
    folder.writer.rename(folder.restored)  # as if killed before it took its place
    folder.unpublished.touch()
    assert EmbeddedStore.open_reader(two).count() == 15
    assert folder.writer.is_dir() and not folder.restored.exists()


def test_a_pruned_version_keeps_its_manifest(two: Path) -> None:
    folder = Folder(two)
    prune_version(folder, 1)
    assert not is_kept(folder, 1) and read_manifest(folder, 1).quads == 15
    with pytest.raises(VersionGoneError, match="version 1 was pruned"):
        EmbeddedStore.open_reader(two, 1)
    with pytest.raises(StoreError, match="current one and stays"):
        prune_version(folder, 2)
    with EmbeddedStore.open_writer(two) as writer:
        writer.remove_graph(article_graph("a"))
        assert writer.publish() == 3  # numbers go on


def test_a_backup_comes_back_in_another_place(two: Path, tmp_path: Path) -> None:
    archive, other = tmp_path / "backup.tar.gz", Folder(tmp_path / "other")
    (two / "quarantine" / "k").mkdir(parents=True)
    (two / "quarantine" / "k" / "report.txt").write_text("why", encoding="utf-8")
    with EmbeddedStore.open_writer(two) as writer:  # somebody is writing meanwhile
        writer.replace_graph(article_graph("x"), triples("x"))
        manifest = back_up(Folder(two), 2, archive)
    assert restore_backup(other, archive, [PROVENANCE]) == (1, manifest)
    ours, theirs = EmbeddedStore.open_reader(two, 2), EmbeddedStore.open_reader(other.root)
    assert not list(differences(ours, theirs))
    assert theirs.manifest.digest == manifest.digest
    assert (other.quarantine / "k" / "report.txt").read_text(encoding="utf-8") == "why"


def test_a_damaged_backup_changes_nothing(two: Path, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    back_up(Folder(two), 2, archive)
    archive.write_bytes(archive.read_bytes()[:3000])
    with pytest.raises(StoreError, match="not a whole backup"):
        restore_backup(Folder(two), archive, ())
    assert EmbeddedStore.open_reader(two).version == 2
    assert not list(two.glob(".restore-*"))
