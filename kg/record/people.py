"""Names in records -> persons: those of the reference data, and new ones under stable IRIs.

A name alone is no person. It is looked up among those who serve the state; a part of a name, such
as a surname, only among those proved to hold the office on the days in question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.iri import Minter, folded
from kg.knowledge.facts import Facts
from kg.knowledge.world import Office
from kg.record.reading import Span
from kg.record.terms import tenure_days
from kg.record.titles import plain_name
from kg.vocab import DIPL, FOAF, LEX, OFFICE_KIND, ORG, RDF, SKOS

_ONE_WORD = (OFFICE_KIND["monarch"], OFFICE_KIND["head-of-state"])
# Before and after a proven term the same surname in the same office is the same person.
_MARGIN = timedelta(days=365)
_ONE_CAREER = 15 * 365  # days between two terms beyond which two persons are likelier than one
_NAMES = (FOAF["name"], SKOS["altLabel"], SKOS["hiddenLabel"])


@dataclass(frozen=True, slots=True)
class Named:
    """A person as records name one; ``new`` tells that the reference data does not know the person."""

    iri: str
    name: str
    other_name: str | None = None
    new: bool = False
    whole: bool = True  # False: only a part of the name is known, so this is nobody else's record


@dataclass(frozen=True, slots=True)
class _Held:
    person: str
    name: str
    words: frozenset[str]
    days: Span


class People:
    """The persons of the reference data, and those proved by the records of one import."""

    def __init__(self, facts: Facts, minter: Minter) -> None:
        self._minter = minter
        known: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._begins: dict[str, list[date]] = defaultdict(list)  # of tenures of the reference data
        self._held: dict[str, list[_Held]] = defaultdict(list)
        self._labels = {
            p: facts.text(p, FOAF["name"]) or p for p in facts.subjects(RDF["type"], FOAF["Person"])
        }
        for person in self._labels:
            for state in facts.iris(person, LEX["serves"]):
                for name in _names(facts, person):
                    known[state, folded(name)].add(person)
        self._known = {name: found.pop() for name, found in known.items() if len(found) == 1}
        for tenure in facts.subjects(RDF["type"], DIPL["Tenure"]):
            self._hold(facts, tenure)

    def _hold(self, facts: Facts, tenure: str) -> None:
        person, office = facts.iri(tenure, ORG["member"]), facts.iri(tenure, DIPL["heldOffice"])
        if person and office:
            days = tenure_days(facts, tenure)
            self._begins[person] += [days.begin] if days.begin else []
            for name in _names(facts, person):
                self.prove(Named(person, name), office, days.begin, days.end)

    # ----------------------------------------------------------------------- asking

    def person(self, name: str, state: str | None, days: Span | None = None) -> Named:
        """Return the person of that whole name who serves the state, about the days where they are given."""
        plain, other = plain_name(name)
        for spelling in (name, plain, other):
            iri = self._known.get((state or "", folded(spelling))) if spelling else None
            if iri and self._is_contemporary(iri, plain, days):
                return Named(iri, self._labels.get(iri, plain))
        code = state.rsplit("/", 1)[-1] if state else ""
        return Named(self._minter.person(plain, code), plain, other, new=True)

    def in_office(
        self, name: str, state: str | None, office: Office | None, days: Span, record: str
    ) -> Named:
        """Return who is meant by a name, whole or in part, beside the title of an office."""
        named = self.person(name, state, days)
        if not named.new:
            return named
        holders = self._holders(frozenset(folded(name).split()), office, days)
        if len(holders) == 1:
            iri, label = holders.popitem()
            return Named(iri, self._labels.get(iri, label))
        if is_whole(name, office.kind if office else None):
            return named
        return Named(self._minter.person(f"{named.name} {record}", ""), named.name, whole=False)

    def _is_contemporary(self, person: str, name: str, days: Span | None) -> bool:
        """Tell whether a person known by another name can be meant: not an uncle of the same name.

        Under the name itself nobody else could get another IRI.
        """
        begins = self._begins.get(person)
        if days is None or days.begin is None or not begins or folded(name) == folded(self._labels[person]):
            return True
        return min(abs((begin - days.begin).days) for begin in begins) < _ONE_CAREER

    def _holders(self, words: frozenset[str], office: Office | None, days: Span) -> dict[str, str]:
        return {
            held.person: held.name
            for held in self._held.get(office.iri if office else "", ())
            if _one_name(words, held.words) and _near(days, held.days)
        }

    # ---------------------------------------------------------------------- learning

    def prove(self, named: Named, office: str, first: date | None, last: date | None) -> None:
        """Remember that a person held an office from one day to another."""
        self._held[office].append(
            _Held(named.iri, named.name, frozenset(folded(named.name).split()), Span(first, last))
        )


def _names(facts: Facts, person: str) -> Iterable[str]:
    return [text.value for predicate in _NAMES for text in facts.texts(person, predicate)]


def _one_name(words: frozenset[str], held: frozenset[str]) -> bool:
    """Tell whether a name is a part of another: "Blinken" or "Antony John Blinken" for "Antony Blinken"."""
    return words <= held or (held <= words and len(held) > 1)


def _near(days: Span, term: Span) -> bool:
    """Tell whether a stay lies inside a term whose bounds are known, or hardly outside."""
    if not (days.begin and term.begin and term.end):
        return False
    return term.begin - _MARGIN <= days.begin and (days.end or days.begin) <= term.end + _MARGIN


def is_whole(name: str, kind: str | None) -> bool:
    """Tell whether a name tells one person from another: monarchs have one word, others two or more."""
    full = [word for word in folded(name).split() if len(word) > 1]
    return len(full) > 1 or (bool(full) and kind in _ONE_WORD)
