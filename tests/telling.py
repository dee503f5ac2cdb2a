"""What an extraction says, in short forms that a test can write down.

IRIs lose the data base IRI or their namespace ("state/PER", "meeting"), and things go by their
label, so that a test reads like the text it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.iri import Minter
from kg.model import Article, DateInterval, Entity, Event, Evidence, Extraction, Precision, Statement
from kg.pipeline import Mapper

BASE = "https://w3id.org/dipl/id/"


def short(iri: str | None) -> str:
    """Return the end of an IRI that tells it apart: "state/PER", "planned"; "" for none."""
    if iri is None:
        return ""
    return iri.removeprefix(BASE) if iri.startswith(BASE) else iri.rsplit("#", 1)[-1]


def unknown_person(name: str) -> str:
    """Return the IRI of a person whom the reference data does not know."""
    return Minter(BASE).person(name, "")


def when(interval: DateInterval | None) -> str:
    """Return "2024-06-11", "2024-06", "2024", "2024-06-11..2024-06-13" or ""."""
    if interval is None:
        return ""
    begin, end = str(interval.begin or ""), str(interval.end or "")
    lengths = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
    return begin[: lengths[interval.precision]] if interval.precision in lengths else f"{begin}..{end}"


@dataclass(frozen=True)
class Part:
    """One participation: role, office and side."""

    role: str
    office: str = ""
    side: str = ""


@dataclass(frozen=True)
class Happening:
    """One event; ``who`` maps the label of each participant to its part."""

    type: str
    status: str
    when: str = ""
    place: str = ""
    who: dict[str, Part] = field(default_factory=dict)
    initiative: str = ""
    number: int | None = None
    signs: str = ""
    words: tuple[str, ...] = ()

    @property
    def roles(self) -> dict[str, str]:
        return {label: part.role for label, part in self.who.items()}

    @property
    def names(self) -> set[str]:
        return set(self.who)


@dataclass(frozen=True)
class Saying:
    """One statement with the labels of who spoke it and to whom."""

    type: str
    text: str
    speakers: tuple[str, ...]
    commitment: bool = False
    addressees: tuple[str, ...] = ()


class Telling:
    """An extraction with short names for what is in it."""

    def __init__(self, extraction: Extraction, labels: dict[str, str]) -> None:
        self.extraction = extraction
        self.text = extraction.document.article.text
        self._labels = {**labels, **{e.iri: e.label for e in extraction.entities}}

    def label(self, iri: str) -> str:
        return self._labels.get(iri, short(iri))

    def words(self, evidence: Iterable[Evidence]) -> tuple[str, ...]:
        return tuple(self.text[e.start : e.end] for e in evidence)

    @property
    def published(self) -> str:
        published = self.extraction.document.article.published
        return when(published.interval) if published else ""

    def of_class(self, name: str) -> dict[str, str]:
        """Return the label of each entity of a class with its short IRI."""
        return {e.label: short(e.iri) for e in self.extraction.entities if self._is_a(e, name)}

    def _is_a(self, entity: Entity, name: str) -> bool:
        return any(c.rsplit("#", 1)[-1].rsplit("/", 1)[-1] == name for c in entity.classes)

    def entity(self, label: str) -> Entity:
        return next(e for e in self.extraction.entities if e.label == label)

    def mentions(self, label: str) -> tuple[str, ...]:
        """Return the words that stand for an entity, in text order."""
        return self.words(self.entity(label).evidence)

    @property
    def persons(self) -> set[str]:
        return set(self.of_class("Person"))

    @property
    def tenures(self) -> set[tuple[str, str, str]]:
        """Return (person, office, status)."""
        return {(self.label(t.person), short(t.office), short(t.status)) for t in self.extraction.tenures}

    def offices_of(self, person: str) -> set[str]:
        return {office for holder, office, _ in self.tenures if holder == person}

    @property
    def events(self) -> list[Happening]:
        return [self._happening(event) for event in self.extraction.events]

    @property
    def event(self) -> Happening:
        """Return the only event."""
        (event,) = self.events
        return event

    def _happening(self, event: Event) -> Happening:
        who = {
            self.label(p.participant): Part(short(p.role), short(p.office), short(p.on_behalf_of))
            for p in event.participations
        }
        return Happening(
            short(event.type), short(event.status), when(event.interval),
            self.label(event.place) if event.place else "", who,
            self.label(event.initiative) if event.initiative else "", event.session_number,
            self.label(event.signs) if event.signs else "", self.words(event.evidence),
        )  # fmt: skip

    @property
    def statements(self) -> list[Saying]:
        return [self._saying(statement) for statement in self.extraction.statements]

    def _saying(self, statement: Statement) -> Saying:
        return Saying(
            short(statement.type),
            self.text[statement.start : statement.end],
            tuple(sorted(self.label(s) for s in statement.speakers)),
            statement.commitment,
            tuple(sorted(self.label(a) for a in statement.addressees)),
        )

    def said_by(self, speaker: str, kind: str = "direct") -> list[str]:
        return [s.text for s in self.statements if speaker in s.speakers and s.type == kind]


def tell(mapper: Mapper, text: str, **metadata: object) -> Telling:
    """Extract what a text says; metadata are fields of the article."""
    article = Article("harbour/1.txt", text, **metadata)  # type: ignore[arg-type]
    labels = {iri: thing.label for iri, thing in mapper.knowledge.world.things.items()}
    return Telling(mapper.extract(article), labels)
