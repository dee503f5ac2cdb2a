"""Shapes of visits, and a graph that conforms to them."""

from __future__ import annotations

from kg.knowledge.facts import Term, Text, Triple
from kg.model import ArticleGraph
from kg.vocab import RDF, XSD

EX = "https://example.org/"

SHAPES = """
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .

ex:prefixes sh:declare ex:prefix .
ex:prefix sh:prefix "ex" ; sh:namespace "https://example.org/"^^xsd:anyURI .

ex:Visit a sh:NodeShape ; sh:targetClass ex:Visit ; 
    sh:property ex:name , ex:status , ex:begin , ex:guests , ex:place ;
    sh:closed true ; sh:ignoredProperties ( rdf:type ex:ends ex:at ) ; sh:sparql ex:order .
ex:name a sh:PropertyShape ; sh:path ex:hasName ; sh:minCount 1 ; sh:uniqueLang true ; sh:minLength 2 ;
    sh:languageIn ( "en" "es" ) ; sh:message "A visit needs a name."@en .
ex:status a sh:PropertyShape ; sh:path ex:hasStatus ; sh:maxCount 1 ; sh:in ( ex:planned "done" ) ;
    sh:severity sh:Warning ; sh:message "Odd status."@en .
ex:begin a sh:PropertyShape ; sh:path ex:begins ; sh:or ( ex:Day ex:Year ) ; sh:lessThanOrEquals ex:ends .
ex:Day a sh:NodeShape ; sh:datatype xsd:date .
ex:Year a sh:NodeShape ; sh:datatype xsd:gYear .
ex:guests a sh:PropertyShape ; sh:path ex:guest ; sh:minCount 1 ; sh:node ex:Guest .
ex:Guest a sh:NodeShape ; sh:property ex:guestName .
ex:guestName a sh:PropertyShape ; sh:path ex:hasName ; sh:minCount 1 ; sh:pattern "^[A-Z]" .
ex:place a sh:PropertyShape ; sh:path ( ex:at ex:hasCode ) ; sh:datatype xsd:integer ; sh:minInclusive 1 .
ex:Named a sh:NodeShape ; sh:targetObjectsOf ex:guest ; sh:property ex:guestName .
ex:Ends a sh:NodeShape ; sh:targetSubjectsOf ex:ends ; sh:property ex:ends-once .
ex:ends-once a sh:PropertyShape ; sh:path ex:ends ; sh:maxCount 1 ; sh:datatype xsd:date .
ex:order sh:prefixes ex:prefixes ; sh:message "It ends {?value} before it begins."@en ;
    sh:select '''SELECT $this ?value WHERE {
        $this ex:begins ?begin ; ex:ends ?value . FILTER(?value < ?begin) }''' .
"""


def text(value: str, datatype: str = "string", language: str = "") -> Text:
    return Text(value, language, RDF["langString"] if language else XSD[datatype])


def name(value: str, language: str = "en") -> Text:
    return text(value, language=language)


def triple(subject: str, predicate: str, value: Term) -> Triple:
    return EX + subject, EX + predicate, value


VALID: list[Triple] = [
    (EX + "v", RDF["type"], EX + "Visit"),
    triple("v", "hasName", name("Visit to Ruritania")),
    triple("v", "hasName", name("Visita a Ruritania", "es")),
    triple("v", "hasStatus", text("done")),
    triple("v", "begins", text("2024-02-28", "date")),
    triple("v", "ends", text("2024-02-29", "date")),
    triple("v", "guest", EX + "anna"),
    triple("v", "at", EX + "capital"),
    triple("anna", "hasName", name("Anna")),
    triple("capital", "hasCode", text("7", "integer")),
]


def graph(*triples: Triple) -> ArticleGraph:
    return ArticleGraph(EX + "graph", EX + "article", triples)
