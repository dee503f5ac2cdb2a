"""Triples as plain values with the few look-ups that reading a lexicon or reference data needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Text(NamedTuple):
    """An RDF literal: its lexical form, language tag ("" for none) and datatype IRI."""

    value: str
    language: str
    datatype: str


Term = str | Text  # an IRI is a plain str
Triple = tuple[str, str, Term]


class Facts:
    """An index over triples. All results come in a fixed order, whatever order they were added in."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._objects: dict[tuple[str, str], set[Term]] = defaultdict(set)
        self._subjects: dict[tuple[str, Term], set[str]] = defaultdict(set)
        self.add(triples)

    def add(self, triples: Iterable[Triple]) -> None:
        for subject, predicate, value in triples:
            self._objects[subject, predicate].add(value)
            self._subjects[predicate, value].add(subject)

    def iris(self, subject: str, predicate: str) -> list[str]:
        return sorted(o for o in self._objects.get((subject, predicate), ()) if not isinstance(o, Text))

    def iri(self, subject: str, predicate: str) -> str | None:
        """Return the first IRI in order, or ``None``."""
        return next(iter(self.iris(subject, predicate)), None)

    def texts(self, subject: str, predicate: str, language: str | None = None) -> list[Text]:
        found = (o for o in self._objects.get((subject, predicate), ()) if isinstance(o, Text))
        return sorted(o for o in found if language is None or o.language == language)

    def text(self, subject: str, predicate: str, language: str | None = None) -> str | None:
        """Return the first literal's lexical form in order, or ``None``."""
        return next((t.value for t in self.texts(subject, predicate, language)), None)

    def subjects(self, predicate: str, value: Term) -> list[str]:
        return sorted(self._subjects.get((predicate, value), ()))


def written(term: Term) -> str:
    """Return an IRI, or the lexical form of a literal."""
    return term.value if isinstance(term, Text) else term
