"""Answers of the endpoint: by what they are told apart, which are kept, and how they are sent.

An answer is made of its version, the query as sent, the dataset it names and the format, and of
nothing else, unless the query asks for the time or for chance. So these four are its entity tag and
the key under which it is kept.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import IO

from cachetools import LRUCache

NOTHING = "nothing"  # in the tag of a graph without triples
_CHUNK = 1 << 16  # bytes sent at a time
_LARGEST_SHARE = 8  # no answer takes more than this part of the cache


def entity_tag(
    version: int, query: str, name: str, default_graphs: Sequence[str], named_graphs: Sequence[str]
) -> str:
    """Return the strong entity tag of an answer, without its quotes."""
    parts = json.dumps([query, name, list(default_graphs), list(named_graphs)])
    return f"{version}-{hashlib.sha256(parts.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def graph_tag(digest: str, name: str) -> str:
    """Return the strong entity tag of a whole graph in a format, which other graphs do not change."""
    return f"{digest or NOTHING}-{name}"


def tagged_state(tag: str) -> str:
    """Return what an entity tag of this service begins with: the digest of a graph, or a version.

    What follows tells the query, the format, and (after a colon) the content coding; "" is the state
    of a graph that is not there.
    """
    state = tag.partition(":")[0].partition("-")[0]
    return "" if state == NOTHING else state


class KeptAnswers:
    """The answers used last, up to a number of bytes; threads share it."""

    def __init__(self, most_bytes: int) -> None:
        self._kept: LRUCache[str, bytes] = LRUCache(most_bytes, getsizeof=len)
        self._largest = most_bytes // _LARGEST_SHARE
        self._lock = threading.Lock()

    def get(self, tag: str) -> bytes | None:
        with self._lock:
            found: bytes | None = self._kept.get(tag)
            return found

    def put(self, tag: str, body: bytes) -> None:
        if len(body) <= self._largest:
            with self._lock:
                self._kept[tag] = body


class ComputedOnce:
    """Values by what they are computed from, those used last; who asks while one is computed waits for it."""

    def __init__(self, most: int) -> None:
        self._kept: LRUCache[Hashable, _Computed] = LRUCache(most)
        self._lock = threading.Lock()

    def get(self, key: Hashable, compute: Callable[[], object]) -> object:
        with self._lock:
            held = self._kept.get(key)
            if held is None:
                held = self._kept[key] = _Computed()
        return held.value(compute)


class _Computed:
    """One value, as soon as somebody has asked for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: list[object] = []

    def value(self, compute: Callable[[], object]) -> object:
        with self._lock:
            if not self._values:
                self._values.append(compute())
            return self._values[0]


def chunks(content: IO[bytes]) -> Iterator[bytes]:
    """Yield an answer in parts, and close it however that ends."""
    try:
        while part := content.read(_CHUNK):
            yield part
    finally:
        content.close()
