"""Sentences -> event mentions: each place where the words tell of an event, with its arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.document.quotations import quoted_spans
from kg.entity.actors import Actor, Cast
from kg.entity.groups import Group, group_at, groups_of, leading_person, subject_before
from kg.event.clauses import clause_at, clauses
from kg.event.status import Status, status_of
from kg.knowledge import Knowledge
from kg.knowledge.lexicon import Cue
from kg.mention.reading import CueMention, Reading
from kg.model import BlockKind, Document, Mention, MentionKind
from kg.temporal import TimeExpression
from kg.temporal.expression import Day, Month, NumericDay, Range, Year
from kg.vocab import DIPL, EVENT_TYPE, LEX, ROLE, STATUS

_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
} | {"inaugural": 1}
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))\b(?:[\s-]+[\w'’-]+){{0,4}}?[\s-]*$", re.I)
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|his|her|their|its|both)\s+(?:(?!an?\b|h[eo]ld|ha(?:s|d|ve)\b)[\w’'-]+\s+){0,3}$", re.I)
_POSSESSIVE_PRONOUN = re.compile(r"\b(?:his|her|their)\s+(?:[\w’'-]+\s+){0,3}$", re.I)
_NOUN_CONTEXT = re.compile(r"\b(?:a|an|the|this|that|his|her|their|its|of|in|for|after|before|during|at|first|last|next|new|[a-z]+al|phone|working|official|state|work|recent|[a-z]+ing)\s+$", re.I)
_DETERMINED = re.compile(r"\b(?:an?|the|his|her|its|their|this|that)\s+(?:[\w-]+\s+){0,2}$", re.I)
_WITH = re.compile(r"\b(?:with|between|among|by|of|involving|from)\s+", re.I)
_PLACE = re.compile(r"\b(?:in|at|outside|near|to)\s+(?:the\s+)?$", re.I)
# "Biden's first meeting", "U.S.-Mexico talks", "United States-Colombia High-Level Strategic Dialogue"
_OWNED = re.compile(r"['’]s?\s+(?:[\w’'-]+\s+){0,3}|[\s-]+(?:(?:[a-z]+al|[A-Z][\w’'-]*|joint|annual|trade|peace)\s+){0,3}")
_THE_TEXT = re.compile(r"\s+(?:the|that|this)\s+(?:[\w-]+\s+){0,2}(?:agreement|memorandum|treaty|accord|deal|pact|protocol|document|text|charter|declaration)\b", re.I)
_AND_VERB = re.compile(r",?\s+and\s+(?:(?:also|then|later|will|would|[a-z]+ly)\s+)*")
_PRONOUN = re.compile(r"\b(he|she)\s+(?:[a-z’']+\s+){0,2}$", re.I)
_PRONOUN_CONFIDENCE = 0.65
_OPENING = re.compile(r"(?:In|During|At|After|Following)\s+(?:[\w’'-]+\s+){0,3}")
_ANAPHOR = re.compile(r"\bthe one\b")
_BY = re.compile(r"\s+by\s+")
_LISTING = re.compile(r"\b(?:will be|would be|were|was|are|is|by|included|include)\s+")
_TO = re.compile(r"\s+(?:to|in)\s+(?:the\s+)?$")
_PASSIVE = re.compile(r"\b(?:was|were|been|be|being|is|are)\s+(?:[a-z]+ly\s+)?$")
_STATUS_REACH = 60  # code points between an event word and a word for its status
_COMPANION_REACH = 110  # code points from the trigger to "with": room for a place and a date


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


def event_mentions(
    document: Document, readings: Sequence[Reading], cast: Cast, knowledge: Knowledge
) -> Iterator[EventMention]:
    """Yield the event mentions of an article in text order."""
    quoted = quoted_spans(document)
    protagonist: Actor | None = None
    for index, reading in enumerate(readings):
        if reading.sentence.kind is BlockKind.POST:
            continue  # says again what the body quotes
        groups = groups_of(document.article.text, cast.actors[index])
        yield from _Sentence(document, index, reading, groups, quoted, protagonist, knowledge).mentions()
        protagonist = leading_person(document.article.text, groups, reading.sentence.start) or protagonist


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
        self._protagonist = protagonist
        self._quoted = quoted
        self._text = document.article.text
        self._index = index
        self._reading = reading
        self._groups = groups
        self._world = knowledge.world
        self._sentence = reading.sentence
        self._clauses = clauses(self._text, reading.sentence, reading.dates)
        self._cues = reading.cues

    # ---------------------------------------------------------------------- triggers

    def mentions(self) -> Iterator[EventMention]:
        found = [m for cue in self._cues if (m := self._from_cue(cue))]
        found += [m for mention in self._reading.mentions if (m := self._from_initiative(mention, found))]
        found += list(self._anaphors(found))
        if not found:
            found += list(self._additions())
        found.sort(key=lambda m: m.start)
        for mention in found:
            mention.place = mention.place or self._place(mention, found)
            mention.date = mention.date or self._date(mention, found)
        for before, mention in zip(found, found[1:], strict=False):
            same_clause = clause_at(self._clauses, before.start) == clause_at(self._clauses, mention.start)
            if mention.status.value is None and same_clause:
                mention.status = before.status  # "are to meet for a summit"
            if self._text.startswith("where", clause_at(self._clauses, mention.start)[0]) and not same_clause:
                mention.date = mention.date or before.date  # "travelled to X on Monday, where he met Y"
                mention.place = mention.place or before.place
        yield from found

    def _from_cue(self, cue_mention: CueMention) -> EventMention | None:
        cue = self._event_cue(cue_mention)
        if cue is None:
            return None
        mention = self._new(cue.denotes[0], cue_mention.start, cue_mention.end, verb=cue.is_verb)
        if mention.status.negated:
            return None
        (self._verb_arguments if cue.is_verb else self._noun_arguments)(mention, cue)
        if cue.object_role == ROLE["guest"] and not self._guests(mention):
            return None  # "welcomed the decision"
        self._things(mention)
        return mention

    def _guests(self, mention: EventMention) -> bool:
        return any(role == ROLE["guest"] and actor.kind is MentionKind.PERSON for actor, role in mention.agents)

    def _event_cue(self, mention: CueMention) -> Cue | None:
        """Pick the verb or the noun where a form is both ("visits", "meeting")."""
        cues = [c for c in mention.cues if c.denotes and c.denotes[0].startswith(EVENT_TYPE)]
        if len(cues) < 2:
            return cues[0] if cues else None
        before = self._text[max(self._sentence.start, mention.start - 40) : mention.start]
        noun = _NOUN_CONTEXT.search(before) is not None or _DETERMINED.search(before) is not None or before.rstrip().endswith(("'s", "’s", "’"))
        return next((c for c in cues if c.is_verb != noun), cues[0])

    def _from_initiative(self, mention: Mention, found: list[EventMention]) -> EventMention | None:
        """Take a named series for an event where something says that an edition of it happens."""
        thing = self._world.things[mention.refers[0]]
        if mention.kind is not MentionKind.INITIATIVE or thing.session_type is None:
            return None
        if any(m.initiative is mention for m in found):
            return None
        start, end = clause_at(self._clauses, mention.start)
        happens = [c for c in self._cues if start <= c.start < end and self._happens(c)]
        scheduled = (STATUS["planned"], STATUS["cancelled"])
        told = any(c.denoting(s) and self._nearest(c) == mention.start for c in self._cues for s in scheduled)
        number = self._ordinal(mention.start)
        if number is None and not told and not any(self._governs(c, mention) for c in happens):
            return None
        event = self._new(thing.session_type, mention.start, mention.end, verb=False)
        if event.status.negated:
            return None
        event.initiative, event.session_number, event.definite = mention, number, True
        self._governed(event)
        event.additive = bool(event.agents)
        return event

    def _happens(self, cue: CueMention) -> bool:
        return cue.denoting(DIPL["DiplomaticEvent"]) is not None or cue.denoting(ROLE) is not None

    def _governs(self, cue: CueMention, mention: Mention) -> bool:
        gap = self._text[cue.end : mention.start] if cue.end <= mention.start else self._text[mention.end : cue.start]
        return len(gap) <= 40 and "," not in gap

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
            listing = _LISTING.search(self._text, cue_mention.end, min(self._sentence.end, cue_mention.end + 60))
            group = group_at(self._text, self._groups, listing.end()) if listing else None
            if group is not None:
                status = status_of(
                    self._text, self._sentence, (self._sentence.start, self._sentence.end),
                    (cue_mention.start, cue_mention.end), self._cues, verb=False,
                )  # fmt: skip
                mention = EventMention("", cue_mention.start, cue_mention.end, self._index, status, definite=True, additive=True)
                self._add(mention, group, cue.subject_role)
                yield mention

    def _new(self, event_type: str, start: int, end: int, *, verb: bool) -> EventMention:
        clause = clause_at(self._clauses, start)
        owned = [c for c in self._cues if c.denoting(STATUS) is None or self._nearest(c) == start]
        governor = "" if verb else self._governor(start, end, clause)
        status = status_of(self._text, self._sentence, clause, (start, end), owned, verb=verb, governor=governor)
        before = self._text[self._sentence.start : start]
        return EventMention(
            event_type, start, end, self._index, status,
            session_number=self._ordinal(start),
            definite=not verb and _DEFINITE.search(before) is not None,
            headline=self._sentence.kind in (BlockKind.HEADLINE, BlockKind.CAPTION),
        )  # fmt: skip

    def _nearest(self, cue: CueMention) -> int:
        """Return where the event word nearest to a cue starts (-1: none near); a cue speaks of that one only."""
        words = [(c.start, c.end) for c in self._cues if c.denoting(EVENT_TYPE)]
        words += [
            (m.start, m.end) for m in self._reading.mentions
            if m.kind is MentionKind.INITIATIVE and not any(0 <= m.start - end <= 20 for _, end in words)
        ]  # fmt: skip
        words += [m.span() for m in _ANAPHOR.finditer(self._text, self._sentence.start, self._sentence.end)]
        gaps = [(min(abs(start - cue.end), abs(cue.start - end)), start) for start, end in words]
        reach = self._sentence.end if cue.denoting(STATUS["cancelled"]) else _STATUS_REACH
        return min(gaps)[1] if gaps and min(gaps)[0] <= reach else -1

    def _governor(self, start: int, end: int, clause: tuple[int, int]) -> str:
        """Return the verb that says the event happens: "held" of "held talks" or "talks were held"."""
        for cue in self._cues:
            near = 0 <= start - cue.end <= 30 or 0 <= cue.start - end <= 40
            if clause[0] <= cue.start < clause[1] and near and self._happens(cue):
                return self._text[cue.start : cue.end].lower()
        return ""

    def _ordinal(self, position: int) -> int | None:
        match = _ORDINAL.search(self._text, max(self._sentence.start, position - 60), position)
        if match is None:
            return None
        word = match.group(1).lower()
        return _ORDINALS.get(word) or int(re.sub(r"\D", "", word))

    # --------------------------------------------------------------------- arguments

    def _verb_arguments(self, mention: EventMention, cue: Cue) -> None:
        floor, ceiling = self._reach(mention.start)
        subject = self._subject(mention.start, floor)
        passive = _PASSIVE.search(self._text[max(floor, mention.start - 20) : mention.start]) is not None
        agent = _BY.match(self._text, mention.end)
        if passive:
            self._add(mention, subject, cue.object_role)
            if agent:
                self._add(mention, group_at(self._text, self._groups, agent.end()), cue.subject_role)
        else:
            self._add(mention, subject, cue.subject_role)
            self._add(mention, self._object(mention, cue.object_role), cue.object_role)
        self._companions(mention, cue, ceiling)
        self._destination(mention, cue)

    def _subject(self, position: int, floor: int) -> Group | None:
        """Return the subject of a verb: of the verb before it where two share one ("met X and chaired Y")."""
        group = subject_before(self._text, self._groups, position, floor)
        if group is None:
            return self._protagonist_as(position, floor)
        if _AND_VERB.fullmatch(self._text, group.end, position):
            for cue in self._cues:
                if floor <= cue.start and 0 <= group.start - cue.end <= 25 and any(c.is_verb for c in cue.cues):
                    return self._subject(cue.start, floor) or group
        return group

    def _subject_to_come(self, mention: EventMention) -> Group | None:
        """Return who "during his visit to X, Y ..." speaks of: the person after the comma."""
        for group in self._groups:
            after_comma = self._text[max(0, group.start - 2) : group.start] == ", "
            if group.start > mention.end and after_comma and group.members[0].kind is MentionKind.PERSON:
                return group
        return None

    def _protagonist_as(self, position: int, floor: int) -> Group | None:
        """Return who "he" or "she" is where the sentence names nobody: the subject of the one before."""
        pronoun = _PRONOUN.search(self._text, max(floor, position - 24), position)
        if pronoun is None or self._protagonist is None:
            return None
        start, end = pronoun.span(1)
        actor = replace(
            self._protagonist, start=start, end=end, name_start=start, name_end=end, confidence=_PRONOUN_CONFIDENCE
        )
        return Group(start, end, (actor,))

    def _reach(self, position: int) -> tuple[int, int]:
        """Return how far back the subject may be and how far on companions may be.

        A clause that begins with "who" looks for its subject before the word.
        """
        start, end = clause_at(self._clauses, position)
        opener = self._text[start : start + 4].lower()
        floor = self._sentence.start if opener.startswith(("who", "(", "—")) or not self._subject_inside(start, position) else start
        return floor, end

    def _subject_inside(self, start: int, position: int) -> bool:
        return any(start <= g.start and g.end <= position for g in self._groups)

    def _object(self, mention: EventMention, role: str | None) -> Group | None:
        if role == ROLE["guest"]:  # "received at his office on Sunday X"
            return next((g for g in self._groups if 0 < g.start - mention.end <= 60 and _has_person(g)), None)
        group = group_at(self._text, self._groups, mention.end, reach=30)
        gap = self._text[mention.end : group.start] if group else ""
        return group if group and not re.search(r"\b(?:with|at|in|on|to|for|by|that|after|during|amid|under|since|until|before|as)\b", gap) else None

    def _companions(self, mention: EventMention, cue: Cue, ceiling: int) -> None:
        if cue.companion_role is None:
            return
        for link in _WITH.finditer(self._text, mention.end, min(ceiling, mention.end + _COMPANION_REACH)):
            word = link.group().strip().lower()
            if word in ("of", "by", "from") and link.start() > mention.end + 1:
                continue
            if (group := group_at(self._text, self._groups, link.end())) is not None:
                acting = word == "by" or (cue.place_role is not None and word in ("of", "from"))
                self._add(mention, group, cue.subject_role if acting else cue.companion_role)
                if word != "of":
                    return

    def _between(self, mention: EventMention, ceiling: int) -> bool:
        return re.search(r"\b(?:between|among|of)\s", self._text[mention.end : min(ceiling, mention.end + 60)]) is not None

    def _destination(self, mention: EventMention, cue: Cue) -> None:
        """Give the state that a visit goes to the role of host, a city the role of place."""
        if cue.place_role is None:
            return
        visitors = [a.end for a, _ in mention.agents if a.start >= mention.end]
        for place in self._reading.mentions:
            end = max([mention.end, *(e for e in visitors if e <= place.start)])
            gap = self._text[end : place.start]
            if place.start < mention.end or len(gap) > 40 or not re.fullmatch(r"\s+(?:(?:\w+\s+){0,2}(?:to|in)\s+)?(?:the\s+)?", gap):
                continue
            thing = self._world.things[place.refers[0]]
            if place.kind is MentionKind.STATE:
                actor = Actor(place.start, place.end, thing.iri, place.kind, place.start, place.end, None, thing.iri, 0.85)
                mention.agents.append((actor, cue.place_role))
            elif place.kind is MentionKind.PLACE:
                mention.place = place
            return

    def _noun_arguments(self, mention: EventMention, cue: Cue) -> None:
        _, ceiling = self._reach(mention.start)
        self._companions(mention, cue, ceiling)
        count, companions = len(mention.agents), bool(mention.agents) and not self._between(mention, ceiling)
        self._destination(mention, cue)
        self._owner(mention, cue)
        bare = not mention.agents
        self._governed(mention)
        mention.additive = bare and mention.definite and bool(mention.agents)
        mention.one_sided = companions and len(mention.agents) == count
        if mention.one_sided and _OPENING.fullmatch(self._text, self._sentence.start, mention.start):
            self._add(mention, self._subject_to_come(mention), cue.subject_role)  # "In talks with X, Y said"

    def _owner(self, mention: EventMention, cue: Cue) -> None:
        """Find who "Biden's meeting", "U.S.-Mexico talks" and "his meeting" belong to."""
        before = [g for g in self._groups if g.end <= mention.start]
        if before and _OWNED.fullmatch(self._text, before[-1].end, mention.start):
            owner = before[-1]
            gap = self._text[owner.end : mention.start]
            if gap.startswith(("'", "’")) or all(a.kind is MentionKind.STATE for a in owner.members):
                self._add(mention, owner, cue.subject_role)
        pronoun = _POSSESSIVE_PRONOUN.search(self._text, max(self._sentence.start, mention.start - 40), mention.start)
        if pronoun:
            subject = self._subject(pronoun.start(), self._sentence.start) or self._subject_to_come(mention)
            if subject and pronoun.group().lower().startswith(("his", "her")) and not _has_person(subject):
                subject = None
            self._add(mention, subject, cue.subject_role)

    def _governed(self, mention: EventMention) -> None:
        """Find who holds, hosts, chairs or attends the event a noun names."""
        start, end = clause_at(self._clauses, mention.start)
        for cue_mention in self._cues:
            if not start <= cue_mention.start < end or not self._happens(cue_mention):
                continue
            cue = cue_mention.denoting(ROLE) or cue_mention.denoting(DIPL["DiplomaticEvent"])
            if cue is None or cue.subject_role is None:
                continue
            if by := _BY.match(self._text, cue_mention.end):
                self._add(mention, group_at(self._text, self._groups, by.end()), cue.subject_role)
            elif cue_mention.end <= mention.start and mention.start - cue_mention.end <= 60:
                subject = self._subject(cue_mention.start, start)
                self._add(mention, subject, cue.subject_role)

    def _add(self, mention: EventMention, group: Group | None, role: str | None) -> None:
        if group is None or role is None:
            return
        for actor in group.members:
            if actor.agent not in {a.agent for a, _ in mention.agents}:
                mention.agents.append((actor, role))

    # ------------------------------------------------------- initiative, place, date

    def _things(self, mention: EventMention) -> None:
        """Attach the initiative ("meeting of the X") or the agreement ("signed the Y") beside it."""
        _, ceiling = self._reach(mention.start)
        if mention.type == EVENT_TYPE["signing"] and _THE_TEXT.match(self._text, mention.end, ceiling):
            mention.definite = True
        for thing in self._reading.mentions:
            near = mention.end <= thing.start < ceiling and thing.start - mention.end <= 60
            before = 0 <= mention.start - thing.end <= 2
            gap = self._text[mention.end : thing.start]
            if thing.kind is MentionKind.INITIATIVE and (before or near and re.search(r"^\s*(?:of|for|under|on|to)\b", gap)):
                if self._world.things[thing.refers[0]].session_type and mention.initiative is None:
                    mention.initiative = thing
            elif thing.kind is MentionKind.AGREEMENT and near and mention.type == EVENT_TYPE["signing"]:
                mention.agreement = mention.agreement or thing

    def _place(self, mention: EventMention, found: list[EventMention]) -> Mention | None:
        candidates = [
            m for m in self._reading.mentions
            if m.kind is MentionKind.PLACE and self._world.things[m.refers[0]].state
            and (_PLACE.search(self._text, max(self._sentence.start, m.start - 12), m.start) or m.end + 1 == mention.start)
            and self._belongs(mention, m.start, found)
        ]  # fmt: skip
        after = [m for m in candidates if m.start >= mention.end]
        return min(after or candidates, key=lambda m: abs(m.start - mention.start), default=None)

    def _date(self, mention: EventMention, found: list[EventMention]) -> TimeExpression | None:
        candidates = [
            d for d in self._reading.dates
            if self._belongs(mention, d.start, found)
            and not (_told_from_now(d) and any(s <= d.start < e for s, e in self._quoted))
        ]  # fmt: skip
        return min(candidates, key=lambda d: abs(d.start - mention.end), default=None)

    def _belongs(self, mention: EventMention, position: int, found: list[EventMention]) -> bool:
        """Tell whether a place or date at ``position`` is this mention's: same clause, or no rival nearer."""
        start, end = clause_at(self._clauses, mention.start)
        if not start <= position < end and len(found) > 1:
            return False
        rivals = [m for m in found if m is not mention and m.start <= position]
        nearest = max((m.start for m in rivals), default=-1)
        return not mention.start < nearest <= position and not (position < mention.start and rivals)



def _has_person(group: Group) -> bool:
    return any(actor.kind is MentionKind.PERSON for actor in group.members)


def _told_from_now(date: TimeExpression) -> bool:
    """Tell whether a date counts from the moment of speaking, which for a quotation is not the article's."""
    return not isinstance(date.value, Day | Month | NumericDay | Range | Year)
