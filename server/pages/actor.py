"""The pages of states and organisations: events, office holders, arrangements, articles."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocab import SKOS
from server.events import EventLine, event_line
from server.evidence import quotes_by_fact
from server.pages.frame import page_labels, render, select
from server.queries import actor, evidence
from server.solutions import Rows, grouped, iris, literals

MAX_EVENTS = 200  # the rest is one click away, on the list of events


@dataclass(frozen=True, slots=True)
class Involvement:
    """How an actor takes part in one event, itself or through persons."""

    line: EventLine
    participations: list[str]
    roles: list[str]
    persons: list[str]


@dataclass(frozen=True, slots=True)
class Holder:
    person: str
    tenures: list[str]
    statuses: list[str]


def page(iri: str) -> str:
    """Return the HTML page of a state or an organisation."""
    labels = page_labels()
    names, links, events, offices, arrangements, articles, quotes = (
        select(actor.LABELS, iri=iri),
        select(actor.LINKS, iri=iri),
        select(actor.EVENTS, actor=iri),
        select(actor.OFFICES, actor=iri),
        select(actor.ARRANGEMENTS, actor=iri),
        select(actor.ARTICLES, iri=iri),
        select(evidence.OF_ACTOR, actor=iri),
    )
    labels.learn([row for row in names if row["kind"] == SKOS["prefLabel"]], "iri", label="name")
    labels.learn(links, "value")
    labels.learn(events, "event", "person")
    labels.learn(offices, "office", "person")
    labels.learn(arrangements, "arrangement")
    involvements = _involvements(events)
    return render(
        "actor.html",
        labels,
        iri=iri,
        names=sorted({name.value for name in literals(names, "name")}),
        links=[row for row in links if row["iri"] == iri],
        events=involvements[:MAX_EVENTS],
        event_count=len(involvements),
        offices=[(office, _holders(rows)) for office, rows in grouped(offices, "office").items()],
        arrangements=[(i, iris(rows, "type")) for i, rows in grouped(arrangements, "arrangement").items()],
        articles=articles,
        quotes=quotes_by_fact(quotes),
    )


def _involvements(rows: Rows) -> list[Involvement]:
    return [
        Involvement(
            event_line(event, found),
            iris(found, "participation"),
            iris([row for row in found if "person" not in row], "role"),
            iris(found, "person"),
        )
        for event, found in grouped(rows, "event").items()
    ]


def _holders(rows: Rows) -> list[Holder]:
    return [
        Holder(person, iris(found, "tenure"), iris(found, "status"))
        for person, found in grouped(rows, "person").items()
    ]
