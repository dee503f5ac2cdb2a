"""Fuzz a real server: ``python -m tests.fuzz --inputs 100000 --seed 1``.

A store is made of the examples of the tests, a server is started over it, and inputs of all kinds are
sent by several clients at once. Out comes a table; inputs that found a fault lie in the folder
``--failures``, whose files can be sent again with ``--replay FILE``. The exit status is 1 where there are
faults.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from itertools import chain
from pathlib import Path

from tests.fuzz.campaign import KINDS, Campaign, Target, queues
from tests.fuzz.described_requests import KIND, described
from tests.fuzz.fuzzed_server import CLIENTS, Watched, fuzzed_server
from tests.fuzz.inputs import kept
from tests.server.conftest import fill

_SHARE = 20  # one in so many inputs comes from the description of the server
_OPERATIONS = 60  # about as many are in it, asked rightly and wrongly
_TELL = 30.0  # seconds between two lines of progress


def _read(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=10_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1, help="what they are made from")
    parser.add_argument("--clients", type=int, default=CLIENTS, help="how many are sent at once")
    parser.add_argument("--kind", action="append", choices=[*KINDS, KIND], help="only inputs of this kind")
    parser.add_argument("--failures", type=Path, default=Path("build/fuzz"), help="where inputs are kept")
    parser.add_argument("--minutes", type=float, default=1e6, help="how long it may go on at most")
    parser.add_argument("--grace", type=float, default=1.0, help="seconds that an answer may be late")
    parser.add_argument(
        "--replay", type=Path, nargs="+", metavar="FILE", help="send these, and show the answers"
    )
    return parser.parse_args(arguments)


def _campaign(given: argparse.Namespace, target: Target) -> Campaign:
    """Send all inputs, those that write by one client, and tell how it goes on."""
    campaign, kinds = Campaign(target, given.failures, given.minutes * 60), given.kind or [*KINDS, KIND]
    share = given.inputs // _SHARE if KIND in kinds else 0
    reading, writing, articles = queues(given.seed, given.inputs - share, kinds)
    from_description = described(given.inputs, share // _OPERATIONS, given.seed)
    queue = (chain(writing, articles), 1), (from_description, 1), (reading, given.clients - 2)
    work = threading.Thread(target=campaign.run, args=queue, daemon=True)
    work.start()
    began = time.monotonic()
    while work.is_alive():
        work.join(_TELL)
        told = f"{campaign.done:7} of {given.inputs}, {time.monotonic() - began:6.0f} s"
        print(f"{told}, {campaign.failed} faults", file=sys.stderr, flush=True)
    return campaign


def _replay(watched: Watched, files: list[Path]) -> int:
    campaign = Campaign(watched.target, Path(watched.running.scratch, "failures"))
    for file in files:
        given = kept(file)
        answer = watched.target.answer(given)
        print(f"\n{file}: {answer.status} after {answer.seconds:.2f} s {answer.failure}")
        print("".join(f"{name}: {value}\n" for name, value in answer.headers.items()))
        print(answer.body[:2000].decode("utf-8", "replace"))
        for fault in campaign.try_one(0, given):
            print(f"FAULT {fault}")
    return campaign.failed


def main(arguments: list[str] | None = None) -> int:
    given = _read(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "store")
        with fuzzed_server(folder / "store", folder, given.grace) as watched:
            if given.replay:
                failed = _replay(watched, given.replay)
            else:
                campaign = _campaign(given, watched.target)
                print(campaign.table())
                failed = campaign.failed
            megabytes = [number // 10**6 for number in (watched.memory_before, watched.memory_most)]
            print("resident megabytes of all processes: {} before, {} at most".format(*megabytes))
            found = watched.faults()
            print(*found, sep="\n")
    return 1 if failed or found else 0


if __name__ == "__main__":
    sys.exit(main())
