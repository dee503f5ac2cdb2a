"""Terms in, the texts of a version that hold them out, the most relevant first (BM25 of SQLite FTS5)."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.errors import NotFoundError, QueryTimeoutError, StoreError
from kg.store.texts.rows import TextKind
from kg.store.texts.words import Term

_FIND = """
WITH bearing AS NOT MATERIALIZED (
  SELECT wording, kind, subject, language FROM bearer
  WHERE (:kinds = 0 OR (1 << kind) & :kinds)
    AND (:language = '' OR language = :language OR language LIKE :language || '-%')
    AND (:graphs = '' OR graph IN (
      SELECT id FROM graph WHERE name IN (SELECT value FROM json_each(nullif(:graphs, '')))))
    AND (:without = '' OR graph NOT IN (
      SELECT id FROM graph WHERE name IN (SELECT value FROM json_each(nullif(:without, '')))))
),
best AS (
  SELECT wording.id AS id, folded.rank AS rank, wording.text AS text
  FROM folded JOIN wording ON wording.id = folded.rowid
  WHERE folded MATCH :match AND EXISTS (SELECT 1 FROM bearing WHERE bearing.wording = folded.rowid)
  ORDER BY folded.rank, wording.text LIMIT :limit
)
SELECT DISTINCT -best.rank, bearing.kind, bearing.subject, best.text, bearing.language
FROM best JOIN bearing ON bearing.wording = best.id
ORDER BY best.rank, best.text, bearing.kind, bearing.subject, bearing.language LIMIT :limit
"""
_STEPS = 10_000  # of SQLite's machine between two looks at the clock
_DECIMALS = 9  # of a score: a word that most texts hold scores next to nothing


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found and what bears it; ``score`` is higher the more relevant it is."""

    score: float
    kind: TextKind
    subject: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Search:
    """What is sought: terms that must all be there, at most ``limit`` hits.

    No ``kinds`` are all kinds, no ``graphs`` all graphs; texts that stand only in the graphs ``without``
    do not count. ``language`` "es" takes in "es-MX", "" any.
    """

    terms: tuple[Term, ...]
    limit: int
    kinds: tuple[TextKind, ...] = ()
    language: str = ""
    graphs: Collection[str] = ()
    without: Collection[str] = ()


def find_texts(file: Path, search: Search, timeout: float | None = None) -> list[Hit]:
    """Return the hits in an index; equal ones in an order that their content alone decides.

    ``timeout`` in seconds. Raises NotFoundError for a version without index, QueryTimeoutError, StoreError.
    """
    if not file.is_file():
        raise NotFoundError(f"version {file.parent.name} has no index of texts; the next one has")
    values = {
        "match": _match(search.terms),
        "limit": search.limit,
        "kinds": sum(1 << kind for kind in set(search.kinds)),
        "language": search.language.lower(),
        "graphs": json.dumps(sorted(search.graphs)) if search.graphs else "",
        "without": json.dumps(sorted(search.without)) if search.without else "",
    }
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as index:
            if timeout is not None:
                deadline = time.monotonic() + timeout
                index.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
            return [
                Hit(round(score, _DECIMALS), TextKind(kind), *rest)
                for score, kind, *rest in index.execute(_FIND, values)
            ]
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise QueryTimeoutError(f"the search took longer than {timeout:g} s") from error
        raise StoreError(f"{file}: cannot be searched: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{file}: cannot be searched: {error}") from error


def _match(terms: tuple[Term, ...]) -> str:
    """Return the terms in the query syntax of FTS5: strings of folded words, which hold no quotes."""
    return " AND ".join(f'"{" ".join(term.words)}"{" *" if term.prefix else ""}' for term in terms)
