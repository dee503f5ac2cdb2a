"""What hostile queries cost the service and its other clients: ``python benchmarks/hostile.py``.

The queries of ``tests/server/hostile.py`` are asked of a real server one after the other, while an
ordinary client goes on asking small ones. Out comes a table: how each ended, after how long, and
whether that was within its time limit plus one second; then the ordinary client's times, quiet and
under attack, and the memory of all processes. The exit status is 1 where a query was late.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the code of this checkout, whatever is installed

from tests.server.asking import Ordinary, Outcome, ask, attack, ordinary_client  # noqa: E402
from tests.server.hostile import HOSTILE, fill_people  # noqa: E402
from tests.server.running import Running, serving  # noqa: E402

GRACE = 1.0  # seconds past its limit within which the client must have its answer
MEGABYTE = 1_000_000


class _Memory:
    """The most that all processes of a server took while a block ran, in bytes."""

    def __init__(self, running: Running) -> None:
        self.most = 0
        self._running = running
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Memory:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._done.wait(0.2):
            self.most = max(self.most, self._running.memory())


def _told(name: str, outcome: Outcome, limit: float) -> bool:
    late = outcome.seconds > limit + GRACE
    how = outcome.problem.get("title", "answered")
    print(f"{name:46} {outcome.status:6} {outcome.seconds:7.2f}  {how}{'  LATE' if late else ''}")
    return late


def _print_ordinary(name: str, seen: Ordinary) -> None:
    shares = "  ".join(
        f"p{share:.0%}".rstrip("%") + f" {seen.percentile(share) * 1000:7.1f} ms"
        for share in (0.5, 0.95, 0.99)
    )
    print(f"ordinary queries, {name:13} {len(seen.seconds):6}  {shares}  failed {len(seen.failed)}")


def measure(limit: float, memory: int, quiet_seconds: float) -> bool:
    """Run the attacks, print the tables and return whether each ended in time."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "store")
        fill_people(store)
        settings = {"query_timeout": limit, "query_memory": memory, "result_bytes": memory // 4}
        with serving(store, Path(folder), **settings) as running:
            for _ in range(20):
                ask(running.url, "ASK {}")
            with ordinary_client(running.url) as quiet:
                time.sleep(quiet_seconds)
            idle = running.memory()
            print(f"{'query':46} {'status':6} {'seconds':>7}  how it ended")
            with _Memory(running) as used, ordinary_client(running.url) as busy:
                late = [_told(h.name, attack(running.url, h), limit) for h in HOSTILE]
            print(f"\n{len(HOSTILE)} hostile queries, {sum(late)} later than {limit + GRACE:g} s")
            _print_ordinary("quiet", quiet)
            _print_ordinary("under attack", busy)
            print(f"p95 under attack / quiet: {busy.percentile(0.95) / quiet.percentile(0.95):.2f}")
            megabytes = [number // MEGABYTE for number in (idle, used.most, running.memory())]
            print("resident megabytes of all processes: {} before, {} at most, {} after".format(*megabytes))
    return not any(late)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=float, default=5.0, help="time limit of a query, in seconds")
    parser.add_argument("--memory", type=int, default=1_000_000_000, help="memory limit of a query, in bytes")
    parser.add_argument("--quiet", type=float, default=10.0, help="seconds without attacks")
    given = parser.parse_args()
    return 0 if measure(given.limit, given.memory, given.quiet) else 1


if __name__ == "__main__":
    sys.exit(main())
