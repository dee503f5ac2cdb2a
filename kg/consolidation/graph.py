"""A consolidation as triples: what stands for what, what it is derived from, and on which grounds.

What is merged keeps its triples in the article's graph and gets ``dcterms:isReplacedBy`` here. What
stays has the facts that the tellings agree on or the most exact of them, the articles that tell it
(``prov:wasDerivedFrom``) and for each merged one a ``prov:Derivation`` with the grounds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kg.consolidation.clustering import Link
from kg.consolidation.consolidation import Consolidation
from kg.consolidation.telling import Part, Telling
from kg.iri import key
from kg.knowledge.facts import Text, Triple
from kg.vocab import (
    DCTERMS,
    DIPL,
    FOAF,
    MERGE_GROUND,
    PROV,
    RDF,
    RDFS,
    ROLE,
    SCHEMA,
    SEM,
    SKOS,
    STATUS,
    XSD,
)

_PLAIN = {None, *(ROLE[role] for role in ("participant", "party", "attendee"))}  # say least of who did what
_STAMPS = {4: XSD["gYear"], 7: XSD["gYearMonth"], 10: XSD["date"]}  # by length of the lexical form


def consolidated_triples(found: Consolidation, before: Mapping[str, str]) -> set[Triple]:
    """Return the consolidated graph; ``before`` are redirects of earlier versions, by merged IRI."""
    writer = _Writer(found)
    return {*writer.things(), *writer.events(), *writer.merges(), *_kept(found, before)}


class _Writer:
    def __init__(self, found: Consolidation) -> None:
        self._found = found
        self._members: dict[str, list[str]] = defaultdict(list)
        for iri in (*found.tellings, *found.persons, *found.organisations):
            self._members[found.stays(iri)].append(iri)

    # ------------------------------------------------------------------- persons, organisations

    def things(self) -> Iterator[Triple]:
        found = self._found
        for iri in {found.stays(one) for one in found.persons}:
            people = [found.persons[one] for one in self._members[iri]]
            yield iri, RDF["type"], FOAF["Person"]
            name = max((p.label for p in people), key=lambda name: (len(name), name))
            yield iri, FOAF["name"], Text(name, "", XSD["string"])
            yield from self._sources(iri, {graph for p in people for graph in p.graphs})
        for iri in {found.stays(one) for one in found.organisations}:
            bodies = [found.organisations[one] for one in self._members[iri]]
            yield from ((iri, RDF["type"], cls) for body in bodies for cls in body.classes)
            yield iri, SKOS["prefLabel"], _english(found.organisations[iri].label)
            yield from self._sources(iri, {graph for body in bodies for graph in body.graphs})

    def _sources(self, iri: str, graphs: set[str]) -> Iterator[Triple]:
        for graph in graphs:
            yield iri, PROV["wasDerivedFrom"], self._found.articles[graph].iri

    # --------------------------------------------------------------------------------- events

    def events(self) -> Iterator[Triple]:
        for iri in {self._found.stays(one) for one in self._found.tellings}:
            tellings = sorted(
                (self._found.tellings[one] for one in self._members[iri]),
                key=lambda telling: (telling.article.last or date.max, telling.iri),
            )
            yield from self._event(iri, tellings)
            yield from self._sources(iri, {telling.graph for telling in tellings})

    def _event(self, iri: str, tellings: Sequence[Telling]) -> Iterator[Triple]:
        exact = min(tellings, key=_vagueness)
        kind = _kind(tellings)
        yield from ((iri, RDF["type"], cls) for cls in (DIPL["DiplomaticEvent"], *kind.classes))
        yield iri, RDFS["label"], _english(exact.label)
        yield iri, SEM["eventType"], kind.type
        yield iri, SCHEMA["eventStatus"], _settled(tellings)
        yield from _time(iri, exact)
        if place := self._place(tellings):
            yield iri, SEM["hasPlace"], place
        for predicate, values in (
            (DIPL["sessionOf"], {telling.initiative for telling in tellings}),
            (DIPL["signs"], {telling.agreement for telling in tellings}),
        ):
            yield from ((iri, predicate, value) for value in values if value)
        for number in {telling.number for telling in tellings if telling.number and telling.initiative}:
            yield iri, DIPL["sessionNumber"], Text(str(number), "", XSD["positiveInteger"])
        yield from self._participations(iri, tellings)

    def _place(self, tellings: Sequence[Telling]) -> str | None:
        """Return the place that lies in most of the others."""
        places = {telling.place for telling in tellings if telling.place}
        around = self._found.places.around
        return min(places, key=lambda place: (-len(around(place) & places), place), default=None)

    def _participations(self, iri: str, tellings: Sequence[Telling]) -> Iterator[Triple]:
        """Yield each participant once, by the participation that tells most of him."""
        best: dict[str, Part] = {}
        for telling in tellings:
            for part in telling.parts:
                known = best.get(part.who)
                if known is None or _detail(part) > _detail(known):
                    best[part.who] = part
        for part in best.values():
            yield iri, DIPL["participation"], part.node
            yield part.node, RDF["type"], DIPL["Participation"]
            yield part.node, DIPL["participant"], part.who
            for predicate, value in (
                (DIPL["participantRole"], part.role),
                (DIPL["inCapacity"], part.office),
                (DIPL["onBehalfOf"], part.behalf),
            ):
                yield from [(part.node, predicate, self._found.stays(value))] if value else []

    # --------------------------------------------------------------------------------- merges

    def merges(self) -> Iterator[Triple]:
        links: dict[str, list[Link]] = defaultdict(list)
        for link in self._found.links:
            links[link.one].append(link)
            links[link.other].append(link)
        for merged, stays in self._found.same.items():
            best = min(links[merged], key=lambda link: (-link.weight, link.one, link.other))
            yield from self._merge(merged, stays, best)

    def _merge(self, merged: str, stays: str, link: Link) -> Iterator[Triple]:
        compared = link.other if link.one == merged else link.one
        derivation = f"{stays}/merge/{key(merged)}"
        yield merged, DCTERMS["isReplacedBy"], stays
        yield stays, PROV["wasDerivedFrom"], merged
        yield stays, PROV["qualifiedDerivation"], derivation
        yield derivation, RDF["type"], PROV["Derivation"]
        yield derivation, PROV["entity"], merged
        yield derivation, DCTERMS["references"], compared
        yield from ((derivation, DCTERMS["type"], ground) for ground in link.grounds)
        words = ", ".join(ground.removeprefix(MERGE_GROUND).replace("-", " ") for ground in link.grounds)
        told = f"{self._label(merged)} is the same as {self._label(compared)}: {words}."
        yield derivation, DCTERMS["description"], _english(told)

    def _label(self, iri: str) -> str:
        found = self._found
        named = found.tellings.get(iri) or found.persons.get(iri) or found.organisations[iri]
        return f"“{named.label}”"


def _kept(found: Consolidation, before: Mapping[str, str]) -> Iterator[Triple]:
    """Yield redirects from what no article says any more to where its event or person is now."""
    told = {*found.tellings, *found.persons, *found.organisations}
    for gone, target in before.items():
        if gone in told:
            continue
        seen = {gone}
        while target not in told and target in before and target not in seen:
            seen.add(target)
            target = before[target]
        if target in told:
            yield gone, DCTERMS["isReplacedBy"], found.stays(target)


def _vagueness(telling: Telling) -> tuple[bool, int, date, str]:
    """Order tellings by how exactly they date the event."""
    days = (telling.last - telling.first).days if telling.first and telling.last else 0
    return not telling.dated, days, telling.article.last or date.max, telling.iri


def _kind(tellings: Sequence[Telling]) -> Telling:
    """Return the first telling that names a narrower kind than the family, else the first."""
    return next((t for t in tellings if t.type != t.family), tellings[0])


def _settled(tellings: Sequence[Telling]) -> str:
    """Return the status after all that is told: held, or what the last article says."""
    statuses = [telling.status for telling in tellings]
    return STATUS["occurred"] if STATUS["occurred"] in statuses else statuses[-1]


def _time(iri: str, telling: Telling) -> Iterator[Triple]:
    if telling.stamp:
        yield iri, SEM["hasTimeStamp"], Text(telling.stamp, "", _STAMPS[len(telling.stamp)])
    if telling.first:
        yield iri, SEM["hasEarliestBeginTimeStamp"], _day(telling.first)
    if telling.last:
        yield iri, SEM["hasLatestEndTimeStamp"], _day(telling.last)


def _detail(part: Part) -> int:
    return sum((part.office is not None, part.behalf is not None, part.role not in _PLAIN))


def _day(value: date) -> Text:
    return Text(value.isoformat(), "", XSD["date"])


def _english(text: str) -> Text:
    return Text(text, "en", RDF["langString"])
