"""The wheel works away from the checkout: its ontology, shapes, pages and command travel with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the installed build backend, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [*PIP, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a folder of its own; dependencies come from this environment."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run(
        [*PIP, "install", "--no-deps", "--no-index", "--target", str(folder), str(wheel)], check=True
    )
    return folder


def run(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=installed, env=environment, capture_output=True, text=True, check=False
    )


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["ontology", "shapes"])
def test_every_turtle_file_travels(wheel: Path, folder: str) -> None:
    here = {f"kg/data/{file.relative_to(ROOT).as_posix()}" for file in (ROOT / folder).rglob("*.ttl")}
    assert here
    assert here <= _names(wheel)


def test_competency_questions_travel_with_their_answers(wheel: Path) -> None:
    questions = ROOT / "ontology" / "questions"
    here = [file for kind in ("*.rq", "*.tsv", "*.md") for file in questions.rglob(kind)]
    assert here
    assert {f"kg/data/{file.relative_to(ROOT).as_posix()}" for file in here} <= _names(wheel)


def test_templates_queries_and_static_files_travel(wheel: Path) -> None:
    names = _names(wheel)
    for folder in ("templates", "queries", "static"):
        files = [file for file in (ROOT / "server" / folder).iterdir() if file.is_file()]
        assert files
        assert {f"server/{folder}/{file.name}" for file in files} <= names


def test_nothing_else_travels(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in _names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg", "server"}
    assert not [name for name in _names(wheel) if name.startswith("kg/data/ontology/build")]
    assert not [name for name in _names(wheel) if name.startswith("kg/tagger/training")]


def test_the_model_of_names_travels_with_its_card(wheel: Path) -> None:
    model = ROOT / "kg" / "tagger"
    files = [model / "MODEL_CARD.md", *(file for file in (model / "model").rglob("*") if file.is_file())]
    assert {file.relative_to(ROOT).as_posix() for file in files} <= _names(wheel)


def test_licences_travel(wheel: Path) -> None:
    inside = {name.split(".dist-info/")[1] for name in _names(wheel) if ".dist-info/" in name}
    assert {"licenses/LICENSE", "licenses/LICENSES/CC-BY-4.0.md"} <= inside


def test_the_command_maps_an_article_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    article = tmp_path / "visit.txt"
    article.write_text(
        "Ministers meet in Lisbon\n\nThe foreign ministers of Portugal and Spain met in Lisbon on 3 May 2022 "
        "to talk about trade, officials said. They agreed to meet again next year.\n",
        encoding="utf-8",
    )
    store = str(tmp_path / "store")
    done = run(installed, "-m", "kg", "ingest", "--json", "--store", store, str(article))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["stored"] == 1
    counted = run(installed, "-m", "kg", "stats", "--json", "--store", store)
    assert json.loads(counted.stdout)["articles"] == 1


def test_folders_come_from_the_wheel(installed: Path) -> None:
    code = "from kg.resources import ontology_folder as o, shapes_folder as s; print(o(), s())"
    assert run(installed, "-c", code).stdout.split() == [
        str(installed / "kg" / "data" / "ontology"),
        str(installed / "kg" / "data" / "shapes"),
    ]


def test_the_pages_start_from_the_wheel(installed: Path) -> None:
    code = "from server.app import Blueprint, create_app; import server.serving; print('ready')"
    done = run(installed, "-c", code)
    assert done.stdout == "ready\n", done.stderr
