"""Names and identifiers of countries in records -> states of the reference data.

A record of 1959 that says "U.S.S.R." names a state that is no more: it is no state of today, even
where the publisher files it under one. Names that a state of today once had are facts of the
reference data (``skos:hiddenLabel``), as are identifiers that are not made of its name
(``rdfs:seeAlso`` to the page of the Office of the Historian).
"""

from __future__ import annotations

import re
from collections import defaultdict

from kg.iri import folded
from kg.knowledge.facts import Facts
from kg.record.stays import Country
from kg.vocab import DIPL, RDF, RDFS, SKOS

COUNTRY_PAGE = "https://history.state.gov/countries/"
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SMALL = frozenset({"the", "of", "and"})
_SAINT = {"st": "saint"}


class Territories:
    """Finds the state that a country of a record is."""

    def __init__(self, facts: Facts) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        self._pages: dict[str, str] = {}
        for state in facts.subjects(RDF["type"], DIPL["State"]):
            for predicate in (SKOS["prefLabel"], SKOS["altLabel"], SKOS["hiddenLabel"]):
                for text in facts.texts(state, predicate, "en"):
                    names[_key(text.value)].add(state)
            for page in facts.iris(state, RDFS["seeAlso"]):
                if page.startswith(COUNTRY_PAGE):
                    self._pages[page.removeprefix(COUNTRY_PAGE)] = state
        self._names = {name: found.pop() for name, found in names.items() if len(found) == 1}

    def state(self, country: Country) -> str | None:
        """Return the state; ``None`` where name and identifier disagree or are of no state of today."""
        by_identifier = self.of_identifier(country.identifier)
        if not country.name:
            return by_identifier
        by_name = self._names.get(_key(country.name)) or self._names.get(
            _key(_BRACKETS.sub("", country.name))
        )
        if by_name is None:
            is_short_for = set(_words(country.name)) <= set(_words(country.identifier))
            return by_identifier if is_short_for else None
        return by_name if by_identifier in (None, by_name) else None

    def of_identifier(self, identifier: str) -> str | None:
        """Return the state that an identifier such as "united-kingdom" stands for."""
        return self._pages.get(identifier) or self._names.get(_key(identifier))


def _words(name: str) -> list[str]:
    return [_SAINT.get(word, word) for word in folded(name).split() if word not in _SMALL]


def _key(name: str) -> str:
    """Return the words of a name in order of the alphabet: "Korea, Republic of" is "Republic of Korea"."""
    return " ".join(sorted(_words(name)))
