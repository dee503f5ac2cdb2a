"""What was acknowledged over HTTP is there, whoever was killed meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.server.killing import kill_while_writing

KILLS = 20


@pytest.mark.long
def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    assert kill_while_writing(tmp_path, KILLS) >= KILLS
