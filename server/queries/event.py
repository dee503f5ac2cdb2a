"""Queries of the event page; ``?event`` is bound."""

from __future__ import annotations

from server.queries import EVENT_TIME_PATTERN, IS_NAMING, PREFIX_LINES

# One row set per graph, so that reports that disagree stay apart.
REPORTS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?event ?graph ?article ?headline ?published ?publisher ?publisherLabel
    ?label ?type ?status ?time ?begin ?finish WHERE {
  GRAPH ?graph {
    ?event a dipl:DiplomaticEvent .
    OPTIONAL { ?event rdfs:label ?label }
    OPTIONAL { ?event sem:eventType ?type }
    OPTIONAL { ?event schema:eventStatus ?status }
"""
    + EVENT_TIME_PATTERN
    + """
    OPTIONAL {
      ?article a schema:NewsArticle .
      OPTIONAL { ?article schema:headline ?headline }
      OPTIONAL { ?article schema:datePublished ?published }
      OPTIONAL { ?article schema:publisher ?publisher . ?publisher schema:name ?publisherLabel }
    }
  }
} ORDER BY ?graph LIMIT 2000"""
)
LINKS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?event ?predicate ?value ?valueLabel WHERE { GRAPH ?graph {
  VALUES ?predicate { sem:hasPlace dcterms:subject dipl:sessionOf dipl:sessionNumber dipl:signs
    dipl:beginsTenure schema:about }
  ?event ?predicate ?value .
  OPTIONAL { ?value ?naming ?valueLabel . """
    + IS_NAMING
    + """ }
} } ORDER BY ?predicate ?value LIMIT 500"""
)
PARTICIPATIONS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?event ?participation ?participant ?participantLabel ?role ?office ?officeLabel
    ?behalf ?behalfLabel WHERE { GRAPH ?graph {
  ?event dipl:participation ?participation .
  ?participation dipl:participant ?participant .
  OPTIONAL { ?participant ?naming ?participantLabel . """
    + IS_NAMING
    + """ }
  OPTIONAL { ?participation dipl:participantRole ?role }
  OPTIONAL { ?participation dipl:inCapacity ?office }
  OPTIONAL { ?participation dipl:inCapacity ?office . ?office skos:prefLabel ?officeLabel }
  OPTIONAL { ?participation dipl:onBehalfOf ?behalf }
  OPTIONAL { ?participation dipl:onBehalfOf ?behalf . ?behalf skos:prefLabel ?behalfLabel }
} } ORDER BY ?participation LIMIT 2000"""
)
STATEMENTS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?event ?statement ?kind ?text ?speaker ?speakerLabel WHERE { GRAPH ?graph {
  ?statement dipl:madeAt ?event ; schema:text ?text .
  OPTIONAL { ?statement dcterms:type ?kind }
  OPTIONAL { ?statement dipl:speaker ?speaker . ?speaker ?naming ?speakerLabel . """
    + IS_NAMING
    + """ }
} } ORDER BY ?statement LIMIT 500"""
)
