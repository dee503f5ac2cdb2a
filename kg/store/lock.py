"""The lock that makes the writer of a knowledge graph the only one (``flock(2)``).

The kernel drops it when its process ends, however it ends; a stale lock cannot exist.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def writer_lock(file: Path) -> Iterator[str | None]:
    """Try to hold the lock for the block; yield ``None``, or who holds it instead."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield _owner(descriptor)
        else:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode("ascii"), 0)
            yield None
    finally:
        os.close(descriptor)


def _owner(descriptor: int) -> str:
    with suppress(OSError, ValueError):
        return f"process {int(os.pread(descriptor, 32, 0))}"
    return "another process"
