"""Readings -> cast: the persons, offices, states and bodies of an article, and who acts where."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.entity.acting import things_that_act
from kg.entity.actor import Actor
from kg.entity.bodies import Body, bodies_of
from kg.entity.contradictions import speaking_against
from kg.entity.naming import PersonMention, person_mentions
from kg.entity.offices import OfficeUse, body_served, counterpart_office, offices_held, resolve_office
from kg.entity.persons import Person, Scene, persons_of
from kg.entity.recorded import holder_on, with_records
from kg.iri import folded
from kg.knowledge.knowledge import Knowledge
from kg.mention.names import NameRun
from kg.mention.reading import Reading
from kg.mention.titles import TitlePhrase
from kg.model import Document, MentionKind, Tenure
from kg.vocab import LEX, OFFICE_KIND, TENURE_STATUS

_LOCAL = {OFFICE_KIND["governor"], OFFICE_KIND["mayor"]}  # do not act for the whole state
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Holding:
    """That a person mention carries a title."""

    person: str
    use: OfficeUse
    mention: PersonMention


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in an article. ``actors`` and ``bodies`` are per sentence."""

    persons: tuple[Person, ...]
    holdings: tuple[Holding, ...]
    offices: tuple[OfficeUse, ...]
    bodies: tuple[tuple[Body, ...], ...]
    actors: tuple[tuple[Actor, ...], ...]


def cast_of(document: Document, readings: tuple[Reading, ...], knowledge: Knowledge) -> Cast:
    """Resolve everybody an article names."""
    return _Casting(document, readings, knowledge).cast()


