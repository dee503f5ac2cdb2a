"""A dataset in, its consolidated graph out: canonical things, redirects, and the grounds of each merge.

Pure and without memory of arrival: the same articles give the same graph, whatever order they came
in. Only what earlier versions published, and no article says any more, is handed in as ``before``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from kg.consolidation import events, organisations, persons
from kg.consolidation.clustering import Groups, Link, group, heads
from kg.consolidation.dataset import ArticleDate, Dataset, known, read_articles
from kg.consolidation.editions import Editions, read_editions
from kg.consolidation.organisations import Organisation, read_organisations
from kg.consolidation.persons import Someone, read_persons
from kg.consolidation.telling import Telling, read_tellings
from kg.vocab import LEX, SCHEMA

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What is the same over all articles. ``same`` leads from each merged IRI to the one that stays."""

    articles: Mapping[str, ArticleDate]
    tellings: Mapping[str, Telling]
    persons: Mapping[str, Someone]
    organisations: Mapping[str, Organisation]
    same: Mapping[str, str]
    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    places: events.Places

    def stays(self, iri: str) -> str:
        """Return the IRI under which something is known over all articles."""
        return self.same.get(iri, iri)


def consolidate(dataset: Dataset) -> Consolidation:
    """Return what the articles of a dataset say together."""
    articles = read_articles(dataset)
    people, bodies = read_persons(dataset, articles), read_organisations(dataset, articles)
    joined = [
        _group(persons.links(people), people, persons.are_apart, persons.SURE),
        _group(organisations.links(bodies), bodies, organisations.are_apart, organisations.SURE),
    ]
    same = {
        **heads(joined[0], lambda iri: persons.rank(people[iri])),
        **heads(joined[1], lambda iri: organisations.rank(bodies[iri])),
    }
    capitals = {place for found in known(dataset, LEX["capital"], articles).values() for place in found}
    places = events.Places(known(dataset, SCHEMA["containedInPlace"], articles), capitals)
    editions = Editions(read_editions(dataset, articles), places.fit)
    tellings = {
        telling.iri: replace(telling, edition=editions.meant(events.clues_of(telling)))
        for telling in read_tellings(dataset, articles, same)
    }
    joined.append(join_events(tellings, places))
    same |= heads(joined[2], lambda iri: _age(tellings[iri]))
    return Consolidation(
        articles,
        tellings,
        people,
        bodies,
        same,
        tuple(members for found in joined for members in found.groups),
        tuple(link for found in joined for link in found.links),
        places,
    )


def join_events(tellings: Mapping[str, Telling], places: events.Places) -> Groups:
    """Return the tellings of one event in groups."""
    in_order = sorted(tellings.values(), key=lambda telling: (_age(telling), telling.iri))
    compared = (
        events.link(one, other, places)
        for one, other in events.pairs(in_order)
        if not events.are_apart(one, other, places)
    )
    links = [link for link in compared if link is not None]
    return _group(links, tellings, lambda a, b: events.are_apart(a, b, places), events.SURE)


def _group(
    links: Iterable[Link], things: Mapping[str, T], apart: Callable[[T, T], bool], sure: float
) -> Groups:
    return group(links, lambda one, other: apart(things[one], things[other]), sure)


def _age(telling: Telling) -> tuple[date, str]:
    """Order tellings by the day of their article: whose IRI is the older one."""
    return telling.article.last or date.max, telling.iri
