"""One article's account of one event, as a value; read from the graphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.consolidation.dataset import ArticleDate, Dataset, Said, known
from kg.consolidation.editions import Edition
from kg.vocab import DCTERMS, DIPL, EVENT_TYPE, OFFICE_KIND, ORG, RDF, RDFS, ROLE, SCHEMA, SEM, SKOS

# Kinds of offices of which a state or organisation has one at a time; so have the ministries.
_ONE_SEAT = frozenset(
    OFFICE_KIND[kind]
    for kind in (
        "head-of-state", "president", "monarch", "head-of-government", "prime-minister", "chancellor",
        "trade-representative", "national-security-adviser", "secretary-general", "commission-president",
        "council-president", "high-representative", "speaker-of-parliament", "chief-of-staff",
        "chief-of-defence", "ambassador", "permanent-representative",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One who takes part, under the IRI that stays: a person, or a state or organisation itself.

    ``seat`` is the office where only one at a time holds it; ``side`` is whom the participant is of
    in the end: a ministry stands for its state.
    """

    node: str
    who: str
    is_person: bool
    role: str | None
    office: str | None
    behalf: str | None
    seat: str | None
    side: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one article tells it. ``first`` and ``last`` are its days, where the article says."""

    iri: str
    graph: str
    article: ArticleDate
    classes: tuple[str, ...]
    label: str
    type: str
    family: str  # the widest type that it is a kind of
    status: str
    stamp: str | None  # its time as one literal
    first: date | None
    last: date | None
    place: str | None
    initiative: str | None
    number: int | None
    agreement: str | None
    about: frozenset[str]
    parts: tuple[Part, ...]
    edition: Edition | None = None  # of its series, where only one known can be meant

    sides: frozenset[str] = field(init=False)  # states and organisations that take part, or for whom
    directed: frozenset[tuple[str, str]] = field(init=False)  # those that are host or target, by role
    people: tuple[Part, ...] = field(init=False)
    persons: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        people = tuple(part for part in self.parts if part.is_person)
        directed = ((p.role, p.side) for p in self.parts if p.role in _DIRECTED and p.side and p.role)
        object.__setattr__(self, "sides", frozenset(part.side for part in self.parts if part.side))
        object.__setattr__(self, "directed", frozenset(directed))
        object.__setattr__(self, "people", people)
        object.__setattr__(self, "persons", frozenset(part.who for part in people))

    @property
    def dated(self) -> bool:
        return self.first is not None and self.last is not None


_DIRECTED = frozenset(ROLE[role] for role in ("host", "target"))


def read_tellings(
    dataset: Dataset, articles: Mapping[str, ArticleDate], same: Mapping[str, str]
) -> Iterator[Telling]:
    """Yield each event of each article. ``same`` leads from a merged person to the one who stays."""
    return _Reader(dataset, articles, same).tellings()


class _Reader:
    def __init__(
        self, dataset: Dataset, articles: Mapping[str, ArticleDate], same: Mapping[str, str]
    ) -> None:
        def said(predicate: str) -> Said:
            return Said(dataset, predicate, articles)

        self._articles, self._same = articles, same
        self._types, self._statuses = said(SEM["eventType"]), said(SCHEMA["eventStatus"])
        kinds = known(dataset, RDFS["subClassOf"], articles)
        events = [DIPL["DiplomaticEvent"], *(c for c in sorted(kinds) if DIPL["DiplomaticEvent"] in kinds[c])]
        events += [c for c in sorted(kinds) if set(kinds[c]) & set(events) and c not in events]
        self._classes = Said(dataset, RDF["type"], articles, events)
        self._labels = said(RDFS["label"])
        self._stamps, self._places = said(SEM["hasTimeStamp"]), said(SEM["hasPlace"])
        self._firsts = said(SEM["hasEarliestBeginTimeStamp"])
        self._lasts = said(SEM["hasLatestEndTimeStamp"])
        self._initiatives, self._numbers = said(DIPL["sessionOf"]), said(DIPL["sessionNumber"])
        self._signs, self._about = said(DIPL["signs"]), said(SCHEMA["about"])
        self._participations, self._participants = said(DIPL["participation"]), said(DIPL["participant"])
        self._roles, self._offices = said(DIPL["participantRole"]), said(DIPL["inCapacity"])
        self._behalf, self._kinds = said(DIPL["onBehalfOf"]), said(DCTERMS["type"])
        self._names, self._parents = said(SKOS["prefLabel"]), said(ORG["subOrganizationOf"])
        self._broader = known(dataset, SKOS["broader"], articles)

    def tellings(self) -> Iterator[Telling]:
        for graph, event in self._types.places():
            yield self._telling(graph, event)

    def _telling(self, graph: str, event: str) -> Telling:
        event_type = self._types.iri(graph, event) or ""
        number = self._numbers.text(graph, event)
        return Telling(
            iri=event,
            graph=graph,
            article=self._articles[graph],
            classes=tuple(self._classes.iris(graph, event)),
            label=self._labels.text(graph, event) or "",
            type=event_type,
            family=self._family(event_type),
            status=self._statuses.iri(graph, event) or "",
            stamp=self._stamps.text(graph, event),
            first=_day(self._firsts.text(graph, event)),
            last=_day(self._lasts.text(graph, event)),
            place=self._places.iri(graph, event),
            initiative=self._initiatives.iri(graph, event),
            number=int(number) if number else None,
            agreement=self._signs.iri(graph, event),
            about=frozenset(self._about.iris(graph, event)),
            parts=tuple(self._part(graph, node) for node in self._participations.iris(graph, event)),
        )

    def _part(self, graph: str, node: str) -> Part:
        who = self._participants.iri(graph, node) or ""
        behalf, office = self._behalf.iri(graph, node), self._offices.iri(graph, node)
        is_person = self._names.text(graph, who) is None  # a person has a foaf:name
        side = self._side(graph, behalf) if behalf else None if is_person else self._side(graph, who)
        return Part(
            node,
            self._same.get(who, who),
            is_person,
            self._roles.iri(graph, node),
            office,
            behalf,
            self._seat(graph, office),
            side,
        )

    def _seat(self, graph: str, office: str | None) -> str | None:
        """Return an office where only one at a time holds it."""
        kinds = self._kinds.iris(graph, office) if office else []
        alone = any(k in _ONE_SEAT or OFFICE_KIND["minister"] in self._broader.get(k, ()) for k in kinds)
        return office if alone else None

    def _side(self, graph: str, organisation: str) -> str:
        """Return what an organisation is a part of in the end: a ministry stands for its state."""
        seen = {organisation}
        while (whole := self._parents.iri(graph, organisation)) is not None and whole not in seen:
            organisation = whole
            seen.add(whole)
        return organisation

    def _family(self, event_type: str) -> str:
        seen = event_type
        while wider := self._broader.get(seen):
            seen = wider[0]
        return EVENT_TYPE["meeting"] if seen == EVENT_TYPE["consultation"] else seen


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
