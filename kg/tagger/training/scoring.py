"""A pipeline and gold -> precision, recall and F1 of exact spans, by label."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from kg.tagger import LABELS
from kg.tagger.training.tagged import Span

Scores = dict[str, dict[str, float]]


def scores(model: str, gold: Path) -> Scores:
    """Score a pipeline on a ``.spacy`` file or on JSON Lines of names (``kg.evaluation.names``)."""
    nlp = spacy.load(model)
    rows = list(_documents(gold) if gold.suffix == ".spacy" else _rows(gold))
    found = ((doc, true) for doc, (_, true) in zip(nlp.pipe(text for text, _ in rows), rows, strict=True))
    return _compared(({(e.start_char, e.end_char, e.label_) for e in doc.ents}, true) for doc, true in found)


def _rows(gold: Path) -> Iterator[tuple[str, set[Span]]]:
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], {(e["start"], e["end"], e["type"]) for e in row["entities"] if e["type"] in LABELS}


def _documents(gold: Path) -> Iterator[tuple[str, set[Span]]]:
    for doc in DocBin().from_disk(gold).get_docs(spacy.blank("en").vocab):
        yield doc.text, {(e.start_char, e.end_char, e.label_) for e in doc.ents}


def _compared(pairs: Iterable[tuple[set[Span], set[Span]]]) -> Scores:
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for answer, gold in pairs:
        right.update(label for *_, label in answer & gold)
        found.update(label for *_, label in answer)
        true.update(label for *_, label in gold)
    return {label: _measures(right[label], found[label], true[label]) for label in LABELS}


def _measures(right: int, found: int, true: int) -> dict[str, float]:
    """Return the three measures to three places; nothing found is precise, nothing sought is recalled."""
    precision = right / found if found else 1.0
    recall = right / true if true else 1.0
    both = precision + recall
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / both if both else 0.0, 3),
    }
