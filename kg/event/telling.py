"""What several mentions of one event say together, and whether two such tellings can be one event."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.event.event_mention import EventMention
from kg.model import DateInterval, Precision
from kg.temporal.interval import written
from kg.vocab import EVENT_TYPE, ROLE, STATUS

FUTURE = {STATUS["planned"], STATUS["possible"], STATUS["proposed"]}


@dataclass(slots=True)
class Telling:
    """The mentions of one event so far, with what they say together."""

    mentions: list[EventMention] = field(default_factory=list)
    types: Counter[str] = field(default_factory=Counter)
    persons: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)  # states that a visit goes to
    origins: set[str] = field(default_factory=set)  # states that visitors come from
    agents: set[str] = field(default_factory=set)
    side_of: dict[str, str] = field(default_factory=dict)  # person -> state
    states: set[str] = field(default_factory=set)
    initiative: str | None = None
    number: int | None = None
    place: str | None = None
    interval: DateInterval | None = None
    statuses: list[str] = field(default_factory=list)


def says_anything(telling: Telling) -> bool:
    """Tell whether a telling names anybody, anything, a place or a time; "a good meeting" does not."""
    agents = any(m.agents for m in telling.mentions)
    return agents or bool(telling.initiative or telling.place or telling.interval)


def root_type(event_type: str, broader: Mapping[str, str]) -> str:
    """Return the widest type above an event type; consultations are meetings too."""
    while (wider := broader.get(event_type)) is not None:
        event_type = wider
    return EVENT_TYPE["meeting"] if event_type == EVENT_TYPE["consultation"] else event_type


def differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def disjoint(one: DateInterval | None, other: DateInterval | None) -> bool:
    if one is None or other is None:
        return False
    first, last = sorted((one, other), key=lambda i: (str(i.begin), str(i.end)))
    return first.end is not None and last.begin is not None and first.end < last.begin


def finer(one: DateInterval | None, other: DateInterval | None) -> DateInterval | None:
    """Return the shorter interval; one with an open end is the longest."""
    return min((i for i in (one, other) if i), key=_days, default=None)


def _days(interval: DateInterval) -> int:
    if interval.begin is None or interval.end is None:
        return sys.maxsize
    return (interval.end - interval.begin).days


def lies_ahead(statuses: list[str]) -> bool:
    return bool(statuses) and statuses[0] in FUTURE


def opposed(one: Telling, other: Telling) -> bool:
    """Tell whether somebody acts in one telling and is whom the act is directed at in the other."""
    (targets, acting), (others, counter) = _by_direction(one), _by_direction(other)
    return bool(targets & counter or others & acting)


def _by_direction(telling: Telling) -> tuple[set[str], set[str]]:
    """Return the states or agents that acts are directed at, and those that act."""
    found: tuple[set[str], set[str]] = (set(), set())
    for mention in telling.mentions:
        for actor, role in mention.agents if mention.sufficient else ():
            found[role != ROLE["target"]].add(actor.side or actor.agent)
    return found


def counterparts_fit(one: Telling, other: Telling, *, one_sided: bool) -> bool:
    """Refuse "A met C" for "A met B": two pairs that share one member are two events.

    A one-sided telling ("the meeting with B and C") leaves the other side open: one member is enough.
    """
    if one.persons and other.persons:
        if not one.persons & other.persons:
            return False
        smaller, larger = sorted((one.persons, other.persons), key=len)
        if not one_sided and not smaller <= larger and len(smaller & larger) < 2:
            return False
        if not one_sided and any(
            _on(one, s).isdisjoint(_on(other, s)) for s in _sides_of(one) & _sides_of(other)
        ):
            return False
    if one.states and other.states and not one.states & other.states:
        return False
    return not (len(one.states) == len(other.states) == 2 and one.states != other.states)


def told_in_full(telling: Telling) -> bool:
    return len(telling.agents) >= 2


def only_year(interval: DateInterval | None) -> bool:
    return interval is not None and interval.precision is Precision.YEAR


def when(interval: DateInterval | None) -> str:
    """Return an interval for a label, as precise as it is known: "2024-05", "2024-05-02 to 2024-05-04"."""
    return written(interval, "", " to ").strip() if interval else ""


def _sides_of(telling: Telling) -> set[str]:
    return set(telling.side_of.values())


def _on(telling: Telling, state: str) -> set[str]:
    """Return the persons of a telling who stand on one side."""
    return {person for person, side in telling.side_of.items() if side == state}
