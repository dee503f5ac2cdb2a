"""Queries over the whole dataset: labels of the vocabulary, kinds and counts, graphs, redirects."""

from __future__ import annotations

from server.queries import IS_NAMING, PREFIX_LINES

# ?graph: the ontology or the reference graph; small, read once per version.
LABELS = (
    PREFIX_LINES
    + "SELECT ?graph ?term ?label WHERE { GRAPH ?graph { ?term rdfs:label|skos:prefLabel|foaf:name ?label } }"
)
TERMS = (
    PREFIX_LINES
    + """
SELECT ?graph ?term ?type ?definition ?broader WHERE { GRAPH ?graph {
  ?term a ?type
  OPTIONAL { ?term skos:definition ?definition FILTER(LANGMATCHES(LANG(?definition), "en")) }
  OPTIONAL { ?term rdfs:subClassOf|rdfs:subPropertyOf|skos:broader ?broader }
} } ORDER BY ?term LIMIT 20000"""
)
COUNTS = (
    PREFIX_LINES
    + """
SELECT ?kind (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  VALUES ?kind { schema:NewsArticle foaf:Person dipl:State dipl:InternationalOrganisation
    schema:GovernmentOrganization dipl:DiplomaticMission org:FormalOrganization dipl:DiplomaticEvent
    dipl:Initiative dipl:Agreement dipl:DiplomaticRelation dipl:PublicStatement }
  ?thing a ?kind .
  FILTER(?kind = schema:NewsArticle || EXISTS { ?thing dipl:evidence ?mention })
} GROUP BY ?kind"""
)
TYPES = PREFIX_LINES + "SELECT DISTINCT ?iri ?type WHERE { ?iri a ?type }"
INSTANCES = "SELECT DISTINCT ?kind ?term WHERE { ?term a ?kind } LIMIT 2000"
EXISTS = PREFIX_LINES + "SELECT ?iri ?predicate WHERE { ?iri ?predicate ?value } LIMIT 1"
REFERRED = PREFIX_LINES + "SELECT ?iri ?predicate WHERE { ?subject ?predicate ?iri } LIMIT 1"
USED = "SELECT ?iri ?subject WHERE { ?subject ?iri ?value } LIMIT 1"
WHOLE_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
EMPTY_GRAPH = "CONSTRUCT { } WHERE { }"
# The union of all graphs comes without a name. Graphs of articles are many, so they come last.
GRAPH_SIZES = """
SELECT ?graph (COUNT(*) AS ?triples) WHERE { { GRAPH ?graph { ?s ?p ?o } } UNION { ?s ?p ?o } }
GROUP BY ?graph ORDER BY CONTAINS(STR(?graph), "/graph/article/") ?graph LIMIT 1001"""
GRAPH_EXISTS = "SELECT ?graph ?s WHERE { GRAPH ?graph { ?s ?p ?o } } LIMIT 1"
REDIRECT = (
    PREFIX_LINES + "SELECT ?iri ?target WHERE { ?iri dcterms:isReplacedBy ?target } ORDER BY ?target LIMIT 1"
)
# Why other IRIs were merged into ?iri.
MERGES = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?iri ?why WHERE {
  ?iri prov:qualifiedDerivation ?derivation .
  ?derivation dcterms:description ?why .
} ORDER BY ?why LIMIT 500"""
)
REDIRECTS = PREFIX_LINES + "SELECT ?iri ?target WHERE { ?iri dcterms:isReplacedBy ?target }"

GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } }"
OUTGOING = PREFIX_LINES + "SELECT DISTINCT ?iri ?predicate ?value WHERE { ?iri ?predicate ?value } LIMIT 2000"
INCOMING = (
    PREFIX_LINES
    + """
SELECT DISTINCT ?iri ?subject ?predicate ?subjectLabel WHERE { GRAPH ?graph {
  ?subject ?predicate ?iri
  OPTIONAL { ?subject ?naming ?subjectLabel . """
    + IS_NAMING
    + """ }
} } LIMIT 300"""
)
VALUE_LABELS = (
    PREFIX_LINES
    + "SELECT DISTINCT ?iri ?value ?valueLabel WHERE { GRAPH ?graph { "
    + "?iri ?predicate ?value . ?value ?naming ?valueLabel . "
    + IS_NAMING
    + " } } LIMIT 4000"
)
# The description of one IRI as RDF: its own triples, labels of what they point to, and the
# mentions (at most 200) that support it with the words they quote.
DESCRIPTION = (
    PREFIX_LINES
    + """
CONSTRUCT {
  ?iri ?predicate ?value .
  ?value ?labelled ?label .
  ?mention ?mentionPredicate ?mentionValue .
  ?target ?targetPredicate ?targetValue .
  ?selector ?selectorPredicate ?selectorValue .
} WHERE {
  { ?iri ?predicate ?value }
  UNION { GRAPH ?graph {
    ?iri ?link ?value .
    ?value ?labelled ?label .
    FILTER(?labelled IN (foaf:name, skos:prefLabel, rdfs:label, schema:headline, schema:name))
  } }
  UNION {
    { SELECT DISTINCT ?iri ?mention WHERE { ?iri dipl:evidence ?mention } ORDER BY ?mention LIMIT 200 }
    { ?mention ?mentionPredicate ?mentionValue }
    UNION { ?mention oa:hasTarget ?target . ?target ?targetPredicate ?targetValue }
    UNION {
      ?mention oa:hasTarget/oa:hasSelector ?selector .
      ?selector ?selectorPredicate ?selectorValue
    }
  }
}"""
)
INCOMING_LINKS = "CONSTRUCT { ?subject ?predicate ?iri } WHERE { ?subject ?predicate ?iri } LIMIT 500"
