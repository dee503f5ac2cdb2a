"""The pipeline that is shipped: it loads, says what its card says, and finds names in plain sentences."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import spacy
from spacy.language import Language

from kg.resources import SHIPPED_MODEL
from kg.tagger import LABELS

CARD = (SHIPPED_MODEL.parent / "MODEL_CARD.md").read_text(encoding="utf-8")
META: dict[str, Any] = json.loads((SHIPPED_MODEL / "meta.json").read_text(encoding="utf-8"))
LARGEST = 12_000_000  # bytes, what the card promises


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return spacy.load(SHIPPED_MODEL)


def names(pipeline: Language, sentence: str) -> list[tuple[str, str]]:
    return [(name.text, name.label_) for name in pipeline(sentence).ents]


def test_it_has_the_three_labels(pipeline: Language) -> None:
    assert set(pipeline.pipe_labels["ner"]) == set(LABELS)


def test_it_is_small_and_keeps_no_words_of_its_corpora() -> None:
    assert sum(file.stat().st_size for file in SHIPPED_MODEL.rglob("*") if file.is_file()) <= LARGEST
    assert len(json.loads((SHIPPED_MODEL / "vocab" / "strings.json").read_text(encoding="utf-8"))) < 2_000


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Foreign Minister Ilze Kalvane met Tomás Arriaga Peña in Lisbon on Tuesday.",
            [("Ilze Kalvane", "PERSON"), ("Tomás Arriaga Peña", "PERSON"), ("Lisbon", "LOC")],
        ),
        (
            "The Latvian Farmers' Union and the Social Democratic Party of Estonia left the coalition.",
            [("Latvian Farmers' Union", "ORG"), ("Social Democratic Party of Estonia", "ORG")],
        ),
        (
            "She lost her seat in the 1998 Bavarian state election to Jürgen Waldherr.",
            [("Jürgen Waldherr", "PERSON")],
        ),
        (
            "Flights from Nairobi, Kampala and Dar es Salaam were cancelled.",
            [("Nairobi", "LOC"), ("Kampala", "LOC"), ("Dar es Salaam", "LOC")],
        ),
        ("The talks lasted until midnight and ended without an agreement.", []),
    ],
)
def test_it_finds_the_names(pipeline: Language, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert names(pipeline, sentence) == expected


def test_sentences_do_not_depend_on_their_neighbours(pipeline: Language) -> None:
    sentences = ["President Amara Diallo left Conakry.", "The Water Council met.", "Mr. Diallo returned."]
    alone = [names(pipeline, sentence) for sentence in sentences]
    together = [[(name.text, name.label_) for name in doc.ents] for doc in pipeline.pipe(sentences)]
    assert together == alone


def test_the_card_has_the_scores_of_the_pipeline() -> None:
    rows = re.findall(r"^\| (\w+) \| ([A-Z]+) \| (\S+) \| (\S+) \| (\S+) \|$", CARD, re.MULTILINE)
    told = {(gold, label): tuple(map(float, values)) for gold, label, *values in rows}
    measured = {
        (gold, label): (found["precision"], found["recall"], found["f1"])
        for gold, labels in META["performance"].items()
        for label, found in labels.items()
    }
    assert told == measured


def test_the_card_names_the_version_and_spacy() -> None:
    assert f"version {META['version']}" in CARD
    assert META["spacy_version"] in CARD
