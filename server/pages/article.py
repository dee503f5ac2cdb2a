"""The page of an article: its text with the mentions marked, the facts taken from it beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.knowledge.facts import Text
from server.events import EventLine, event_line
from server.highlight import Dropped, Span, paragraphs
from server.kinds import RANK, kind_of
from server.links import mention_anchor
from server.pages.frame import page_labels, render, select
from server.queries import article
from server.solutions import Row, Rows, grouped, iris, literals, number

# Kinds that are listed by name; the others (tenures, participations, ...) have lists of their own.
_NAMED = ("person", "state", "organisation", "initiative", "initiative-part", "office", "place")


@dataclass(frozen=True, slots=True)
class Reported:
    """An event as this article tells it, with its participants by participation."""

    line: EventLine
    participants: list[tuple[str, list[str], list[str]]]  # participant, roles, participations


def page(iri: str) -> str:
    """Return the HTML page of an article."""
    labels = page_labels()
    about, mentions, names, dropped, events, participations, tenures, statements = (
        select(article.ABOUT, article=iri),
        select(article.MENTIONS, article=iri),
        select(article.NAMES, article=iri),
        select(article.DROPPED, article=iri),
        select(article.EVENTS, article=iri),
        select(article.PARTICIPATIONS, article=iri),
        select(article.TENURES, article=iri),
        select(article.STATEMENTS, article=iri),
    )
    labels.learn(names, "fact")
    labels.learn(participations, "participant")
    labels.learn(tenures, "person", "office")
    labels.learn(statements, "speaker")
    labels.learn(about, "article", label="headline")
    spans = _spans(mentions)
    text = next(iter(literals(about, "text")), Text("", "", "")).value
    return render(
        "article.html",
        labels,
        iri=iri,
        about={name: literals(about, name) for name in _about_names(about)},
        topics=iris(about, "topic"),
        paragraphs=paragraphs(text, spans, _dropped(dropped)),
        things=_things(mentions),
        anchors=_anchors(mentions),
        events=_events(events, participations),
        tenures=grouped(tenures, "tenure"),
        statements=_in_text_order(grouped(statements, "statement"), mentions),
    )


def _in_text_order(found: dict[str, list[Row]], mentions: Rows) -> dict[str, list[Row]]:
    """Return facts in the order in which the text first tells them."""
    first: dict[str, int] = {}
    for row in mentions:
        fact = str(row["fact"])
        first[fact] = min(number(row, "start"), first.get(fact, number(row, "start")))
    return dict(sorted(found.items(), key=lambda item: (first.get(item[0], 0), item[0])))


def _about_names(rows: Rows) -> list[str]:
    return sorted({name for row in rows for name, term in row.items() if isinstance(term, Text)})


def _spans(rows: Sequence[Row]) -> list[Span]:
    """Return one span per mention and fact; the kind of the fact picks the look of the mark."""
    classes = {fact: iris(found, "type") for fact, found in grouped(rows, "fact").items()}
    spans: dict[tuple[str, str], Span] = {}
    for row in rows:
        mention, fact = row["mention"], row["fact"]
        if isinstance(mention, str) and isinstance(fact, str):
            kind = kind_of(classes[fact]) or "other"
            span = Span(number(row, "start"), number(row, "end"), mention, kind, fact, RANK.get(kind, 99))
            spans[mention, fact] = span
    return list(spans.values())


def _dropped(rows: Rows) -> list[Dropped]:
    return [Dropped(number(row, "start"), number(row, "end"), str(row["reason"])) for row in rows]


def _anchors(rows: Rows) -> dict[str, list[str]]:
    """Return the anchors of the mentions of each fact in text order."""
    ordered = sorted(rows, key=lambda row: (number(row, "start"), number(row, "end")))
    return {
        fact: [mention_anchor(mention) for mention in iris(found, "mention")]
        for fact, found in grouped(ordered, "fact").items()
    }


def _things(rows: Rows) -> list[tuple[str, list[str]]]:
    """Return the named things of the article by kind, in order of first mention."""
    ordered = sorted(rows, key=lambda row: number(row, "start"))
    by_kind: dict[str, list[str]] = {kind: [] for kind in _NAMED}
    for fact, found in grouped(ordered, "fact").items():
        kind = kind_of(iris(found, "type"))
        if kind in by_kind:
            by_kind[kind].append(fact)
    return [(kind, facts) for kind, facts in by_kind.items() if facts]


def _events(events: Rows, participations: Rows) -> list[Reported]:
    by_event = grouped(participations, "event")
    return [
        Reported(
            event_line(event, rows),
            [
                (who, iris(found, "role"), iris(found, "participation"))
                for who, found in grouped(by_event.get(event, []), "participant").items()
            ],
        )
        for event, rows in grouped(events, "event").items()
    ]
