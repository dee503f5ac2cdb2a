"""What stands around a name that only its text can make a place: "in Guildford", "Samarra, Iraq".

The names are those of the gazetteer, and of the reference data where they are a word or a person's too.
A name is read as a place in the whole article where one of its mentions is placed and none acts as a
person does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.knowledge.gazetteer import LONGEST, name_key
from kg.knowledge.knowledge import Knowledge
from kg.mention.names import CLOSED_CLASS, HONORIFICS, PARTISANS
from kg.mention.tagging import TaggedName
from kg.model import KEPT_KINDS, BlockKind, Document, MentionKind, Sentence

TEXT = KEPT_KINDS - {BlockKind.HEADLINE, BlockKind.SUBHEADING}

# Words that head or open the name of a place only where something else tells a place from a person.
KINDS = frozenset(
    """
    city town village republic state states colony colonies frontier territory territories commonwealth
    hills heights falls beach park forest square road bridge hall castle station stadium hospital prison camp
    base harbour harbor coast basin delta creek bay lake port fort mount saint st san santa new old
    """.split()
)
# A part of a place, named with it.
PARTS = frozenset(
    """
    north south east west northern southern eastern western central northeast northwest southeast southwest
    north-east north-west south-east south-west northeastern northwestern southeastern southwestern mid
    upper lower greater inner outer
    """.split()
)
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w’']*")
_NEXT = re.compile(r"[ \u00a0-][^\W\d_][\w’']*")
_OWNER_END = re.compile(r"['’]s$")
_KIND = (
    r"(?:city|cities|town|towns|village|villages|suburb|suburbs|district|districts|municipality|borough|"
    r"province|provinces|region|governorate|port|capital|outskirts|streets|people|residents|mayor|governor|"
    r"north|south|east|west|battle|siege|bishop|constituency|riding|seat)"
)
# Only a place follows; behind "from" and "around" persons may, whose names no person of the article bears.
_SURE = re.compile(rf"(?:\b(?:in|at|near|outside|{_KIND} of)|\b(?:city|town|village|port) )[ \u00a0]$", re.I)
_LIKELY = re.compile(r"\b(?:from|around|through|across|into|via|toward|towards|reached|left)[ \u00a0]$", re.I)
_SERVED = re.compile(
    r"[ \u00a0](?:Governor|Mayor|Province|Governorate|Oblast|City Council|airport|province|region|"
    r"governorate|district|residents|constituency|suburbs?|city|prison|police)\b"
)
_COMMA = re.compile(r",[ \u00a0]")
_LISTING = re.compile(r",[ \u00a0]|,?[ \u00a0](?:and|or)[ \u00a0]")
_AND = re.compile(r",?[ \u00a0](?:and|or|to)[ \u00a0]")
_ACTING = re.compile(
    r"(?:['’]s?)?[ \u00a0](?:(?:also|then|later|has|had|who)[ \u00a0])*(?:said|says|told|added|asked|won|ran|"
    r"led|wrote|did|spoke|met|warned|argued|resigned|succeeded|defeated|believed|appointed|replied|replaced|died|married)\b"
)
_OWNS = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A name that the article makes a place; ``told`` is the state (IRI) named with it."""

    name: str
    told: str | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    name: str
    known: bool = False  # a state or a place by its name alone
    shared: bool = False  # a place of the reference data, and a word or a person too

    def holds(self, start: int, end: int) -> bool:
        """Tell whether a name is a part of this one: "Cuba" in "Santiago de Cuba"."""
        return self.start <= start and end <= self.end and (start, end) != (self.start, self.end)


