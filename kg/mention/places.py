"""Places that an article names and the reference data does not know.

A name comes from its words ("Harris County", "Gulf of Aden"), or from a model of names where it stands as
a place does: behind a preposition or in a list of places. Which place it means stands nowhere, so that it
is known in its article only: the Springfield of the next article may be another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.iri import folded, key
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.lexicon import Lexicon
from kg.knowledge.world import Thing
from kg.mention.listed_names import LONG, lists
from kg.mention.names import CLOSED_CLASS, HONORIFICS, PARTISANS
from kg.mention.placing import KINDS, PARTS, TEXT, Placing
from kg.mention.tagging import TaggedName
from kg.model import Document, MentionKind
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
_AFTER_NAME = re.compile(rf"{_CAPITAL}[ \u00a0]\Z")
# What persons do, and places hardly: a lone name before it is more likely a surname.
_ACTS = re.compile(
    r"[ \u00a0](?:(?:also|then|later|has|had)[ \u00a0])*(?:[a-z]+ed|was|ran|won|would|said|did|wrote|led)\b"
)
# A seat has the name of a place, or of several: "the riding of Saskatoon - Humboldt", "MP for Noosa".
_SEATS = r"riding|constituency|electorate|(?:electoral |election )?(?:division|district)|seat"
_MEMBERS = r"M\.?P\.?P?|TD|MSP|MLA|MHA|[Mm]ember of [Pp]arliament|nomination|candidate|Parliament"
_JOINED = rf"{_NAMES}(?:[ \u00a0]?[-–—][ \u00a0]?{_NAMES})*"
_SEAT = re.compile(
    rf"\b(?:{_SEATS})\)?[ \u00a0](?:of|in|for)[ \u00a0](?:the[ \u00a0])?({_JOINED})"
    rf"|\b(?:{_MEMBERS})(?:[ \u00a0]\([^()]*\))?[ \u00a0](?:of|in|for)[ \u00a0](?:the[ \u00a0])?({_JOINED})"
)
_PROVINCE = re.compile(
    rf"\b(?:province|governorate|prefecture|oblast|canton)[ \u00a0]of[ \u00a0]"
    rf"({_CAPITAL}(?:[ \u00a0]{_CAPITAL})?)"
)
# An office, or a body that a place has: "Arkansas Governor", "the Guildford constituency".
_SERVED = re.compile(r"[ \u00a0](?:Governor|Mayor|Premier|constituency|riding|residents|province|region)\b")


def unknown_places(
    document: Document, knowledge: Knowledge, tagged: Sequence[TaggedName]
) -> Iterator[tuple[Thing, list[str]]]:
    """Yield each place with its name, unless the article has a person or body of that name."""
    others = _words_of_others(document, tagged)
    told = {placed.name: placed.told for placed in Placing(document, knowledge, tagged).names()}
    found = (
        *_by_words(document, knowledge.lexicon),
        *_by_seat(document, knowledge),
        *_by_province(document, knowledge),
        *_by_model(document, tagged, knowledge),
    )
    for label in dict.fromkeys((*told, *found)):
        if label in others:
            continue
        if known := _shared(label, knowledge):
            yield from ((replace(thing, ambiguous=False), []) for thing in known if label in told)
        elif _may_be_a_place(label, knowledge):
            yield _place(label, told.get(label), document, knowledge), [label]


def _shared(label: str, knowledge: Knowledge) -> list[Thing]:
    """Return the places of the reference data that a name of other things means too."""
    world = knowledge.world
    prepared = world.names.prepared(label)
    match = next(world.names.find(prepared, 0, len(prepared)), None)
    if match is None or (match.start, match.end) != (0, len(prepared)):
        return []
    return [world.things[n.iri] for n in match.entries if world.things[n.iri].ambiguous]


def _place(label: str, told: str | None, document: Document, knowledge: Knowledge) -> Thing:
    """Return the place of the gazetteer that a name means, or one known in its article only."""
    meant = knowledge.gazetteer.meant(label, told)
    iri = meant.iri if meant else ""
    if not iri:
        iri = knowledge.minter.of("place", key(folded(label), document.article.identifier))
    name, state = (meant.label, meant.state) if meant else (label[0].upper() + label[1:], None)
    return Thing(iri, MentionKind.PLACE, (SCHEMA["Place"],), name, state=state)


def _words_of_others(document: Document, tagged: Sequence[TaggedName]) -> set[str]:
    names = [document.text(t.start, t.end) for t in tagged if t.kind is not MentionKind.PLACE]
    return {word for name in names for word in name.split()}


def _by_words(document: Document, lexicon: Lexicon) -> Iterator[str]:
    """Yield the names that a word for a kind of place ends or begins."""
    heads = "|".join(sorted(word.title() for word in lexicon.place_heads))
    openings = "|".join(sorted(word.title() for word in lexicon.place_openings))
    pattern = re.compile(
        rf"(?<![\w.’'-] )(?<!\w-)(?:{_CAPITAL} ){{1,3}}(?:{heads})\b(?! {_CAPITAL})"
        rf"|\b(?:{openings})(?: of(?: the)? {_CAPITAL})?(?: {_CAPITAL})(?! {_CAPITAL})"
        rf"|\b(?:{openings}) of(?: the)? {_CAPITAL}(?! {_CAPITAL})"
    )
    for sentence in document.sentences:
        if sentence.kind in TEXT:
            for match in pattern.finditer(document.article.text, sentence.start, sentence.end):
                words = match.group().split()
                before = document.text(max(sentence.start, match.start() - 24), match.start())
                if words[0].lower() in lexicon.place_openings and _AFTER_NAME.search(before):
                    continue  # "Cook |County Recorder"
                while words and words[0].lower() in CLOSED_CLASS | lexicon.opening_words:
                    words = words[1:]
                if len(words) > 1 and not any(re.search(r"['’]s?$", word) for word in words):
                    yield " ".join(words).rstrip(".")


def _by_model(document: Document, tagged: Sequence[TaggedName], knowledge: Knowledge) -> Iterator[str]:
    """Yield the names that stand as a place does, and those listed with two more or with one that does."""
    for group in lists(document, tagged):
        places = [name for name in group if name.kind is MentionKind.PLACE and _in_text(document, name)]
        listed = len(places) == len(group) and (
            len(group) >= LONG or any(_stands_as_place(document, name, knowledge) for name in group)
        )
        for name in places:
            label = _label(document.text(name.start, name.end), knowledge)
            stands = _stands_as_place(document, name, knowledge)
            if label and (listed or stands) and _is_own(label, knowledge, behind=_is_behind(document, name)):
                yield label


def _by_seat(document: Document, knowledge: Knowledge) -> Iterator[str]:
    """Yield the names of seats; a single one only where a seat is named, or one who sits for it."""
    for sentence in document.sentences:
        if sentence.kind in TEXT:
            for match in _SEAT.finditer(document.article.text, sentence.start, sentence.end):
                label = (match.group(1) or match.group(2)).rstrip(".")
                double = re.search("[-–—]", label) is not None
                of_seat = match.group(1) is not None and " of " in match.group()
                if (double or of_seat) and _is_own(label, knowledge, behind=True):
                    yield label


def _by_province(document: Document, knowledge: Knowledge) -> Iterator[str]:
    """Yield provinces that are called as a city is, which they are not: "the province of Segovia"."""
    for sentence in document.sentences:
        if sentence.kind in TEXT:
            for match in _PROVINCE.finditer(document.article.text, sentence.start, sentence.end):
                prepared = knowledge.world.names.prepared(match.group(1))
                known = next(knowledge.world.names.find(prepared, 0, len(prepared)), None)
                if known is None and all(place.city for place in knowledge.gazetteer.named(match.group(1))):
                    yield match.group()


def _in_text(document: Document, name: TaggedName) -> bool:
    sentence = document.sentence_at(name.start)
    return sentence is not None and sentence.kind in TEXT


def _stands_as_place(document: Document, name: TaggedName, knowledge: Knowledge) -> bool:
    """Tell whether a preposition stands before a name, an office behind, or a word of it says so."""
    after = document.text(name.end, name.end + 24)
    words = document.text(name.start, name.end).lower().split()
    return _is_behind(document, name) or bool(
        _SERVED.match(after) or (not _ACTS.match(after) and _has_kind(words, knowledge.lexicon))
    )


def _is_behind(document: Document, name: TaggedName) -> bool:
    """Tell whether a preposition of place stands before a name."""
    return _PLACED.search(document.text(max(0, name.start - 24), name.start)) is not None


def _has_kind(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a name has a word for a kind of place: "Spanish Town", "Galway East"."""
    if len(words) < 2:
        return False
    ends, opens = lexicon.place_heads | KINDS | PARTS, lexicon.place_openings | KINDS | PARTS
    return words[-1].strip(".,") in ends or words[0] in opens


