"""The lines around a headline that tell when and by whom: date stamps, bylines, an author's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.document.bylines import NAME, NAME_TEXT, is_bare_name, is_common, read_byline, read_role
from kg.document.cleaning import Label, Labels, Page, label
from kg.document.lines import Line, begin_of
from kg.document.stamps import stamps_in, tells_time, without_stamps
from kg.model import BlockKind

_MAX_WORDS = 25
_BY = re.compile(r"(?:by|por|par|von)\s+[A-ZÀ-Þ]")
_BY_WORDS = 6  # "by A B in World", beside a date
_NAME_IN_PLACE = re.compile(rf"{NAME_TEXT}\s+in\s+[A-ZÀ-Þ][\w .,’'-]{{2,30}}")
_TELLS_WHO = re.compile(
    r",?\s(?:is|was|has|covers|covered|writes|wrote|reports|works|worked|joined|teaches|serves|contributes|an?|the)\s"
)
_PARTS = re.compile(r"\s+[|•·]\s+|\s+[-–—]\s+")
_PARTED_WORDS = 18
_EDITED = re.compile(r"\bediting by\s+[A-Z]", re.IGNORECASE)
_TEXT_LINES = 3  # sentences that an article has at least above its sign-off
_INITIALS = re.compile(r"[a-z]{2,4}(?:\s?/\s?[a-z]{2,4}){1,4}")  # "jrr/ro/mem"
_PLACE_WORDS = 2  # "Geneva, 3 May 2022"
_STAMP_CONCEPTS = ("stamp", "update-stamp")


def masthead_labels(page: Page, labels: Labels, headline: int | None) -> Labels:
    """Label stamps and bylines; a date by itself between paragraphs may be a heading and is left."""
    free = [i for i in range(len(page.lines)) if i not in labels]
    prose = [i for i in free if page.lines[i].prose and (headline is None or i > headline)]
    found: Labels = {}
    begin = _begin(page, prose)
    for index in free:
        line = page.lines[index]
        if read_byline(line, page.cues) is not None or _is_sign_off(page, line):
            found[index] = label("byline", "names who wrote it")
        elif _is_stamp(page, line, begin is not None and begin < index < prose[-1]):
            found[index] = label("stamp", "a date or time alone")
        elif _INITIALS.fullmatch(line.text):
            found[index] = label("byline", "initials of who wrote it")
    found |= _below_sign_off(page, free, found)
    found |= _author(page, labels | found, headline)
    return found | dict(_notes_on_authors(page, labels, found))


def _below_sign_off(page: Page, free: list[int], found: Labels) -> Labels:
    """Label what stands below "Reporting by A B; editing by C D", with which an agency's article ends."""
    signed = [i for i in found if _EDITED.search(page.lines[i].text) and found[i].concept == "byline"]
    if not signed or sum(page.lines[i].prose for i in free if i < signed[-1]) < _TEXT_LINES:
        return {}
    return {i: label("furniture", "below who wrote it") for i in free if i > signed[-1] and i not in found}


def _begin(page: Page, prose: list[int]) -> int | None:
    """Return where the text begins; several days above it are the headings of a chronicle, and text."""
    begin = begin_of(page.lines, prose)
    if begin is None or begin == prose[0]:
        return begin
    headed = [page.lines[i].text for i in range(prose[0], begin) if not page.lines[i].prose]
    days = {stamp.interval for text in headed if not without_stamps(text) for stamp in stamps_in(text)}
    return begin if len(days) <= 1 else prose[0]


def _notes_on_authors(page: Page, labels: Labels, bylines: Labels) -> Iterator[tuple[int, Label]]:
    """Yield the sentences that tell who an author is: "Ida Quill is our correspondent in Velin"."""
    names = tuple(_authors(page, labels | bylines))
    for index, line in enumerate(page.lines):
        start = line.text.casefold()
        name = next((n for n in names if start.startswith(n.casefold())), None)
        if name is None or index in labels or index in bylines:
            continue
        if start == name.casefold() or _TELLS_WHO.match(line.text, len(name)):
            yield index, label("about-author", "tells who the author is")


