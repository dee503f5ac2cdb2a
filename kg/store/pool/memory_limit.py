"""The address space that a process may add to what it has (``setrlimit(2)``), where the system can tell."""

from __future__ import annotations

import resource
from contextlib import suppress
from pathlib import Path

_WORN_SHARE = 4  # a quarter of the limit lost to fragmentation, and a process had better end


class MemoryLimit:
    """A limit relative to what the process takes when it is set; ``most`` in bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._base = 0

    def set(self) -> None:
        """Take what the process has now as what it needs, and limit what it may add."""
        self._base = address_space()
        if self._base:
            set_soft_limit(resource.RLIMIT_AS, self._base + self._most)

    def lift(self) -> None:
        set_soft_limit(resource.RLIMIT_AS, resource.RLIM_INFINITY)

    @property
    def worn(self) -> bool:
        """Whether the process has kept so much that a fresh one should take its place."""
        return address_space() - self._base > self._most // _WORN_SHARE


def set_soft_limit(kind: int, limit: int) -> None:
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        limit = hard if limit == resource.RLIM_INFINITY else min(limit, hard)
    with suppress(ValueError, OSError):  # some systems have no such limit
        resource.setrlimit(kind, (limit, hard))


def address_space() -> int:
    """Return the size of this process's address space in bytes; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * resource.getpagesize()
