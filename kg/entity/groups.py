"""Actors that stand together: "X, Y and Z", and who is the subject of a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.entity.actor import Actor
from kg.model import Mention, MentionKind

# What may stand between two members of a list: a side ("from the US"), a team, a comma, "and".
_JOINT = re.compile(
    r"""\s*(?:\((?:[^()]{1,12})\))?
        (?:\s*(?:from|of|for)\s+(?:the\s+)?[\w.]+(?:\s[A-Z][\w.]+){0,2})?
        (?:\s+(?:and|with)\s+(?:his|her|their)\s+(?:team|delegation|staff))?
        \s*(?:,|;|/|&|-|–|\band\b|,\s*and\b|,?\s*as\s+well\s+as|,?\s*along\s+with|,?\s*together\s+with|,?\s*accompanied\s+by|,?\s*alongside)\s*
        (?:the\s+|with\s+|by\s+|our\s+|his\s+|her\s+|their\s+|also\s+|top\s+|senior\s+)*
        (?:[a-z]+s\s+)?""",
    re.VERBOSE,
)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:with|of|to|by|from|for|between|among|against|about|in|at|on|than|via|under|over|near|toward|towards|including)\s+(?:the\s+|a\s+|an\s+|his\s+|her\s+|their\s+|its\s+|top\s+|senior\s+|high[\s-](?:level|ranking)\s+)*$",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:he|she|they)\s+(?:[a-z’']+\s+){0,2}$", re.I)
# How many there are: "thousands of |Greeks" stand for the Greeks.
_QUANTITY = re.compile(
    r"\b(?:tens|dozens|scores|hundreds|thousands|millions|crowds?|groups?|a\s+number|most|many|some)\s+of\s+(?:the\s+)?(?:[a-z]+\s+)?$",
    re.I,
)
# "Statement from X on Y's Travel": what follows is the topic, not what X does.
_ABOUT = re.compile(r"\b(?:about|regarding|concerning)\b|\bon\s+(?:the\s+)?(?:[A-Z][\w-]*(?:['’]s)?\s+){2,}")
_AND_VERB = re.compile(
    r"(?:\s+(?:on|in|at)\s+[^,.;]{1,30}?)?,?\s+and\s+(?:(?:also|then|later|will|would|[a-z]+ly)\s+)*"
)
_OBJECT_REACH = 25  # code points between a verb and its object
_AFTER_TITLED = re.compile(r"\b(?:of|to|with|by|between)\s+(?:the\s+)?(?:[A-Z][\w.]*[\s-]){1,4}$")
_INCLUDING = re.compile(r"\bincluding\s+(?:the\s+)?(?:[A-Z][\w.]*\s+){0,3}$")
_ACRONYM = re.compile(r"\s\(")  # "the World Health Organization (WHO)"
_COMMA = re.compile(r"(?:\s+of\s+(?:the\s+)?[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})?,\s+(?:the\s+)?")
_PEOPLE = re.compile(r"\s(?:[a-z]+\s)?(?:officials?|authorities|sources|media|diplomats|aides|police)\s")
_OF_SIDE = re.compile(r"\s+of\s+(?:the\s+)?[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2}\s")
_DESCRIBED = re.compile(
    r",\s+(?:(?:the|an?)\s+)?(?:[a-z-]+\s+){1,4}(?:of|to|for|at)\s+(?:the\s+)?(?:[A-Z]\w+['’]s\s+)?"
)
_CLOSED = re.compile(r",\s+(?!and\b|or\b|as\b|along\b|together\b)[a-z]")
_OWNS = re.compile(r"['’]s?\s+[a-z]")
_ADVISER_TO = re.compile(
    r"\b(?:Advis[eo]r|Assistant|Aide|Counsel(?:l?or)?|Secretary)\s+to\s+the\s+[\w\s.]{0,24}$"
)
_TO_DO = re.compile(r"\s+to\s+(?:[a-z]+ly\s+)?")
_INVITED = re.compile(
    r"\b(?:invitations?|proposal|plans?|request)\s+(?:[^,;]{1,60}\s)?for\s+(?:the\s+)?$"
    r"|\b(?:invit(?:e|es|ed|ing)|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|allow(?:s|ed|ing)?)\s+(?:the\s+)?$"
)
_LISTED = re.compile(r"(?:,|,?\s+and)\s+(?:the\s+)?")
_LED_BY = re.compile(r"\b(?:delegation|mission|team|group)\s+(?:led|headed)\s+by\s+(?:the\s+)?$")
_SUBJECT_REACH = 90  # code points between a subject and its verb: room for an apposition


@dataclass(frozen=True, slots=True)
class Group:
    start: int
    end: int
    members: tuple[Actor, ...]


def groups_of(text: str, actors: Sequence[Actor], verbs: Sequence[tuple[int, int]] = ()) -> tuple[Group, ...]:
    """Return the lists of actors of a sentence; overlapping actors (one phrase, two states) join.

    ``verbs`` are the spans of the known verbs: "met B, C said" lists nobody.
    """
    groups: list[list[Actor]] = []
    for actor in actors:
        if groups:
            end = max(a.end for a in groups[-1])
            comma = _COMMA.fullmatch(text, end, actor.start) is not None
            described = comma or _DESCRIBED.fullmatch(text, end, actor.start) is not None
            if described and _is_apposed(text, groups[-1][-1], actor):
                continue
            alone = comma and (_acts(text, actor, verbs) or _owns(text, actor))
            same = actor.agent == groups[-1][-1].agent and _ACRONYM.fullmatch(text, end, actor.start)
            if actor.start < end or same or (_JOINT.fullmatch(text, end, actor.start) and not alone):
                groups[-1].append(actor)
                continue
        groups.append([actor])
    return tuple(Group(g[0].start, max(a.end for a in g), tuple(g)) for g in groups)


def _acts(text: str, actor: Actor, verbs: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a verb stands right behind an actor: "met B, |C said", "met B, |C officials said"."""
    return any(
        0 <= start - actor.end <= 1
        or _PEOPLE.fullmatch(text, actor.end, start)
        or _OF_SIDE.fullmatch(text, actor.end, start)
        for start, _ in verbs
    )


