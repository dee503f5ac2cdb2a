"""The page of an event: what it was, when, where, who took part on which side, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocab import ROLE
from server.dataset import dataset
from server.events import EventLine, event_line
from server.evidence import quotes_by_fact
from server.pages.frame import page_labels, render, select
from server.pages.person import Part, parts
from server.queries import event, evidence, vocabulary
from server.solutions import Rows, grouped, iris, literals


@dataclass(frozen=True, slots=True)
class Report:
    """What one graph, an article's or one of imported records, says about the event."""

    graph: str
    article: str | None
    row: dict[str, object]
    line: EventLine
    labels: list[str]


@dataclass(frozen=True, slots=True)
class Participant:
    iri: str
    parts: list[Part]


def page(iri: str) -> str:
    """Return the HTML page of an event."""
    labels = page_labels()
    reports, links, participations, statements, quotes = (
        select(event.REPORTS, event=iri),
        select(event.LINKS, event=iri),
        select(event.PARTICIPATIONS, event=iri),
        select(event.STATEMENTS, event=iri),
        select(evidence.OF_EVENT, event=iri),
    )
    labels.learn(reports, "event", label="label")
    labels.learn(links, "value")
    labels.learn(participations, "participant", "office", "behalf")
    labels.learn(statements, "speaker")
    return render(
        "event.html",
        labels,
        iri=iri,
        line=event_line(iri, reports),
        reports=_reports(iri, reports),
        links=_links(links),
        parties=_parties(participations),
        sides=_sides(participations),
        statements=grouped(statements, "statement"),
        quotes=quotes_by_fact(quotes),
        merges=[why.value for why in literals(select(vocabulary.MERGES, iri=iri), "why")],
    )


def _reports(iri: str, rows: Rows) -> list[Report]:
    found = []
    for graph, of_graph in grouped(rows, "graph").items():
        if graph == dataset().base_iri + "graph/consolidated":
            continue  # it repeats what the others say
        article = next(iter(iris(of_graph, "article")), None)
        titles = [label.value for label in literals(of_graph, "label")]
        found.append(Report(graph, article, dict(of_graph[0]), event_line(iri, of_graph), titles))
    return found


def _links(rows: Rows) -> dict[str, list[object]]:
    return {
        predicate: list(dict.fromkeys(row["value"] for row in found))
        for predicate, found in grouped(rows, "predicate").items()
    }


def _parties(rows: Rows) -> list[Participant]:
    found = [row for row in rows if row.get("role") == ROLE["party"]]
    return [Participant(iri, parts(of_one)) for iri, of_one in grouped(found, "participant").items()]


def _sides(rows: Rows) -> list[tuple[str | None, list[Participant]]]:
    """Return the participants that are not parties by the side they act for; ``None``: not stated.

    Someone for whom one report states a side is not listed again under "not stated".
    """
    others = grouped([row for row in rows if row.get("role") != ROLE["party"]], "participant")
    sides: dict[str | None, list[Participant]] = {}
    for participant, found in others.items():
        stated: list[str | None] = [*iris(found, "behalf")]
        for side in stated or [None]:
            sides.setdefault(side, []).append(Participant(participant, parts(found)))
    return sorted(sides.items(), key=lambda item: (item[0] is None, item[0] or ""))
