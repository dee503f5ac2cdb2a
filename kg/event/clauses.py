"""Sentences -> clauses: the stretch in which a verb looks for its subject, place and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.model import Sentence
from kg.temporal import TimeExpression

_BOUNDARY = re.compile(
    r"""[;:—“”«»()]|\s[–-]\s|\b(?:that|which|who|whom|whose|where|when|while|but|although|though|because|after|before|since|until|if|whether)\b
        |,\s(?:as|and)\s(?=(?:he|she|it|they|the|a|an|in)\b)""",
    re.VERBOSE,
)


def clauses(text: str, sentence: Sentence, whole: Sequence[TimeExpression]) -> tuple[tuple[int, int], ...]:
    """Return the half-open spans of the clauses of a sentence, in order, without gaps.

    A date ("before the end of the year") is never cut.
    """
    cuts = [sentence.start]
    cuts += [
        m.start()
        for m in _BOUNDARY.finditer(text, sentence.start, sentence.end)
        if not any(d.start <= m.start() < d.end for d in whole)
    ]
    cuts.append(sentence.end)
    return tuple((a, b) for a, b in pairwise(cuts) if b > a)


def clause_at(spans: tuple[tuple[int, int], ...], position: int) -> tuple[int, int]:
    """Return the clause that holds a position; the last one where none does."""
    return next(((a, b) for a, b in spans if a <= position < b), spans[-1])
