"""Quotations -> who speaks them: by the words beside them, the line they stand in, or what stands before.

A quotation belongs to the speaker named beside it; failing that to the speaker of the quotation
before it. Words in quotation marks that nobody is said to have spoken are no statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.document.quotations import Quotation
from kg.entity.groups import Group
from kg.mention.reading import CueMention, Reading
from kg.model import MentionKind
from kg.statement.voices import Voice, Voices
from kg.statement.wording import are_joined, ends_with_stop, is_name, is_sentence, is_set_off, is_word
from kg.vocab import LEX, STATEMENT_TYPE

_REACH_AFTER = 90  # code points after a quotation in which its attribution begins
_REACH_BEFORE = 300  # code points before a quotation in which its reporting verb stands
_FEW = 4  # words from which a part of a sentence is told of somebody unknown
_SENTENCE_LIKE = 5  # words from which a quotation without attribution continues the one before it
_HEAD = 120  # code points that a line with nothing but a speaker may have
_STOPS = re.compile(r"[;!?]\s|[a-z]{3}\.\s")
_NEXT_CLAUSE = re.compile(r"[\s,]+(?:and|but|while|then|as)\s+(?!he\b|she\b|they\b|[A-Z])")
_PRONOUN_SUBJECT = re.compile(r"\b(he|she|they)\s+(?:\w+\s+){0,3}$", re.I)
# What may stand between a verb and the words it introduces: "said on Monday in Lima:", "said, quote,".
_INTRODUCES = re.compile(
    r"(?:\s+(?!and\b|but\b)[^\s,:;.“”\"]+){0,12}(?:,\s+(?:you know|well|like|basically|and))?"
    r"\s*(?:,|:|\bthat,?|\bthat\s*:)\s*|[^“”\"]*,\s*(?:and\s+I\s+)?quote,?\s*"
)
_DIRECTLY = re.compile(r"\s*(?:that\s*)?")
_BEHIND_NAME = re.compile(r"\s*(?:\([^()]*\)\s*)?")
_PREPOSITION = re.compile(r"\b(?:of|for|to|from|with|on|about|by|against)\b")
_STATEMENT_FROM = re.compile(r"(?:[Jj]oint\s+)?[Ss]tatement\s+(?:from|by|of)\s+(?:the\s+)?")
_SIGNATURE = re.compile(r"\s*[—–―-]*\s*")
_AFTER_SIGNATURE = re.compile(r"[\s.,)\]]*(?:Jr|Sr)?[\s.]*")
_HEAD_REST = re.compile(r"(?:\s*\([^()]*\)|\s*,[^.!?:“”\"]*)?\s*:?\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The sentences of one line of text, by index, and the quotations in it."""

    start: int
    end: int
    indices: tuple[int, ...]
    quotations: tuple[Quotation, ...]


