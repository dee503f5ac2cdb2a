"""Postings and holders of records -> persons, offices and dated tenures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from kg.graph.terms import string
from kg.iri import folded, key
from kg.knowledge.dates import bounds
from kg.knowledge.facts import Text, Triple
from kg.knowledge.world import Office
from kg.model import MentionKind
from kg.record.conversion import Conversion, Reference
from kg.record.graph import office_triples, person_triples, source_triples, thing_triples
from kg.record.officers import Officer, Posting, Roster
from kg.record.people import Named, People
from kg.record.politicians import Holder
from kg.record.reading import Problem
from kg.record.titles import CURRENT, plain_name, read_title
from kg.vocab import DIPL, OFFICE_KIND, ORG, OWL, RDF, SCHEMA, SKOS, XSD

_PEOPLE = "https://history.state.gov/departmenthistory/people/"
_WIKIDATA = "http://www.wikidata.org/entity/"
_DATATYPES = {4: XSD["gYear"], 7: XSD["gYearMonth"], 10: XSD["date"]}
_REPRESENTATIVE = OFFICE_KIND["permanent-representative"]
_TELLS_NO_OFFICE = {OFFICE_KIND[k] for k in ("official", "minister", "deputy-minister", "head-of-department")}
_MODERN = date(1960, 1, 1)  # who left office before is nobody of the reference data, whatever the name
_OF_AGE = 18  # years


def convert_roster(roster: Roster, reference: Reference) -> Conversion:
    """Return who held which post of the United States, when."""
    return _Posts(roster, reference).converted()


def convert_holders(holders: Iterable[Holder | Problem], state: str, reference: Reference) -> Conversion:
    """Return who held which office of a state (its IRI), when."""
    found, people = Conversion(), People(reference.facts, reference.minter)
    for holder in holders:
        if isinstance(holder, Problem):
            found.problems.append(holder)
            continue
        office = _office_titled(holder.position, state, reference)
        if office is None:
            found.leave_open(holder.record, "the title is of no known office", holder.position)
        elif not (holder.started or holder.ended):
            found.leave_open(holder.record, "there is no date", holder.identifier)
        else:
            found.learn(holder.record, _holder_triples(holder, office, state, people, reference))
    return found


def _holder_triples(
    holder: Holder, office: Office, state: str, people: People, reference: Reference
) -> Iterator[Triple]:
    own = reference.minter.of("person", holder.wikidata)
    known = people.person(holder.name, state)
    named = (
        Named(own, holder.name, new=True) if known.new or reference.facts.iris(own, RDF["type"]) else known
    )
    yield from person_triples(named, state)
    yield named.iri, OWL["sameAs"], _WIKIDATA + holder.wikidata
    yield from _served(office, reference)
    tenure = reference.minter.of("tenure", key(named.iri, office.iri, "politicians", holder.identifier))
    yield from _tenure(tenure, named.iri, office, holder.started, holder.ended)
    yield from source_triples(tenure, _WIKIDATA + holder.wikidata, holder.identifier)


class _Posts:
    def __init__(self, roster: Roster, reference: Reference) -> None:
        self._roster = roster
        self._reference = reference
        self._found = Conversion(problems=list(roster.problems))
        self._days = _days_in_office(roster.postings)
        self._named = self._identified()

    def converted(self) -> Conversion:
        seen: set[str] = set()
        for posting in self._roster.postings:
            if posting.identifier in seen:
                problem = Problem(posting.record, "has the identifier of another record", rejected=True)
                self._found.problems.append(problem)
            else:
                seen.add(posting.identifier)
                self._convert(posting)
        return self._found

    def _convert(self, posting: Posting) -> None:
        officer = self._roster.officers.get(posting.officer)
        title = self._roster.roles.get(posting.title, posting.title)
        if officer is None:
            self._found.leave_open(posting.record, "the person is described in no file", posting.officer)
        elif not (posting.started or posting.ended):
            self._found.leave_open(
                posting.record, "the post was not taken up, or there is no date", posting.officer
            )
        elif (office := self._office(posting, title)) is not None:
            self._found.learn(posting.record, self._triples(posting, officer, office))

    # ---------------------------------------------------------------------- offices

    def _office(self, posting: Posting, title: str) -> Office | None:
        reference, usa = self._reference, self._reference.usa
        if posting.organisation:
            body = self._organisation(posting.organisation)
            if body is None:
                self._found.leave_open(posting.record, "the organisation is not in the reference data", title)
            return reference.office(_REPRESENTATIVE, None, usa, body) if body else None
        if not posting.territory:
            office = _office_titled(title, usa, reference)
            if office is None:
                self._found.leave_open(posting.record, "the title is of no known office", title)
            return office
        state = reference.territories.of_identifier(_territory(posting))
        kind = _kind(_ROLES.get(title, title), usa, reference)
        if state is None:
            reason = "the country is no state of the reference data"
            self._found.leave_open(posting.record, reason, posting.territory)
        elif kind is None:
            self._found.leave_open(posting.record, "the title is of no known office", title)
        return reference.office(kind, None, usa, state) if kind and state else None

    def _organisation(self, acronym: str) -> str | None:
        names = self._reference.knowledge.world.names
        prepared = names.prepared(acronym.upper())
        found = {
            naming.iri
            for match in names.find(prepared, 0, len(prepared))
            for naming in match.entries
            if match.end - match.start == len(acronym) and naming.kind is MentionKind.ORGANISATION
        }
        return found.pop() if len(found) == 1 else None

    # ---------------------------------------------------------------------- persons

    def _identified(self) -> dict[str, Named]:
        """Return the person that each officer is: one of the reference data, or a new one.

        Officers who share a name, as father and son do, are told apart by their identifiers.
        """
        people = People(self._reference.facts, self._reference.minter)
        known = {o.identifier: self._known(o, people) for o in self._roster.officers.values()}
        taken: dict[str, list[str]] = defaultdict(list)
        alike: dict[str, list[str]] = defaultdict(list)
        for officer in self._roster.officers.values():
            if person := known[officer.identifier]:
                taken[person.iri].append(officer.identifier)
            alike[folded(plain_name(officer.name)[0])].append(officer.identifier)
        return {
            identifier: person
            if person and len(taken[person.iri]) == 1
            else self._new(officer, len(alike[folded(plain_name(officer.name)[0])]) > 1)
            for identifier, officer in self._roster.officers.items()
            for person in (known[identifier],)
        }

    def _new(self, officer: Officer, shared: bool) -> Named:
        plain, other = plain_name(officer.name)
        key_name = f"{plain} {officer.identifier}" if shared else plain
        return Named(self._reference.minter.person(key_name, "USA"), plain, other, new=True)

    def _known(self, officer: Officer, people: People) -> Named | None:
        for name in (officer.name, *officer.other_names):
            named = people.person(name, self._reference.usa)
            if not named.new and self._same_time(officer, named.iri):
                return named
        return None

    def _same_time(self, officer: Officer, person: str) -> bool:
        """Tell whether an officer can be a person of the reference data, by years of life and office."""
        _, last = self._days.get(officer.identifier, (None, None))
        if last is None or last < _MODERN:
            return False
        facts, born, died = self._reference.facts, bounds(officer.born), bounds(officer.died)
        for tenure in facts.subjects(ORG["member"], person):
            begin = bounds(facts.text(tenure, SCHEMA["startDate"]))
            if begin and born and begin[0].year < born[0].year + _OF_AGE:
                return False
            if begin and died and died[1] < begin[0]:
                return False
        return True

    # ---------------------------------------------------------------------- triples

    def _triples(self, posting: Posting, officer: Officer, office: Office) -> Iterator[Triple]:
        named = self._named[officer.identifier]
        yield from person_triples(named, self._reference.usa)
        for name in officer.other_names if named.new else ():
            yield named.iri, SKOS["altLabel"], string(plain_name(name)[0])
        for predicate, day in ((SCHEMA["birthDate"], officer.born), (SCHEMA["deathDate"], officer.died)):
            if day:
                yield named.iri, predicate, _dated(day)
        yield from _served(office, self._reference)
        tenure = self._reference.minter.of("tenure", key(named.iri, office.iri, "pocom", posting.identifier))
        yield from _tenure(tenure, named.iri, office, posting.started, posting.ended)
        yield from source_triples(tenure, _PEOPLE + officer.identifier, posting.identifier)


# The files call the Republic of Korea, founded on that day, as they do the kingdom of old.
_KOREA, _REPUBLIC_OF_KOREA, _FOUNDED = "korea", "korea-south", date(1948, 8, 15)


def _territory(posting: Posting) -> str:
    first = bounds(posting.started or posting.ended)
    is_republic = posting.territory == _KOREA and first is not None and first[0] >= _FOUNDED
    return _REPUBLIC_OF_KOREA if is_republic else posting.territory


# How the files call roles whose own files are not given.
_ROLES = {"ambassador-e-p": "Ambassador Extraordinary and Plenipotentiary"}


def _days_in_office(postings: Iterable[Posting]) -> dict[str, tuple[date | None, date | None]]:
    days: dict[str, list[date]] = defaultdict(list)
    for posting in postings:
        for lexical in (posting.started, posting.ended):
            if found := bounds(lexical):
                days[posting.officer].append(found[0])
    return {officer: (min(found), max(found)) for officer, found in days.items()}


def _office_titled(title: str, served: str, reference: Reference) -> Office | None:
    """Return the office that a whole title means, if its kind says enough."""
    for text in (title, title.removeprefix("U.S. ")):
        use = read_title(text, 0, served, reference.knowledge)
        if use and use.end == len(text) and use.status == CURRENT:
            if use.office is None and use.kind in _TELLS_NO_OFFICE:
                continue
            return reference.office(use.kind, use.office, served)
    return None


def _kind(title: str, served: str, reference: Reference) -> str | None:
    use = read_title(title, 0, served, reference.knowledge)
    whole = use is not None and use.end == len(title) and use.kind not in _TELLS_NO_OFFICE
    return use.kind if use and whole else None


def _served(office: Office, reference: Reference) -> Iterator[Triple]:
    yield from office_triples(office)
    for iri in (office.served, office.accredited_to):
        if iri:
            yield from thing_triples(reference.knowledge.world.things[iri])


def _tenure(iri: str, person: str, office: Office, started: str, ended: str) -> Iterator[Triple]:
    yield iri, RDF["type"], DIPL["Tenure"]
    yield iri, ORG["member"], person
    yield iri, DIPL["heldOffice"], office.iri
    if started:
        yield iri, SCHEMA["startDate"], _dated(started)
    if ended:
        yield iri, SCHEMA["endDate"], _dated(ended)


def _dated(lexical: str) -> Text:
    return Text(lexical, "", _DATATYPES[len(lexical)])
