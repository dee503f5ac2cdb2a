"""Text with the spans of the names in it: what corpora are read into and sentences are made as."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

Span = tuple[int, int, str]  # half-open, in code points; the label

# "the text", or ("the name", "PERSON")
Piece = str | tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text and its names, in order and apart from each other."""

    text: str
    spans: tuple[Span, ...]

    def pieces(self) -> list[Piece]:
        """Return the text cut at the edges of its names."""
        pieces: list[Piece] = []
        at = 0
        for start, end, label in self.spans:
            pieces += [self.text[at:start], (self.text[start:end], label)]
            at = end
        return [*pieces, self.text[at:]]


def tagged(pieces: Iterable[Piece]) -> Tagged:
    """Put pieces together; those with an empty label are plain text."""
    text, spans = "", []
    for piece in pieces:
        words, label = (piece, "") if isinstance(piece, str) else piece
        if label:
            spans.append((len(text), len(text) + len(words), label))
        text += words
    return Tagged(text, tuple(spans))


def joined(parts: Iterable[Tagged]) -> Tagged:
    """Put texts together with a space between them."""
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        pieces += [" ", *part.pieces()] if number else part.pieces()
    return tagged(pieces)


def renamed(source: Tagged, rename: Callable[[str, str], str]) -> Tagged:
    """Return the text with other names; ``rename`` takes a name and its label."""
    return tagged(
        piece if isinstance(piece, str) else (rename(*piece), piece[1]) for piece in source.pieces()
    )
