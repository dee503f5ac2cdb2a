"""Scores against gold: right where extraction is right, and an error for each thing that is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import cli
from kg.errors import GoldError
from kg.evaluation.gold import read_gold, verdicts
from kg.evaluation.scores import Score, Verdict, choose, compare, totals
from kg.pipeline import Mapper

HERE = Path(__file__).resolve().parent
GOLD = HERE.parent.parent.parent / "shared" / "gold"
SMALL = HERE / "small.jsonl"


def test_precision_recall_and_f1() -> None:
    score = Score(right=6, wrong=2, missed=4)
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert score.f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))
    assert Score(0, 0, 0).f1 == 1.0
    assert Score(0, 1, 1).f1 == 0.0


def test_what_differs_is_an_error_on_either_side() -> None:
    verdict = compare("names", "1", {(0, 3): "Ana", (8, 12): "Lima"}, {(0, 3): "Ana", (4, 7): "met"}, "...")
    assert (verdict.right, verdict.wrong, verdict.missed) == (1, 1, 1)
    assert [(fault.expected, fault.found) for fault in verdict.faults] == [("Lima", ""), ("", "met")]
    chosen = choose("type", "1", "Call", "Meeting", "...")
    assert (chosen.right, chosen.wrong, chosen.missed) == (0, 1, 1)
    assert choose("type", "1", "Call", "", "...").wrong == 0
    assert totals([verdict, Verdict("names", 2, 0, 0), chosen]) == {
        "names": Score(3, 1, 1),
        "type": Score(0, 1, 1),
    }


def test_each_kind_of_gold_is_judged(mapper: Mapper) -> None:
    found = list(verdicts(SMALL, mapper))
    scores = totals(found)
    assert scores["persons"] == Score(right=1, wrong=0, missed=1)  # an adjective is no person
    assert scores["states and places"] == Score(right=2, wrong=0, missed=0)
    assert scores["organisations"] == Score(right=1, wrong=0, missed=0)
    assert scores["readouts: event type"] == Score(right=1, wrong=0, missed=0)
    assert scores["readouts: counterparts"] == Score(right=1, wrong=0, missed=0)
    assert scores["event class (PLOVER)"] == Score(right=1, wrong=1, missed=1)
    assert scores["actor phrases"] == Score(right=2, wrong=1, missed=1)
    faults = {(fault.layer, fault.expected, fault.found) for v in found for fault in v.faults}
    assert faults == {
        ("persons", "Chilean", ""),
        ("event class (PLOVER)", "REQUEST", "CONSULT"),
        ("actor phrases", "Peru: CHL", "PER"),
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id": 1', "line 1: is not JSON"),
        ("[]", "line 1: a row is a JSON object"),
        ('{"id": "x", "words": 3}', "row 1: is no kind of gold"),
        ('{"id": "x", "text": "Peru", "entities": [{"type": "LOC"}]}', "row 1: misses or mistypes a part"),
    ],
)
def test_bad_gold_is_named(tmp_path: Path, mapper: Mapper, content: str, message: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        list(verdicts(file, mapper))
    with pytest.raises(GoldError, match="cannot be read"):
        list(read_gold(tmp_path / "none.jsonl"))


def test_the_command_prints_scores_and_errors(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert cli.main(["evaluate", str(SMALL)]) == 0
    printed = capsys.readouterr().out
    assert "readouts: counterparts" in printed
    assert "persons, names/2: missed 'Chilean'\n  The Chilean harbour was closed." in printed
    floors = tmp_path / "floors.toml"
    floors.write_text('["persons"]\nrecall = 0.9\n["dates"]\nrecall = 1.0\n', encoding="utf-8")
    assert cli.main(["evaluate", "--json", "--floors", str(floors), str(SMALL)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["layers"]["persons"]["recall"] == 0.5
    assert told["below floor"] == ["persons: recall is 0.500, its floor 0.900"]
    assert len(told["errors"]) == 3
    floors.write_text('["persons"]\nrecal = 0.9\n', encoding="utf-8")
    assert cli.main(["evaluate", "--floors", str(floors), str(SMALL)]) == cli.FAILURE


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold files are not beside this checkout")
@pytest.mark.long
def test_no_layer_falls_below_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    files = [GOLD / f"{name}.jsonl" for name in ("names_politics", "readouts", "plover")]
    files.append(GOLD / "seeds_002_003.json")
    status = cli.main(["evaluate", "--quiet", "--floors", str(HERE / "floors.toml"), *map(str, files)])
    assert status == 0, capsys.readouterr().out
