"""Finding phrases of a word list in text: longest match first, at word boundaries.

Text and phrases are compared after ``fold``, which keeps one code point for each code point, so
that offsets into the folded text are offsets into the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# First word -> length -> phrase of that length -> entries; the longest first.
_Phrases = dict[str, dict[int, dict[str, list[T]]]]

_WORD = re.compile(r"[^\W_]+")
_SPACES = "\u00a0\u2007\u2009\u202f-\u2010\u2011\u2012\u2013\u2014"
_APOSTROPHES = "\u2018\u2019\u02bc\u00b4\u0060"


class _Folding(dict[int, int]):
    """Code point -> code point without accent; hyphens and special spaces become a space."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if char in _SPACES:
            result = 0x20
        elif char in _APOSTROPHES:
            result = 0x27
        else:
            base = unicodedata.normalize("NFKD", char)[0]
            result = ord(base) if base.isalpha() and char.isalpha() else code
        self[code] = result
        return result


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return text of the same length without accents, with hyphens as spaces and plain apostrophes."""
    return text.translate(_FOLDING)


def _lowered(text: str) -> str:
    # str.lower can change the length (U+0130); those rare code points stay as they are.
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower()[0] for c in text)


class Match(NamedTuple, Generic[T]):
    start: int
    end: int
    entries: tuple[T, ...]


class PhraseIndex(Generic[T]):
    """Phrases, each with the entries it stands for. ``case`` False ignores case."""

    def __init__(self, *, case: bool) -> None:
        self._case = case
        self._phrases: _Phrases[T] = {}
        self._layers: tuple[_Phrases[T], ...] = (self._phrases,)  # this one's, then those beneath
        self._under: PhraseIndex[T] | None = None

    def extended(self) -> PhraseIndex[T]:
        """Return an empty index on top of this one, which stays as it is.

        A phrase that both have means what the one on top says.
        """
        index: PhraseIndex[T] = PhraseIndex(case=self._case)
        index._under = self
        index._layers = (index._phrases, *self._layers)
        return index

    def _key(self, text: str) -> str:
        return fold(text) if self._case else _lowered(fold(text))

    def add(self, phrase: str, entry: T) -> None:
        """Add a phrase; a leading "the" does not count."""
        key = self._key(" ".join(phrase.split()))
        if key.lower().startswith("the ") and len(key) > len("the ") + 2:
            key = key[len("the ") :]
        first = _WORD.search(key)
        if first is None or first.start() != 0:
            return
        lengths = self._phrases.setdefault(first.group(), {})
        if len(key) not in lengths:
            lengths[len(key)] = {}
            self._phrases[first.group()] = dict(sorted(lengths.items(), reverse=True))
        entries = self._phrases[first.group()][len(key)].setdefault(key, [])
        if entry not in entries:
            entries.append(entry)

    def prepared(self, text: str) -> str:
        """Return the text in the form ``find`` searches; make it once for each article."""
        return self._key(text)

    def find(self, prepared: str, start: int, end: int) -> Iterator[Match[T]]:
        """Yield the leftmost longest matches inside [start, end), without overlap."""
        position, layers = start, self._layers
        for word in _WORD.finditer(prepared, start, end):
            begin, first = word.start(), word.group()
            if begin < position:
                continue
            best: Match[T] | None = None
            for phrases in layers:
                if first in phrases:
                    best = _longest(phrases[first], prepared, begin, end, best)
            if best is not None:
                position = best.end
                yield best

    def parts(self, prepared: str, match: Match[T]) -> list[Match[T]]:
        """Return what the index beneath finds inside a match that only this one has."""
        if self._under is None:
            return []
        found = list(self._under.find(prepared, match.start, match.end))
        return [] if any((m.start, m.end) == (match.start, match.end) for m in found) else found


def _longest(
    lengths: dict[int, dict[str, list[T]]], prepared: str, begin: int, end: int, best: Match[T] | None
) -> Match[T] | None:
    """Return the longest phrase that begins at a word, where it is longer than the ``best`` so far."""
    for length, phrases in lengths.items():
        stop = begin + length
        if best and stop <= best.end:
            break
        if stop > end or (entries := phrases.get(prepared[begin:stop])) is None:
            continue
        if stop < end and prepared[stop - 1].isalnum() and prepared[stop].isalnum():
            continue
        return Match(begin, stop, tuple(entries))
    return best
