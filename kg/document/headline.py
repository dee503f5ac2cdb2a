"""Which line of a page is its headline, and which lines only repeat it."""

from __future__ import annotations

import re

from kg.document.cleaning import Label, Labels, Page, label
from kg.document.extent import Extent
from kg.document.lines import Line, content_words
from kg.document.stamps import tells_time, without_stamps
from kg.model import BlockKind

_LEAD = 4  # sentences of the article that a headline is compared with
_NOTICE_GAP = 2  # lines from which on the first sentence of a page is a notice, not how its text begins
_MIN_WORDS = 3
_TITLE_WORDS = 4  # sections and site names are shorter
_MAX_WORDS = 60
_QUESTION_WORDS = 16
_FRAME_LINES = 2  # below a headline, in which its byline and stamp stand
_FRAMED = 2  # words of the text that a byline or stamp is worth
_COMMON = frozenset(
    "about after before from have into more over that their them they this what when which will with".split()
)
_NEARLY = 0.6  # share of the best candidate's score from which an earlier line wins


def headline_of(page: Page, labels: Labels, extent: Extent | None) -> int | None:
    """Return the index of the headline: as stated, else the line above the text most like it.

    ``extent`` is where the article stands: sentences above it are teasers of other stories.
    """
    free = [i for i in range(len(page.lines)) if i not in labels]
    if page.title:
        return next(reversed([i for i in free if page.lines[i].folded == page.title][:2]), None)
    # A long title without a full stop opens some pages and looks like a sentence.
    begin = extent.first if extent else 0
    prose = [
        i
        for i in free
        if i >= begin and page.lines[i].prose and (i or page.lines[i].terminated) and not _asks(page.lines[i])
    ]
    if prose[:1] == [0] and len(prose) > 1 and prose[1] > _NOTICE_GAP:
        free, prose = free[1:], prose[1:]  # a notice above the title: "This story is two years old."
    top = [i for i in free if i < (prose[0] if prose else len(page.lines)) and _may_be_headline(page, i)]
    if repeated := [i for i in top if _repeats_above(page, top, i)]:
        return repeated[-1]
    lead = set().union(*(content_words(page.lines[i].text) for i in prose[:_LEAD]))
    open_ended = [i for i in top if not page.lines[i].terminated or _asks(page.lines[i])] or top
    open_ended = [i for i in open_ended if page.lines[i].words >= _MIN_WORDS] or open_ended
    scores = {i: _score(page, labels, i, lead) for i in open_ended}
    best = max(scores.values(), default=0)
    if not prose or best < 1:
        return _first_long(page, open_ended)
    return next(i for i, score in scores.items() if score >= _NEARLY * best)


def headline_labels(page: Page, headline: int | None) -> Labels:
    if headline is None:
        return {}
    title = page.lines[headline].folded
    labels = {
        i: label("furniture", "the title once more")
        for i, line in enumerate(page.lines)
        if i != headline and (line.folded == title or (i < headline and _says_again(line.folded, title)))
    }
    return labels | {headline: Label(BlockKind.HEADLINE, "the headline")}


def _may_be_headline(page: Page, index: int) -> bool:
    line = page.lines[index]
    stamp = tells_time(line.text) and len(without_stamps(line.text).split()) < _MIN_WORDS
    opens = next((m.concept for m in page.cues.matches(line)), None) in (
        "byline",
        "credit",
        "stamp",
        "update-stamp",
    )
    return not stamp and not opens and line.words <= _MAX_WORDS and not line.bulleted


def _asks(line: Line) -> bool:
    """Tell whether a line is one question, as titles of explainers are."""
    return line.text.endswith("?") and line.words <= _QUESTION_WORDS and not re.search(r"[.!?]\s", line.text)


def _score(page: Page, labels: Labels, index: int, lead: set[str]) -> int:
    """Count the words a line shares with the beginning of the text; a byline or stamp below counts, too."""
    shared = len((content_words(page.lines[index].text) & lead) - _COMMON)
    return shared + _FRAMED * any(_is_frame(page, i) for i in range(index + 1, index + 1 + _FRAME_LINES))


def _is_frame(page: Page, index: int) -> bool:
    if index >= len(page.lines):
        return False
    line = page.lines[index]
    named = any(m.concept in ("byline", "stamp", "update-stamp") and m.rest for m in page.cues.matches(line))
    return not line.prose and (named or tells_time(line.text))


def _repeats_above(page: Page, top: list[int], index: int) -> bool:
    line = page.lines[index]
    return (
        line.words >= _MIN_WORDS
        and not line.terminated
        and any(_says_again(page.lines[i].folded, line.folded) for i in top if i < index)
    )


def _says_again(above: str, title: str) -> bool:
    """Tell whether a line says a title, as the title of the window does with the name of the site."""
    return above == title or above.startswith(f"{title} ") or above.endswith(f" {title}")


def _first_long(page: Page, candidates: list[int]) -> int | None:
    return next((i for i in candidates if page.lines[i].words >= _MIN_WORDS), None)
