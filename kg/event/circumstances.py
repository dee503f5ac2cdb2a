"""Event mentions and the sentence they stand in -> where and when each of them takes place.

Only places and dates of the reading are given, and only to the event they belong to: the city of an
ambassador, the day on which something was said and what is agreed for later are not the event's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.entity.groups import Group
from kg.event.clauses import clause_at
from kg.event.dating import dates_something_else, edition
from kg.event.event_mention import EventMention
from kg.knowledge.world import World
from kg.mention.reading import Reading
from kg.model import Mention, MentionKind
from kg.temporal import TimeExpression
from kg.temporal.expression import Bound, Bounded, Day, Month, NumericDay, Range, Weekday, Year
from kg.vocab import DIPL, STATUS

_CALENDAR = (Day, Month, NumericDay, Range, Weekday)  # "the 2023 summit to meet today's needs" is not today
_TOPIC = re.compile(
    r"\b(?:to (?:discuss|prepare|review|plan)|ahead of|in advance of|about|regarding|concerning)\b"
)
_PLACE = re.compile(r"\b(?:in|at|outside|near|to)\s+(?:the\s+)?$", re.I)
_TO = re.compile(r"\bto\s+(?:the\s+)?$")
# "Peru's ambassador in Oslo", "the embassy in Oslo": the city is where somebody works.
_POSTED = re.compile(
    r"\b(?:ambassador|envoy|representative|consul|consul[\s-]general|embassy|consulate|mission|office|offices|"
    r"headquarters|ministry|government|officials?|authorities|diplomats?|troops|forces|correspondent)\s+(?:in|at|to)\s+(?:the\s+)?$",
    re.I,
)
# What is joined to an event as another thing done, or named as another thing.
_JOINED = re.compile(
    r"\band\s+(?:(?:also|then|later|both|jointly)\s+)?(?:agreed|decided|pledged|promised|vowed|planned|plan|hope|"
    r"hoped|intend|intended|agree|undertook|committed|called|invited)\b"
    r"|\bas\s+well\s+as\b|\balong\s+with\s+(?:a|the)\b"
)
_SAID = re.compile(
    r"\b(?:said|says|told(?:\s+[\w’']+){1,3}|announced|confirmed|stated|declared|reported|revealed|disclosed|tweeted|"
    r"wrote|added|warned)(?:\s+in\s+an?\s+\w+)?\s+(?:(?:late|early|earlier|back)\s+)?(?:(?:on|in|at)\s+)?$"
)
# "announced a visit on Wednesday": the day may be that of the announcement.
_ANNOUNCED = re.compile(r"\b(?:announced|confirmed|revealed|unveiled)\s+(?:[\w’'-]+\s+){0,5}$")
_BULLET = re.compile(r"[\s•*–—-]*(?:On\s+)?")
_HEAD_END = re.compile(r"\s*[:–—]\s")
# "A programme of cooperation for 2024-2026": a span that something holds for.
_HOLDS_FOR = re.compile(
    r"\b(?:program|programme|plan|agenda|strategy|roadmap|framework|budget|agreement|deal|cooperation|package|protocol|"
    r"aid|support|funding|partnership|memorandum|schedule|calendar)\b[^.;]{0,60}?"
    r"\b(?:for|covering|of|until|through|over|during)\s+(?:the\s+)?(?:period\s+)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Finds place and date of the event words of one sentence; ``quoted`` are the spans of quotations."""

    text: str
    reading: Reading
    groups: tuple[Group, ...]
    clauses: tuple[tuple[int, int], ...]
    quoted: Sequence[tuple[int, int]]
    world: World

    # ----------------------------------------------------------------------- place

    def place(self, mention: EventMention, found: Sequence[EventMention]) -> Mention | None:
        acting = {actor.start for group in self.groups for actor in group.members}
        candidates = [
            m
            for m in self.reading.mentions
            if m.kind is MentionKind.PLACE
            and m.start not in acting
            and self.world.things[m.refers[0]].state
            and (self._is_where(m) or m.end + 1 == mention.start)
            and self._belongs(mention, m.start, found)
            and not self._in_side_clause(mention, m.start)
            and not self._of_another_thing(mention, m.start)
        ]
        after = [m for m in candidates if m.start >= mention.end]
        if not mention.verb:  # "invited X to Lima to speak about the summit"
            candidates = [m for m in candidates if m in after or not self._follows_to(m)]
        return min(after or candidates, key=lambda m: abs(m.start - mention.start), default=None)

    def _in_side_clause(self, mention: EventMention, position: int) -> bool:
        """Tell whether a place stands in a clause of time or reason that the event is not told in."""
        start, _ = clause_at(self.clauses, position)
        side = self.text.startswith(("after", "before", "because", "when", "while"), start)
        return side and clause_at(self.clauses, mention.start)[0] != start

    def _is_where(self, place: Mention) -> bool:
        """Tell whether a preposition of place stands before the name, and nobody who is posted there."""
        begin = max(self.reading.sentence.start, place.start - 40)
        where = _PLACE.search(self.text, begin, place.start) is not None
        return where and _POSTED.search(self.text, begin, place.start) is None

    def _follows_to(self, place: Mention) -> bool:
        return _TO.search(self.text, self.reading.sentence.start, place.start) is not None

    def _of_another_thing(self, mention: EventMention, position: int) -> bool:
        """Tell whether another verb stands between: "signed and agreed to meet in |X"."""
        if position < mention.end:
            return False
        if _JOINED.search(self.text, mention.end, position):
            return True
        topic = _TOPIC.search(self.text, mention.end, position)
        series = (m.start for m in self.reading.mentions if m.kind is MentionKind.INITIATIVE)
        if topic is not None and any(topic.end() <= start < position for start in series):
            return True  # "met to discuss the NATO Summit in |Brussels"
        spoken = (c.start for c in self.reading.cues if c.denoting(DIPL["PublicStatement"]))
        return any(mention.end <= start < position for start in spoken)

    # ------------------------------------------------------------------------ date

    def date(self, mention: EventMention, found: Sequence[EventMention]) -> TimeExpression | None:
        head = self._heading() if mention.status.value != STATUS["planned"] else None
        candidates = [
            d for d in self.reading.dates
            if (d is head or self._belongs(mention, d.start, found))
            and not self._dates_another(d, mention)
            and not dates_something_else(self.text, self.reading.sentence.start, mention.end, d)
            and not self._of_another_thing(mention, d.start)
            and not self._of_saying(mention, d)
            and not self._of_validity(mention, d)
            and not (self._told_from_now(d) and any(s <= d.start < e for s, e in self.quoted))
        ]  # fmt: skip
        if mention.status.value == STATUS["postponed"]:
            candidates = self._new_dates(candidates) or candidates
        year = edition(self.text, self.reading.sentence.start, mention.start)
        if year is not None:
            candidates = [d for c in candidates for d in _in_edition(c, year, mention.end)] or [year]
        return min(candidates, key=lambda d: abs(d.start - mention.end), default=None)

    def _heading(self) -> TimeExpression | None:
        """Return the date that heads an entry of a list: "November 9-13: A met B; she also saw C"."""
        first = next(iter(self.reading.dates), None)
        if first is None or not _HEAD_END.match(self.text, first.end):
            return None
        return first if _BULLET.fullmatch(self.text, self.reading.sentence.start, first.start) else None

    def _of_saying(self, mention: EventMention, date: TimeExpression) -> bool:
        """Tell whether a date is the day on which somebody said it: "X said on |Monday that Y would come"."""
        begin = self.reading.sentence.start
        said = _SAID.search(self.text, max(begin, date.start - 60), date.start)
        if said is not None:
            return not said.start() <= mention.start < date.start
        if mention.status.value == STATUS["occurred"] or not self._lies_behind(date):
            return False
        if date.start > mention.start:
            return _ANNOUNCED.search(self.text, begin, mention.start) is not None
        if mention.status.value is None:
            return False
        own, _ = clause_at(self.clauses, mention.start)
        spoken = [c.start for c in self.reading.cues if c.denoting(DIPL["PublicStatement"])]
        before = any(date.start < s < mention.start for s in spoken)
        return before or (date.start < own and any(begin <= s < own for s in spoken))

    def _lies_behind(self, date: TimeExpression) -> bool:
        """Tell whether a weekday or "last week" can only be of the past when something to come is told."""
        words = self.text[date.start : date.end].lower()
        return isinstance(date.value, Weekday) or words.startswith(("last", "yesterday", "earlier"))

    def _of_validity(self, mention: EventMention, date: TimeExpression) -> bool:
        """Tell whether a span is what a plan is made for: "signed a programme for |2024-2026"."""
        if date.start < mention.end or not isinstance(date.value, Range | Year | Bounded):
            return False
        return _HOLDS_FOR.search(self.text, mention.end, date.start) is not None

    def _told_from_now(self, date: TimeExpression) -> bool:
        """Tell whether a date counts from the moment of speaking, which may be long before the article's.

        The last Sunday is the same for both, where the sentence does not say when it was said.
        """
        if isinstance(date.value, Weekday) and len(self.reading.dates) == 1:
            return date.value.shift is not None or date.value.week_offset is not None
        return not isinstance(date.value, Day | Month | NumericDay | Range | Year)

    def _new_dates(self, dates: Sequence[TimeExpression]) -> list[TimeExpression]:
        """Return the dates that something is put off to: June in "the visit in May was postponed to June"."""
        until = [
            replace(d, value=d.value.of) for d in dates
            if isinstance(d.value, Bounded) and d.value.bound is Bound.UNTIL
        ]  # fmt: skip
        return until + [d for d in dates if _TO.search(self.text, self.reading.sentence.start, d.start)]

    def _dates_another(self, date: TimeExpression, mention: EventMention) -> bool:
        """Tell whether a date stands right before the name of another event: "the November 2023 summit"."""
        return any(
            m.kind is MentionKind.INITIATIVE
            and 0 <= m.start - date.end <= 1
            and m is not mention.initiative
            and m.start != mention.start
            for m in self.reading.mentions
        )

    # ------------------------------------------------------------------------ reach

    def _relative(self, mention: EventMention, position: int) -> bool:
        """Tell whether "who" or "which" stands between: what is said behind it is about somebody."""
        first = mention.start if mention.start < position else self.reading.sentence.start
        relative = [a for a, _ in self.clauses if self.text.startswith(("who", "which"), a)]
        return any(first < start <= position for start in relative)

    def _belongs(self, mention: EventMention, position: int, found: Sequence[EventMention]) -> bool:
        """Tell whether a place or date at ``position`` is this mention's: same clause, or no rival nearer."""
        start, end = clause_at(self.clauses, mention.start)
        if not start <= position < end and (len(found) > 1 or self._relative(mention, position)):
            return False
        rivals = [m for m in found if m is not mention and m.start <= position]
        nearest = max((m.start for m in rivals), default=-1)
        return not mention.start < nearest <= position and not (position < mention.start and rivals)


def _in_edition(date: TimeExpression, edition: TimeExpression, told: int) -> Iterator[TimeExpression]:
    """Yield a date if it can lie in the year of an edition: it says so, or stands behind without a year."""
    said, year = getattr(date.value, "year", None), getattr(edition.value, "year", None)
    if said == year:
        yield date
    elif said is None and date.start >= told and isinstance(date.value, _CALENDAR):
        value = date.value
        yield replace(date, value=replace(value, year=year)) if isinstance(value, Day | Month) else date
