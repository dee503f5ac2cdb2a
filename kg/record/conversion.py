"""What the conversion of records works with, and what comes out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.entity.offices import general_office
from kg.iri import Minter
from kg.knowledge.facts import Facts, Triple
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.world import Office
from kg.record.reading import Problem, Span
from kg.record.terms import tenure_days
from kg.record.territory import Territories
from kg.vocab import DIPL, ORG, RDF


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference data as records need it."""

    facts: Facts
    knowledge: Knowledge
    territories: Territories
    tenures: Mapping[tuple[str, str], tuple[Span, ...]]  # of a person in an office

    @property
    def minter(self) -> Minter:
        return self.knowledge.minter

    @property
    def usa(self) -> str:
        return self.minter.of("state", "USA")

    def tells(self, person: str, office: str, days: Span) -> bool:
        """Tell whether the reference data itself says that the person held the office on all these days."""
        return any(
            known.begin and days.begin and known.begin <= days.begin
            and (known.end is None or (days.end is not None and days.end <= known.end))
            for known in self.tenures.get((person, office), ())
        )  # fmt: skip

    def office(
        self, kind: str, office: str | None, served: str, accredited: str | None = None
    ) -> Office | None:
        """Return the office of a title: the one it names, the one of its kind, or that of the pattern.

        ``None`` where the reference data has several of the kind.
        """
        world = self.knowledge.world
        if office is not None:
            return world.offices[office]
        fitting = [
            known
            for known in world.offices_at.get(served, ())
            if known.kind == kind and known.accredited_to == accredited
        ]
        if len(fitting) > 1:
            return None
        return fitting[0] if fitting else general_office(kind, served, accredited, self.knowledge)


def read_reference(facts: Facts, knowledge: Knowledge) -> Reference:
    tenures: dict[tuple[str, str], tuple[Span, ...]] = {}
    for tenure in facts.subjects(RDF["type"], DIPL["Tenure"]):
        person, office = facts.iri(tenure, ORG["member"]), facts.iri(tenure, DIPL["heldOffice"])
        if person and office:
            days = tenure_days(facts, tenure)
            tenures[person, office] = (*tenures.get((person, office), ()), days)
    return Reference(facts, knowledge, Territories(facts), tenures)


@dataclass(frozen=True, slots=True)
class Converted:
    """The triples of one record, with all that they speak of described."""

    record: str
    triples: tuple[Triple, ...]


@dataclass(slots=True)
class Conversion:
    """The records of one import. ``knowledge`` is what helps to read articles: who held which office."""

    records: list[Converted] = field(default_factory=list)
    knowledge: list[Converted] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def leave_open(self, record: str, reason: str, detail: str = "") -> None:
        """Note what a record does not tell, or not in words that are known."""
        self.problems.append(Problem(record, reason, detail))

    def add(self, record: str, triples: Iterable[Triple]) -> None:
        self.records.append(Converted(record, tuple(triples)))

    def learn(self, record: str, triples: Iterable[Triple]) -> None:
        self.knowledge.append(Converted(record, tuple(triples)))
