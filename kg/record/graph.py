"""Persons, offices, states, places and events of records -> triples, as in ``ontology/article-graph.md``.

There is no evidence, because there is no text; every event and tenure has its source and the
identifier of its record instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.graph.terms import english, string, time_triples
from kg.iri import Minter, key
from kg.knowledge.facts import Triple
from kg.knowledge.world import Office, Thing
from kg.model import DateInterval, Precision
from kg.record.people import Named
from kg.record.reading import Span
from kg.vocab import DCTERMS, DIPL, FOAF, LEX, ORG, RDF, RDFS, ROLE, SCHEMA, SEM, SKOS, STATUS

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


@dataclass(frozen=True, slots=True)
class Part:
    """Who takes part in an event, in which role, and for whom."""

    participant: str
    role: str
    office: Office | None = None
    served: str | None = None


def person_triples(named: Named, state: str | None) -> Iterator[Triple]:
    """Yield a person; a new one with the state served, so that the name is found again with it."""
    yield named.iri, RDF["type"], FOAF["Person"]
    yield named.iri, FOAF["name"], string(named.name)
    if named.new:
        if named.other_name:
            yield named.iri, SKOS["altLabel"], string(named.other_name)
        if state:
            yield named.iri, LEX["serves"], state


def office_triples(office: Office) -> Iterator[Triple]:
    yield office.iri, RDF["type"], DIPL["Office"]
    yield office.iri, SKOS["prefLabel"], english(office.label)
    yield office.iri, DCTERMS["type"], office.kind
    if office.served:
        yield office.iri, ORG["postIn"], office.served
    if office.accredited_to:
        yield office.iri, DIPL["accreditedTo"], office.accredited_to


def thing_triples(thing: Thing) -> Iterator[Triple]:
    """Yield what a state, organisation or place is and is called; the reference graph says more."""
    for class_iri in thing.classes:
        yield thing.iri, RDF["type"], class_iri
    yield thing.iri, SKOS["prefLabel"], english(thing.label)


def event_triples(
    event: str, classes: Iterable[str], label: str, event_type: str, days: Span
) -> Iterator[Triple]:
    """Yield an event that took place, with its time as in the graphs of articles."""
    for class_iri in classes:
        yield event, RDF["type"], class_iri
    yield event, RDFS["label"], english(label)
    yield event, SEM["eventType"], event_type
    yield event, SCHEMA["eventStatus"], STATUS["occurred"]
    precision = Precision.DAY if days.begin == days.end else Precision.INTERVAL
    yield from time_triples(event, DateInterval(days.begin, days.end, precision))


def source_triples(subject: str, page: str, record: str) -> Iterator[Triple]:
    """Yield the page that shows a record, and the identifier of the record."""
    yield subject, DCTERMS["source"], page
    yield subject, DCTERMS["identifier"], string(record)


def part_triples(event: str, part: Part) -> Iterator[Triple]:
    iri = f"{event}/participation/{key(part.participant)}"
    yield event, DIPL["participation"], iri
    yield iri, RDF["type"], DIPL["Participation"]
    yield iri, DIPL["participant"], part.participant
    yield iri, DIPL["participantRole"], ROLE[part.role]
    if part.office:
        yield iri, DIPL["inCapacity"], part.office.iri
        yield from office_triples(part.office)
    if part.served:
        yield iri, DIPL["onBehalfOf"], part.served


def dataset_triples(graph_name: str, title: str, source: str, licence: str | None) -> Iterator[Triple]:
    """Yield what a graph of records is, where it comes from and what may be done with it."""
    yield graph_name, DCTERMS["title"], english(title)
    yield graph_name, DCTERMS["source"], source
    if licence:
        yield graph_name, DCTERMS["license"], licence


def event_iri(minter: Minter, *facts: str) -> str:
    return minter.of("event", key("record", *facts))
