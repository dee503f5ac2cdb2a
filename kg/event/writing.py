"""Tellings -> events: what the mentions of one event say together, written as one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.entity.actor import Actor
from kg.entity.actors import Cast
from kg.event.telling import Telling, root_type, when
from kg.iri import key
from kg.knowledge.knowledge import Knowledge
from kg.mention.reading import Reading
from kg.model import BlockKind, DateInterval, Document, Event, Evidence, MentionKind, Participation
from kg.vocab import DIPL, EVENT_TYPE, ROLE, STATUS

_FEW_PARTIES = 4  # states; of a larger initiative not all need come to a session
_BY_INITIATIVE = 0.7  # confidence that a party of an initiative takes part in its session
_WITHOUT_SIDES = {EVENT_TYPE["appointment"], EVENT_TYPE["visit"]}
_BY_SOMEBODY = {EVENT_TYPE["visit"], EVENT_TYPE["call"]}  # tell nothing without a person or state
_STATUS_ORDER = tuple(
    STATUS[s] for s in ("cancelled", "postponed", "occurred", "planned", "proposed", "possible")
)
_ROLE_ORDER = tuple(
    ROLE[r] for r in (
        "chair", "co-chair", "host", "guest", "visitor", "signatory", "mediator", "appointee", "appointer",
        "target", "organiser", "speaker", "attendee", "participant", "party", "people", "territory",
    )
)  # fmt: skip


class EventWriter:
    """Writes the events of one article."""

    def __init__(
        self,
        document: Document,
        readings: Sequence[Reading],
        cast: Cast,
        anchor: DateInterval | None,
        knowledge: Knowledge,
    ) -> None:
        self._document = document
        self._readings = readings
        self._anchor = anchor
        self._knowledge = knowledge
        self._world = knowledge.world
        self._broader = knowledge.lexicon.broader
        self._titled = {p.iri for p in cast.persons if p.known or any(m.titles for m in p.mentions)}
        self._actors = cast.actors
        self._sides = _headline_sides(readings, cast)

    def events(self, tellings: Sequence[Telling]) -> tuple[Event, ...]:
        """Return the events of the tellings that say enough."""
        events: list[Event] = []
        for telling in tellings:
            self._add_headline_sides(telling)
            if self._worth_telling(telling):
                events.append(self._event(telling, [e.iri for e in events]))
        return tuple(events)

    def _add_headline_sides(self, telling: Telling) -> None:
        """Give an event nobody is named in the two states that the headline is about.

        Whoever else the same sentence names may be who took part.
        """
        if any(m.agents or m.sufficient for m in telling.mentions) or not self._sides or telling.initiative:
            return
        if any(root_type(t, self._broader) in _WITHOUT_SIDES for t in telling.types):
            return
        if not self._may_be_sides(telling):
            return
        if telling.place and telling.interval:
            telling.mentions[0].agents.extend((actor, ROLE["participant"]) for actor in self._sides)

    def _may_be_sides(self, telling: Telling) -> bool:
        """Tell whether the sentences name nobody of a third side, or both sides of the headline too."""
        sides = {actor.agent for actor in self._sides}
        named = {a.side or a.agent for m in telling.mentions for a in self._actors[m.sentence]}
        return named <= sides or sides <= named

    def _worth_telling(self, telling: Telling) -> bool:
        """Keep an event only if the text says who and one thing more: with whom, when, where, in what."""
        if telling.initiative or any(m.sufficient for m in telling.mentions):
            return True
        agents = {a.agent for m in telling.mentions for a, _ in m.agents}
        if agents and not any(self._is_public(a) for m in telling.mentions for a, _ in m.agents):
            return False  # private persons travel and meet too
        rest = [telling.place, telling.interval, *(m.agreement for m in telling.mentions)]
        appointment = root_type(next(iter(telling.types)), self._broader) == EVENT_TYPE["appointment"]
        appointees = [a for m in telling.mentions for a, r in m.agents if r == ROLE["appointee"]]
        if appointment and not appointees:
            return False  # "the judges appointed by X"
        alone = appointment and any(a.office or a.name_end < a.end for a in appointees)
        if not agents and root_type(next(iter(telling.types)), self._broader) in _BY_SOMEBODY:
            return False  # "a trip to Hiroshima"
        return len(agents) >= 2 or (len(agents) == 1 and (alone or any(rest))) or all(rest[:2])

    def _is_public(self, actor: Actor) -> bool:
        """Tell whether somebody acts in public life: a state, a body, or who has an office, title or side."""
        return (
            actor.kind is not MentionKind.PERSON
            or bool(actor.office or actor.side)
            or actor.agent in self._titled
        )

    def _event(self, telling: Telling, taken: list[str]) -> Event:
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
            topics=self._topics(telling),
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
            has_sides = root_type(self._type(telling), self._broader) not in _WITHOUT_SIDES
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

    def _topics(self, telling: Telling) -> tuple[str, ...]:
        sentences = {m.sentence for m in telling.mentions}
        found = {topic for i in sentences for match in self._readings[i].topics for topic in match.entries}
        return tuple(sorted(found))


def _headline_sides(readings: Sequence[Reading], cast: Cast) -> list[Actor]:
    """Return the two states the headline names, if it names just two."""
    for reading, actors in zip(readings, cast.actors, strict=True):
        if reading.sentence.kind is BlockKind.HEADLINE:
            states = {a.agent: replace(a, confidence=0.6) for a in actors if a.kind is MentionKind.STATE}
            return list(states.values()) if len(states) == 2 else []
    return []


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
