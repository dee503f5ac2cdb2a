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
from kg.document.stamps import tells_time
from kg.model import BlockKind

INSET = "links between paragraphs"
_OF_SEVERAL = (" coverage", " stories", " articles", " news", " links", " posts", " content", " topics")
_MORE = "read more"
_UNSEEN = re.compile(r"\bview this video\b.*\bJavaScript\b", re.IGNORECASE)
_LENGTH = re.compile(r"\d{1,2}:\d\d(?:\s*(?:min|[-–|/]\s|Source\b).*)?$|\d+\s+(?:videos|photos|images)$")
_OPENERS = frozenset({"related-stories", "comments", "about-author"})
_ENDS = frozenset({"disclaimer", "comments"})  # after these the article is over
_FRAME = frozenset({BlockKind.BYLINE, BlockKind.STAMP})
_RUN = 2  # sentences in a row that show the article goes on
_SHARED_NAMES = 2  # with what was read before; one can be the beat that two stories are from
_TEASER_LINES = 2  # a teaser of a "View article" block: its title and its text
_BOX_LINES = 8  # of a box of links between two paragraphs
_BOX_RUN = 3  # sentences in a row below a box that show the article goes on, whatever names they have
_SENTENCE_WORDS = 4  # of a sentence among others; alone it would be a label
_FEW_WORDS = 40  # read before, by which no article has begun
_SHARE_READ = 0.25  # of the words in sentences that follow, below which no article has begun
_COMMENTER = re.compile(
    r"^(?:.{2,40}\bsays:?$|reply$|report$|.{0,40}\b\d+ (?:minute|hour|day|week|month|year)s? ago\b)",
    re.IGNORECASE,
)


def region_labels(page: Page, labels: Labels, headline: int | None) -> Labels:
    """Return the labels of lines inside regions; they overrule what the lines are by themselves."""
    found = dict(_story_links(page, labels)) | dict(_media_titles(page, labels))
    prose = [i for i, line in enumerate(page.lines) if line.prose and i not in labels]
    index = 0
    while index < len(page.lines):
        if index not in labels or not _opens(page, labels, index, prose):
            index += 1
            continue
        concept = labels[index].concept
        end = _with_subheading(page, labels, index, _end(page, labels, index, prose, headline))
        inset = end < len(page.lines) and _is_box(page, labels, index, end)
        why = INSET if inset else f"below '{page.lines[index].text[:40]}'"
        found |= {i: label(concept, why) for i in range(index + 1, end)}
        index = end
    return found


def _with_subheading(page: Page, labels: Labels, opener: int, end: int) -> int:
    """Return where the article goes on, with the subheading above its first sentence."""
    last = end - 1
    if last <= opener + 1 or last in labels or end >= len(page.lines) or page.lines[last].prose:
        return end
    return last if last - 1 in labels or page.lines[last].text.endswith("?") else end


def _opens(page: Page, labels: Labels, index: int, prose: list[int]) -> bool:
    concept = labels[index].concept
    if concept not in _OPENERS:
        return False
    read = [i for i in prose if i < index]
    if concept != "comments" and not _has_begun(page, prose, index):
        return concept == "related-stories" and not read and _stands_alone(page, index)
    if concept == "related-stories":
        return _stands_alone(page, index)
    if concept == "comments":
        # Counters such as "3 Comments" stand above articles, too.
        return len(read) >= _RUN
    return bool(read)


