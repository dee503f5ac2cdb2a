"""The value that event recognition hands on: one telling of an event with its arguments."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.entity.actor import Actor
from kg.event.status import Status
from kg.model import Mention
from kg.temporal import TimeExpression


@dataclass(slots=True)
class EventMention:
    """One telling of an event. ``agents`` pairs each actor with the role IRI the words give.

    ``type`` is an event type IRI, or empty where the words only add to the event told before.
    """

    type: str
    start: int
    end: int
    sentence: int
    status: Status
    agents: list[tuple[Actor, str]] = field(default_factory=list)
    initiative: Mention | None = None
    agreement: Mention | None = None
    session_number: int | None = None
    place: Mention | None = None
    date: TimeExpression | None = None
    definite: bool = False
    additive: bool = False  # only lists who takes part in an event told elsewhere
    one_sided: bool = False  # says with whom, but not who: "the meeting with X"
    headline: bool = False
    verb: bool = False
    aside: bool = False  # an edition told in passing: takes no place or date of another event
    sufficient: bool = False  # worth telling with one participant: an act whose words are whole
