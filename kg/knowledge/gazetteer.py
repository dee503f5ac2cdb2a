"""Places that only a text which places their name can mean: the triples of ``ontology/gazetteer`` in, a
table of names out.

Cities and divisions there bear the names of persons, things and each other. They are looked up, never
searched for, so that their number costs little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.knowledge.facts import Text, Triple
from kg.knowledge.phrases import fold
from kg.vocab import LEX, RDF, SCHEMA, SKOS

LONGEST = 4  # words of a name that is looked up


class ListedPlace(NamedTuple):
    iri: str
    label: str
    state: str | None
    ambiguous: bool  # places of other countries bear the name too
    city: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by the ``name_key`` of each of their names."""

    places: Mapping[str, tuple[ListedPlace, ...]] = field(default_factory=dict)
    _first_words: Set[str] = frozenset()

    @classmethod
    def of(cls, places: Mapping[str, tuple[ListedPlace, ...]]) -> Gazetteer:
        return cls(places, frozenset(name.split()[0] for name in places))

    def begins(self, word: str) -> bool:
        """Tell whether a name begins with a word."""
        return word in self._first_words or (
            (word.isupper() or not word.isalpha() or not word.isascii())
            and name_key(word).split(" ")[0] in self._first_words
        )

    def named(self, name: str) -> tuple[ListedPlace, ...]:
        """Return the places that a name can mean."""
        return self.places.get(name_key(name), ())

    def meant(self, name: str, told: str | None = None) -> ListedPlace | None:
        """Return the place that a name means, given the state (IRI) that the text names with it.

        Without one, a name that places of several countries bear means none of them. Where the places
        are of one state, but it is open which is meant, the answer has that state and no IRI.
        """
        found = [p for p in self.named(name) if p.state == told] if told else list(self.named(name))
        if not told and len({place.state for place in found}) > 1:
            found = [place for place in found if not place.ambiguous]
        elif not told and any(place.ambiguous for place in found):
            return None
        found = [place for place in found if place.city] or found
        if not found or len({place.state for place in found}) > 1:
            return None
        return found[0] if len(found) == 1 else found[0]._replace(iri="", label=name)


def name_key(name: str) -> str:
    """Return a name as it is looked up: without accents, hyphens and apostrophes, capitals as in a title."""
    plain = fold(name).replace("'", "")
    return plain.title() if plain.isupper() and len(plain) > len("USSR") else plain


def read_gazetteer(triples: Iterable[Triple]) -> Gazetteer:
    """Build the table from triples."""
    states: dict[str, str] = {}
    labels: dict[str, str] = {}
    cities: set[str] = set()
    ambiguous: set[str] = set()
    names: list[tuple[str, str]] = []
    label, other, country, kind, shared = (
        SKOS["prefLabel"], SKOS["altLabel"], SCHEMA["addressCountry"], RDF["type"], LEX["ambiguous"]
    )  # fmt: skip
    for subject, predicate, value in triples:
        if isinstance(value, Text):
            if predicate == label:
                labels[subject] = value.value
                names.append((subject, value.value))
            elif predicate == other:
                names.append((subject, value.value))
            elif predicate == shared and value.value == "true":
                ambiguous.add(subject)
        elif predicate == country:
            states[subject] = value
        elif predicate == kind and value == SCHEMA["City"]:
            cities.add(subject)
    places: dict[str, dict[ListedPlace, None]] = defaultdict(dict)
    for iri, name in names:
        place = ListedPlace(iri, labels.get(iri, name), states.get(iri), iri in ambiguous, iri in cities)
        places[name_key(name)][place] = None
    return Gazetteer.of({name: tuple(sorted(found, key=_by_iri)) for name, found in places.items()})


def _by_iri(place: ListedPlace) -> str:
    return place.iri
