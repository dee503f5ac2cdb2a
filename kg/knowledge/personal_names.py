"""Names of the persons of the reference data as folded words, and who bears which word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.iri import folded

_FAMILY_FIRST = re.compile(r"^\S+ [A-Z][a-z]+-[a-z]+$")  # "Ban Ki-moon", "Tsai Ing-wen"
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without single-letter initials and generations."""
    words = tuple(word for word in folded(name).split() if word not in _GENERATIONS)
    return tuple(word for word in words if len(word) > 1) or words


@dataclass(frozen=True, slots=True)
class PersonalNames:
    """``words`` has the names of each person (IRI), each as folded words.

    ``given`` are the words that begin a name of several, unless a family name stands there.
    """

    words: Mapping[str, tuple[tuple[str, ...], ...]]
    given: frozenset[str]
    _bearers: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, names: Mapping[str, Iterable[str]]) -> PersonalNames:
        words = {person: tuple(map(name_words, forms)) for person, forms in names.items()}
        bearers: dict[str, dict[str, None]] = defaultdict(dict)
        for person, forms in words.items():
            for word in (word for form in forms for word in form):
                bearers[word][person] = None
        several = (name for forms in names.values() for name in forms if not _FAMILY_FIRST.search(name))
        given = frozenset(form[0] for form in map(name_words, several) if len(form) > 1)
        return cls(words, given, {word: tuple(persons) for word, persons in bearers.items()})

    def bearers(self, word: str) -> tuple[str, ...]:
        """Return the persons who have a folded word somewhere in a name."""
        return self._bearers.get(word, ())
