"""Quotations and reporting verbs -> statements with their speakers.

A quotation belongs to the speaker named beside it; failing that to the speaker of the quotation
before it in the same paragraph. Words in quotation marks that nobody is said to have spoken are
no statement.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.document.quotations import Quotation, quotations, quoted_spans
from kg.entity.actors import Cast
from kg.entity.groups import Group, group_at, groups_of, leading_person, subject_before
from kg.knowledge.knowledge import Knowledge
from kg.mention.reading import CueMention, Reading, verb_spans
from kg.model import BlockKind, DateInterval, Document, Evidence, MentionKind, Statement
from kg.statement.content import content_after, has_hearer, leading_content
from kg.temporal import resolve
from kg.vocab import DIPL, STATEMENT_TYPE

_QUOTABLE = {BlockKind.BODY, BlockKind.HEADLINE, BlockKind.SUBHEADING}
_REACH_AFTER = 90  # code points after a quotation in which its attribution begins
_REACH_BEFORE = 160  # code points before a quotation in which its reporting verb stands
_SENTENCE_LIKE = 5  # words from which a quotation without attribution continues the one before it
_RECENT = 2  # paragraphs (a post or caption may stand between) over which "he said" reaches back
_RECENT_PAIR = 6  # the same for "they said", which in a text about two sides stays with the two
_PRONOUN = re.compile(r"\b(he|she|they|it)\b", re.I)
_PRONOUN_SUBJECT = re.compile(r"\b(he|she|they)\s+(?:\w+\s+){0,3}$", re.I)
_OWN_TEXT = re.compile(
    r"['’]s?\s+(?:joint\s+|press\s+|official\s+)?(?:release|statement|communiqué|document|letter|report|text)\b"
)
_PREPOSITION = re.compile(r"\b(?:to|in|of|with|at|on|for|by|from|about|during|after|before)\b")


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who speaks, and the words that say so."""

    speakers: tuple[str, ...]
    start: int
    end: int
    confidence: float
    hearers: tuple[str, ...] = ()


def statements_of(
    document: Document,
    readings: Sequence[Reading],
    cast: Cast,
    anchor: DateInterval | None,
    knowledge: Knowledge,
) -> tuple[Statement, ...]:
    """Return the direct and reported statements and the commitments of an article."""
    return tuple(_Listener(document, readings, cast, anchor, knowledge).statements())


