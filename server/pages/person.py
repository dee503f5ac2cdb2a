"""The page of a person: names, offices as reported, events with roles, statements, company, articles."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocab import FOAF
from server.events import EventLine, event_line
from server.evidence import quotes_by_fact
from server.pages.frame import page_labels, render, select
from server.queries import actor, evidence, person, vocabulary
from server.solutions import Rows, grouped, iris, literals, number


@dataclass(frozen=True, slots=True)
class Part:
    """One participation: under which roles, in which offices, for whom."""

    iri: str
    roles: list[str]
    offices: list[str]
    behalf: list[str]


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office as one article reports it for a person."""

    iri: str
    office: str
    statuses: list[str]
    served: list[str]


def page(iri: str) -> str:
    """Return the HTML page of a person."""
    labels = page_labels()
    names, tenures, events, statements, company, articles, quotes = (
        select(person.NAMES, person=iri),
        select(person.TENURES, person=iri),
        select(person.EVENTS, person=iri),
        select(person.STATEMENTS, person=iri),
        select(person.COMPANIONS, person=iri),
        select(actor.ARTICLES, iri=iri),
        select(evidence.OF_PERSON, person=iri),
    )
    labels.learn([row for row in names if row["kind"] == FOAF["name"]], "person", label="name")
    labels.learn(tenures, "office", "served")
    labels.learn(events, "event", "office", "behalf")
    labels.learn(statements, "event", "addressee")
    labels.learn(company, "other")
    return render(
        "person.html",
        labels,
        iri=iri,
        names=sorted({name.value for name in literals(names, "name")}),
        tenures=_tenures(tenures),
        events=_events(events),
        statements=grouped(statements, "statement"),
        company=[(other, number(rows[0], "count")) for other, rows in grouped(company, "other").items()],
        articles=articles,
        quotes=quotes_by_fact(quotes),
        merges=[why.value for why in literals(select(vocabulary.MERGES, iri=iri), "why")],
    )


def _tenures(rows: Rows) -> list[tuple[str, list[Tenure]]]:
    """Return the tenures by office: several articles may report the same one."""
    tenures = [
        Tenure(iri, iris(found, "office")[0], iris(found, "status"), iris(found, "served"))
        for iri, found in grouped(rows, "tenure").items()
    ]
    offices = dict.fromkeys(tenure.office for tenure in tenures)
    return [(office, [t for t in tenures if t.office == office]) for office in offices]


def _events(rows: Rows) -> list[tuple[EventLine, list[Part]]]:
    return [(event_line(event, found), parts(found)) for event, found in grouped(rows, "event").items()]


def parts(rows: Rows) -> list[Part]:
    """Return the participations among the rows of one event."""
    return [
        Part(iri, iris(found, "role"), iris(found, "office"), iris(found, "behalf"))
        for iri, found in grouped(rows, "participation").items()
    ]
