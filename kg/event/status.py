"""Whether an event has happened, is planned, possible, proposed or called off, from words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.mention.reading import CueMention
from kg.model import BlockKind, Sentence
from kg.vocab import LEX, LEXINFO, STATUS

CALLED_OFF = (STATUS["cancelled"], STATUS["postponed"])  # said of what was planned
# The weaker claim wins where words of several kinds stand together ("may be held").
_BY_WEAKNESS = tuple(
    STATUS[name] for name in ("cancelled", "postponed", "possible", "proposed", "planned", "occurred")
)
_PAST = re.compile(r"\b(?:was|were|had|did|met|held|took|came|went|spoke|left|began|led|[a-z]{3,}ed)\b", re.I)
_PAST_BEFORE = re.compile(
    r"\b(?:last|previous|recent|during|after|following|concluded)\s+(?:[\w’'-]+\s+){0,3}$", re.I
)
_NEGATION_REACH = 14  # code points before a noun in which "no" or "without" denies it
_VERB_REACH = 60  # code points before a verb in which its auxiliaries stand
_DOUBT_REACH = 14  # code points from "may" or "not" to the word that calls an event off
_ADJECTIVE_REACH = 24  # code points from "possible" or "upcoming" to its noun
_DETERMINER = re.compile(r"\b(?:a|the|its|his|her|their|any|no)\s+$")
_TIME_CLAUSE = re.compile(r"(?:before|after|when|until|once)\b")
_SUPERLATIVE = re.compile(r"\b(?:first|second|third|last|only|latest)\b[^,.;]{0,60}\bto\s+$")
_TO_VERB = re.compile(
    r"\bto\s+(?:begin|start|open|hold|resume|launch|conduct|continue)\s+(?:(?:the|a|an|their|new|fresh|formal|direct|"
    r"bilateral|further)\s+){0,3}$"
)
_TO_HAVE = re.compile(r"\b(?:was|were)\s+to\s+have\s+$")
_ANNOUNCED = re.compile(r"\b(?:announced|said|confirmed|told|reported|added|revealed|disclosed)\b")
_EXPECT = re.compile(r"\b(?:will|expects?|would|going to)\b")
_SAID_AT = re.compile(r"\s+(?:at|during|by|in|on)\b")
# "The summit, which starts Saturday": the present tense of what has a day.
_SCHEDULED_PRESENT = re.compile(r"begins?|starts?|opens?|kicks?\s+off|takes?\s+place|convenes?")
_A_DAY = re.compile(
    r"\s+(?:(?:on|in|from|later|early|late)\s+)*(?:(?:this|next)\s+(?:coming\s+)?)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr"
    r"|May|June?|July?|Aug|Sep|Oct|Nov|Dec|tomorrow|today|week|month|\d)"
)
# "Derived from the last meeting": what is told of has been, whatever will follow from it.
_LAST_ONE = re.compile(
    r"\b(?:from|since|at|during|following|after|of)\s+(?:the|their|its|our|his|her)\s+(?:last|previous|most\s+recent)"
    r"\s+(?:[\w’'-]+\s+){0,2}$",
    re.I,
)
_INFINITIVE = re.compile(r"\bto\s+(?:be\s+)?$")


@dataclass(frozen=True, slots=True)
class Status:
    """``value`` is a status IRI, or None where nothing near tells."""

    value: str | None
    negated: bool = False


def status_of(
    text: str,
    sentence: Sentence,
    clause: tuple[int, int],
    trigger: tuple[int, int],
    cues: Sequence[CueMention],
    *,
    verb: bool,
    governor: str = "",
) -> Status:
    """Read the status of the event at ``trigger`` from ``cues``, those of the words that belong to it.

    ``governor`` is the verb that a noun is the subject or object of ("held"), where there is one.
    """
    start = max(clause[0], trigger[0] - _VERB_REACH) if verb else clause[0]
    end = trigger[0] if verb else clause[1]
    near = [c for c in cues if start <= c.start < end and not trigger[0] <= c.start < trigger[1]]
    near += [
        c for c in cues if sentence.start <= c.start < clause[0] and text[c.start : c.end].endswith("that")
    ]
    near += [c for c in cues if _calls_off(c)]  # said of an event wherever it stands
    reach = _VERB_REACH if verb else _NEGATION_REACH
    if any(c.denoting(LEX["Negation"]) and 0 <= trigger[0] - c.end <= reach for c in near):
        return Status(None, negated=True)
    if not verb and _LAST_ONE.search(text, sentence.start, trigger[0]):
        return Status(STATUS["occurred"])
    near = [c for c in near if _applies(text, c, trigger)]
    doubtful = [c for c in near if _calls_off(c) and _in_doubt(c, cues)]
    near = [c for c in near if c not in doubtful]
    if doubtful and not any(map(_calls_off, near)):
        return Status(STATUS["planned"])  # "may be postponed"
    if verb and _TO_HAVE.search(text, start, trigger[0]):
        return Status(STATUS["cancelled"])  # "was to have met"
    if _told_ahead(text, sentence, clause, trigger, near):
        return Status(STATUS["planned"])
    said = {concept for c in near for cue in c.cues for concept in cue.denotes if concept.startswith(STATUS)}
    for value in _BY_WEAKNESS:
        if value in said:
            return Status(value)
    before = text[start : trigger[0]]
    if verb and _SUPERLATIVE.search(before):
        return Status(STATUS["occurred"])  # "the first president to visit X"
    if verb and _INFINITIVE.search(before):
        return Status(STATUS["planned"])
    if not verb and _TO_VERB.search(text, clause[0], trigger[0]):
        return Status(None)  # "to begin negotiations": as what it is the purpose of
    form = text[trigger[0] : trigger[1]] if verb else governor
    if sentence.kind is BlockKind.BODY and _starts_on_a_day(text, clause, form):
        return Status(STATUS["planned"])
    if verb and _TIME_CLAUSE.match(text, clause[0]) and not _PAST.search(form):
        return Status(None)  # "before he flies to X": as the main clause says
    if form and (not form.endswith("ing") or _PAST.search(form)):
        return Status(STATUS["occurred"])
    if not verb and _PAST_BEFORE.search(text[clause[0] : trigger[0]]):
        ahead = any(c.denoting(STATUS["planned"]) for c in cues) or _EXPECT.search(
            text, trigger[1], sentence.end
        )
        return Status(None if ahead else STATUS["occurred"])  # "following the meeting, they will speak"
    return Status(None)


def _starts_on_a_day(text: str, clause: tuple[int, int], form: str) -> bool:
    """Tell whether the present tense tells of what has a day: "the summit opens on Saturday"."""
    if not _SCHEDULED_PRESENT.fullmatch(form):
        return False
    said = text.lower().find(form, *clause)
    return said >= 0 and _A_DAY.match(text, said + len(form)) is not None


def _told_ahead(
    text: str,
    sentence: Sentence,
    clause: tuple[int, int],
    trigger: tuple[int, int],
    near: Sequence[CueMention],
) -> bool:
    """Tell whether "would" is only the "will" of words that are reported: "announced that X would meet Y"."""
    stated = [c for c in near if any(d.startswith(STATUS) for cue in c.cues for d in cue.denotes)]
    if not stated or any(text[c.start : c.end].lower() != "would" for c in stated):
        return False
    opened = text.startswith("that", clause[0])
    return opened or _ANNOUNCED.search(text, sentence.start, trigger[0]) is not None


def _calls_off(cue: CueMention) -> bool:
    return any(map(cue.denoting, CALLED_OFF))


def _in_doubt(cue: CueMention, cues: Sequence[CueMention]) -> bool:
    """Tell whether a word that calls an event off is itself only possible, or denied."""
    doubts = (c for c in cues if c.denoting(STATUS["possible"]) or c.denoting(LEX["Negation"]))
    return any(0 <= cue.start - doubt.end <= _DOUBT_REACH for doubt in doubts)


def _applies(text: str, cue: CueMention, trigger: tuple[int, int]) -> bool:
    """Tell whether a cue speaks of the event: an adjective only right before it, "plan to" as a verb."""
    if cue.cues[0].part_of_speech == LEXINFO["adjective"] and cue.denoting(STATUS):
        return 0 <= trigger[0] - cue.end <= _ADJECTIVE_REACH
    if cue.end <= trigger[0] and cue.denoting(STATUS["proposed"]) and _SAID_AT.match(text, cue.end):
        return False  # "a plan proposed at the summit"
    return not (
        text[cue.start : cue.end].startswith("plan")
        and _DETERMINER.search(text, max(0, cue.start - 8), cue.start)
    )
