"""Gold of events told by several articles: which tellings are of one event, which are not.

One row is a set of articles: ``{"id", "folder", "articles": [{"id", "file" or "text", "title",
"published"}], "events": [{"article", "event", "type", "parties", "series", "begin", "end"}],
"persons": [{"article", "person", "name"}]}``. Files lie below ``folder``. An event is described by what
happened, not by our IRIs: its family of types, the codes of its parties, the key of its series, and
the days on which it truly was. Scores are of pairs: right where gold and consolidation agree that two
tellings are of one event; wrong where only consolidation says so; missed where only the gold does, be
it that one of the two was not found in its article at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.config import Settings
from kg.consolidation import Consolidation, consolidate
from kg.consolidation.memory import Graphs
from kg.consolidation.telling import Telling
from kg.evaluation.scores import Fault, Verdict
from kg.iri import folded
from kg.knowledge.dates import bounds
from kg.model import Article, ArticleGraph, DateInterval, Precision, PublicationDate, Stated
from kg.pipeline import Mapper, reference_triples
from kg.vocab import EVENT_TYPE

EVENTS, FOUND, PERSONS = "same event", "same event, where both are found", "same person"

_DAYS = timedelta(days=31)  # by which a telling may be less exact than the gold

Gold = Mapping[str, Any]
Item = tuple[str, str, str | None]
"""What the gold calls it, the words to show, and the IRI it was found under."""


def is_row(row: Gold) -> bool:
    return "articles" in row and "events" in row


def judge(row: Gold, mapper: Mapper) -> Iterator[Verdict]:
    graphs = {a["id"]: mapper.map(article_of(a, Path(row.get("folder", ".")))) for a in row["articles"]}
    base = mapper.knowledge.minter.base
    reference = reference_triples(Settings(base_iri=base))
    named = [(graph.graph_name, graph.triples) for graph in graphs.values()]
    found = consolidate(Graphs([*named, *reference.items()]))
    events = _events(row["events"], graphs, found, base)
    yield _pairs(EVENTS, events, found, row["id"])
    yield _pairs(FOUND, [item for item in events if item[2]], found, row["id"])
    if "persons" in row:
        yield _pairs(PERSONS, _persons(row["persons"], graphs, found), found, row["id"])


def article_of(row: Gold, folder: Path) -> Article:
    """Return an article of the gold as it would be ingested, with the metadata that the gold states."""
    text = row["text"] if "text" in row else (folder / row["file"]).read_text(encoding="utf-8")
    title, published = row.get("title"), bounds(row.get("published"))
    return Article(
        row["id"],
        text,
        headline=Stated(title) if title else None,
        language="en",
        published=PublicationDate(DateInterval(*published, Precision.DAY)) if published else None,
    )


def _events(
    gold: Sequence[Gold], graphs: Mapping[str, ArticleGraph], found: Consolidation, base: str
) -> list[Item]:
    """Find each event of the gold among those of its article, the best fits first; none is found twice."""
    told: dict[str, list[Telling]] = {}
    for telling in found.tellings.values():
        told.setdefault(telling.graph, []).append(telling)
    fits = [
        (-_fit(event, telling, base), position, telling.iri)
        for position, event in enumerate(gold)
        for telling in told.get(graphs[event["article"]].graph_name, ())
    ]
    taken: dict[int, str] = {}
    for fit, position, iri in sorted(fits):
        if fit < 0 and position not in taken and iri not in taken.values():
            taken[position] = iri
    return [
        (event["event"], f"{event['event']} in {event['article']}", taken.get(position))
        for position, event in enumerate(gold)
    ]


def _fit(gold: Gold, telling: Telling, base: str) -> int:
    """Return how well a telling fits a description; 0 where something contradicts or nothing agrees."""
    if telling.family != EVENT_TYPE[gold["type"]]:
        return 0
    parties = {f"{base}{_path(code)}" for code in gold.get("parties", ())}
    known = 0
    if (days := _days(gold)) and telling.first and telling.last:
        if telling.first > days[1] or telling.last < days[0]:
            return 0
        known = 3 if telling.last - telling.first <= days[1] - days[0] + _DAYS else 1
    elif days and (published := telling.article.last):
        known = int(abs(published - days[0]) <= _DAYS)  # undated, it is rather the one in the news
    if telling.sides and parties and not telling.sides & parties:
        return 0
    series = gold.get("series")
    if series and telling.initiative and telling.initiative.rpartition("/")[2] in series:
        return 4 + len(telling.sides & parties) + known
    if telling.initiative and not series:
        return 0
    if not parties <= telling.sides and not known:
        return 0  # one party of several is no description
    return len(telling.sides & parties) + known


def _days(gold: Gold) -> tuple[date, date] | None:
    begin, end = bounds(gold.get("begin")), bounds(gold.get("end") or gold.get("begin"))
    return (begin[0], end[1]) if begin and end else None


def _path(code: str) -> str:
    return f"state/{code}" if code.isupper() and len(code) == 3 else f"organisation/{code}"


def _persons(gold: Sequence[Gold], graphs: Mapping[str, ArticleGraph], found: Consolidation) -> list[Item]:
    items: list[Item] = []
    for person in gold:
        graph, words = graphs[person["article"]].graph_name, set(folded(person["name"]).split())
        named = (p.iri for p in found.persons.values() if graph in p.graphs and words <= set(p.full))
        shown = f"{person['person']} in {person['article']}"
        items.append((person["person"], shown, min(named, default=None)))
    return items


def _pairs(layer: str, items: Sequence[Item], found: Consolidation, row: str) -> Verdict:
    right, faults = 0, []
    for (one, shown, iri), (other, also, iri_of_other) in combinations(items, 2):
        same = iri is not None and iri_of_other is not None and found.stays(iri) == found.stays(iri_of_other)
        right += same and one == other
        if same != (one == other):
            pair = f"{shown} = {also}"
            missing = "" if iri and iri_of_other else "not both were found"
            faults.append(Fault(layer, row, "" if same else pair, pair if same else "", missing))
    wrong = sum(bool(fault.found) for fault in faults)
    return Verdict(layer, right, wrong, len(faults) - wrong, tuple(faults))
