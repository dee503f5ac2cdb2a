"""Kills writers and servers at random moments: ``python -m tests.server.killing FOLDER KILLS``.

One client changes two graphs together by updates, and puts and removes a third one. After each kill the
store must hold what was acknowledged, with or without the one change that was under way, and never half of
it. Every version that was published must be whole.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from kg.store.embedded import EmbeddedStore
from kg.store.versions import Folder, manifests
from kg.tokens import Scope, Tokens
from tests.server.running import Running, serving

State = dict[str, int]  # graph -> the one value that it holds
_PAIR, _SINGLE = ("urn:graph:one", "urn:graph:two"), "urn:graph:three"
_VALUES = "SELECT ?g ?value { GRAPH ?g { <urn:s> <urn:p> ?value } }"
_LONGEST = 0.8  # seconds until a kill, once a change was acknowledged; one takes about half of it
_PATIENCE = 60
_SERVER_SHARE = 0.25  # of the kills that hit the whole server
_DONE = (200, 201, 204)


@dataclass(slots=True)
class Client:
    """Changes graphs until that fails: ``state`` was acknowledged, ``begun`` may have happened."""

    url: str
    token: str
    state: State
    values: count[int]
    begun: State = field(default_factory=dict)
    acknowledged: int = 0
    unexpected: str = ""
    first: threading.Event = field(default_factory=threading.Event)
    enough: threading.Event = field(default_factory=threading.Event)

    def go_on(self) -> None:
        chance = random.Random(next(self.values))
        with suppress(OSError, HTTPException):
            while not self.enough.is_set() and self._change(chance.random(), next(self.values)):
                self.state = self.begun
                self.acknowledged += 1
                self.first.set()
        self.first.set()

    def _change(self, kind: float, value: int) -> bool:
        if kind < 0.5:
            self.begun = {**self.state, **dict.fromkeys(_PAIR, value)}
            clear = " ; ".join(f"CLEAR SILENT GRAPH <{name}>" for name in _PAIR)
            triples = " ".join(f"GRAPH <{name}> {{ <urn:s> <urn:p> {value} }}" for name in _PAIR)
            update = f"{clear} ; INSERT DATA {{ {triples} }}"
            return self._done("POST", "/sparql", update, "application/sparql-update")
        path = f"/graphs?graph={quote(_SINGLE, safe='')}"
        if kind < 0.8 or _SINGLE not in self.state:
            self.begun = {**self.state, _SINGLE: value}
            return self._done("PUT", path, f"<urn:s> <urn:p> {value} .", "text/turtle")
        self.begun = {name: held for name, held in self.state.items() if name != _SINGLE}
        return self._done("DELETE", path, "", "text/turtle")

    def _done(self, method: str, path: str, body: str, kind: str) -> bool:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": kind}
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=_PATIENCE)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            told = response.read()
        finally:
            connection.close()
        if response.status not in (*_DONE, 503):
            self.unexpected = f"{method} {path}: {response.status} {told!r}"
        return response.status in _DONE


def kill_while_writing(folder: Path, kills: int, seed: int = 0) -> int:
    """Kill ``kills`` times and return how many changes were acknowledged; raises AssertionError."""
    chance, values, state, acknowledged = random.Random(seed), count(1), State(), 0
    store = folder / "store"
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph("urn:graph:any", [("urn:a", "urn:b", "urn:c")])
        writer.publish()
    token = Tokens(Folder(store).tokens).add("client", Scope.WRITE)
    with ExitStack() as stack:
        running = _serve(stack, store, folder)
        for _ in range(kills):
            client = Client(running.url, token, state, values)
            thread = threading.Thread(target=client.go_on)
            thread.start()
            client.first.wait()
            time.sleep(chance.random() * _LONGEST)
            client.enough.set()  # a kill between two changes is not felt
            if chance.random() < _SERVER_SHARE:
                _kill(running.processes())
                thread.join()
                stack.close()
                running = _serve(stack, store, folder)
            else:
                _kill(_editing(running))
                thread.join()
            assert not client.unexpected, client.unexpected
            acknowledged += client.acknowledged
            state = _held(running.url)
            assert state in (client.state, client.begun), (
                f"{state} is neither {client.state} nor {client.begun}"
            )
    _check_versions(store)
    return acknowledged


def _serve(stack: ExitStack, store: Path, folder: Path) -> Running:
    own = folder / f"server-{time.monotonic_ns()}"
    own.mkdir()
    return stack.enter_context(serving(store, own, workers=1, query_workers=1))


def _editing(running: Running) -> list[int]:
    found = []
    for process in running.processes():
        with suppress(OSError):
            if b"kg.editing_process" in Path(f"/proc/{process}/cmdline").read_bytes():
                found.append(process)
    return found


def _kill(processes: list[int] | dict[int, str]) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def _held(url: str) -> State:
    """Return what a reader sees of the graphs."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=_PATIENCE)
    connection.request("GET", f"/sparql?{urlencode({'query': _VALUES, 'format': 'json'})}")
    response = connection.getresponse()
    rows = json.loads(response.read())["results"]["bindings"]
    connection.close()
    assert len({row["g"]["value"] for row in rows}) == len(rows), f"a graph holds two values: {rows}"
    return {row["g"]["value"]: int(row["value"]["value"]) for row in rows}


def _check_versions(store: Path) -> None:
    folder = Folder(store)
    for manifest in manifests(folder):
        reader = EmbeddedStore.open_reader(store, manifest.number)
        assert sum(len(reader.graph(name)) for name in reader.graph_names()) == manifest.quads
        pair = [sorted(line.split()[2] for line in reader.graph(name)) for name in _PAIR]
        assert pair[0] == pair[1], f"version {manifest.number} holds half a change: {pair}"


if __name__ == "__main__":
    print(f"{kill_while_writing(Path(sys.argv[1]), int(sys.argv[2])):,} changes acknowledged, all there")
