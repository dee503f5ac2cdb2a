"""Who has tried wrong tokens, and how many: counted for all processes of a server together.

A file of SQLite in the folder that they share; without one, of this process alone. Old attempts are
forgotten when new ones fail, so it holds no more addresses than failed within the time that counts.
"""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

_TABLE = """
CREATE TABLE IF NOT EXISTS failed (client TEXT PRIMARY KEY, attempts INTEGER NOT NULL, since REAL NOT NULL);
CREATE INDEX IF NOT EXISTS failed_since ON failed (since);
"""
_COUNTED = "SELECT attempts FROM failed WHERE client = ? AND since > ?"
_FORGET = "DELETE FROM failed WHERE since <= ?"
_COUNT = """
INSERT INTO failed (client, attempts, since) VALUES (?, 1, ?)
ON CONFLICT (client) DO UPDATE SET attempts = attempts + 1
"""
_PATIENCE = 5.0  # seconds to wait for another process that writes


class Attempts:
    """Failed attempts by client, which count for ``window`` seconds from the first; threads share it."""

    def __init__(self, file: Path | None, window: float) -> None:
        self._window = window
        self._lock = threading.Lock()
        self._table = sqlite3.connect(
            file or ":memory:", timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        self._table.execute("PRAGMA synchronous = OFF")  # none of it outlives the server
        self._table.executescript(_TABLE)

    def of(self, client: str, now: float) -> int:
        """Return how many attempts of a client have failed; ``now`` in seconds."""
        with self._lock:
            found = self._table.execute(_COUNTED, (client, now - self._window)).fetchone()
        return int(found[0]) if found else 0

    def add(self, client: str, now: float) -> None:
        """Count one more."""
        with self._lock:
            self._table.execute("BEGIN IMMEDIATE")
            self._table.execute(_FORGET, (now - self._window,))
            self._table.execute(_COUNT, (client, now))
            self._table.execute("COMMIT")

    def close(self) -> None:
        self._table.close()
