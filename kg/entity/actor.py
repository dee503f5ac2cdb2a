"""Somebody who can act: the value that events and statements name as participant and speaker."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entity.offices import OfficeUse
from kg.model import MentionKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can act, with the span of the whole phrase: title, name and side."""

    start: int
    end: int
    agent: str
    kind: MentionKind
    name_start: int
    name_end: int
    office: OfficeUse | None = None
    side: str | None = None
    confidence: float = 0.9
