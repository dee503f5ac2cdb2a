"""Sentence -> the spans that name an occasion or a work: "2019 Canadian federal election", "Korean War".

What they name is neither a state, a person nor an organisation, and a name inside them is only a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Span = tuple[int, int]

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Spring|Summer|Autumn|Winter)"
)
_CAPITAL = r"[^\W\d_a-z][\w.’'-]*"
_RUN = rf"(?:(?:{_CAPITAL}|of|the|and|in)[ \u00a0])"
_PLACE = rf"(?: (?:in|of) (?:the )?{_CAPITAL}(?: (?:(?:and|of) )?(?:the )?{_CAPITAL}){{0,3}})?"
_NO_NAME = rf"(?<! Bill(?= {_CAPITAL}))"  # "Governor Bill Clinton"
# "HMS Canada", "USS Ronald Reagan": ships of several navies carry such letters.
_SHIP = re.compile(
    rf"\b(?:HMS|HMCS|HMAS|HMNZS|USS|USNS|INS|RMS|MV|MS|SS|ORP|KRI|TCG)[ \u00a0]{_CAPITAL}(?: {_CAPITAL})?"
)


class OccasionNames:
    """Finds the names of occasions and works; ``heads`` are the lower-case words that head them."""

    def __init__(self, heads: Iterable[str]) -> None:
        ordered = sorted(heads, key=lambda head: (-len(head), head))
        lower = "|".join(map(re.escape, ordered))
        title = "|".join(re.escape(head.title()) for head in ordered)
        # With a year in front the rest may be in lower case: "2019 Canadian federal election".
        self._dated = re.compile(
            rf"\b(?:{_MONTH} )?(?:1[5-9]|20)\d\d(?:[-–/]\d{{2,4}})? {_RUN}{{0,7}}(?:[a-z-]+ ){{0,3}}"
            rf"(?:{lower}|{title})\b{_PLACE}"
        )
        self._named = re.compile(
            rf"{_CAPITAL}(?: {_CAPITAL}){{0,5}} (?:{title})\b(?: [IVX]+\b)?(?: of \d{{4}})?{_NO_NAME}"
            rf"|(?:{title}) of (?:the )?{_CAPITAL}"
        )

    def find(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the names inside [start, end), without overlap."""
        done = start
        found = [m.span() for p in (self._dated, self._named, _SHIP) for m in p.finditer(text, start, end)]
        for first, last in sorted(found, key=lambda span: (span[0], -span[1])):
            if first >= done:
                done = last
                yield first, last
