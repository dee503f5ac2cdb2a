"""The name of a series in a sentence -> whether the words tell of one of its editions.

"The tenth High-Level Dialogue opened in Lima" does; "the Dialogue helps both economies", "Dialogue
partners agreed" and "the Dialogue launched a fund" speak of the series itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.event.arguments import happens
from kg.event.clauses import clause_at
from kg.event.dating import edition
from kg.event.ordinals import ordinal_before
from kg.event.status import CALLED_OFF
from kg.mention.reading import CueMention
from kg.model import Mention, Sentence
from kg.vocab import EVENT_TYPE, LEXINFO, STATUS

# "met in Lima for the third session of", but not "spoke about preparations for"
OPENS_EDITION = re.compile(
    r"(?!.*\b(?:about|discuss|review|prepar\w+|plans|ahead|before|regarding|preview)\b)"
    r".*\b(?:for|to\s+(?:convene|hold|launch|relaunch|open|inaugurate|begin))\b",
    re.S,
)
# What opens an edition: "met to convene the X", "hosted A and B for the tenth X".
_CONVENES = re.compile(
    r"\b(?:to\s+(?:convene|hold|launch|relaunch|open|inaugurate|begin)|for)\s+(?:(?:the|a|an|their)\s+)?"
    r"(?:[\w-]+\s+)?$"
)
_SCHEDULE_REACH = 45  # code points from the name of a series to "is planned"
_GOVERNING_REACH = 40
_SCHEDULED = re.compile(r"schedul|planned|slated|due|held")
# "The Dialogue partners", "Dialogue-funded": the name tells of what kind another thing is.
_AFTER = re.compile(r"[ \u00a0]([^\W\d_][\w-]*)|-\w")
_ENDS_NAME = frozenset(
    """
    in at on of for to from by with and or but as after before during since until between under over
    was is are were will would has had have be been can could may might must shall should did does not
    this that these those which who where when while today yesterday tomorrow also then here there again
    """.split()
)
# "The Dialogue hosted its first seminar": it acts, and is not what happens.
_ACTS_ON = re.compile(r"\s+(?:its|an?|the|their|two|three|several|new)\b")
_ABOUT = re.compile(r"\b(?:discuss\w*|about|prepar\w+|preview|ahead\s+of)\b")  # "met to discuss the X"
_PASSIVE = re.compile(r"\b(?:be|been|being|is|was|are|were)\s+(?:\w+ly\s+)?$")


@dataclass(frozen=True, slots=True)
class Editions:
    text: str
    sentence: Sentence
    clauses: tuple[tuple[int, int], ...]
    cues: Sequence[CueMention]
    nearest: Callable[[CueMention], int]  # where the event word starts that a cue speaks of

    def told(self, name: Mention) -> bool:
        """Tell whether the words around the name of a series tell of an edition of it."""
        if self._describes(name):
            return False
        begin = self.sentence.start
        if edition(self.text, begin, name.start) or ordinal_before(self.text, begin, name.start) is not None:
            return True
        return self._scheduled(name) or self._convened(name) or self._happening(name)

    def _describes(self, name: Mention) -> bool:
        """Tell whether the name stands before the noun that is spoken of."""
        after = _AFTER.match(self.text, name.end, self.sentence.end)
        if after is None:
            return False
        if after.group(1) is None:
            return True
        first = after.start(1)
        return after.group(1).lower() not in _ENDS_NAME and not any(
            cue.start <= first < cue.end for cue in self.cues
        )

    def _scheduled(self, name: Mention) -> bool:
        states = (STATUS["planned"], *CALLED_OFF)
        cues = (cue for cue in self.cues if any(map(cue.denoting, states)))
        return any(self.nearest(cue) == name.start and self._schedules(cue, name) for cue in cues)

    def _convened(self, name: Mention) -> bool:
        start, _ = clause_at(self.clauses, name.start)
        return (
            any(cue.denoting(EVENT_TYPE) and start <= cue.start < name.start for cue in self.cues)
            and _CONVENES.search(self.text, start, name.start) is not None
            and OPENS_EDITION.match(self.text[start : name.start]) is not None
        )

    def _happening(self, name: Mention) -> bool:
        start, end = clause_at(self.clauses, name.start)
        return any(self._governs(cue, name) for cue in self.cues if start <= cue.start < end and happens(cue))

    def _governs(self, cue: CueMention, name: Mention) -> bool:
        if cue.end <= name.start:
            gap = self.text[cue.end : name.start]
            if _ABOUT.search(gap):
                return False
        else:
            gap = self.text[name.end : cue.start]
            acts = _ACTS_ON.match(self.text, cue.end) and not _PASSIVE.search(gap)
            if acts and any(entry.is_verb for entry in cue.cues):
                return False
        return len(gap) <= _GOVERNING_REACH and "," not in gap

    def _schedules(self, cue: CueMention, name: Mention) -> bool:
        """Tell whether a word says of a series that an edition is due: "X is planned", not "X will help"."""
        if cue.cues[0].part_of_speech == LEXINFO["adjective"] or any(map(cue.denoting, CALLED_OFF)):
            return True
        words = self.text[cue.start : cue.end].lower()
        gap = self.text[name.end : cue.start] if cue.start >= name.end else ","
        return len(gap) <= _SCHEDULE_REACH and "," not in gap and _SCHEDULED.search(words) is not None
