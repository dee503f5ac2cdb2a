"""README.md in, its examples out: queries with answers, commands with output, Turtle with file names.

``python tests/docs/walkthrough.py`` (``make readme``) writes what the examples give today into it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECONDS = re.compile(r"\b\d+\.\d s\b")  # how long a run took


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block; ``before`` is the paragraph above it, ``start`` and ``end`` those of its content."""

    language: str
    content: str
    before: str
    start: int
    end: int


def fences(text: str, language: str | None = None) -> list[Fence]:
    """Return the fenced blocks of a Markdown text, of one language or of all."""
    found = []
    for match in _FENCE.finditer(text):
        before = text[: match.start()].rstrip().rsplit("\n\n", 1)[-1]
        found.append(Fence(match[1], match[2], before, match.start(2), match.end(2)))
    return [fence for fence in found if language in (None, fence.language)]


def answered_queries(text: str) -> list[tuple[Fence, Fence]]:
    """Return each SPARQL block with the text block that follows it."""
    blocks = fences(text)
    return [
        (query, answer)
        for query, answer in pairwise(blocks)
        if (query.language, answer.language) == ("sparql", "text")
    ]


def sessions(text: str) -> list[tuple[Fence, str]]:
    """Return each console block with its one command."""
    return [(fence, fence.content.split("\n")[0].removeprefix("$ ")) for fence in fences(text, "console")]


def without_times(output: str) -> str:
    return _SECONDS.sub("N s", output)


def run(command: str, store: Path) -> str:
    """Return what a shell command with ``kg`` in it prints, run at the top of the checkout."""
    shell = f'kg() {{ "{sys.executable}" -m kg "$@"; }}\n{command}'
    environment = {**os.environ, "KG_STORE": str(store), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", shell], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def answer(query: str, store: Path) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".rq", encoding="utf-8") as file:
        file.write(query)
        file.flush()
        return run(f"kg query '{file.name}'", store)


def rewritten(text: str, store: Path) -> str:
    """Return the text with the output of each command and the answer of each query as they are now."""
    changes = [(fence, f"$ {command}\n{run(command, store)}") for fence, command in sessions(text)]
    changes += [(shown, answer(query.content, store)) for query, shown in answered_queries(text)]
    for fence, content in sorted(changes, key=lambda change: -change[0].start):
        if without_times(content) != without_times(fence.content):
            text = text[: fence.start] + content + text[fence.end :]
    return text


def main() -> None:
    text = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        README.write_text(rewritten(text, Path(folder) / "store"), encoding="utf-8")


if __name__ == "__main__":
    main()
