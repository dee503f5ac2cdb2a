"""The SPARQL of the pages as constants with bound variables, and the example queries (``*.rq``).

A variable to be bound is always in the projection (or in the CONSTRUCT template), because the
engine substitutes only variables it can still name in the answer.
"""

from __future__ import annotations

from kg.vocab import PREFIXES

PREFIX_LINES = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(PREFIXES.items()))

LABEL_PATH = "foaf:name|skos:prefLabel|rdfs:label|schema:headline|schema:name"

# From a mention to the words it quotes; ?fact and ?mention are bound by the pattern before.
QUOTE_VARIABLES = (
    "?fact ?mention ?confidence ?prefix ?exact ?suffix ?start ?end ?article ?headline ?published"
)
QUOTE_PATTERN = """
  ?mention oa:hasTarget ?target .
  OPTIONAL { ?mention dipl:confidence ?confidence }
  ?target oa:hasSource ?article ; oa:hasSelector ?position, ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?exact .
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
