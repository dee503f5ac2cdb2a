"""Queries of the list pages, the home page and search results.

Lists read at most ``LIMIT`` rows, so that no page costs more than a bounded amount of work.
"""

from __future__ import annotations

from server.queries import EVENT_TIME_PATTERN, IS_NAMING, PREFIX_LINES

# ?kind is bound to a class; only things that an article mentions.
THINGS = (
    PREFIX_LINES
    + """
SELECT ?kind ?thing ?name (COUNT(DISTINCT ?mention) AS ?count) WHERE { GRAPH ?graph {
  ?thing a ?kind ; dipl:evidence ?mention .
  ?thing foaf:name|skos:prefLabel ?name .
} } GROUP BY ?kind ?thing ?name LIMIT 50000"""
)
ARTICLES = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?article ?headline ?published ?publisher WHERE { GRAPH ?graph {
  ?article a schema:NewsArticle .
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:datePublished ?published }
  OPTIONAL { ?article schema:publisher/schema:name ?publisher }
} } ORDER BY DESC(?published) ?article LIMIT 50000"""
)
EVENTS_OF = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?actor ?event WHERE {
  ?event dipl:participation ?participation .
  ?participation dipl:participant|dipl:onBehalfOf ?actor .
} LIMIT 50000"""
)
ALL_EVENTS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?type ?status ?event ?eventLabel ?time ?begin ?finish WHERE { GRAPH ?graph {
  ?event a dipl:DiplomaticEvent .
  OPTIONAL { ?event sem:eventType ?type }
  OPTIONAL { ?event schema:eventStatus ?status }
  OPTIONAL { ?event rdfs:label ?eventLabel }
"""
    + EVENT_TIME_PATTERN
    + "} } ORDER BY DESC(?begin) ?event LIMIT 50000"
)
LATEST_EVENTS = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?event ?eventLabel ?type ?status ?time ?begin ?finish WHERE {
  { SELECT DISTINCT ?event WHERE { ?event a dipl:DiplomaticEvent
      OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?first } } ORDER BY DESC(?first) ?event LIMIT 12 }
  GRAPH ?graph {
  ?event a dipl:DiplomaticEvent .
  OPTIONAL { ?event rdfs:label ?eventLabel }
  OPTIONAL { ?event sem:eventType ?type }
  OPTIONAL { ?event schema:eventStatus ?status }
"""
    + EVENT_TIME_PATTERN
    + "} } ORDER BY DESC(?begin) ?event"
)
# ?thing: what it is called and what it is.
NAMES_OF = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?thing ?name ?type WHERE {
  ?thing ?naming ?name . """
    + IS_NAMING
    + """
  OPTIONAL { ?thing a ?type }
} LIMIT 500"""
)
