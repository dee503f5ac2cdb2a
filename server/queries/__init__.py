"""The SPARQL of the pages as constants with bound variables, and the example queries (``*.rq``).

A variable to be bound is always in the projection (or in the CONSTRUCT template), because the
engine substitutes only variables it can still name in the answer.

What belongs together is matched inside one ``GRAPH ?graph { }``: an article's graph is complete in
itself, while over the union of all graphs each repeated triple (the name of a state stands in
thousands of graphs) multiplies the solutions of every join it takes part in. OPTIONAL comes last in
its group: what follows one is joined by reading all of it.
"""

from __future__ import annotations

from kg.vocab import PREFIXES

PREFIX_LINES = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(PREFIXES.items()))

# Follows a pattern "?thing ?naming ?label". A path of alternatives would be read as a whole.
IS_NAMING = "FILTER(?naming IN (foaf:name, skos:prefLabel, rdfs:label, schema:headline, schema:name))"

# From a mention to the words it quotes; ?fact and ?mention are bound by the pattern before.
QUOTE_VARIABLES = (
    "?fact ?mention ?confidence ?prefix ?exact ?suffix ?start ?end ?article ?headline ?published"
)
QUOTE_PATTERN = """
  ?mention oa:hasTarget ?target .
  ?target oa:hasSource ?article ; oa:hasSelector ?position, ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?exact .
  OPTIONAL { ?mention dipl:confidence ?confidence }
  OPTIONAL { ?quote oa:prefix ?prefix }
  OPTIONAL { ?quote oa:suffix ?suffix }
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:datePublished ?published }
"""
EVENT_TIME_PATTERN = """
  OPTIONAL { ?event sem:hasTimeStamp ?time }
  OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?begin }
  OPTIONAL { ?event sem:hasLatestEndTimeStamp ?finish }
"""
