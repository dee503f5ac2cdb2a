"""Holders of offices of one state, as CSV with Wikidata identifiers; one value for each row out.

The columns are those of the every-politician scrapers: position, person, personID, start, end, and
others that are not read. A blank end means that none was known when the file was made.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.knowledge.dates import bounds
from kg.record.reading import Problem, files_below, tidy

_NEEDED = ("position", "person", "personID", "start", "end")
_QID = re.compile(r"Q[1-9]\d*")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Holder:
    """That a person held a position; ``started`` and ``ended`` are years, months or days, or empty."""

    record: str
    position: str
    name: str
    wikidata: str
    started: str
    ended: str

    @property
    def identifier(self) -> str:
        return " ".join(filter(None, (self.wikidata, self.position, self.started)))


def read_holders(paths: Iterable[str]) -> Iterator[Holder | Problem]:
    """Yield the rows of files and folders that have dates."""
    for file in files_below(paths, ".csv"):
        if isinstance(file, Problem):
            yield file
        else:
            yield from _rows(file)


def _rows(file: Path) -> Iterator[Holder | Problem]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines)
            missing = [name for name in _NEEDED if name not in (table.fieldnames or ())]
            if missing:
                detail = f"it has no column {', '.join(missing)}"
                yield Problem(str(file), "says nothing of tenures and is skipped", detail, rejected=True)
                return
            for row in table:
                yield _holder(f"{file.name}:{table.line_num}", {k: tidy(row[k] or "") for k in _NEEDED})
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        yield Problem(str(file), "cannot be read as CSV", str(error), rejected=True)


def _holder(place: str, row: dict[str, str]) -> Holder | Problem:
    if not row["person"] or not row["position"]:
        return Problem(place, "has no person or no position", rejected=True)
    if not _QID.fullmatch(row["personID"]):
        return Problem(place, "has no Wikidata identifier", row["personID"], rejected=True)
    try:
        first, last = bounds(row["start"]), bounds(row["end"])
    except ValueError as error:
        return Problem(place, "has no valid dates", str(error), rejected=True)
    if first and last and last[1] < first[0]:
        return Problem(place, "ends before it begins", f"{row['start']}, {row['end']}", rejected=True)
    name = _BRACKETS.sub("", row["person"])  # "Mike Young (agriculture official)"
    return Holder(place, row["position"], name, row["personID"], row["start"], row["end"])
