"""Reasons in the text beside a run of words to take it for a person: it speaks, acts, takes part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mention.names import NameRun
from kg.mention.reading import Reading
from kg.model import MentionKind
from kg.vocab import EVENT_TYPE

_GOES_ON = re.compile(r"[ \u00a0-][^\W\d_a-z]")  # behind a state that only tells which: "for |U.S.| Schools"
_FOR_STATE = re.compile(r"\s+(?:for|from)\s+(?:the\s+)?")
_ARGUMENT = re.compile(r"\s+(?:(?:with|by)\s+)?")
_ACTS = re.compile(
    r"['’]s?\s|,? who\b|\s+(?:himself|herself)\b|"
    r"\s+(?:(?:also|then|later|soon|never|first|now|again|[a-z]+ly|has|have|had|was|were|is|are|will|would|could|did|does)\s+)*"
    r"(?:[a-z]{2,}ed|was|were|is|are|ran|had|has|have|won|would|could|did|wrote|said|says|lost|became|led|went|took|made|told|held|met|"
    r"spoke|gave|left|knew|saw|began|came|got|thought|won|stood|sought|fought|chose|rose|fell|broke|brought|kept|"
    r"put|set|sent|sat|swore|withdrew|resigns|argues|believes|wants|notes|adds|writes|explains)\b"
)
_MET = re.compile(
    r"\b(?:with|by|against|told|beat|defeating|defeated|succeeded|succeeding|replacing|appointed|"
    r"under|like|than|succeed|replace|elected|nominated|named)\s+$"
)
_BESIDE = re.compile(r"(?:,| and| or| [/&])\s+")


def acts_alone(text: str, reading: Reading, run: NameRun) -> bool:
    """Tell whether a lone word stands as only a person's name does: it acts, owns, or opens the sentence."""
    ends = [run.end, *_ends_of_list(text, reading, run)]
    if any(_ACTS.match(text, end, reading.sentence.end) is not None for end in ends):
        return True
    return _MET.search(text, reading.sentence.start, run.start) is not None


def _ends_of_list(text: str, reading: Reading, run: NameRun) -> Iterator[int]:
    """Yield where the names end that a model takes for persons and that are listed behind a run."""
    end = run.end
    for other in reading.names:
        if other.start > end and other.confirmed and _BESIDE.fullmatch(text, end, other.outer_start):
            yield other.end
            end = other.end


def stands_for_state(text: str, reading: Reading, run: NameRun) -> bool:
    """Tell whether a state follows as the side: "Ana Ruiz for Peru", not "More Money for U.S. Schools"."""
    return any(
        m.kind is MentionKind.STATE
        and _FOR_STATE.fullmatch(text, run.end, m.start)
        and not _GOES_ON.match(text, m.end)
        for m in reading.mentions
    )


def takes_part(text: str, reading: Reading, run: NameRun) -> bool:
    """Tell whether the name is an argument of an event word: "met with Ana Ruiz", "signed by Ana Ruiz"."""
    return any(
        c.denoting(EVENT_TYPE) and _ARGUMENT.fullmatch(text, c.end, run.start)
        for c in reading.cues
        if c.end <= run.start
    )
