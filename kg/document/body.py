"""The lines that no other pass claimed: body, subheadings, and what hangs over at either end."""

from __future__ import annotations

from kg.document.cleaning import Label, Labels, Page, label
from kg.document.lines import Line, words_of
from kg.model import BlockKind

_SUBHEADING_WORDS = 14
_SECTION_WORDS = 3  # names of sites and sections above a headline
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
    for index in free:
        line = page.lines[index]
        if headline is not None and index < headline and (index or _is_short(line)):
            found[index] = label("navigation", "above the headline")
        elif headline is not None and prose and headline < index < prose[0] and _is_section(line):
            found[index] = label("navigation", "a section's name in capitals")
        elif index > end and not line.terminated and not line.bulleted:
            found[index] = label("furniture", "a label below the end of the article")
        else:
            found[index] = _SUBHEADING if _is_subheading(line) else _BODY
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


def _is_section(line: Line) -> bool:
    return line.text.isupper() and _is_short(line) and not line.terminated


def _is_subheading(line: Line) -> bool:
    ends = line.terminated or line.text.endswith((":", "…", ";", ","))
    return line.words <= _SUBHEADING_WORDS and not ends and not line.bulleted
