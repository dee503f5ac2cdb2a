"""Organisations that an article names and the reference data does not know, with all their names.

A name comes from its words ("Liberal Party of Canada"), from a model of names, or from both; of two that
overlap the longer counts. An acronym in brackets behind it names the same. The IRI comes from the folded
name; a name that fits bodies of many countries ("Liberal Party") is known in its article only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.iri import folded, key
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.phrases import Match
from kg.knowledge.world import Naming, Thing
from kg.mention.names import CLOSED_CLASS
from kg.mention.organisations import OrganisationNames, Span
from kg.mention.sure_names import surely_named
from kg.mention.tagging import TaggedName
from kg.model import BlockKind, Document, MentionKind, Sentence
from kg.vocab import ORG

_ACRONYM = re.compile(r"[ \u00a0]\(([^\W\d_a-z][\w&/.-]{1,9})[),;]")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.I)
_OWNER_END = re.compile(r"['’]s?$")
_DATE = re.compile(
    r"\s+(?:(?:on|in|of|for)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|"
    r"July|August|September|October|November|December)\b"
)
_OF = re.compile(r"\s(?:of|for|on|in|to)\s")
_LOOSE = re.compile(r"\s(?:on|in|to)\s")
_TRAILING = re.compile(r"(?:\s+(?:of|for|on|in|to|and|the|a|an))+$|[\s,;:&(–-]+$")
_JOINT = re.compile(r" (?:and|&|[-–]) ")
_LANDS = {MentionKind.STATE, MentionKind.PLACE}
_TELLING = 4  # capitalised words from which a name without a country tells one organisation from all others
# What stands beside the acronym of a body, and hardly beside that of a thing or an idea.
_BEFORE_BODY = re.compile(
    r"(?:\b[Tt]he|\b(?:by|to|for|from|with|told|joined|left|led|founded)|"
    r"\b(?:members?|leader|head) of) $"
)
_AFTER_BODY = re.compile(
    r"['’]s [a-z]| (?:then )?(?:said|says|told|has|had|ran|won|will|[a-z]{3,}ed)\b"
    r"| (?:leaders?|M[SEL]?Ps?|MLAs?|TDs?|politicians?|lawmakers?|councillors?|senators?|candidates?"
    r"|nominees?|chair(?:man|woman|person)?|president|secretary|spokes(?:man|woman|person)|members?|deputy|deputies"
    r"|incumbent|party|government|coalition|cadres?|militants?|fighters?|officials?)\b"
)
_SHORT = 2  # letters of an acronym that too many things bear
_JOINED = re.compile(r",? (?:and|or|&) (?:the )?|, (?:the )?")
_MANY = re.compile(r"[A-Z]+-?[A-Z0-9]+s")
_SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
_TEXT = {BlockKind.BODY, BlockKind.CAPTION}  # in headlines in title case every run would look like a name


def unknown_bodies(
    document: Document, knowledge: Knowledge, tagged: Sequence[TaggedName]
) -> Iterator[tuple[Thing, list[str]]]:
    """Yield each organisation with the phrases that name it; a known one with the acronym given for it."""
    finder = _Finder(document, knowledge, tagged)
    for sentence in document.sentences:
        if sentence.kind in _TEXT:
            yield from finder.abbreviated(sentence)
            for start, end in finder.spans(sentence):
                yield finder.body(start, end)


_OF_PERSONS = frozenset("honorable honourable hon mr mrs ms dr".split())  # "The Honorable Ana Ruiz"


class _Finder:
    def __init__(self, document: Document, knowledge: Knowledge, tagged: Sequence[TaggedName]) -> None:
        self._text = document.article.text
        self._identifier = document.article.identifier
        self._knowledge = knowledge
        self._tagged = tagged
        self._small_words = frozenset(_SMALL_WORD.findall(self._text)) if tagged else frozenset()
        self._names = OrganisationNames(knowledge.lexicon)
        self._cased = knowledge.world.names.prepared(self._text)
        self._lowered = knowledge.world.titles.prepared(self._text)
        self._sure = surely_named(document, knowledge.world.names, self._cased)

    def spans(self, sentence: Sentence) -> list[Span]:
        """Return the names of a sentence that are no known name or part of one."""
        known = self._known(sentence)
        titles, persons = self._stops(sentence, known)
        by_words = self._names.find(
            self._text, (sentence.start, sentence.end), titles, persons, _lands(known), _bodies(known)
        )
        sure = [self._without_date(*span) for span in by_words]
        guessed = (self._without_date(*span) for span in self._by_model(sentence))
        beside = (span for span in guessed if not self._joins(span, sure, known))
        found = sorted({*sure, *beside}, key=lambda s: (s[0] - s[1], s[0]))
        kept: list[Span] = []
        for start, end in found:
            if any(start < e and s < end for s, e in kept) or self._is_known(start, end, known):
                continue
            kept.append((start, end))
        return sorted(kept)

    def abbreviated(self, sentence: Sentence) -> Iterator[tuple[Thing, list[str]]]:
        """Yield the known organisations behind whose name the article gives an acronym for it."""
        for match in self._known(sentence):
            naming, acronym = match.entries[0], _ACRONYM.match(self._text, match.end)
            sure = naming.kind is MentionKind.ORGANISATION and naming.iri in self._sure
            several = " " in self._text[match.start : match.end]
            if acronym and sure and several and _abbreviates(acronym.group(1)):
                yield self._knowledge.world.things[naming.iri], [acronym.group(1)]

    def _known(self, sentence: Sentence) -> list[Match[Naming]]:
        return list(self._knowledge.world.names.find(self._cased, sentence.start, sentence.end))

    def _is_known(self, start: int, end: int, known: Sequence[Match[Naming]]) -> bool:
        """Tell whether a known name covers the span, one that tells here which thing it names."""
        over = [m for m in known if m.start <= start and end <= m.end]
        return any(not n.ambiguous or n.iri in self._sure for m in over for n in m.entries)

    def _without_date(self, start: int, end: int) -> Span:
        """Cut a span before a day or month: "White House on Thursday"."""
        date = _DATE.search(self._text, start, end)
        return (start, date.start()) if date else (start, end)

    def _stops(self, sentence: Sentence, known: Sequence[Match[Naming]]) -> tuple[list[Span], list[Span]]:
        """Return the spans of titles and of persons."""
        titles = self._knowledge.world.titles.find(self._lowered, sentence.start, sentence.end)
        posts = [(t.start, t.end) for t in titles if not all(title.plural for title in t.entries)]
        persons = [(m.start, m.end) for m in known if m.entries[0].kind is MentionKind.PERSON]
        return posts, persons + [(t.start, t.end) for t in self._inside(sentence, MentionKind.PERSON)]

    def _inside(self, sentence: Sentence, kind: MentionKind) -> Iterator[TaggedName]:
        return (t for t in self._tagged if t.kind is kind and sentence.start <= t.start < sentence.end)

    def _by_model(self, sentence: Sentence) -> Iterator[Span]:
        for name in self._inside(sentence, MentionKind.ORGANISATION):
            article = _ARTICLE.match(self._text, name.start, name.end)
            start = article.end() if article else name.start
            end = start + len(_OWNER_END.sub("", self._text[start : name.end]))
            end = start + len(_TRAILING.sub("", self._text[start:end]))
            if self._may_be_a_body(self._text[start:end]) and self._stands_as_one(start, end):
                yield start, end

    def _stands_as_one(self, start: int, end: int) -> bool:
        """Tell a name from a heading ("Carbon Capture:") and from an acronym of anything ("MS:", "(ICT)")."""
        words = self._text[start:end]
        if " " in words:
            heads = self._knowledge.lexicon.organisation_heads
            loose = _LOOSE.search(words) and not heads & set(words.lower().split())
            return not (words.isupper() or loose or self._text[end : end + 1] == ":")
        if not words.isupper():
            return True
        if self._text[end : end + 1] == ":" or "$" in self._text[end : end + 2]:
            return False
        before = self._text[max(0, start - 16) : start]
        if end - start <= _SHORT:
            return before.lower().endswith("the ") or self._listed_with_body(start, end)
        beside = _BEFORE_BODY.search(before) or _AFTER_BODY.match(self._text, end)
        return bool(beside) or self._listed_with_body(start, end)

    def _listed_with_body(self, start: int, end: int) -> bool:
        """Tell whether "and" or a comma joins a span to the name of another body."""
        return any(
            _JOINED.fullmatch(self._text, *gap)
            for t in self._tagged
            if t.kind is MentionKind.ORGANISATION and (t.start, t.end) != (start, end)
            for gap in [(t.end, start) if t.end <= start else (end, t.start)]
        )

    def _may_be_a_body(self, words: str) -> bool:
        lexicon = self._knowledge.lexicon
        lower = words.lower().split()
        head = (_OF.split(words)[0].lower().split() or [""])[-1]
        refused = lexicon.government_words | lexicon.name_heads.keys() | lexicon.occasion_heads
        if head in lexicon.body_words - lexicon.organisation_heads:
            return False
        if lower and lower[0].rstrip(".") in _OF_PERSONS:
            return False
        if (
            lower[1:2] == ["of"]
            and lower[0] in lexicon.place_openings
            and lower[-1] not in lexicon.organisation_heads
        ):
            return False  # "Principality of Andorra"
        return (
            bool(lower)
            and words[0].isupper()
            and (len(lower) > 1 or self._names_one_thing(words))
            and not refused & set(lower)
            and not all(word in CLOSED_CLASS for word in lower)
        )

    def _names_one_thing(self, word: str) -> bool:
        """Tell whether a lone word is an acronym, or a name that no person or place of the article bears.

        "MSMEs" are many; "Fund" heads a name, and is none; a word that the article writes small too is one of
        the language.
        """
        if _MANY.fullmatch(word) or word.lower() in self._knowledge.lexicon.organisation_heads:
            return False
        if word.lower() in self._small_words:
            return False
        return word.isupper() or not any(
            word in self._text[t.start : t.end].split()
            for t in self._tagged
            if t.kind is not MentionKind.ORGANISATION
        )

    def _holds_a_known_one(self, span: Span, known: Sequence[Match[Naming]]) -> bool:
        """Tell whether a known organisation is only a part of the span: "UN Security Council Israel"."""
        return any(
            span[0] <= m.start and m.end <= span[1] and (m.start, m.end) != span
            for m in known
            if m.entries[0].kind is MentionKind.ORGANISATION
        )

    def _opens_with_known(self, span: Span, known: Sequence[Match[Naming]]) -> bool:
        """Tell whether a span runs on from a known organisation: "Heritage Foundation Senior Fellow"."""
        after = next((m.end for m in known if m.start == span[0] and m.end < span[1]), None)
        if self._text[slice(*span)].split()[-1].lower() in self._knowledge.lexicon.organisation_heads:
            return False  # "Save the Children Fund"
        return after is not None and re.match(r" [^\W\d_a-z]", self._text[after : span[1]]) is not None

    def _joins(self, span: Span, sure: Sequence[Span], known: Sequence[Match[Naming]]) -> bool:
        """Tell whether a tagged span runs on from one name into the next: "Green Party, Labour Party"."""
        inside = [s for s in sure if span[0] <= s[0] and s[1] <= span[1]]
        words = self._text[span[0] : span[1]]
        ends = {end for _, end in _lands(known)}  # "Liberal Party of Canada" is the whole name
        if self._holds_a_known_one(span, known) and (not inside or self._opens_with_known(span, known)):
            return True
        goes_on = any(s[0] == span[0] and s[1] < span[1] and s[1] in ends for s in inside)
        return (
            goes_on
            or len(inside) > 1
            or bool(inside and _JOINT.search(words))
            or "," in words
            or "/" in words
        )

    def body(self, start: int, end: int) -> tuple[Thing, list[str]]:
        """Return the organisation that a span names, with its name and the acronym given for it."""
        label = self._text[start:end]
        iri = self._knowledge.minter.of("organisation", key(folded(label), *self._known_where(label)))
        thing = Thing(iri, MentionKind.ORGANISATION, (ORG["FormalOrganization"],), label)
        acronym = _ACRONYM.match(self._text, end)
        return thing, [label, *([acronym.group(1)] if acronym and _abbreviates(acronym.group(1)) else [])]

    def _known_where(self, label: str) -> list[str]:
        """Return the article's identifier where the name could be that of several bodies, else nothing."""
        prepared = self._knowledge.world.names.prepared(label)
        lands = any(True for _ in self._knowledge.world.names.find(prepared, 0, len(prepared)))
        telling = sum(word[0].isupper() for word in label.split())
        return [] if lands or telling >= _TELLING else [self._identifier]


def _lands(known: Sequence[Match[Naming]]) -> list[Span]:
    return [(m.start, m.end) for m in known if any(naming.kind in _LANDS for naming in m.entries)]


def _bodies(known: Sequence[Match[Naming]]) -> list[Span]:
    kind = MentionKind.ORGANISATION
    return [(m.start, m.end) for m in known if any(n.kind is kind and not n.ambiguous for n in m.entries)]


def _abbreviates(acronym: str) -> bool:
    return sum(c.isupper() for c in acronym) * 2 >= len(acronym)
