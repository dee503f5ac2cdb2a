"""Sentences -> event mentions: each place where the words tell of an event, with its arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.document.quotations import quoted_spans
from kg.entity.actor import Actor
from kg.entity.actors import Cast
from kg.entity.groups import Group, group_at, groups_of, leading_person
from kg.event.acts import Acts
from kg.event.arguments import Arguments, happens, has_object
from kg.event.asides import aside, lies_ahead
from kg.event.circumstances import Circumstances
from kg.event.clauses import clause_at, clauses
from kg.event.counterparts import opens_with_past, other_side
from kg.event.dating import edition
from kg.event.editions import OPENS_EDITION, Editions
from kg.event.event_mention import EventMention
from kg.event.ordinals import ordinal_before
from kg.event.screening import done_to_nobody, tells_one_event
from kg.event.status import CALLED_OFF, Status, status_of
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.lexicon import Cue
from kg.mention.reading import CueMention, Reading, verb_spans
from kg.model import BlockKind, Document, Mention, MentionKind
from kg.vocab import EVENT_TYPE, LEX, ROLE, STATUS

_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|his|her|their|its|both)\s+(?:(?!an?\b|h[eo]ld|ha(?:s|d|ve)\b)[\w’'-]+\s+){0,3}$",
    re.I,
)
_NOUN_CONTEXT = re.compile(
    r"\b(?:a|an|the|this|that|his|her|their|its|of|in|for|after|before|during|at|first|last|next|new|[a-z]+al|phone|working|official|state|work|recent|[a-z]+ing)\s+$",
    re.I,
)
_DETERMINED = re.compile(
    r"\b(?:an?|the|his|her|its|their|this|that(?!\s+(?:he|she|it|they|we)\b))\s+"
    r"(?:(?!(?:will|would|may|might|can|could|shall|should|must|to|did|does|not)\b)[\w-]+\s+){0,2}$",
    re.I,
)
# "Biden's first meeting", "U.S.-Mexico talks", "United States-Colombia High-Level Strategic Dialogue"
_DOMESTIC = re.compile(
    r"\b(?:Act|bill|law|laws|legislation|executive orders?|Executive Orders?|proclamation|decree)\b"
)
_NO_SESSION = {EVENT_TYPE[t] for t in ("visit", "signing", "appointment", "plan-launch", "call")}
_BETWEEN = re.compile(r"\s+between\s+")
_ANAPHOR = re.compile(r"\bthe one\b")
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
        self._circumstances = Circumstances(
            self._text, reading, groups, self._clauses, quoted, knowledge.world
        )

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
            mention.place = mention.place or self._circumstances.place(mention, told)
            mention.date = mention.date or self._circumstances.date(mention, told)
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
        acts = list(self._completed(acts, found))
        yield from sorted([*found, *acts], key=lambda m: m.start)

    def acts(self, actors: Sequence[Actor]) -> Iterator[EventMention]:
        if self._reading.acts:
            acts = Acts(self._text, self._index, self._reading, actors, self._clauses, self._knowledge)
            told = acts.mentions(self._quoted)
            yield from (act for act in told if not done_to_nobody(self._text, act.end))

    def _completed(self, acts: list[EventMention], found: list[EventMention]) -> Iterator[EventMention]:
        """Yield acts with their place and date, but for those that another event word tells already."""
        told = {(m.type, clause_at(self._clauses, m.start)) for m in found if len(m.agents) > 1}
        for act in acts:  # the act that says more is told instead: "expelled a Serbian diplomat"
            found[:] = [m for m in found if not _says_less(m, act)]
        off = {clause_at(self._clauses, m.start) for m in found if m.status.value in CALLED_OFF}
        told |= {(EVENT_TYPE["suspension"], clause) for clause in off}  # "cancelled the visit"
        everything = [*found, *acts]
        for act in acts:
            same = (m for m in found if m.start < act.end and act.start < m.end)
            overlaps = any(len(m.agents) >= len(act.agents) for m in same)
            if not overlaps and (act.type, clause_at(self._clauses, act.start)) not in told:
                act.place = self._circumstances.place(act, everything)
                act.date = self._circumstances.date(act, everything)
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
        if not cue.is_verb:
            verbs = verb_spans(self._reading)
            other = other_side(self._text, self._sentence, self._groups, verbs, mention)
            self._arguments.add(mention, other, cue.subject_role)
            mention.one_sided = mention.one_sided and other is None
        behind = [actor.end for actor, _ in mention.agents if mention.end < actor.start]
        if behind and not cue.is_verb:  # "a meeting between X and Y will take place"
            mention.status = self._status(mention.start, max(behind), verb=False)
            if mention.status.negated:
                return None
            if opens_with_past(self._text, self._sentence, mention):
                mention.status = Status(STATUS["occurred"])
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
            or self._is_titled_travel(mention)
            or self._text.startswith((" of ", " by "), mention.end)
        )
        if cues[0].denotes[0] == EVENT_TYPE["visit"] and self._goes_straight_to(mention):
            noun = False  # "the minister visits Chile"
        return next((c for c in cues if c.is_verb != noun), cues[0])

    def _is_titled_travel(self, mention: CueMention) -> bool:
        """Tell whether "Travel" is a noun of a headline: "Senior Official Travel to Chile"."""
        inside = mention.start > self._sentence.start
        return (
            inside
            and self._sentence.kind is BlockKind.HEADLINE
            and self._text.startswith("Travel ", mention.start)
        )

    def _goes_straight_to(self, mention: CueMention) -> bool:
        """Tell whether the place visited stands right behind the word, as it does behind a verb."""
        where = (MentionKind.STATE, MentionKind.PLACE)
        return any(m.kind in where and m.start == mention.end + 1 for m in self._reading.mentions)

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
        begin = self._sentence.start
        year = edition(self._text, begin, mention.start)
        if event.status.value is None and year is None and lies_ahead(self._text[begin : mention.start]):
            event.status = Status(STATUS["planned"], negated=False)
        event.initiative, event.definite = mention, True
        self._arguments.governed(event)
        event.additive = bool(event.agents)
        if not event.agents and (between := _BETWEEN.match(self._text, mention.end)):
            sides = group_at(self._text, self._groups, between.end())
            self._arguments.add(event, sides, ROLE["participant"])
        return event

    def _in_passing(self, name: Mention, session_type: str) -> EventMention | None:
        """Take the edition of a series that is told of beside another event: "at the X in Lima"."""
        where = (MentionKind.PLACE, MentionKind.STATE)
        places = [m for m in self._reading.mentions if m.kind in where]
        told = aside(self._text, self._sentence, name, places, self._reading.dates)
        if told is None:
            return None
        status = Status(told.status, negated=False)
        return EventMention(
            session_type, name.start, name.end, self._index, status, initiative=name, definite=True,
            place=told.place, date=told.date, aside=True,
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


def _says_less(mention: EventMention, act: EventMention) -> bool:
    """Tell whether an act of the same type at the same words names more of those who take part."""
    same = mention.type == act.type and mention.start < act.end and act.start < mention.end
    return same and {a.agent for a, _ in mention.agents} < {a.agent for a, _ in act.agents}