def _authors(page: Page, labels: Labels) -> Iterator[str]:
    """Yield the full names in bylines and in lines that credit a maker: "Ann Roe | Radio North"."""
    for index, given in labels.items():
        line = page.lines[index]
        byline = read_byline(line, page.cues) if given.concept == "byline" else None
        parts = re.split(r"\s*[|/]\s*", line.text) if given.kind is BlockKind.CREDIT else ()
        yield from (
            name for name in (byline.names if byline else parts) if " " in name and NAME.fullmatch(name)
        )


def _is_stamp(page: Page, line: Line, between: bool) -> bool:
    if line.words > _MAX_WORDS or not tells_time(line.text):
        return False
    if line.bulleted:  # "3. Mai 2022" is no item
        return not between and not without_stamps(line.text)
    for match in page.cues.matches(line):
        if match.concept in _STAMP_CONCEPTS:
            return len(without_stamps(match.rest).split()) <= _MAX_WORDS // 2
    # A date in brackets says when something took place, not when the page appeared.
    if between and (without_stamps(line.text) or not any(s.has_clock for s in stamps_in(line.text))):
        return False
    if any(line.text[: stamp.start].endswith("(") for stamp in stamps_in(line.text)):
        return False
    if _has_stamped_part(line):
        return True
    left = without_stamps(line.text)
    if _BY.match(left) and len(left.split()) <= _BY_WORDS:
        return True
    return not left or (len(left.split()) <= _PLACE_WORDS and left.istitle())


def _has_stamped_part(line: Line) -> bool:
    """Tell whether a line is parted by bars, and a part of it is a date and a time of day alone."""
    parts = [part.strip() for part in _PARTS.split(line.text)]
    if len(parts) < 2 or line.terminated or line.words > _PARTED_WORDS:
        return False
    alone = [p for p in parts if p and not without_stamps(p) and any(True for _ in stamps_in(p))]
    return bool(alone) and any(stamp.has_clock for stamp in stamps_in(line.text))


def _is_sign_off(page: Page, line: Line) -> bool:
    """Tell whether a line is "(Reporting by A B in Bern; editing by C D)"."""
    for match in page.cues.matches(line):
        if match.concept == "byline" and " " in match.phrase and match.rest.strip(" :")[:1].isupper():
            return line.text.startswith("(") or not line.prose
    return False


def _author(page: Page, labels: Labels, headline: int | None) -> Labels:
    """Label a personal name by itself above the text, beside a dated stamp or below a picture."""
    if headline is None or any(given.concept == "byline" for given in labels.values()):
        return {}
    prose = [i for i, line in enumerate(page.lines) if i > headline and i not in labels and line.prose]
    for index in range(headline + 1, prose[0] if prose else headline + 1):
        line = page.lines[index]
        if index not in labels and _NAME_IN_PLACE.fullmatch(line.text):
            return {index: label("byline", "a name with the place it writes from")}
        if index not in labels and read_role(line, page.cues):
            return {index: label("byline", "a name with the work of its bearer")}
        if index not in labels and is_bare_name(line) and _has_byline_place(page, labels, index):
            rest = page.text[: line.start] + page.text[line.end :]
            if not is_common(line, rest):
                return {index: label("byline", "a name by itself below the headline")}
    return {}


def _has_byline_place(page: Page, labels: Labels, index: int) -> bool:
    above, below = labels.get(index - 1), labels.get(index + 1)
    if above and above.kind in (BlockKind.CREDIT, BlockKind.CAPTION):
        return True
    return any(
        given is not None
        and given.concept in _STAMP_CONCEPTS
        and any(True for _ in stamps_in(page.lines[i].text))
        for i, given in ((index - 1, above), (index + 1, below))
    )
