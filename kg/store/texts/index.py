"""The texts of a version as an index that finds them by their words: SQLite FTS5, one file per version.

A version gets a copy of the index of the one before, brought up to date while nobody reads it: graphs whose
digest is another one than the index remembers are read again. Nothing in it is told only there: where the
one before is missing, damaged or of an older form, the index is made anew.

A wording stands in it once, however many graphs and things bear it. What FTS5 gets is folded words
(``texts.words``) and nothing else, so that its own notions of letters do not matter.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.texts.rows import Row, text_rows
from kg.store.texts.words import folded_words

log = logging.getLogger(__name__)

_FORM = 1  # of the tables and of what is put there; another number makes the index anew
# What SQLite says of a file that holds something else than it should.
_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_ERROR)
_TABLES = """
CREATE TABLE graph (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL);
CREATE TABLE wording (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE TABLE bearer (
  graph INTEGER NOT NULL, wording INTEGER NOT NULL, kind INTEGER NOT NULL, subject TEXT NOT NULL,
  language TEXT NOT NULL
);
CREATE INDEX bearer_of_wording ON bearer (wording);
CREATE INDEX bearer_in_graph ON bearer (graph);
CREATE TABLE loose (wording INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE folded USING fts5 (words, content='', tokenize='unicode61 remove_diacritics 0');
"""
_CARELESS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
_FORGET = (
    "INSERT OR IGNORE INTO loose SELECT wording FROM bearer WHERE graph = ?",
    "DELETE FROM bearer WHERE graph = ?",
    "DELETE FROM graph WHERE id = ?",
)
_UNBORNE = """
SELECT id, text FROM wording JOIN loose ON loose.wording = wording.id
WHERE NOT EXISTS (SELECT 1 FROM bearer WHERE bearer.wording = wording.id)
"""
_BEAR = "INSERT INTO bearer (graph, wording, kind, subject, language) VALUES (?, ?, ?, ?, ?)"
_UNINDEX = "INSERT INTO folded (folded, rowid, words) VALUES ('delete', ?, ?)"


def make_index(before: Path | None, file: Path, engine: ox.Store, digests: Mapping[str, str]) -> None:
    """Write the index of the graphs that have a digest, durably; ``before`` is that of an earlier version.

    Raises StoreError and OSError where the file cannot be written.
    """
    try:
        if before is not None and before.is_file():
            shutil.copyfile(before, file)
        _update(file, engine, digests)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _DAMAGED:
            raise _unwritten(file, error) from error
        log.warning("the index of texts %s cannot be continued, and is made anew: %s", before, error)
        file.unlink(missing_ok=True)
        _make_anew(file, engine, digests)
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def graph_digest(file: Path, graph_name: str) -> str:
    """Return the digest of a graph as the index of a version remembers it, "" for one it does not know."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as index:
            found = index.execute("SELECT digest FROM graph WHERE name = ?", (graph_name,)).fetchone()
    except sqlite3.DatabaseError:  # missing or damaged
        return ""
    return found[0] if found else ""


def _make_anew(file: Path, engine: ox.Store, digests: Mapping[str, str]) -> None:
    try:
        _update(file, engine, digests)
    except sqlite3.DatabaseError as error:
        raise _unwritten(file, error) from error


def _unwritten(file: Path, error: sqlite3.DatabaseError) -> StoreError:
    return StoreError(f"{file}: the index of texts could not be written: {error}")


def _update(file: Path, engine: ox.Store, digests: Mapping[str, str]) -> None:
    with closing(_opened(file)) as index:
        known = {name: (key, digest) for key, name, digest in index.execute("SELECT * FROM graph")}
        gone = [key for name, (key, digest) in known.items() if digests.get(name) != digest]
        come = [name for name, digest in digests.items() if known.get(name, (0, ""))[1] != digest]
        index.execute("BEGIN")
        for statement in _FORGET:
            index.executemany(statement, ((key,) for key in gone))
        for name in sorted(come):
            _learn(index, name, digests[name], text_rows(engine, name))
        _drop_unborne(index)
        index.execute("COMMIT")


def _opened(file: Path) -> sqlite3.Connection:
    """Open an index that is of no use if it does not become whole, so without the means to undo."""
    index = sqlite3.connect(file, isolation_level=None)
    if index.execute("PRAGMA user_version").fetchone() != (_FORM,):
        index.close()
        file.unlink()
        index = sqlite3.connect(file, isolation_level=None)
        index.executescript(f"{_CARELESS} BEGIN; {_TABLES} PRAGMA user_version = {_FORM}; COMMIT;")
    index.executescript(_CARELESS)
    return index


def _learn(index: sqlite3.Connection, name: str, digest: str, rows: Iterable[Row]) -> None:
    graph = index.execute("INSERT INTO graph (name, digest) VALUES (?, ?)", (name, digest)).lastrowid
    ordered = sorted(rows)
    wordings = _wordings(index, {row.text for row in ordered})
    index.executemany(
        _BEAR,
        ((graph, wordings[row.text], row.kind.value, row.subject, row.language) for row in ordered),
    )


def _wordings(index: sqlite3.Connection, texts: Collection[str]) -> dict[str, int]:
    """Return the numbers of wordings; those that are new get one."""
    found: dict[str, int] = {}
    for text in sorted(texts):
        hashed = hashlib.sha256(text.encode("utf-8")).digest()[:16]
        known = index.execute("SELECT id FROM wording WHERE hash = ?", (hashed,)).fetchone()
        if known is None:
            cursor = index.execute("INSERT INTO wording (hash, text) VALUES (?, ?)", (hashed, text))
            known = (cursor.lastrowid,)
            index.execute("INSERT INTO folded (rowid, words) VALUES (?, ?)", (*known, _words(text)))
        found[text] = known[0]
    return found


def _drop_unborne(index: sqlite3.Connection) -> None:
    """Take out the wordings that no graph holds any more."""
    unborne = index.execute(_UNBORNE).fetchall()
    index.executemany(_UNINDEX, ((number, _words(text)) for number, text in unborne))
    index.executemany("DELETE FROM wording WHERE id = ?", ((number,) for number, _ in unborne))
    index.execute("DELETE FROM loose")


def _words(text: str) -> str:
    return " ".join(folded_words(text))
