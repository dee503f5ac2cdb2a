"""Queries of the pages of states and organisations (``?actor``) and initiatives (``?initiative``)."""

from __future__ import annotations

from server.queries import EVENT_TIME_PATTERN, IS_NAMING, PREFIX_LINES

LABELS = (
    PREFIX_LINES
    + "SELECT DISTINCT ?iri ?kind ?name"
    + " WHERE { VALUES ?kind { skos:prefLabel skos:altLabel } ?iri ?kind ?name }"
)
EVENTS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?actor ?participation ?event ?eventLabel ?type ?status ?time ?begin ?finish
    ?role ?person ?personLabel WHERE { GRAPH ?graph {
  { ?participation dipl:participant ?actor }
  UNION { ?participation dipl:onBehalfOf ?actor ; dipl:participant ?person .
          OPTIONAL { ?person foaf:name ?personLabel } }
  ?event dipl:participation ?participation .
  OPTIONAL { ?event rdfs:label ?eventLabel }
  OPTIONAL { ?event sem:eventType ?type }
  OPTIONAL { ?event schema:eventStatus ?status }
  OPTIONAL { ?participation dipl:participantRole ?role }
"""
    + EVENT_TIME_PATTERN
    + "} } ORDER BY DESC(?begin) ?event LIMIT 2000"
)
OFFICES = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?actor ?office ?officeLabel ?tenure ?status ?person ?personLabel WHERE { GRAPH ?graph {
  ?office org:postIn ?actor .
  ?tenure dipl:heldOffice ?office ; a dipl:Tenure ; org:member ?person ; dipl:evidence ?mention .
  OPTIONAL { ?tenure dcterms:type ?status }
  OPTIONAL { ?office skos:prefLabel ?officeLabel }
  OPTIONAL { ?person foaf:name ?personLabel }
} } ORDER BY ?office ?person LIMIT 1000"""
)
ARRANGEMENTS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?actor ?arrangement ?arrangementLabel ?type WHERE { GRAPH ?graph {
  ?arrangement dipl:party ?actor ; a ?type .
  VALUES ?type { dipl:Initiative dipl:Agreement dipl:DiplomaticRelation }
  OPTIONAL { ?arrangement skos:prefLabel ?arrangementLabel }
} } ORDER BY ?arrangement LIMIT 500"""
)
LINKS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?iri ?predicate ?value ?valueLabel WHERE { GRAPH ?graph {
  VALUES ?predicate { dipl:party dipl:hasPillar dipl:relationStatus org:subOrganizationOf }
  ?iri ?predicate ?value .
  OPTIONAL { ?value ?naming ?valueLabel . """
    + IS_NAMING
    + """ }
} } ORDER BY ?predicate ?value LIMIT 500"""
)
SESSIONS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?initiative ?event ?eventLabel ?type ?status ?number ?time ?begin ?finish
WHERE { GRAPH ?graph {
  ?event dipl:sessionOf|schema:about|dipl:signs ?initiative ; a dipl:DiplomaticEvent .
  OPTIONAL { ?event rdfs:label ?eventLabel }
  OPTIONAL { ?event sem:eventType ?type }
  OPTIONAL { ?event schema:eventStatus ?status }
  OPTIONAL { ?event dipl:sessionNumber ?number }
"""
    + EVENT_TIME_PATTERN
    + "} } ORDER BY ?number ?begin ?event LIMIT 1000"
)
# The articles that name ?iri, with how often.
ARTICLES = (
    PREFIX_LINES
    + """
SELECT ?iri ?article ?headline ?published ?publisherLabel (COUNT(DISTINCT ?mention) AS ?count)
WHERE { GRAPH ?graph {
  ?iri dipl:evidence ?mention .
  ?mention oa:hasTarget/oa:hasSource ?article .
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article schema:publisher/schema:name ?publisherLabel }
} } GROUP BY ?iri ?article ?headline ?published ?publisherLabel
ORDER BY DESC(?published) ?article LIMIT 200"""
)
