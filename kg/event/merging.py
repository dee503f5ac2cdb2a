"""Event mentions -> events: tellings of one event are joined, different events kept apart.

Two tellings are joined only for a reason (a shared participant, initiative or pair of sides, or a
definite phrase such as "the meeting") and never against evidence: another counterpart, ordinal,
date, place, initiative, or one past and the other to come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.entity.actor import Actor
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
    says_anything,
    told_in_full,
    when,
)
from kg.iri import key
from kg.knowledge.knowledge import Knowledge
from kg.mention.reading import Reading
from kg.model import BlockKind, DateInterval, Document, Event, Evidence, MentionKind, Participation
from kg.temporal import Direction, resolve
from kg.vocab import DIPL, EVENT_TYPE, ROLE, STATUS

_FEW_PARTIES = 4  # states; of a larger initiative not all need come to a session
_BY_INITIATIVE = 0.7  # confidence that a party of an initiative takes part in its session
_WITHOUT_SIDES = {EVENT_TYPE["appointment"], EVENT_TYPE["visit"]}
_STATUS_ORDER = tuple(
    STATUS[s] for s in ("cancelled", "postponed", "occurred", "planned", "proposed", "possible")
)
_ROLE_ORDER = tuple(
    ROLE[r] for r in (
        "chair", "co-chair", "host", "guest", "visitor", "signatory", "mediator", "appointee", "appointer",
        "target", "organiser", "speaker", "attendee", "participant", "party",
    )
)  # fmt: skip


def events_of(
    document: Document,
    readings: Sequence[Reading],
    cast: Cast,
    anchor: DateInterval | None,
    knowledge: Knowledge,
) -> tuple[Event, ...]:
    """Return the events of an article; ``anchor`` is its publication date where known."""
    merger = _Merger(document, anchor, _headline_sides(readings, cast), knowledge)
    mentions = list(event_mentions(document, readings, cast, knowledge))
    body = [m for m in mentions if not m.headline]
    for mention in body + [m for m in mentions if m.headline]:
        merger.take(mention)
    return merger.events(readings)


def _headline_sides(readings: Sequence[Reading], cast: Cast) -> list[Actor]:
    """Return the two states the headline names, if it names just two."""
    for reading, actors in zip(readings, cast.actors, strict=True):
        if reading.sentence.kind is BlockKind.HEADLINE:
            states = {a.agent: replace(a, confidence=0.6) for a in actors if a.kind is MentionKind.STATE}
            return list(states.values()) if len(states) == 2 else []
    return []


class _Merger:
    def __init__(
        self, document: Document, anchor: DateInterval | None, sides: list[Actor], knowledge: Knowledge
    ) -> None:
        self._document = document
        self._anchor = anchor
        self._knowledge = knowledge
        self._world = knowledge.world
        self._tellings: list[Telling] = []
        self._last: Telling | None = None  # the event told last, which a bare list of people belongs to
        self._sides = sides

    # ----------------------------------------------------------------------- joining

    def take(self, mention: EventMention) -> None:
        new = self._telling(mention)
        candidates = list(self._tellings) if mention.headline else self._tellings[::-1]
        if not new.agents and not new.initiative:  # "the meeting" is one before it is a summit
            candidates.sort(key=lambda telling: mention.type not in telling.types)
        for telling in candidates:
            if self._compatible(telling, new, mention) and self._reason(telling, new, mention):
                self._join(telling, new)
                self._last = telling
                return
        if mention.type and says_anything(new):
            self._tellings.append(new)
            self._last = new

    def _telling(self, mention: EventMention) -> Telling:
        telling = Telling([mention])
        if mention.type:
            telling.types[mention.type] += 1
        for actor, role in mention.agents:
            telling.agents.add(actor.agent)
            if role == ROLE["host"] and actor.kind is MentionKind.STATE:
                telling.hosts.add(actor.agent)
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
        if mention.type and not any(self._same_family(t, mention.type) for t in one.types):
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
        if self._other_destination(one, other):
            return False
        if mention.type == EVENT_TYPE["bilateral-meeting"] and len(one.states) > 2:
            return False
        if (
            only_year(other.interval)
            and one.interval is None
            and one.mentions[-1].sentence != mention.sentence
        ):
            return False  # "his visit in 2019" is not the visit told of now
        open_ended = mention.definite or mention.headline or mention.one_sided or not mention.type
        nested = one.agents <= other.agents or other.agents <= one.agents or one.states == other.states
        if not open_ended and not nested and told_in_full(one) and told_in_full(other):
            return False  # "A met B" and "A met C"
        return mention.additive or counterparts_fit(one, other, one_sided=mention.one_sided)

    def _other_destination(self, one: Telling, other: Telling) -> bool:
        """Tell whether one telling's place lies in another state than the one the other goes to."""
        for place, hosts in ((one.place, other.hosts), (other.place, one.hosts)):
            state = self._world.things[place].state if place else None
            if state and hosts and state not in hosts:
                return True
        return False

    def _same_family(self, one: str, other: str) -> bool:
        return self._root(one) == self._root(other)

    def _root(self, event_type: str) -> str:
        seen = event_type
        while (wider := self._knowledge.lexicon.broader.get(seen)) is not None:
            seen = wider
        return EVENT_TYPE["meeting"] if seen == EVENT_TYPE["consultation"] else seen

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
            mention.definite
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

    # ------------------------------------------------------------------------ events

    def events(self, readings: Sequence[Reading]) -> tuple[Event, ...]:
        events: list[Event] = []
        for telling in self._tellings:
            self._add_headline_sides(telling)
            if self._worth_telling(telling):
                events.append(self._event(telling, readings, [e.iri for e in events]))
        return tuple(events)

    def _add_headline_sides(self, telling: Telling) -> None:
        """Give an event nobody is named in the two states that the headline is about."""
        if any(m.agents for m in telling.mentions) or not self._sides or telling.initiative:
            return
        if telling.place and telling.interval:
            telling.mentions[0].agents.extend((actor, ROLE["participant"]) for actor in self._sides)

    def _worth_telling(self, telling: Telling) -> bool:
        """Keep an event only if the text says who and one thing more: with whom, when, where, in what."""
        if telling.initiative:
            return True
        agents = {a.agent for m in telling.mentions for a, _ in m.agents}
        rest = [telling.place, telling.interval, *(m.agreement for m in telling.mentions)]
        appointment = self._root(next(iter(telling.types))) == EVENT_TYPE["appointment"]
        appointees = [a for m in telling.mentions for a, r in m.agents if r == ROLE["appointee"]]
        if appointment and not appointees:
            return False  # "the judges appointed by X"
        alone = appointment and any(a.office or a.name_end < a.end for a in appointees)
        return len(agents) >= 2 or (len(agents) == 1 and (alone or any(rest))) or all(rest[:2])

    def _event(self, telling: Telling, readings: Sequence[Reading], taken: list[str]) -> Event:
        event_type = self._type(telling)
        status = self._status(telling)
        participations = self._participations(telling)
        agreement = next((m.agreement.refers[0] for m in telling.mentions if m.agreement), None)
        facts = (
            self._document.article.identifier,
            event_type,
            status,
            telling.initiative or "",
            str(telling.number or ""),
            *(p.participant for p in participations),
            telling.place or "",
            str(telling.interval or ""),
            agreement or "",
        )
        minter, count = self._knowledge.minter, 0
        while (iri := minter.of("event", key(*facts, *([str(count)] if count else [])))) in taken:
            count += 1
        signing = event_type == EVENT_TYPE["signing"]
        return Event(
            iri=iri,
            type=event_type,
            classes=self._knowledge.lexicon.classes.get(event_type, (DIPL["DiplomaticEvent"],)),
            label=self._label(event_type, telling, participations),
            status=status,
            interval=telling.interval,
            place=telling.place,
            participations=participations,
            evidence=_evidence(telling),
            initiative=telling.initiative,
            session_number=telling.number if telling.initiative else None,
            signs=agreement if signing else None,
            topics=self._topics(telling, readings),
        )

    def _type(self, telling: Telling) -> str:
        """Return the type said most often, the narrower one of a family; an initiative knows its own."""
        if telling.initiative and (own := self._world.things[telling.initiative].session_type):
            return own
        narrow = [t for t in telling.types if t in self._knowledge.lexicon.broader]
        pool = narrow or list(telling.types)
        return min(pool, key=lambda t: (-telling.types[t], t))

    def _status(self, telling: Telling) -> str:
        begin = telling.interval.begin if telling.interval else None
        now = self._anchor.end if self._anchor else None
        to_come = STATUS["planned"] if begin and now and begin > now else STATUS["occurred"]
        counts = Counter(telling.statuses)
        said = min(counts, key=lambda s: (-counts[s], _STATUS_ORDER.index(s)), default=to_come)
        return to_come if said == STATUS["occurred"] else said

    def _participations(self, telling: Telling) -> tuple[Participation, ...]:
        actors: dict[str, list[tuple[Actor, str]]] = {}
        for mention in telling.mentions:
            for actor, role in mention.agents:
                actors.setdefault(actor.agent, []).append((actor, role))
        parties: dict[str, list[Evidence]] = {}
        found = []
        for agent, uses in actors.items():
            participation = _participation(agent, uses)
            found.append(participation)
            has_sides = self._root(self._type(telling)) not in _WITHOUT_SIDES
            if has_sides and participation.on_behalf_of and participation.on_behalf_of not in actors:
                parties.setdefault(participation.on_behalf_of, []).extend(participation.evidence)
        for state in self._initiative_parties(telling):
            if state not in actors:
                parties.setdefault(state, []).extend(_initiative_evidence(telling))
        found += [
            Participation(state, ROLE["party"], None, None, tuple(sorted(set(evidence))))
            for state, evidence in parties.items()
        ]
        return tuple(sorted(found, key=lambda p: (p.evidence[0], p.participant)))

    def _initiative_parties(self, telling: Telling) -> tuple[str, ...]:
        """Return the states that a session of a known initiative brings together, if they are few."""
        thing = self._world.things.get(telling.initiative or "")
        parties = thing.parties if thing else ()
        return parties if len(parties) <= _FEW_PARTIES else ()

    def _label(self, event_type: str, telling: Telling, participations: Iterable[Participation]) -> str:
        name = self._knowledge.lexicon.labels.get(event_type, "event")
        if telling.initiative:
            name = f"{self._world.things[telling.initiative].label}: {name}"
            if telling.number:
                name += f" {telling.number}"
        known = [
            self._world.things[p.participant] for p in participations if p.participant in self._world.things
        ]
        sides = [thing for thing in known if thing.kind is not MentionKind.PERSON]
        labels = sorted({thing.label for thing in sides or known})
        where = self._world.things[telling.place].label if telling.place else ""
        parts = [", ".join(labels[:4]), where, when(telling.interval)]
        tail = "; ".join(part for part in parts if part)
        return f"{name[0].upper()}{name[1:]}" + (f" ({tail})" if tail else "")

    def _topics(self, telling: Telling, readings: Sequence[Reading]) -> tuple[str, ...]:
        sentences = {m.sentence for m in telling.mentions}
        found = {topic for i in sentences for match in readings[i].topics for topic in match.entries}
        return tuple(sorted(found))


