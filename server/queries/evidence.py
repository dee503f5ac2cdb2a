"""Queries for the quoted sentences behind the facts that one page shows (see ``server.evidence``)."""

from __future__ import annotations

from server.queries import PREFIX_LINES, QUOTE_PATTERN, QUOTE_VARIABLES

# A page shows a few hundred facts at most; the bound keeps a much-reported state's page quick.
_END = QUOTE_PATTERN + "} ORDER BY ?article ?start LIMIT 4000"

OF_THING = (
    PREFIX_LINES
    + "SELECT DISTINCT ?iri "
    + QUOTE_VARIABLES
    + " WHERE { ?iri dipl:evidence ?mention BIND(?iri AS ?fact) "
    + _END
)
OF_PERSON = (
    PREFIX_LINES
    + "SELECT DISTINCT ?person "
    + QUOTE_VARIABLES
    + " WHERE { ?fact org:member|dipl:participant|dipl:speaker ?person ; dipl:evidence ?mention ."
    + _END
)
OF_EVENT = (
    PREFIX_LINES
    + "SELECT DISTINCT ?event "
    + QUOTE_VARIABLES
    + """ WHERE {
  { ?event dipl:evidence ?mention BIND(?event AS ?fact) }
  UNION { ?event dipl:participation ?fact . ?fact dipl:evidence ?mention }
  UNION { ?fact dipl:madeAt ?event ; dipl:evidence ?mention }"""
    + _END
)
OF_ACTOR = (
    PREFIX_LINES
    + "SELECT DISTINCT ?actor "
    + QUOTE_VARIABLES
    + " WHERE { ?fact dipl:participant|dipl:onBehalfOf|dipl:party|(dipl:heldOffice/org:postIn) ?actor ;"
    + " dipl:evidence ?mention ."
    + _END
)
OF_INITIATIVE = (
    PREFIX_LINES
    + "SELECT DISTINCT ?initiative "
    + QUOTE_VARIABLES
    + """ WHERE {
  { ?initiative dipl:evidence ?mention BIND(?initiative AS ?fact) }
  UNION { ?fact dipl:sessionOf|schema:about|dipl:signs ?initiative ; dipl:evidence ?mention }
  UNION { ?initiative dipl:hasPillar ?fact . ?fact dipl:evidence ?mention }"""
    + _END
)
