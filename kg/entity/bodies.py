"""Phrases for bodies that act for a state: "the Mexican government", "Biden administration",
"Foreign Ministry of Peru", "U.S. and Mexican officials", "the Embassy of Japan in Lima".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.knowledge.knowledge import Knowledge
from kg.mention.names import CLOSED_CLASS
from kg.mention.reading import CueMention, Reading
from kg.model import Entity, Mention, MentionKind
from kg.vocab import DIPL, LEX, ORG, SCHEMA

_STATE_KINDS = (MentionKind.STATE, MentionKind.ADJECTIVE, MentionKind.METONYM)
# What may stand between a state's adjective and the word for the body: "Mexican senior officials".
_ADJOINING = re.compile(r"(?:['’]s?)?[\s-]+(?:[a-z-]+\s+){0,2}")
_COORDINATED = re.compile(r"(?:['’]s?)?\s*(?:,|and|&|, and|-)\s*(?:the\s+)?")
_OF = re.compile(r"\s+(?:of|from|for)\s+(?:the\s+)?")
_MINISTRY_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?((?:[\w-]+\s+(?:and\s+)?){0,3}[\w-]+)")
_BOTH = re.compile(r"\s+(?:of|from)\s+(?:both|the two)\s+(?:countries|nations|states|sides)")
_IN = re.compile(r"\s+(?:in|at|to)\s+(?:the\s+)?")


_LIST_REACH = 80  # code points from a state to a ministry listed after its government


@dataclass(frozen=True, slots=True)
class Body:
    """A phrase for one or more bodies; a delegation stands for its state itself."""

    start: int
    end: int
    agents: tuple[str, ...]
    states: tuple[str, ...]
    entities: tuple[Entity, ...] = ()


def bodies_of(
    text: str,
    reading: Reading,
    persons: dict[tuple[int, int], str],
    pair: tuple[str, ...],
    knowledge: Knowledge,
) -> list[Body]:
    """Return the bodies named in a sentence.

    ``persons`` maps name spans to the state each serves; ``pair`` is the two states spoken of
    last, whom "both countries" means (empty where it is not clear).
    """
    return sorted(_Finder(text, reading, persons, pair, knowledge).bodies(), key=lambda b: b.start)


class _Finder:
    def __init__(
        self,
        text: str,
        reading: Reading,
        persons: dict[tuple[int, int], str],
        pair: tuple[str, ...],
        knowledge: Knowledge,
    ) -> None:
        self._text = text
        self._pair = pair
        self._reading = reading
        self._persons = persons
        self._world = knowledge.world
        self._minter = knowledge.minter
        self._states = [m for m in reading.mentions if m.kind in _STATE_KINDS]

    def bodies(self) -> Iterator[Body]:
        for cue in self._reading.cues:
            if cue.denoting(LEX["Pair"]) and self._pair:
                yield Body(cue.start, cue.end, self._pair, self._pair)
            elif cue.denoting(LEX["PairOfGovernments"]) and self._pair:
                entities = tuple(self._government(state) for state in self._pair)
                yield Body(cue.start, cue.end, tuple(e.iri for e in entities), self._pair, entities)
            elif cue.denoting(LEX["Government"]):
                yield from self._governments(cue)
            elif cue.denoting(LEX["Ministry"]):
                yield from self._ministries(cue)
            elif cue.denoting(LEX["Delegation"]):
                yield from self._delegations(cue)
            elif cue.denoting(DIPL["DiplomaticMission"]):
                yield from self._missions(cue)

    # ------------------------------------------------------------------ governments

    def _governments(self, cue: CueMention) -> Iterator[Body]:
        start, states, end = self._owners(cue)
        if not states and (person := self._leader(cue)):
            start, states = person
        if states:
            entities = tuple(self._government(state) for state in states)
            yield Body(start, end, tuple(e.iri for e in entities), tuple(states), entities)

    def _government(self, state: str) -> Entity:
        label = f"Government of {self._world.things[state].in_phrase}"
        iri = self._minter.of("organisation", f"{_code(state)}-government")
        return _organisation(iri, label, state)

    def _leader(self, cue: CueMention) -> tuple[int, list[str]] | None:
        """Return the state of a leader whose name owns the word: "Biden-Harris administration"."""
        owners = [
            span for span in self._persons if re.fullmatch(r"(?:['’]s?)?\s+", self._text[span[1] : cue.start])
        ]
        if not owners:
            return None
        start, _ = owners[0]
        partner = re.search(r"[^\W\d_][\w’'.]*\s?[-–]\s?$", self._text[self._reading.sentence.start : start])
        return start - (len(partner.group()) if partner else 0), [self._persons[owners[0]]]

    # -------------------------------------------------------------------- ministries

    def _ministries(self, cue: CueMention) -> Iterator[Body]:
        found = self._portfolio_before(cue) or self._portfolio_after(cue)
        if found is None:
            return
        start, end, kind = found
        general = kind.endswith("#minister")
        states = self._states_before(start) or self._states_after(end)
        states = states or ([] if general else self._states_in_sentence(start))
        if not states:
            return
        spans = [start, end, *(s.start for s in states), *(s.end for s in states if s.start >= start)]
        for state in (self._state_of(s) for s in states[:1]):
            entity = self._ministry(state, kind, self._text[start:end])
            first = min(s for s in spans) if self._states_before(start) else start
            yield Body(
                first, max(spans) if self._states_after(end) else end, (entity.iri,), (state,), (entity,)
            )

    def _portfolio_before(self, cue: CueMention) -> tuple[int, int, str] | None:
        """Recognise "Foreign Ministry" through the title "foreign minister"."""
        words = re.search(
            r"((?:[^\W\d_][\w-]*\s+(?:and\s+)?){1,3})$", self._text[self._reading.sentence.start : cue.start]
        )
        if words is None:
            return None
        parts = words.group(1).split()
        for count in range(len(parts), 0, -1):
            phrase = " ".join(parts[-count:])
            if self._continues(parts[:-count], cue):
                continue
            if kind := self._kind(f"{phrase} minister"):
                start = self._text.rindex(parts[-count], self._reading.sentence.start, cue.start)
                return start, cue.end, kind
        return None

    def _continues(self, before: list[str], cue: CueMention) -> bool:
        """Tell whether a capitalised word before belongs to the name: "National Security Secretariat"."""
        if not before or not before[-1][0].isupper() or before[-1].lower() in CLOSED_CLASS:
            return False
        owners = [self._text[m.start : m.end] for m in self._states if m.end <= cue.start]
        return not any(owner.endswith(before[-1]) for owner in owners)

    def _portfolio_after(self, cue: CueMention) -> tuple[int, int, str] | None:
        """Recognise "Ministry of Foreign Relations" through "minister of foreign relations"."""
        after = _MINISTRY_OF.match(self._text, cue.end, self._reading.sentence.end)
        if after is None:
            return None
        words = after.group(1).split()
        for count in range(len(words), 0, -1):
            phrase = " ".join(words[:count])
            if kind := self._kind(f"minister of {phrase}") or self._kind(f"{phrase} minister"):
                end = (
                    after.start(1)
                    + self._text[after.start(1) : after.end()].index(words[count - 1])
                    + len(words[count - 1])
                )
                return cue.start, end, kind
        return None

    def _kind(self, title: str) -> str | None:
        prepared = self._world.titles.prepared(title)
        match = next(self._world.titles.find(prepared, 0, len(prepared)), None)
        if match is None or (match.start, match.end) != (0, len(title)):
            return None
        return next((t.kind for t in match.entries if t.office is None), None)

    def _ministry(self, state: str, kind: str, words: str) -> Entity:
        if (known := self._world.ministries.get((state, kind))) is not None:
            thing = self._world.things[known]
            return _organisation(known, thing.label, state)
        portfolio = kind.rsplit("#", 1)[-1].removesuffix("-minister")
        iri = self._minter.of("organisation", f"{_code(state)}-{portfolio}-ministry")
        return _organisation(
            iri, f"{words[0].upper()}{words[1:]} of {self._world.things[state].in_phrase}", state
        )

    # ------------------------------------------------------------ delegations, missions

    def _delegations(self, cue: CueMention) -> Iterator[Body]:
        start, states, end = self._owners(cue)
        if not states and self._pair and (both := _BOTH.match(self._text, cue.end)):
            states, end = list(self._pair), both.end()
        if states:
            yield Body(start, end, tuple(states), tuple(states))

    def _missions(self, cue: CueMention) -> Iterator[Body]:
        start, states, end = self._owners(cue)
        if len(states) != 1:
            return
        host = next((m for m in self._reading.mentions if _IN.fullmatch(self._text, end, m.start)), None)
        thing = self._world.things.get(host.refers[0]) if host else None
        host_state = thing.state if thing else None
        if host_state is None:
            return  # which of the state's missions is meant stands nowhere
        code = _code(states[0])
        kind = self._text[cue.start : cue.end].lower().replace(" ", "-")
        path = f"{code}-{kind}" + (f"-{_code(host_state)}" if host_state else "")
        label = f"{kind.replace('-', ' ').capitalize()} of {self._world.things[states[0]].in_phrase}"
        label += f" in {thing.label}" if thing and host_state else ""
        entity = Entity(
            self._minter.of("organisation", path),
            (DIPL["DiplomaticMission"], ORG["FormalOrganization"]),
            label,
            links=((ORG["subOrganizationOf"], states[0]),),
        )
        yield Body(start, end, (entity.iri,), tuple(states), (entity,))

    # ------------------------------------------------------------------------ owners

    def _owners(self, cue: CueMention) -> tuple[int, list[str], int]:
        """Return the states that own the word, and the span of the whole phrase."""
        if before := self._states_before(cue.start):
            said = any(
                c.denoting(DIPL["PublicStatement"]) and 0 <= c.start - cue.end <= 1
                for c in self._reading.cues
            )
            if said and len(before) > 1 and self._text[before[-2].end : before[-1].start] == ", ":
                before = before[-1:]  # "may attack Israel, U.S. officials said"
            return before[0].start, [self._state_of(m) for m in before], cue.end
        if after := self._states_after(cue.end):
            return cue.start, [self._state_of(m) for m in after], after[-1].end
        return cue.start, [], cue.end

    def _states_before(self, start: int) -> list[Mention]:
        last = next(
            (
                m
                for m in reversed(self._states)
                if m.end <= start and _ADJOINING.fullmatch(self._text, m.end, start)
            ),
            None,
        )
        return self._listed(last, backwards=True) if last else []

    def _states_after(self, end: int) -> list[Mention]:
        first = next((m for m in self._states if _OF.fullmatch(self._text, end, m.start)), None)
        return self._listed(first, backwards=False) if first else []

    def _states_in_sentence(self, start: int) -> list[Mention]:
        """Return the state last named before the phrase in the same sentence, if any."""
        return [m for m in self._states if m.end <= start and start - m.end <= _LIST_REACH][-1:]

    def _listed(self, mention: Mention, *, backwards: bool) -> list[Mention]:
        found = [mention]
        for other in reversed(self._states) if backwards else self._states:
            left, right = (other, found[0]) if backwards else (found[-1], other)
            if left.end <= right.start and _COORDINATED.fullmatch(self._text, left.end, right.start):
                found = [other, *found] if backwards else [*found, other]
        return found

    def _state_of(self, mention: Mention) -> str:
        thing = self._world.things[mention.refers[0]]
        return thing.state or thing.iri


def _code(state: str) -> str:
    return state.rsplit("/", 1)[-1]


def _organisation(iri: str, label: str, state: str) -> Entity:
    classes = (SCHEMA["GovernmentOrganization"],)
    return Entity(iri, classes, label, links=((ORG["subOrganizationOf"], state),))
