"""Writing, publishing and reading: atomic, durable, and readers see whole versions only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.knowledge.facts import Text
from kg.store.embedded import EmbeddedStore
from kg.vocab import XSD
from tests.store.samples import BASE, article_graph, triples

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING = "SELECT ?s ?p ?o { ?s ?p ?o }"


def test_a_graph_comes_back_as_it_was_written(store: Path) -> None:
    reader = EmbeddedStore.open_reader(store)
    assert set(reader.triples(article_graph("a"))) == set(triples("a"))
    assert reader.graph_names() == [article_graph(name) for name in "abc"]
    assert reader.count() == reader.manifest.quads == 15
    assert reader.manifest.articles == 3


def test_lines_of_a_graph_are_sorted_n_quads(store: Path) -> None:
    lines = EmbeddedStore.open_reader(store).graph(article_graph("a"))
    assert lines == sorted(lines)
    assert lines[0] == (
        f'<{BASE}a/0> <{BASE}says> "line 0\\n\\"quoted\\" \\\\ é\\t" <{article_graph("a")}> .'
    )


def test_replacing_a_graph_leaves_nothing_of_the_old_one(store: Path) -> None:
    with EmbeddedStore.open_writer(store) as writer:
        assert writer.replace_graph(article_graph("a"), triples("other", 2))
        writer.publish()
    reader = EmbeddedStore.open_reader(store)
    assert set(reader.triples(article_graph("a"))) == set(triples("other", 2))
    assert reader.version == 2


def test_an_unchanged_graph_makes_no_version(store: Path) -> None:
    with EmbeddedStore.open_writer(store) as writer:
        assert not writer.replace_graph(article_graph("a"), reversed(triples("a")))
        assert writer.publish() == 1
    assert EmbeddedStore.open_reader(store).version == 1


def test_the_input_digest_changes_without_a_version(store: Path) -> None:
    with EmbeddedStore.open_writer(store) as writer:
        assert not writer.replace_graph(article_graph("a"), triples("a"), "made from this")
        assert writer.publish() == 1
    with EmbeddedStore.open_writer(store) as writer:
        assert writer.input_digest(article_graph("a")) == "made from this"
        assert writer.input_digest(article_graph("b")) is None


def test_what_the_writer_remembers_is_never_seen(store: Path) -> None:
    reader = EmbeddedStore.open_reader(store)
    predicates = {row["p"] for row in reader.select(EVERYTHING)}
    assert predicates == {f"{BASE}says"}
    assert len(reader.select(EVERYTHING)) == 15


def test_a_removed_graph_is_gone(store: Path) -> None:
    with EmbeddedStore.open_writer(store) as writer:
        writer.remove_graph(article_graph("b"))
        assert writer.graph_digest(article_graph("b")) is None
        writer.publish()
    assert not EmbeddedStore.open_reader(store).has_graph(article_graph("b"))


def test_the_digest_of_a_version_depends_on_content_only(tmp_path: Path) -> None:
    digests = []
    for order in ("ab", "ba"):
        path = tmp_path / order
        with EmbeddedStore.open_writer(path) as writer:
            for name in order:
                writer.replace_graph(article_graph(name), triples(name))
            writer.extend_graph(f"{BASE}graph/provenance", triples(order))
            writer.publish()
        digests.append(EmbeddedStore.open_reader(path).manifest.digest)
    assert digests[0] == digests[1]


def test_a_reader_keeps_its_version_until_it_refreshes(store: Path) -> None:
    reader = EmbeddedStore.open_reader(store)
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph(article_graph("d"), triples("d"))
        assert not reader.stale
        writer.publish()
    assert reader.count() == 15
    assert reader.stale
    assert reader.refresh()
    assert (reader.count(), reader.version) == (20, 2)
    assert not reader.refresh()


def test_a_failed_change_leaves_the_graph_as_it_was(store: Path) -> None:
    with EmbeddedStore.open_writer(store) as writer:
        with pytest.raises(StoreError, match="not an RDF triple"):
            writer.replace_graph(article_graph("a"), [*triples("x"), ("no iri", "p", "o")])
        writer.publish()
    assert set(EmbeddedStore.open_reader(store).triples(article_graph("a"))) == set(triples("a"))


def test_a_second_writer_is_told_who_is_writing(store: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.store.embedded import EmbeddedStore\n"
        "with EmbeddedStore.open_writer(Path(sys.argv[1])): pass"
    )
    with EmbeddedStore.open_writer(store):
        second = subprocess.run(
            [sys.executable, "-c", code, str(store)], capture_output=True, text=True, check=False
        )
    assert second.returncode == 1
    assert f"process {os.getpid()} is writing to this store" in second.stderr
    assert str(store) not in second.stderr.rpartition("BusyError")[2]  # strangers are told this, too
    with EmbeddedStore.open_writer(store):
        pass  # the lock is free again


def test_readers_do_without_what_cannot_be_published(store: Path) -> None:
    """As on a full disk or one that is read only: a server must be able to start there."""
    (store / "writer").rename(store / "away")
    (store / "writer").write_text("no folder")
    (store / "unpublished").touch()
    assert EmbeddedStore.open_reader(store).version == 1
    (store / "current").unlink()
    with pytest.raises(StoreError, match="first version cannot be published"):
        EmbeddedStore.open_reader(store)


def test_no_store_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no knowledge graph yet"):
        EmbeddedStore.open_reader(tmp_path / "nothing")


def test_a_store_is_checked_without_its_engine(store: Path, tmp_path: Path) -> None:
    EmbeddedStore.check(store)
    with pytest.raises(StoreError, match="no knowledge graph yet"):
        EmbeddedStore.check(tmp_path / "nothing")
    (store / "current").write_text("7\n", encoding="ascii")
    with pytest.raises(StoreError, match="there is no version 7"):
        EmbeddedStore.check(store)


def test_a_store_that_is_a_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with (
        pytest.raises(StoreError, match="cannot be used as a store"),
        EmbeddedStore.open_writer(tmp_path / "file"),
    ):
        pass


def test_bindings_are_values_not_text(store: Path) -> None:
    reader = EmbeddedStore.open_reader(store)
    rows = reader.select("SELECT ?s ?o { ?s ?p ?o }", s=f"{BASE}a/1")
    assert [row["o"] for row in rows] == [triples("a")[1][2]]
    hostile = Text('" } #', "", XSD["string"])
    assert reader.select("SELECT ?s ?o { ?s ?p ?o }", o=hostile) == []
    assert reader.ask("ASK { ?s ?p ?o }", s=f"{BASE}a/1")
    assert reader.construct("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", s=f"{BASE}a/1") == [triples("a")[1]]


WRITE_FOREVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.store.samples import article_graph, triples
from kg.store.embedded import EmbeddedStore
with EmbeddedStore.open_writer(Path(sys.argv[1])) as writer:
    for number in range(int(sys.argv[3]), 10_000):
        writer.replace_graph(article_graph(number), triples(number, 40))
        print(number, flush=True)
        if number % 7 == 6:
            writer.publish()
"""


