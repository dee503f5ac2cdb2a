"""Visits and trips of records -> events, with persons, offices and the terms that they prove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.graph.terms import string
from kg.knowledge.facts import Triple
from kg.knowledge.world import Office
from kg.model import MentionKind
from kg.record.conversion import Conversion, Reference
from kg.record.graph import (
    Part,
    event_iri,
    event_triples,
    office_triples,
    part_triples,
    person_triples,
    source_triples,
    thing_triples,
)
from kg.record.people import Named, People, is_whole
from kg.record.reading import Problem, Span
from kg.record.remarks import Met, Places, is_gathering, own_people, people_met
from kg.record.stays import TRAVELS, VISITS, Trip, Visit
from kg.record.terms import Proof, joined, one_spelling, proven_tenure
from kg.record.titles import ACTING, CURRENT, DESIGNATE, Bearer, TitleUse, bearers, plain_name
from kg.vocab import DCTERMS, EVENT_TYPE, OFFICE_KIND, SEM, SKOS

_SITE = "https://history.state.gov/departmenthistory"
_ELECT = "[Visit made as President-elect"  # how the records say it
_MEETING, _VISIT = EVENT_TYPE["meeting"], EVENT_TYPE["visit"]


@dataclass(frozen=True, slots=True)
class _Guest:
    """A person of a record with office and state."""

    bearer: Bearer
    state: str | None
    office: Office | None
    days: Span
    record: str
    source: str


def convert_visits(visits: Iterable[Visit | Problem], reference: Reference) -> Conversion:
    """Return the visits of foreign leaders to the United States as events."""
    return _Visits(reference).converted(visits)


def convert_trips(trips: Iterable[Trip | Problem], reference: Reference) -> Conversion:
    """Return the travels of presidents and secretaries of state as events, with whom they met."""
    return _Trips(reference).converted(trips)


class _Stays:
    """What visits and trips have in common: persons, their offices, and the terms these prove."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.found = Conversion()
        self._people = People(reference.facts, reference.minter)
        self._spelling: dict[tuple[str, str, str], str] = {}
        self._things = reference.knowledge.world.things

    def office(self, title: TitleUse | None, state: str | None) -> Office | None:
        """Return the office of a title; none for who is only designated for it."""
        if title is None or state is None or title.status == DESIGNATE:
            return None
        return self.reference.office(title.kind, title.office, state)

    def learn(self, guests: Iterable[_Guest]) -> None:
        """Take from all records who held which office when, before surnames are looked up in it."""
        proofs, offices = [], {}
        for guest in guests:
            if (proof := self._proof(guest)) is not None and guest.office:
                proofs.append(proof)
                offices[proof.state, proof.kind] = guest.office
        self._spelling = one_spelling(proofs)
        spelled = [proof._replace(name=self._spelling[proof[:3]]) for proof in proofs]
        for term in joined(spelled, {}):
            state = self.reference.minter.of("state", term.state)
            days = Span(term.first, term.last)
            named, office = self._people.person(term.name, state, days), offices[term.state, term.kind]
            self._people.prove(named, office.iri, term.first, term.last)
            if not self.reference.tells(named.iri, office.iri, days):
                self.found.learn(f"{term.name}, {office.label}", self._term(named, office, term, state))

    def _proof(self, guest: _Guest) -> Proof | None:
        name = self._name(guest)
        if not (guest.office and guest.state and guest.days.begin and guest.days.end):
            return None
        acting = guest.bearer.title is not None and guest.bearer.title.status == ACTING
        if acting or not is_whole(name, guest.office.kind):
            return None
        code, kind = guest.state.rsplit("/", 1)[-1], guest.office.iri
        return Proof(code, kind, name, guest.days.begin, guest.days.end, guest.source)

    def _name(self, guest: _Guest) -> str:
        """Return the name as the reference data spells it, else as most records do."""
        name = guest.bearer.name
        named = self._people.in_office(name, guest.state, guest.office, guest.days, guest.record)
        plain = named.name if named.whole and not named.new else plain_name(name)[0]
        code = guest.state.rsplit("/", 1)[-1] if guest.state else ""
        return self._spelling.get((code, guest.office.iri if guest.office else "", plain), plain)

    def _term(self, named: Named, office: Office, term: Proof, state: str) -> Iterator[Triple]:
        yield from self.person(named, state)
        yield from office_triples(office)
        yield from proven_tenure(named.iri, office.iri, term, self.reference.minter)

    def person(self, named: Named, state: str | None) -> Iterator[Triple]:
        yield from person_triples(named, state)
        if named.new:
            spellings = {name for (_, _, name), same in self._spelling.items() if same == named.name}
            for name in spellings - {named.name}:
                yield named.iri, SKOS["altLabel"], string(name)

    def named(self, guest: _Guest) -> Named:
        return self._people.in_office(self._name(guest), guest.state, guest.office, guest.days, guest.record)

    def guest_triples(self, event: str, guest: _Guest, role: str) -> Iterator[Triple]:
        named = self.named(guest)
        yield from self.person(named, guest.state)
        yield from part_triples(event, Part(named.iri, role, guest.office, guest.state))
        if guest.state:
            yield from thing_triples(self._things[guest.state])

    def state_triples(self, event: str, state: str, role: str) -> Iterator[Triple]:
        yield from part_triples(event, Part(state, role))
        yield from thing_triples(self._things[state])

    def visit(self, event: str, label: str, days: Span) -> Iterator[Triple]:
        return event_triples(event, self.reference.knowledge.lexicon.classes[_VISIT], label, _VISIT, days)


