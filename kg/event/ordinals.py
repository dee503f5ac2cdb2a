"""Words before an event -> which session of its series it is: "the third meeting", "the 10th summit"."""

from __future__ import annotations

import re

_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_NUMBERS = {word: number for number, word in enumerate(_WORDS, start=1)} | {"inaugural": 1}
_REACH = 60  # code points between the ordinal and the event word
_ORDINAL = re.compile(
    rf"\b({'|'.join(_NUMBERS)}|\d{{1,3}}(?:st|nd|rd|th))\b((?:[\s-]+[\w'’-]+){{0,4}}?)[\s-]*$", re.I
)
# "The second in-person summit" counts only some of the sessions.
_SOME_ONLY = re.compile(
    r"\b(?:in[\s-]person|face[\s-]to[\s-]face|physical|virtual|online|remote|informal|such|consecutive|straight|successive)\b",
    re.I,
)
# "First proposed at the summit", "met first in": an adverb of what was done before.
_WHEN_DONE = re.compile(r"\s+(?:(?:\w+ed|met|held|made|seen|shown)\s+)?(?:at|in|during|by|on|of)\b", re.I)
_FIRST_SINCE = re.compile(r"[^.;:]{0,80}?\b(?:since|in\s+(?:[\w-]+\s+){1,3}(?:years|decades|months))\b")


def ordinal_before(text: str, floor: int, position: int) -> int | None:
    """Return the ordinal before the event word at ``position``, looking back to ``floor``.

    "The first meeting since 2016" counts from a day, "the second in-person summit" counts some only:
    neither tells the number in the series.
    """
    match = _ORDINAL.search(text, max(floor, position - _REACH), position)
    if match is None or _SOME_ONLY.search(match.group(2)) or _WHEN_DONE.match(match.group(2)):
        return None
    word = match.group(1).lower()
    number = _NUMBERS.get(word) or int(re.sub(r"\D", "", word))
    return None if number == 1 and _FIRST_SINCE.match(text, position) else number
