"""Regions of a page that belong to something else: related stories, comments, notes on the author.

A cue line opens a region; it ends where clear text of the article returns: sentences in a row
that take up names of the article so far. Persons of other stories must never get through, so a
lone sentence after a title counts as that title's teaser unless it stands apart from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document.cleaning import Label, Labels, Page, label
from kg.document.cues import Position
from kg.document.lines import Line, content_words, names_of

_OPENERS = frozenset({"related-stories", "comments", "about-author"})
_ENDS = frozenset({"disclaimer", "comments"})  # after these the article is over
_RUN = 2  # sentences in a row that show the article goes on
_SHARED_NAMES = 2  # with what was read before; one can be the beat that two stories are from
_TEASER_LINES = 2  # a teaser of a "View article" block: its title and its text
_COMMENTER = re.compile(
    r"^(?:.{2,40}\bsays:?$|reply$|report$|.{0,40}\b\d+ (?:minute|hour|day|week|month|year)s? ago\b)",
    re.IGNORECASE,
)


def region_labels(page: Page, labels: Labels, headline: int | None) -> Labels:
    """Return the labels of lines inside regions; they overrule what the lines are by themselves."""
    found = dict(_story_links(page, labels))
    prose = [i for i, line in enumerate(page.lines) if line.prose and i not in labels]
    index = 0
    while index < len(page.lines):
        if index not in labels or not _opens(page, labels, index, prose):
            index += 1
            continue
        concept = labels[index].concept
        end = _end(page, labels, index, prose, headline)
        why = f"below '{page.lines[index].text[:40]}'"
        found |= {i: label(concept, why) for i in range(index + 1, end)}
        index = end
    return found


def _opens(page: Page, labels: Labels, index: int, prose: list[int]) -> bool:
    concept = labels[index].concept
    if concept not in _OPENERS:
        return False
    read = [i for i in prose if i < index]
    if concept == "related-stories":
        return _stands_alone(page, index)
    if concept == "comments":
        # Counters such as "3 Comments" stand above articles, too.
        return len(read) >= _RUN
    return bool(read)


def _stands_alone(page: Page, index: int) -> bool:
    """Tell whether a cue has no title of its own in its line ("Read more: ..." has)."""
    for match in page.cues.matches(page.lines[index]):
        if match.concept == "related-stories":
            return match.position is Position.WHOLE_LINE or not match.rest.strip(" :|>»-–—")
    return False


def _end(page: Page, labels: Labels, index: int, prose: list[int], headline: int | None) -> int:
    """Return the first line after ``index`` that is the article's again."""
    before = [i for i in prose if i < index]
    if not before:
        return _end_above(page, index, prose, headline)
    names = set().union(*(names_of(page.lines[i].text, page.common) for i in before))
    over = any(labels[i].concept in _ENDS for i in labels if before[-1] < i <= index)
    for start in range(index + 1, len(page.lines)):
        over = over or (start in labels and labels[start].concept in _ENDS)
        if over:
            break
        if start in prose and _returns(page, labels, index, start, names):
            return start
    return len(page.lines)


def _end_above(page: Page, index: int, prose: list[int], headline: int | None) -> int:
    """A region above the article ends at its headline, or where its sentences begin."""
    if headline is not None and headline > index:
        return headline
    return prose[0] if prose else index + 1


def _returns(page: Page, labels: Labels, opener: int, start: int, names: set[str]) -> bool:
    """Tell whether the sentences from line ``start`` on are the article's."""
    lines = page.lines
    run = _run(page, labels, start)
    after = start + run
    if after in labels and labels[after].concept == "story-link":
        return False
    if labels[opener].concept == "comments" and _has_commenters(lines[opener:]):
        return False
    shared = names & set().union(*(names_of(line.text, page.common) for line in lines[start:after]))
    items = lines[opener + 1 : start]
    if lines[start].bulleted or not shared:
        return False
    if items and all(line.bulleted for line in items):
        return True
    if not items and labels[opener].concept == "related-stories":
        return True  # a cue without a title below it stands inside the article
    if len(shared) < _SHARED_NAMES:
        return False
    if run >= _RUN:
        return True
    title = lines[start - 1].text if items else ""
    told = content_words(title) & content_words(lines[start].text)
    return labels[opener].concept == "related-stories" and not told


def _run(page: Page, labels: Labels, start: int) -> int:
    """Return how many lines from ``start`` on are sentences in a row."""
    count = 0
    while start + count < len(page.lines) and start + count not in labels and page.lines[start + count].prose:
        count += 1
    return count


def _has_commenters(lines: tuple[Line, ...]) -> bool:
    return any(_COMMENTER.match(line.text) for line in lines)


def _story_links(page: Page, labels: Labels) -> Iterator[tuple[int, Label]]:
    """Yield the title and the teaser above each "View article" that has both."""
    for index, given in labels.items():
        if given.concept != "story-link":
            continue
        above = [i for i in range(index - 1, max(index - 1 - _TEASER_LINES, -1), -1) if i not in labels]
        titles = [i for i in above if _is_title(page.lines[i])]
        if titles and titles[0] == above[-1] and index >= _TEASER_LINES:
            for i in above:
                yield i, label("related-stories", "above a link to another story")


def _is_title(line: Line) -> bool:
    return (
        not line.terminated and not line.bulleted and line.words >= 3 and not line.text.endswith(("…", ":"))
    )
