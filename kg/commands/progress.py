"""A progress bar on standard error, with a clear line for each input that was not stored."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.ingest import Progress

_LINES = (".jsonl", ".ndjson")


@contextmanager
def progress_bar(total: int | None) -> Iterator[Progress]:
    """Yield what ``ingest`` calls for each input; the bar is shown on terminals only."""
    from tqdm import tqdm  # type: ignore[import-untyped]

    bar = tqdm(total=total, unit=" articles", file=sys.stderr, disable=None, leave=False)

    def advance(line: str, outcome: str) -> None:
        bar.update()
        if outcome in ("rejected", "quarantined"):
            bar.clear()
            print(f"{outcome}: {line}", file=sys.stderr)

    with bar:
        yield advance


def expected_articles(paths: Iterable[str]) -> int | None:
    """Return about how many articles the inputs hold, for the bar; ``None`` where that is costly."""
    total = 0
    for path in paths:
        if path == "-":
            return None
        files = [Path(root, name) for root, _, names in os.walk(path) for name in names] or [Path(path)]
        total += sum(_lines(file) for file in files if not file.name.startswith("."))
    return total


def _lines(file: Path) -> int:
    if file.suffix.lower() not in _LINES:
        return 1
    try:
        with file.open("rb") as stream:
            return sum(1 for line in stream if line.strip())
    except OSError:
        return 1