def _is_apposed(text: str, person: Actor, actor: Actor) -> bool:
    """Tell whether an office or body between commas only says who a person is: "X, |the AU's envoy, will"."""
    other = person.kind is MentionKind.PERSON and actor.kind is not MentionKind.PERSON
    return other and _CLOSED.match(text, actor.end) is not None


def _owns(text: str, actor: Actor) -> bool:
    """Tell whether an actor owns a noun after it: "Ana Ruiz, |Peru's envoy, will", no list."""
    return _OWNS.match(text, actor.end) is not None


def listed_states(text: str, places: Sequence[Mention]) -> list[Mention]:
    """Return the states that stand in one list with the first: "Colombia, Ecuador and Panama"."""
    listed, gaps = [places[0]], []
    for place in places[1:]:
        gap = _LISTED.fullmatch(text, listed[-1].end, place.start)
        if gap is None or place.kind is not MentionKind.STATE:
            break
        listed.append(place)
        gaps.append(gap.group())
    return listed if any("and" in gap for gap in gaps) else listed[:1]


def subject_before(
    text: str, groups: Sequence[Group], position: int, floor: int, verbs: Sequence[tuple[int, int]] = ()
) -> Group | None:
    """Return the group that is the subject of a verb at ``position``, looking back to ``floor``.

    A pronoun before the verb stands for the person who is the subject of the sentence, if there is
    one. ``verbs`` are the spans of the known verbs: "A received B and stressed ..." is said by A.
    """
    group = _nearest_subject(text, groups, position, floor)
    if group is not None and _AND_VERB.fullmatch(text, group.end, position):
        for start, end in verbs:
            if floor <= start and 0 <= group.start - end <= _OBJECT_REACH:
                return subject_before(text, groups, start, floor, verbs) or group
    return group


def _nearest_subject(text: str, groups: Sequence[Group], position: int, floor: int) -> Group | None:
    if _PRONOUN.search(text, max(floor, position - 24), position):
        people = [
            g for g in groups if g.end <= position and all(a.kind is MentionKind.PERSON for a in g.members)
        ]
        first = next(iter(people), None)
        return None if first is None or _follows_preposition(text, first, floor) else first
    for group in reversed(groups):
        end = _end_before(group, position)
        if end > position:
            continue
        if group.start < floor or position - end > _SUBJECT_REACH:
            return None
        if is_possessive(text, group) or _ABOUT.search(text, end, position):
            continue
        if (led := _LED_BY.search(text, max(floor, group.start - 40), group.start)) is not None:
            teams = [g for g in groups if g.start <= led.start() < g.end]  # "a Chinese delegation led by X"
            return Group(led.start(), group.end, (*(a for g in teams for a in g.members), *group.members))
        if not _follows_preposition(text, group, floor):
            return group
        if _INCLUDING.search(text, floor, group.start):
            position = group.start  # "officials, including A, travelled": who travelled stands before
    return None


def _end_before(group: Group, position: int) -> int:
    """Return where a group ends; its names, where a title behind the verb belongs to it too.

    "Ana Ruiz was appointed ambassador": the title is part of the phrase for Ana Ruiz.
    """
    if group.end <= position:
        return group.end
    return max(member.name_end for member in group.members)


def invited_before(text: str, groups: Sequence[Group], position: int, floor: int) -> Group | None:
    """Return who is asked to do what stands at ``position``: "invited |A to visit"."""
    near = (g for g in groups if _TO_DO.fullmatch(text, g.end, position))
    return next((g for g in near if _INVITED.search(text, floor, g.start)), None)


def leading_person(text: str, groups: Sequence[Group], floor: int) -> Actor | None:
    """Return the one person a sentence is about: its first group, if that is a person and a subject."""
    first = next((g for g in groups if not _follows_preposition(text, g, floor)), None)
    if first is None or len(first.members) != 1 or first.members[0].kind is not MentionKind.PERSON:
        return None
    return first.members[0]


def _follows_preposition(text: str, group: Group, floor: int) -> bool:
    if _INCLUDING.search(text, max(floor, group.start - 60), group.start):
        return True
    if _ADVISER_TO.search(text, max(floor, group.start - 60), group.start):
        return False  # "the Adviser to the Prime Minister |Ana Ruiz"
    if _AFTER_TITLED.search(text, max(floor, group.start - 60), group.start):
        return True  # "adviser of President |Ana Ruiz"
    if _QUANTITY.search(text, max(floor, group.start - 40), group.start):
        return False
    return _AFTER_PREPOSITION.search(text, max(floor, group.start - 40), group.start) is not None


def is_possessive(text: str, group: Group) -> bool:
    """Tell whether a group only owns what follows: "Colombia’s leadership"."""
    return re.match(r"['’]s?\s", text[group.end : group.end + 3]) is not None


def group_at(text: str, groups: Sequence[Group], position: int, reach: int = 40) -> Group | None:
    """Return the group that begins at ``position``, determiners and lower-case words aside."""
    for group in groups:
        if group.start >= position:
            gap = text[position : group.start]
            near = group.start - position <= reach and re.fullmatch(r"\s*(?:[a-z][\w’'-]*\s+){0,5}", gap)
            return group if near and not is_possessive(text, group) else None
        if group.start < position < group.end:
            return group
    return None
