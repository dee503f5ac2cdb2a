"""Queries for the quoted sentences behind the facts that one page shows (see ``server.evidence``).

Each way from the thing of a page to a fact is a branch with the whole pattern: the engine then
follows it from the bound end, where a join with a union would read the mentions of all articles.
"""

from __future__ import annotations

from server.queries import PREFIX_LINES, QUOTE_PATTERN, QUOTE_VARIABLES

# A page shows a few hundred facts at most; the bound keeps a much-reported state's page quick.
_LIMIT = " LIMIT 4000"


def _query(variable: str, *ways: str) -> str:
    """Return the query that finds ``?fact`` and ``?mention`` in each of the ways."""
    branches = " UNION ".join("{ GRAPH ?graph { " + way + QUOTE_PATTERN + "} }" for way in ways)
    head = PREFIX_LINES + "SELECT DISTINCT ?" + variable + " " + QUOTE_VARIABLES
    return head + " WHERE { " + branches + " }" + _LIMIT


OF_THING = _query("iri", "?iri dipl:evidence ?mention BIND(?iri AS ?fact) ")
OF_PERSON = _query(
    "person",
    "?fact org:member ?person ; dipl:evidence ?mention .",
    "?fact dipl:participant ?person ; dipl:evidence ?mention .",
    "?fact dipl:speaker ?person ; dipl:evidence ?mention .",
)
OF_EVENT = _query(
    "event",
    "?event dipl:evidence ?mention BIND(?event AS ?fact) ",
    "?event dipl:participation ?fact . ?fact dipl:evidence ?mention .",
    "?fact dipl:madeAt ?event ; dipl:evidence ?mention .",
)
OF_ACTOR = _query(
    "actor",
    "?fact dipl:participant ?actor ; dipl:evidence ?mention .",
    "?fact dipl:onBehalfOf ?actor ; dipl:evidence ?mention .",
    "?fact dipl:party ?actor ; dipl:evidence ?mention .",
    "?office org:postIn ?actor . ?fact dipl:heldOffice ?office ; dipl:evidence ?mention .",
)
OF_INITIATIVE = _query(
    "initiative",
    "?initiative dipl:evidence ?mention BIND(?initiative AS ?fact) ",
    "?fact dipl:sessionOf ?initiative ; dipl:evidence ?mention .",
    "?fact schema:about ?initiative ; dipl:evidence ?mention .",
    "?fact dipl:signs ?initiative ; dipl:evidence ?mention .",
    "?initiative dipl:hasPillar ?fact . ?fact dipl:evidence ?mention .",
)
