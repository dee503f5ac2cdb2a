"""Files of records in, XML elements and JSON objects out, each with the place where it stands.

A file or line that cannot be read is reported as a ``Problem``; the others are read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kg.knowledge.dates import bounds

_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Problem:
    """What a record leaves open; ``rejected`` tells that nothing of it was taken over."""

    record: str  # file and identifier
    reason: str  # one of few wordings, so that they can be counted
    detail: str = ""
    rejected: bool = False

    @property
    def line(self) -> str:
        return ": ".join(part for part in (self.record, self.reason, self.detail) if part)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last day; an open side means "not known"."""

    begin: date | None
    end: date | None


def files_below(paths: Iterable[str], *suffixes: str) -> Iterator[Path | Problem]:
    """Yield files, and those of folders that have one of the endings, in a fixed order."""
    for path in map(Path, paths):
        if path.is_dir():
            hidden = (f for f in path.rglob("*") if any(p.startswith(".") for p in f.relative_to(path).parts))
            skipped = set(hidden)
            yield from sorted(f for f in path.rglob("*") if f.suffix.lower() in suffixes and f not in skipped)
        elif path.is_file():
            yield path
        else:
            yield Problem(str(path), "there is no such file or folder", rejected=True)


def rows(paths: Iterable[str], root: str) -> Iterator[tuple[str, Any] | Problem]:
    """Yield the children of XML roots of that name, and the objects of JSON Lines files.

    XML files with another root are passed over: they lie beside the records in their repositories.
    """
    for file in files_below(paths, ".xml", *_LINES):
        if isinstance(file, Problem):
            yield file
        elif file.suffix.lower() in _LINES:
            yield from _objects(file)
        else:
            for place, element in _elements(file):
                if isinstance(element, Problem):
                    yield element
                elif element.tag == root:
                    yield from ((place, child) for child in element)


def roots(paths: Iterable[str]) -> Iterator[tuple[str, ElementTree.Element] | Problem]:
    """Yield the root of each XML file."""
    for file in files_below(paths, ".xml"):
        if isinstance(file, Problem):
            yield file
        else:
            for place, element in _elements(file):
                yield element if isinstance(element, Problem) else (place, element)


def _elements(file: Path) -> Iterator[tuple[str, ElementTree.Element | Problem]]:
    try:
        yield file.name, ElementTree.parse(file).getroot()
    except (OSError, ElementTree.ParseError, LookupError, ValueError) as error:
        yield file.name, Problem(str(file), "cannot be read as XML", str(error), rejected=True)


def _objects(file: Path) -> Iterator[tuple[str, dict[str, Any]] | Problem]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        yield Problem(str(file), "cannot be read as JSON Lines", str(error), rejected=True)
        return
    for number, line in enumerate(lines, start=1):
        if line.strip():
            place = f"{file.name}:{number}"
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Problem(place, "cannot be read as JSON", str(error), rejected=True)
                continue
            if isinstance(row, dict):
                yield place, row
            else:
                yield Problem(place, "is no JSON object", rejected=True)


def words(element: ElementTree.Element, path: str) -> str:
    """Return the text of the first element on a path, with single spaces; "" where there is none."""
    found = element.find(path)
    return tidy("".join(found.itertext())) if found is not None else ""


def tidy(text: str) -> str:
    return " ".join(text.split())


def stay(first: str, last: str) -> Span:
    """Return the days of a stay; raise ValueError where there is no first day, or an order that is none."""
    begin, end = bounds(first), bounds(last)
    if begin is None:
        raise ValueError("there is no first day")
    if end is not None and end[1] < begin[0]:
        raise ValueError(f"the last day, {last}, is before the first, {first}")
    return Span(begin[0], end[1] if end else None)
