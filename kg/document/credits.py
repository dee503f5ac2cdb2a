"""Pictures on a page: lines that credit them, captions, and credits at the end of a caption."""

from __future__ import annotations

import re

from kg.document.bylines import NAME
from kg.document.cleaning import Label, Labels, Page
from kg.document.lines import Line
from kg.document.stamps import tells_time
from kg.iri import folded
from kg.model import BlockKind

_SEPARATED = re.compile(r"\s*(?:[:|/]|[-–—]\s)\s*")
_TRAILING = re.compile(r"(?:(?P<open>[(\[])|(?<=[.!?”\"’|/])\s)\s*(?P<words>[^.!?()\[\]]{3,90})[)\]]?[.]?$")
# "SEA WIRE/Ann Roe" behind a caption; "Ann Roe | Radio North", "Ann Roe / Sea Wire" by itself.
_HOUSE = r"[A-ZÀ-Þ][\w.&’'-]*(?: (?:(?:of|the|for|and|de|la) ){0,2}[A-ZÀ-Þ][\w.&’'-]*){0,4}"
_HOUSE_AND_MAKER = re.compile(rf"(?<=[.!?”\"’)])\s+(?P<credit>{_HOUSE}\s?/\s?{_HOUSE})[.]?$")
_MAKER_LINE = re.compile(rf"(?P<first>{_HOUSE})\s*[|/]\s*(?P<second>{_HOUSE})")
_TELLS_OF_WORK = re.compile(
    r"\s(?:is an?|is the|covers|covered|writes|reports on|reports for|works for|joined)\s"
)
_AGENCIES = re.compile(r"(?:[\w/ ]{0,40}\s)?\((?P<names>[^()]{2,80})\)\.?")
_SOURCE = re.compile(r"Sources?:\s+[A-ZÀ-Þ](?:[\w&’'/,-]+\s?){1,10}")  # "Source: a channel and news agencies"
_LISTED = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*[/;]\s*")
_ARCHIVED = re.compile(r"\s+(?:file|archive|photo|pool|via\b.*)\b.*$", re.IGNORECASE)
_GALLERY = re.compile(r"\d{1,3}\s?(?:/|of)\s?\d{1,3}\b\W{0,4}(?:\s|$)(?=\W*[A-Z]|$)")  # "2/12 The hall."
_SIDES = re.compile(
    r"\((?:left|right|centre|center|(?:\d(?:st|nd|rd|th)|front|back)\s[^()]{0,20})\)|\([LRC]\).*\([LRC]\)"
)
_SEVERAL = re.compile(r"[a-z]{3,}[.!?][”\"’)]?\s+[A-Z“]")  # one sentence and the next
_MAKER_PARTS = 3
_LONGEST_CREDITED = 70  # words of a caption with its credit behind it
_CAPTION_WORDS = 6
_MAX_CREDIT = 12  # words
_LEAD_IN = 2  # lines above a credit that can be its caption
_LONGEST_CAPTION = 45  # words


def credit_labels(page: Page, labels: Labels, headline: int | None) -> Labels:
    """Label credits and, above the text, the captions that stand before them."""
    found: Labels = {}
    makers: Labels = {}
    for index, line in enumerate(page.lines):
        if index in labels:
            continue
        if _is_maker_line(page, line):
            makers[index] = Label(BlockKind.CREDIT, "credit: its maker and whom for")
            continue
        if _is_agency_credit(page, line.text):
            found[index] = Label(BlockKind.CREDIT, "credit: agencies, and whose picture")
            continue
        if _GALLERY.match(line.text) or _SIDES.search(line.text):
            found[index] = Label(BlockKind.CAPTION, "a caption: a picture's number, or who stands where")
            continue
        rest = _after_cue(page, line)
        if rest is None:
            continue
        is_caption = _is_sentence(rest)
        kind = BlockKind.CAPTION if is_caption else BlockKind.CREDIT
        found[index] = Label(kind, "a caption" if is_caption else "credit: of a picture")
    credits = [i for i, given in (found | makers).items() if given.kind is BlockKind.CREDIT]
    credits += [i for i, given in labels.items() if given.concept == "agency"]
    known = labels | found | makers
    return (
        found
        | makers
        | _captions_beside(page, known, credits, headline)
        | _captions_above(page, known, found, headline)
    )


def caption_labels(page: Page, labels: Labels) -> Labels:
    """Label as captions the lines of text that end in the credit of a picture."""
    found: Labels = {}
    for index, line in enumerate(page.lines):
        if labels[index].kind in (BlockKind.BODY, BlockKind.SUBHEADING) and line.words <= _LONGEST_CREDITED:
            credit = trailing_credit(page, line)
            if credit is not None and not page.cues.agency(page.text[credit : line.end]):
                found[index] = Label(BlockKind.CAPTION, "a caption before its credit")
    return found


