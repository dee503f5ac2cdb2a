"""Where on a page the article stands: the stretch of lines in which sentences outweigh labels.

Maximum subsequence segmentation: each line weighs for the article (sentences, by their words) or
against it (menus, titles of other stories, furniture); the article is the first stretch whose sum is
not much below the highest. It needs no words of any language. A title with one sentence below it is
the teaser of another story and weighs little, however many such pairs there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.document.lines import Line, names_of

_ENDED = re.compile(r"[a-z]{3,}[.!?][”\"’)]?\s+[A-Z“(]")  # a sentence, and a credit or another one behind it
_ENDED_WORDS = 5
_MOST = 60  # words of a line that count; one long paragraph is no article
_LABEL = -9  # a short line that nothing explains
_FURNITURE = -4  # a line known for furniture: advertisements stand inside articles, too
_GAP = 70  # how far a sum may fall before the stretch is over
_ENOUGH = 0.5  # of the highest sum, for a stretch that comes earlier
_SENTENCE_WORDS = 16  # titles are shorter
_GOES_ON = (":", ";", ",", "; and", "; or")
_MOST_ITEMS = 20  # of a list
_LEAD_IN_WORDS = 5  # of a line that announces one
_SHARED_NAMES = 2  # with the stretch, by which another one is of the same article
_TITLE_WORDS = 4  # from which a line without a full stop may be the title of another story
_TEASER_WORDS = 36  # up to which a lone sentence below it may be its teaser


@dataclass(frozen=True, slots=True)
class Extent:
    """The first and the last line of the article, inclusive."""

    first: int
    last: int


@dataclass(slots=True)
class _Stretch:
    first: int
    last: int
    sum: float


def extent_of(
    lines: tuple[Line, ...],
    known: Mapping[int, object],
    ends: frozenset[int],
    insets: frozenset[int],
    common: frozenset[str],
) -> Extent | None:
    """Return where the article stands, ``None`` without a sentence.

    ``known`` are the lines with a label, ``ends`` those of other stories and comments, ``insets`` links in
    its midst, which weigh nothing, ``common`` the words that are no names. A stretch that takes up names of
    the first one is of the same article: one name is enough where no other story stands between.
    """
    weights = [0.0 if i in insets else _weight(lines, known, i) for i in range(len(lines))]
    for index in _items(lines, known):
        weights[index] = max(weights[index], lines[index].words / 2)
    stretches = list(_stretches(weights))
    highest = max((s.sum for s in stretches), default=0)
    found = next((s for s in stretches if s.sum >= _ENOUGH * highest), None)
    if found is None:
        return None
    first, last = found.first, found.last
    names = _names(lines, first, last, common)
    for other in stretches:
        told = _names(lines, other.first, other.last, common)
        between = range(min(last, other.last), max(first, other.first))
        if len(names & told) >= (1 if ends.isdisjoint(between) else _SHARED_NAMES):
            first, last = min(first, other.first), max(last, other.last)
    return Extent(first, last)


def _items(lines: tuple[Line, ...], known: Mapping[int, object]) -> Iterator[int]:
    """Yield the lines of lists without bullets: below a line that ends in a colon, up to a label."""
    left = 0
    for index, line in enumerate(lines):
        if index in known:
            left = 0
        elif line.text.endswith(":") and line.words >= _LEAD_IN_WORDS:
            left = _MOST_ITEMS
        elif left and not line.prose:
            left -= 1
            yield index


def _names(lines: tuple[Line, ...], first: int, last: int, common: frozenset[str]) -> set[str]:
    return set().union(*(names_of(line.text, common) for line in lines[first : last + 1]))


def _weight(lines: tuple[Line, ...], known: Mapping[int, object], index: int) -> float:
    line = lines[index]
    if index in known:
        return _FURNITURE
    words = min(line.words, _MOST)
    if line.bulleted or line.text.endswith(_GOES_ON):
        return words / 2
    if not _is_sentence(line):
        return _LABEL
    return words / 4 if _is_teaser(lines, known, index) else words


def _is_sentence(line: Line) -> bool:
    return (
        line.prose
        or (line.terminated and line.words > 1)
        or (line.words >= _SENTENCE_WORDS and not line.is_titled)
        or (line.words >= _ENDED_WORDS and _ENDED.search(line.text) is not None)
    )


def _is_teaser(lines: tuple[Line, ...], known: Mapping[int, object], index: int) -> bool:
    """Tell whether a sentence stands alone below what looks like a title, and above another label."""
    above, below = lines[index - 1] if index else None, lines[index + 1] if index + 1 < len(lines) else None
    titled = above is not None and index - 1 not in known and _is_title(above)
    followed = below is not None and index + 1 not in known and _is_sentence(below)
    return titled and not followed and lines[index].words <= _TEASER_WORDS


def _is_title(line: Line) -> bool:
    return line.words >= _TITLE_WORDS and not _is_sentence(line) and not line.bulleted


def _stretches(weights: list[float]) -> Iterator[_Stretch]:
    """Yield the stretches of positive sum in order; each ends where its sum was highest."""
    index = 0
    while index < len(weights):
        if weights[index] <= 0:
            index += 1
            continue
        stretch = _stretch(weights, index)
        yield stretch
        index = stretch.last + 1


def _stretch(weights: list[float], first: int) -> _Stretch:
    found, total = _Stretch(first, first, weights[first]), weights[first]
    for index in range(first + 1, len(weights)):
        total += weights[index]
        if total > found.sum:
            found.last, found.sum = index, total
        elif total <= 0 or total < found.sum - _GAP:
            break
    return found
