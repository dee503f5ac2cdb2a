"""Reporting verbs -> who speaks: the subject before or behind the verb, an office, or a pronoun.

A voice without speakers is somebody whom the words tell of and whom the article does not name, or
whom the words leave open; it also keeps pronouns from reaching back to whoever spoke before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.document.quotations import quoted_spans
from kg.entity.actors import Cast
from kg.entity.groups import Group, group_at, groups_of, leading_person, subject_before
from kg.mention.reading import CueMention, Reading, verb_spans
from kg.model import Document, MentionKind
from kg.statement.content import has_hearer, hearers_of
from kg.vocab import DIPL

_RECENT = 2  # paragraphs (a post or caption may stand between) over which "he said" reaches back
_RECENT_PAIR = 6  # the same for "they said", which in a text about two sides stays with the two
_PRONOUN = re.compile(r"\b(he|she|they|it)\b", re.I)
_OWN_TEXT = re.compile(
    r"['’]s?\s+(?:joint\s+|press\s+|official\s+)?(?:release|statement|communiqué|document|letter|report|text)\b"
)
_PREPOSITION = re.compile(r"\b(?:to|in|of|with|at|on|for|by|from|about|during|after|before)\b")
_PARENTHETIC = re.compile(r"\w,\s+(?:he|she|they)\s+$")  # "Ruiz, she said, knew": she is not Ruiz
_ADVERBS = r"(?:(?:also|then|later|further|again|once|has|have|had|is|was|were|are|will|would|[a-z]+ly)\s+)*"
# A subject of its own right before the verb: "X met Y, the pilot said".
_OWN_SUBJECT = re.compile(
    rf"(?:([\w’']+)\s+|^|[,;:—–]\s*)(?:the|an?|another|one|his|her|its|their|our|my|both|some|many|several)\s+"
    rf"(?:[\w’'-]+\s+){{1,4}}{_ADVERBS}$",
    re.I,
)
_MAY_ADD = re.compile(rf"\s+{_ADVERBS}")
_PREPOSITIONS = frozenset(
    "in at during on of for from to by with about after before under over near between among against "
    "into through via as than and or that".split()
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:[a-z]+ly\s+)?$")
# A noun behind a name that describes it, but not "a Treasury statement", which speaks for its issuer.
_NOUN = re.compile(
    r"\s+(?!(?:joint\s+|press\s+|news\s+|official\s+)?(?:release|statement|communiqué|document|letter|report|text)\b)[a-z]{3,}"
)
_AFTER_ARTICLE = re.compile(r"\ban?\s+$")
_NOUN_BEFORE = re.compile(
    rf"\s+(?:[a-z-]+\s+)?(?!has|was|is|says|his|its|this)[a-z]+s\s+{_ADVERBS}|-.*", re.S
)
_THE_OFFICE = re.compile(rf"\bthe\s+((?:[\w’'-]+\s+){{0,2}}?[\w’'-]+)\s+{_ADVERBS}$", re.I)
_OFFICE_AFTER = re.compile(r"\s+the\s+((?:[a-z-]+\s+){0,2}[a-z-]+)\b(?!\s+[A-Z])")
_OF = re.compile(r"\s+(?:of|for|in|to|at)\b|,")
# Words that make another office of the word behind them.
_DEPUTIES = frozenset("vice deputy prime assistant under former associate joint acting".split())
_OBJECT = 25  # code points between a verb and its object


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and the words that say so. Without speakers: somebody, we do not know who."""

    speakers: tuple[str, ...]
    start: int
    end: int
    confidence: float
    hearers: tuple[str, ...] = ()


