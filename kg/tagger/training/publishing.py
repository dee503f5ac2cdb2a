"""A trained pipeline and gold -> ``kg/tagger/model`` with its scores in ``meta.json``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from kg.resources import SHIPPED_MODEL
from kg.tagger.training.scoring import scores

_ABOUT = {
    "name": "names",
    "version": "1.0.0",
    "description": "Names of persons, organisations and places in English news about politics",
    "author": "Diplomacy knowledge graph",
    "license": "Apache-2.0; see MODEL_CARD.md for the texts it was trained on",
    "spacy_version": ">=3.8,<4",
}


def publish(work: Path, gold: list[Path]) -> None:
    """Put ``work/model`` into its place, scored on the held-out newswire and on each gold file."""
    trained = work / "model"
    files = {"newswire": work / "held-out.spacy", **{file.stem: file for file in gold}}
    measured = {name: scores(str(trained), file) for name, file in files.items()}
    shutil.rmtree(SHIPPED_MODEL, ignore_errors=True)
    shutil.copytree(trained, SHIPPED_MODEL)
    meta: dict[str, Any] = json.loads((SHIPPED_MODEL / "meta.json").read_text(encoding="utf-8"))
    meta |= {**_ABOUT, "performance": measured}
    (SHIPPED_MODEL / "meta.json").write_text(json.dumps(meta, indent=2) + "\n", encoding="utf-8")
