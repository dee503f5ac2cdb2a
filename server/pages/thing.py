"""The page of anything that has no page of its own: its statements, what points to it, its evidence."""

from __future__ import annotations

from kg.knowledge.facts import Term
from server.evidence import quotes_by_fact
from server.pages.frame import page_labels, render, select
from server.queries import evidence, vocabulary
from server.solutions import grouped


def page(iri: str) -> str:
    """Return the HTML page of any IRI the store holds."""
    labels = page_labels()
    outgoing, incoming, names, quotes = (
        select(vocabulary.OUTGOING, iri=iri),
        select(vocabulary.INCOMING, iri=iri),
        select(vocabulary.VALUE_LABELS, iri=iri),
        select(evidence.OF_THING, iri=iri),
    )
    labels.learn(names, "value")
    labels.learn(incoming, "subject")
    labels.learn(_own_labels(outgoing), "iri", label="value")
    return render(
        "thing.html",
        labels,
        iri=iri,
        outgoing={
            p: [row["value"] for row in rows] for p, rows in sorted(grouped(outgoing, "predicate").items())
        },
        incoming={
            p: list(dict.fromkeys(row["subject"] for row in rows))
            for p, rows in sorted(grouped(incoming, "predicate").items())
        },
        quotes=quotes_by_fact(quotes),
    )


def _own_labels(outgoing: list[dict[str, Term]]) -> list[dict[str, Term]]:
    endings = ("#label", "prefLabel", "foaf/0.1/name", "headline", "schema.org/name")
    return [row for row in outgoing if str(row["predicate"]).endswith(endings)]
