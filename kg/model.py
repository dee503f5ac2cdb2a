"""The values that travel through the pipeline.

Article -> Document -> Mentions -> Entities, Events, Statements -> Extraction.

Every ``start``/``end`` pair in this package is a half-open interval of Unicode
code points into ``Article.text`` (the stored text), which no stage ever edits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # kg.knowledge reads this module
    from kg.knowledge.facts import Triple

# --------------------------------------------------------------------------- time


class Precision(StrEnum):
    """How exactly a point in time is known; picks the datatype of the literal."""

    DAY = "day"  # xsd:date
    MONTH = "month"  # xsd:gYearMonth
    YEAR = "year"  # xsd:gYear
    INTERVAL = "interval"  # no single literal, only the bounds


@dataclass(frozen=True, slots=True)
class DateInterval:
    """A closed interval of days; an open side (``None``) means "not known"."""

    begin: date | None
    end: date | None
    precision: Precision

    def __post_init__(self) -> None:
        if self.begin and self.end and self.begin > self.end:
            raise ValueError(f"interval begins {self.begin} after it ends {self.end}")


# ------------------------------------------------------------------------ article


@dataclass(frozen=True, slots=True)
class Stated:
    """A piece of metadata with the span that states it (``None``: from front matter or markup)."""

    value: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When the article says, or proves, that it was published."""

    interval: DateInterval
    time: time | None = None
    start: int | None = None
    end: int | None = None
    reason: str = "stated"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as stored. ``identifier`` is its URL, or its path below the ingested folder."""

    identifier: str
    text: str
    media_type: str = "text/plain"
    url: str | None = None
    headline: Stated | None = None
    publisher: Stated | None = None
    agency: Stated | None = None
    author: Stated | None = None
    language: str | None = None
    published: PublicationDate | None = None


# ----------------------------------------------------------------------- document


class BlockKind(StrEnum):
    """What a line of page text is. Only HEADLINE, BODY, SUBHEADING, CAPTION and POST may yield facts."""

    HEADLINE = "headline"
    SUBHEADING = "subheading"
    BODY = "body"
    CAPTION = "caption"
    POST = "post"  # an embedded social-media post: text repeated from the body, or its signature
    BYLINE = "byline"
    STAMP = "stamp"
    CREDIT = "credit"
    FURNITURE = "furniture"  # navigation, sharing, comments, cookie and subscription notices
    RELATED = "related"  # other stories: teasers, link lists


KEPT_KINDS = frozenset(
    {BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.BODY, BlockKind.CAPTION, BlockKind.POST}
)


@dataclass(frozen=True, slots=True)
class Block:
    """A run of page text of one kind, with the reason it was classified so."""

    start: int
    end: int
    kind: BlockKind
    reason: str = ""

    @property
    def kept(self) -> bool:
        return self.kind in KEPT_KINDS


@dataclass(frozen=True, slots=True)
class Token:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a kept block; ``tokens`` are in text order and lie inside it."""

    start: int
    end: int
    kind: BlockKind
    paragraph: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its page furniture told apart and its body cut into sentences."""

    article: Article
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    def text(self, start: int, end: int) -> str:
        """Return the exact words of a span."""
        return self.article.text[start:end]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that covers ``offset``, if a kept block does."""
        for sentence in self.sentences:
            if sentence.start <= offset < sentence.end:
                return sentence
        return None

    def dropped(self) -> Iterator[Block]:
        return (block for block in self.blocks if not block.kept)


# ------------------------------------------------------------------------ mention


class MentionKind(StrEnum):
    """What a run of words in the text stands for, before anything is resolved."""

    PERSON = "person"  # a full name of a known person, or a run of words taken for a name
    STATE = "state"  # a state by name: "Mexico"
    ADJECTIVE = "adjective"  # a state by adjective or demonym: "Mexican"
    METONYM = "metonym"  # a state by its capital or a building: "the Kremlin"
    ORGANISATION = "organisation"
    PLACE = "place"
    INITIATIVE = "initiative"
    AGREEMENT = "agreement"
    TITLE = "title"  # words for an office: "foreign minister"
    DATE = "date"
    CUE = "cue"  # words that signal an event type, a role, a status, speech, a commitment


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of one kind; ``refers`` are the IRIs they can stand for, best first."""

    start: int
    end: int
    kind: MentionKind
    refers: tuple[str, ...] = ()
    confidence: float = 1.0


# -------------------------------------------------------------------------- facts


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words that say a fact, and how sure the reading of them is (0 to 1)."""

    start: int
    end: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, state, organisation, place, office, initiative, agreement or relation."""

    iri: str
    classes: tuple[str, ...]
    label: str
    aliases: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # (predicate IRI, object IRI)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """That the article says a person holds, or held, an office."""

    person: str
    office: str
    status: str
    evidence: tuple[Evidence, ...]
    contradicts: tuple[str, ...] = ()  # known tenures that cannot hold together with it


@dataclass(frozen=True, slots=True)
class Participation:
    participant: str
    role: str
    office: str | None
    on_behalf_of: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One event, however many sentences tell it. ``interval`` is None where the date is unknown."""

    iri: str
    type: str
    classes: tuple[str, ...]
    label: str
    status: str
    interval: DateInterval | None
    place: str | None
    participations: tuple[Participation, ...]
    evidence: tuple[Evidence, ...]
    initiative: str | None = None
    session_number: int | None = None
    about: tuple[str, ...] = ()
    signs: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Words somebody is quoted or reported with; the span is the content, without quotation marks."""

    start: int
    end: int
    type: str
    speakers: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    commitment: bool = False
    addressees: tuple[str, ...] = ()
    made_at: str | None = None
    created: DateInterval | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pillar:
    iri: str
    initiative: str
    label: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one article says."""

    document: Document
    entities: tuple[Entity, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """The named graph of one article as plain triples (see ``kg.knowledge.facts``), sorted."""

    graph_name: str
    article_iri: str
    triples: tuple[Triple, ...]
