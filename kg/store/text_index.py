"""The texts of a version as an index that finds them by their words: SQLite FTS5, one file per version.

The writer keeps such a file beside its engine and brings it up to date when it publishes: graphs whose
digest is another one than the index remembers are read again, and a copy becomes part of the version.
Nothing in it is told only there: a file that is missing, damaged or of an older form is made anew.

A wording stands in it once, however many graphs and things bear it. What FTS5 gets is folded words
(``words``) and nothing else, so that its own notions of letters do not matter.
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
from kg.store.text_rows import Row, text_rows
from kg.store.words import folded_words

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


def update_index(file: Path, engine: ox.Store, digests: Mapping[str, str]) -> None:
    """Make the index hold the texts of the graphs that have a digest, and of no others.

    All or nothing. Raises StoreError where the file cannot be written.
    """
    try:
        _update(file, engine, digests)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in _DAMAGED:
            raise StoreError(f"{file}: the index of texts could not be written: {error}") from error
        log.warning("the index of texts %s is made anew: %s", file, error)
        _remove(file)
        try:
            _update(file, engine, digests)
        except sqlite3.DatabaseError as again:
            raise StoreError(f"{file}: the index of texts could not be written: {again}") from again


def copy_index(file: Path, target: Path) -> None:
    """Copy the index into a version, durably; raises OSError."""
    shutil.copyfile(file, target)
    descriptor = os.open(target, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(file: Path) -> None:
    for name in (file, file.with_name(f"{file.name}-journal")):
        name.unlink(missing_ok=True)


def _update(file: Path, engine: ox.Store, digests: Mapping[str, str]) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as index:
        index.execute("PRAGMA synchronous = FULL")
        if index.execute("PRAGMA user_version").fetchone() != (_FORM,):
            index = _made_anew(index, file)
        known = {name: (key, digest) for key, name, digest in index.execute("SELECT * FROM graph")}
        gone = [key for name, (key, digest) in known.items() if digests.get(name) != digest]
        come = [name for name, digest in digests.items() if known.get(name, (0, ""))[1] != digest]
        if not gone and not come:
            return
        index.execute("BEGIN IMMEDIATE")
        for statement in _FORGET:
            index.executemany(statement, ((key,) for key in gone))
        for name in sorted(come):
            _learn(index, name, digests[name], text_rows(engine, name))
        _drop_unborne(index)
        index.execute("COMMIT")


def _made_anew(index: sqlite3.Connection, file: Path) -> sqlite3.Connection:
    index.close()
    _remove(file)
    index = sqlite3.connect(file, isolation_level=None)
    index.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_FORM}; COMMIT;")
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
