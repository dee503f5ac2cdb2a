"""Gold of our own, kept with the tests: no layer falls below its floor."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import cli

HERE = Path(__file__).resolve().parent
GOLD = ("dates.jsonl", "layouts.jsonl", "pages.jsonl", "quotations.jsonl")


@pytest.mark.parametrize("name", GOLD)
def test_no_layer_falls_below_its_floor(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.main(["evaluate", "--floors", str(HERE / "floors.toml"), str(HERE / name)])
    assert status == 0, capsys.readouterr().out
