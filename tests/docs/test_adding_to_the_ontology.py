"""What README.md tells to add to the ontology works, as text, without touching code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from walkthrough import ROOT, Fence, fences  # type: ignore[import-not-found]

from tests.once import copied

_FILE = re.compile(r"`(ontology/[\w/-]+\.ttl)`")


def _section(readme: str) -> str:
    return readme.split("## Add an article", 1)[1].split("\n## ", 1)[0]


def _target(fence: Fence) -> str:
    """Return the file that the paragraph above a Turtle block names first."""
    match = _FILE.search(fence.before)
    assert match, f"the text above does not name the file: {fence.before}"
    return match[1]


@pytest.fixture
def checkout(tmp_path: Path, readme: str, reference_store: Path) -> Path:
    """Return a copy of what mapping needs, with the article of the README and a store in it."""
    copied(reference_store, tmp_path / "store")
    for folder in ("kg", "ontology", "shapes"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    article = fences(_section(readme), "text")[0]
    (tmp_path / "envoy.txt").write_text(article.content, encoding="utf-8")
    return tmp_path


def _explained(checkout: Path) -> str:
    """Ingest the article and return what was taken from it, one line per run of white space."""
    _kg(checkout, "ingest", "envoy.txt")
    return _kg(checkout, "explain", "envoy.txt")


def _kg(checkout: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(checkout), "KG_STORE": str(checkout / "store")}
    command = [sys.executable, "-m", "kg", *arguments]
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.mark.long
def test_an_office_and_an_event_type_are_added_by_editing_turtle(checkout: Path, readme: str) -> None:
    promised = [line.strip() for line in fences(_section(readme), "text")[-1].content.splitlines()]
    before = _explained(checkout)
    assert "office/PRT/president" in before
    assert "office/ISL" not in before
    assert "\nEvents\n" not in before

    for fence in fences(_section(readme), "turtle"):
        file = checkout / _target(fence)
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{fence.content}", encoding="utf-8")

    after = _explained(checkout)
    assert [line for line in promised if line not in after] == []
    assert "office/ISL/ocean-envoy" in after
