"""Events -> what they bring about: diplomatic relations established or severed, tenures begun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.knowledge.knowledge import Knowledge
from kg.model import Entity, Event, MentionKind, Tenure
from kg.vocab import DIPL, EVENT_TYPE, RELATION_STATUS, ROLE, STATUS, TENURE_STATUS

_RELATION_STATUSES = {
    EVENT_TYPE["relations-established"]: RELATION_STATUS["established"],
    EVENT_TYPE["relations-severed"]: RELATION_STATUS["severed"],
}
_BEGUN = (TENURE_STATUS["designate"], TENURE_STATUS["acting"], TENURE_STATUS["current"])


def relations_of(
    events: Sequence[Event], knowledge: Knowledge
) -> tuple[tuple[Event, ...], tuple[Entity, ...]]:
    """Return the events with the relation each is about, and the relations.

    Only what has happened changes a relation; the last event told gives its status.
    """
    relations: dict[str, Entity] = {}
    changed = []
    for event in events:
        states = _states(event, knowledge)
        if event.type not in _RELATION_STATUSES or event.status != STATUS["occurred"] or len(states) != 2:
            changed.append(event)
            continue
        relation = _relation(event, states, knowledge)
        relations[relation.iri] = relation
        changed.append(replace(event, about=(*event.about, relation.iri)))
    return tuple(changed), tuple(relations.values())


def _states(event: Event, knowledge: Knowledge) -> list[str]:
    things = knowledge.world.things
    found = {p.participant for p in event.participations if p.participant in things}
    return sorted(iri for iri in found if things[iri].kind is MentionKind.STATE)


def _relation(event: Event, states: list[str], knowledge: Knowledge) -> Entity:
    labels = [knowledge.world.things[state].in_phrase for state in states]
    key = "-".join(state.rsplit("/", 1)[-1] for state in states)
    return Entity(
        knowledge.minter.of("relation", key),
        (DIPL["DiplomaticRelation"], DIPL["Arrangement"]),
        f"Diplomatic relations of {labels[0]} and {labels[1]}",
        links=(
            *((DIPL["party"], state) for state in states),
            (DIPL["relationStatus"], _RELATION_STATUSES[event.type]),
        ),
        evidence=event.evidence,
    )


def tenures_begun(event: Event, tenures: Sequence[Tenure]) -> Iterator[Tenure]:
    """Yield the tenures that an appointment begins: of who is appointed, told in the same words."""
    if event.type != EVENT_TYPE["appointment"]:
        return
    for participation in event.participations:
        if participation.role != ROLE["appointee"]:
            continue
        own = [t for t in tenures if t.person == participation.participant and t.status in _BEGUN]
        yield from sorted(own, key=lambda t: (_BEGUN.index(t.status), t.office))[:1]
