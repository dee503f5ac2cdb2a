"""Gold files: JSON Lines, one annotated text a line; the keys of a row tell what kind of gold it is.

A file ``*.json`` is one document whose ``articles`` are the rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import GoldError
from kg.evaluation import dates, marked_articles, names, pages, plover, quotations, readouts, same_event
from kg.evaluation.scores import Verdict
from kg.pipeline import Mapper

Row = Mapping[str, Any]
Judge = Callable[[Row, Mapper], Iterator[Verdict]]

KINDS = (names, readouts, plover, dates, pages, marked_articles, quotations, same_event)


def read_gold(file: Path) -> Iterator[Row]:
    """Yield the rows of a gold file; the texts that rows name are found from its folder.

    Raises GoldError with the line where one cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{file}: cannot be read: {error}") from error
    if file.suffix == ".json":
        yield from _articles(file, text)
        return
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{file}, line {number}: is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise GoldError(f"{file}, line {number}: a row is a JSON object")
        yield {**row, "file": str(file.parent / row["file"])} if "file" in row else row


def _articles(file: Path, text: str) -> Iterator[Row]:
    """Yield the articles of a document, each with the folder of the document and its registry."""
    try:
        document = json.loads(text)
        shared = {"folder": str(file.parent), "registry": document.get("registry", {})}
        yield from ({**article, **shared} for article in document["articles"])
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise GoldError(f"{file}: is no document with articles: {error!r}") from error


def verdicts(file: Path, mapper: Mapper) -> Iterator[Verdict]:
    """Judge every row of a gold file."""
    for number, row in enumerate(read_gold(file), start=1):
        kind = next((kind for kind in KINDS if kind.is_row(row)), None)
        if kind is None:
            raise GoldError(f"{file}, row {number}: is no kind of gold known here; see kg/evaluation")
        try:
            yield from kind.judge(row, mapper)
        except (KeyError, TypeError, ValueError) as error:
            raise GoldError(f"{file}, row {number}: misses or mistypes a part: {error!r}") from error