class Placing:
    """Finds the names of one article that it makes places."""

    def __init__(self, document: Document, knowledge: Knowledge, tagged: Sequence[TaggedName]) -> None:
        self._document = document
        self._text = document.article.text
        self._names = knowledge.world.names
        self._things = knowledge.world.things
        self._gazetteer = knowledge.gazetteer
        self._bearers = knowledge.world.personal_names.bearers
        self._cased = self._names.prepared(self._text)
        self._tagged = {(t.start, t.end) for t in tagged if t.kind is MentionKind.PLACE}
        self._persons = [(t.start, t.end) for t in tagged if t.kind is MentionKind.PERSON]
        self._others = [(t.start, t.end) for t in tagged if t.kind is not MentionKind.PLACE]

    def names(self) -> Iterator[PlacedName]:
        """Yield the placed names in text order, each once."""
        mentions: dict[str, list[_Candidate]] = {}
        placed: dict[str, str | None] = {}
        for sentence in self._document.sentences:
            if sentence.kind not in TEXT:
                continue
            found = self._candidates(sentence)
            for candidate in found:
                if not candidate.known:
                    mentions.setdefault(candidate.name, []).append(candidate)
            for candidate in self._placed(found, sentence):
                told = self._told(candidate, sentence)
                placed[candidate.name] = placed.get(candidate.name) or told
        for name, told in placed.items():
            if not any(self._is_person(mention) for mention in mentions[name]):
                yield PlacedName(name, told)

    # ----------------------------------------------------------------- what may be a place

    def _candidates(self, sentence: Sentence) -> list[_Candidate]:
        """Return the names that may be places, and where there are any, those that surely are."""
        found: list[_Candidate] = []
        for word in _CAPITALISED.finditer(self._text, sentence.start, sentence.end):
            if found and word.start() < found[-1].end:
                continue
            if self._gazetteer.begins(word.group()) and (end := self._end(word, sentence)) is not None:
                found.append(_Candidate(word.start(), end, self._text[word.start() : end]))
        if not found and not self._tagged:
            return []
        shared, known = self._known(sentence)
        taken = [(c.start, c.end) for c in (*shared, *known)]
        found = [c for c in found if all(e <= c.start or c.end <= s or c.holds(s, e) for s, e in taken)]
        shared = [k for k in shared if not any(c.holds(k.start, k.end) for c in found)]
        known = [k for k in known if not any(c.holds(k.start, k.end) for c in found)]
        alone = [c for c in (*found, *shared) if self._is_whole(c, sentence)]
        places = [c for c in known if c.known]
        return sorted((*alone, *places), key=lambda c: c.start)

    def _end(self, first: re.Match[str], sentence: Sentence) -> int | None:
        """Return the end of the longest name of the gazetteer that begins with a word."""
        ends = [first.end()]
        while len(ends) < LONGEST and (word := _NEXT.match(self._text, ends[-1], sentence.end)):
            ends.append(word.end())
        for end in reversed(ends):
            name = _OWNER_END.sub("", self._text[first.start() : end])
            if self._gazetteer.named(name):
                return first.start() + len(name)
        return None

    def _known(self, sentence: Sentence) -> tuple[list[_Candidate], list[_Candidate]]:
        """Return the places whose names are other things' too, and all else that the reference data names."""
        shared, known = [], []
        for match in self._names.find(self._cased, sentence.start, sentence.end):
            kinds = {naming.kind for naming in match.entries}
            name = self._text[match.start : match.end]
            if kinds == {MentionKind.PLACE} and all(self._things[n.iri].ambiguous for n in match.entries):
                shared.append(_Candidate(match.start, match.end, name, shared=True))
            else:
                place = kinds <= {MentionKind.PLACE, MentionKind.STATE, MentionKind.METONYM}
                known.append(_Candidate(match.start, match.end, name, place))
        return shared, known

    def _is_whole(self, name: _Candidate, sentence: Sentence) -> bool:
        """Tell whether a name is no part of a longer one: "Guildford", not "Lord Guildford"."""
        before = re.search(
            r"([^\W\d_][\w.’'-]*)[ \u00a0]$", self._text[max(sentence.start, name.start - 30) : name.start]
        )
        if before and before[1][0].isupper() and before[1].lower() not in CLOSED_CLASS:
            return False
        if before and before[1].lower() in HONORIFICS | PARTISANS:
            return False
        if (
            self._text[name.start - 1 : name.start] in {"-", "–", "‘", "’", "'"}
            or self._text[name.end : name.end + 1] == "-"
        ):
            return False
        after = re.match(
            r"[ \u00a0]([^\W\d_][\w’'-]*)", self._text[name.end : min(sentence.end, name.end + 30)]
        )
        return not after or not after[1][0].isupper() or _SERVED.match(self._text, name.end) is not None

    # ------------------------------------------------------------------ what makes it one

    def _placed(self, found: Sequence[_Candidate], sentence: Sentence) -> Iterator[_Candidate]:
        for group in self._lists(found):
            stands = [c.known or self._stands(c, sentence) for c in group]
            listed = any(stands) and len(group) > 1 and self._is_list(group)
            for candidate, sure in zip(group, stands, strict=True):
                if not candidate.known and (sure or (listed and not self._borne(candidate))):
                    yield candidate

    def _lists(self, found: Sequence[_Candidate]) -> Iterator[list[_Candidate]]:
        group: list[_Candidate] = []
        for candidate in found:
            if group and not _LISTING.fullmatch(self._text, group[-1].end, candidate.start):
                yield group
                group = []
            group.append(candidate)
        if group:
            yield group

    def _is_list(self, group: Sequence[_Candidate]) -> bool:
        """Tell a list from names that meet: "Barnsley, Batley and Leeds", not "In Paris, Clinton"."""
        gaps = [self._text[a.end : b.start] for a, b in pairwise(group)]
        if not _AND.fullmatch(gaps[-1]) and len(group) <= LONGEST:
            return False
        return not _ACTING.match(self._text, group[-1].end)

    def _stands(self, name: _Candidate, sentence: Sentence) -> bool:
        """Tell whether the words around a name, or the model, make it a place."""
        if self._told(name, sentence) is not None:
            return True
        before = self._text[max(sentence.start, name.start - 20) : name.start]
        before = re.sub(
            r"(?:northern|southern|eastern|western|central|nearby|downtown)[ \u00a0]$", "", before
        )
        owns = _OWNS.match(self._text, name.end) is not None
        if _SURE.search(before) or _SERVED.match(self._text, name.end):
            return not (owns and self._borne(name))
        if self._borne(name) or (owns and name.shared):
            return False
        if _LIKELY.search(before) is not None:
            return not owns
        if name.start == sentence.start and " " not in name.name:
            return False  # "Awash with oil"
        return (name.start, name.end) in self._tagged and not self._beside_person(name)

    def _told(self, name: _Candidate, sentence: Sentence) -> str | None:
        """Return the state named behind a comma: "Samarra, Iraq", "Springfield, Ohio"."""
        comma = _COMMA.match(self._text, name.end)
        after = next(self._names.find(self._cased, comma.end(), sentence.end), None) if comma else None
        if after is None or comma is None or after.start != comma.end():
            return None
        states = {place.state for place in self._gazetteer.named(name.name)}
        shared = next(self._names.find(self._cased, name.start, name.end), None)
        states |= {self._things[n.iri].state for n in shared.entries} if shared else set()
        told = (n.iri if n.kind is MentionKind.STATE else self._things[n.iri].state for n in after.entries)
        return next((state for state in told if state in states), None)

    # -------------------------------------------------------------------- who bears it too

    def _borne(self, name: _Candidate) -> bool:
        """Tell whether a known person has the name."""
        return bool(self._bearers(name_key(name.name).lower()))

    def _beside_person(self, name: _Candidate) -> bool:
        """Tell whether a person is listed with a name: "(Abraham Lincoln, Garfield and William McKinley)"."""
        return any(
            _LISTING.fullmatch(self._text, end, name.start) or _LISTING.fullmatch(self._text, name.end, start)
            for start, end in self._persons
        )

    def _is_person(self, name: _Candidate) -> bool:
        """Tell whether a mention acts as a person does, or the model takes it for one."""
        if (name.start, name.end) in self._persons:
            return True
        return _ACTING.match(self._text, name.end) is not None and (name.start, name.end) not in self._tagged
