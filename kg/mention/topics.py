"""Words of the topic scheme in a sentence -> those that tell what it is about.

A word that is only part of a longer name tells nothing: a secretary of energy, a national security
council and an agency for international development turn up in articles on anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.phrases import Match
from kg.mention.titles import TitlePhrase
from kg.model import Mention, MentionKind

_REACH = 80  # code points around a word in which the rest of a body's name stands
_NAME_WORD = r"(?:(?:and|of|for|the|on|&)\s+|[A-Z][\w’'&-]*,?\s+)"


class TopicWords:
    """Tells topics from parts of names; ``organs`` are the lower-case words that head names of bodies."""

    def __init__(self, organs: Iterable[str]) -> None:
        heads = "|".join(sorted(re.escape(word.title()) for word in organs))
        self._follows = re.compile(rf"\s+{_NAME_WORD}{{0,3}}(?:{heads})\b")
        self._leads = re.compile(rf"\b(?:{heads})\s+(?:of|for|on)\s+{_NAME_WORD}{{0,6}}$")

    def telling(
        self,
        text: str,
        matches: Iterable[Match[str]],
        titles: Iterable[TitlePhrase],
        mentions: Iterable[Mention],
    ) -> Iterator[Match[str]]:
        """Yield the matches that are not part of the name of a body or the title of an office."""
        names = [(t.core_start, t.core_end) for t in titles]
        names += [(m.start, m.end) for m in mentions if m.kind is MentionKind.ORGANISATION]
        for match in matches:
            if not _part_of_any(match, names) and not self._names_a_body(text, match):
                yield match

    def _names_a_body(self, text: str, match: Match[str]) -> bool:
        if not text[match.start].isupper():
            return False
        before = text[max(0, match.start - _REACH) : match.start]
        follows = self._follows.match(text, match.end, match.end + _REACH)
        return follows is not None or self._leads.search(before) is not None


def _part_of_any(match: Match[str], names: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a name holds the match and more; a name that is a topic's own label tells the topic."""
    return any(
        start <= match.start and match.end <= end and (start, end) != (match.start, match.end)
        for start, end in names
    )
