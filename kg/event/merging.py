"""Event mentions -> events: tellings of one event are joined, different events kept apart.

Two tellings are joined only for a reason (a shared participant, initiative or pair of sides, or a
definite phrase such as "the meeting") and never against evidence: another counterpart, ordinal,
date, place, initiative, or one past and the other to come.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.entity.actors import Cast
from kg.event.event_mention import EventMention
from kg.event.mentions import event_mentions
from kg.event.status import CALLED_OFF
from kg.event.telling import (
    FUTURE,
    Telling,
    counterparts_fit,
    differ,
    disjoint,
    finer,
    lies_ahead,
    only_year,
    opposed,
    root_type,
    says_anything,
    told_in_full,
)
from kg.event.writing import EventWriter
from kg.knowledge.knowledge import Knowledge
from kg.mention.reading import Reading
from kg.model import DateInterval, Document, Event, MentionKind
from kg.temporal import Direction, resolve
from kg.vocab import EVENT_TYPE, ROLE


def events_of(
    document: Document,
    readings: Sequence[Reading],
    cast: Cast,
    anchor: DateInterval | None,
    knowledge: Knowledge,
) -> tuple[Event, ...]:
    """Return the events of an article; ``anchor`` is its publication date where known."""
    merger = _Merger(anchor, knowledge)
    mentions = list(event_mentions(document, readings, cast, knowledge))
    body = [m for m in mentions if not m.headline]
    for mention in body + [m for m in mentions if m.headline]:
        merger.take(mention)
    return EventWriter(document, readings, cast, anchor, knowledge).events(merger.tellings)


class _Merger:
    def __init__(self, anchor: DateInterval | None, knowledge: Knowledge) -> None:
        self._anchor = anchor
        self._knowledge = knowledge
        self._world = knowledge.world
        self.tellings: list[Telling] = []
        self._last: Telling | None = None  # the event told last, which a bare list of people belongs to

    # ----------------------------------------------------------------------- joining

    def take(self, mention: EventMention) -> None:
        new = self._telling(mention)
        candidates = list(self.tellings) if mention.headline else self.tellings[::-1]
        if not new.agents and not new.initiative:  # "the meeting" is one before it is a summit
            candidates.sort(key=lambda telling: mention.type not in telling.types)
        for telling in candidates:
            if self._compatible(telling, new, mention) and self._reason(telling, new, mention):
                self._join(telling, new)
                self._last = telling
                return
        if mention.type and says_anything(new):
            self.tellings.append(new)
            self._last = self._last if mention.aside else new

    def _telling(self, mention: EventMention) -> Telling:
        telling = Telling([mention])
        if mention.type:
            telling.types[mention.type] += 1
        for actor, role in mention.agents:
            telling.agents.add(actor.agent)
            if role == ROLE["host"] and actor.kind is MentionKind.STATE:
                telling.hosts.add(actor.agent)
            if role == ROLE["visitor"] and actor.side:
                telling.origins.add(actor.side)
            if actor.kind is MentionKind.PERSON:
                telling.persons.add(actor.agent)
                telling.side_of |= {actor.agent: actor.side} if actor.side else {}
            if actor.side:
                telling.states.add(actor.side)
        telling.initiative = mention.initiative.refers[0] if mention.initiative else None
        if telling.initiative and not telling.states:
            telling.states.update(self._world.things[telling.initiative].parties)
        telling.number = mention.session_number if mention.initiative or mention.definite else None
        telling.place = mention.place.refers[0] if mention.place else None
        telling.interval = self._interval(mention)
        if mention.status.value:
            telling.statuses.append(mention.status.value)
        return telling

    def _interval(self, mention: EventMention) -> DateInterval | None:
        if mention.date is None:
            return None
        direction = Direction.FUTURE if mention.status.value in FUTURE else Direction.PAST
        if mention.status.value is None or mention.status.value in CALLED_OFF:
            direction = Direction.NEAREST
        return resolve(mention.date, self._anchor, direction)

    def _compatible(self, one: Telling, other: Telling, mention: EventMention) -> bool:
        one_series = other.initiative is not None and one.initiative == other.initiative
        if mention.type and not one_series and not any(self._same_family(t, mention.type) for t in one.types):
            return False
        if differ(one.initiative, other.initiative) or differ(one.number, other.number):
            return False
        if self._apart(one.place, other.place) or disjoint(one.interval, other.interval):
            return False
        if (
            lies_ahead(one.statuses) != lies_ahead(other.statuses)
            and one.statuses
            and other.statuses
            and mention.type
        ):
            return False
        stranger = bool(other.persons) and not one.persons & other.persons and not mention.additive
        if one.initiative and not other.initiative and stranger:
            return False  # a session of a series is not any meeting of its members
        if one.initiative and not other.initiative and told_in_full(one) and not other.states <= one.states:
            return False  # nor one of its members with somebody else
        if other.initiative and not one.initiative and not self._may_be_session(one, other, mention):
            return False
        if self._other_destination(one, other) or opposed(one, other):
            return False
        if mention.type == EVENT_TYPE["bilateral-meeting"] and len(one.states) > 2:
            return False
        if (
            only_year(other.interval)
            and not (one_series and self._is_this_year(other.interval))
            and one.interval is None
            and one.mentions[-1].sentence != mention.sentence
        ):
            return False  # "his visit in 2019" is not the visit told of now
        open_ended = mention.definite or mention.headline or mention.one_sided or not mention.type
        nested = one.agents <= other.agents or other.agents <= one.agents or one.states == other.states
        if not open_ended and not nested and told_in_full(one) and told_in_full(other):
            return False  # "A met B" and "A met C"
        return mention.additive or counterparts_fit(one, other, one_sided=mention.one_sided)

    def _is_this_year(self, interval: DateInterval | None) -> bool:
        """Tell whether a year is that of the article: "the 2024 summit" is "the summit" then."""
        now = self._anchor.begin if self._anchor else None
        return bool(now and interval and interval.begin and interval.begin.year == now.year)

    def _may_be_session(self, one: Telling, other: Telling, mention: EventMention) -> bool:
        """Tell whether a telling that names no series can be of one: not if it tells who met whom."""
        session = self._world.things[other.initiative or ""].session_type
        fits = session in one.types or (mention.type in one.types and not one.persons)
        together = bool(one.persons & other.persons) and one.mentions[-1].sentence == mention.sentence
        return fits or mention.headline or together

    def _other_destination(self, one: Telling, other: Telling) -> bool:
        """Tell whether one telling's place lies in another state than the one the other goes to."""
        if one.hosts & other.origins or other.hosts & one.origins:
            return True  # a visit to China is none from there
        for place, hosts in ((one.place, other.hosts), (other.place, one.hosts)):
            state = self._world.things[place].state if place else None
            if state and hosts and state not in hosts:
                return True
        return False

    def _same_family(self, one: str, other: str) -> bool:
        broader = self._knowledge.lexicon.broader
        return root_type(one, broader) == root_type(other, broader)

    def _wider(self, event_type: str) -> str | None:
        return self._knowledge.lexicon.broader.get(event_type)

    def _apart(self, one: str | None, other: str | None) -> bool:
        """Tell whether two places differ and neither lies in the other."""
        if one is None or other is None or one == other:
            return False
        return other not in self._world.within.get(one, ()) and one not in self._world.within.get(other, ())

    def _reason(self, one: Telling, other: Telling, mention: EventMention) -> bool:
        if not mention.type:
            return one is self._last
        if mention.aside or all(m.aside for m in one.mentions):
            return other.initiative is not None and other.initiative == one.initiative
        if other.initiative is not None and other.initiative == one.initiative:
            return True
        if one.persons & other.persons:
            return True
        if mention.additive and one.states and (not other.states or other.states & one.states):
            return other.initiative is None or one.initiative is None
        if (
            mention.additive
            and mention.type in one.types
            and mention.sentence - one.mentions[-1].sentence <= 1
        ):
            return True
        bare = not other.persons and not other.states and not other.initiative
        if mention.definite and bare:
            return mention.type in one.types or any(self._wider(t) == mention.type for t in one.types)
        if (mention.definite or mention.headline) and one.states and one.states <= other.states:
            return True
        if (
            (mention.definite or mention.headline)
            and other.states
            and other.states <= one.states
            and not (one.persons and other.persons)
        ):
            return True
        same_sides = bool(other.states) and (
            other.states == one.states or len(other.states & one.states) >= 2
        )
        return same_sides and (mention.definite or mention.headline or not (one.persons and other.persons))

    def _join(self, telling: Telling, other: Telling) -> None:
        telling.mentions += other.mentions
        telling.types += other.types
        telling.persons |= other.persons
        telling.agents |= other.agents
        telling.hosts |= other.hosts
        telling.origins |= other.origins
        telling.side_of |= other.side_of
        telling.states |= other.states
        telling.initiative = telling.initiative or other.initiative
        telling.number = telling.number or other.number
        telling.place = self._finer_place(telling.place, other.place)
        telling.interval = finer(telling.interval, other.interval)
        telling.statuses += other.statuses

    def _finer_place(self, one: str | None, other: str | None) -> str | None:
        if one and other and one in self._world.within.get(other, ()):
            return other
        return one or other
