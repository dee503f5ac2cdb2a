"""An IRI in, a page for a terminal out: what stands for it, who tells it, and why they are one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from kg.knowledge.facts import Facts, Term, Text
from kg.store.reader import Reader
from kg.vocab import DCTERMS, FOAF, PROV, RDFS, SCHEMA, SEM, SKOS

_TOLD = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX schema: <https://schema.org/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?thing ?identifier ?label ?status ?begin ?end ?place WHERE {
  GRAPH ?graph {
    ?thing rdfs:label|foaf:name|skos:prefLabel ?label .
    ?article a schema:NewsArticle ; dcterms:identifier ?identifier .
    OPTIONAL { ?thing schema:eventStatus ?status }
    OPTIONAL { ?thing sem:hasEarliestBeginTimeStamp ?begin }
    OPTIONAL { ?thing sem:hasLatestEndTimeStamp ?end }
    OPTIONAL { ?thing sem:hasPlace/skos:prefLabel ?place }
  }
} ORDER BY ?identifier
"""
_WIDTH = 100


def explain_merges(reader: Reader, iri: str, graph_name: str) -> str | None:
    """Return the page for an event, person or organisation; ``None`` where the graph says nothing of it."""
    facts = Facts(reader.triples(graph_name))
    stays = facts.iri(iri, DCTERMS["isReplacedBy"]) or iri
    if not facts.iris(stays, PROV["wasDerivedFrom"]):
        return None
    return "\n".join(_lines(reader, facts, stays, iri))


def _lines(reader: Reader, facts: Facts, stays: str, asked: str) -> Iterator[str]:
    names = (facts.text(stays, p) for p in (RDFS["label"], FOAF["name"], SKOS["prefLabel"]))
    yield next(filter(None, names), stays)
    yield f"  <{stays}>"
    if asked != stays:
        yield f"  stands for <{asked}>"
    if status := facts.iri(stays, SCHEMA["eventStatus"]):
        first, last = (
            facts.text(stays, SEM[p]) or "?" for p in ("hasEarliestBeginTimeStamp", "hasLatestEndTimeStamp")
        )
        yield f"  {status.rpartition('#')[2]}; {first} to {last}"
    derivations = facts.iris(stays, PROV["qualifiedDerivation"])
    merged = {facts.iri(derivation, PROV["entity"]) or "": derivation for derivation in derivations}
    yield from ("", "Told as")
    for thing in (stays, *sorted(merged)):
        for row in reader.select(_TOLD, thing=thing):
            yield from _wrapped(_telling(row), "  ")
    if merged:
        yield from ("", "Why these are one")
    for derivation in merged.values():
        yield from _wrapped(facts.text(derivation, DCTERMS["description"]) or "", "  ")


def _telling(row: dict[str, Term]) -> str:
    told = [_plain(row.get(name)) for name in ("status", "begin", "end", "place")]
    shown = ", ".join(dict.fromkeys(value for value in told if value))
    return f"{_plain(row['identifier'])}: {_plain(row['label'])}" + (f" ({shown})" if shown else "")


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, Text) else term.rpartition("#")[2]


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ")
