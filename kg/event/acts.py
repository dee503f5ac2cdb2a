"""Verbs of acts -> event mentions: what states and organisations demand, reject, give or do by force.

An act is told where a finite verb of the lexicon has the complement its entry asks for, and either its
subject or whom it is directed at is known. What is said inside quotation marks, denied, only obliged to
or a condition is no act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.entity.actor import Actor
from kg.entity.groups import Group, groups_of, subject_before
from kg.event.clauses import clause_at
from kg.event.complements import ALONE, DIRECT, STOP, THAT, TO_DO, TOLD_OF, any_of, near
from kg.event.event_mention import EventMention
from kg.event.sides import sides_of
from kg.event.status import Status
from kg.event.sufficiency import VIOLENT, Sufficiency
from kg.event.verb_forms import VerbForm, verb_form
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.lexicon import Act
from kg.knowledge.phrases import Match
from kg.knowledge.world import World
from kg.mention.reading import Reading, verb_spans
from kg.model import BlockKind, MentionKind
from kg.vocab import DIPL, EVENT_TYPE, LEX, ROLE, STATUS

_CONDITION = re.compile(r"(?:if|unless|whether|until|lest)\b", re.I)
_WINDOW = 120  # code points after a verb in which its complement stands
_PRONOUN = re.compile(
    r"\b(it|they|he|she|(?:its|their|his)\s+(?:troops|forces|army|soldiers|fighters|government|country|police))\s+$",
    re.I,
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|says|that)\b")
_JOINED = re.compile(r"(?:\b(?:and|but|or)|,)\s+(?:\w+ly\s+|also\s+|then\s+)?$")
_DENIED = re.compile(
    r"\b(?:not|n['’]t)\s+(?:mean|say|believe|think)\b|\b(?:denied|denies|denying|deny|no evidence)\b"
)
_NOTHING = re.compile(
    r"\s*(?:[.,;:)]|$|(?:in|at|on|against|for|over|outside|near|across|after|before|during|to|since|as|by|while|again|today"
    r"|yesterday|throughout|[A-Z][a-z]+day)\b)"
)
_OBJECT_OF = re.compile(
    r"\b(?!hundred)[a-z]+(?:ing|ed)\s+(?:the\s+)?$"
)  # "welcomed |Sweden joining NATO", "praised |the EU"
_WHERE_ENDS = re.compile(r"[ ,.;]|['’]s\s+capital\b|$")
_OPENING = re.compile(r"\W*(?:the\s+|some\s+|many\s+|most\s+|angry\s+)?", re.I)
_IN = re.compile(r"\b(?:in|across|throughout)\s+(?:[a-z]+ern\s+)?")
_IN_A_PLACE = (*VIOLENT, EVENT_TYPE["demonstration"])
_COMPOUND = re.compile(
    r"\s(?!(?:movement|group|militia|party|organi[sz]ation|network|front|faction|army|militants|rebels|guerrillas|fighters"
    r"|leadership|leaders|spokesman|spokeswoman|government|administration|troops|forces)\b)(?!(?:and|or|in|on|of|to|at|for|by|with|from|along|who|whose|together|which|as|but)\b)[a-z-]+(?<!ly)(?<!s)\b"
)
_NAMED_KINDS = (MentionKind.STATE, MentionKind.ADJECTIVE, MentionKind.METONYM, MentionKind.ORGANISATION)
_OBJECT_REACH = 75  # code points after a verb in which the noun of its object stands
_PASSIVE_REACH = 90  # code points before a passive verb in which its subject stands
_PRONOUN_CONFIDENCE = 0.65


@dataclass(frozen=True, slots=True)
class _Object:
    """What follows a verb: the stretch its complement lies in, and whom it names first."""

    start: int
    end: int
    named: tuple[Actor, ...]


class Acts:
    """Finds the acts that one sentence tells."""

    def __init__(
        self,
        text: str,
        index: int,
        reading: Reading,
        actors: Sequence[Actor],
        clauses: tuple[tuple[int, int], ...],
        knowledge: Knowledge,
    ) -> None:
        self._text = text
        self._index = index
        self._reading = reading
        self._sentence = reading.sentence
        self._clauses = clauses
        self._world: World = knowledge.world
        self._speech_acts = knowledge.lexicon.speech_acts
        sides = list(sides_of(text, reading, actors, knowledge.lexicon.state_organs, knowledge.world))
        self._people = {(s.actor.start, s.actor.end) for s in sides if not s.official}
        self._worth = Sufficiency(
            text, self._sentence.start, self._sentence.end, knowledge.world, knowledge.lexicon.speech_acts,
            frozenset(self._people), frozenset((s.actor.start, s.actor.end) for s in sides if s.party),
        )  # fmt: skip
        spans = [(s.actor.start, s.actor.end) for s in sides]
        plain = [a for a in actors if not any(s <= a.start < e for s, e in spans)]
        everyone = sorted([*plain, *(s.actor for s in sides)], key=lambda a: (a.start, -a.end))
        self._commitments = [c for c in reading.cues if c.denoting(DIPL["Commitment"])]
        self._verbs = sorted(verb_spans(reading) + [(a.start, a.end) for a in reading.acts])
        self._groups = groups_of(text, everyone, self._verbs)

    def mentions(self, quoted: Sequence[tuple[int, int]]) -> Iterator[EventMention]:
        """Yield the acts in text order; ``quoted`` are the spans of quotations, in which nothing is told."""
        if self._text[self._sentence.start : self._sentence.end].rstrip().endswith("?"):
            return  # a question tells nothing
        for match in self._reading.acts:
            if any(start <= match.start < end for start, end in quoted):
                continue
            clause = clause_at(self._clauses, match.start)
            form = verb_form(self._text, self._sentence.start, match.start, match.end)
            if form is None or _CONDITION.match(self._text, clause[0]):
                continue
            if _DENIED.search(self._text, max(self._sentence.start, match.start - _WINDOW), match.start):
                continue
            entries = sorted(
                match.entries,
                key=lambda a: (not a.subject_words, bool(a.complements), not a.object_words, a.type),
            )  # what asks for particular words is told first
            if any(c.start < match.end and match.start < c.end for c in self._commitments):
                entries = [act for act in entries if act.type != EVENT_TYPE["pledge"]]  # told as a commitment
            told = (m for act in entries if (m := self._told(act, match, form)))
            if (mention := next(told, None)) is not None:
                yield mention

    def _told(self, act: Act, match: Match[Act], form: VerbForm) -> EventMention | None:
        follows = self._object(act, match)
        if not self._complemented(act, match, form, follows):
            return None
        subject = self._subject(form)
        if form.present and (subject is None or form.start - subject.end > len(", ")):
            return None  # "Israeli bombs": a noun
        if form.plural and not self._heads_sentence(subject):
            return None
        if act.subject_words and not self._of_subject(act, form):
            return None
        spoken = act.type in self._speech_acts
        if spoken and form.status != STATUS["occurred"]:
            return None  # "would reject"
        mention = EventMention(
            act.type, match.start, match.end, self._index, Status(form.status),
            headline=self._sentence.kind in (BlockKind.HEADLINE, BlockKind.CAPTION),
        )  # fmt: skip
        if act.subject_role == ROLE["target"]:
            return self._ordered(mention, subject)
        if form.passive:
            self._add(mention, subject, act.object_role)
            self._add(mention, self._agent(match.end), act.subject_role)
        else:
            self._add(mention, subject, act.subject_role)
            self._target(mention, follows, act)
            if act.object_role == act.subject_role and subject is None and len(mention.agents) == 1:
                return None  # done with somebody, by nobody knows whom
        if act.type in _IN_A_PLACE:
            self._add(mention, self._territory(match.end), ROLE["territory"])
        mention.sufficient = self._worth.of(mention, act)
        return mention if mention.sufficient else None  # one without participants needs a place

    def _ordered(self, mention: EventMention, subject: Group | None) -> EventMention | None:
        """Read "X said that Y must ...": what X asks of Y."""
        said = [c for c in self._reading.cues if c.denoting(DIPL["PublicStatement"])]
        said = [c for c in said if subject and c.end <= subject.start]
        if subject is None or not said:
            return None
        speaker = subject_before(self._text, self._groups, said[0].start, self._sentence.start, self._verbs)
        self._add(mention, speaker, ROLE["participant"])
        self._add(mention, subject, ROLE["target"])
        mention.sufficient = len(mention.agents) > 1
        return mention if mention.sufficient else None

    # ---------------------------------------------------------------------- subject

    def _subject(self, form: VerbForm) -> Group | None:
        """Return who acts; for a pronoun, who spoke of itself earlier in the sentence."""
        clause, _ = clause_at(self._clauses, form.start)
        inside = any(clause <= g.start and g.end <= form.start for g in self._groups)
        opener = self._text[clause : clause + 3].lower()
        floor = clause if inside and opener != "who" else self._sentence.start
        pronoun = _PRONOUN.search(self._text, max(floor, form.start - 24), form.start)
        if pronoun is None:
            group = subject_before(self._text, self._groups, form.start, floor, self._verbs)
            return group if group and self._governs(group, form.start, floor) else None
        group = subject_before(self._text, self._groups, pronoun.start(), self._sentence.start, self._verbs)
        if group is None:
            return None
        span = pronoun.span(1)
        members = tuple(replace(a, confidence=min(a.confidence, _PRONOUN_CONFIDENCE)) for a in group.members)
        return Group(span[0], span[1], members)

    def _governs(self, group: Group, position: int, floor: int) -> bool:
        """Tell whether a group is the subject of a verb at ``position``.

        It is not where it modifies a noun ("the Iraq adventure"), is the object of a verb before, or
        where the verb belongs to another one between ("is one of those committed to").
        """
        gap = self._text[group.end : position]
        if _COMPOUND.match(gap) or _OBJECT_OF.search(self._text, max(floor, group.start - 24), group.start):
            return False
        other = _VERB.search(gap) or any(group.end <= s and e <= position for s, e in self._verbs)
        return not other or _JOINED.search(gap) is not None

    def _heads_sentence(self, subject: Group | None) -> bool:
        """Tell whether a subject in the plural begins the sentence: not "helped |rebels| seize ..."."""
        if subject is None or (len(subject.members) < 2 and self._text[subject.end - 1] != "s"):
            return False
        return _OPENING.fullmatch(self._text, self._sentence.start, subject.start) is not None

    def _of_subject(self, act: Act, form: VerbForm) -> bool:
        """Tell whether the words before a verb hold one that its entry asks for: "troops", "fighting"."""
        clause, _ = clause_at(self._clauses, form.start)
        start = max(clause, form.start - _PASSIVE_REACH)
        return any_of(act.subject_words).search(self._text[start : form.start].lower()) is not None

    def _agent(self, position: int) -> Group | None:
        end = min(self._sentence.end, position + _WINDOW)
        for link in re.finditer(r"\bby\s+(?:the\s+)?", self._text[position:end]):
            start = position + link.end()
            return next((g for g in self._groups if g.start <= start < g.end or g.start == start), None)
        return None

    # ----------------------------------------------------------------------- object

    def _object(self, act: Act, match: Match[Act]) -> _Object:
        start = match.end
        end = min(self._sentence.end, start + _WINDOW)
        stop = STOP.search(self._text, start + 1, end)
        end = stop.start() if stop else end
        return _Object(start, end, self._named_at(start, end))

    def _named_at(self, start: int, end: int) -> tuple[Actor, ...]:
        """Return whom an object that begins at ``start`` names first: "an |Indian proposal"."""
        gap = DIRECT.match(self._text, start, end)
        return self._somebody(gap.end()) if gap else ()

    def _somebody(self, position: int) -> tuple[Actor, ...]:
        """Return who is named right at a position, be it as an actor, a state's adjective or a capital."""
        for group in self._groups:
            if group.start <= position < group.end and any(a.start == position for a in group.members):
                return tuple(a for a in group.members if a.start >= position)
        for mention in self._reading.mentions:
            if mention.start != position:
                continue
            thing = self._world.things[mention.refers[0]]
            state = thing.state or (thing.iri if mention.kind is MentionKind.STATE else None)
            if mention.kind is MentionKind.PLACE:
                state = self._world.capital_of.get(thing.iri)
            elif mention.kind is MentionKind.ORGANISATION:
                span = (mention.start, mention.end)
                return (Actor(*span, thing.iri, mention.kind, *span, None, thing.state, 0.8),)
            elif mention.kind not in _NAMED_KINDS:
                state = None
            if state is not None:
                span = (mention.start, mention.end)
                return (Actor(*span, state, MentionKind.STATE, *span, None, state, 0.75),)
        return ()

    def _complemented(self, act: Act, match: Match[Act], form: VerbForm, follows: _Object) -> bool:
        if not act.complements and not act.object_words:
            return True
        words = self._text[follows.start : follows.end]
        if any(self._follows(kind, words, act, match, form, follows) for kind in act.complements):
            return True
        if act.complements == {LEX["Infinitive"]}:
            return False
        words = _object_of(act, words)
        if form.passive:
            words += self._text[max(self._sentence.start, form.start - _PASSIVE_REACH) : form.start]
        return bool(act.object_words) and any_of(act.object_words).search(words) is not None

    def _follows(
        self, kind: str, words: str, act: Act, verb: Match[Act], form: VerbForm, follows: _Object
    ) -> bool:
        """Tell whether a complement of a kind follows the verb."""
        named = self._names_whom(form) if form.passive else bool(follows.named)
        to_do = TO_DO.search(words)
        match kind.rsplit("#", 1)[-1]:
            case "Actor":
                return named
            case "ActorAlone":
                return named and (form.passive or self._is_alone(follows))
            case "ActorAndInfinitive":
                return named and to_do is not None
            case "Clause":
                return THAT.match(self._text, verb.end, self._sentence.end) is not None
            case "Place":
                return not form.passive and self._is_place(follows.start, follows.end)
            case "OrganisationAlone":
                return self._is_alone(follows) and self._is_organisation(follows.named[0])
            case "Nothing":
                return not form.passive and _NOTHING.match(self._text, verb.end) is not None
        free = not act.object_words or len(act.complements) > 1
        return to_do is not None and (free or to_do.group(1) in act.object_words)

    def _names_whom(self, form: VerbForm) -> bool:
        """Tell whether the subject of a passive verb is somebody, not of whom a paper is."""
        subject = self._subject(form)
        return (
            subject is not None
            and TOLD_OF.search(self._text, max(0, subject.start - 24), subject.start) is None
        )

    def _is_place(self, start: int, end: int) -> bool:
        """Tell whether the name of a place or state follows: "left |Gao"."""
        gap = DIRECT.match(self._text, start, end)
        kinds = (MentionKind.PLACE, MentionKind.STATE)
        return gap is not None and any(
            m.start == gap.end() and m.kind in kinds for m in self._reading.mentions
        )

    def _is_organisation(self, actor: Actor) -> bool:
        thing = self._world.things.get(actor.agent)
        return thing is not None and DIPL["InternationalOrganisation"] in thing.classes

    def _is_alone(self, follows: _Object) -> bool:
        """Tell whether who is named is the whole object: "recognised |Kosovo on Monday"."""
        return bool(follows.named) and ALONE.match(self._text, follows.named[-1].end) is not None

    def _target(self, mention: EventMention, follows: _Object, act: Act) -> None:
        if act.object_role is None:
            return
        named = follows.named or self._in_clause(act, follows) or self._behind(act, follows)
        own = {a.agent for a, _ in mention.agents} | {a.side for a, _ in mention.agents if a.side}
        others = tuple(a for a in named if a.agent not in own)
        if others:
            self._add(mention, Group(others[0].start, others[-1].end, others), act.object_role)

    def _in_clause(self, act: Act, follows: _Object) -> tuple[Actor, ...]:
        """Return who a clause is about that the entry asks for: "demanded that |Chile apologise"."""
        that = (
            THAT.match(self._text, follows.start, self._sentence.end)
            if LEX["Clause"] in act.complements
            else None
        )
        return self._named_at(that.end(), self._sentence.end) if that else ()

    def _behind(self, act: Act, follows: _Object) -> tuple[Actor, ...]:
        """Return who is named behind a preposition of the entry: "demanded an apology from |Tehran"."""
        if not act.target_after:
            return ()
        for link in near(act.target_after).finditer(self._text, follows.start, follows.end):
            if named := self._somebody(link.end()):
                return named
        return ()

    def _territory(self, position: int) -> Group | None:
        """Return the state in which something happens: "rioted in |Chile"."""
        for link in _IN.finditer(self._text, position, min(self._sentence.end, position + _WINDOW)):
            for actor in self._somebody(link.end()):
                if actor.kind is MentionKind.STATE and _WHERE_ENDS.match(self._text, actor.end):
                    return Group(actor.start, actor.end, (actor,))
        return None

    def _add(self, mention: EventMention, group: Group | None, role: str | None) -> None:
        if group is None or role is None:
            return
        for actor in group.members:
            people = (actor.start, actor.end) in self._people and role == ROLE["participant"]
            if actor.agent not in {a.agent for a, _ in mention.agents}:
                mention.agents.append((actor, ROLE["people"] if people else role))


def _object_of(act: Act, words: str) -> str:
    """Return the words after a verb that are its object: up to an infinitive, unless the entry asks for one.

    "ordered Chile |to withdraw its tanks" is no order of tanks.
    """
    if TO_DO.match(words.lstrip()):
        return ""  # "sought to help"
    words = words[:_OBJECT_REACH]
    to_do = TO_DO.search(words)
    asked = any(word.startswith("to ") or " to" in word for word in act.object_words)
    return words[: to_do.start()] if to_do and not asked else words
