"""Turns the hand-written pages in ``layouts/*.page`` into gold that ``kg evaluate`` reads.

Every line is marked: ``+|`` body, ``=|`` headline, standfirst or caption, ``-|`` chrome. Headers begin
with ``#``: ``published`` (a day, a month, or null), ``wrap`` (columns), ``blank`` (a blank line between
all lines). ``python tests/document/layout_rows.py > tests/evaluation/layouts.jsonl`` writes the rows.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "layouts"
_HEADER = re.compile(r"# (\w+): (.+)")


def row_of(file: Path) -> dict[str, Any]:
    """Return the row of one page, in the format of ``kg/evaluation/pages.py``."""
    lines = file.read_text(encoding="utf-8").splitlines()
    headers = {m[1]: m[2] for line in lines if (m := _HEADER.fullmatch(line))}
    pieces = [(line[0], line[2:]) for line in lines if line[1:2] == "|"]
    laid_out = [_laid_out(words, int(headers.get("wrap", 0))) for _, words in pieces]
    apart = "\n\n" if "blank" in headers or "wrap" in headers else "\n"
    return {
        "id": f"layout/{file.stem}",
        "page": apart.join(laid_out) + "\n",
        "media_type": "text/plain",
        "body": "\n".join(words for mark, words in pieces if mark == "+"),
        "also": "\n".join(words for mark, words in pieces if mark == "="),
        "published": None if headers["published"] == "null" else headers["published"],
    }


def rows() -> Iterator[dict[str, Any]]:
    return (row_of(file) for file in sorted(FOLDER.glob("*.page")))


def _laid_out(words: str, columns: int) -> str:
    return "\n".join(textwrap.wrap(words, columns)) if columns else words


if __name__ == "__main__":
    for row in rows():
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