class _Visits(_Stays):
    def converted(self, visits: Iterable[Visit | Problem]) -> Conversion:
        read = []
        for visit in visits:
            if isinstance(visit, Problem):
                self.found.problems.append(visit)
            else:
                read.append((visit, self._guests(visit)))
        self.learn(guest for _, guests in read for guest in guests)
        for visit, guests in read:
            self.found.add(visit.record, self._event(visit, guests))
            self.found.counts["visits"] += 1
        return self.found

    def _guests(self, visit: Visit) -> list[_Guest]:
        states = [self.reference.territories.state(country) for country in visit.countries]
        for country, state in zip(visit.countries, states, strict=True):
            if state is None:
                self.found.leave_open(
                    visit.record, "the country is no state of the reference data", country.name
                )
        state = states[0] if len(states) == 1 else None
        found = bearers(visit.visitor, state, self.reference.knowledge)
        if not found:
            self.found.leave_open(visit.record, "the visitor has a title that is not known", visit.visitor)
        record = f"visits/{visit.identifier}"
        return [_Guest(b, state, self.office(b.title, state), visit.days, record, VISITS) for b in found]

    def _event(self, visit: Visit, guests: list[_Guest]) -> Iterator[Triple]:
        event = event_iri(self.reference.minter, "visits", visit.identifier)
        country = visit.countries[0].identifier if visit.countries else ""
        label = (
            f"Visit of {visit.visitor} ({visit.countries[0].name if country else '?'}) to the United States"
        )
        yield from self.visit(event, label, visit.days)
        yield from source_triples(
            event, f"{_SITE}/visits/{country}".rstrip("/"), f"visits/{visit.identifier}"
        )
        if visit.description:
            yield event, DCTERMS["description"], string(visit.description)
        yield from self.state_triples(event, self.reference.usa, "host")
        for guest in guests:
            yield from self.guest_triples(event, guest, "visitor")


