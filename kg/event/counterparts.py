"""A noun told with one side only -> who the other side is, from the clause around it.

"X announced a loan after a meeting with Y", "X answered a call from Y", "In a call on Sunday, X and Y
agreed": the words beside the noun name one side or none; the other is the subject of the clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.entity.groups import Group, is_possessive, leading_person, subject_before
from kg.event.event_mention import EventMention
from kg.model import MentionKind, Sentence
from kg.vocab import ROLE

_AFTER_A = re.compile(
    r"\b(?:after|following|during|in|before|ahead\s+of)\s+an?\s+(?:(?:[a-z]+|[\w-]+-[a-z]+)\s+){0,2}$"
)
_WITH = re.compile(r"\bwith\s")
_TOOK = re.compile(
    r"\b(?:received|receives|answered|answers|took|takes|got|had|has\s+had|accepted)\s+an?\s+(?:[a-z-]+\s+){0,2}$"
)
_OPENING = re.compile(r"(?:In|During|At)\s+an?\s+(?:[a-z-]+\s+){0,3}")
_PAST_NEXT = re.compile(
    r"(?:\s+of\s+[A-Z]\w+)?\s+(?:also\s+|[a-z]+ly\s+)?(?:[a-z]+ed|told|said|spoke|gave|made|took)\b"
)
_BOTH_REACH = 60  # code points from the noun to the comma before those who "agreed"


def other_side(
    text: str,
    sentence: Sentence,
    groups: Sequence[Group],
    verbs: Sequence[tuple[int, int]],
    mention: EventMention,
) -> Group | None:
    """Return who the clause names as taking part in the event of a noun, besides those beside the noun."""
    begin = sentence.start
    if any(role not in (ROLE["participant"], ROLE["party"]) for _, role in mention.agents):
        return None
    if mention.agents:
        if took := _TOOK.search(text, begin, mention.start):
            return subject_before(text, groups, took.start(), begin, verbs)
        beside = text[mention.end : max(mention.end, mention.agents[0][0].start)]
        if _WITH.search(beside) and _AFTER_A.search(text, begin, mention.start):
            return _only_person(text, groups, begin, mention.start)
        return None
    if _OPENING.fullmatch(text, begin, mention.start):
        return _who_follows(text, groups, mention.end)
    return None


def opens_with_past(text: str, sentence: Sentence, mention: EventMention) -> bool:
    """Tell whether what was done in an event opens the sentence: "In a call on Sunday, X agreed to"."""
    if not _OPENING.fullmatch(text, sentence.start, mention.start):
        return False
    end = max([mention.end, *(actor.end for actor, _ in mention.agents)])
    return _PAST_NEXT.match(text, end, sentence.end) is not None


def _only_person(text: str, groups: Sequence[Group], begin: int, end: int) -> Group | None:
    """Return the subject before an event if it is a person and nobody else is named before."""
    people = [g for g in groups if g.end <= end and any(a.kind is MentionKind.PERSON for a in g.members)]
    if len(people) != 1 or is_possessive(text, people[0]):
        return None
    return people[0] if leading_person(text, people, begin) is not None else None


def _who_follows(text: str, groups: Sequence[Group], end: int) -> Group | None:
    """Return the two persons right behind the comma that closes the words for an event."""
    first = next((g for g in groups if g.start >= end), None)
    if first is None or first.start - end > _BOTH_REACH or text[first.start - 2 : first.start] != ", ":
        return None
    people = all(actor.kind is MentionKind.PERSON for actor in first.members)
    return first if people and len({a.agent for a in first.members}) > 1 else None