def _participation(agent: str, uses: list[tuple[Actor, str]]) -> Participation:
    roles = [ROLE["party"] if _is_party(actor, role) else role for actor, role in uses]
    role = min(roles, key=lambda r: _ROLE_ORDER.index(r) if r in _ROLE_ORDER else len(_ROLE_ORDER))
    held = (a.office for a, _ in uses if a.kind is MentionKind.PERSON)  # a state holds no office
    office = next((use.office.iri for use in held if use), None)
    side = next((a.side for a, _ in uses if a.side), None)
    evidence = tuple(sorted({Evidence(a.start, a.end, a.confidence) for a, _ in uses}))
    if role == ROLE["appointee"]:
        office, side = None, None  # what they were before, not what they are appointed for
    return Participation(agent, role, office, side if side != agent else None, evidence)


def _is_party(actor: Actor, role: str) -> bool:
    return actor.kind is MentionKind.STATE and role in (ROLE["participant"], ROLE["attendee"])


def _initiative_evidence(telling: Telling) -> list[Evidence]:
    named = [m.initiative for m in telling.mentions if m.initiative]
    return [Evidence(m.start, m.end, _BY_INITIATIVE) for m in named]


def _evidence(telling: Telling) -> tuple[Evidence, ...]:
    return tuple(sorted({Evidence(m.start, m.end, 0.7 if m.headline else 0.85) for m in telling.mentions}))
