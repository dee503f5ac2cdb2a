"""Entities, tenures, events, statements and pillars -> triples."""

from __future__ import annotations

from collections.abc import Iterable

from kg.event import tenures_begun
from kg.graph.mentions import MentionWriter
from kg.graph.terms import english, moment, positive_integer, string, time_triples
from kg.iri import key
from kg.knowledge.facts import Triple
from kg.model import (
    Entity,
    Event,
    Evidence,
    Extraction,
    Participation,
    Pillar,
    Statement,
    Tenure,
)
from kg.vocab import DCTERMS, DIPL, FOAF, ORG, RDF, RDFS, SCHEMA, SEM, SKOS


class FactWriter:
    """Writes what one article says."""

    def __init__(self, article: str, extraction: Extraction, mentions: MentionWriter) -> None:
        self._article = article
        self._extraction = extraction
        self._mentions = mentions

    def triples(self) -> Iterable[Triple]:
        for entity in self._extraction.entities:
            yield from self._entity(entity)
        for tenure in self._extraction.tenures:
            yield from self._tenure(tenure)
        for event in self._extraction.events:
            yield from self._event(event)
        for statement in self._extraction.statements:
            yield from self._statement(statement)
        for pillar in self._extraction.pillars:
            yield from self._pillar(pillar)

    def _evidence(self, subject: str, evidence: Iterable[Evidence]) -> Iterable[Triple]:
        for item in evidence:
            yield subject, DIPL["evidence"], self._mentions.cite(item)

    def _entity(self, entity: Entity) -> Iterable[Triple]:
        person = FOAF["Person"] in entity.classes
        for class_iri in entity.classes:
            yield entity.iri, RDF["type"], class_iri
        yield (
            entity.iri,
            FOAF["name"] if person else SKOS["prefLabel"],
            string(entity.label) if person else english(entity.label),
        )
        for alias in entity.aliases:
            yield entity.iri, SKOS["altLabel"], string(alias) if person else english(alias)
        for predicate, value in entity.links:
            yield entity.iri, predicate, value
        yield from self._evidence(entity.iri, entity.evidence)

    def _tenure_iri(self, tenure: Tenure) -> str:
        return f"{self._article}/tenure/{key(tenure.person, tenure.office, tenure.status)}"

    def _tenure(self, tenure: Tenure) -> Iterable[Triple]:
        iri = self._tenure_iri(tenure)
        yield iri, RDF["type"], DIPL["Tenure"]
        yield iri, ORG["member"], tenure.person
        yield iri, DIPL["heldOffice"], tenure.office
        yield iri, DCTERMS["type"], tenure.status
        for known in tenure.contradicts:
            yield iri, DIPL["contradicts"], known
        yield from self._evidence(iri, tenure.evidence)

    def _event(self, event: Event) -> Iterable[Triple]:
        for class_iri in event.classes:
            yield event.iri, RDF["type"], class_iri
        yield event.iri, RDFS["label"], english(event.label)
        yield event.iri, SEM["eventType"], event.type
        yield event.iri, SCHEMA["eventStatus"], event.status
        links = (
            (SEM["hasPlace"], event.place),
            (DIPL["sessionOf"], event.initiative),
            (DIPL["signs"], event.signs),
        )
        for predicate, value in links:
            if value:
                yield event.iri, predicate, value
        for tenure in tenures_begun(event, self._extraction.tenures):
            yield event.iri, DIPL["beginsTenure"], self._tenure_iri(tenure)
        for about in event.about:
            yield event.iri, SCHEMA["about"], about
        for topic in event.topics:
            yield event.iri, DCTERMS["subject"], topic
        if event.session_number:
            yield event.iri, DIPL["sessionNumber"], positive_integer(event.session_number)
        yield from time_triples(event.iri, event.interval)
        for participation in event.participations:
            yield from self._participation(event.iri, participation)
        yield from self._evidence(event.iri, event.evidence)

    def _participation(self, event: str, participation: Participation) -> Iterable[Triple]:
        iri = f"{event}/participation/{key(participation.participant)}"
        yield event, DIPL["participation"], iri
        yield iri, RDF["type"], DIPL["Participation"]
        yield iri, DIPL["participant"], participation.participant
        yield iri, DIPL["participantRole"], participation.role
        if participation.office:
            yield iri, DIPL["inCapacity"], participation.office
        if participation.on_behalf_of:
            yield iri, DIPL["onBehalfOf"], participation.on_behalf_of
        yield from self._evidence(iri, participation.evidence)

    def _statement(self, statement: Statement) -> Iterable[Triple]:
        iri = f"{self._article}/statement/{statement.start}-{statement.end}"
        yield iri, RDF["type"], DIPL["PublicStatement"]
        if statement.commitment:
            yield iri, RDF["type"], DIPL["Commitment"]
            yield iri, DIPL["expressedIn"], self._article
        yield iri, DCTERMS["type"], statement.type
        yield iri, SCHEMA["text"], string(self._extraction.document.text(statement.start, statement.end))
        for speaker in statement.speakers:
            yield iri, DIPL["speaker"], speaker
        for addressee in statement.addressees:
            yield iri, DIPL["addressee"], addressee
        if statement.made_at:
            yield iri, DIPL["madeAt"], statement.made_at
        if statement.created and (stamp := moment(statement.created, None)):
            yield iri, DCTERMS["created"], stamp
        for topic in statement.topics:
            yield iri, DCTERMS["subject"], topic
        yield from self._evidence(iri, statement.evidence)

    def _pillar(self, pillar: Pillar) -> Iterable[Triple]:
        yield pillar.initiative, DIPL["hasPillar"], pillar.iri
        yield pillar.iri, RDF["type"], DIPL["Pillar"]
        yield pillar.iri, SKOS["prefLabel"], english(pillar.label)
        yield from self._evidence(pillar.iri, pillar.evidence)
