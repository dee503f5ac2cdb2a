"""Places that an article names and the reference data does not know.

A name comes from its words ("Harris County", "Gulf of Aden"), or from a model of names where it stands as
a place does: behind a preposition or in a list of places. Which place it means stands nowhere, so that it
is known in its article only: the Springfield of the next article may be another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.iri import folded, key
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.lexicon import Lexicon
from kg.knowledge.world import Thing
from kg.mention.listed_names import LONG, lists
from kg.mention.names import CLOSED_CLASS, HONORIFICS
from kg.mention.tagging import TaggedName
from kg.model import KEPT_KINDS, BlockKind, Document, MentionKind
from kg.vocab import SCHEMA

_CAPITAL = r"[^\W\d_a-z][\w’'.-]*"
_NAMES = r"[^\W\d_a-z][\w’'.]*(?:[ \u00a0][^\W\d_a-z][\w’'.]*)*"
_CAPITALS = re.compile(rf"{_CAPITAL}(?:[ \u00a0]+(?:(?:[a-z]{{2,4}}|[-–—])[ \u00a0])*{_CAPITAL})*")
_PLACED = re.compile(
    r"\b(?:in|at|from|near|outside|around|through|across|into"
    r"|(?:city|town|village|province|region|county|district|riding|constituency|division|seat|port|"
    r"island|state|capital|municipality|suburb|battle|bishop|people|mayor|governor) of)"
    r"[ \u00a0](?:the[ \u00a0])?$",
    re.I,
)
# What persons do, and places hardly: a lone name before it is more likely a surname.
_ACTS = re.compile(
    r"[ \u00a0](?:(?:also|then|later|has|had)[ \u00a0])*(?:[a-z]+ed|was|ran|won|would|said|did|wrote|led)\b"
)
# A seat that several places share has a name of their names: "the riding of Saskatoon - Humboldt".
_SEAT = re.compile(
    r"\b(?:riding|constituency|seat|electorate|division|district|nomination|candidate|Parliament|MPP?|TD)"
    rf"[ \u00a0](?:of|in|for)[ \u00a0](?:the[ \u00a0])?({_NAMES}(?:[ \u00a0]?[-–—][ \u00a0]?{_NAMES})+)"
)
# An office, or a body that a place has: "Arkansas Governor", "the Guildford constituency".
_SERVED = re.compile(r"[ \u00a0](?:Governor|Mayor|Premier|constituency|riding|residents|province|region)\b")
_TEXT = KEPT_KINDS - {BlockKind.HEADLINE, BlockKind.SUBHEADING}


def unknown_places(
    document: Document, knowledge: Knowledge, tagged: Sequence[TaggedName]
) -> Iterator[tuple[Thing, list[str]]]:
    """Yield each place with its name, unless the article has a person or body of that name."""
    others = _words_of_others(document, tagged)
    found = (*_by_words(document, knowledge.lexicon), *_by_seat(document), *_by_model(document, tagged))
    for label in dict.fromkeys(found):
        if label not in others and _may_be_a_place(label, knowledge):
            iri = knowledge.minter.of("place", key(folded(label), document.article.identifier))
            yield Thing(iri, MentionKind.PLACE, (SCHEMA["Place"],), label), [label]


def _words_of_others(document: Document, tagged: Sequence[TaggedName]) -> set[str]:
    names = [document.text(t.start, t.end) for t in tagged if t.kind is not MentionKind.PLACE]
    return {word for name in names for word in name.split()}


def _by_words(document: Document, lexicon: Lexicon) -> Iterator[str]:
    """Yield the names that a word for a kind of place ends or begins."""
    heads = "|".join(sorted(word.title() for word in lexicon.place_heads))
    openings = "|".join(sorted(word.title() for word in lexicon.place_openings))
    pattern = re.compile(
        rf"(?<![\w.’'-] )(?<!\w-)(?:{_CAPITAL} ){{1,3}}(?:{heads})\b(?! {_CAPITAL})"
        rf"|\b(?:{openings})(?: of(?: the)?)? {_CAPITAL}(?! {_CAPITAL})"
    )
    for sentence in document.sentences:
        if sentence.kind in _TEXT:
            for match in pattern.finditer(document.article.text, sentence.start, sentence.end):
                words = match.group().split()
                while words and words[0].lower() in CLOSED_CLASS | lexicon.opening_words:
                    words = words[1:]
                if len(words) > 1 and not any(re.search(r"['’]s?$", word) for word in words):
                    yield " ".join(words).rstrip(".")


def _by_model(document: Document, tagged: Sequence[TaggedName]) -> Iterator[str]:
    """Yield the names that stand as a place does, and those listed with two more or with one that does."""
    for group in lists(document, tagged):
        places = [name for name in group if name.kind is MentionKind.PLACE and _in_text(document, name)]
        listed = len(places) == len(group) and (
            len(group) >= LONG or any(_stands_as_place(document, name) for name in group)
        )
        for name in places:
            label = _label(document.text(name.start, name.end))
            if label and (listed or _stands_as_place(document, name)):
                yield label


def _by_seat(document: Document) -> Iterator[str]:
    """Yield the double names of seats: "the riding of Saskatoon - Humboldt"."""
    for sentence in document.sentences:
        if sentence.kind in _TEXT:
            for match in _SEAT.finditer(document.article.text, sentence.start, sentence.end):
                yield match.group(1).rstrip(".")


def _in_text(document: Document, name: TaggedName) -> bool:
    sentence = document.sentence_at(name.start)
    return sentence is not None and sentence.kind in _TEXT


def _stands_as_place(document: Document, name: TaggedName) -> bool:
    """Tell whether a preposition stands before a name, an office behind, or it has several words."""
    sentence = document.sentence_at(name.start)
    if sentence is None:
        return False
    before = document.text(max(sentence.start, name.start - 24), name.start)
    after = document.text(name.end, min(sentence.end, name.end + 24))
    if _PLACED.search(before) or _SERVED.match(after):
        return True
    whole = " " in document.text(name.start, name.end)
    return whole and name.start != sentence.start and not _ACTS.match(after)


def _label(words: str) -> str:
    """Return the capitalised words of a tagged span, without "northern" and an owner's ending."""
    found = _CAPITALS.search(words)
    return re.sub(r"['’]s?$|[.,-]+$", "", found.group()) if found else ""


def _may_be_a_place(label: str, knowledge: Knowledge) -> bool:
    """Tell whether a name is long enough, no common word and no title, body or adjective of a state."""
    lower = label.lower().split()
    lexicon = knowledge.lexicon
    if len(label) < 3 or all(word in CLOSED_CLASS or word in knowledge.world.title_words for word in lower):
        return False
    heads = lexicon.organisation_heads | lexicon.occasion_heads | lexicon.name_heads.keys()
    if {lower[0], lower[-1]} & heads or lexicon.name_heads.keys() & set(lower) or lower[0] in HONORIFICS:
        return False
    prepared = knowledge.world.names.prepared(label)
    return not any(
        (match.start, match.end) == (0, len(prepared))
        for match in knowledge.world.names.find(prepared, 0, len(prepared))
    )
