"""The lines of a page in, blocks out: what each line is, and why.

Passes run in a fixed order; the first to label a line decides, only regions (related stories,
comments) may overrule. A line no pass claims is kept: losing text is worse than keeping a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.document.cues import CueMatch, PageCues, Position, is_label
from kg.document.lines import Line, split_lines, without_numbers, words_of
from kg.document.stamps import CALENDAR_WORDS, tells_time
from kg.model import Block, BlockKind
from kg.vocab import PAGE

# Concepts of cues -> the kind of block, and the concept of the scheme page: that names it.
_KINDS: dict[str, tuple[BlockKind, str]] = {
    "related-stories": (BlockKind.RELATED, "related-stories"),
    "story-link": (BlockKind.RELATED, "related-stories"),
    "navigation": (BlockKind.FURNITURE, "navigation"),
    "sharing": (BlockKind.FURNITURE, "sharing"),
    "comments": (BlockKind.FURNITURE, "comments"),
    "subscription": (BlockKind.FURNITURE, "subscription"),
    "advertising": (BlockKind.FURNITURE, "advertising"),
    "disclaimer": (BlockKind.FURNITURE, "furniture"),
    "template": (BlockKind.FURNITURE, "template"),
    "furniture": (BlockKind.FURNITURE, "furniture"),
    "agency": (BlockKind.CREDIT, "credit"),
    "credit": (BlockKind.CREDIT, "credit"),
    "byline": (BlockKind.BYLINE, "byline"),
    "newsroom": (BlockKind.BYLINE, "byline"),
    "about-author": (BlockKind.BYLINE, "byline"),
    "stamp": (BlockKind.STAMP, "stamp"),
    "update-stamp": (BlockKind.STAMP, "stamp"),
}
# Cues that say nothing alone; the passes for bylines, stamps and pictures weigh them.
_LEFT_TO_OTHERS = frozenset({"byline", "author-role", "stamp", "update-stamp", "credit"})
_OF_KIND = {
    BlockKind.RELATED: "related-stories",
    BlockKind.BYLINE: "byline",
    BlockKind.STAMP: "stamp",
    BlockKind.CREDIT: "credit",
}
_URL = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"\S+@\S+\.\w{2,}")
_TEMPLATE = re.compile(
    r"\{+%?\s*[\w.:|$ -]+\s*%?\}+|%[A-Z_]{3,}%|\[object \w+\]|<%.*%>|\[\[[\w. -]+\]\]|undefined|null"
)
_COUNT = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?\s?[KkM]")
_CRUMB = re.compile(r"\s+[>»›/]\s+|\s*[›»]\s*")
_COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)\s|copyright\b)|©\s*(?:\d{4}|\w)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_CRUMB_WORDS = 5  # a longer part of a path is a title, allowed only at the end
_MENU_WORDS = 3  # of an item of a menu
_LONG_MENU = 6  # items
_NOTICE_WORDS = 40
_TELLING_BLANKS = 2  # a phrase of three words hardly opens a sentence of an article


@dataclass(frozen=True, slots=True)
class Label:
    """What a line is; ``concept`` is that of the cue, or of the scheme ``page:``, where it is dropped."""

    kind: BlockKind
    reason: str
    concept: str = ""


Labels = dict[int, Label]  # by index of the line


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of an article with the cues to read them by."""

    text: str
    lines: tuple[Line, ...]
    cues: PageCues
    title: str | None = None  # folded headline, where the source states it
    common: frozenset[str] = (
        frozenset()
    )  # words that are no names: written small somewhere, or calendar words


def page_of(text: str, cues: PageCues, title: str | None) -> Page:
    lines = tuple(split_lines(text))
    small = frozenset(m[0] for m in words_of(text) if m[0].islower())
    return Page(text, lines, cues, without_numbers(title) if title else None, small | CALENDAR_WORDS)


def label(concept: str, why: str) -> Label:
    kind, name = _KINDS[concept]
    return Label(kind, f"{name}: {why}", concept)


def page_concept(block: Block) -> str:
    """Return the IRI of the concept of the scheme ``page:`` that a dropped block is an instance of."""
    name = block.reason.partition(":")[0]
    known = name in {concept for _, concept in _KINDS.values()}
    return PAGE[name if known else _OF_KIND.get(block.kind, "furniture")]


def furniture_labels(page: Page) -> Labels:
    """Label the lines that their own form or a cue shows to be no text of the article."""
    labels: Labels = {}
    for index, line in enumerate(page.lines):
        if found := _by_form(line) or _by_cue(page, line):
            labels[index] = found
    return labels


