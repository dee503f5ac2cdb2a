"""The values that travel through the pipeline.

Article -> Document -> Mentions -> Entities, Events, Statements -> Extraction.

Every ``start``/``end`` pair in this package is a half-open interval of Unicode
code points into ``Article.text`` (the stored text), which no stage ever edits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

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
