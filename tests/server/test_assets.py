"""The list of web bundles and their installer."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from server.assets import install

FOLDER = Path(install.__file__).parent


def test_versions_are_exact_and_the_lock_file_names_no_registry() -> None:
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
    text = (FOLDER / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert "resolved" not in text
    assert packages[""]["dependencies"] == wanted
    assert all(package.get("integrity") for path, package in packages.items() if path)


def test_every_bundle_is_locked() -> None:
    packages = json.loads((FOLDER / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for source in install.BUNDLES:
        assert "node_modules/" + "/".join(source.split("/")[:2]) in packages


@pytest.fixture
def vendor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(install, "VENDOR", tmp_path / "vendor")
    return tmp_path / "vendor"


def test_without_npm_it_says_so_and_goes_on(
    vendor: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install, "_npm", lambda: None)
    assert install.main() == 0
    assert "pages work without" in capsys.readouterr().err
    assert not vendor.exists()


def test_a_failing_npm_leaves_no_stamp(
    vendor: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install, "_npm", lambda: ["false"])
    assert install.main() == 0
    assert "npm ended with status 1" in capsys.readouterr().err
    assert not (vendor / install.STAMP).exists()


def test_it_copies_the_bundles_once(vendor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Path] = []

    def npm(command: list[str], *, cwd: Path, **_: object) -> subprocess.CompletedProcess[str]:
        calls.append(cwd)
        for source in install.BUNDLES:
            file = cwd / "node_modules" / source
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(source, encoding="utf-8")
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(install, "_npm", lambda: ["npm"])
    monkeypatch.setattr(subprocess, "run", npm)
    assert install.main() == install.main() == 0
    assert len(calls) == 1
    assert {file.name for file in vendor.iterdir()} == {*install.BUNDLES.values(), install.STAMP}
    assert not calls[0].exists()
