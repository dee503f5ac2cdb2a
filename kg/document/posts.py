"""Embedded social-media posts: their signatures, and lines that say a quotation of the text again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.document.bylines import NAME
from kg.document.cleaning import Label, Labels, Page
from kg.document.lines import Line, quotations_of
from kg.iri import folded
from kg.model import BlockKind

_SIGNATURE = re.compile(r"^(?:[—–―-]{1,2}|&mdash;)?\s*\S.{0,60}?\(@\w{1,30}\)\W{0,3}(?:.{0,40})$")
_HANDLE_LINE = re.compile(r"^@\w{2,30}(?:\s*[·•|,-].{0,30})?$")
_POST_LINK = re.compile(r"pic\.twitter\.com/\w+|https?://t\.co/\w+")
_MIN_TOKENS = 6  # shorter lines agree by chance
_ALIKE = 0.85  # Dice coefficient of the words from which a line repeats a quotation
_ALIKE_SIGNED = 0.6  # the same where a signature below shows a post anyway


def post_labels(page: Page, labels: Labels) -> Labels:
    """Label posts and their signatures among the lines without a label."""
    free = [i for i in range(len(page.lines)) if i not in labels]
    found: Labels = {}
    for index in free:
        if _is_signature(page.lines[index]):
            found[index] = Label(BlockKind.POST, "the signature of a post")
    for index in list(found):
        if _HANDLE_LINE.match(page.lines[index].text) and (name := _bearer(page, labels, index)) is not None:
            found[name] = Label(BlockKind.POST, "the signature of a post")
    quotations = list(_quotations(page, free))
    for index in free:
        if index in found:
            continue
        signed = index + 1 in found
        if reason := _repetition(page, index, quotations, _ALIKE_SIGNED if signed else _ALIKE):
            found[index] = Label(BlockKind.POST, reason)
        elif (signed and not quotations_of(page.lines[index].text)) or _POST_LINK.search(
            page.lines[index].text
        ):
            found[index] = Label(BlockKind.POST, "a post in its own words")
    return found


def _bearer(page: Page, labels: Labels, handle: int) -> int | None:
    """Return the line above a handle that is its bearer's name; a sign for verified may stand between."""
    above = next((i for i in range(handle - 1, max(handle - 3, -1), -1) if i not in labels), None)
    return above if above is not None and NAME.fullmatch(page.lines[above].text) else None


def _is_signature(line: Line) -> bool:
    return not line.prose and bool(_SIGNATURE.match(line.text) or _HANDLE_LINE.match(line.text))


def _quotations(page: Page, free: list[int]) -> Iterator[tuple[int, Counter[str]]]:
    for index in free:
        for quotation in quotations_of(page.lines[index].text):
            words = Counter(folded(quotation).split())
            if words.total() >= _MIN_TOKENS:
                yield index, words


def _repetition(
    page: Page, index: int, quotations: list[tuple[int, Counter[str]]], alike: float
) -> str | None:
    """Return the reason where a line says a quotation of a longer line again."""
    line = page.lines[index]
    own = Counter(folded(line.text).split())
    if own.total() < _MIN_TOKENS:
        return None
    for other, words in quotations:
        source = page.lines[other]
        # A line that frames the quotation in words of its own is the source, not the repetition.
        if other == index or source.end - source.start <= line.end - line.start:
            continue
        if 2 * (own & words).total() / (own.total() + words.total()) >= alike:
            return f"repeats the quotation of {source.start}-{source.end}"
    return None
