"""The reference data as records need it, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Settings
from kg.knowledge.knowledge import read_knowledge
from kg.pipeline import ontology_facts
from kg.record.conversion import Reference, read_reference

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared" / "reference"


@pytest.fixture(scope="session")
def reference() -> Reference:
    settings = Settings()
    facts = ontology_facts(settings)
    return read_reference(facts, read_knowledge(facts, settings.base_iri))


@pytest.fixture(scope="session")
def shared() -> Path:
    if not (SHARED / "hsg_visits.jsonl").is_file():
        pytest.skip("the records of HistoryAtState are not beside this checkout")
    return SHARED
