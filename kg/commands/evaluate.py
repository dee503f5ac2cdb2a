"""``kg evaluate``: gold files in, a table of scores by layer and every error out."""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from kg.config import Settings
from kg.errors import ConfigurationError
from kg.evaluation.gold import verdicts
from kg.evaluation.scores import Fault, Score, totals
from kg.pipeline import Mapper

MEASURES = ("precision", "recall", "f1")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    mapper = Mapper.load(settings)
    found = [verdict for file in arguments.gold for verdict in verdicts(file, mapper)]
    scores = totals(found)
    faults = [fault for verdict in found for fault in verdict.faults]
    below = _below(scores, _read_floors(arguments.floors)) if arguments.floors else []
    if arguments.json:
        _print_json(scores, faults, below)
    else:
        _print_table(scores, below)
        if not arguments.quiet:
            _print_faults(faults)
    return 1 if below else 0


def _read_floors(file: Path) -> Mapping[str, Mapping[str, float]]:
    """Return the lowest values allowed, by layer and measure."""
    try:
        floors: Mapping[str, Mapping[str, float]] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{file}: cannot be read as floors: {error}") from error
    for layer, values in floors.items():
        if not isinstance(values, dict) or not set(values) <= set(MEASURES):
            raise ConfigurationError(f"{file}: [{layer!r}] may hold {', '.join(MEASURES)} only")
    return floors


def _below(scores: Mapping[str, Score], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a line for each measure under its floor; a layer that was not measured has none."""
    return [
        f"{layer}: {measure} is {getattr(scores[layer], measure):.3f}, its floor {floor:.3f}"
        for layer, values in floors.items()
        if layer in scores
        for measure, floor in values.items()
        if getattr(scores[layer], measure) < floor
    ]


def _print_json(scores: Mapping[str, Score], faults: Iterable[Fault], below: list[str]) -> None:
    layers = {
        layer: {**asdict(score), **{m: round(getattr(score, m), 4) for m in MEASURES}}
        for layer, score in scores.items()
    }
    content = {"layers": layers, "errors": [asdict(fault) for fault in faults], "below floor": below}
    print(json.dumps(content, indent=2, ensure_ascii=False))


def _print_table(scores: Mapping[str, Score], below: list[str]) -> None:
    width = max((len(layer) for layer in scores), default=5)
    print(f"{'layer':{width}}  precision  recall     F1   right  wrong  missed")
    for layer, s in scores.items():
        print(
            f"{layer:{width}}  {s.precision:9.3f}  {s.recall:6.3f}  {s.f1:5.3f}"
            f"  {s.right:6}  {s.wrong:5}  {s.missed:6}"
        )
    for line in below:
        print(f"below its floor: {line}")


def _print_faults(faults: Iterable[Fault]) -> None:
    for fault in faults:
        told = [f"found {fault.found!r}"] if fault.found else []
        told += [f"missed {fault.expected!r}"] if fault.expected else []
        print(f"\n{fault.layer}, {fault.item}: {', '.join(told)}\n  {fault.sentence}")
