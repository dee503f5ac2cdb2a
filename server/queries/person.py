"""Queries of the person page; ``?person`` is bound."""

from __future__ import annotations

from server.queries import EVENT_TIME_PATTERN, IS_NAMING, PREFIX_LINES

NAMES = (
    PREFIX_LINES
    + "SELECT DISTINCT ?person ?kind ?name"
    + " WHERE { VALUES ?kind { foaf:name skos:altLabel } ?person ?kind ?name }"
)
TENURES = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?person ?tenure ?office ?officeLabel ?status ?served ?servedLabel WHERE { GRAPH ?graph {
  ?tenure a dipl:Tenure ; org:member ?person ; dipl:heldOffice ?office .
  OPTIONAL { ?tenure dcterms:type ?status }
  OPTIONAL { ?office skos:prefLabel ?officeLabel }
  OPTIONAL { ?office org:postIn ?served }
  OPTIONAL { ?office org:postIn ?served . ?served skos:prefLabel ?servedLabel }
} } LIMIT 1000"""
)
EVENTS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?person ?participation ?event ?eventLabel ?type ?status ?time ?begin ?finish
    ?role ?office ?officeLabel ?behalf ?behalfLabel WHERE { GRAPH ?graph {
  ?event dipl:participation ?participation .
  ?participation dipl:participant ?person .
  OPTIONAL { ?event rdfs:label ?eventLabel }
  OPTIONAL { ?event sem:eventType ?type }
  OPTIONAL { ?event schema:eventStatus ?status }
"""
    + EVENT_TIME_PATTERN
    + """
  OPTIONAL { ?participation dipl:participantRole ?role }
  OPTIONAL { ?participation dipl:inCapacity ?office }
  OPTIONAL { ?participation dipl:inCapacity ?office . ?office skos:prefLabel ?officeLabel }
  OPTIONAL { ?participation dipl:onBehalfOf ?behalf }
  OPTIONAL { ?participation dipl:onBehalfOf ?behalf . ?behalf skos:prefLabel ?behalfLabel }
} } ORDER BY DESC(?begin) ?event LIMIT 2000"""
)
STATEMENTS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?person ?statement ?kind ?text ?created ?event ?eventLabel
    ?addressee ?addresseeLabel WHERE { GRAPH ?graph {
  ?statement dipl:speaker ?person ; schema:text ?text .
  OPTIONAL { ?statement dcterms:type ?kind }
  OPTIONAL { ?statement dcterms:created ?created }
  OPTIONAL { ?statement dipl:madeAt ?event }
  OPTIONAL { ?statement dipl:madeAt ?event . ?event rdfs:label ?eventLabel }
  OPTIONAL { ?statement dipl:addressee ?addressee }
  OPTIONAL { ?statement dipl:addressee ?addressee . ?addressee ?naming ?addresseeLabel . """
    + IS_NAMING
    + """ }
} } LIMIT 1000"""
)
COMPANIONS = (
    PREFIX_LINES
    + """
SELECT ?person ?other (MAX(?name) AS ?otherLabel) (COUNT(DISTINCT ?event) AS ?count) WHERE {
  { SELECT DISTINCT ?person ?event WHERE { ?event dipl:participation/dipl:participant ?person } }
  GRAPH ?graph {
    ?event dipl:participation/dipl:participant ?other .
    ?other a foaf:Person ; foaf:name ?name .
  }
  FILTER(?other != ?person)
} GROUP BY ?person ?other ORDER BY DESC(?count) ?other LIMIT 50"""
)