class _Casting:
    def __init__(self, document: Document, readings: tuple[Reading, ...], knowledge: Knowledge) -> None:
        self._text = document.article.text
        self._identifier = document.article.identifier
        self._readings = readings
        self._knowledge = knowledge
        self._world = knowledge.world
        published = document.article.published
        self._days = published.interval if published else None
        self._by_office: dict[str, Person] = {}  # whom records know, and the article by a title only
        self._by_sentence: dict[int, list[tuple[Person, PersonMention]]] = defaultdict(list)

    def cast(self) -> Cast:
        named = {mention.refers[0] for reading in self._readings for mention in reading.mentions}
        owners = {owner for iri in named if (owner := self._owner(iri))}
        scene = Scene(frozenset(named | owners), self._days)
        persons = persons_of(person_mentions(self._readings, self._text), scene, self._knowledge)
        persons = with_records(persons, self._days, self._knowledge)
        for person in persons:
            person.state = self._state_of(person)
            person.iri = person.known or self._minted(person)
            for mention in person.mentions:
                self._by_sentence[mention.sentence].append((person, mention))
        holdings = tuple(self._holdings(persons))
        bodies = tuple(tuple(self._bodies(i)) for i in range(len(self._readings)))
        offices, actors = self._actors(holdings, bodies)
        return Cast((*persons, *self._by_office.values()), holdings, offices, bodies, actors)

    # ----------------------------------------------------------------------- persons

    def _minted(self, person: Person) -> str:
        """Return the IRI of a person the reference data does not know; a lone surname is known here only."""
        name = _without_initials(person.names[0])
        if len(person.words) > 1:
            # The state stays out of the key: one article names it, the next does not.
            return self._knowledge.minter.person(name, "")
        return self._knowledge.minter.person(f"{name} {self._identifier}", "")

    def _state_of(self, person: Person) -> str | None:
        """Return whom a person serves: an organisation on the day of the article, else mostly a state.

        That is by known tenures, else by title, else by side. Where no day tells a post in a state from
        one in an organisation, title and side come first, then the latest post.
        """
        if self._days and (body := body_served(person.known, self._days, self._knowledge)):
            return body
        held = [o.served for o in offices_held(person.known, self._days, True, self._knowledge) if o.served]
        ways = [held] if self._days or all(map(self._owner, held)) else []
        ways += [[t.served[0] for m in person.mentions for t in m.titles if t.served]]
        ways += [[m.side[0] for m in person.mentions if m.side], self._offices_named(person)]
        for votes in (Counter(filter(None, map(self._owner, way))) for way in ways):
            if votes:
                return min(votes, key=lambda s: (-votes[s], s))
        return None if self._days or not held else self._owner(held[0]) or held[0]

    def _offices_named(self, person: Person) -> list[str]:
        """Return whom the offices serve that the titles name by themselves: "Taoiseach", "US president"."""
        uses = [self._office(phrase, (), person.known) for m in person.mentions for phrase in m.titles]
        return [use.office.served for use in uses if use and use.office.served]

    def _owner(self, iri: str) -> str | None:
        thing = self._world.things.get(iri)
        return thing.state if thing else None

    def _state_alone(self, person: Person) -> tuple[str, ...]:
        return (person.state,) if person.state and self._owner(person.state) else ()

    def _holdings(self, persons: list[Person]) -> list[Holding]:
        found: list[Holding] = []
        for person in persons:
            for mention in person.mentions:
                side = mention.side or self._state_alone(person)
                for phrase in mention.titles:
                    use = self._office(phrase, side, person.known)
                    if use and (use.says_whose or not self._disproved(person, use)):
                        found.append(Holding(person.iri, use, mention))
        return found + list(self._counterparts(persons, found))

    def _counterparts(self, persons: list[Person], found: list[Holding]) -> Iterator[Holding]:
        """Yield the offices of those who are called the counterpart of somebody named before them."""
        for person in persons:
            for mention in person.mentions:
                named = [h for h in found if h.mention.sentence == mention.sentence]
                for phrase in mention.titles:
                    before = [h.use for h in named if h.use.phrase.start < phrase.start]
                    words = self._text[phrase.start : phrase.end]
                    use = counterpart_office(phrase, words, before, self._knowledge)
                    if use and not self._disproved(person, use):
                        yield Holding(person.iri, use, mention)

    def _disproved(self, person: Person, use: OfficeUse) -> bool:
        """Tell whether an office that the words leave open was somebody else's on the day."""
        if self._days is None:
            return False
        tenure = Tenure(person.iri, use.office.iri, use.status, ())
        return bool(speaking_against(tenure, person.names, self._days, self._knowledge))

    def _office(self, phrase: TitlePhrase, side: tuple[str, ...], person: str | None) -> OfficeUse | None:
        words = self._text[phrase.start : phrase.end]
        former = phrase.status == TENURE_STATUS["former"]
        held = offices_held(person, self._days, former, self._knowledge)
        return resolve_office(phrase, words, side, held, self._knowledge)

    # ------------------------------------------------------------------------ actors

    def _bodies(self, index: int) -> list[Body]:
        served = {
            (mention.run.start, mention.run.end): state
            for person, mention in self._by_sentence[index]
            for state in self._state_alone(person)
        }
        return bodies_of(self._text, self._readings[index], served, self._pair(index), self._knowledge)

    def _pair(self, index: int) -> tuple[str, ...]:
        """Return the two states named in the nearest sentence before (or in) this one that names just two."""
        for reading in (*reversed(self._readings[:index]), self._readings[index]):
            states = {
                owner
                for m in reading.mentions
                if m.kind in (MentionKind.STATE, MentionKind.ADJECTIVE)
                and (owner := self._owner(m.refers[0]))
            }
            if len(states) == 2:
                return tuple(sorted(states))
            if len(states) > 2:
                return ()
        return ()

    def _actors(
        self, holdings: tuple[Holding, ...], bodies: tuple[tuple[Body, ...], ...]
    ) -> tuple[tuple[OfficeUse, ...], tuple[tuple[Actor, ...], ...]]:
        uses = [holding.use for holding in holdings]
        current = {h.person: h.use for h in holdings}
        everyone: list[tuple[Actor, ...]] = []
        for index, reading in enumerate(self._readings):
            named = self._named(index, holdings, current)
            lone = self._lone_titles(reading, named, holdings)
            uses += [actor.office for actor in lone if actor.office]
            taken = named + lone
            taken += self._pair_of_persons(reading, everyone)
            others = self._collective(bodies[index], taken) + things_that_act(
                self._text, reading, taken, bodies[index], self._world
            )
            everyone.append(tuple(sorted(taken + others, key=lambda a: (a.start, -a.end))))
        return tuple(dict.fromkeys(uses)), tuple(everyone)

    def _named(self, index: int, holdings: tuple[Holding, ...], current: dict[str, OfficeUse]) -> list[Actor]:
        actors = []
        for person, mention in self._by_sentence[index]:
            if self._owns_a_body(mention):
                continue
            uses = [h.use for h in holdings if h.mention is mention]
            spans = [(u.phrase.start, u.phrase.end) for u in uses if beside(u.phrase, mention)]
            spans += [(t.start, t.end) for t in mention.titles if beside(t, mention)]
            spans.append((mention.run.outer_start, mention.run.end))
            side = self._owner(mention.side[0]) if mention.side else person.state
            held = next((u for u in uses if u.in_office), None) or self._standing(person, current)
            actors.append(
                Actor(
                    min(s for s, _ in spans),
                    max(e for _, e in spans),
                    person.iri,
                    MentionKind.PERSON,
                    mention.run.start,
                    mention.run.end,
                    held,
                    self._body_of(held) or side,
                    mention.confidence,
                )
            )
        return actors

    def _standing(self, person: Person, current: dict[str, OfficeUse]) -> OfficeUse | None:
        """Return the office the article gives the person elsewhere, unless only as a former one."""
        use = current.get(person.iri)
        return use if use and use.in_office else None

    def _owns_a_body(self, mention: PersonMention) -> bool:
        """Tell whether the name only owns a body: "the Biden administration", "Trump's presidency"."""
        after = self._text[mention.run.end : mention.run.end + 24]
        return (
            re.match(
                r"(?:['’]s?)?(?:\s?[-–]\s?\w+)?\s+(?:administration|government|regime|cabinet|presidency|era|team)\b",
                after,
            )
            is not None
        )

    def _lone_titles(
        self, reading: Reading, named: list[Actor], holdings: tuple[Holding, ...]
    ) -> list[Actor]:
        """Resolve titles without a name: to the person of the article in that office, else to the state."""
        found = []
        heads = {h.use.phrase.start for h in holdings}
        named_persons = {p.iri for pairs in self._by_sentence.values() for p, _ in pairs}
        for phrase in reading.titles:
            if any(a.start < phrase.end and phrase.start < a.end for a in named) or phrase.start in heads:
                continue
            if not self._definite(phrase):
                continue
            span = (phrase.start, phrase.end)
            use = self._office(phrase, (), None)
            holder = self._holder(phrase, use, holdings)
            if holder is not None:
                side = self._side_of(holder)
                held = holder.use if holder.use.in_office else None
                found.append(Actor(*span, holder.person, MentionKind.PERSON, *span, held, side, 0.8))
            elif use is not None and (person := self._recorded(phrase, use, reading, named_persons)):
                found.append(
                    Actor(*span, person.iri, MentionKind.PERSON, *span, use, self._owner_of(use), 0.7)
                )
            elif served := self._served(phrase, use):
                side = self._owner(served)
                agent = side or served
                kind = MentionKind.STATE if side == agent else MentionKind.ORGANISATION
                named_office = use if use and use.in_office and not phrase.plural else None
                found.append(Actor(*span, agent, kind, *span, named_office, side, 0.7))
        return found

    def _recorded(
        self, phrase: TitlePhrase, use: OfficeUse, reading: Reading, named: set[str]
    ) -> Person | None:
        """Return who, as records tell, held an office that the article names without its holder."""
        sentence = reading.sentence
        words = self._text[sentence.start : sentence.end]
        found = holder_on(phrase, use.office.iri, words, self._days, self._knowledge)
        if found is None or found.iri in named:
            return None
        person = self._by_office.setdefault(found.iri, found)
        run = NameRun(phrase.start, phrase.end, self._text[phrase.start : phrase.end], (found.iri,))
        person.mentions.append(PersonMention(run, self._readings.index(reading), (phrase,), confidence=0.7))
        return person

    def _served(self, phrase: TitlePhrase, use: OfficeUse | None) -> str | None:
        """Return whom a title without a name stands for; "the Peruvian minister" needs no portfolio."""
        if use is not None:
            local = use.office.kind in _LOCAL and not phrase.served
            return use.office.served if use.says_whose and not local else None
        if not any(title.kind == OFFICE_KIND["minister"] for title in phrase.titles):
            return None
        return next((s for s in phrase.served if s in self._knowledge.world.things), None)

    def _definite(self, phrase: TitlePhrase) -> bool:
        """Tell whether a title without a name means one holder: "the president", "Peru's president"."""
        before = self._text[max(0, phrase.start - 4) : phrase.start].lower()
        return (
            before == "the "
            or before[-1:] in ("", "\n")
            or (phrase.served_span is not None and phrase.served_span[0] == phrase.start)
        )

    def _side_of(self, holding: Holding) -> str | None:
        return self._owner_of(holding.use)

    def _owner_of(self, use: OfficeUse) -> str | None:
        return self._body_of(use) or (self._owner(use.office.served) if use.office.served else None)

    def _body_of(self, use: OfficeUse | None) -> str | None:
        """Return the organisation of no state that an office acts for, whatever state the holder is from."""
        thing = self._world.things.get(use.office.served or "") if use else None
        return thing.iri if thing and thing.kind is MentionKind.ORGANISATION and not thing.state else None

    def _holder(
        self, phrase: TitlePhrase, use: OfficeUse | None, holdings: tuple[Holding, ...]
    ) -> Holding | None:
        """Return who the article says holds the office that a title without a name means."""
        others = ("#designate", "#acting")  # "the president" is not who acts for the one that resigned
        held = next((status for status in others if phrase.status.endswith(status)), "#current")
        current = [h for h in holdings if h.use.status.endswith(held)]
        if use is not None:
            fitting = [h for h in current if h.use.office.iri == use.office.iri]
        else:
            kinds = {t.kind for t in phrase.titles}
            fitting = [h for h in current if h.use.office.kind in kinds]
        before = [h for h in fitting if h.mention.run.start < phrase.start]
        people = {h.person for h in (before or fitting)}
        if use is None and len(people) > 1:
            return None
        return (before or fitting)[-1] if fitting else None

    def _pair_of_persons(self, reading: Reading, told: list[tuple[Actor, ...]]) -> list[Actor]:
        """Resolve "the two ministers" to the two persons of the last sentence that names just two.

        Only those count who have the title, where the article gives it to anybody, or else any office.
        """
        cue = next((c for c in reading.cues if c.denoting(LEX["PairOfPersons"])), None)
        if cue is None:
            return []
        title = self._text[cue.start : cue.end].split()[-1].lower().removesuffix("s")
        titled = {
            person.iri
            for mentions in self._by_sentence.values()
            for person, mention in mentions
            if any(title in self._text[t.start : t.end].lower().split() for t in mention.titles)
        }
        if len(titled) < _PAIR:
            titled = {a.agent for actors in told for a in actors if a.side or a.office}
        for actors in reversed(told):
            people = {
                a.agent: a
                for a in actors
                if a.kind is MentionKind.PERSON and (a.agent in titled or len(titled) < _PAIR)
            }
            if len(people) == _PAIR:
                return [
                    replace(
                        a,
                        start=cue.start,
                        end=cue.end,
                        name_start=cue.start,
                        name_end=cue.end,
                        confidence=0.7,
                    )
                    for a in people.values()
                ]
            if len(people) > _PAIR:
                return []
        return []

    def _collective(self, bodies: tuple[Body, ...], taken: list[Actor]) -> list[Actor]:
        found = []
        for body in bodies:
            if any(a.start < body.end and body.start < a.end for a in taken):
                continue
            for agent, state in zip(body.agents, body.states, strict=True):
                kind = MentionKind.STATE if agent == state else MentionKind.ORGANISATION
                found.append(
                    Actor(body.start, body.end, agent, kind, body.start, body.end, None, state, 0.85)
                )
        return found


def beside(phrase: TitlePhrase, mention: PersonMention) -> bool:
    """Tell whether a title stands right beside the name, not at the head of a list that holds it."""
    before, after = mention.run.start - phrase.end, phrase.start - mention.run.end
    return 0 <= before <= len(" (acronym), ") or 0 <= after <= 40


def _without_initials(name: str) -> str:
    words = [w for w in name.split() if len(folded(w)) > 1]
    return " ".join(words) or name
