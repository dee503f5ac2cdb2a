"""The lock that makes the writer of a knowledge graph the only one (``flock(2)``).

The kernel drops it when its process ends, however it ends; a stale lock cannot exist.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PAUSE = 0.05  # seconds between two tries


@contextmanager
def writer_lock(file: Path, patience: float = 0.0) -> Iterator[str | None]:
    """Try to hold the lock for the block; yield ``None``, or who holds it instead.

    ``patience`` is for how long to try, in seconds.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _acquired(descriptor, time.monotonic() + patience):
            yield _owner(descriptor)
        else:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
            yield None
    finally:
        os.close(descriptor)


def _acquired(descriptor: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)
        else:
            return True


def _owner(descriptor: int) -> str:
    with suppress(OSError, ValueError):
        return f"process {int(os.pread(descriptor, 32, 0))}"
    return "another process"
