"""Paragraphs -> quotations: the spans inside quotation marks, whatever marks the page uses.

Curly, straight, low and angled marks, and single ones where a paragraph has no others; a mark that
opens twice also closes; a quotation whose closing mark is lost ends with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Document

_CLOSERS = {"“": "”", "«": "»", "„": "“", "‹": "›", '"': '"'}
_MARKS = re.compile(r"[“”„«»‹›\"]")
# A single mark opens before a word and behind a space; what it closes may hold apostrophes.
_SINGLE = re.compile(r"(?<![^\s(\[—–-])(?:‘|'(?=[^\W\d_][^\W_]*\S*\s|\w+[,.!?']))(?=\S)")
_SINGLE_CLOSER = re.compile(r"[’'](?!\w)")
_SENTENCE_END = ",.!?…;"
_PHRASE = 8  # words that a quotation in single marks may have where no stop stands before its closing mark


@dataclass(frozen=True, slots=True)
class Quotation:
    """``start``/``end`` span the words without marks and outer space, ``outer_*`` the marks too."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool


def quotations(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Yield the outermost quotations of one paragraph in text order."""
    if not _MARKS.search(text, start, end):
        yield from _single(text, start, end)
        return
    position = start
    while position < end:
        opener = text[position]
        if opener not in _CLOSERS or not _opens(text, position, start, end):
            position += 1
            continue
        close = _closing(text, position, end)
        stop = end if close is None else close
        if (quotation := _trimmed(text, position, stop, closed=close is not None)) is not None:
            yield quotation
        position = stop + 1


def quoted_spans(document: Document) -> list[tuple[int, int]]:
    """Return the spans inside quotation marks of the whole document, marks included."""
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in document.sentences:
        start, _ = bounds.get(sentence.paragraph, (sentence.start, sentence.end))
        bounds[sentence.paragraph] = (start, sentence.end)
    text = document.article.text
    return [(q.outer_start, q.outer_end) for span in bounds.values() for q in quotations(text, *span)]


def _opens(text: str, position: int, start: int, end: int) -> bool:
    if position + 1 >= end or (text[position] == '"' and text[position + 1] in ".,;:"):
        return False
    return position == start or not text[position - 1].isalnum()


def _closing(text: str, opening: int, end: int) -> int | None:
    """Return where the quotation opened at ``opening`` closes; nested pairs of the same kind count."""
    opener, closer = text[opening], _CLOSERS[text[opening]]
    depth = 1
    for position in range(opening + 1, end):
        char = text[position]
        if char == closer:
            depth -= 1
            if depth == 0:
                return position
        elif char == opener:
            if _closes_wrongly(text, position, end):
                return position
            depth += 1
    return _first(text, closer, opening + 1, end)


def _closes_wrongly(text: str, position: int, end: int) -> bool:
    """Tell whether an opening mark stands where only a closing one can: after a word, before space."""
    follows_word = not text[position - 1].isspace()
    return follows_word and (position + 1 >= end or text[position + 1] in " ,.;:!?\n")


def _first(text: str, char: str, start: int, end: int) -> int | None:
    found = text.find(char, start, end)
    return None if found < 0 else found


def _trimmed(text: str, opening: int, stop: int, *, closed: bool) -> Quotation | None:
    first, last = opening + 1, stop
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return Quotation(first, last, opening, stop + 1 if closed else stop, closed) if last > first else None


# ------------------------------------------------------------------------- single marks


def _single(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Yield what stands in single marks; unlike an apostrophe, each has its partner in the paragraph."""
    position = start
    while opening := _SINGLE.search(text, position, end):
        close = _single_closer(text, opening.start(), end)
        if close is None:
            position = opening.end()
            continue
        if (quotation := _trimmed(text, opening.start(), close, closed=True)) is not None:
            yield quotation
        position = close + 1


def _single_closer(text: str, opening: int, end: int) -> int | None:
    """Return the first mark behind a stop; behind a bare word, only where few words are quoted."""
    for mark in _SINGLE_CLOSER.finditer(text, opening + 2, end):
        if text[mark.start() - 1] in _SENTENCE_END:
            return mark.start()
        words = text[opening + 1 : mark.start()].split()
        plural = text[mark.start() - 1] == "s" and text[mark.end() : mark.end() + 2].strip().isalpha()
        if len(words) <= _PHRASE and not plural and not text[mark.start() - 1].isspace():
            return mark.start()
    return None
