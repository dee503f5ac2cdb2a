"""Scores by layer: how much of the gold was found, how much of what was found is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: what the gold has and was missed, or what was found and is not in the gold."""

    layer: str
    item: str  # identifier of the gold row
    expected: str  # "" where something was found that is not there
    found: str  # "" where something was missed
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one gold row says of one layer; ``right``, ``wrong`` and ``missed`` are counts."""

    layer: str
    right: int
    wrong: int
    missed: int
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The sum over all rows of one layer. Precision, recall and F1 lie in [0, 1]."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


def _share(part: int, whole: int) -> float:
    """Return a share; where nothing was asked and nothing found, nothing is wrong."""
    return part / whole if whole else 1.0


def compare(
    layer: str, item: str, expected: Mapping[K, str], found: Mapping[K, str], sentence: str
) -> Verdict:
    """Compare keys exactly; the values are the words to show for each key."""
    missed = [Fault(layer, item, expected[key], "", sentence) for key in expected if key not in found]
    wrong = [Fault(layer, item, "", found[key], sentence) for key in found if key not in expected]
    right = sum(key in found for key in expected)
    return Verdict(layer, right, len(wrong), len(missed), (*missed, *wrong))


def choose(layer: str, item: str, expected: str, found: str, sentence: str) -> Verdict:
    """Compare one choice among classes; ``found`` is "" where nothing was chosen."""
    if found == expected:
        return Verdict(layer, 1, 0, 0)
    fault = Fault(layer, item, expected, found, sentence)
    return Verdict(layer, 0, 1 if found else 0, 1, (fault,))


def totals(verdicts: Iterable[Verdict]) -> dict[str, Score]:
    """Return the score of each layer, in the order in which layers appear."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for verdict in verdicts:
        for place, count in enumerate((verdict.right, verdict.wrong, verdict.missed)):
            sums[verdict.layer][place] += count
    return {layer: Score(*counts) for layer, counts in sums.items()}
