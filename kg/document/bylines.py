"""Bylines in, authors out: "By A B", "A B By A B | Editor - 3 May 2022", or a name by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.document.cues import PageCues
from kg.document.lines import Line, words_of
from kg.document.stamps import stamps_in, tells_time, without_stamps
from kg.iri import folded

_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]*\.?|[A-Z]\.(?:[A-Z]\.)*)"
_PARTICLE = r"(?:de|del|la|las|los|da|di|dos|du|van|von|der|den|ter|bin|ibn|bint|al|el|y|e|le)"
NAME_TEXT = rf"{_CAPITAL}(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_CAPITAL}){{1,4}}"
NAME = re.compile(NAME_TEXT)
_AND = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+y\s+|\s*&\s*|;\s*)(?=[A-ZÀ-ÖØ-Þ])")
_STOP = re.compile(r"\s*(?:$|[|•·,(:/]|[-–—]\s)")
_ROLE_BAR = re.compile(rf"(?P<name>{NAME_TEXT})\s*[|•·]\s*\S")
_DOUBLED = re.compile(rf"(?P<name>{NAME_TEXT})\s+(?P<rest>\S+\s+(?P=name)\b.*)")
_ROLE = re.compile(rf"(?P<name>{NAME_TEXT})\s*(?:[,|/•·]|[-–—]\s)\s*\S")
_ROLE_WORDS = 10
_MAX_WORDS = 25
_NAME_WORDS = range(2, 5)


@dataclass(frozen=True, slots=True)
class Byline:
    """The names of a byline with the span from the first to the last, as offsets into its line."""

    names: tuple[str, ...]
    start: int
    end: int


def read_byline(line: Line, cues: PageCues) -> Byline | None:
    """Return the authors a line names; no names where it is a byline of a newsroom or agency."""
    if line.words > _MAX_WORDS:
        return None
    text = line.text
    for start in _after_cues(line, cues):
        names = list(_names(text, start))
        if names and _STOP.match(text, names[-1].end()):
            return Byline(tuple(name[0] for name in names), names[0].start(), names[-1].end())
        if agency := cues.agency(text[start:].split("|")[0]):
            return Byline((agency,), start, len(text))
    return _before_bar(text)


def is_bare_name(line: Line) -> bool:
    return line.words in _NAME_WORDS and NAME.fullmatch(line.text) is not None and not line.text.isupper()


def is_common(line: Line, rest: str) -> bool:
    """Tell whether a line that looks like a name is none: the rest of the page uses it or its words.

    An author's name stands in the byline only; a place or a section is spoken of in the text.
    """
    if f" {folded(line.text)} " in f" {folded(rest)} ":
        return True
    words = set(rest.split())
    return all(match[0].lower() in words for match in words_of(line.text))


def read_role(line: Line, cues: PageCues) -> Byline | None:
    """Return the author of a line such as "A B, foreign correspondent"."""
    match = _ROLE.match(line.text)
    if match is None or line.words > _ROLE_WORDS or line.terminated:
        return None
    if not any(cue.concept == "author-role" for cue in cues.matches(line)):
        return None
    return Byline((match["name"],), match.start("name"), match.end("name"))


def _after_cues(line: Line, cues: PageCues) -> Iterator[int]:
    """Yield the offsets after cues such as "By" at the start, or after a name that it repeats."""
    for match in cues.matches(line):
        if match.concept == "byline" and match.rest:
            yield len(line.text) - len(match.rest.lstrip(" :"))
    doubled = _DOUBLED.match(line.text)
    if doubled and (cue := cues.start(doubled["rest"], "byline")):
        yield len(line.text) - len(cue.rest.lstrip(" :"))


def _names(text: str, start: int) -> Iterator[re.Match[str]]:
    match = NAME.match(text, start)
    while match is not None:
        yield match
        joint = _AND.match(text, match.end())
        match = NAME.match(text, joint.end()) if joint else None


def _before_bar(text: str) -> Byline | None:
    """Read "A B | Editor - 3 May 2022": a name, a bar, and a date that shows it is a byline."""
    match = _ROLE_BAR.match(text)
    if match is None or not any(True for _ in stamps_in(text)) or not without_stamps(text):
        return None
    return Byline((match["name"],), match.start("name"), match.end("name")) if tells_time(text) else None
