"""Event words -> arguments: who takes part in the event, in which role, and what it is about."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.entity.actor import Actor
from kg.entity.groups import (
    Group,
    group_at,
    invited_before,
    is_possessive,
    listed_states,
    subject_before,
)
from kg.event.clauses import clause_at
from kg.event.event_mention import EventMention
from kg.knowledge.lexicon import Cue
from kg.knowledge.world import CLASS_KINDS, World
from kg.mention.reading import CueMention, Reading, verb_spans
from kg.model import MentionKind
from kg.vocab import DIPL, EVENT_TYPE, FOAF, ROLE

_POSSESSIVE_PRONOUN = re.compile(r"\b(?:his|her|their)\s+(?:[\w’'-]+\s+){0,3}$", re.I)
_WITH = re.compile(r"\b(?:with|between|among|by|of|involving|from)\s+", re.I)
_OWNED = re.compile(
    r"['’]s?\s+(?:[\w’'-]+\s+){0,3}|[\s-]+(?:(?:[a-z]+al|[A-Z][\w’'-]*|joint|annual|trade|peace)\s+){0,3}"
)
_THE_TEXT = re.compile(
    r"\s+(?:the|that|this)\s+(?:[\w-]+\s+){0,2}(?:agreement|memorandum|treaty|accord|deal|pact|protocol|document|text|charter|declaration)\b",
    re.I,
)
_PRONOUN = re.compile(r"\b(he|she)\s+(?:[a-z’']+\s+){0,2}$", re.I)
_PRONOUN_CONFIDENCE = 0.65
_OPENING = re.compile(r"(?:In|During|At|After|Following)\s+(?:[\w’'-]+\s+){0,3}")
_BY = re.compile(r"\s+by\s+")
_PASSIVE = re.compile(r"\b(?:was|were|been|be|being|is|are)\s+(?:[a-z]+ly\s+)?$")
_COMPANION_REACH = 110  # code points from the trigger to "with": room for a place and a date

_ALSO = re.compile(r"(?:,|\band|\bas\s+well\s+as)\s+$")
_TOGETHER = re.compile(r"\bwith\s+")
_MEANS_REACH = 60  # code points from "spoke" to "with"
# What may stand there, dates aside: "spoke by phone on Monday with".
_MEANS = re.compile(
    r"(?:[\s,]|\b(?:on|in|the|this|by|over|via|phone|telephone|video|again|briefly|earlier|separately|today|"
    r"yesterday|morning|afternoon|evening|twice|directly|individually|also)\b)*"
)
_GOES_TO = re.compile(r"\s+(?:(?:\w+\s+){0,2}(?:to|in)\s+)?(?:the\s+)?")
_ON_A = re.compile(r"\b(?:on|during)\s+(?:an?|the)\s+(?:[\w-]+\s+){0,2}$")  # "on an official visit"
_SIDED = {ROLE["signatory"], ROLE["chair"], ROLE["co-chair"]}
_FOR_SIDE = re.compile(r"\s+(?:for|on behalf of)\s+(?:the\s+)?")
_AND = re.compile(r"(?:,|;|\band|\bwhile)\s+(?:the\s+)?$")
_PRONOUN_AND = re.compile(r"\b(he|she)\s+and\s+(?:the\s+|[A-Z][\w.]*\s+)*$", re.I)
_AGENT_REACH = 90  # code points from a passive verb to "by"
# "the Blue Horizon |exercise| hosted by"
_OF_A_THING = re.compile(r"\s+(?!(?:is|are|was|were|be|been|being)\b)[a-z]+\s+")
_OF_SOMEBODY = re.compile(r"\b(?:of|from|for|to|about|by)\b")  # "received a letter of the president"
_WAS_SIGNED = re.compile(r"\s+(?:was|were|is|has been|had been|will be|to be)\s+(?:[a-z]+ly\s+)?")


class Arguments:
    """Finds the arguments of the event words of one sentence."""

    def __init__(
        self,
        text: str,
        reading: Reading,
        groups: tuple[Group, ...],
        clauses: tuple[tuple[int, int], ...],
        protagonist: Actor | None,
        world: World,
    ) -> None:
        self._text = text
        self._reading = reading
        self._sentence = reading.sentence
        self._cues = reading.cues
        self._groups = groups
        self._verbs = verb_spans(reading)
        self._clauses = clauses
        self._protagonist = protagonist
        self._world = world

    def verb_arguments(self, mention: EventMention, cue: Cue) -> None:
        floor, ceiling = self._reach(mention.start)
        subject = self._subject(mention.start, floor)
        passive = _PASSIVE.search(self._text[max(floor, mention.start - 20) : mention.start]) is not None
        passive = passive or _BY.match(self._text, mention.end) is not None  # "a summit hosted by X"
        agent = _BY.match(self._text, mention.end) or _BY.search(
            self._text, mention.end, min(ceiling, mention.end + _AGENT_REACH)
        )
        if passive:
            if subject is None or not _OF_A_THING.fullmatch(self._text, subject.end, mention.start):
                self.add(mention, subject, cue.object_role)
            if agent:
                self.add(mention, group_at(self._text, self._groups, agent.end()), cue.subject_role)
        else:
            self.add(mention, subject, cue.subject_role)
            self.add(mention, self._object(mention, cue), cue.object_role)
            self._gapped(mention, cue.subject_role, mention.end)
        self._companions(mention, cue, ceiling)
        self._destination(mention, cue)

    def _subject(self, position: int, floor: int) -> Group | None:
        """Return the subject of a verb, in this sentence or, for a pronoun, from the one before.

        Of an infinitive it is who is invited: "an invitation for |A to visit", "invited |A to visit".
        """
        if invited := invited_before(self._text, self._groups, position, self._sentence.start):
            return invited
        group = subject_before(self._text, self._groups, position, floor, self._verbs)
        if group is None:
            return self._protagonist_as(position, floor)
        joined = _PRONOUN_AND.search(self._text, max(floor, group.start - 20), group.start)
        if joined and self._protagonist is not None and self._protagonist not in group.members:
            first = replace(
                self._protagonist, start=joined.start(1), end=joined.end(1), confidence=_PRONOUN_CONFIDENCE
            )
            return Group(joined.start(1), group.end, (first, *group.members))
        return group

    def _subject_to_come(self, mention: EventMention) -> Group | None:
        """Return who "during his visit to X, Y ..." speaks of: the person after the comma."""
        for group in self._groups:
            after_comma = self._text[max(0, group.start - 2) : group.start] == ", "
            if group.start > mention.end and after_comma and group.members[0].kind is MentionKind.PERSON:
                return group
        return None

    def _protagonist_as(self, position: int, floor: int) -> Group | None:
        """Return who "he" or "she" is where the sentence names nobody: the subject of the one before."""
        pronoun = _PRONOUN.search(self._text, max(floor, position - 24), position)
        if pronoun is None or self._protagonist is None:
            return None
        if any(name.end <= pronoun.start() for name in self._reading.names):
            return None  # somebody else is named first
        start, end = pronoun.span(1)
        actor = replace(
            self._protagonist,
            start=start,
            end=end,
            name_start=start,
            name_end=end,
            confidence=_PRONOUN_CONFIDENCE,
        )
        return Group(start, end, (actor,))

    def _reach(self, position: int) -> tuple[int, int]:
        """Return how far back the subject may be and how far on companions may be.

        A clause that begins with "who" looks for its subject before the word.
        """
        start, end = clause_at(self._clauses, position)
        opener = self._text[start : start + 4].lower()
        floor = (
            self._sentence.start
            if opener.startswith(("who", "(", "—")) or not self._subject_inside(start, position)
            else start
        )
        return floor, end

    def _subject_inside(self, start: int, position: int) -> bool:
        return any(start <= g.start and g.end <= position for g in self._groups)

    def _object(self, mention: EventMention, cue: Cue) -> Group | None:
        if cue.object_class == FOAF["Person"]:  # "received at his office on Sunday X"
            return next(
                (
                    g
                    for g in self._groups
                    if 0 < g.start - mention.end <= 60
                    and _has_person(g)
                    and not is_possessive(self._text, g)
                    and not _OF_SOMEBODY.search(self._text, mention.end, g.start)
                ),
                None,
            )
        group = group_at(self._text, self._groups, mention.end, reach=30)
        gap = self._text[mention.end : group.start] if group else ""
        return (
            group
            if group
            and not (cue.object_class and is_possessive(self._text, group))
            and not re.search(
                r"\b(?:with|at|in|on|to|for|by|that|after|during|amid|under|since|until|before|as)\b", gap
            )
            else None
        )

    def _companions(self, mention: EventMention, cue: Cue, ceiling: int) -> None:
        if cue.companion_role is None:
            return
        end = self._companions_end(mention, ceiling, verb=cue.is_verb)
        unnamed: int | None = None  # where somebody without a name begins: "met with |business leaders"
        for link in _WITH.finditer(self._text, mention.end, end):
            word = link.group().strip().lower()
            if word in ("of", "by", "from") and link.start() > mention.end + 1:
                continue
            if cue.place_role is not None and word in ("with", "between", "among"):
                continue  # "the visit will strengthen the ties between X and Y"
            if unnamed is not None and not _ALSO.search(self._text, unnamed, link.start()):
                return  # "met with a team in charge of talks |with Y"
            if (group := group_at(self._text, self._groups, link.end())) is not None:
                acting = word == "by" or (cue.place_role is not None and word in ("of", "from"))
                self.add(mention, group, cue.subject_role if acting else cue.companion_role)
                if word != "of":
                    return
            elif word == "with":
                unnamed = link.end()

    def has_companion(self, mention: EventMention, cue: Cue) -> bool:
        """Tell whether "with" and somebody of the class that an entry asks for stand behind its word."""
        link = _TOGETHER.search(self._text, mention.end, mention.end + _MEANS_REACH)
        if link is None:
            return False
        between = [d for d in self._reading.dates if mention.end <= d.start and d.end <= link.start()]
        words = self._text[mention.end : link.start()]
        for date in reversed(between):
            words = words[: date.start - mention.end] + words[date.end - mention.end :]
        group = group_at(self._text, self._groups, link.end())
        kind = CLASS_KINDS.get(cue.companion_class or "")
        return (
            _MEANS.fullmatch(words) is not None
            and group is not None
            and any(a.kind is kind for a in group.members)
        )

    def _companions_end(self, mention: EventMention, ceiling: int, *, verb: bool) -> int:
        """Return where companions are no longer looked for: at the clause's end or the next event word.

        Behind a verb only the next verb counts: "met for talks with X".
        """
        told = [
            c.start
            for c in self._cues
            if c.start >= mention.end and (e := c.denoting(EVENT_TYPE)) and (e.is_verb or not verb)
        ]
        return min([ceiling, mention.end + _COMPANION_REACH, *told])

    def _between(self, mention: EventMention, ceiling: int) -> bool:
        return (
            re.search(r"\b(?:between|among|of)\s", self._text[mention.end : min(ceiling, mention.end + 60)])
            is not None
        )

    def _destination(self, mention: EventMention, cue: Cue) -> None:
        """Give the states that a visit goes to the role of host, a city the role of place."""
        if cue.place_role is None:
            return
        visitors = [a.end for a, _ in mention.agents if a.start >= mention.end]
        for index, place in enumerate(self._reading.mentions):
            end = max([mention.end, *(e for e in visitors if e <= place.start)])
            gap = self._text[end : place.start]
            if place.start < mention.end or len(gap) > 40 or not _GOES_TO.fullmatch(gap):
                continue
            if place.kind is MentionKind.STATE:
                for state in listed_states(self._text, self._reading.mentions[index:]):
                    iri = state.refers[0]
                    actor = Actor(
                        state.start, state.end, iri, state.kind, state.start, state.end, None, iri, 0.85
                    )  # fmt: skip
                    mention.agents.append((actor, cue.place_role))
            elif place.kind is MentionKind.PLACE:
                mention.place = place
            return

    def noun_arguments(self, mention: EventMention, cue: Cue) -> None:
        _, ceiling = self._reach(mention.start)
        self._companions(mention, cue, ceiling)
        count, companions = len(mention.agents), bool(mention.agents) and not self._between(mention, ceiling)
        self._destination(mention, cue)
        self._owner(mention, cue)
        self._traveller(mention, cue)
        bare = not mention.agents
        self.governed(mention, cue)
        named = any(m.end < mention.start <= m.end + 1 for m in self._reading.mentions)
        mention.additive = bare and mention.definite and bool(mention.agents) and not named
        mention.one_sided = companions and len(mention.agents) == count
        if mention.one_sided and _OPENING.fullmatch(self._text, self._sentence.start, mention.start):
            self.add(mention, self._subject_to_come(mention), cue.subject_role)  # "In talks with X, Y said"

    def _traveller(self, mention: EventMention, cue: Cue) -> None:
        """Find who "launched a plan on a visit to Y" was there: the person whom the clause is about."""
        if cue.place_role is None or any(role == cue.subject_role for _, role in mention.agents):
            return
        floor, _ = clause_at(self._clauses, mention.start)
        if _ON_A.search(self._text, floor, mention.start) is None:
            return
        first = next((g for g in self._groups if g.start >= floor), None)
        if first is not None and first.end < mention.start and all(
            a.kind is MentionKind.PERSON for a in first.members
        ):  # fmt: skip
            self.add(mention, self._subject(first.end + 1, floor), cue.subject_role)

    def _owner(self, mention: EventMention, cue: Cue) -> None:
        """Find who "Biden's meeting", "U.S.-Mexico talks" and "his meeting" belong to."""
        before = [g for g in self._groups if g.end <= mention.start]
        if before and _OWNED.fullmatch(self._text, before[-1].end, mention.start):
            owner = before[-1]
            gap = self._text[owner.end : mention.start]
            if gap.startswith(("'", "’")) or all(a.kind is MentionKind.STATE for a in owner.members):
                self.add(mention, owner, cue.subject_role)
        pronoun = _POSSESSIVE_PRONOUN.search(
            self._text, max(self._sentence.start, mention.start - 40), mention.start
        )
        if pronoun:
            subject = self._subject(pronoun.start(), self._sentence.start) or self._subject_to_come(mention)
            if subject and pronoun.group().lower().startswith(("his", "her")) and not _has_person(subject):
                subject = None
            self.add(mention, subject, cue.subject_role)

    def governed(self, mention: EventMention, noun: Cue | None = None) -> None:
        """Find who holds, hosts, chairs or attends the event a noun names."""
        start, end = clause_at(self._clauses, mention.start)
        for cue_mention in self._cues:
            if not start <= cue_mention.start < end or not happens(cue_mention):
                continue
            cue = cue_mention.denoting(ROLE) or cue_mention.denoting(DIPL["DiplomaticEvent"])
            if cue is None or cue.subject_role is None:
                continue
            plain = cue_mention.denoting(ROLE) is None and noun is not None and noun.subject_role is not None
            role = noun.subject_role if plain and noun else cue.subject_role  # "made a visit": visitor
            if by := _BY.match(self._text, cue_mention.end):
                if self._told_before(cue_mention) > mention.start:
                    continue  # "talks at the summit hosted by X"
                self.add(mention, group_at(self._text, self._groups, by.end()), role)
            elif cue_mention.end <= mention.start and mention.start - cue_mention.end <= 60:
                subject = self._subject(cue_mention.start, start)
                self.add(mention, subject, role)
                self._gapped(mention, role, cue_mention.end)

    def _gapped(self, mention: EventMention, role: str | None, position: int) -> None:
        """Find who does the same for another side: B in "A signed it for Peru and B for Chile"."""
        if role not in _SIDED:
            return
        for actor in (a for group in self._groups for a in group.members):
            if actor.kind is not MentionKind.PERSON or actor.start < position:
                continue
            stands_for = any(
                m.kind is MentionKind.STATE and _FOR_SIDE.fullmatch(self._text, actor.name_end, m.start)
                for m in self._reading.mentions
            )
            if stands_for and _AND.search(self._text, position, actor.start):
                self.add(mention, Group(actor.start, actor.end, (actor,)), role)

    def _told_before(self, cue: CueMention) -> int:
        """Return where the last word for an event, or name of a series, before a cue starts."""
        words = [c.start for c in self._cues if c.end <= cue.start and c.denoting(EVENT_TYPE)]
        words += [
            m.start for m in self._reading.mentions if m.kind is MentionKind.INITIATIVE and m.end <= cue.start
        ]
        return max(words, default=-1)

    def add(self, mention: EventMention, group: Group | None, role: str | None) -> None:
        if group is None or role is None:
            return
        for actor in group.members:
            if actor.agent not in {a.agent for a, _ in mention.agents}:
                mention.agents.append((actor, role))

    def things(self, mention: EventMention) -> None:
        """Attach the initiative ("meeting of the X") or the agreement ("signed the Y") beside it."""
        _, ceiling = self._reach(mention.start)
        if mention.type == EVENT_TYPE["signing"] and _THE_TEXT.match(self._text, mention.end, ceiling):
            mention.definite = True
        for thing in self._reading.mentions:
            near = mention.end <= thing.start < ceiling and thing.start - mention.end <= 60
            before = 0 <= mention.start - thing.end <= 2
            gap = self._text[mention.end : thing.start]
            if thing.kind is MentionKind.INITIATIVE and (
                before or (near and re.search(r"^\s*(?:of|for|under|on|to)\b", gap))
            ):
                if self._world.things[thing.refers[0]].session_type and mention.initiative is None:
                    mention.initiative = thing
            elif (
                thing.kind is MentionKind.AGREEMENT
                and mention.type == EVENT_TYPE["signing"]
                and (near or _WAS_SIGNED.fullmatch(self._text, thing.end, mention.start))
            ):
                mention.agreement = mention.agreement or thing


def happens(cue: CueMention) -> bool:
    """Tell whether a cue says that an event happens, or gives somebody a role in it."""
    return cue.denoting(DIPL["DiplomaticEvent"]) is not None or cue.denoting(ROLE) is not None


def has_object(mention: EventMention, cue: Cue) -> bool:
    """Tell whether what is acted on is of the class that an entry asks for, where it asks for one.

    "Welcomed the decision" tells of no meeting, "formally recognised the need" of no recognition.
    """
    kind = CLASS_KINDS.get(cue.object_class or "")
    return any(role == cue.object_role and actor.kind is kind for actor, role in mention.agents)


def _has_person(group: Group) -> bool:
    return any(actor.kind is MentionKind.PERSON for actor in group.members)
