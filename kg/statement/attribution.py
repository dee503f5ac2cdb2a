"""Quotations and reporting verbs -> statements with their speakers.

Direct speech is what stands in quotation marks and is said to be spoken; a quotation whose speaker
the article leaves open has none. Reported speech is the clause behind a reporting verb, or before
it, and always has a speaker. A promise is reported speech that binds the speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.document.quotations import Quotation, quotations
from kg.entity.actors import Cast
from kg.entity.groups import group_at
from kg.mention.reading import CueMention, Reading
from kg.model import BlockKind, DateInterval, Document, Evidence, Statement
from kg.statement.commitments import promise
from kg.statement.content import content_after, content_beside, leading_content, opens_content
from kg.statement.speaking import Paragraph, Speaking
from kg.statement.voices import Voice, Voices, is_verb
from kg.temporal import resolve
from kg.vocab import DIPL, LEX, STATEMENT_TYPE

_QUOTABLE = {BlockKind.BODY, BlockKind.HEADLINE, BlockKind.SUBHEADING}
_NEGATED = re.compile(r"\s+(?:[a-z]+ly\s+|to\s+|have\s+)?")
_BARE = frozenset({"say", "claim", "argue", "suggest", "declare", "announce"})
_HEARD = re.compile(
    r"\b(?:hear|heard|hearing|see|seen|saw|watch|watched|let|have|had|make|made)\s+(?:[\w’'-]+\s+){0,3}$"
)
_WE = re.compile(r"We\s+[a-z]")
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y)\b")
_MARKED = re.compile(r"[\"“”«»]")
_SEVERAL = 2  # speakers; behind one, "we" can be anybody's
_UNMARKED = 0.7  # confidence
_PRONOUN_SUBJECT = re.compile(r"\b(he|she|they)\s+(?:\w+\s+){0,3}$", re.I)


def statements_of(
    document: Document,
    readings: Sequence[Reading],
    cast: Cast,
    anchor: DateInterval | None,
) -> tuple[Statement, ...]:
    """Return the direct and reported statements and the commitments of an article."""
    return tuple(_Listener(document, readings, cast, anchor).statements())


class _Listener:
    def __init__(
        self, document: Document, readings: Sequence[Reading], cast: Cast, anchor: DateInterval | None
    ) -> None:
        self._text = document.article.text
        self._readings = readings
        self._anchor = anchor
        self._voices = Voices(document, readings, cast)
        self._speaking = Speaking(self._text, readings, self._voices)

    def statements(self) -> Iterator[Statement]:
        for indices in self._paragraphs():
            start = self._readings[indices[0]].sentence.start
            end = self._readings[indices[-1]].sentence.end
            found = tuple(quotations(self._text, start, end))
            yield from self._paragraph(Paragraph(start, end, tuple(indices), found))

    def _paragraphs(self) -> Iterator[list[int]]:
        groups: dict[int, list[int]] = {}
        for index, reading in enumerate(self._readings):
            if reading.sentence.kind in _QUOTABLE:
                groups.setdefault(reading.sentence.paragraph, []).append(index)
        yield from groups.values()

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Statement]:
        """Yield the statements of one paragraph in text order, so that "he added" knows who spoke last."""
        self._speaking.begin()
        left = list(enumerate(paragraph.quotations))
        told: Statement | None = None
        for index in paragraph.indices:
            reported = list(self._reported(index, paragraph.quotations))
            if not reported and told is not None:
                reported = list(self._gone_on(index, paragraph.quotations))
            told = reported[-1] if reported else None
            yield from reported
            while left and left[0][1].outer_start < self._readings[index].sentence.end:
                number, quotation = left.pop(0)
                voice = self._speaking.voice_of(number, paragraph)
                if voice is not None:
                    self._voices.last = voice
                    yield self._statement(quotation.start, quotation.end, "direct", voice)
        self._speaking.finish(paragraph)

    # ---------------------------------------------------------------------- reported

    def _gone_on(self, index: int, here: Sequence[Quotation]) -> Iterator[Statement]:
        """Yield a sentence in the first person behind a report: words whose quotation marks were lost.

        Not in a text that speaks in the first person itself, as blogs and joint statements do.
        """
        sentence, voice = self._readings[index].sentence, self._voices.last
        start, end = sentence.start, sentence.end
        if voice is None or len(voice.speakers) < _SEVERAL or not _WE.match(self._text, start):
            return
        if any(q.outer_start < end and start < q.outer_end for q in here) or self._is_in_first_person(index):
            return
        yield self._statement(start, end, "direct", replace(voice, confidence=_UNMARKED))

    def _is_in_first_person(self, index: int) -> bool:
        others = (r.sentence for i, r in enumerate(self._readings) if i != index)
        plain = (self._text[s.start : s.end] for s in others if s.kind is BlockKind.BODY)
        return any(_FIRST_PERSON.search(words) and not _MARKED.search(words) for words in plain)

    def _reported(self, index: int, here: Sequence[Quotation]) -> Iterator[Statement]:
        sentence = self._readings[index].sentence
        quoted = [q for q in here if q.outer_start < sentence.end and sentence.start < q.outer_end]
        told = sentence.start
        if self._text[sentence.start : sentence.end].rstrip().endswith("?"):
            return  # a question asserts nothing
        for cue in self._readings[index].cues:
            if any(q.outer_start <= cue.start < q.outer_end for q in quoted):
                continue
            if cue.start < told or self._is_denied(index, cue):
                continue
            if cue.denoting(DIPL["Commitment"]):
                yield from self._commitment(index, cue, quoted)
                break
            if cue.denoting(DIPL["PublicStatement"]) and not is_verb(cue):
                yield from self._according(index, cue, quoted)
            elif cue.denoting(STATEMENT_TYPE["reported"]) or opens_content(self._text, cue):
                statement = self._report(index, cue, quoted)
                if statement is not None and statement.start >= told:
                    told = max(statement.end, cue.end)
                    yield statement

    def _is_denied(self, index: int, cue: CueMention) -> bool:
        """Tell whether nothing was said or promised: "did not say", "has yet to pledge"."""
        return any(
            c.denoting(LEX["Negation"]) and _NEGATED.fullmatch(self._text, c.end, cue.start)
            for c in self._readings[index].cues
            if c.end <= cue.start
        )

    def _according(self, index: int, cue: CueMention, quoted: Sequence[Quotation]) -> Iterator[Statement]:
        """Yield what is told "according to" somebody."""
        group = group_at(self._text, self._voices.groups(index), cue.end, reach=20)
        content = content_beside(self._text, self._readings[index], group, cue) if group else None
        if group is None or content is None or _overlaps(content, quoted):
            return
        voice = self._voices.last = self._voices.voice(group, cue)
        yield self._statement(*content, "reported", voice)

    def _report(self, index: int, cue: CueMention, quoted: Sequence[Quotation]) -> Statement | None:
        sentence = self._readings[index].sentence
        subject = self._voices.subject(index, cue, sentence.start)
        voice = self._reporter(index, cue, sentence.start)
        behind = self._voices.postposed(index, cue, sentence.end) if voice is None else None
        stop = behind.end if behind else cue.end
        leading = leading_content(self._text, self._readings[index], cue, subject, stop)
        voice = voice or (behind if leading is not None else None)
        if voice is None and self._voices.has_own_subject(sentence.start, cue):
            self._voices.last = self._voices.somebody(cue)
        if voice is None or not voice.speakers or self._is_heard(cue, voice):
            return None
        groups = self._voices.groups(index)
        content = leading or content_after(self._text, self._readings[index], groups, cue)
        if content is None or _overlaps(content, quoted):
            return None
        self._voices.last = voice
        start, end = content
        if cue.denoting(LEX["Negation"]) and start > cue.start:
            start = cue.start  # "denied that": without the verb, the words say the opposite
        return self._statement(start, end, "reported", voice, self._said_on(index, cue))

    def _is_heard(self, cue: CueMention, voice: Voice) -> bool:
        """Tell whether somebody else tells of it as a habit: "you will sometimes hear Hamas say"."""
        said = self._text[cue.start : cue.end].lower()
        return said in _BARE and _HEARD.search(self._text, max(voice.start - 40, 0), voice.start) is not None

    def _reporter(self, index: int, cue: CueMention, floor: int) -> Voice | None:
        """Return who stands before a reporting verb: an actor, "the minister", or a pronoun."""
        if not is_verb(cue):
            return None
        if (voice := self._voices.before(index, cue, floor)) is not None:
            return voice
        before = "" if self._voices.is_told(cue) else self._text[max(floor, cue.start - 30) : cue.start]
        return self._voices.pronoun(index, cue.start - 30, cue) if _PRONOUN_SUBJECT.search(before) else None

    def _said_on(self, index: int, cue: CueMention) -> DateInterval | None:
        for date in self._readings[index].dates:
            if 0 <= date.start - cue.end <= 24:
                return resolve(date, self._anchor)
        return None

    def _commitment(self, index: int, cue: CueMention, quoted: Sequence[Quotation]) -> Iterator[Statement]:
        reading, groups = self._readings[index], self._voices.groups(index)
        voice = self._reporter(index, cue, reading.sentence.start)
        content = promise(self._text, reading, groups, cue)
        if voice is None or not voice.speakers or content is None:
            return
        self._voices.last = voice
        if _overlaps((content.start, content.end), quoted):
            return
        voice = replace(voice, hearers=tuple(h for h in content.to if h not in voice.speakers))
        yield self._statement(content.start, content.end, "reported", voice, commitment=True)

    # ------------------------------------------------------------------------ common

    def _statement(
        self,
        start: int,
        end: int,
        kind: str,
        voice: Voice,
        created: DateInterval | None = None,
        *,
        commitment: bool = False,
    ) -> Statement:
        topics = {
            topic
            for reading in self._readings
            if reading.sentence.start < end and start < reading.sentence.end
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


def _overlaps(span: tuple[int, int], quoted: Sequence[Quotation]) -> bool:
    return any(q.outer_start < span[1] and span[0] < q.outer_end for q in quoted)
