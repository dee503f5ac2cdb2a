"""A text with spans in, paragraphs of marked pieces out.

Spans may nest and overlap; the text is cut at every boundary, so that each piece is covered by
a fixed set of spans. All offsets are half-open, in code points of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A mention: ``kind`` picks its look, ``fact`` is what it is evidence of, ``rank`` breaks ties."""

    start: int
    end: int
    iri: str
    kind: str
    fact: str | None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch of text from which no fact is taken, with the concept that says why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Text under one set of spans. ``top`` is the innermost, ``begins`` the spans that start here."""

    text: str
    top: Span | None
    begins: tuple[Span, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    reason: str | None  # why the paragraph was dropped
    pieces: tuple[Piece, ...]


def paragraphs(text: str, spans: Iterable[Span], dropped: Sequence[Dropped]) -> list[Paragraph]:
    """Return the non-empty lines of ``text``, cut at the boundaries of spans and dropped stretches."""
    ordered = sorted((s for s in spans if 0 <= s.start < s.end <= len(text)), key=lambda s: (s.start, -s.end))
    found: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            found.extend(_line(text, start, end, ordered, dropped))
        start = end + 1
    return found


def _line(
    text: str, start: int, end: int, spans: Sequence[Span], dropped: Sequence[Dropped]
) -> Iterable[Paragraph]:
    """Yield a line as one paragraph, or as several where only part of it was dropped."""
    here = [s for s in spans if s.start < end and s.end > start]
    edges = {edge for d in dropped for edge in (d.start, d.end) if start < edge < end}
    cuts = [start, *sorted(edges), end]
    for begin, finish in pairwise(cuts):
        reason = next((d.reason for d in dropped if d.start <= begin and finish <= d.end), None)
        if text[begin:finish].strip():
            yield Paragraph(begin, reason, tuple(_pieces(text, begin, finish, here)))


def _pieces(text: str, start: int, end: int, spans: Sequence[Span]) -> Iterable[Piece]:
    inside = {edge for s in spans for edge in (s.start, s.end) if start < edge < end}
    cuts = [start, *sorted(inside), end]
    for begin, finish in pairwise(cuts):
        covering = [s for s in spans if s.start <= begin and finish <= s.end]
        yield Piece(
            text[begin:finish],
            min(covering, key=lambda s: (s.end - s.start, s.rank), default=None),
            _begins(covering, begin),
            tuple(dict.fromkeys(s.kind for s in covering)),
        )


def _begins(covering: Sequence[Span], begin: int) -> tuple[Span, ...]:
    """Return the spans to anchor here: each mention once, though it may support several facts."""
    first = {s.iri: s for s in covering if s.start == begin}
    return tuple(first.values())
