"""How consolidation grows with the number of articles: synthetic events, without reading any text.

    python benchmarks/consolidation.py [ARTICLES...]

Each article tells three meetings of two of 60 states on some day of ten years; every event is told by
three articles on average. Prints seconds and merged IRIs, and the ratio to the size before.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from kg.consolidation import consolidate
from kg.consolidation.memory import Graphs
from kg.knowledge.facts import Text, Triple
from kg.vocab import DIPL, EVENT_TYPE, FOAF, RDF, RDFS, ROLE, SCHEMA, SEM, SKOS, STATUS, XSD

_BASE = "https://w3id.org/dipl/id/"
_STATES = 60
_TOLD = 3  # events in an article, and articles of an event


def _day(value: date) -> Text:
    return Text(value.isoformat(), "", XSD["date"])


def graphs(articles: int) -> Iterator[tuple[str, tuple[Triple, ...]]]:
    """Yield the graph of each article."""
    dice = random.Random(articles)
    events = [
        (tuple(dice.sample(range(_STATES), 2)), date(2015, 1, 1) + timedelta(days=dice.randrange(3650)))
        for _ in range(articles)
    ]
    for number in range(articles):
        told = dice.sample(events, _TOLD)
        yield f"{_BASE}graph/article/{number}", tuple(_article(number, told))


def _article(number: int, told: list[tuple[tuple[int, ...], date]]) -> Iterator[Triple]:
    article = f"{_BASE}article/{number}"
    yield article, RDF["type"], SCHEMA["NewsArticle"]
    yield article, SCHEMA["datePublished"], _day(max(day for _, day in told))
    for place, (states, day) in enumerate(told):
        event = f"{_BASE}event/{number}-{place}"
        yield event, RDF["type"], DIPL["DiplomaticEvent"]
        yield event, RDFS["label"], Text("Meeting", "en", RDF["langString"])
        yield event, SEM["eventType"], EVENT_TYPE["meeting"]
        yield event, SCHEMA["eventStatus"], STATUS["occurred"]
        yield event, SEM["hasEarliestBeginTimeStamp"], _day(day)
        yield event, SEM["hasLatestEndTimeStamp"], _day(day)
        for state in states:
            yield from _side(event, state, day)


def _side(event: str, state: int, day: date) -> Iterator[Triple]:
    side, minister = f"{_BASE}state/{state}", f"{_BASE}person/{state}-{day.year}"
    for who, name in ((side, SKOS["prefLabel"]), (minister, FOAF["name"])):
        part = f"{event}/participation/{who.rsplit('/', 1)[-1]}"
        yield event, DIPL["participation"], part
        yield part, DIPL["participant"], who
        yield part, DIPL["participantRole"], ROLE["participant"]
        yield part, DIPL["onBehalfOf"], side
        yield who, name, Text(f"Name {who}", "", XSD["string"])


def main(sizes: list[int]) -> None:
    before = 0.0
    for size in sizes:
        dataset = Graphs(graphs(size))
        clock = time.perf_counter()
        found = consolidate(dataset)
        seconds = time.perf_counter() - clock
        ratio = f", {seconds / before:.1f} times as long" if before else ""
        counts = f"{len(found.tellings)} events told, {len(found.same)} merged"
        print(f"{size} articles, {counts}: {seconds:.1f} s{ratio}")
        before = seconds


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [5_000, 10_000, 20_000])
