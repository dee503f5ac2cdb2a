"""A change in several transactions is published as a whole, or nothing of it is there."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder
from tests.store.samples import article_graph, triples

A, B, C = map(article_graph, "abc")
NEW = article_graph("new")


ROOT = Path(__file__).resolve().parents[2]
CHANGE_AND_DIE = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from kg.store.embedded import EmbeddedStore
from tests.store.samples import article_graph, triples

path, moment = Path(sys.argv[1]), sys.argv[2]

def die():
    os.kill(os.getpid(), signal.SIGKILL)

with EmbeddedStore.open_writer(path) as writer, writer.attempt():
    writer.replace_graph(article_graph("new"), triples("new"))
    if moment == "after one graph":
        die()
    writer.remove_graph(article_graph("a"))
    if moment == "sealed":
        writer._make_version(2)
        die()
    writer.publish()
    die()
"""


def killed_while_changing(path: Path, moment: str) -> None:
    """Change two graphs in a process that ends without warning at some moment."""
    command = [sys.executable, "-c", CHANGE_AND_DIE, str(path), moment, str(ROOT)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL


@pytest.mark.parametrize("moment", ["after one graph", "sealed"])
@pytest.mark.parametrize("writes", [True, False])
def test_what_was_not_published_is_taken_back(store: Path, moment: str, writes: bool) -> None:
    killed_while_changing(store, moment)
    if writes:
        with EmbeddedStore.open_writer(store) as writer:
            assert sorted(writer.graph_names()) == [A, B, C]
            assert writer.graph_digest(A)
    reader = EmbeddedStore.open_reader(store)
    assert (reader.version, reader.graph_names()) == (1, [A, B, C])
    assert left_over(store) == []
    with EmbeddedStore.open_writer(store) as writer:  # the next change has the same number
        writer.replace_graph(B, triples("other"))
        assert writer.publish() == 2
    assert set(EmbeddedStore.open_reader(store).triples(B)) == set(triples("other"))
    assert not EmbeddedStore.open_reader(store).has_graph(NEW)


def test_what_was_published_stays(store: Path) -> None:
    killed_while_changing(store, "published")
    reader = EmbeddedStore.open_reader(store)
    assert (reader.version, reader.graph_names()) == (2, [B, C, NEW])
    with EmbeddedStore.open_writer(store) as writer:
        assert writer.publish() == 2
    assert left_over(store) == []


def test_an_error_takes_back_as_well(store: Path) -> None:
    with pytest.raises(ZeroDivisionError), EmbeddedStore.open_writer(store) as writer, writer.attempt():
        writer.replace_graph(NEW, triples("new"))
        1 / 0  # noqa: B018
    with EmbeddedStore.open_writer(store) as writer:
        assert not writer.has_graph(NEW)
        assert writer.publish() == 1


def left_over(store: Path) -> list[str]:
    return [path.name for path in store.iterdir() if "undo" in path.name or path == Folder(store).unpublished]


def test_only_the_difference_is_written(tmp_path: Path) -> None:
    graph = triples("many", 20_000)
    last, (more,) = graph[-1], triples("more", 1)
    with EmbeddedStore.open_writer(tmp_path) as writer:
        writer.replace_graph(A, graph)
        before = logged(tmp_path)
        with writer.attempt():
            writer.replace_graphs({A: [*graph[:-1], more], B: [last]})
        writer.replace_graph(A, [*graph[1:-1], more])
        assert logged(tmp_path) - before < 20_000
        version = writer.publish()
    reader = EmbeddedStore.open_reader(tmp_path, version)
    assert set(reader.triples(A)) == {*graph[1:-1], more}
    assert set(reader.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == {*graph[1:], more}


def logged(path: Path) -> int:
    """Return how many bytes the engine has written of what it was told."""
    return sum(file.stat().st_size for file in Folder(path).writer.glob("*.log"))