def _has_begun(page: Page, prose: list[int], index: int) -> bool:
    """Tell whether the sentences above a line are more than a form or a notice above the article."""
    read = sum(page.lines[i].words for i in prose if i < index)
    return read >= _FEW_WORDS or read >= _SHARE_READ * sum(page.lines[i].words for i in prose if i > index)


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
    if lines[start].bulleted:
        return False
    if labels[opener].concept == "related-stories" and _is_box(page, labels, opener, start):
        listed = bool(items) and all(line.bulleted for line in items)
        several = len(items) > 1 and run >= _BOX_RUN  # below one title its own text could follow
        if listed or several or (run >= _RUN and (shared or not items)):
            return True
        if len(items) == 1 and _is_of_one(lines[opener]) and _goes_on(page, labels, after):
            return True
    if not shared:
        return False
    if items and all(line.bulleted for line in items):
        return True
    if not items and labels[opener].concept == "related-stories":
        # A cue without a title below it stands inside the article.
        several = lines[opener].folded.endswith(_OF_SEVERAL) and after < len(lines)
        return run >= _RUN or not several or not _is_title(lines[after])
    if len(shared) < _SHARED_NAMES:
        return False
    if run >= _RUN:
        return True
    title = lines[start - 1].text if items else ""
    told = content_words(title) & content_words(lines[start].text)
    return labels[opener].concept == "related-stories" and not told


def _is_of_one(line: Line) -> bool:
    """Tell whether a cue speaks of one story: "Related article"."""
    return line.folded.endswith((" article", " story", " video"))


def _goes_on(page: Page, labels: Labels, after: int) -> bool:
    return any(_run(page, labels, i) >= _RUN for i in range(after, min(after + _RUN + 1, len(page.lines))))


def _is_box(page: Page, labels: Labels, opener: int, start: int) -> bool:
    """Tell whether the lines between are links in the midst of an article: titles below a sentence.

    Another article below this one has a byline or a stamp under its title.
    """
    near = range(opener - 1, max(opener - 1 - _BOX_LINES, -1), -1)
    above = next((i for i in near if not _is_in_box(page, labels, i)), -1)
    if above < 0 or above in labels:
        return False
    between = range(opener + 1, start)
    framed = any(i in labels and labels[i].kind in _FRAME for i in between)
    dated = any(tells_time(page.lines[i].text) for i in between)
    return len(between) <= _BOX_LINES and not framed and not dated


def _is_in_box(page: Page, labels: Labels, index: int) -> bool:
    """Tell whether a line can stand with a box of links: an advertisement, or a label for it."""
    if index not in labels:
        return not _is_sentence(page.lines[index])
    # "Listen: ..." has a title of its own, and opens no region.
    return labels[index].kind is BlockKind.FURNITURE or "LineStart" in labels[index].reason


def _is_inset(given: Label) -> bool:
    return given.concept in ("advertising", "subscription", "template")


def _is_sentence(line: Line) -> bool:
    return line.prose or (line.terminated and line.words >= _SENTENCE_WORDS)


def _run(page: Page, labels: Labels, start: int) -> int:
    """Return how many lines from ``start`` on are sentences in a row, advertisements aside."""
    count = 0
    for index in range(start, len(page.lines)):
        if index in labels and _is_inset(labels[index]):
            continue
        if index in labels or not _is_sentence(page.lines[index]):
            break
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


def _media_titles(page: Page, labels: Labels) -> Iterator[tuple[int, Label]]:
    """Yield the titles of films and of lone links: above "02:41", "16 videos", "Read more"."""
    for index, line in enumerate(page.lines[:-1]):
        if _UNSEEN.search(line.text):
            title = index + 1
        elif _LENGTH.match(line.text) or _links_up(page, labels, index):
            title = index - 1
        else:
            continue
        if title > 0 and title not in labels and not page.lines[title].prose and page.lines[title].words > 2:
            yield title, label("related-stories", INSET)


def _links_up(page: Page, labels: Labels, index: int) -> bool:
    """Tell whether "Read more" between two sentences belongs to the title above it."""
    return (
        index > 1
        and page.lines[index].folded == _MORE
        and _is_title(page.lines[index - 1])
        and index - 2 not in labels
        and page.lines[index - 2].prose
        and index + 1 not in labels
        and page.lines[index + 1].prose
    )


def _is_title(line: Line) -> bool:
    return (
        not line.terminated and not line.bulleted and line.words >= 3 and not line.text.endswith(("…", ":"))
    )
