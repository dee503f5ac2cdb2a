"""Sentences -> event mentions: each place where the words tell of an event, with its arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.document.quotations import quoted_spans
from kg.entity.actor import Actor
from kg.entity.actors import Cast
from kg.entity.groups import Group, group_at, groups_of, leading_person
from kg.event.acts import Acts
from kg.event.arguments import Arguments, happens, has_object
from kg.event.asides import aside
from kg.event.clauses import clause_at, clauses
from kg.event.dating import dates_something_else, edition
from kg.event.editions import OPENS_EDITION, Editions
from kg.event.event_mention import EventMention
from kg.event.ordinals import ordinal_before
from kg.event.screening import tells_one_event
from kg.event.status import CALLED_OFF, Status, status_of
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.lexicon import Cue
from kg.mention.reading import CueMention, Reading, verb_spans
from kg.model import BlockKind, Document, Mention, MentionKind
from kg.temporal import TimeExpression
from kg.temporal.expression import Bound, Bounded, Day, Month, NumericDay, Range, Weekday, Year
from kg.vocab import EVENT_TYPE, LEX, ROLE, STATUS

_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|his|her|their|its|both)\s+(?:(?!an?\b|h[eo]ld|ha(?:s|d|ve)\b)[\w’'-]+\s+){0,3}$",
    re.I,
)
_NOUN_CONTEXT = re.compile(
    r"\b(?:a|an|the|this|that|his|her|their|its|of|in|for|after|before|during|at|first|last|next|new|[a-z]+al|phone|working|official|state|work|recent|[a-z]+ing)\s+$",
    re.I,
)
_DETERMINED = re.compile(r"\b(?:an?|the|his|her|its|their|this|that)\s+(?:[\w-]+\s+){0,2}$", re.I)
_PLACE = re.compile(r"\b(?:in|at|outside|near|to)\s+(?:the\s+)?$", re.I)
# "Biden's first meeting", "U.S.-Mexico talks", "United States-Colombia High-Level Strategic Dialogue"
_DOMESTIC = re.compile(
    r"\b(?:Act|bill|law|laws|legislation|executive orders?|Executive Orders?|proclamation|decree)\b"
)
_NO_SESSION = {EVENT_TYPE[t] for t in ("visit", "signing", "appointment", "plan-launch", "call")}
_ANAPHOR = re.compile(r"\bthe one\b")
_TO = re.compile(r"\bto\s+(?:the\s+)?$")
_LISTING = re.compile(r"\b(?:will be|would be|were|was|are|is|by|included|include)\s+")
_STATUS_REACH = 60  # code points between an event word and a word for its status


def event_mentions(
    document: Document, readings: Sequence[Reading], cast: Cast, knowledge: Knowledge
) -> Iterator[EventMention]:
    """Yield the event mentions of an article in text order."""
    quoted = quoted_spans(document)
    protagonist: Actor | None = None
    for index, reading in enumerate(readings):
        if reading.sentence.kind is BlockKind.POST:
            continue  # says again what the body quotes
        groups = groups_of(document.article.text, cast.actors[index], verb_spans(reading))
        sentence = _Sentence(document, index, reading, groups, quoted, protagonist, knowledge)
        yield from sentence.mentions(list(sentence.acts(cast.actors[index])))
        protagonist = leading_person(document.article.text, groups, reading.sentence.start)


class _Sentence:
    """One sentence being searched for events."""

    def __init__(
        self,
        document: Document,
        index: int,
        reading: Reading,
        groups: tuple[Group, ...],
        quoted: list[tuple[int, int]],
        protagonist: Actor | None,
        knowledge: Knowledge,
    ) -> None:
        self._quoted = quoted
        self._extents: dict[int, int] = {}  # where an event word starts -> where its arguments end
        self._text = document.article.text
        self._index = index
        self._reading = reading
        self._groups = groups
        self._knowledge = knowledge
        self._world = knowledge.world
        self._sentence = reading.sentence
        self._clauses = clauses(self._text, reading.sentence, reading.dates)
        self._cues = reading.cues
        self._arguments = Arguments(self._text, reading, groups, self._clauses, protagonist, knowledge.world)

    # ---------------------------------------------------------------------- triggers

    def mentions(self, acts: list[EventMention]) -> Iterator[EventMention]:
        found = [m for cue in self._cues if (m := self._from_cue(cue))]
        found += [m for mention in self._reading.mentions if (m := self._from_initiative(mention, found))]
        found += list(self._anaphors(found))
        if not any(m.agents for m in found):
            found += list(self._additions())
        found.sort(key=lambda m: m.start)
        told = [m for m in found if not m.aside]
        for mention in told:
            mention.place = mention.place or self._place(mention, told)
            mention.date = mention.date or self._date(mention, told)
        for before, mention in pairwise(told):
            same_clause = clause_at(self._clauses, before.start) == clause_at(self._clauses, mention.start)
            if mention.status.value is None and same_clause:
                mention.status = before.status  # "are to meet for a summit"
            gap = self._text[before.end : mention.start]
            held = before.type not in _NO_SESSION and mention.initiative and before.initiative is None
            if same_clause and held and OPENS_EDITION.match(gap):
                before.initiative, before.session_number = mention.initiative, mention.session_number
            if self._text.startswith("where", clause_at(self._clauses, mention.start)[0]) and not same_clause:
                mention.date = mention.date or before.date  # "travelled to X on Monday, where he met Y"
                mention.place = mention.place or before.place
        yield from sorted([*found, *self._completed(acts, found)], key=lambda m: m.start)

    def acts(self, actors: Sequence[Actor]) -> Iterator[EventMention]:
        if self._reading.acts:
            acts = Acts(self._text, self._index, self._reading, actors, self._clauses, self._knowledge)
            yield from acts.mentions(self._quoted)

    def _completed(self, acts: list[EventMention], found: list[EventMention]) -> Iterator[EventMention]:
        """Yield acts with their place and date, but for those that another event word tells already."""
        told = {(m.type, clause_at(self._clauses, m.start)) for m in found if len(m.agents) > 1}
        off = {clause_at(self._clauses, m.start) for m in found if m.status.value in CALLED_OFF}
        told |= {(EVENT_TYPE["suspension"], clause) for clause in off}  # "cancelled the visit"
        everything = [*found, *acts]
        for act in acts:
            same = (m for m in found if m.start < act.end and act.start < m.end)
            overlaps = any(len(m.agents) >= len(act.agents) for m in same)
            if not overlaps and (act.type, clause_at(self._clauses, act.start)) not in told:
                act.place = self._place(act, everything)
                act.date = self._date(act, everything)
                if act.agents or act.place:
                    yield act

    def _from_cue(self, cue_mention: CueMention) -> EventMention | None:
        cue = self._event_cue(cue_mention)
        if cue is None:
            return None
        span = cue_mention.start, cue_mention.end
        if not tells_one_event(self._text, cue.denotes[0], *span, self._sentence.start, verb=cue.is_verb):
            return None
        mention = self._new(cue.denotes[0], *span, verb=cue.is_verb)
        if mention.status.negated:
            return None
        (self._arguments.verb_arguments if cue.is_verb else self._arguments.noun_arguments)(mention, cue)
        behind = [actor.end for actor, _ in mention.agents if mention.end < actor.start]
        if behind and not cue.is_verb:  # "a meeting between X and Y will take place"
            mention.status = self._status(mention.start, max(behind), verb=False)
            if mention.status.negated:
                return None
        if mention.type == EVENT_TYPE["signing"] and _DOMESTIC.search(
            self._text, mention.end, mention.end + 60
        ):
            return None  # a law is no agreement
        if cue.object_class and not has_object(mention, cue):
            return None  # "welcomed the decision"
        if cue.companion_class and not self._arguments.has_companion(mention, cue):
            return None  # "spoke at a congress"
        self._arguments.things(mention)
        return mention

    def _event_cue(self, mention: CueMention) -> Cue | None:
        """Pick the verb or the noun where a form is both ("visits", "meeting")."""
        cues = [c for c in mention.cues if c.denotes and c.denotes[0].startswith(EVENT_TYPE)]
        if len(cues) < 2:
            return cues[0] if cues else None
        before = self._text[max(self._sentence.start, mention.start - 40) : mention.start]
        noun = (
            _NOUN_CONTEXT.search(before) is not None
            or _DETERMINED.search(before) is not None
            or before.rstrip().endswith(("'s", "’s", "’"))
        )
        return next((c for c in cues if c.is_verb != noun), cues[0])

    def _from_initiative(self, mention: Mention, found: list[EventMention]) -> EventMention | None:
        """Take a named series for an event where something says that an edition of it happens."""
        thing = self._world.things[mention.refers[0]]
        if mention.kind is not MentionKind.INITIATIVE or thing.session_type is None:
            return None
        if any(m.initiative is mention for m in found):
            return None
        editions = Editions(self._text, self._sentence, self._clauses, self._cues, self._nearest)
        if not editions.told(mention):
            return self._in_passing(mention, thing.session_type)
        event = self._new(thing.session_type, mention.start, mention.end, verb=False)
        if event.status.negated:
            return None
        event.initiative, event.definite = mention, True
        self._arguments.governed(event)
        event.additive = bool(event.agents)
        return event

    def _in_passing(self, name: Mention, session_type: str) -> EventMention | None:
        """Take the edition of a series that is told of beside another event: "at the X in Lima"."""
        where = (MentionKind.PLACE, MentionKind.STATE)
        places = [m for m in self._reading.mentions if m.kind in where]
        edition = aside(self._text, self._sentence, name, places, self._reading.dates)
        if edition is None:
            return None
        status = Status(edition.status, negated=False)
        return EventMention(
            session_type, name.start, name.end, self._index, status, initiative=name, definite=True,
            place=edition.place, date=edition.date, aside=True,
            headline=self._sentence.kind is BlockKind.HEADLINE,
        )  # fmt: skip

    def _anaphors(self, found: list[EventMention]) -> Iterator[EventMention]:
        """Read "the one ..." after an event of the same sentence as another event of that type."""
        for match in _ANAPHOR.finditer(self._text, self._sentence.start, self._sentence.end):
            start, end = match.span()
            earlier = [m for m in found if m.end <= start]
            if earlier:
                mention = self._new(earlier[-1].type, start, end, verb=False)
                if not mention.status.negated:
                    yield mention

    def _additions(self) -> Iterator[EventMention]:
        """Read a sentence that only adds participants: "Representing the U.S. will be X and Y"."""
        for cue_mention in self._cues:
            cue = cue_mention.denoting(LEX["representation"]) or cue_mention.denoting(ROLE)
            if cue is None:
                continue
            listing = _LISTING.search(
                self._text, cue_mention.end, min(self._sentence.end, cue_mention.end + 60)
            )
            if listing and listing.group().startswith("by") and listing.start() > cue_mention.end + 1:
                continue  # "joined in sanctions led by X"
            if listing and any(g.end <= cue_mention.start for g in self._groups):
                continue  # "A was hosted by X": A is no event
            group = group_at(self._text, self._groups, listing.end()) if listing else None
            if group is not None:
                status = status_of(
                    self._text, self._sentence, (self._sentence.start, self._sentence.end),
                    (cue_mention.start, cue_mention.end), self._cues, verb=False,
                )  # fmt: skip
                mention = EventMention(
                    "", cue_mention.start, cue_mention.end, self._index, status, definite=True, additive=True
                )
                self._arguments.add(mention, group, cue.subject_role)
                yield mention

    def _new(self, event_type: str, start: int, end: int, *, verb: bool) -> EventMention:
        status = self._status(start, end, verb=verb)
        before = self._text[self._sentence.start : start]
        return EventMention(
            event_type, start, end, self._index, status,
            session_number=ordinal_before(self._text, self._sentence.start, start), verb=verb,
            definite=not verb and _DEFINITE.search(before) is not None,
            headline=self._sentence.kind in (BlockKind.HEADLINE, BlockKind.CAPTION),
        )  # fmt: skip

    def _status(self, start: int, end: int, *, verb: bool) -> Status:
        """Read the status of the event told between ``start`` and ``end``, arguments of a noun included."""
        self._extents[start] = end
        clause = clause_at(self._clauses, start)
        governor = None if verb else self._governor(start, end, clause)
        own = (start, governor.start if governor else start)  # "will" of "will host the summit"
        owned = [c for c in self._cues if c.denoting(STATUS) is None or self._nearest(c) in own]
        if governor is not None and self._denied(governor):
            return Status(None, negated=True)
        words = self._text[governor.start : governor.end].lower() if governor else ""
        return status_of(self._text, self._sentence, clause, (start, end), owned, verb=verb, governor=words)

    def _denied(self, governor: CueMention) -> bool:
        return any(c.denoting(LEX["Negation"]) and 0 <= governor.start - c.end <= 14 for c in self._cues)

    def _nearest(self, cue: CueMention) -> int:
        """Return where the event word nearest to a cue starts (-1: none near); the cue speaks of that one."""
        words = [(c.start, self._extents.get(c.start, c.end)) for c in self._cues if c.denoting(EVENT_TYPE)]
        words += [
            (m.start, m.end) for m in self._reading.mentions
            if m.kind is MentionKind.INITIATIVE and not any(0 <= m.start - end <= 20 for _, end in words)
        ]  # fmt: skip
        words += [m.span() for m in _ANAPHOR.finditer(self._text, self._sentence.start, self._sentence.end)]
        gaps = [(min(abs(start - cue.end), abs(cue.start - end)), start) for start, end in words]
        reach = self._sentence.end if any(map(cue.denoting, CALLED_OFF)) else _STATUS_REACH
        return min(gaps)[1] if gaps and min(gaps)[0] <= reach else -1

    def _governor(self, start: int, end: int, clause: tuple[int, int]) -> CueMention | None:
        """Return the verb that says the event happens: "held" of "held talks" or "talks were held"."""
        for cue in self._cues:
            near = 0 <= start - cue.end <= 30 or 0 <= cue.start - end <= 40
            if clause[0] <= cue.start < clause[1] and near and happens(cue):
                return cue
        return None

    # ------------------------------------------------------------------- place, date

    def _in_side_clause(self, mention: EventMention, position: int) -> bool:
        """Tell whether a place stands in a clause of time or reason that the event is not told in."""
        start, _ = clause_at(self._clauses, position)
        side = self._text.startswith(("after", "before", "because", "when", "while"), start)
        return side and clause_at(self._clauses, mention.start)[0] != start

    def _is_where(self, place: Mention) -> bool:
        """Tell whether a preposition of place stands before the name."""
        return _PLACE.search(self._text, max(self._sentence.start, place.start - 12), place.start) is not None

    def _follows_to(self, place: Mention) -> bool:
        return _TO.search(self._text, self._sentence.start, place.start) is not None

    def _place(self, mention: EventMention, found: list[EventMention]) -> Mention | None:
        acting = {actor.start for group in self._groups for actor in group.members}
        candidates = [
            m
            for m in self._reading.mentions
            if m.kind is MentionKind.PLACE
            and m.start not in acting
            and self._world.things[m.refers[0]].state
            and (self._is_where(m) or m.end + 1 == mention.start)
            and self._belongs(mention, m.start, found)
            and not self._in_side_clause(mention, m.start)
        ]
        after = [m for m in candidates if m.start >= mention.end]
        if not mention.verb:  # "invited X to Lima to speak about the summit"
            candidates = [m for m in candidates if m in after or not self._follows_to(m)]
        return min(after or candidates, key=lambda m: abs(m.start - mention.start), default=None)

    def _date(self, mention: EventMention, found: list[EventMention]) -> TimeExpression | None:
        candidates = [
            d for d in self._reading.dates
            if self._belongs(mention, d.start, found)
            and not self._dates_another(d, mention)
            and not dates_something_else(self._text, self._sentence.start, mention.end, d)
            and not (self._told_from_now(d) and any(s <= d.start < e for s, e in self._quoted))
        ]  # fmt: skip
        if mention.status.value == STATUS["postponed"]:
            candidates = self._new_dates(candidates) or candidates
        year = edition(self._text, self._sentence.start, mention.start)
        if year is not None:
            candidates = [d for c in candidates for d in _in_edition(c, year, mention.end)] or [year]
        return min(candidates, key=lambda d: abs(d.start - mention.end), default=None)

    def _told_from_now(self, date: TimeExpression) -> bool:
        """Tell whether a date counts from the moment of speaking, which may be long before the article's.

        The last Sunday is the same for both, where the sentence does not say when it was said.
        """
        if isinstance(date.value, Weekday) and len(self._reading.dates) == 1:
            return date.value.shift is not None or date.value.week_offset is not None
        return not isinstance(date.value, Day | Month | NumericDay | Range | Year)

    def _new_dates(self, dates: Sequence[TimeExpression]) -> list[TimeExpression]:
        """Return the dates that something is put off to: June in "the visit in May was postponed to June"."""
        until = [
            replace(d, value=d.value.of) for d in dates
            if isinstance(d.value, Bounded) and d.value.bound is Bound.UNTIL
        ]  # fmt: skip
        return until + [d for d in dates if _TO.search(self._text, self._sentence.start, d.start)]

    def _dates_another(self, date: TimeExpression, mention: EventMention) -> bool:
        """Tell whether a date stands right before the name of another event: "the November 2023 summit"."""
        return any(
            m.kind is MentionKind.INITIATIVE
            and 0 <= m.start - date.end <= 1
            and m is not mention.initiative
            and m.start != mention.start
            for m in self._reading.mentions
        )

    def _relative(self, mention: EventMention, position: int) -> bool:
        """Tell whether "who" or "which" stands between: what is said behind it is about somebody."""
        first = mention.start if mention.start < position else self._sentence.start
        relative = [a for a, _ in self._clauses if self._text.startswith(("who", "which"), a)]
        return any(first < start <= position for start in relative)

    def _belongs(self, mention: EventMention, position: int, found: list[EventMention]) -> bool:
        """Tell whether a place or date at ``position`` is this mention's: same clause, or no rival nearer."""
        start, end = clause_at(self._clauses, mention.start)
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
    elif said is None and date.start >= told:
        value = date.value
        yield replace(date, value=replace(value, year=year)) if isinstance(value, Day | Month) else date
