"""An act and whom it names -> whether it says enough to be told: between sides, or of a state as such.

What somebody unnamed does is told where it is done or said to somebody named; what one official says, only
where it is said to another side. Precision comes first: a domestic remark is no act between states.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.entity.actor import Actor
from kg.event.event_mention import EventMention
from kg.knowledge.lexicon import Act
from kg.knowledge.world import World
from kg.model import MentionKind
from kg.vocab import DIPL, EVENT_TYPE, ROLE, STATUS

_TELLING_ALONE = (EVENT_TYPE["threat"], EVENT_TYPE["rejection"])  # said by one official, to nobody named
VIOLENT = tuple(EVENT_TYPE[t] for t in ("armed-attack", "abduction", "assassination", "ill-treatment"))
_AGAINST = tuple(
    EVENT_TYPE[t] for t in ("accusation", "condemnation", "request", "legal-action", "expulsion")
)
_OF_PEOPLE = (
    *VIOLENT,
    *(EVENT_TYPE[t] for t in ("demonstration", "troop-withdrawal", "ceasefire", "seizure", "aid")),
    *(EVENT_TYPE[t] for t in ("concession", "restriction", "threat", "request", "rejection")),
)
_TWO = 2  # who cooperate
_WINDOW = 120  # code points before a verb in which its subject stands
_VIOLENCE = re.compile(
    r"\b(?:bomb\w*|attack\w*|blasts?|explosions?|explo\w+|shell\w*|raid\w*|gun\w*|fir(?:e|ed|ing)|ambush\w*|rockets?|missiles?"
    r"|clash\w*|fighting|mines?|minefield|air\s?strikes?|drones?|troops|soldiers|militants?|militia\w*|rebels?|snipers?"
    r"|armed men|bandits?|insurgents?|assailants?|suicide|hostages?|shot)\b",
    re.I,
)
_CROWD = re.compile(
    r"\b(?:demonstrators|protest[eo]rs|people|workers|students|prisoners|inmates|residents|villagers|farmers|activists|supporters"
    r"|ethnic|teachers|miners|drivers|crowds?|mobs?|youths|strikers|rioters|refugees|marchers|thousands|hundreds|dozens"
    r"|nurses|doctors|monks|women|parents|veterans|unions?|pensioners|fishermen|lawyers|journalists|rioting|riots)\b",
    re.I,
)
_HIGH_OFFICE = re.compile(
    r"\b(?:President|Premier|Prime Minister|Chancellor|King|Queen|Emir|Sultan|Minister|Secretary"
    r"|Gen(?:eral|\.))"
)


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """Judges the acts of one sentence, which is ``text[start:end]``.

    ``people`` and ``parties`` are the spans of phrases for people of a state, and for those of them who
    fight or speak as one side.
    """

    text: str
    start: int
    end: int
    world: World
    speech_acts: frozenset[str]
    people: frozenset[tuple[int, int]]
    parties: frozenset[tuple[int, int]]

    def of(self, mention: EventMention, act: Act) -> bool:
        """Tell whether an act says enough with the agents that were found for it."""
        acting = [a for a, role in mention.agents if role not in (ROLE["target"], ROLE["territory"])]
        if not acting and mention.status.value != STATUS["occurred"]:
            return False
        if not acting:
            return self._of_target(mention, act)
        alone = act.object_role == act.subject_role and len(mention.agents) < _TWO
        if alone and act.type == EVENT_TYPE["cooperation"]:
            return False
        sides = {self.side(a) for a, role in mention.agents if role != ROLE["territory"]}
        named = any(a.kind is MentionKind.ORGANISATION for a in acting) and len(sides) > 1
        if len(sides - {None}) > 1 or (named and sides != {None}):
            return True
        if any(self._is_movement(a) for a in acting):
            return True
        if not any(role in (ROLE["participant"], ROLE["target"]) for _, role in mention.agents):
            return act.type in _OF_PEOPLE or any((a.start, a.end) in self.parties for a in acting)
        if act.type in self.speech_acts and act.type not in _TELLING_ALONE:
            return any(self._speaks_abroad(a) for a in acting)
        return any(self.side(a) or self._is_titled(a) for a in acting)

    def side(self, actor: Actor) -> str | None:
        """Return the state or international organisation that an actor is or acts for."""
        if actor.side or actor.kind is MentionKind.STATE:
            return actor.side or actor.agent
        thing = self.world.things.get(actor.agent)
        return actor.agent if thing and DIPL["InternationalOrganisation"] in thing.classes else None

    def _is_movement(self, actor: Actor) -> bool:
        """Tell whether an actor is a known party or movement, which is a side of its own."""
        thing = self.world.things.get(actor.agent)
        return thing is not None and thing.area is not None and actor.kind is MentionKind.ORGANISATION

    def _is_titled(self, actor: Actor) -> bool:
        return _HIGH_OFFICE.search(self.text, actor.start, actor.name_start) is not None

    def _speaks_abroad(self, actor: Actor) -> bool:
        """Tell whether who speaks is a state or an international organisation, or speaks for the latter."""
        if actor.kind is MentionKind.STATE:
            return True
        body = self.world.things.get((actor.side if actor.kind is MentionKind.PERSON else actor.agent) or "")
        return body is not None and DIPL["InternationalOrganisation"] in body.classes

    def _of_target(self, mention: EventMention, act: Act) -> bool:
        """Tell whether an act of somebody unnamed is worth telling for whom it is directed at."""
        sided = [a for a, _ in mention.agents if self.side(a)]
        before = self.text[max(self.start, mention.start - _WINDOW) : mention.start]
        if act.type == EVENT_TYPE["demonstration"]:
            return _CROWD.search(before) is not None
        if act.type in VIOLENT:
            if (mention.agents or act.subject_words) and not sided:
                return False  # "clashes broke out" between nobody knows whom
            return _VIOLENCE.search(self.text, self.start, self.end) is not None
        named = [a for a in sided if a.kind is not MentionKind.PERSON and (a.start, a.end) not in self.people]
        return act.type in _AGAINST and bool(named)