class Voices:
    """Finds speakers in one article; ``last`` is who spoke last, as far as it has been read."""

    def __init__(self, document: Document, readings: Sequence[Reading], cast: Cast) -> None:
        self._text = document.article.text
        self._readings = readings
        self._cast = cast
        self._quoted = quoted = quoted_spans(document)
        self._groups = [
            tuple(
                g
                for g in groups_of(self._text, actors, verb_spans(reading))
                if not any(s <= g.start < e for s, e in quoted) and self._text[g.start - 1 : g.start] != "("
            )
            for reading, actors in zip(readings, cast.actors, strict=True)
        ]  # who is named inside a quotation does not speak it
        self._people = {person.iri for person in cast.persons}
        self._starts = [r.sentence.start for r in readings]
        self._epithets: dict[str, list[tuple[str, str]]] | None = None
        self.last: Voice | None = None

    def index_at(self, offset: int) -> int:
        """Return the index of the sentence at an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def groups(self, index: int) -> Sequence[Group]:
        return self._groups[index]

    def speech(self, index: int, start: int, end: int) -> Iterator[CueMention]:
        """Yield the words for speaking or promising between two offsets."""
        for reading in self._readings[index : index + 2]:
            for cue in reading.cues:
                if start <= cue.start and cue.end <= end and is_speech(cue):
                    yield cue

    def spoken(self, index: int, cue: CueMention, floor: int, ceiling: int | None = None) -> Voice | None:
        """Return who is named as speaking with a verb, from an offset on; no pronoun, nobody unknown.

        Who stands behind the verb speaks only before ``ceiling``, and without it never.
        """
        if not is_verb(cue):
            named = group_at(self._text, self._groups[index], cue.end, reach=20)
            return self.voice(named, cue) if named else None
        voice = self.before(index, cue, floor)
        return self.postposed(index, cue, ceiling) if voice is None and ceiling is not None else voice

    def before(self, index: int, cue: CueMention, floor: int) -> Voice | None:
        """Return who stands before a verb as its subject: an actor, or "the minister"."""
        if _PARENTHETIC.search(self._text, max(floor, cue.start - 24), cue.start) or self.is_told(cue):
            return None
        if (office := self._office_before(index, cue, floor)) is not None:
            return office
        subject = self.subject(index, cue, floor)
        return self.voice(subject, cue) if subject is not None else None

    def voice(self, group: Group, cue: CueMention) -> Voice:
        speakers = tuple(dict.fromkeys(member.agent for member in group.members))
        start, end = min(group.start, cue.start), max(group.end, cue.end)
        confidence = min(m.confidence for m in group.members)
        return Voice(speakers, start, end, confidence, self._hearers(cue, speakers))

    def somebody(self, cue: CueMention) -> Voice:
        """Return the voice of somebody whom the article does not name."""
        return Voice((), cue.start, cue.end, 0.7)

    def _hearers(self, cue: CueMention, speakers: tuple[str, ...]) -> tuple[str, ...]:
        """Return who is spoken to where the verb says so: "told Y"."""
        hearers = hearers_of(self._text, self._groups[self.index_at(cue.start)], cue)
        return tuple(m.agent for m in hearers.members if m.agent not in speakers) if hearers else ()

    # ----------------------------------------------------------------------- subject

    def subject(self, index: int, cue: CueMention, floor: int) -> Group | None:
        """Return the subject before a verb."""
        verbs = verb_spans(self._readings[index])
        group = subject_before(self._text, self._groups[index], cue.start, floor, verbs)
        if group is None:
            return None
        participle = self._text[cue.start : cue.end].endswith("ing")
        if participle and (verb := self._verb_of_object(group, floor, verbs)) is not None:
            return subject_before(self._text, self._groups[index], verb, floor, verbs)
        between = self._text[group.end : cue.start]
        if not participle and self.has_own_subject(max(floor, group.end), cue):
            return None
        if self._describes(group, cue.start):
            return None
        body = all(m.kind is not MentionKind.PERSON for m in group.members)
        return None if body and _NOUN_BEFORE.fullmatch(between) else group

    def _describes(self, group: Group, end: int) -> bool:
        """Tell whether a name only describes the noun behind it: "a Ruiz loyalist"."""
        article = _AFTER_ARTICLE.search(self._text, max(0, group.start - 4), group.start)
        return article is not None and _NOUN.match(self._text, group.end, end) is not None

    def is_told(self, cue: CueMention) -> bool:
        """Tell whether the subject of a verb is spoken to: "they were told"."""
        return has_hearer(cue) and _PASSIVE.search(self._text, max(0, cue.start - 24), cue.start) is not None

    def _verb_of_object(self, group: Group, floor: int, verbs: list[tuple[int, int]]) -> int | None:
        """Return the verb that has a group as its object: "A told B, adding that ..." is said by A."""
        return next((s for s, e in verbs if floor <= s and 0 <= group.start - e <= _OBJECT), None)

    def has_own_subject(self, floor: int, cue: CueMention) -> bool:
        """Tell whether a noun that names nobody known is the subject of a verb: "the pilot said"."""
        index = self.index_at(cue.start)
        for name in self._readings[index].names:
            if floor <= name.start < name.end < cue.start and _MAY_ADD.fullmatch(
                self._text, name.end, cue.start
            ):
                return not any(a.start < name.end and name.start < a.end for a in self._cast.actors[index])
        found = _OWN_SUBJECT.search(self._text[max(floor, cue.start - 70) : cue.start])
        return found is not None and (found[1] or "").lower() not in _PREPOSITIONS

    def postposed(self, index: int, cue: CueMention, ceiling: int) -> Voice | None:
        """Return who stands after the verb as its subject: `said X`, but not `said in a letter to X`."""
        if has_hearer(cue):
            return None
        group = group_at(self._text, self._groups[index], cue.end, reach=30) or self._issuer(index, cue)
        between = self._text[cue.end : group.start] if group else ""
        if group is None or group.start >= ceiling or _PREPOSITION.search(between):
            return self._office_after(index, cue)
        if self._describes(group, self._readings[index].sentence.end):
            return None
        return self.voice(group, cue)

    def _issuer(self, index: int, cue: CueMention) -> Group | None:
        """Return whose text it is: `reads the Peruvian government's press release`."""
        for group in self._groups[index]:
            near = 0 < group.start - cue.end <= len(" the ")
            if near and _OWN_TEXT.match(self._text, group.end):
                return group
        return None

    # ------------------------------------------------------------------------ office

    def _office_before(self, index: int, cue: CueMention, floor: int) -> Voice | None:
        """Return the voice of "the minister said" and "the ministry said", if nobody else is meant."""
        found = _THE_OFFICE.search(self._text, max(floor, cue.start - 70), cue.start)
        return self._holder(index, found.span(1), cue) if found else None

    def _office_after(self, index: int, cue: CueMention) -> Voice | None:
        found = _OFFICE_AFTER.match(self._text, cue.end)
        return self._holder(index, found.span(1), cue) if found else None

    def _holder(self, index: int, span: tuple[int, int], cue: CueMention) -> Voice | None:
        """Return the one of the article who is called so; of several, who spoke last; else somebody."""
        start, end = span
        if any(a.start < end and start < a.end for a in self._cast.actors[index]):
            return None
        called = self._called(self._text[start:end].lower())
        if not called:
            return None
        spoke = set(self.last.speakers) & called if self.last else set()
        chosen = spoke if len(called) > 1 else called
        speakers = tuple(chosen) if len(chosen) == 1 else ()
        return Voice(speakers, min(start, cue.start), max(end, cue.end), 0.7)

    def _called(self, words: str) -> set[str]:
        """Return whom the article calls by a title or a name that ends in these words."""
        if self._epithets is None:
            self._epithets = self._read_epithets()
        last = words.split()[-1]
        return {agent for phrase, agent in self._epithets.get(last, ()) if _ends_in(phrase, words)}

    def _read_epithets(self) -> dict[str, list[tuple[str, str]]]:
        """Return (title or name of a body, agent) by its last word; of "minister of trade", "minister"."""
        found: dict[str, list[tuple[str, str]]] = {}
        for person in self._cast.persons:
            for phrase in (title for mention in person.mentions for title in mention.titles):
                words = _OF.split(self._text[phrase.start : phrase.end].lower())[0].strip()
                found.setdefault(words.split()[-1], []).append((words, person.iri))
        for actor in (a for actors in self._cast.actors for a in actors):
            if actor.kind is not MentionKind.PERSON:
                words = _OF.split(self._text[actor.start : actor.end].lower())[0].strip()
                found.setdefault(words.split()[-1], []).append((words, actor.agent))
        return found

    # ----------------------------------------------------------------------- pronoun

    def pronoun(self, index: int, floor: int, cue: CueMention) -> Voice | None:
        """Return whom a pronoun beside the verb stands for, where one reading is possible."""
        window = self._text[max(floor, cue.start - 30) : cue.start] + " " + self._text[cue.end : cue.end + 6]
        pronoun = _PRONOUN.search(window)
        if pronoun is None:
            return None
        found = self._meant(index, cue, pronoun.group(1).lower())
        if found is None:
            return self.somebody(cue)
        speakers, confidence = found
        if set(speakers) & set(self._hearers(cue, ())):
            return self.somebody(cue)  # "she told Ruiz": who is told is not she
        return Voice(speakers, cue.start, cue.end, confidence, self._hearers(cue, speakers))

    def _meant(self, index: int, cue: CueMention, word: str) -> tuple[tuple[str, ...], float] | None:
        """Return whom "he", "they" or "it" stands for; ``None`` where two readings are possible."""
        if word == "they":
            last = self._recent(index, _RECENT_PAIR)
            return (last.speakers, 0.75) if last and len(last.speakers) > 1 else None
        last = self._recent(index, _RECENT)
        if word == "it":
            body = last is not None and len(last.speakers) == 1 and last.speakers[0] not in self._people
            return (last.speakers, 0.7) if last and body else None
        named = [
            name
            for name in self._readings[index].names
            if name.end < cue.start and not self._is_quoted(name.start)
        ]
        spoke = self.last is not None and self.index_at(self.last.start) == index - 1
        if not named and not spoke and (person := self._protagonist(index)) is not None:
            return (person,), 0.75
        if last is not None:
            one = len(last.speakers) == 1 and last.speakers[0] in self._people
            return (last.speakers, 0.75) if one and not self._others_since(last, index) else None
        person = self._last_person(index, cue.start)
        return ((person,), 0.65) if person else None

    def _others_since(self, last: Voice, index: int) -> bool:
        """Tell whether the article has turned to somebody else since somebody spoke."""
        others = False
        for i in range(self.index_at(last.start) + 1, index):
            sentence = self._readings[i].sentence
            if _PRONOUN.match(self._text, sentence.start):
                others = False
            elif any(
                a.kind is MentionKind.PERSON and a.agent not in last.speakers and not self._is_quoted(a.start)
                for a in self._cast.actors[i]
            ):
                others = not any(a.agent in last.speakers for a in self._cast.actors[i])
        return others

    def _is_quoted(self, offset: int) -> bool:
        return any(s <= offset < e for s, e in self._quoted)

    def _recent(self, index: int, reach: int) -> Voice | None:
        """Return who spoke last, if that was not more than so many paragraphs before."""
        if self.last is None:
            return None
        before = self._readings[self.index_at(self.last.start)].sentence.paragraph
        return self.last if self._readings[index].sentence.paragraph - before <= reach else None

    def _protagonist(self, index: int) -> str | None:
        """Return the person the sentence before is about, within the same paragraph."""
        if index == 0:
            return None
        previous, here = self._readings[index - 1].sentence, self._readings[index].sentence
        if previous.paragraph != here.paragraph:
            return None
        leading = leading_person(self._text, self._groups[index - 1], previous.start)
        return leading.agent if leading else None

    def _last_person(self, index: int, position: int) -> str | None:
        """Return the person who was subject last: the first named in this sentence or the one before."""
        for i in (index, index - 1):
            if i < 0:
                continue
            people = [a for a in self._cast.actors[i] if a.kind is MentionKind.PERSON and a.end <= position]
            if len({a.agent for a in people}) == 1:
                return people[0].agent
        return None


def is_speech(cue: CueMention) -> bool:
    return cue.denoting(DIPL["PublicStatement"]) is not None or cue.denoting(DIPL["Commitment"]) is not None


def is_verb(cue: CueMention) -> bool:
    """Tell a verb, whose subject speaks, from words like "according to", behind which the speaker stands."""
    return any(c.is_verb for c in cue.cues)


def _ends_in(phrase: str, words: str) -> bool:
    """Tell whether words may stand for a phrase: "minister" for "trade minister", not "prime minister"."""
    if phrase == words:
        return True
    rest = phrase.removesuffix(words)
    return rest != phrase and rest.endswith(" ") and rest.split()[-1] not in _DEPUTIES
