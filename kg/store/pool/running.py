"""Which queries run in which process, so that any process of a server can end the query of another.

A running query is a file named by its identifier that holds the numbers of its process and of the server
process that waits for it; that of a cancelled one is empty, which tells the latter why the query ended.
"""

from __future__ import annotations

import fcntl
import os
import re
import signal
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kg.errors import QueryRefusedError, StoreError

_IDENTIFIER = re.compile(r"[0-9a-f]{32}")


def new_identifier() -> str:
    return uuid.uuid4().hex


def is_identifier(text: str) -> bool:
    return _IDENTIFIER.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class RunningQuery:
    """A query under evaluation, since when in seconds."""

    identifier: str
    seconds: float


@dataclass(frozen=True, slots=True)
class RunningQueries:
    """The queries of all processes that share a folder.

    Who ends a query holds its file locked, and so does the pool when the query leaves: a process
    is never ended for a query that it no longer works on.
    """

    folder: Path

    def enter(self, identifier: str, process: int) -> None:
        """Tell that a query runs; raises QueryRefusedError where one of this name does already.

        Raises StoreError where there is no room to write it down.
        """
        try:
            with self._file(identifier).open("x", encoding="ascii") as file:
                file.write(f"{process} {os.getpid()}")
        except FileExistsError:
            raise QueryRefusedError(f"a query called {identifier} runs already") from None
        except OSError as error:
            with suppress(OSError):
                self._file(identifier).unlink(missing_ok=True)
            raise StoreError(f"{self.folder}: a query cannot be written down: {error}") from error

    def all(self) -> list[RunningQuery]:
        """Return what runs now, the oldest first."""
        now, found = time.time(), []
        for file in self.folder.iterdir():
            if is_identifier(file.name):
                with suppress(FileNotFoundError):  # it has just ended
                    found.append(RunningQuery(file.name, max(0.0, now - file.stat().st_mtime)))
        return sorted(found, key=lambda query: (-query.seconds, query.identifier))

    def leave(self, identifier: str) -> bool:
        """Forget a query, which must be done once; return whether it was cancelled."""
        with self._held(identifier) as file:
            if file is None:
                return False
            self._file(identifier).unlink(missing_ok=True)
            return not file.read()

    def cancel(self, identifier: str) -> bool:
        """End a query; return ``False`` where none of this name runs (any more)."""
        if not is_identifier(identifier):
            return False
        with self._held(identifier) as file:
            process, _, _ = file.read().partition(" ") if file is not None else ("", "", "")
            if file is None or not process or not os.fstat(file.fileno()).st_nlink:
                return False  # it has ended, is being ended, or has not begun
            file.truncate(0)
            with suppress(ProcessLookupError):
                os.kill(int(process), signal.SIGKILL)
        return True

    def forget(self, owner: int) -> None:
        """End the queries of a server process that was killed, and remove what they have left."""
        names = os.listdir(self.folder) if self.folder.exists() else []  # it may be the server that ends
        for identifier in filter(is_identifier, names):
            with self._held(identifier) as file:
                process, _, known = file.read().partition(" ") if file is not None else ("", "", "")
                if known == str(owner):
                    with suppress(ProcessLookupError):
                        os.kill(int(process), signal.SIGKILL)
                    self.result(identifier).unlink(missing_ok=True)
                    self._file(identifier).unlink(missing_ok=True)

    def result(self, identifier: str) -> Path:
        """Return the file for a long result of a query."""
        return self.folder / f"{identifier}.result"

    @contextmanager
    def _held(self, identifier: str) -> Iterator[IO[str] | None]:
        """Hold the file of a query, which nobody else then does in any process; ``None`` without one."""
        try:
            file = self._file(identifier).open("r+", encoding="ascii")
        except FileNotFoundError:
            yield None
            return
        with file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file

    def _file(self, identifier: str) -> Path:
        return self.folder / identifier
