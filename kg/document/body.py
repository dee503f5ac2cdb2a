"""The lines that no other pass claimed: body, subheadings, and what hangs over at either end."""

from __future__ import annotations

from kg.document.cleaning import Label, Labels, Page, label
from kg.document.extent import Extent
from kg.document.lines import Line, content_words, words_of
from kg.model import BlockKind

_SUBHEADING_WORDS = 14
_SECTION_WORDS = 3  # names of sites and sections above a headline
_TAG_WORDS = 7
_BOX_LINES = 2  # of a box of subscriptions between two that are known
_BOX_WORDS = 25
_BUTTON_WORDS = 4
_MIN_PROSE = 2  # with fewer sentences a page has no clear end
_ENDING = frozenset({BlockKind.FURNITURE, BlockKind.RELATED, BlockKind.BYLINE})
_BODY = Label(BlockKind.BODY, "text")
_SUBHEADING = Label(BlockKind.SUBHEADING, "a short line without a full stop")


def body_labels(page: Page, labels: Labels, headline: int | None) -> Labels:
    """Label all remaining lines; some above the headline or below the article's end are furniture."""
    free = [i for i in range(len(page.lines)) if i not in labels]
    prose = [i for i in free if page.lines[i].prose]
    end = _end(page, labels, prose)
    found: Labels = {}
    boxed = {i for i, given in labels.items() if given.concept == "subscription"}
    for index in reversed(free):
        if _in_box(page, labels, boxed, index):
            boxed.add(index)
    for index in free:
        line = page.lines[index]
        if headline is not None and index < headline and (index or _is_short(line)):
            found[index] = label("navigation", "above the headline")
        elif headline is not None and prose and headline < index < prose[0] and _is_section(line):
            found[index] = label("navigation", "a section's name in capitals")
        elif headline is not None and prose and headline < index < prose[0] and _is_tag(page, line, prose):
            found[index] = label("navigation", "a label between headline and text")
        elif index in boxed:
            found[index] = label("subscription", "inside a box of subscriptions")
        elif index > end and not line.terminated and not line.bulleted:
            found[index] = label("furniture", "a label below the end of the article")
        else:
            found[index] = _SUBHEADING if _is_subheading(line) else _BODY
    return found


def outside_labels(page: Page, labels: Labels, extent: Extent | None, headline: int | None) -> Labels:
    """Label the free lines above and below the stretch in which the article stands.

    Where no furniture follows, a list that the article ends in goes on to the end of the page.
    """
    found: Labels = {}
    if extent is None:
        return found
    top = extent.first if headline is None else min(extent.first, headline)
    below = any(i > extent.last and given.kind is not BlockKind.CAPTION for i, given in labels.items())
    bottom = extent.last if below else len(page.lines)
    for index in range(len(page.lines)):
        if index in labels or index == headline:
            continue
        if index < top and (index or headline != 1 or _is_short(page.lines[index])):
            found[index] = label("navigation", "above the article")
        elif index > bottom:
            found[index] = label("furniture", "below the article")
    return found


def _end(page: Page, labels: Labels, prose: list[int]) -> int:
    """Return the first line of furniture after the last sentence; lists without one go on to the end."""
    never = len(page.lines)
    if len(prose) < _MIN_PROSE:
        return never
    after = (i for i, given in labels.items() if i > prose[-1] and given.kind in _ENDING)
    return min(after, default=never)


def _is_short(line: Line) -> bool:
    return len(words_of(line.text)) <= _SECTION_WORDS


def _in_box(page: Page, labels: Labels, boxed: set[int], index: int) -> bool:
    """Tell whether no more than a few lines around this one stand between two of a subscription box."""
    above = range(index - 1, max(index - 1 - _BOX_LINES, -1), -1)
    below = range(index + 1, min(index + 1 + _BOX_LINES, len(page.lines)))
    ends = [next((i for i in side if i in labels or page.lines[i].prose), -1) for side in (above, below)]
    line, button = page.lines[index], page.lines[ends[1]].words <= _BUTTON_WORDS
    return (button or not line.prose) and line.words <= _BOX_WORDS and boxed.issuperset(ends)


def _is_tag(page: Page, line: Line, prose: list[int]) -> bool:
    """Tell whether a short line has no word that the article uses: the name of a desk or an issue."""
    if line.words > _TAG_WORDS or line.terminated or line.bulleted:
        return False
    told = set().union(*(content_words(page.lines[i].text) for i in prose))
    return told.isdisjoint(content_words(line.text))


def _is_section(line: Line) -> bool:
    return line.text.isupper() and _is_short(line) and not line.terminated


def _is_subheading(line: Line) -> bool:
    ends = line.terminated or line.text.endswith((":", "…", ";", ","))
    return line.words <= _SUBHEADING_WORDS and not ends and not line.bulleted
