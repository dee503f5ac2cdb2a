"""The lines of a page with the features that tell furniture from text.

Offsets are half-open code points of the article's text; a line has no blanks at its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.iri import folded

_TERMINATED = re.compile(r"[.!?]\s?[)\]\"'”’»“]*$")
_ELLIPSIS = re.compile(r"(?:…|\.\.\.)[.)\]\"'”’»]*$")
_BULLET = re.compile(r"(?:[-–—•*·▪►>◦●■]|\d{1,2}[.)]|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\))\s+\S")
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“\"«]\s*([^“”\"«»]{2,}?)\s*[”\"»“]")

_LEAD = 5  # sentences within which two in a row begin the text
_WRAPPED = (50, 100)  # columns that pages are wrapped to
_MIN_WRAPPED = 6  # lines without which nothing shows a page to be wrapped
_MIN_JOINTS = 3
_RAGGED = 16  # columns that a wrapped line may be short of the widest
_MOST_CAPITALS = 0.6  # share of words with a capital from which a long line is a menu
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
    def is_titled(self) -> bool:
        """Tell whether most words have capitals, as in menus."""
        return _capitals(self.text) >= _MOST_CAPITALS

    @property
    def prose(self) -> bool:
        if _ELLIPSIS.search(self.text):
            return False
        if self.words >= PROSE_WORDS and self.terminated:
            return True
        return self.words >= _LONG_WORDS and not self.is_titled


def _capitals(text: str) -> float:
    """Return the share of words with a capital: high in menus and titles."""
    words = text.split()
    return sum(word[:1].isupper() for word in words) / len(words)


def split_lines(text: str) -> list[Line]:
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    offset = 0
    for raw in _unwrapped(text).split("\n"):
        stripped = raw.strip()
        if stripped:
            start = offset + raw.index(stripped)
            yield Line(
                start, start + len(stripped), stripped, without_numbers(stripped), len(stripped.split())
            )
        offset += len(raw) + 1


def _unwrapped(text: str) -> str:
    """Return the text with the breaks of hard-wrapped paragraphs as blanks, code point for code point.

    A break is one where the next word would not have fitted into the widest line of the page, a few
    wider ones aside, which no break was put into.
    """
    lines = text.split("\n")
    long = sorted((len(line) for line in lines if len(line) > _WRAPPED[0] // 2), reverse=True)
    width = long[1 + len(long) // 10] if len(long) >= _MIN_WRAPPED else 0
    if "" in lines and (inside := _widest_inside(lines)) is not None:
        return _joined(lines, _joints(lines, inside))
    if not _WRAPPED[0] <= width <= _WRAPPED[1]:
        return text
    joints = _joints(lines, width)
    full = sum(length > 0.8 * width for length in long)
    # In a page that is not wrapped, a line is a paragraph or a title, and nearly all that is long ends.
    inside = sum(j == " " and not _TERMINATED.search(a) for a, j in zip(lines, joints, strict=False))
    if inside < max(_MIN_JOINTS, full / 2):
        return text
    return _joined(lines, joints)


def _widest_inside(lines: list[str]) -> int | None:
    """Return the width that paragraphs set apart by blank lines are wrapped to, ``None`` if they are not.

    There, a long line that has another one below it and does not end a sentence is of a wrapped paragraph.
    """
    if sum(len(line) > _WRAPPED[1] for line in lines) >= _MIN_JOINTS:
        return None
    long = [a for a, b in pairwise(lines) if b[:1].strip() and _WRAPPED[0] <= len(a) <= _WRAPPED[1]]
    width = max(map(len, long), default=0)
    broken = sum(not _TERMINATED.search(line) and len(line) >= width - _RAGGED for line in long)
    apart = sum(not line.strip() for line in lines)
    blocks = apart + 1
    wrapped = broken >= _MIN_JOINTS and 2 * broken > len(long) and 3 * blocks > sum(map(bool, lines)) / 2
    return width if wrapped else None


def _joints(lines: list[str], width: int) -> list[str]:
    return [
        " " if below[:1].strip() and len(above) + 1 + len(below.split()[0]) > width else "\n"
        for above, below in pairwise(lines)
    ]


def _joined(lines: list[str], joints: list[str]) -> str:
    return "".join(line + joint for line, joint in zip(lines, [*joints, ""], strict=True))


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


def begin_of(lines: Sequence[Line], free: Sequence[int]) -> int | None:
    """Return where the running text begins: the first of two sentences in a row, else the first one.

    ``free`` are the lines that may be text. A standfirst and a caption stand apart from it.
    """
    prose = [i for i in free if lines[i].prose]
    pairs = (a for a, b in pairwise(prose[:_LEAD]) if b == a + 1)
    return next(pairs, prose[0] if prose else None)


def quotations_of(text: str) -> list[str]:
    return [match[1] for match in _QUOTED.finditer(text)]
