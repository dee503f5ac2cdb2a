"""Kills writers at random moments and looks at what they leave: ``python -m tests.store.crash FOLDER KILLS``.

A writer changes, removes, publishes, prunes and restores, telling what it begins and what it has
done. After each kill the store must open; its current version must hold exactly what was
acknowledged, with or without the one operation that was under way; nothing may be half there.

Every writer and every check is a fork of a process that never opens the engine itself.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder, current_number, is_kept, manifests, prune_version
from tests.store.samples import article_graph, triples

State = dict[str, str]  # graph -> which content it holds
_GRAPHS = 6
_TRIPLES = 30
_LONGEST = 0.12  # seconds that a writer lives at the most after it has begun
_FAILED = 99
_EARLY = 0.1  # the share that is killed while it starts


def kill_writers(path: Path, kills: int, seed: int = 0) -> int:
    """Kill ``kills`` writers and return how many operations they acknowledged; raises AssertionError."""
    chance = random.Random(seed)
    state: State = {}
    acknowledged = 0
    for number in range(kills):
        lines = _killed(path, number, chance)
        done = [line.split()[1:] for line in lines if line.startswith("done")]
        acknowledged += len(done)
        for operation in done:
            state = _after(state, operation)
        begun = [line.split()[1:] for line in lines if line.startswith("begin")]
        possible = [state, *(_after(state, operation) for operation in begun[len(done) :])]
        state = _found(path, possible)
    return acknowledged


def _killed(path: Path, number: int, chance: random.Random) -> list[str]:
    """Return what a writer said before it was killed."""
    reading, writing = os.pipe()
    moment = chance.random() * _LONGEST
    child = os.fork()
    if not child:
        os.close(reading)
        _run(lambda: _write(path, number, writing))
    os.close(writing)
    early = chance.random() < _EARLY
    said = b"" if early else os.read(reading, 1 << 16)  # until it has begun
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as rest:
        return [line.decode("ascii") for line in (said + rest.read()).split(b"\n")[:-1]]


def _write(path: Path, number: int, writing: int) -> None:
    chance = random.Random(number)

    def told(operation: str, do: Callable[[], object]) -> None:
        os.write(writing, f"begin {operation}\n".encode("ascii"))
        do()
        os.write(writing, f"done {operation}\n".encode("ascii"))

    if number % 5 == 4:  # now and then, back to the state of the version that is current
        folder = Folder(path)
        with EmbeddedStore.open_writer(path):
            pass
        current = current_number(folder) or 0
        told("restore", lambda: EmbeddedStore.restore(path, folder.data(current), ()))
    with EmbeddedStore.open_writer(path) as writer:
        for step in range(1_000):
            name, content = f"g{chance.randrange(_GRAPHS)}", f"{number}-{step}"
            graph = article_graph(name)
            if chance.random() < 0.2:
                told(f"remove {name}", partial(writer.remove_graph, graph))
            else:
                told(
                    f"put {name} {content}", partial(writer.replace_graph, graph, triples(content, _TRIPLES))
                )
            if chance.random() < 0.2:
                told("publish", writer.publish)
                _prune(Folder(path))


def _prune(folder: Folder) -> None:
    for manifest in manifests(folder)[:-2]:
        if is_kept(folder, manifest.number):
            prune_version(folder, manifest.number)


def _after(state: State, operation: list[str]) -> State:
    match operation:
        case ["put", graph, content]:
            return state | {graph: content}
        case ["remove", graph]:
            return {name: content for name, content in state.items() if name != graph}
    return state


def _found(path: Path, possible: list[State]) -> State:
    """Return the one of the possible states that a fresh process finds in the store."""
    child = os.fork()
    if not child:
        _run(lambda: _check(path, possible))
    _, status = os.waitpid(child, 0)
    which = os.waitstatus_to_exitcode(status)
    assert 0 <= which < len(possible), f"the store in {path} holds none of {possible}"
    return possible[which]


def _check(path: Path, possible: list[State]) -> int:
    """Return which state the current version holds; raise where it is none, or a version is not whole."""
    folder = Folder(path)
    if current_number(folder) is None and not folder.unpublished.exists():
        return possible.index({})
    reader = EmbeddedStore.open_reader(path)
    held = {name: set(reader.triples(name)) for name in reader.graph_names()}
    kept = [manifest.number for manifest in manifests(folder) if is_kept(folder, manifest.number)]
    for number in kept:
        older = EmbeddedStore.open_reader(path, number)
        assert sum(len(older.graph(name)) for name in older.graph_names()) == older.manifest.quads
    return [
        {article_graph(name): set(triples(content, _TRIPLES)) for name, content in state.items()}
        for state in possible
    ].index(held)


def _run(task: Callable[[], object]) -> None:
    """Run a task in a forked process, which ends with it; a number it returns is the exit status."""
    try:
        result = task()
    except BaseException:
        traceback.print_exc()
        os._exit(_FAILED)
    os._exit(result if isinstance(result, int) else 0)


if __name__ == "__main__":
    print(f"{kill_writers(Path(sys.argv[1]), int(sys.argv[2])):,} operations acknowledged, all there")