class Speaking:
    """Finds the speaker of each quotation of an article, paragraph by paragraph."""

    def __init__(self, text: str, readings: Sequence[Reading], voices: Voices) -> None:
        self._text = text
        self._readings = readings
        self._voices = voices
        self._earlier: Paragraph | None = None
        self._closing: Voice | None = None  # of the last quotation of the paragraph before
        self._spoken: Voice | None = None  # of the quotation before in this paragraph

    def begin(self) -> None:
        """Begin a paragraph."""
        self._spoken = None

    def finish(self, paragraph: Paragraph) -> None:
        """End a paragraph."""
        self._earlier, self._closing = paragraph, self._spoken

    def voice_of(self, number: int, paragraph: Paragraph) -> Voice | None:
        """Return who speaks a quotation, or ``None`` where nobody is said to."""
        voice = self._attributed(number, paragraph)
        if voice is None and number > 0 and self._goes_on(number, paragraph):
            voice = self._again(self._spoken)
        elif voice is None and number == 0:
            voice = self._opening(paragraph)
        if voice is not None:
            self._spoken = voice
        return voice

    def _again(self, voice: Voice | None) -> Voice | None:
        return replace(voice, confidence=min(voice.confidence, 0.7)) if voice else None

    # ------------------------------------------------------------- words beside it

    def _attributed(self, number: int, paragraph: Paragraph) -> Voice | None:
        here, quotation = paragraph.quotations, paragraph.quotations[number]
        if self._is_named(quotation):
            return None
        following = here[number + 1].outer_start if number + 1 < len(here) else None
        return (
            self._label(quotation, paragraph)
            or self._after(quotation, following)
            or self._before(quotation, here[:number])
        )

    def _is_named(self, quotation: Quotation) -> bool:
        """Tell whether the words before say that this is a name or an expression: "the so-called"."""
        index = self._voices.index_at(quotation.outer_start)
        for cue in self._readings[index].cues:
            if cue.denoting(LEX["Naming"]) and 0 <= quotation.outer_start - cue.end <= 1:
                return True
        return False

    def _label(self, quotation: Quotation, paragraph: Paragraph) -> Voice | None:
        """Read `Elvira Quispe: "` at the beginning of a line."""
        head = self._text[paragraph.start : quotation.outer_start]
        if not head.rstrip().endswith(":") or len(head) > _HEAD:
            return None
        colon = paragraph.start + head.rindex(":")
        index = self._voices.index_at(paragraph.start)
        if any(True for _ in self._voices.speech(index, paragraph.start, colon)):
            return None
        speaker = next((g for g in reversed(self._voices.groups(index)) if g.end <= colon), None)
        if speaker is None:
            return self._some_label(head, quotation, paragraph)
        alone = _BEHIND_NAME.fullmatch(self._text, speaker.end, colon)
        if alone and not _PREPOSITION.search(self._text, paragraph.start, speaker.start):
            return self._of_group(speaker, 0.85)
        subject = self._subject_of(index, paragraph.start)
        if subject is not None and is_sentence(self._text, quotation):
            return self._of_group(subject, 0.7)
        if stated := self._statement_from(index, paragraph.start, colon):
            return self._of_group(stated, 0.75)
        return Voice((), paragraph.start, colon, 0.7) if is_sentence(self._text, quotation) else None

    def _some_label(self, head: str, quotation: Quotation, paragraph: Paragraph) -> Voice | None:
        """Return somebody for a line that begins with a name that nothing is known of: "G7 Leaders:"."""
        words = head.rstrip(" :").split()
        capitals = sum(word[:1].isupper() for word in words)
        whole = not re.search(r"\w", self._text[quotation.outer_end : paragraph.end])
        named = len(words) >= 2 and capitals >= len(words) * 0.6
        spoken = whole and named and is_sentence(self._text, quotation)
        return Voice((), paragraph.start, quotation.outer_start, 0.7) if spoken else None

    def _statement_from(self, index: int, start: int, colon: int) -> Group | None:
        """Return whose statement it is: "Joint statement from Peru and Chile:"."""
        for group in self._voices.groups(index):
            if _STATEMENT_FROM.fullmatch(self._text, start, group.start) and group.end <= colon:
                return group
        return None

    def _subject_of(self, index: int, floor: int) -> Group | None:
        """Return the first group of a sentence, if nothing stands before it: its subject."""
        first = next(iter(self._voices.groups(index)), None)
        if first is None or self._text[floor : first.start].strip().lower() not in (
            "",
            "the",
            "for his part,",
        ):
            return None
        return first if all(m.kind is MentionKind.PERSON for m in first.members) else None

    def _of_group(self, group: Group, confidence: float) -> Voice:
        speakers = tuple(dict.fromkeys(member.agent for member in group.members))
        return Voice(speakers, group.start, group.end, confidence)

    def _after(self, quotation: Quotation, following: int | None) -> Voice | None:
        """Read `," said X`, `," X said` and `," he added` up to the end of the sentence."""
        index = self._voices.index_at(quotation.outer_end)
        end = min(self._readings[index].sentence.end, following or len(self._text))
        if quotation.outer_end >= end:
            return None
        ends_sentence = self._text[quotation.end - 1] in ".!?…"
        for cue in self._voices.speech(index, quotation.outer_end, end):
            gap = self._text[quotation.outer_end : cue.start]
            starts_anew = ends_sentence and gap[:2].strip()[:1].isupper() and not self._ends_there(cue)
            if len(gap) > _REACH_AFTER or _STOPS.search(gap) or _NEXT_CLAUSE.match(gap) or starts_anew:
                return None
            return self._beside(quotation, index, cue, end, gap)
        return None

    def _beside(self, quotation: Quotation, index: int, cue: CueMention, end: int, gap: str) -> Voice | None:
        """Return who is said to speak by a verb behind the quotation; somebody, where that is not clear."""
        voice = (
            None
            if _PRONOUN_SUBJECT.search(gap)
            else self._voices.spoken(index, cue, quotation.outer_end, end + 1)
        )
        voice = voice or self._voices.pronoun(index, quotation.outer_end, cue)
        if voice is not None:
            return self._known_or_long(voice, quotation)
        opens = (
            quotation.outer_start
            == self._readings[self._voices.index_at(quotation.outer_start)].sentence.start
        )
        clear = ends_with_stop(self._text, quotation) and len(gap.split()) <= 12
        spoken = clear and not is_word(self._text, quotation)
        return (
            self._voices.somebody(cue) if spoken and (opens or is_sentence(self._text, quotation)) else None
        )

    def _known_or_long(self, voice: Voice | None, quotation: Quotation) -> Voice | None:
        """Drop somebody unknown who would be quoted with a few words only."""
        few = len(self._text[quotation.start : quotation.end].split()) < _FEW
        return (
            None if voice and not voice.speakers and few and not is_sentence(self._text, quotation) else voice
        )

    def _ends_there(self, cue: CueMention) -> bool:
        """Tell whether a verb ends its sentence: `"We are ready." Ruiz said.`"""
        return self._text[cue.end : cue.end + 1] in (".", "")

    def _before(self, quotation: Quotation, earlier: Sequence[Quotation]) -> Voice | None:
        """Read `X said: "` and `X described it as "`, not across another quotation's attribution."""
        index = self._voices.index_at(quotation.outer_start)
        floor = max(self._readings[index].sentence.start, quotation.outer_start - _REACH_BEFORE)
        floor = max([floor, *(q.outer_end for q in earlier)])
        for cue in reversed(list(self._voices.speech(index, floor, quotation.outer_start))):
            introduced = self._introduces(cue, quotation)
            if not introduced and self._is_mere_phrase(quotation):
                return None
            inverted = self._text[cue.start].isupper()  # "Said Ruiz: "
            voice = self._voices.spoken(index, cue, floor, quotation.outer_start if inverted else None)
            voice = voice or self._voices.pronoun(index, floor, cue)
            if voice is None and (introduced or self._voices.has_own_subject(floor, cue)):
                clear = ends_with_stop(self._text, quotation) or cue.denoting(STATEMENT_TYPE["reported"])
                voice = self._voices.somebody(cue) if clear else None
            return self._known_or_long(voice, quotation)
        return None

    def _introduces(self, cue: CueMention, quotation: Quotation) -> bool:
        gap = cue.end, quotation.outer_start
        return bool(_DIRECTLY.fullmatch(self._text, *gap) or _INTRODUCES.fullmatch(self._text, *gap))

    def _is_mere_phrase(self, quotation: Quotation) -> bool:
        return is_name(self._text, quotation) or is_set_off(self._text, quotation)

    # --------------------------------------------------------------- what stands before

    def _goes_on(self, number: int, paragraph: Paragraph) -> bool:
        """Tell whether a quotation is one more of the speaker of the one before it in its paragraph."""
        previous, quotation = paragraph.quotations[number - 1 : number + 1]
        if self._spoken is None or self._is_named(quotation):
            return False
        if are_joined(self._text, previous, quotation):
            return not is_name(self._text, quotation)
        words = len(self._text[quotation.start : quotation.end].split())
        return words >= _SENTENCE_LIKE or is_sentence(self._text, quotation)

    def _opening(self, paragraph: Paragraph) -> Voice | None:
        """Return who speaks a quotation that opens its paragraph without a word of who says it."""
        quotation = paragraph.quotations[0]
        if quotation.outer_start != paragraph.start:
            return None
        if (signed := self._signature(quotation, paragraph)) is not None:
            return signed
        before = self._earlier
        if before is None or (quotation.closed and not is_sentence(self._text, quotation)):
            return None
        if before.quotations and not before.quotations[-1].closed:
            return self._again(self._closing)
        if (headed := self._head(before)) is not None:
            return headed
        if re.search(r"\w", self._text[quotation.outer_end : paragraph.end]):
            return None
        return self._announced(before) or self._again(self._closing or self._told_in(before))

    def _announced(self, before: Paragraph) -> Voice | None:
        """Return who, by the line above, says what follows it: "The two presidents issued a statement:"."""
        if self._text[before.start : before.end].rstrip()[-1:] != ":":
            return None
        subject = self._subject_of(before.indices[-1], self._readings[before.indices[-1]].sentence.start)
        return self._of_group(subject, 0.7) if subject else Voice((), before.start, before.end, 0.7)

    def _told_in(self, before: Paragraph) -> Voice | None:
        """Return who is reported to speak in the line above."""
        last = self._voices.last
        return last if last is not None and before.start <= last.start < before.end else None

    def _signature(self, quotation: Quotation, paragraph: Paragraph) -> Voice | None:
        """Read `"We are ready." - Elvira Quispe` where nothing follows the name."""
        index = self._voices.index_at(quotation.outer_end)
        groups = (g for i in (index, index + 1) if i <= paragraph.indices[-1] for g in self._voices.groups(i))
        for group in groups:
            behind = _SIGNATURE.fullmatch(self._text, quotation.outer_end, group.start)
            if behind and _AFTER_SIGNATURE.fullmatch(self._text, group.end, paragraph.end):
                return self._of_group(group, 0.8)
        return None

    def _head(self, before: Paragraph) -> Voice | None:
        """Return whom the line above names and nothing else: "Senator Ana Ruiz (Oruro)"."""
        line = self._text[before.start : before.end]
        if len(line) > _HEAD or before.quotations or line.rstrip()[-1:] in ".!?":
            return None
        first = next(iter(self._voices.groups(before.indices[0])), None)
        if first is None and self._names_somebody(before):
            return Voice((), before.start, before.end, 0.7)
        if first is None or first.start != before.start or len({m.agent for m in first.members}) > 1:
            return None
        person = first.members[0].kind is MentionKind.PERSON
        alone = _HEAD_REST.fullmatch(self._text, first.end, before.end)
        return self._of_group(first, 0.75) if person and alone else None

    def _names_somebody(self, line: Paragraph) -> bool:
        """Tell whether a line begins with a name behind one word at most: "Rep. Ana Ruiz (Oruro)"."""
        first = next((n for n in self._readings[line.indices[0]].names if len(n.words) > 1), None)
        if first is None or len(self._text[line.start : first.start].split()) > 1:
            return False
        return _HEAD_REST.fullmatch(self._text, first.end, line.end) is not None
