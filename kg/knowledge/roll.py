"""Who held which office when, as imported records say: thousands of persons of all times.

So many names must not be looked for in a text. They are asked only for a person whom the text
itself makes one, and only for an article with a date: a name of 1850 is nobody of today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.iri import folded
from kg.knowledge.dates import bounds
from kg.knowledge.facts import Facts
from kg.knowledge.world import Office
from kg.model import DateInterval
from kg.vocab import DCTERMS, DIPL, FOAF, LEX, ORG, RDF, SCHEMA, SKOS

# How long a tenure whose end no record tells is taken to have lasted at most: few posts are held longer.
_LONGEST_OPEN = timedelta(days=4 * 365)
_MARGIN = timedelta(days=365)  # around proven days
_OF_AGE = 18  # years, below which nobody holds an office
_OLDEST = 100  # years, for whom no record tells of a death
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th"})


@dataclass(frozen=True, slots=True)
class Service:
    """That a person held an office; an open side means that no record tells."""

    person: str
    office: Office
    begin: date | None
    end: date | None
    proven: bool = False  # the days are proved by stays: the tenure may be longer

    def covers(self, days: DateInterval) -> bool:
        """Tell whether the person was certainly in office on all of these days."""
        return self._covers(days, timedelta())

    def is_near(self, days: DateInterval) -> bool:
        """Tell whether the person was in office on these days, or may have been and hardly missed them."""
        return self._covers(days, _MARGIN if self.proven else timedelta())

    def _covers(self, days: DateInterval, margin: timedelta) -> bool:
        if not (self.begin and days.begin and days.end):
            return False
        last = self.end or self.begin + _LONGEST_OPEN
        return self.begin - margin <= days.begin and days.end <= last + margin

    def ended_before(self, days: DateInterval) -> bool:
        return bool(self.end and days.begin and self.end < days.begin)


@dataclass(frozen=True, slots=True)
class Life:
    """The first and the last year in which a person can be spoken of as an adult alive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Roll:
    """All services, by person and by office, and the names they are found by."""

    services_of: Mapping[str, tuple[Service, ...]] = field(default_factory=dict)
    holders_of: Mapping[str, tuple[Service, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)  # person -> folded words
    labels: Mapping[str, str] = field(default_factory=dict)  # person -> name in full
    lives: Mapping[str, Life] = field(default_factory=dict)
    _beginning: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # first word -> persons

    def persons(self, words: tuple[str, ...], days: DateInterval) -> list[str]:
        """Return who, alive on the days, can be meant by a full name (``name_words``)."""
        found = self._beginning.get(words[0], ()) if len(words) > 1 else ()
        return [p for p in found if self._lives(p, days) and any(_fits(words, n) for n in self.names[p])]

    def bears(self, person: str, words: tuple[str, ...]) -> bool:
        """Tell whether exactly this is one of the names of a person."""
        return words in self.names.get(person, ())

    def ends_in(self, person: str, surname: tuple[str, ...]) -> bool:
        """Tell whether one of the names of a person ends in these words."""
        return any(surname == name[-len(surname) :] for name in self.names.get(person, ()))

    def _lives(self, person: str, days: DateInterval) -> bool:
        life = self.lives.get(person)
        return life is None or bool(days.begin and life.first <= days.begin.year <= life.last)


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without initials and "Jr."."""
    words = tuple(w for w in folded(name).split() if w not in _GENERATIONS)
    return tuple(w for w in words if len(w) > 1) or words


def _fits(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    short, long = sorted((words, name), key=len)
    return len(short) > 1 and short[0] == long[0] and short[-1] == long[-1] and set(short) <= set(long)


def read_roll(facts: Facts, known_names: Mapping[str, Iterable[str]]) -> Roll:
    """Build the value from the facts of imports; ``known_names`` are those of the reference data."""
    services = sorted(_services(facts), key=repr)
    names = {
        person: tuple(dict.fromkeys(map(name_words, (*_names(facts, person), *known_names.get(person, ())))))
        for person in facts.subjects(RDF["type"], FOAF["Person"])
    }
    beginning: dict[str, dict[str, None]] = defaultdict(dict)
    for person, forms in names.items():
        for form in forms:
            if form:
                beginning[form[0]][person] = None
    of_person, of_office = defaultdict(list), defaultdict(list)
    for service in services:
        of_person[service.person].append(service)
        of_office[service.office.iri].append(service)
    return Roll(
        services_of={person: tuple(group) for person, group in of_person.items()},
        holders_of={office: tuple(group) for office, group in of_office.items()},
        names=names,
        labels={person: label for person in names if (label := facts.text(person, FOAF["name"]))},
        lives={person: life for person in names if (life := _life(facts, person))},
        _beginning={word: tuple(persons) for word, persons in beginning.items()},
    )


def _names(facts: Facts, person: str) -> list[str]:
    return [
        text.value
        for predicate in (FOAF["name"], SKOS["altLabel"])
        for text in facts.texts(person, predicate)
    ]


def _services(facts: Facts) -> Iterable[Service]:
    offices = {
        iri: office for iri in facts.subjects(RDF["type"], DIPL["Office"]) if (office := _office(facts, iri))
    }
    for iri in facts.subjects(RDF["type"], DIPL["Tenure"]):
        person, office = facts.iri(iri, ORG["member"]), offices.get(facts.iri(iri, DIPL["heldOffice"]) or "")
        begin = bounds(facts.text(iri, SCHEMA["startDate"]) or facts.text(iri, LEX["heldAtLeastFrom"]))
        end = bounds(facts.text(iri, SCHEMA["endDate"]) or facts.text(iri, LEX["heldAtLeastUntil"]))
        if person and office:
            # Of a month or a year only the days that are certainly in office count.
            proven = facts.text(iri, LEX["heldAtLeastFrom"]) is not None
            yield Service(person, office, begin and begin[1], end and end[0], proven)


def _office(facts: Facts, iri: str) -> Office | None:
    kind = facts.iri(iri, DCTERMS["type"])
    label = facts.text(iri, SKOS["prefLabel"], "en") or iri
    served, accredited = facts.iri(iri, ORG["postIn"]), facts.iri(iri, DIPL["accreditedTo"])
    return Office(iri, kind, label, served, accredited) if kind else None


def _life(facts: Facts, person: str) -> Life | None:
    born, died = (bounds(facts.text(person, SCHEMA[p])) for p in ("birthDate", "deathDate"))
    if born is None and died is None:
        return None
    first = born[0].year + _OF_AGE if born else 0
    last = died[1].year if died else (born[0].year + _OLDEST if born else 9999)
    return Life(first, last)