class _Trips(_Stays):
    def __init__(self, reference: Reference) -> None:
        super().__init__(reference)
        self._places = Places()

    def converted(self, trips: Iterable[Trip | Problem]) -> Conversion:
        read = []
        for trip in trips:
            if isinstance(trip, Problem):
                self.found.problems.append(trip)
            else:
                read.append((trip, people_met(trip.remarks, self.reference.knowledge)))
        for trip, met in read:
            self._count(trip, met)
        told = [(trip, self._traveller(trip), self._hosts(trip, met)) for trip, met in read]
        self.learn(guest for _, traveller, hosts in told for guest in (traveller, *hosts))
        for trip, traveller, hosts in told:
            self.found.add(trip.record, self._events(trip, traveller, hosts))
            self.found.counts["travels"] += 1
        return self.found

    def _count(self, trip: Trip, met: tuple[Met, ...]) -> None:
        if not is_gathering(trip.remarks):
            for person in met:
                self._places.count(person, self._host(trip) or trip.country.identifier)

    def _host(self, trip: Trip) -> str | None:
        return self.reference.territories.state(trip.country)

    def _traveller(self, trip: Trip) -> _Guest:
        kind = OFFICE_KIND["president" if trip.role == "president" else "foreign-minister"]
        title = TitleUse(kind, None, DESIGNATE if _ELECT in trip.remarks else CURRENT, 0)
        usa = self.reference.usa
        return _Guest(
            Bearer(trip.traveller, title),
            usa,
            self.office(title, usa),
            trip.days,
            f"travels/{trip.identifier}",
            TRAVELS,
        )

    def _hosts(self, trip: Trip, met: tuple[Met, ...]) -> list[_Guest]:
        host = self._host(trip)
        if host is None:
            self.found.leave_open(
                trip.record, "the country is no state of the reference data", trip.country.name
            )
        gathering = is_gathering(trip.remarks)
        own = list(
            own_people(
                met, host or trip.country.identifier, gathering, self._places, self.reference.knowledge
            )
        )
        if " with " in trip.remarks and not met:
            self.found.leave_open(
                trip.record, "the remarks on meetings are not of the regular form", trip.remarks
            )
        elif len(own) < len(met):
            self.found.leave_open(trip.record, "whom a person met serves is not certain", trip.remarks)
        served = [(person, person.served) for person in own if person.served in self._things]
        return [
            _Guest(
                Bearer(person.name, person.title), state, self.office(person.title, state), trip.days,
                f"travels/{trip.identifier}", TRAVELS,
            )
            for person, state in served
        ]  # fmt: skip

    def _events(self, trip: Trip, traveller: _Guest, hosts: list[_Guest]) -> Iterator[Triple]:
        record, host = f"travels/{trip.identifier}", self._host(trip)
        event = event_iri(self.reference.minter, "travels", trip.identifier)
        where = f"{trip.locale} ({trip.country.name})" if trip.locale else trip.country.name
        yield from self.visit(event, f"Visit of {plain_name(trip.traveller)[0]} to {where}", trip.days)
        page = f"{_SITE}/travels/{trip.role}/{trip.traveller_id}".rstrip("/")
        yield from source_triples(event, page, record)
        if trip.remarks:
            yield event, DCTERMS["description"], string(trip.remarks)
        yield from self.guest_triples(event, traveller, "visitor")
        if host:
            yield from self.state_triples(event, host, "host")
        places = list(self._locales(trip, host))
        for place in places:
            yield event, SEM["hasPlace"], place
            yield from thing_triples(self._things[place])
        for guest in hosts:
            self.found.counts["meetings"] += 1
            yield from self._meeting(event, trip, traveller, guest, places)
            yield from source_triples(self._meeting_iri(trip, guest), page, record)

    def _meeting_iri(self, trip: Trip, guest: _Guest) -> str:
        return event_iri(self.reference.minter, "travels", trip.identifier, "met", self.named(guest).iri)

    def _meeting(
        self, visit: str, trip: Trip, traveller: _Guest, guest: _Guest, places: list[str]
    ) -> Iterator[Triple]:
        event = self._meeting_iri(trip, guest)
        names = " with ".join(self.named(g).name for g in (traveller, guest))
        classes = self.reference.knowledge.lexicon.classes[_MEETING]
        yield from event_triples(event, classes, f"Meeting of {names}", _MEETING, trip.days)
        yield event, DCTERMS["isPartOf"], visit
        if len(places) == 1 and len(_parts(trip.locale)) == 1:
            yield event, SEM["hasPlace"], places[0]
        for person in (traveller, guest):
            yield from self.guest_triples(event, person, "participant")
            if person.state:
                yield from self.state_triples(event, person.state, "party")

    def _locales(self, trip: Trip, host: str | None) -> Iterator[str]:
        for name in _parts(trip.locale):
            found = self._place(name, host)
            if found:
                yield found
            else:
                self.found.leave_open(trip.record, "the place is not in the reference data", name)

    def _place(self, name: str, host: str | None) -> str | None:
        names = self.reference.knowledge.world.names
        prepared = names.prepared(name)
        matches = [m for m in names.find(prepared, 0, len(prepared)) if (m.start, m.end) == (0, len(name))]
        places = {
            naming.iri
            for match in matches
            for naming in match.entries
            if naming.kind is MentionKind.PLACE and self._things[naming.iri].state in (host, None)
        }
        return places.pop() if len(places) == 1 else None


def _parts(locale: str) -> list[str]:
    """Return the places of "Acajutla, San Salvador"."""
    return [part.strip() for part in locale.replace(" and ", ",").split(",") if part.strip()]
