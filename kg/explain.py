"""A stored article in, a page for a terminal out: every fact with the sentence that says it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import NotFoundError
from kg.knowledge.facts import Facts, written
from kg.store.reader import Reader
from kg.vocab import DCTERMS, DIPL, FOAF, OA, ORG, RDF, RDFS, SCHEMA, SEM, SKOS

_WIDTH = 100
_ARTICLES = """
PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?article ?identifier ?headline ?graph WHERE {
  GRAPH ?graph { ?article a schema:NewsArticle ; dcterms:identifier ?identifier ; schema:headline ?headline }
} ORDER BY ?identifier
"""
_KINDS = (
    ("Persons", FOAF["Person"]),
    ("Offices", DIPL["Office"]),
    ("States", DIPL["State"]),
    ("International organisations", DIPL["InternationalOrganisation"]),
    ("Government organisations", SCHEMA["GovernmentOrganization"]),
    ("Diplomatic missions", DIPL["DiplomaticMission"]),
    ("Places", SCHEMA["Place"]),
    ("Initiatives", DIPL["Initiative"]),
    ("Agreements", DIPL["Agreement"]),
    ("Diplomatic relations", DIPL["DiplomaticRelation"]),
    ("Pillars", DIPL["Pillar"]),
)


@dataclass(frozen=True, slots=True)
class _Found:
    article: str
    identifier: str
    graph: str


def explain(reader: Reader, article: str) -> str:
    """Return the page for one article, named by IRI, URL, path, file name or key.

    Raises NotFoundError if no article, or more than one, is called so.
    """
    found = _find(reader, article)
    facts = Facts(reader.triples(found.graph))
    return "\n".join(_Page(facts, found).lines())


def _find(reader: Reader, name: str) -> _Found:
    rows = [(str(r["article"]), written(r["identifier"]), str(r["graph"])) for r in reader.select(_ARTICLES)]
    exact = [r for r in rows if name in (r[0], r[1], r[2], r[0].rsplit("/", 1)[-1])]
    fitting = exact or [r for r in rows if r[1].rsplit("/", 1)[-1] == name.rsplit("/", 1)[-1]]
    fitting = fitting or [r for r in rows if name in r[1]]
    if len(fitting) != 1:
        problem = "no article is" if not fitting else f"{len(fitting)} articles are"
        known = "\n".join(f"  {row[1]}" for row in (fitting or rows)[:20])
        raise NotFoundError(f"{problem} called {name!r}; give one of these in full:\n{known}")
    return _Found(*fitting[0])


class _Page:
    def __init__(self, facts: Facts, found: _Found) -> None:
        self._facts = facts
        self._found = found
        self._text = facts.text(found.article, SCHEMA["text"]) or ""

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._dropped()
        for title, class_iri in _KINDS:
            yield from self._entities(title, class_iri)
        yield from self._tenures()
        yield from self._events()
        yield from self._statements()
        topics = [_local(t) for t in self._facts.iris(self._found.article, DCTERMS["subject"])]
        yield from ("", "Topics", *_wrapped(", ".join(topics) or "none", "  "))

    def _head(self) -> Iterator[str]:
        article = self._found.article
        yield self._facts.text(article, SCHEMA["headline"]) or self._found.identifier
        yield f"  {self._found.identifier}"
        yield f"  {article}"
        stamp = self._facts.text(article, SCHEMA["datePublished"])
        yield f"  published: {stamp or 'not stated and not proved by the text'}"
        for name, predicate in (
            ("publisher", "publisher"),
            ("agency", "sourceOrganization"),
            ("author", "author"),
        ):
            node = self._facts.iri(article, SCHEMA[predicate])
            if node:
                yield f"  {name}: {self._facts.text(node, SCHEMA['name'])}"

    def _dropped(self) -> Iterator[str]:
        annotations = self._facts.subjects(OA["motivatedBy"], OA["classifying"])
        if annotations:
            yield from ("", "Not read")
        for annotation in sorted(annotations, key=lambda a: self._span(a)[0]):
            start, end = self._span(annotation)
            reason = _local(self._facts.iri(annotation, OA["hasBody"]) or "")
            yield f"  [{reason}] {_shortened(self._text[start:end])}"

    def _entities(self, title: str, class_iri: str) -> Iterator[str]:
        entities = self._facts.subjects(RDF["type"], class_iri)
        if entities:
            yield from ("", title)
        for iri in sorted(entities, key=self._label):
            aliases = [t.value for t in self._facts.texts(iri, SKOS["altLabel"])]
            also = f" (also: {'; '.join(aliases)})" if aliases else ""
            yield f"  {self._label(iri)}{also}  <{self._short(iri)}>"
            for name, predicate in (
                ("of", ORG["postIn"]),
                ("to", DIPL["accreditedTo"]),
                ("part of", ORG["subOrganizationOf"]),
            ):
                for value in self._facts.iris(iri, predicate):
                    yield f"    {name} {self._label(value)}"
            yield from self._says(iri)

    def _tenures(self) -> Iterator[str]:
        tenures = self._facts.subjects(RDF["type"], DIPL["Tenure"])
        if tenures:
            yield from ("", "Who holds or held which office")
        for tenure in tenures:
            person = self._label(self._facts.iri(tenure, ORG["member"]) or "")
            office = self._label(self._facts.iri(tenure, DIPL["heldOffice"]) or "")
            status = _local(self._facts.iri(tenure, DCTERMS["type"]) or "")
            yield f"  {person}: {office} ({status})"
            if self._facts.iri(tenure, DIPL["contradicts"]):
                yield "    disagrees with what is known of this office on that day"
            yield from self._says(tenure)

    def _events(self) -> Iterator[str]:
        events = self._facts.subjects(RDF["type"], DIPL["DiplomaticEvent"])
        if events:
            yield from ("", "Events")
        for event in sorted(events, key=self._first_offset):
            status = _local(self._facts.iri(event, SCHEMA["eventStatus"]) or "")
            kind = _local(self._facts.iri(event, SEM["eventType"]) or "")
            yield f"  {self._facts.text(event, RDFS['label'])}"
            yield f"    {kind}, {status}; date: {self._date(event)}; <{self._short(event)}>"
            links = (("at", SEM["hasPlace"]), ("session of", DIPL["sessionOf"]), ("signs", DIPL["signs"]))
            for name, predicate in links:
                for value in self._facts.iris(event, predicate):
                    yield f"    {name} {self._label(value)}"
            if number := self._facts.text(event, DIPL["sessionNumber"]):
                yield f"    session number {number}"
            for topic in self._facts.iris(event, DCTERMS["subject"]):
                yield f"    about {_local(topic)}"
            yield from self._says(event, limit=99)
            yield from self._participations(event)

    def _participations(self, event: str) -> Iterator[str]:
        for participation in sorted(self._facts.iris(event, DIPL["participation"]), key=self._first_offset):
            who = self._label(self._facts.iri(participation, DIPL["participant"]) or "")
            role = _local(self._facts.iri(participation, DIPL["participantRole"]) or "")
            office = self._facts.iri(participation, DIPL["inCapacity"])
            side = self._facts.iri(participation, DIPL["onBehalfOf"])
            parts = [role, self._label(office) if office else "", f"for {self._label(side)}" if side else ""]
            yield f"    - {who}: {', '.join(p for p in parts if p)}"
            yield from self._says(participation, "        ", limit=1)

    def _statements(self) -> Iterator[str]:
        statements = self._facts.subjects(RDF["type"], DIPL["PublicStatement"])
        if statements:
            yield from ("", "Statements")
        for statement in sorted(statements, key=self._first_offset):
            speakers = ", ".join(self._label(s) for s in self._facts.iris(statement, DIPL["speaker"]))
            kind = _local(self._facts.iri(statement, DCTERMS["type"]) or "")
            promise = ", commitment" if DIPL["Commitment"] in self._facts.iris(statement, RDF["type"]) else ""
            yield f"  {speakers} ({kind}{promise})"
            yield from _wrapped(f"“{self._facts.text(statement, SCHEMA['text'])}”", "    ")

    # --------------------------------------------------------------------- evidence

    def _says(self, subject: str, indent: str = "      ", limit: int = 2) -> Iterator[str]:
        mentions = sorted(self._facts.iris(subject, DIPL["evidence"]), key=lambda m: self._span(m))
        for mention in mentions[:limit]:
            quote = f"{mention}/target/quote"
            before, exact, after = (
                self._facts.text(quote, OA[p]) or "" for p in ("prefix", "exact", "suffix")
            )
            start, end = self._span(mention)
            sure = self._facts.text(mention, DIPL["confidence"])
            sentence = f"{before}[{exact}]{after}".replace("\n", " ")
            yield from _wrapped(f"{start}-{end} ({sure}) {sentence}", indent)
        if len(mentions) > limit:
            yield f"{indent}and in {len(mentions) - limit} more places"

    def _span(self, annotation: str) -> tuple[int, int]:
        position = f"{annotation}/target/position"
        start, end = self._facts.text(position, OA["start"]), self._facts.text(position, OA["end"])
        return int(start or 0), int(end or 0)

    def _first_offset(self, subject: str) -> tuple[int, int]:
        return min((self._span(m) for m in self._facts.iris(subject, DIPL["evidence"])), default=(0, 0))

    def _date(self, event: str) -> str:
        stamp = self._facts.text(event, SEM["hasTimeStamp"])
        first = self._facts.text(event, SEM["hasEarliestBeginTimeStamp"])
        last = self._facts.text(event, SEM["hasLatestEndTimeStamp"])
        return stamp or (f"{first or '?'} to {last or '?'}" if first or last else "not known")

    def _label(self, iri: str) -> str:
        for predicate in (FOAF["name"], SKOS["prefLabel"], RDFS["label"]):
            if label := self._facts.text(iri, predicate):
                return label
        return self._short(iri)

    def _short(self, iri: str) -> str:
        base = self._found.article.rsplit("article/", 1)[0]
        return iri.removeprefix(base)


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _shortened(text: str) -> str:
    return textwrap.shorten(" ".join(text.split()), _WIDTH - 20, placeholder=" …")


def _wrapped(text: str, indent: str) -> Iterable[str]:
    return textwrap.wrap(" ".join(text.split()), _WIDTH, initial_indent=indent, subsequent_indent=indent)
