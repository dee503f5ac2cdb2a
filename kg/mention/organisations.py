"""Sentence -> the spans that name an organisation by its words: "Liberal Party of Canada".

A run of capitalised words with a word that heads such names ("Party", "Council", "Partido") is one,
with what tells which it is before the head, and behind it after "of", "for" or "on". The heads are
those of the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.knowledge.lexicon import Lexicon
from kg.mention.names import CLOSED_CLASS

Span = tuple[int, int]

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_][\w]*(?:[’'][^\W\d_]\w+)*(?:[-‐‑–][^\W_]\w*)*")
_DIRECT = re.compile(r"[ \u00a0]|[ \u00a0]?[’'](?:[ \u00a0]?s)?[ \u00a0]")
_TAIL = re.compile(r"[ \u00a0](?:of|for|on|against)(?: the| a)? ")
_AND = re.compile(r" (?:and|&)(?: the)? ")
_DETERMINED = re.compile(r"\b(?:[Tt]he|an?|[Ii]ts|of|for|federal|provincial) $")
_FOREIGN = re.compile(
    r"[ \u00a0](?:(?:de|del|della|delle|dei|degli|di|da|do|dos|das|des|du|la|le|les|el|los|las|per|por|para|"
    r"pour|für|der|die|und|voor|van|en|et|e|y|i|a|och|à|au|aux|l[’'])[ \u00a0])+|[ \u00a0](?:d|l)[’']"
)
_OWNERS = frozenset(
    """
    people peoples worker workers women men children farmer farmers peasant peasants citizen citizens
    veteran veterans nation student students teacher teachers woman mother mothers lawyer lawyers writer
    writers soldier soldiers prisoner prisoners journalist journalists lord
    """.split()
)
_MEMBERS = frozenset(["democrats", "greens", "socialists", "nationalists"])  # head a name, or are in one
_WITHIN = _MEMBERS | {"international"}  # "Center for Science and International Affairs"
_SIDES = frozenset(["democratic", "republican", "liberal", "conservative", "labour", "labor", "green"])
_TAILED = frozenset(["house", "order"])
_DESCRIBING = ("-based", "-led", "-backed", "-run", "-controlled", "-dominated", "-born")
_LONGEST = 14  # words; a longer run is a headline in capitals


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    gap: str  # the text between the word before and this one
    opens: bool  # it is the first word of the sentence, or of a part of it in quotation marks

    @property
    def lower(self) -> str:
        return self.text.lower()


class OrganisationNames:
    """Finds the names of organisations with the heads of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._heads = lexicon.organisation_heads
        self._openings = lexicon.organisation_openings
        self._not_first = lexicon.opening_words | CLOSED_CLASS | lexicon.tenure_words.keys()
        self._body_words = lexicon.body_words - lexicon.organisation_heads
        self._bodies: Sequence[Span] = ()
        self._refused = lexicon.name_heads.keys() | lexicon.government_words

    def find(
        self,
        text: str,
        within: Span,
        titles: Sequence[Span],
        persons: Sequence[Span],
        lands: Sequence[Span],
        bodies: Sequence[Span] = (),
    ) -> Iterator[Span]:
        """Yield the names inside ``within``, without overlap.

        No name reaches into ``titles``, nor on into ``persons`` behind its head, nor over "and" or "for"
        into one of ``bodies`` (names of known organisations); one ends behind the first of ``lands``
        (names of states and places) after its "of".
        """
        stops = (*titles, *persons)
        self._bodies = bodies
        start = within[0]
        words = _words(text, *within)
        done = start
        for index, word in enumerate(words):
            if word.start < done:
                continue
            if word.lower in self._openings:
                found = self._foreign(words, index, titles)
            elif self._is_head(word, words, index):
                found = self._headed(words, index, titles, stops, lands)
            else:
                continue
            if found is not None and not self._is_refused(words, found):
                done = found[1]
                yield found

    def _is_head(self, word: _Word, words: Sequence[_Word], index: int) -> bool:
        return word.text[0].isupper() and word.lower in self._heads

    def _is_refused(self, words: Sequence[_Word], span: Span) -> bool:
        inside = [word for word in words if span[0] <= word.start < span[1]]
        if len(inside) > _LONGEST or any(word.lower in self._refused for word in inside):
            return True
        capitals = sum(word.text.isupper() and len(word.text) > 1 for word in inside)
        return capitals > 2 or self._is_cut(words, inside[0], inside[-1])

    def _is_cut(self, words: Sequence[_Word], first: _Word, last: _Word) -> bool:
        """Tell whether a part of a name was found: "High - |Level Commission|", "|City Police| Station"."""
        following = next((word for word in words if word.start >= last.end), None)
        longer = following is not None and following.gap == " " and following.lower in self._body_words
        return longer or (words.index(first) > 0 and first.gap in (" - ", "- ", " -"))

    # ------------------------------------------------------------------ "Liberal Party of Canada"

    def _headed(
        self,
        words: Sequence[_Word],
        head: int,
        titles: Sequence[Span],
        stops: Sequence[Span],
        lands: Sequence[Span],
    ) -> Span | None:
        first = self._first_of_pair(words, self._first(words, head, titles), stops, lands)
        last = self._last(words, head, stops)
        tail = self._tail(words, last, stops, lands)
        if first == last == tail:
            return None  # "the Party", "Parliament"
        if tail == last and words[last].lower in _TAILED:
            return None  # "White House", but "House of Commons"
        return words[first].start, words[tail].end

    def _first(self, words: Sequence[_Word], head: int, stops: Sequence[Span]) -> int:
        first = head
        while first and _joined(words, first) and words[first - 1].text[0].isupper():
            before = words[first - 1]
            if _in_any(before, stops) or self._only_opens(words, first - 1):
                break
            first -= 1
        if first and words[first].gap == " of " and not _in_any(words[first - 1], stops):
            return self._first(words, first - 1, stops)  # "Prince of Wales Heritage Centre"
        return first

    def _only_opens(self, words: Sequence[_Word], index: int) -> bool:
        """Tell whether a word is capitalised only because the sentence begins with it."""
        word = words[index]
        if word.lower == "new":
            return False
        if word.lower.endswith(_DESCRIBING):
            return True
        if word.opens and word.lower.endswith("ing") and words[index + 1].lower not in self._heads:
            return True  # "Increasing Peace Corps posts", but "Planning Council"
        return word.lower in self._not_first and (word.opens or word.lower in ("the", "a", "an"))

    def _first_of_pair(
        self, words: Sequence[_Word], first: int, stops: Sequence[Span], lands: Sequence[Span]
    ) -> int:
        """Widen over "and" where one determiner heads the pair: "the Social Democratic and Labour Party"."""
        if not first or words[first].gap not in (" and ", " & "):
            return first
        other = self._first(words, first - 1, stops)
        pair = words[other:first]
        apart = any(_in_any(word, stops) or word.lower in self._heads for word in pair)
        apart = apart or _in_any(pair[-1], (*lands, *self._bodies)) or _in_any(words[first], self._bodies)
        apart = apart or (
            len(pair) == 1 and pair[0].lower in _SIDES
        )  # "the Green and Working Families Party"
        return first if apart or not _DETERMINED.search(words[other].gap) else other

    def _last(self, words: Sequence[_Word], head: int, stops: Sequence[Span]) -> int:
        """Return the last head of the adjoining words: "National Party Trust", not "Party Leader"."""
        last = index = head
        while index + 1 < len(words) and _joined(words, index + 1) and words[index + 1].text[0].isupper():
            index += 1
            if _in_any(words[index], stops):
                break
            if words[index].lower in self._heads:
                last = index
            if words[index].lower == "coalition":
                break
        return last

    def _tail(self, words: Sequence[_Word], last: int, stops: Sequence[Span], lands: Sequence[Span]) -> int:
        """Return the index of the last word of what follows "of", "for", "on" behind the head."""
        end, landed = last, False
        while end + 1 < len(words) and not landed:
            following = words[end + 1]
            link = _TAIL.fullmatch(following.gap) or (end > last and _AND.fullmatch(following.gap))
            if not link or not following.text[0].isupper() or _in_any(following, stops):
                break
            if not following.gap.startswith((" of", "\u00a0of")) and _in_any(following, self._bodies):
                break  # "the Liberal Party for the Parti Québécois"
            segment = self._segment(words, end + 1, stops)
            if not _TAIL.fullmatch(following.gap) and (
                any(words[i].lower in self._heads - _WITHIN for i in range(end + 1, segment + 1))
            ):
                break  # "the Party of Peace and the Green Party"
            land = next((s for s in lands if s[0] == following.start), None)
            if land is not None:
                segment = max(i for i in range(end + 1, len(words)) if words[i].start < land[1])
                segment = max(segment, self._last_head(words, segment, stops))
                landed = True
            end = segment
        return end

    def _last_head(self, words: Sequence[_Word], index: int, stops: Sequence[Span]) -> int:
        last = self._last(words, index, stops)
        return last if words[last].lower in self._heads else index

    def _segment(self, words: Sequence[_Word], index: int, stops: Sequence[Span]) -> int:
        while (
            index + 1 < len(words)
            and _joined(words, index + 1)
            and words[index + 1].text[0].isupper()
            and not _in_any(words[index + 1], stops)
        ):
            index += 1
        return index

    # ------------------------------------------------------------------ "Partido de la Liberación"

    def _foreign(self, words: Sequence[_Word], first: int, stops: Sequence[Span]) -> Span | None:
        last = first
        while last + 1 < len(words):
            following = words[last + 1]
            if not (_joined(words, last + 1) or _FOREIGN.fullmatch(following.gap)):
                break
            if not following.text[0].isupper() or _in_any(following, stops):
                break
            last += 1
        begin = self._first(words, first, stops)
        return (words[begin].start, words[last].end) if last > first else None


def _words(text: str, start: int, end: int) -> list[_Word]:
    """Return the capitalised words, each with the text since the capitalised word before it."""
    found: list[_Word] = []
    position = start
    for match in _WORD.finditer(text, start, end):
        if match.group()[0].isupper():
            opens = not text[start : match.start()].strip(" “‘\"'(")
            gap = text[position : match.start()]
            found.append(_Word(match.start(), match.end(), match.group(), gap, opens))
            position = match.end()
    return found


def _joined(words: Sequence[_Word], index: int) -> bool:
    """Tell whether a word adjoins the one before; an owner belongs to the name only if it is general."""
    gap = words[index].gap
    if _DIRECT.fullmatch(gap) is None:
        return False
    return not any(mark in gap for mark in "’'") or words[index - 1].lower in _OWNERS


def _in_any(word: _Word, spans: Sequence[Span]) -> bool:
    return any(start < word.end and word.start < end for start, end in spans)
