"""Who may do what: the tokens of a knowledge graph, of which only digests are kept.

A token is a random secret of 256 bits, so one round of SHA-256 hides it; it is shown once. The file,
``tokens.json`` in the folder of the store, belongs to its operator and goes into no backup.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from kg.errors import ConfigurationError, NotFoundError

_PREFIX = "kg_"  # by which scanners for secrets that were published know one


class Scope(StrEnum):
    """What a token is for; each includes the ones before it."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"

    def includes(self, other: Scope) -> bool:
        order = list(Scope)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept; ``created`` in UTC (ISO 8601)."""

    name: str
    scope: Scope
    digest: str
    created: str


class Tokens:
    """The tokens in a file; none where there is no file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stamp: int | None = None
        self._known: tuple[Token, ...] = ()

    def all(self) -> tuple[Token, ...]:
        """Return the tokens as the file is now; raises ConfigurationError where it cannot be read."""
        try:
            stamp = self._file.stat().st_mtime_ns
            if stamp != self._stamp:
                entries = json.loads(self._file.read_text(encoding="utf-8"))
                self._known = tuple(Token(**{**entry, "scope": Scope(entry["scope"])}) for entry in entries)
                self._stamp = stamp
        except FileNotFoundError:
            self._known, self._stamp = (), None
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ConfigurationError(f"{self._file}: cannot be read as a list of tokens: {error}") from error
        return self._known

    def add(self, name: str, scope: Scope) -> str:
        """Make a token and return its secret, which cannot be had again."""
        if any(token.name == name for token in self.all()):
            raise ConfigurationError(f"there is a token called {name!r} already; remove it first")
        secret = _PREFIX + secrets.token_urlsafe(32)
        created = datetime.now(UTC).isoformat(timespec="seconds")
        self._write([*self.all(), Token(name, scope, _digest(secret), created)])
        return secret

    def remove(self, name: str) -> None:
        """Forget a token; raises NotFoundError where there is none of this name."""
        kept = [token for token in self.all() if token.name != name]
        if len(kept) == len(self.all()):
            raise NotFoundError(f"there is no token called {name!r}")
        self._write(kept)

    def holder(self, secret: str) -> Token | None:
        """Return the token whose secret this is. Takes as long for each, known or not."""
        given = _digest(secret)
        found = [token for token in self.all() if hmac.compare_digest(token.digest, given)]
        return found[0] if found else None

    def _write(self, tokens: Iterable[Token]) -> None:
        partial = self._file.with_name(f".{self._file.name}.partial")
        partial.touch(mode=0o600)
        partial.write_text(json.dumps([asdict(token) for token in tokens], indent=2) + "\n", encoding="utf-8")
        partial.replace(self._file)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
