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
from kg.model import MentionKind

_FEWEST_WORDS = 3  # of a promise
_STOP = re.compile(r",\s(?:during|in|at|after|before|while|as|who|which|said)\b|\sduring\s")
_TO = re.compile(r"\s+to\s+(?:the\s+)?")
_DIRECT = re.compile(r"\s+(?:the\s+)?")
_CLAUSE = re.compile(r"\s+(?:to|that)\s+\w")
_THING = re.compile(r"\s+(?:an?|the|its?|their|his|her|more|new|further|another|up|some|full|[\d$€£¥]|US\$)")
_AND = re.compile(r"\s*(?:,|,?\s+and)\s+(?:the\s+)?")
# "$50m to Ukraine", "its full support to Ukraine": a thing given, not an act or a motion.
_GIVEN = re.compile(
    r"\s*(?:(?:an?|the|its|their|his|her|more|new|further|another|up\s+to|some|full|continued)\s+)*"
    r"(?:[\w$€£¥.,]+\s+){1,4}?(?:to|for)\s+(?:the\s+)?"
)


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    agents: tuple[str, ...]


_NOBODY = _Named(0, 0, ())


@dataclass(frozen=True, slots=True)
class Promise:
    """The span of what is promised, and who is promised it."""

    start: int
    end: int
    to: tuple[str, ...] = ()


def promise(text: str, reading: Reading, groups: Sequence[Group], cue: CueMention) -> Promise | None:
    """Return what stands behind a verb of promising, or ``None`` where that is no promise."""
    named = _named(reading, groups)
    hearer, start = _hearer(text, named, cue)
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
    return Promise(start, end, (hearer or _given_to(text, named, start) or _NOBODY).agents)


def _named(reading: Reading, groups: Sequence[Group]) -> list[_Named]:
    """Return who is named in a sentence: its actors, and states and bodies that do not act in it."""
    acting = [_Named(g.start, g.end, tuple(m.agent for m in g.members)) for g in groups]
    idle = [
        _Named(m.start, m.end, m.refers)
        for m in reading.mentions
        if m.kind in (MentionKind.STATE, MentionKind.ORGANISATION, MentionKind.METONYM) and len(m.refers) == 1
        if not any(a.start < m.end and m.start < a.end for a in acting)
    ]
    return sorted(acting + idle, key=lambda named: named.start)


def _hearer(text: str, named: Sequence[_Named], cue: CueMention) -> tuple[_Named | None, int]:
    """Return who stands right behind the verb and is promised something, and where that begins."""
    first = next((n for n in named if n.start >= cue.end), None)
    if first is None:
        return None, cue.end
    clause = _CLAUSE.match(text, first.end)
    direct = _DIRECT.fullmatch(text, cue.end, first.start) and (clause or _THING.match(text, first.end))
    return (
        (first, first.end)
        if direct or (clause and _TO.fullmatch(text, cue.end, first.start))
        else (None, cue.end)
    )


def _given_to(text: str, named: Sequence[_Named], start: int) -> _Named | None:
    """Return to whom a thing is promised: "$50m to Ukraine"."""
    first = next((n for n in named if n.start > start), None)
    if first is None or text.startswith("to ", start):
        return None
    if not _GIVEN.fullmatch(text, start, first.start):
        return None
    agents, end = [*first.agents], first.end
    for other in named:
        if other.start > end and _AND.fullmatch(text, end, other.start):
            agents, end = [*agents, *other.agents], other.end
    return _Named(first.start, end, tuple(agents))
