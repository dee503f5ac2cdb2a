"""The tables of README.md are complete and its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from kg.config import DESCRIPTIONS, Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *(file for folder in ("examples", "LICENSES", "ontology") for file in (ROOT / folder).glob("*.md")),
]
SETTINGS = {
    name: (default, meaning.strip())
    for name, default, meaning in re.findall(r"(?m)^\| `(\w+)` \| `([^`]*)` \| (.*) \|$", README)
}


def _help(*arguments: str) -> str:
    command = [sys.executable, "-m", "kg", *arguments, "--help"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


COMMANDS = re.findall(r"(?m)^    (\w+)  +\S", _help())


def test_every_setting_has_a_description() -> None:
    assert [field.name for field in fields(Settings)] == list(DESCRIPTIONS)


def test_the_table_of_settings_is_complete_and_right() -> None:
    defaults = Settings()
    expected = {name: (str(getattr(defaults, name)), text) for name, text in DESCRIPTIONS.items()}
    assert expected == SETTINGS


def test_the_commands_were_found() -> None:
    assert {"ingest", "query", "serve"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_in_the_table(command: str) -> None:
    row = re.search(rf"(?m)^\| `kg {command} (.*)`", README)
    assert row, f"no row for kg {command}"
    usage = _help(command).split("\n\n")[0]
    options = set(re.findall(r"--[a-z-]+", usage))
    choices = {choice for group in re.findall(r"\{([a-z,]+)\}", usage) for choice in group.split(",")}
    assert {word for word in options | choices if word not in row[1]} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    text = re.sub(r"(?ms)^```.*?^```$", "", document.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    broken = [target for target in local if not _leads_somewhere(document, target, text)]
    assert not broken


def _leads_somewhere(document: Path, target: str, text: str) -> bool:
    path, _, anchor = target.partition("#")
    if path:
        return (document.parent / path).exists()
    headings = re.findall(r"(?m)^#+ (.*)$", text)
    return anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", makefile))
    assert set(re.findall(r"`make ([a-z]+)", README)) <= targets
    assert set(re.findall(r"echo 'make ([a-z]+)", makefile)) <= targets
