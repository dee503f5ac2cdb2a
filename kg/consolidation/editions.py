"""What an article tells of a session + the known editions of its series -> the edition that it must be.

"The tenth summit", "the 2023 summit" and "the summit in Mexico City" are one where the reference data
knows one edition only that number, days or place can mean. What nobody knows stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kg.consolidation.dataset import ArticleDate, Dataset, known
from kg.knowledge.facts import Text
from kg.vocab import LEX, SCHEMA

_YEAR_DAYS = 366
_NEWS = timedelta(days=45)  # how long before and after it an edition is the one that articles speak of
_SLACK = timedelta(days=2)  # by which days told of an edition may miss those on which it was


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a series, closed days; ``place`` is an IRI."""

    iri: str
    series: str
    begin: date
    end: date
    place: str | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Clues:
    """What a telling says of a session: days, place, number, and between which days it must lie."""

    series: str
    first: date | None
    last: date | None
    place: str | None
    number: int | None
    earliest: date | None
    latest: date | None
    published: date | None


class Editions:
    """The editions of the reference data by series; ``fit`` tells whether two places can be one."""

    def __init__(self, editions: Iterable[Edition], fit: Callable[[str, str], bool]) -> None:
        self._of: dict[str, list[Edition]] = defaultdict(list)
        for edition in editions:
            self._of[edition.series].append(edition)
        self._fit = fit

    def meant(self, clues: Clues) -> Edition | None:
        """Return the one edition that something speaks for and nothing against."""
        editions = self._of.get(clues.series, [])
        numbered = [e for e in editions if clues.number and clues.number == e.number]
        possible = [e for e in numbered or editions if not self.is_another(clues, e)]
        told = [e for e in possible if self._is_told(clues, e)]
        vague = (clues.first, clues.last, clues.place, clues.number) == (None, None, None, None)
        if vague:
            told = [e for e in possible if _is_news(clues, e)]
        return told[0] if len(told) == 1 else None

    def is_another(self, clues: Clues, edition: Edition) -> bool:
        """Tell whether days, place or number speak against an edition."""
        if clues.number and edition.number and clues.number != edition.number:
            return True
        if clues.place and edition.place and not self._fit(clues.place, edition.place):
            return True
        if clues.earliest is not None and edition.end + _SLACK < clues.earliest:
            return True
        return clues.latest is not None and clues.latest < edition.begin - _SLACK

    def _is_told(self, clues: Clues, edition: Edition) -> bool:
        if clues.number and clues.number == edition.number:
            return True
        if clues.place and edition.place and self._fit(clues.place, edition.place):
            return True
        return bool(clues.first and clues.last) and _length(clues) <= _YEAR_DAYS


def _length(clues: Clues) -> int:
    assert clues.first is not None and clues.last is not None
    return (clues.last - clues.first).days + 1


def _is_news(clues: Clues, edition: Edition) -> bool:
    day = clues.published
    return day is not None and edition.begin - _NEWS <= day <= edition.end + _NEWS


def read_editions(dataset: Dataset, articles: Mapping[str, ArticleDate]) -> Iterator[Edition]:
    """Yield the editions that the reference data knows."""
    series, places = (known(dataset, p, articles) for p in (LEX["editionOf"], SCHEMA["location"]))
    begins, ends, numbers = (
        _texts(dataset, p, series) for p in (SCHEMA["startDate"], SCHEMA["endDate"], LEX["editionNumber"])
    )
    for iri, of in series.items():
        if iri in begins and iri in ends:
            yield Edition(
                iri,
                of[0],
                date.fromisoformat(begins[iri]),
                date.fromisoformat(ends[iri]),
                next(iter(places.get(iri, ())), None),
                int(numbers[iri]) if iri in numbers else None,
            )


def _texts(dataset: Dataset, predicate: str, subjects: Iterable[str]) -> dict[str, str]:
    wanted = set(subjects)
    return {s: v.value for _, s, v in dataset.statements(predicate) if s in wanted and isinstance(v, Text)}