def _label(words: str, knowledge: Knowledge) -> str:
    """Return the capitalised words of a tagged span, without "northern", an owner's ending and an office."""
    found = _CAPITALS.search(words)
    label = re.sub(r"['’]s?$|[.,-]+$", "", found.group()) if found else ""
    while label.count(" ") > 1 and _is_title(label.rpartition(" ")[2], knowledge):
        label = label.rpartition(" ")[0]  # "New York City |Comptroller"
    return label


def _is_title(word: str, knowledge: Knowledge) -> bool:
    prepared = knowledge.world.titles.prepared(word)
    return word.lower() in PARTISANS or any(
        match.end == len(prepared) for match in knowledge.world.titles.find(prepared, 0, len(prepared))
    )


def _is_own(label: str, knowledge: Knowledge, *, behind: bool) -> bool:
    """Tell whether a name is no person's ("Fred Cobain"), and none that a place's is only a part of.

    "Toronto Star" is no place, but "in Vancouver Quadra" is one.
    """
    words = label.lower().split()
    if len(words) < 2 or _has_kind(words, knowledge.lexicon) or knowledge.gazetteer.named(label):
        return True
    if folded(words[0]) in knowledge.world.personal_names.given:
        return False
    prepared = knowledge.world.names.prepared(label)
    return behind or not any(
        match.start == 0 or match.end == len(prepared)
        for match in knowledge.world.names.find(prepared, 0, len(prepared))
        if match.entries[0].kind in (MentionKind.STATE, MentionKind.PLACE)
    )


def _may_be_a_place(label: str, knowledge: Knowledge) -> bool:
    """Tell whether a name is long enough, no common word and no title, body or adjective of a state."""
    lower = label.lower().split()
    lexicon = knowledge.lexicon
    if label.lower() in lexicon.languages:
        return False
    if len(label) < 3 or all(word in CLOSED_CLASS or word in knowledge.world.title_words for word in lower):
        return False
    heads = lexicon.organisation_heads | lexicon.occasion_heads | lexicon.name_heads.keys()
    if {lower[0], lower[-1]} & heads or lexicon.name_heads.keys() & set(lower):
        return False
    if lower[0] in HONORIFICS and " ".join(lower[:2]) not in lexicon.place_openings:  # "Crown Colony of ..."
        return False
    prepared = knowledge.world.names.prepared(label)
    return not any(
        (match.start, match.end) == (0, len(prepared))
        for match in knowledge.world.names.find(prepared, 0, len(prepared))
    )
