"""Cast and readings -> the entities, tenures and pillars that an article's graph holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.entity.actor import Actor
from kg.entity.actors import Cast, beside
from kg.entity.offices import OfficeUse
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.world import Thing
from kg.mention.reading import Reading
from kg.model import Document, Entity, Evidence, Mention, MentionKind, Participation, Pillar, Tenure
from kg.vocab import DCTERMS, DIPL, FOAF, ORG

_NUMBERS = {
    w: n
    for n, w in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=1
    )
}
_NUMBERS |= {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
        start=1,
    )
}
_NUMBER = "|".join(_NUMBERS)
_PILLAR_LIST = re.compile(r"\bpillars\s*(?:of|are|include)?\s*:?\s+(?=[^.]*;)(.+?)\s*$", re.I)
_PILLAR_ABOUT = re.compile(
    rf"\b(?:pillar\s+(?:number\s+)?({_NUMBER}|\d)|the\s+({_NUMBER})\s+pillar)\s+(?:\w+\s+)??"
    r"(?:focuses on|covers|concerns|is about|addresses|deals with|highlights|aims at|aims to|is)\s+"
    r"(.+?)(?=,\s(?:with|while|which|as|where|so)\b|[.;]|$)",
    re.I,
)
_PILLAR_IS = re.compile(
    rf"([^,.;]{{4,80}}?),?\s+(?:which\s+is|is|represents|constitutes|forms)\s+the\s+({_NUMBER})\s+pillar\b",
    re.I,
)


def entities_of(
    document: Document,
    readings: Sequence[Reading],
    cast: Cast,
    sides: Iterable[Participation],
    knowledge: Knowledge,
) -> tuple[Entity, ...]:
    """Return every entity of the article, each with all the words that stand for it.

    ``sides`` are the participations of its events: a state that takes part only through its
    officials has their words as evidence.
    """
    found = [
        *_persons(document, cast),
        *_offices(cast),
        *_bodies(cast),
        *_things(document, readings, knowledge),
    ]
    described = {entity.iri for entity in found}
    found += [_side(p, knowledge) for p in sides if p.participant not in described]
    found += [e for e in _served(cast, knowledge) if e.iri not in described]
    described |= {entity.iri for entity in found}
    found += [_stood_for(a, knowledge) for actors in cast.actors for a in actors if a.agent not in described]
    return tuple(_joined(found))


def _served(cast: Cast, knowledge: Knowledge) -> Iterable[Entity]:
    """Yield whom titles alone name: "the UN Secretary-General" speaks of the United Nations too."""
    for use in cast.offices:
        thing = knowledge.world.things.get(use.office.served or "")
        if thing is not None and use.says_whose:
            evidence = (Evidence(use.phrase.start, use.phrase.end, 0.7),)
            yield Entity(thing.iri, thing.classes, thing.label, evidence=evidence)


def _side(participation: Participation, knowledge: Knowledge) -> Entity:
    thing = knowledge.world.things[participation.participant]
    evidence = tuple(Evidence(e.start, e.end, min(e.confidence, 0.7)) for e in participation.evidence)
    return Entity(thing.iri, thing.classes, thing.label, evidence=evidence)


def _stood_for(actor: Actor, knowledge: Knowledge) -> Entity:
    """Return the state or body that acts only through a title or a capital: "the Taoiseach said"."""
    thing = knowledge.world.things[actor.agent]
    evidence = (Evidence(actor.start, actor.end, min(actor.confidence, 0.7)),)
    return Entity(thing.iri, thing.classes, thing.label, evidence=evidence)


def _persons(document: Document, cast: Cast) -> Iterable[Entity]:
    bodies = [(b.start, b.end) for found in cast.bodies for b in found]
    for person in cast.persons:
        names = person.names
        mentions = [
            m for m in person.mentions if not any(s <= m.run.start and m.run.end <= e for s, e in bodies)
        ]
        # "the Biden-Harris administration" is a government; it counts as a mention only if nothing else is.
        evidence = {Evidence(m.run.start, m.run.end, m.confidence) for m in mentions or person.mentions}
        yield Entity(
            person.iri, (FOAF["Person"],), names[0], tuple(names[1:]), evidence=tuple(sorted(evidence))
        )


def _offices(cast: Cast) -> Iterable[Entity]:
    uses: dict[str, list[OfficeUse]] = defaultdict(list)
    for use in cast.offices:
        uses[use.office.iri].append(use)
    for iri, group in uses.items():
        office = group[0].office
        links = [(DCTERMS["type"], office.kind)]
        links += [(ORG["postIn"], office.served)] if office.served else []
        links += [(DIPL["accreditedTo"], office.accredited_to)] if office.accredited_to else []
        named = [use for use in group if use.phrase.served_span or not use.phrase.served]
        words = {use.words for use in named} - {office.label}
        evidence = {Evidence(use.phrase.start, use.phrase.end, 0.9) for use in group}
        yield Entity(
            iri, (DIPL["Office"],), office.label, tuple(sorted(words)), tuple(links), tuple(sorted(evidence))
        )


def _bodies(cast: Cast) -> Iterable[Entity]:
    for bodies in cast.bodies:
        for body in bodies:
            for entity in body.entities:
                yield Entity(
                    entity.iri, entity.classes, entity.label, entity.aliases, entity.links,
                    (Evidence(body.start, body.end, 0.85),),
                )  # fmt: skip


def _things(document: Document, readings: Sequence[Reading], knowledge: Knowledge) -> Iterable[Entity]:
    for reading in readings:
        for mention in reading.mentions:
            thing = knowledge.world.things[mention.refers[0]]
            if mention.kind is MentionKind.PERSON:
                continue  # a name inside a longer one; persons are collected from the cast
            if mention.kind is MentionKind.METONYM and thing.state is None:
                continue
            yield _thing(document, mention, thing)


def _thing(document: Document, mention: Mention, thing: Thing) -> Entity:
    words = document.text(mention.start, mention.end)
    named = mention.kind in (MentionKind.ORGANISATION, MentionKind.INITIATIVE, MentionKind.AGREEMENT)
    links: list[tuple[str, str]] = []
    if thing.kind is MentionKind.ORGANISATION and thing.parent:
        links.append((ORG["subOrganizationOf"], thing.parent))
    aliases = (words,) if named and words != thing.label else ()
    evidence = (Evidence(mention.start, mention.end, mention.confidence),)
    return Entity(thing.iri, thing.classes, thing.label, aliases, tuple(links), evidence)


def _joined(entities: Iterable[Entity]) -> Iterable[Entity]:
    """Join entries of one IRI: first label, all aliases, links and evidence."""
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        groups[entity.iri].append(entity)
    for iri, group in sorted(groups.items()):
        label = group[0].label
        aliases = {alias for e in group for alias in e.aliases} - {label}
        links = {link for e in group for link in e.links}
        evidence = {ev for e in group for ev in e.evidence}
        yield Entity(
            iri,
            group[0].classes,
            label,
            tuple(sorted(aliases)),
            tuple(sorted(links)),
            tuple(sorted(evidence)),
        )


def tenures_of(cast: Cast) -> tuple[Tenure, ...]:
    """Return who the article says holds or held which office; titles beside a name are the evidence."""
    found: dict[tuple[str, str, str], set[Evidence]] = defaultdict(set)
    for holding in cast.holdings:
        use, run, confidence = holding.use, holding.mention.run, holding.mention.confidence
        if beside(use.phrase, holding.mention):
            spans = {(min(use.phrase.start, run.start), max(use.phrase.end, run.end))}
        else:
            spans = {(use.phrase.start, use.phrase.end), (run.start, run.end)}
        found[holding.person, use.office.iri, use.status] |= {Evidence(s, e, confidence) for s, e in spans}
    return tuple(Tenure(*facts, tuple(sorted(evidence))) for facts, evidence in sorted(found.items()))


def pillars_of(document: Document, readings: Sequence[Reading], knowledge: Knowledge) -> tuple[Pillar, ...]:
    """Return the pillars that the text lists for an initiative named in the sentence or before it."""
    initiative: str | None = None
    found: dict[str, Pillar] = {}
    for reading in readings:
        named = [m for m in reading.mentions if m.kind is MentionKind.INITIATIVE]
        initiative = named[-1].refers[0] if named else initiative
        if initiative is None:
            continue
        for number, start, end in _pillar_spans(document, reading):
            iri = f"{initiative}/pillar/{number}"
            pillar = Pillar(iri, initiative, document.text(start, end), (Evidence(start, end, 0.85),))
            found.setdefault(iri, pillar)
    return tuple(found.values())


def _pillar_spans(document: Document, reading: Reading) -> Iterable[tuple[int, int, int]]:
    """Yield number and span of each pillar a sentence names."""
    start, end = reading.sentence.start, reading.sentence.end
    text = document.article.text
    while end > start and text[end - 1] in ".!?\n ":
        end -= 1
    if listed := _PILLAR_LIST.search(text, start, end):
        position = listed.start(1)
        for number, part in enumerate(listed.group(1).split(";"), start=1):
            words = re.sub(r"^\s*(?:and\s+)?", "", part)
            first = position + len(part) - len(words)
            yield number, first, first + len(words.rstrip())
            position += len(part) + 1
    if about := _PILLAR_ABOUT.search(text, start, end):
        word = (about.group(1) or about.group(2)).lower()
        yield _NUMBERS.get(word) or int(word), about.start(3), about.start(3) + len(about.group(3).rstrip())
    elif given := _PILLAR_IS.search(text, start, end):
        # "Both are working on doing X, which is the first pillar": the pillar is the last -ing phrase.
        gerund = max((m.start() for m in re.finditer(r"\b\w+ing\b", given.group(1))), default=0)
        yield _NUMBERS[given.group(2).lower()], given.start(1) + gerund, given.end(1)
