"""Organisations under more than one IRI -> links: one name, or a name and its defined acronym.

Only of one class and, where both are known, of one state: "Ministry of Finance" is many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kg.consolidation.clustering import Link
from kg.consolidation.dataset import ArticleDate, Dataset, Said, known
from kg.iri import folded
from kg.vocab import DIPL, MERGE_GROUND, ORG, RDF, SCHEMA, SKOS

_SAME_NAME = MERGE_GROUND["same-name"]
_SAME_STATE = MERGE_GROUND["same-state"]
ENOUGH = 8  # tenths
SURE = 99
CLASSES = (
    DIPL["InternationalOrganisation"],
    DIPL["DiplomaticMission"],
    SCHEMA["GovernmentOrganization"],
    ORG["FormalOrganization"],
)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as all articles that use one IRI tell of it. ``names`` are folded."""

    iri: str
    graphs: frozenset[str]
    classes: frozenset[str]
    names: frozenset[str]
    label: str
    wholes: frozenset[str]
    first: date | None
    described: bool  # in the reference data


def read_organisations(dataset: Dataset, articles: Mapping[str, ArticleDate]) -> dict[str, Organisation]:
    """Return every organisation that an article names, by IRI."""
    classes = Said(dataset, RDF["type"], articles, CLASSES)
    names, aliases = (Said(dataset, p, articles) for p in (SKOS["prefLabel"], SKOS["altLabel"]))
    parents = Said(dataset, ORG["subOrganizationOf"], articles)
    reference = known(dataset, RDF["type"], articles, CLASSES)
    graphs: dict[str, list[str]] = defaultdict(list)
    for graph, iri in classes.places():
        graphs[iri].append(graph)
    found = {}
    for iri, mine in graphs.items():
        labels = [t for graph in mine for t in names.texts(graph, iri)] or [iri]
        forms = [*labels, *(t for graph in mine for t in aliases.texts(graph, iri))]
        found[iri] = Organisation(
            iri,
            frozenset(mine),
            frozenset(c for graph in mine for c in classes.iris(graph, iri)),
            frozenset(map(folded, forms)),
            max(labels, key=lambda name: (len(name), name)),
            frozenset(p for graph in mine for p in parents.iris(graph, iri)),
            min((day for graph in mine if (day := articles[graph].last)), default=None),
            iri in reference,
        )
    return found


def are_apart(one: Organisation, other: Organisation) -> bool:
    return (
        bool(one.graphs & other.graphs)
        or (one.described and other.described)
        or not one.classes & other.classes
        or not (one.wholes & other.wholes or (_stands_alone(one) and _stands_alone(other)))
    )


def _stands_alone(organisation: Organisation) -> bool:
    """Tell whether a name is enough: of ministries and embassies every state has its own."""
    return organisation.classes == {DIPL["InternationalOrganisation"]} and not organisation.wholes


def links(organisations: Mapping[str, Organisation]) -> Iterator[Link]:
    """Yield a link for each pair that may be one organisation."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(organisations):
        for name in organisations[iri].names:
            blocks[name].append(iri)
    seen = set()
    for name in sorted(blocks):
        for pair in combinations(blocks[name], 2):
            one, other = organisations[pair[0]], organisations[pair[1]]
            if pair not in seen and not are_apart(one, other):
                seen.add(pair)
                grounds = (_SAME_NAME, *((_SAME_STATE,) if one.wholes & other.wholes else ()))
                yield Link(*pair, ENOUGH + len(grounds) - 1, grounds)


def rank(organisation: Organisation) -> tuple[bool, date, str]:
    """Return what decides whose IRI stays: the reference data, the earlier article, the IRI."""
    return not organisation.described, organisation.first or date.max, organisation.iri