class _Listener:
    def __init__(
        self,
        document: Document,
        readings: Sequence[Reading],
        cast: Cast,
        anchor: DateInterval | None,
        knowledge: Knowledge,
    ) -> None:
        self._text = document.article.text
        self._document = document
        self._readings = readings
        self._cast = cast
        self._anchor = anchor
        self._knowledge = knowledge
        self._quoted = quoted = quoted_spans(document)
        self._groups = [
            tuple(
                g
                for g in groups_of(self._text, actors, verb_spans(reading))
                if not any(s <= g.start < e for s, e in quoted)
            )
            for reading, actors in zip(readings, cast.actors, strict=True)
        ]  # who is named inside a quotation does not speak it
        self._people = {person.iri for person in cast.persons}
        self._starts = [r.sentence.start for r in readings]
        self._last: _Voice | None = None

    def statements(self) -> Iterator[Statement]:
        for indices in self._paragraphs():
            first, last = self._readings[indices[0]].sentence, self._readings[indices[-1]].sentence
            here = list(quotations(self._text, first.start, last.end))
            yield from self._paragraph(indices, here)

    def _paragraphs(self) -> Iterator[list[int]]:
        groups: dict[int, list[int]] = {}
        for index, reading in enumerate(self._readings):
            if reading.sentence.kind in _QUOTABLE:
                groups.setdefault(reading.sentence.paragraph, []).append(index)
        yield from groups.values()

    def _paragraph(self, indices: list[int], here: list[Quotation]) -> Iterator[Statement]:
        """Yield the statements of one paragraph in text order, so that "he added" knows who spoke last."""
        before: _Voice | None = None
        left = list(enumerate(here))
        for index in indices:
            yield from self._reported(index, here)
            while left and left[0][1].outer_start < self._readings[index].sentence.end:
                number, quotation = left.pop(0)
                voice = self._voice_of(number, here, before)
                if voice is not None and voice.speakers:
                    before = self._last = voice
                    yield self._statement(quotation.start, quotation.end, "direct", voice)

    # ------------------------------------------------------------------------ direct

    def _voice_of(self, number: int, here: list[Quotation], before: _Voice | None) -> _Voice | None:
        """Return who speaks a quotation; ``before`` is the voice of the one before it in the paragraph."""
        quotation = here[number]
        following = here[number + 1].outer_start if number + 1 < len(here) else None
        voice = self._after(quotation, following) or self._before(quotation, here[:number])
        words = len(self._text[quotation.start : quotation.end].split())
        if voice is None and before is not None and words >= _SENTENCE_LIKE:
            return _Voice(before.speakers, before.start, before.end, 0.7)
        return voice

    def _after(self, quotation: Quotation, following: int | None) -> _Voice | None:
        """Read `," said X`, `," X said` and `," he added` up to the end of the sentence."""
        index = self._index(quotation.outer_end)
        end = min(self._readings[index].sentence.end, following or len(self._text))
        if quotation.outer_end >= end:
            return None
        ends_sentence = self._text[quotation.end - 1] in ".!?…"
        for cue in self._speech(index, quotation.outer_end, end):
            gap = self._text[quotation.outer_end : cue.start]
            if (
                len(gap) > _REACH_AFTER
                or re.search(r"[.;!?]\s", gap)
                or (ends_sentence and gap[:2].strip()[:1].isupper())
            ):
                return None
            subject = self._subject(index, cue, quotation.outer_end)
            if subject is not None:
                return self._voice(subject, cue)
            named = self._postposed(index, cue)
            if named is not None and named.end <= end + 1 and not _PRONOUN_SUBJECT.search(gap):
                return self._voice(named, cue)
            return self._pronoun(index, quotation.outer_end, cue)
        return None

    def _before(self, quotation: Quotation, earlier: list[Quotation]) -> _Voice | None:
        """Read `X said: "` and `X described it as "`, not across another quotation's attribution."""
        index = self._index(quotation.outer_start)
        floor = max(self._readings[index].sentence.start, quotation.outer_start - _REACH_BEFORE)
        floor = max([floor, *(q.outer_end for q in earlier)])
        for cue in reversed(list(self._speech(index, floor, quotation.outer_start))):
            subject = self._subject(index, cue, floor)
            if subject is not None:
                return self._voice(subject, cue)
            return self._pronoun(index, floor, cue)
        return None

    def _pronoun(self, index: int, floor: int, cue: CueMention) -> _Voice | None:
        window = self._text[max(floor, cue.start - 30) : cue.start] + " " + self._text[cue.end : cue.end + 6]
        pronoun = _PRONOUN.search(window)
        if pronoun is None:
            return None
        plural = pronoun.group(1).lower() == "they"
        named = [
            name
            for name in self._readings[index].names
            if name.end < cue.start and not any(s <= name.start < e for s, e in self._quoted)
        ]
        spoke = self._last is not None and self._index(self._last.start) == index - 1
        if not plural and not named and not spoke and (person := self._protagonist(index)) is not None:
            return _Voice((person,), cue.start, cue.end, 0.75)
        last = self._recent(index, _RECENT_PAIR if plural else _RECENT)
        if last is not None and (len(last.speakers) > 1 if plural else last.speakers[0] in self._people):
            return _Voice(last.speakers, cue.start, cue.end, 0.75)
        if not plural and (person := self._last_person(index, cue.start)):
            return _Voice((person,), cue.start, cue.end, 0.65)
        return None

    def _recent(self, index: int, reach: int) -> _Voice | None:
        """Return who spoke last, if that was not more than so many paragraphs before."""
        if self._last is None:
            return None
        gap = (
            self._readings[index].sentence.paragraph
            - self._readings[self._index(self._last.start)].sentence.paragraph
        )
        return self._last if gap <= reach else None

    def _protagonist(self, index: int) -> str | None:
        """Return the person the sentence before is about, within the same paragraph."""
        if (
            index == 0
            or self._readings[index - 1].sentence.paragraph != self._readings[index].sentence.paragraph
        ):
            return None
        start = self._readings[index - 1].sentence.start
        leading = leading_person(self._text, self._groups[index - 1], start)
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

    # ---------------------------------------------------------------------- reported

    def _reported(self, index: int, here: list[Quotation]) -> Iterator[Statement]:
        sentence = self._readings[index].sentence
        quoted = [q for q in here if q.outer_start < sentence.end and sentence.start < q.outer_end]
        told = sentence.start
        if self._text[sentence.start : sentence.end].rstrip().endswith("?"):
            return  # a question asserts nothing
        for cue in self._readings[index].cues:
            if any(q.outer_start <= cue.start < q.outer_end for q in quoted):
                continue
            if cue.denoting(DIPL["Commitment"]):
                yield from self._commitment(index, cue)
                break
            if cue.denoting(STATEMENT_TYPE["reported"]):
                statement = self._report(index, cue, quoted)
                if statement is not None and statement.start >= told:
                    told = max(statement.end, cue.end)
                    yield statement

    def _report(self, index: int, cue: CueMention, quoted: list[Quotation]) -> Statement | None:
        sentence = self._readings[index].sentence
        subject = self._subject(index, cue, sentence.start)
        voice = self._voice(subject, cue) if subject else self._pronoun_subject(index, cue)
        leading = leading_content(self._text, self._readings[index], cue, subject)
        if voice is None and leading is not None:
            named = self._postposed(index, cue)
            voice = self._voice(named, cue) if named else None
        if voice is None or not voice.speakers:
            return None
        content = leading or content_after(self._text, self._readings[index], self._groups[index], cue)
        if content is None or any(q.outer_start < content[1] and content[0] < q.outer_end for q in quoted):
            return None
        self._last = voice
        return self._statement(content[0], content[1], "reported", voice, self._said_on(index, cue))

    def _pronoun_subject(self, index: int, cue: CueMention) -> _Voice | None:
        before = self._text[max(self._readings[index].sentence.start, cue.start - 30) : cue.start]
        return self._pronoun(index, cue.start - 30, cue) if _PRONOUN_SUBJECT.search(before) else None

    def _said_on(self, index: int, cue: CueMention) -> DateInterval | None:
        for date in self._readings[index].dates:
            if 0 <= date.start - cue.end <= 24:
                return resolve(date, self._anchor)
        return None

    def _commitment(self, index: int, cue: CueMention) -> Iterator[Statement]:
        sentence = self._readings[index].sentence
        subject = self._subject(index, cue, sentence.start)
        end = sentence.end
        while end > cue.end and self._text[end - 1] in ".!? \n":
            end -= 1
        start = cue.end + len(self._text[cue.end : end]) - len(self._text[cue.end : end].lstrip())
        stop = re.compile(r",\s(?:during|in|at|after|before|while|as|who|which|said)\b|\sduring\s").search(
            self._text, start, end
        )
        end = stop.start() if stop else end
        words = self._text[start:end]
        if subject is None or len(words.split()) < 3 or words.endswith(":"):
            return
        voice = self._voice(subject, cue)
        yield self._statement(start, end, "reported", voice, commitment=True)

    # ------------------------------------------------------------------------ common

    def _speech(self, index: int, start: int, end: int) -> Iterator[CueMention]:
        for reading in self._readings[index : index + 2]:
            for cue in reading.cues:
                if start <= cue.start and cue.end <= end and cue.denoting(DIPL["PublicStatement"]):
                    yield cue

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _voice(self, group: Group, cue: CueMention) -> _Voice:
        speakers = tuple(dict.fromkeys(member.agent for member in group.members))
        start, end = min(group.start, cue.start), max(group.end, cue.end)
        confidence = min(m.confidence for m in group.members)
        return _Voice(speakers, start, end, confidence, self._hearers(cue, speakers))

    def _subject(self, index: int, cue: CueMention, floor: int) -> Group | None:
        verbs = verb_spans(self._readings[index])
        return subject_before(self._text, self._groups[index], cue.start, floor, verbs)

    def _postposed(self, index: int, cue: CueMention) -> Group | None:
        """Return who stands after the verb as its subject: `said X`, but not `said in a letter to X`."""
        if has_hearer(cue):
            return None
        group = group_at(self._text, self._groups[index], cue.end, reach=30) or self._issuer(index, cue)
        between = self._text[cue.end : group.start] if group else ""
        return None if _PREPOSITION.search(between) else group

    def _issuer(self, index: int, cue: CueMention) -> Group | None:
        """Return whose text it is: `reads the Peruvian government's press release`."""
        for group in self._groups[index]:
            near = 0 < group.start - cue.end <= len(" the ")
            if near and _OWN_TEXT.match(self._text, group.end):
                return group
        return None

    def _hearers(self, cue: CueMention, speakers: tuple[str, ...]) -> tuple[str, ...]:
        """Return who is spoken to where the verb says so: "told Y"."""
        index = self._index(cue.start)
        hearers = group_at(self._text, self._groups[index], cue.end, reach=20) if has_hearer(cue) else None
        return tuple(m.agent for m in hearers.members if m.agent not in speakers) if hearers else ()

    def _statement(
        self,
        start: int,
        end: int,
        kind: str,
        voice: _Voice,
        created: DateInterval | None = None,
        *,
        commitment: bool = False,
    ) -> Statement:
        topics = {
            topic
            for reading in self._readings
            for match in reading.topics
            if start <= match.start and match.end <= end
            for topic in match.entries
        }
        evidence = {
            Evidence(start, end, voice.confidence),
            Evidence(voice.start, voice.end, voice.confidence),
        }
        return Statement(
            start,
            end,
            STATEMENT_TYPE[kind],
            voice.speakers,
            tuple(sorted(evidence)),
            commitment,
            addressees=voice.hearers,
            created=created,
            topics=tuple(sorted(topics)),
        )
