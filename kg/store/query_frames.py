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

_LENGTHS = struct.Struct(">IQ")  # of header and body


class DeadlinePassedError(Exception):
    """The other side did not send its whole frame in time."""


def write_frame(descriptor: int, header: Mapping[str, object], body: bytes = b"") -> None:
    """Write one frame; raises BrokenPipeError where the other side is gone."""
    head = json.dumps(header).encode("utf-8")
    rest = memoryview(_LENGTHS.pack(len(head), len(body)) + head + body)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def read_frame(descriptor: int, deadline: float | None = None) -> tuple[dict[str, Any], bytes]:
    """Return header and body of the next frame.

    ``deadline`` is a value of ``time.monotonic``. Raises EOFError where the other side is gone and
    DeadlinePassedError where it is late.
    """
    head_length, body_length = _LENGTHS.unpack(_read(descriptor, _LENGTHS.size, deadline))
    header = json.loads(_read(descriptor, head_length, deadline))
    return header, _read(descriptor, body_length, deadline)


def _read(descriptor: int, length: int, deadline: float | None) -> bytes:
    parts = []
    while length:
        _wait(descriptor, deadline)
        part = os.read(descriptor, min(length, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _wait(descriptor: int, deadline: float | None) -> None:
    if deadline is None:
        return
    poll = select.poll()
    poll.register(descriptor, select.POLLIN | select.POLLHUP)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise DeadlinePassedError
