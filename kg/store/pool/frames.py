"""How a query pool and its worker processes talk: a JSON header and a body, each with its length.

Both sides read and write plain pipes.
"""

from __future__ import annotations

import json
import os
import select
import struct
import time
from collections.abc import Mapping
from typing import Any

# Linux tells that the other end was closed; elsewhere only that the connection broke.
_CLOSED = getattr(select, "POLLRDHUP", 0) | select.POLLHUP | select.POLLERR
_LENGTHS = struct.Struct(">IQ")  # of header and body


class DeadlinePassedError(Exception):
    """The other side did not send its whole frame in time."""


class NobodyWaitsError(Exception):
    """Who wanted the answer has gone."""


def write_frame(descriptor: int, header: Mapping[str, object], body: bytes = b"") -> None:
    """Write one frame; raises BrokenPipeError where the other side is gone."""
    head = json.dumps(header).encode("utf-8")
    rest = memoryview(_LENGTHS.pack(len(head), len(body)) + head + body)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def read_frame(
    descriptor: int, deadline: float | None = None, asker: int | None = None
) -> tuple[dict[str, Any], bytes]:
    """Return header and body of the next frame.

    ``deadline`` is a value of ``time.monotonic``; ``asker`` is the socket of who waits for the frame.
    Raises EOFError where the other side is gone, DeadlinePassedError where it is late and
    NobodyWaitsError where the asker has closed the connection.
    """
    limits = (deadline, asker)
    head_length, body_length = _LENGTHS.unpack(_read(descriptor, _LENGTHS.size, *limits))
    header = json.loads(_read(descriptor, head_length, *limits))
    return header, _read(descriptor, body_length, *limits)


def has_left(asker: int) -> bool:
    """Tell whether a client has closed its connection."""
    poll = select.poll()
    poll.register(asker, _CLOSED)
    return bool(poll.poll(0))


def _read(descriptor: int, length: int, deadline: float | None, asker: int | None) -> bytes:
    parts = []
    while length:
        if deadline is not None:
            wait_for_frame(descriptor, deadline, asker)
        part = os.read(descriptor, min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def wait_for_frame(descriptor: int, deadline: float, asker: int | None = None) -> None:
    """Wait until there is something to read; raises as ``read_frame`` does, but EOFError."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP)
    if asker is not None:
        poll.register(asker, _CLOSED)
    ready = poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
    if not ready:
        raise DeadlinePassedError
    if all(which == asker for which, _ in ready):
        raise NobodyWaitsError
