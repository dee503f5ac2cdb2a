"""The lines of a page with the features that tell furniture from text.

Offsets are half-open code points of the article's text; a line has no blanks at its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.iri import folded

_TERMINATED = re.compile(r"[.!?][)\]\"'”’»“]*$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)[.)\]\"'”’»]*$")
_BULLET = re.compile(r"(?:[-–—•*·▪►>]|\d{1,2}[.)])\s+\S")
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“\"«]\s*([^“”\"«»]{2,}?)\s*[”\"»“]")

PROSE_WORDS = 8  # a terminated line of this many words is a sentence, not a label
_LONG_WORDS = 30  # no label is so long, terminated or not


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text in it; ``folded`` is free of case, accents, punctuation and numbers."""

    start: int
    end: int
    text: str
    folded: str
    words: int

    @property
    def terminated(self) -> bool:
        """Tell whether the line ends as a sentence does; an ellipsis marks a teaser."""
        return bool(_TERMINATED.search(self.text)) and not _ELLIPSIS.search(self.text)

    @property
    def bulleted(self) -> bool:
        return _BULLET.match(self.text) is not None

    @property
    def prose(self) -> bool:
        if _ELLIPSIS.search(self.text):
            return False
        return self.words >= _LONG_WORDS or (self.words >= PROSE_WORDS and self.terminated)


def split_lines(text: str) -> list[Line]:
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    offset = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = offset + raw.index(stripped)
            yield Line(
                start, start + len(stripped), stripped, without_numbers(stripped), len(stripped.split())
            )
        offset += len(raw) + 1


def without_numbers(text: str) -> str:
    """Return ``text`` folded and without numbers, so that "Comments (3)" is "comments"."""
    return " ".join(word for word in folded(text).split() if not word.isdigit())


def words_of(text: str) -> list[re.Match[str]]:
    return list(_WORD.finditer(text))


def names_of(text: str, common: frozenset[str]) -> set[str]:
    """Return the capitalised words of four letters and more that are not ``common`` (folded) words."""
    found = {m[0] for m in words_of(text) if len(m[0]) >= 4 and m[0][0].isupper()}
    return {name for name in found if name.lower() not in common}


def content_words(text: str) -> set[str]:
    return {word for word in folded(text).split() if len(word) >= 4}


def quotations_of(text: str) -> list[str]:
    return [match[1] for match in _QUOTED.finditer(text)]
