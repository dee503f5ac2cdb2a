"""A writer that is killed, or has no more room, loses nothing that it acknowledged."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store.embedded import EmbeddedStore
from tests.store.samples import article_graph

ROOT = Path(__file__).resolve().parents[2]
KILLS = 200
WRITE_TOO_MUCH = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from kg.errors import StoreError
from kg.store.embedded import EmbeddedStore
from tests.store.samples import article_graph, triples
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    with EmbeddedStore.open_writer(Path(sys.argv[1])) as writer:
        for number in range(100_000):
            writer.replace_graph(article_graph(number), triples(number, 40))
            print(number, flush=True)
except StoreError as error:
    print(error, file=sys.stderr)
"""


@pytest.mark.long
def test_killed_at_any_moment_it_has_what_it_acknowledged(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.store.crash", str(tmp_path / "store"), str(KILLS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0].replace(",", "")) > KILLS / 2


def test_no_more_room_is_a_clear_error_and_what_was_acknowledged_stays(tmp_path: Path) -> None:
    store = tmp_path / "store"
    limit = 400_000  # bytes; the engine's log outgrows it soon
    command = [sys.executable, "-c", WRITE_TOO_MUCH, str(store), str(ROOT), str(limit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(store) in done.stderr and "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    acknowledged = [int(line) for line in done.stdout.split()]
    assert 0 < len(acknowledged) < 100_000
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY  # here there is room again
    reader = EmbeddedStore.open_reader(store)
    assert {article_graph(number) for number in acknowledged} <= set(reader.graph_names())
    with EmbeddedStore.open_writer(store) as writer:
        writer.remove_graph(article_graph(0))
        assert writer.publish() == 2
