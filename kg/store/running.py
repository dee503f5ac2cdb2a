"""Which queries run in which process, so that any process of a server can end the query of another.

A running query is a file named by its identifier that holds the number of its process; a cancelled
one has another name, which tells its own server process why the query ended.
"""

from __future__ import annotations

import os
import re
import signal
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import QueryRefusedError

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
    """The queries of all processes that share a folder."""

    folder: Path

    def enter(self, identifier: str, process: int) -> None:
        """Tell that a query runs; raises QueryRefusedError where one of this name does already."""
        try:
            with self._file(identifier).open("x", encoding="ascii") as file:
                file.write(str(process))
        except FileExistsError:
            raise QueryRefusedError(f"a query called {identifier} runs already") from None

    def all(self) -> list[RunningQuery]:
        """Return what runs now, the oldest first."""
        now, found = time.time(), []
        for file in self.folder.iterdir():
            if is_identifier(file.name):
                with suppress(FileNotFoundError):  # it has just ended
                    found.append(RunningQuery(file.name, max(0.0, now - file.stat().st_mtime)))
        return sorted(found, key=lambda query: (-query.seconds, query.identifier))

    def leave(self, identifier: str) -> bool:
        """Forget a query; return whether it was cancelled."""
        self._file(identifier).unlink(missing_ok=True)
        try:
            self._cancelled(identifier).unlink()
        except FileNotFoundError:
            return False
        return True

    def cancel(self, identifier: str) -> bool:
        """End a query; return ``False`` where none of this name runs (any more)."""
        if not is_identifier(identifier):
            return False
        try:
            self._file(identifier).rename(self._cancelled(identifier))
            process = int(self._cancelled(identifier).read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return False
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        return True

    def _file(self, identifier: str) -> Path:
        return self.folder / identifier

    def _cancelled(self, identifier: str) -> Path:
        return self.folder / f"{identifier}.cancelled"
