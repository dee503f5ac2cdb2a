"""The pages of initiatives, agreements and diplomatic relations: parties, pillars, sessions, articles."""

from __future__ import annotations

from kg.vocab import SKOS
from server.events import event_line
from server.evidence import quotes_by_fact
from server.pages.frame import page_labels, render, select
from server.queries import actor, evidence
from server.solutions import grouped, literals


def page(iri: str) -> str:
    """Return the HTML page of an initiative, an agreement or a relation."""
    labels = page_labels()
    names, links, sessions, articles, quotes = (
        select(actor.LABELS, iri=iri),
        select(actor.LINKS, iri=iri),
        select(actor.SESSIONS, initiative=iri),
        select(actor.ARTICLES, iri=iri),
        select(evidence.OF_INITIATIVE, initiative=iri),
    )
    labels.learn([row for row in names if row["kind"] == SKOS["prefLabel"]], "iri", label="name")
    labels.learn(links, "value")
    labels.learn(sessions, "event")
    return render(
        "initiative.html",
        labels,
        iri=iri,
        names=sorted({name.value for name in literals(names, "name")}),
        links={
            p: list(dict.fromkeys(r["value"] for r in rows))
            for p, rows in grouped(links, "predicate").items()
        },
        sessions=[
            (event_line(event, rows), literals(rows, "number"))
            for event, rows in grouped(sessions, "event").items()
        ],
        articles=articles,
        quotes=quotes_by_fact(quotes),
    )
