"""Verbs of promising -> what is promised, and to whom where the words bind somebody.

"promised Kyiv a new loan", "pledged to the Bank to pay", "pledged support to Ukraine"; a place to
which something is sent is nobody promised anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.entity.groups import Group
from kg.mention.reading import CueMention, Reading

_FEWEST_WORDS = 3  # of a promise
_STOP = re.compile(r",\s(?:during|in|at|after|before|while|as|who|which|said)\b|\sduring\s")
_TO = re.compile(r"\s+to\s+(?:the\s+)?")
_DIRECT = re.compile(r"\s+(?:the\s+)?")
_CLAUSE = re.compile(r"\s+(?:to|that)\s+\w")
_THING = re.compile(r"\s+(?:an?|the|its?|their|his|her|more|new|further|another|up|some|full|[\d$€£¥]|US\$)")
# "$50m to Ukraine", "its full support to Ukraine": a thing given, not an act or a motion.
_GIVEN = re.compile(
    r"\s*(?:(?:an?|the|its|their|his|her|more|new|further|another|up\s+to|some|full|continued)\s+)*"
    r"(?:[\w$€£¥.,]+\s+){1,4}?(?:to|for)\s+(?:the\s+)?"
)


@dataclass(frozen=True, slots=True)
class Promise:
    """The span of what is promised, and who is promised it."""

    start: int
    end: int
    to: tuple[str, ...] = ()


def promise(text: str, reading: Reading, groups: Sequence[Group], cue: CueMention) -> Promise | None:
    """Return what stands behind a verb of promising, or ``None`` where that is no promise."""
    hearer, start = _hearer(text, groups, cue)
    end = reading.sentence.end
    while end > start and text[end - 1] in ".!? \n":
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if text.startswith("that ", start):
        start += len("that ")
    if stop := _STOP.search(text, start, end):
        end = stop.start()
    words = text[start:end]
    if len(words.split()) < (_FEWEST_WORDS if hearer is None else 2) or words.endswith(":"):
        return None
    hearer = hearer or _given_to(text, groups, start)
    return Promise(start, end, tuple(m.agent for m in hearer.members) if hearer else ())


def _hearer(text: str, groups: Sequence[Group], cue: CueMention) -> tuple[Group | None, int]:
    """Return who stands right behind the verb and is promised something, and where that begins."""
    for group in groups:
        if group.start < cue.end:
            continue
        if _DIRECT.fullmatch(text, cue.end, group.start) and (
            _CLAUSE.match(text, group.end) or _THING.match(text, group.end)
        ):
            return group, group.end
        if _TO.fullmatch(text, cue.end, group.start) and _CLAUSE.match(text, group.end):
            return group, group.end
        break
    return None, cue.end


def _given_to(text: str, groups: Sequence[Group], start: int) -> Group | None:
    """Return to whom a thing is promised: "$50m to Ukraine"."""
    if text.startswith("to ", start):
        return None
    for group in groups:
        if group.start > start:
            return group if _GIVEN.fullmatch(text, start, group.start) else None
    return None
