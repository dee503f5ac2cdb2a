from __future__ import annotations

from pathlib import Path

import pytest

from kg.gate.gate import Gate
from tests.gate.visits import SHAPES


@pytest.fixture(scope="session")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes")
    (folder / "visit.ttl").write_text(SHAPES, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def gate(shapes: Path) -> Gate:
    return Gate(shapes)
