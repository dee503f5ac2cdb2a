"""Phrases for people and forces of a state: "Polish troops", "Ivory Coast rebels", "Algerians"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.entity.actor import Actor
from kg.knowledge.world import World
from kg.mention.reading import Reading, verb_spans
from kg.model import Mention, MentionKind

_CONFIDENCE = 0.7
_AFTER = re.compile(
    r"(?P<own>['’]s?)?(?P<words>(?:[\s-]+(?!(?:and|or|in|on|of|to|at|for|by|with|from|that|who)\b)[A-Za-z][\w-]*){1,4})"
)
_PEOPLE = re.compile(
    r"[a-z-]*(?:[aeo]rs|ists|i?ans|ants|ents|ees|als|men|women|people|children|youths|rebels|guerr?illas|militias|groups"
    r"|hackers|monks|clerics|nuns|wives|victims|crowds|unions|parties|communities|opposition|bishops)$"
)
# Whom a possessive or a place may tell: "Nepal's Maoists", "teachers in Kenya". Other plurals may be things.
_KNOWN_PEOPLE = re.compile(
    r"rebels|guerr?illas|militants|insurgents|separatists|fighters|militia(?:s|men)|gunmen|extremists|[Ii]slamists|nationalists"
    r"|[Mm]aoists|[Cc]ommunists|workers|employees|students|teachers|farmers|miners|drivers|fishermen|nurses|doctors|lawyers"
    r"|journalists|protest[eo]rs|demonstrators|strikers|rioters|activists|dissidents|residents|villagers|settlers|tribesmen"
    r"|prisoners|inmates|detainees|refugees|migrants|monks|clerics|priests|bishops|politicians|voters|supporters|opponents"
    r"|leaders|groups|factions|inhabitants|people|civilians|crowds|mobs|youths|women|parents|veterans|pensioners|unions|parties|opposition|warlords"
    r"|hackers|Kurds|Serbs|Croats|Tamils|Sunnis|Shiites|Hutus|Tutsis|Muslims|Moslems|Christians|Jews|Basques|Druze"
)
_ORGANS_IN_PLACE = re.compile(r"police|parliament|prosecutors|security\s+forces|riot\s+police|lawmakers")
_IN_PLACE = re.compile(
    r"(?P<words>(?:[A-Z][a-z-]+\s+|[a-z-]+\s+){0,2})(?P<head>[A-Za-z]+(?:\s+forces)?)\s+(?:in|of|from|throughout|across)\s+"
    r"(?:the\s+)?(?:(?:south|north|east|west|central)[a-z-]*\s+)?$"
)
_IN_PLACE_REACH = 70  # code points before a place in which the phrase for people there begins
_NO_PEOPLE = frozenset(
    "the a an of in on at for and or but with by from to that said says some many most".split()
)
_PARTY = re.compile(
    r"rebels|guerr?illas|insurgents|militants|militiamen|militias|separatists|fighters|factions|parties"
)
_ONE = re.compile(r"\b(?:an?|one)\s+(?:[a-z]+\s+)?$", re.I)  # "a Saudi businessman"
_PLURAL_DEMONYM = re.compile(r".*(?:s|ese)$")


@dataclass(frozen=True, slots=True)
class Side:
    """A phrase for people of a state; ``official`` who act for it, a ``party`` who fight or speak as one."""

    actor: Actor
    official: bool
    party: bool = False


def sides_of(
    text: str, reading: Reading, actors: Sequence[Actor], organs: frozenset[str], world: World
) -> Iterator[Side]:
    """Yield the phrases of a sentence for people of a state that are not among its ``actors``.

    ``organs`` are the words for forces and organs that act for their state: "troops", "parliament".
    """
    verbs = {start for start, _ in verb_spans(reading)} | {act.start for act in reading.acts}
    for mention in reading.mentions:
        if (there := _people_there(text, reading, mention, actors, world)) is not None:
            yield there
            continue
        if mention.kind not in (MentionKind.ADJECTIVE, MentionKind.STATE):
            continue
        covering = [a for a in actors if a.start < mention.end and mention.start < a.end]
        if any((a.start, a.end) != (mention.start, mention.end) for a in covering):
            continue
        if (side := _side(text, reading, mention, verbs, organs, world)) is not None:
            yield side


def _side(
    text: str, reading: Reading, mention: Mention, verbs: set[int], organs: frozenset[str], world: World
) -> Side | None:
    thing = world.things[mention.refers[0]]
    state = thing.state or thing.iri
    owned, words = _words_after(text, reading, mention, verbs)
    for number, (word, _, _) in enumerate(words):
        pair = f"{words[number - 1][0]} {word}".lower() if number else ""
        if word.lower() in organs or pair in organs:
            return Side(_actor(mention.start, words[-1][2], state), official=True)
    adjective = mention.kind is MentionKind.ADJECTIVE
    if owned and (known := [end for word, _, end in words if _KNOWN_PEOPLE.fullmatch(word)]):
        party = any(_PARTY.fullmatch(word) for word, _, _ in words)
        return Side(_actor(mention.start, known[0], state), official=False, party=party)
    plural = [(word, end) for word, _, end in words if _PEOPLE.fullmatch(word)]
    one = words and _ONE.search(text, max(0, mention.start - 12), mention.start)
    if one and not owned:
        return Side(_actor(mention.start, words[-1][2], state), official=False)
    if plural and not owned:
        party = any(_PARTY.fullmatch(word) for word, _ in plural)
        return Side(_actor(mention.start, plural[0][1], state), official=False, party=party)
    peoples = [end for word, _, end in words if word[0].isupper() and word.endswith("s")]
    if adjective and peoples and words[0][0][0].isupper():  # "Bosnian Serbs"
        return Side(_actor(mention.start, peoples[0], state), official=False, party=True)
    if adjective and not words and _PLURAL_DEMONYM.fullmatch(text[mention.start : mention.end]):
        return Side(_actor(mention.start, mention.end, state), official=False, party=True)
    return None


def _people_there(
    text: str, reading: Reading, place: Mention, actors: Sequence[Actor], world: World
) -> Side | None:
    """Return the people or the police of a place: "|teachers in Kenya|", "|police in southern Peru|".

    None where another state or actor stands among the words, whose they may be: "Polish workers in Kenya".
    """
    thing = world.things[place.refers[0]]
    state = thing.state or (thing.iri if place.kind is MentionKind.STATE else None)
    if place.kind not in (MentionKind.STATE, MentionKind.PLACE) or state is None:
        return None
    floor = max(reading.sentence.start, place.start - _IN_PLACE_REACH)
    found = _IN_PLACE.search(text, floor, place.start)
    if found is None:
        return None
    head = found.group("head")
    organ = _ORGANS_IN_PLACE.fullmatch(head.lower()) is not None
    if not organ and not _KNOWN_PEOPLE.fullmatch(head) and not _KNOWN_PEOPLE.fullmatch(head.lower()):
        return None
    start = found.start("head")
    for word in reversed(list(re.finditer(r"\S+", text[found.start("words") : found.end("words")]))):
        if word.group().lower() in _NO_PEOPLE:
            break
        start = found.start("words") + word.start()
    if _somebody_in(start - 1, place.start, reading, place, actors):
        return None
    party = _PARTY.fullmatch(head.lower()) is not None
    return Side(_actor(start, place.end, state), official=organ, party=party)


def _somebody_in(start: int, end: int, reading: Reading, place: Mention, actors: Sequence[Actor]) -> bool:
    """Tell whether anybody is named in a stretch besides the place that ends it."""
    spans = [(m.start, m.end) for m in reading.mentions if m is not place]
    spans += [(a.start, a.end) for a in actors] + [(t.start, t.end) for t in reading.titles]
    return any(s < end and start <= e for s, e in spans)


def _words_after(
    text: str, reading: Reading, mention: Mention, verbs: set[int]
) -> tuple[bool, list[tuple[str, int, int]]]:
    """Return whether the state owns what follows, and the words of the phrase after it, up to a verb."""
    after = _AFTER.match(text, mention.end, reading.sentence.end)
    if after is None:
        return False, []
    found = []
    for word in re.finditer(r"[A-Za-z][\w-]*", after.group("words")):
        start = after.start("words") + word.start()
        ended = text[start : start + len(word.group())].lower() in _AUXILIARIES
        if start in verbs or ended or any(d.start <= start < d.end for d in reading.dates):
            break
        found.append((word.group(), start, start + len(word.group())))
    return after.group("own") is not None, found


def _actor(start: int, end: int, state: str) -> Actor:
    return Actor(start, end, state, MentionKind.STATE, start, end, None, state, _CONFIDENCE)


_AUXILIARIES = frozenset(
    "has have had will would may might could can is are was were be been today yesterday now also again were "
    "says said still must should did does do".split()
)