def _by_form(line: Line) -> Label | None:
    text = line.text
    if _URL.fullmatch(text):
        return label("navigation", "an address alone")
    if _TEMPLATE.fullmatch(text):
        return label("template", "a placeholder that was never filled")
    if not _LETTER.search(text) and not (line.bulleted and line.words > 1) and not re.search(r"\d", text):
        return label("furniture", "no words")
    if _COUNT.fullmatch(text):
        return label("sharing", "a number of shares")
    if _is_breadcrumb(line):
        return label("navigation", "the path of the page")
    if _is_menu(line):
        return label("navigation", "a menu")
    if _EMAIL.search(text) and line.words <= 6 and not line.terminated:
        return label("byline", "an e-mail address")
    if _COPYRIGHT.search(text) and line.words <= _NOTICE_WORDS and not (line.prose and text[0].isalnum()):
        return label("disclaimer", "a copyright line")
    return None


def _is_breadcrumb(line: Line) -> bool:
    parts = [part.split() for part in _CRUMB.split(line.text)]
    if len(parts) < 2 or line.terminated or not all(parts):
        return False
    # One slash or bracket may stand in a title; two, or an arrow, make a path.
    signs = _CRUMB.findall(line.text)
    arrows = any(sign.strip() in (">", "›", "»") for sign in signs)
    return (len(parts) > 2 or arrows) and all(len(part) <= _CRUMB_WORDS for part in parts[:-1])


def _is_menu(line: Line) -> bool:
    parts = [part.split() for part in re.split(r"\s+[|•·]\s+|\s{2,}", line.text)]
    sizes = sorted(map(len, parts))
    if not sizes[0]:
        return False
    if len(parts) >= _LONG_MENU:  # one of the items may be the title of a story, or today's date
        return sizes[len(sizes) // 2] <= _MENU_WORDS
    barred = len(re.findall(r"\s[|•·]\s", line.text)) == len(parts) - 1
    return len(parts) > 2 and barred and sizes[-1] <= _MENU_WORDS and not tells_time(line.text)


def _by_cue(page: Page, line: Line) -> Label | None:
    if agency := page.cues.agency(line.text):
        return label("agency", f"the news agency {agency}")
    for match in page.cues.matches(line):
        if match.concept not in _LEFT_TO_OTHERS and _speaks_for(match, line):
            return label(match.concept, f"{match.position} cue '{match.phrase}'")
    return None


def _speaks_for(match: CueMatch, line: Line) -> bool:
    """Tell whether a cue decides about its line, or could as well open a sentence of the article."""
    if match.position is not Position.LINE_START:
        return True
    separated = re.match(r"\s*(?:[:|>»]|[-–—]\s|$)", match.rest) is not None
    if match.concept in ("navigation", "disclaimer") and match.phrase.count(" ") >= _TELLING_BLANKS:
        return line.words <= _NOTICE_WORDS
    if match.concept == "related-stories" and " " in match.phrase and is_label(line) and not line.terminated:
        return True  # "Read also Minister resigns"
    if match.concept in ("related-stories", "navigation", "disclaimer"):
        return separated and not (line.prose and line.words > _NOTICE_WORDS)
    if match.concept == "newsroom":
        return is_label(line) and not line.terminated
    several = " " in match.phrase
    return (several or separated) and (is_label(line) or (several and line.words <= _NOTICE_WORDS))


def blocks_of(page: Page, labels: Labels, parts: dict[int, int]) -> Iterator[Block]:
    """Yield blocks in order of text; neighbours dropped for one reason make one block.

    ``parts`` gives, for a line that ends in a picture credit, the offset where the credit begins.
    """
    pending: Block | None = None
    for index, line in enumerate(page.lines):
        for block in _of_line(line, labels[index], parts.get(index)):
            if pending and not block.kept and (pending.kind, pending.reason) == (block.kind, block.reason):
                pending = Block(pending.start, block.end, block.kind, block.reason)
                continue
            if pending:
                yield pending
            pending = block
    if pending:
        yield pending


def _of_line(line: Line, label: Label, credit: int | None) -> Iterator[Block]:
    if credit is None:
        yield Block(line.start, line.end, label.kind, label.reason)
        return
    text = line.text[: credit - line.start].rstrip()
    yield Block(line.start, line.start + len(text), label.kind, label.reason)
    yield Block(credit, line.end, BlockKind.CREDIT, "credit: ends the line")