def test_kill_at_any_moment_loses_nothing_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    acknowledged = -1
    for kill_after in (3, 11, 1, 16, 8):
        command = [sys.executable, "-c", WRITE_FOREVER, str(tmp_path), str(ROOT)]
        with subprocess.Popen(
            [*command, str(acknowledged + 1)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            for _ in range(kill_after):
                acknowledged = int(process.stdout.readline())
            time.sleep(0.003 * kill_after)  # into the middle of something
            process.send_signal(signal.SIGKILL)
            rest = process.stdout.read().split()
        acknowledged = int(rest[-1]) if rest else acknowledged
        reader = EmbeddedStore.open_reader(tmp_path)
        numbers = {int(name.rpartition("/")[2]) for name in reader.graph_names()}
        assert set(range(acknowledged + 1)) <= numbers <= set(range(acknowledged + 2))
        for number in numbers:
            assert set(reader.triples(article_graph(number))) == set(triples(number, 40))
        assert reader.manifest.quads == reader.count() == 40 * len(numbers)


def test_a_version_sealed_but_not_current_is_taken_up(store: Path) -> None:
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph(article_graph("d"), triples("d"))
        writer.publish()
    (store / "current").write_text("1\n", encoding="ascii")  # as if killed just before the switch
    (store / "unpublished").touch()
    assert EmbeddedStore.open_reader(store).version == 2
    assert sorted(folder.name for folder in (store / "versions").iterdir()) == ["1", "2"]


def test_an_unfinished_version_is_swept_away(store: Path) -> None:
    (store / "versions" / ".2.partial" / "data").mkdir(parents=True)
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph(article_graph("d"), triples("d"))
        assert writer.publish() == 2
    assert not list((store / "versions").glob(".*"))
    assert EmbeddedStore.open_reader(store).count() == 20


def test_a_reader_does_not_wait_for_a_busy_writer(store: Path) -> None:
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph(article_graph("d"), triples("d"))
        assert EmbeddedStore.open_reader(store).count() == 15
    assert EmbeddedStore.open_reader(store).count() == 20
