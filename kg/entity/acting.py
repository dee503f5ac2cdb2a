"""States, organisations and capitals in a sentence -> actors: "Washington said", not "met in Washington"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.entity.actor import Actor
from kg.entity.bodies import Body
from kg.knowledge.world import World
from kg.mention.names import CLOSED_CLASS
from kg.mention.reading import Reading, verb_spans
from kg.model import Mention, MentionKind
from kg.vocab import DIPL, LEX

_PLACED = re.compile(
    r"\b(?:in|at|to|from|near|across|through|into|within|inside|outside|of|throughout|around)\s+(?:the\s+)?(?:southern\s+|northern\s+|eastern\s+|western\s+|central\s+)?$",
    re.I,
)
# "Moscow on Monday has again |rejected", "Washington along with its allies |demanded"
_BEFORE_VERB = re.compile(
    r"\s(?:(?:today|yesterday|also|again|now|has|had|have|is|was|will|would|[a-z]+ly|on\s+[A-Z][a-z]+day"
    r"|(?:along|together)\s+with\s+its\s+[a-z]+|and\s+its\s+[a-z]+)\s+)*"
)
_LINK = re.compile(r"\s(?:with|against|between|by|on|to|from|toward|towards|and)\s+$")
_DEALING_REACH = 40  # code points from a word for dealings to the preposition before whom they are with
# Who stands before an organisation that they act for: "fighters of the |PKK".
_MEN_OF = re.compile(
    r"\b(?:members|fighters|guerrillas|rebels|militants|gunmen|soldiers|troops|leaders|commanders|negotiators|officials"
    r"|representatives|envoys|delegates)\s+(?:of|from|for)\s+(?:the\s+)?$",
    re.I,
)
_STATE_BODY = re.compile(
    r"\b(?:Court|Parliament|Assembly|Senate|Congress|Army|Navy|Police|Ministry|Government|Cabinet|Guard|Forces|Embassy)$"
)
_SIDE_OF = re.compile(r"\s+(?:for|from|of)\s+(?:the\s+)?")
_MEETING_OF = re.compile(
    r"\b(?:meeting|talks|summit|dialogue|consultations|negotiations|council|commission)\s+of\s+(?:the\s+)?$",
    re.I,
)
_REGION = re.compile(r"\b(?:southern|northern|eastern|western|central)\s+$", re.I)


def things_that_act(
    text: str, reading: Reading, taken: list[Actor], bodies: tuple[Body, ...], world: World
) -> list[Actor]:
    """Return the states, organisations and capitals that act, not those that only say where."""
    found = []
    spans = [(a.start, a.end) for a in taken] + [(b.start, b.end) for b in bodies]
    spans += [(t.start, t.end) for t in reading.titles]
    for mention in reading.mentions:
        if any(s < mention.end and mention.start < e for s, e in spans):
            continue
        if any(_SIDE_OF.fullmatch(text, a.end, mention.start) for a in taken):
            continue  # "Ana Ruiz for Peru": the side of a person, not another actor
        if (actor := _acting(text, reading, mention, world)) is not None:
            found.append(actor)
    return found


def _acting_capital(text: str, reading: Reading, place: Mention, world: World) -> str | None:
    """Return the state that a capital or a seat of government stands for where it acts.

    "Khartoum recalled its ambassador": the verb stands behind the name. "Sanctions against Khartoum",
    "accused Khartoum": the name stands behind a word for dealings or for an act that is done to somebody.
    """
    told = _dealt_with(text, reading, place) or _is_addressed(reading, place)
    if not (_before_verb(text, reading, place) or told):
        return None
    meant = [world.things[iri] for iri in place.refers[1:]]
    state = next(
        (thing.state for thing in meant if thing.state and thing.kind is not MentionKind.PLACE), None
    )
    return state or world.capital_of.get(place.refers[0])


def _before_verb(text: str, reading: Reading, place: Mention) -> bool:
    verbs = {start for start, _ in verb_spans(reading)} | {act.start for act in reading.acts}
    between = _BEFORE_VERB.match(text, place.end, reading.sentence.end)
    return between is not None and between.end() in verbs


def _dealt_with(text: str, reading: Reading, place: Mention) -> bool:
    """Tell whether dealings with, or an act against, a place are told."""
    start = reading.sentence.start
    if re.match(r",\s+[A-Z]", text[place.end : place.end + 3]):
        return False  # "Paris, Texas"
    done_to = (act for act in reading.acts if act.end + 1 == place.start)
    if any(LEX["Actor"] in entry.complements for act in done_to for entry in act.entries):
        return True
    link = _LINK.search(text, max(start, place.start - 24), place.start)
    if link is None:
        return False
    words = [c for c in reading.cues if c.denoting(LEX["Dealing"]) and c.end <= link.start() + 1]
    return any(link.start() - c.end <= _DEALING_REACH for c in words)


def _is_addressed(reading: Reading, place: Mention) -> bool:
    """Tell whether words of speaking or promising stand right before a name: "warned Khartoum"."""
    spoken = (DIPL["PublicStatement"], DIPL["Commitment"])
    before = (c for c in reading.cues if 0 <= place.start - c.end <= 1)
    return any(cue.denoting(kind) for cue in before for kind in spoken)


def _modifies(text: str, reading: Reading, mention: Mention) -> bool:
    """Tell whether an abbreviation only describes the noun after it: "U.S. forces", "the EU move"."""
    words = text[mention.start : mention.end]
    if not words.replace(".", "").isupper():
        return False
    after = re.match(r"\s([a-z]+)\b", text[mention.end : mention.end + 30])
    if after is None or after.group(1) in CLOSED_CLASS or after.group(1).endswith(("ed", "s")):
        return False
    start = mention.end + after.start(1)
    return not any(c.start == start for c in reading.cues)


def _heads_pair(text: str, reading: Reading, mention: Mention) -> bool:
    """Tell whether another state is joined to one that "of" stands before.

    "The third round of |Chile-Norway consultations", "the last meeting of |Peru and Chile".
    """
    gaps = [text[mention.end : m.start] for m in reading.mentions if m.kind is MentionKind.STATE]
    if any(gap in ("-", "–", "/") for gap in gaps):
        return True
    met = _MEETING_OF.search(text, reading.sentence.start, mention.start) is not None
    return met and any(gap in (" and ", " and the ", ", ") for gap in gaps)


def _acting(text: str, reading: Reading, mention: Mention, world: World) -> Actor | None:
    """Return the actor a mention is, unless a preposition of place stands before it or a noun behind it."""
    thing = world.things[mention.refers[0]]
    before = text[max(reading.sentence.start, mention.start - 24) : mention.start]
    if mention.kind is MentionKind.ORGANISATION and (men := _MEN_OF.search(before)):
        start = mention.start - len(before) + men.start()
        return replace(_actor(mention, thing.iri, mention.kind, thing.state, 0.75), start=start)
    placed = _PLACED.search(before) is not None or _REGION.search(before) is not None
    if (placed and not _heads_pair(text, reading, mention)) or _modifies(text, reading, mention):
        return None
    if mention.kind is MentionKind.PLACE and (state := _acting_capital(text, reading, mention, world)):
        return _actor(mention, state, MentionKind.STATE, state, 0.75)
    if mention.kind is MentionKind.STATE:
        return _actor(mention, thing.iri, mention.kind, thing.iri, 0.85)
    if mention.kind is MentionKind.ORGANISATION:
        return _actor(
            mention, thing.iri, mention.kind, thing.state or _named_after(text, reading, mention, world), 0.85
        )
    if mention.kind is MentionKind.METONYM and thing.state:
        return _actor(mention, thing.state, MentionKind.STATE, thing.state, 0.75)
    return None


def _named_after(text: str, reading: Reading, body: Mention, world: World) -> str | None:
    """Return the state that the name of a court, army or the like begins with: "|Latvian| Senate"."""
    if not _STATE_BODY.search(text, body.start, body.end):
        return None
    first = next(
        (m for m in reading.mentions if m.start == body.start and m.kind is MentionKind.ADJECTIVE), None
    )
    return world.things[first.refers[0]].state if first else None


def _actor(mention: Mention, agent: str, kind: MentionKind, side: str | None, confidence: float) -> Actor:
    return Actor(mention.start, mention.end, agent, kind, mention.start, mention.end, None, side, confidence)
