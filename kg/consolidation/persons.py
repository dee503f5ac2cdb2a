"""Persons under more than one IRI -> links: a surname in one article, the full name in another.

A surname or a shorter form is somebody's whose full name it fits, who held the same office in the
same years or served the same state, and only where nobody else fits as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from kg.consolidation.clustering import Link
from kg.consolidation.dataset import ArticleDate, Dataset, Said, known
from kg.iri import folded
from kg.vocab import DCTERMS, DIPL, FOAF, MERGE_GROUND, ORG, SKOS, TENURE_STATUS

_FITTING_NAME = MERGE_GROUND["fitting-name"]
_SAME_OFFICE = MERGE_GROUND["same-office"]
_SAME_STATE = MERGE_GROUND["same-state"]
WEIGHTS = {_FITTING_NAME: 5, _SAME_OFFICE: 5, _SAME_STATE: 3}
ENOUGH = 8  # tenths
SURE = 99  # no fit of names is so good that a second candidate would not matter
_YEARS = timedelta(days=3 * 366)  # between two articles that call somebody holder of one office
_WIKIDATA = re.compile(r"/Q\d+$")
_PARTICLES = frozenset("al bin da de del della der di dos du el ibn la le van von zu".split())


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as all articles that use one IRI tell of them. ``names`` are folded, in words."""

    iri: str
    graphs: frozenset[str]
    names: tuple[tuple[str, ...], ...]
    label: str
    offices: frozenset[str]
    states: frozenset[str]
    first: date | None
    last: date | None

    @property
    def identified(self) -> bool:
        """Tell whether the IRI is that of a public identifier."""
        return _WIKIDATA.search(self.iri) is not None

    @property
    def full(self) -> tuple[str, ...]:
        """Return the longest name."""
        return max(self.names, key=lambda words: (len(words), words))

    @property
    def by_surname_only(self) -> bool:
        return len([word for word in self.full if word not in _PARTICLES]) < 2


def read_persons(dataset: Dataset, articles: Mapping[str, ArticleDate]) -> dict[str, Someone]:
    """Return everybody whom an article names, by IRI."""
    names, aliases = (Said(dataset, p, articles) for p in (FOAF["name"], SKOS["altLabel"]))
    offices, states = _held(dataset, articles)
    graphs: dict[str, list[str]] = defaultdict(list)
    for graph, person in names.places():
        graphs[person].append(graph)
    found = {}
    for person, mine in graphs.items():
        labels = [t for graph in mine for t in names.texts(graph, person)]
        forms = {tuple(folded(name).split()) for name in labels}
        forms |= {tuple(folded(t).split()) for graph in mine for t in aliases.texts(graph, person)}
        days = [day for graph in mine if (day := articles[graph].last)]
        found[person] = Someone(
            person,
            frozenset(mine),
            tuple(sorted(form for form in forms if form)),
            max(labels, key=lambda name: (len(name), name)),
            frozenset(offices[person]),
            frozenset(states[person]),
            min(days, default=None),
            max(days, default=None),
        )
    return found


def _held(
    dataset: Dataset, articles: Mapping[str, ArticleDate]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the offices that articles give persons now, and the states that they serve."""
    holders, held = (Said(dataset, p, articles) for p in (ORG["member"], DIPL["heldOffice"]))
    statuses, served = (Said(dataset, p, articles) for p in (DCTERMS["type"], ORG["postIn"]))
    takers, behalf = (Said(dataset, p, articles) for p in (DIPL["participant"], DIPL["onBehalfOf"]))
    reference = known(dataset, ORG["postIn"], articles)
    offices: dict[str, set[str]] = defaultdict(set)
    states: dict[str, set[str]] = defaultdict(set)
    for graph, tenure in holders.places():
        person, office = holders.iri(graph, tenure), held.iri(graph, tenure)
        if person and office:
            former = TENURE_STATUS["former"] in statuses.iris(graph, tenure)
            offices[person] |= set() if former else {office}
            states[person].update(served.iris(graph, office) or reference.get(office, ()))
    for graph, part in takers.places():
        states[takers.iri(graph, part) or ""].update(behalf.iris(graph, part))
    return offices, states


def are_apart(one: Someone, other: Someone) -> bool:
    """Tell whether two cannot be one: two of one article, two identifiers, names that do not fit."""
    return (
        bool(one.graphs & other.graphs)
        or (one.identified and other.identified)
        or not (_fits(one.full, other.full) or _fits(other.full, one.full))
    )


def _fits(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether a name is a shorter form of another: some of its words, the surname among them.

    The last word is the surname; of two Spanish ones the first may stand alone, but not before a
    third word is there to be the given name: "Velasco" for "Roberto Velasco Alvarez".
    """
    rest = [word for word in short if len(word) > 1]
    words = list(long)
    if not rest or len(words) < len(rest):
        return False
    surnames = words[-1:] if len(words) < 3 else words[-2:]
    if rest[-1] not in surnames:
        return False
    if len(rest) > 1 and rest[0] != words[0]:
        return False
    initials = [word for word in short[:-1] if len(word) == 1]
    places = iter(words)
    return all(word in places for word in rest) and all(
        any(word.startswith(initial) for word in words[:-1]) for initial in initials
    )


def links(persons: Mapping[str, Someone]) -> Iterator[Link]:
    """Yield a link for each pair that may be one person."""
    for one, other in _pairs(persons):
        if are_apart(one, other) or (one.by_surname_only and other.by_surname_only):
            continue
        grounds = [_FITTING_NAME]
        if one.offices & other.offices and _same_years(one, other):
            grounds.append(_SAME_OFFICE)
        elif one.states & other.states and not (one.by_surname_only or other.by_surname_only):
            grounds.append(_SAME_STATE)
        if (weight := sum(WEIGHTS[ground] for ground in grounds)) >= ENOUGH:
            first, second = sorted((one.iri, other.iri))
            yield Link(first, second, weight, tuple(grounds))


def _same_years(one: Someone, other: Someone) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return max(one.first, other.first) - min(one.last, other.last) <= _YEARS


def _pairs(persons: Mapping[str, Someone]) -> Iterator[tuple[Someone, Someone]]:
    """Yield the pairs that share a last word, or the last word but one of a long name."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for person in persons.values():
        for word in {w for words in person.names for w in (words[-1:] if len(words) < 3 else words[-2:])}:
            blocks[word].add(person.iri)
    seen = set()
    for word in sorted(blocks):
        for pair in combinations(sorted(blocks[word]), 2):
            if pair not in seen:
                seen.add(pair)
                yield persons[pair[0]], persons[pair[1]]


def rank(person: Someone) -> tuple[bool, bool, date, str]:
    """Return what decides whose IRI stays: an identifier, a full name, the earlier article, the IRI."""
    return not person.identified, person.by_surname_only, person.first or date.max, person.iri
