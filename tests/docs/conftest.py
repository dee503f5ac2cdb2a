"""The README."""

from __future__ import annotations

import pytest
from walkthrough import README  # type: ignore[import-not-found]


@pytest.fixture(scope="session")
def readme() -> str:
    text: str = README.read_text(encoding="utf-8")
    return text
