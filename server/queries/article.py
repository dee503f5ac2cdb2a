"""Queries of the article page; ``?article`` is bound."""

from __future__ import annotations

from server.queries import EVENT_TIME_PATTERN, IS_NAMING, PREFIX_LINES

ABOUT = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?article ?headline ?text ?language ?identifier ?url ?published ?publisher ?agency ?author
    ?version ?topic WHERE { GRAPH ?graph {
  ?article schema:text ?text .
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:inLanguage ?language }
  OPTIONAL { ?article dcterms:identifier ?identifier }
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article schema:publisher/schema:name ?publisher }
  OPTIONAL { ?article schema:sourceOrganization/schema:name ?agency }
  OPTIONAL { ?article schema:author/schema:name ?author }
  OPTIONAL { ?article prov:wasGeneratedBy/prov:wasAssociatedWith/rdfs:label ?version }
  OPTIONAL { ?article dcterms:subject ?topic }
} } LIMIT 200"""
)
# One row per mention and class of a fact it supports; a mention without a fact is not shown.
MENTIONS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?article ?mention ?start ?end ?fact ?type WHERE { GRAPH ?graph {
  ?target oa:hasSource ?article ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
  ?mention oa:hasTarget ?target .
  ?fact dipl:evidence ?mention ; a ?type .
} } LIMIT 20000"""
)
NAMES = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?article ?fact ?factLabel WHERE { GRAPH ?graph {
  ?target oa:hasSource ?article .
  ?mention oa:hasTarget ?target .
  ?fact dipl:evidence ?mention ; ?naming ?factLabel . """
    + IS_NAMING
    + """
} } LIMIT 20000"""
)
DROPPED = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?article ?start ?end ?reason WHERE { GRAPH ?graph {
  ?target oa:hasSource ?article ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
  ?dropped oa:hasTarget ?target ; oa:motivatedBy oa:classifying ; oa:hasBody ?reason .
} } ORDER BY ?start LIMIT 5000"""
)
EVENTS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?article ?event ?type ?status ?time ?begin ?finish WHERE {
  GRAPH ?graph {
    ?article a schema:NewsArticle .
    ?event a dipl:DiplomaticEvent .
    OPTIONAL { ?event sem:eventType ?type }
    OPTIONAL { ?event schema:eventStatus ?status }
"""
    + EVENT_TIME_PATTERN
    + "} } LIMIT 1000"
)
PARTICIPATIONS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?article ?event ?participation ?participant ?participantLabel ?role WHERE {
  GRAPH ?graph {
    ?article a schema:NewsArticle .
    ?event dipl:participation ?participation .
    ?participation dipl:participant ?participant .
    OPTIONAL { ?participation dipl:participantRole ?role }
    OPTIONAL { ?participant ?naming ?participantLabel . """
    + IS_NAMING
    + """ }
  }
} ORDER BY ?participation LIMIT 5000"""
)
TENURES = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?article ?tenure ?person ?personLabel ?office ?officeLabel ?status WHERE {
  GRAPH ?graph {
    ?article a schema:NewsArticle .
    ?tenure a dipl:Tenure ; org:member ?person ; dipl:heldOffice ?office .
    OPTIONAL { ?tenure dcterms:type ?status }
    OPTIONAL { ?person foaf:name ?personLabel }
    OPTIONAL { ?office skos:prefLabel ?officeLabel }
  }
} LIMIT 1000"""
)
STATEMENTS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?article ?statement ?kind ?text ?speaker ?speakerLabel WHERE {
  GRAPH ?graph {
    ?article a schema:NewsArticle .
    ?statement a dipl:PublicStatement ; schema:text ?text .
    OPTIONAL { ?statement dcterms:type ?kind }
    OPTIONAL { ?statement dipl:speaker ?speaker }
  OPTIONAL { ?statement dipl:speaker ?speaker . ?speaker ?naming ?speakerLabel . """
    + IS_NAMING
    + """ }
  }
} ORDER BY ?statement LIMIT 1000"""
)