def trailing_credit(page: Page, line: Line) -> int | None:
    """Return the offset in the text where a credit at the end of a line begins: "... (Photo by A B)"."""
    if by_house := _HOUSE_AND_MAKER.search(line.text):
        return line.start + by_house.start("credit")
    match = _TRAILING.search(line.text)
    if match is None or len(match["words"].split()) > _MAX_CREDIT:
        return None
    # "(EPA)" ends a caption; "(MENA)." before a full stop explains an acronym.
    by_agency = line.text.endswith((")", "]")) and match["open"] and page.cues.agency(match["words"])
    from_file = match["open"] == "[" and match["words"].lower().startswith("file:")
    if not by_agency and not from_file and not _credits_maker(page, match["words"]):
        return None
    start = match.start("open") if match["open"] else match.start("words")
    return line.start + start if start > 0 else None


def _is_maker_line(page: Page, line: Line) -> bool:
    """Tell whether a line is a person's name and a house's, neither of which its sentences speak of."""
    match = _MAKER_LINE.fullmatch(line.text)
    if match is None or not any(NAME.fullmatch(match[part]) for part in ("first", "second")):
        return False
    told = " ".join(other.folded for other in page.lines if other.prose and not _is_note(other, match))
    return not any(f" {folded(match[part])} " in f" {told} " for part in ("first", "second"))


def _is_agency_credit(page: Page, text: str) -> bool:
    """Tell whether a line is "ANN ROE, ASSOCIATED PRESS FILE", or "ab/cd (AFP, Reuters)"."""
    if _SOURCE.fullmatch(text) and not tells_time(text):
        return True
    if bracketed := _AGENCIES.fullmatch(text):
        names = _LISTED.split(bracketed["names"])
        return all(page.cues.agency(re.sub(r"^.*\bwith\s+", "", name)) for name in names)
    parts = [_ARCHIVED.sub("", part).strip() for part in re.split(r"\s*[,/|]\s*", text)]
    if not 1 < len(parts) <= _MAKER_PARTS or len(text.split()) > _MAX_CREDIT:
        return False
    return NAME.fullmatch(parts[0].title()) is not None and page.cues.agency(parts[1].title()) is not None


def _is_note(line: Line, names: re.Match[str]) -> bool:
    """Tell whether a sentence is one on the author of the names: "Ann Roe covers ..."."""
    bearers = (n for n in names.groups() if line.text.startswith(n))
    return any(_TELLS_OF_WORK.match(line.text, len(name)) for name in bearers)


def _credits_maker(page: Page, words: str) -> bool:
    cue = page.cues.start(words, "credit")
    if cue is None:
        return False
    return bool(_SEPARATED.match(cue.rest)) or (" " in cue.phrase and _names_maker(cue.rest))


def _after_cue(page: Page, line: Line) -> str | None:
    """Return what follows the cue of a credit line."""
    for match in page.cues.matches(line):
        if match.concept != "credit":
            continue
        if separator := _SEPARATED.match(match.rest):
            return match.rest[separator.end() :]
        if " " in match.phrase and not line.prose:
            return match.rest
        if not match.rest.strip():
            return ""
    return None


def _names_maker(rest: str) -> bool:
    """Tell whether a name follows: "Photo by Ann Roe", not "photo of the signing"."""
    return bool(re.match(r"\s*[A-Z@]", rest))


def _is_sentence(text: str) -> bool:
    words = text.split()
    plain = sum(word.islower() for word in words)
    return len(words) >= _CAPTION_WORDS and plain >= len(words) / 2


def _captions_beside(page: Page, labels: Labels, credits: list[int], headline: int | None) -> Labels:
    """Label the caption of each credit: a line that is no sentence, above it or else below it."""
    found: Labels = {}
    top = -1 if headline is None else headline
    for credit in credits:
        for beside in (credit - 1, credit + 1):
            free = top < beside < len(page.lines) - 1 and beside not in labels
            if free and _is_caption(page.lines[beside]):
                found[beside] = Label(BlockKind.CAPTION, "a caption beside its credit")
                break
    return found


def _is_caption(line: Line) -> bool:
    return (
        not line.terminated
        and not tells_time(line.text)
        and not line.bulleted
        and not line.text.endswith((":", "…", "...", ";", ","))
        and not _SEVERAL.search(line.text)
        and _CAPTION_WORDS <= line.words <= _LONGEST_CAPTION
    )


def _captions_above(page: Page, labels: Labels, credits: Labels, headline: int | None) -> Labels:
    """Label up to two lines between the headline and a credit above the article's first sentence."""
    found: Labels = {}
    top = -1 if headline is None else headline
    for credit in sorted(credits):
        above = [i for i in range(max(credit - _LEAD_IN, top + 1), credit) if i not in labels]
        # Above the text means: no other sentence of the article came before.
        earlier = any(
            page.lines[i].prose for i in range(top + 1, credit) if i not in labels and i not in above
        )
        if earlier or not any(line.prose for line in page.lines[credit + 1 :]):
            break
        captions = [i for i in above if _CAPTION_WORDS <= page.lines[i].words <= _LONGEST_CAPTION]
        found |= {i: Label(BlockKind.CAPTION, "a caption above its credit") for i in captions}
        break
    return found
