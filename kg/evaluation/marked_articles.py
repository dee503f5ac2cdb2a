"""Gold of whole articles: everything a careful reader marked in one article, layer by layer.

A file of this kind is one JSON document ``{"registry", "articles": [...]}``; its articles lie beside it
or in ``../articles/seeds``. What is found stands for what is marked where their words overlap. Events
whose type is a way of speaking (statements, pledges) are no events in the graph and are left out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kg.article import read_articles
from kg.errors import GoldError
from kg.evaluation import marked_statements
from kg.evaluation.scores import Fault, Verdict, compare
from kg.iri import folded
from kg.model import Article, DateInterval, Entity, Event, Evidence, Extraction
from kg.pipeline import Mapper
from kg.vocab import DIPL, FOAF, ORG, SCHEMA, TENURE_STATUS

_BYTES = 1_000_000  # larger than any article
# Types of the gold -> types here that may tell the same.
_GROUPS = {
    "meeting": {"meeting", "bilateral-meeting", "dialogue-session", "summit", "consultation", "call"},
    "organisational": {"appointment", "plan-launch", "visit"},
}
_GROUP_OF = {
    **dict.fromkeys(("meeting", "dialogue_session", "virtual_meeting", "summit"), "meeting"),
    **dict.fromkeys(("appointment", "plan_launch", "travel"), "organisational"),
}
_ORGANISATIONS = {
    DIPL["InternationalOrganisation"], SCHEMA["GovernmentOrganization"], ORG["FormalOrganization"],
    DIPL["DiplomaticMission"],
}  # fmt: skip
_PLACES = {DIPL["State"], SCHEMA["Place"]}
_TELLING = 5  # letters that a word needs to say what a pillar is about; two that share them are alike

Marked = Mapping[str, Any]


def is_row(row: Marked) -> bool:
    return "file" in row and "persons" in row and "orgs" in row


def judge(row: Marked, mapper: Mapper) -> Iterator[Verdict]:
    extraction = mapper.extract(_article(row))
    people = _found(row["persons"], _of_class(extraction, {FOAF["Person"]}))
    yield _entities("articles: persons", row, row["persons"], extraction, {FOAF["Person"]})
    yield _offices(row, people, extraction)
    yield _entities("articles: organisations", row, row["orgs"], extraction, _ORGANISATIONS)
    yield _entities("articles: places", row, row["places"], extraction, _PLACES)
    yield from _events(row, extraction)
    yield _pillars(row, extraction)
    if row.get("statements"):
        ids = _found([*row["persons"], *row["orgs"]], extraction.entities)
        yield from marked_statements.judge(row, extraction, ids)


def _article(row: Marked) -> Article:
    folder = Path(row["folder"])
    for place in (folder / row["file"], folder.parent / "articles" / "seeds" / row["file"]):
        if place.exists():
            found = next(iter(read_articles([str(place)], _BYTES)))
            if isinstance(found, Article):
                return found
    raise GoldError(f"{row['file']}: the article that the gold marks is not beside it")


def _of_class(extraction: Extraction, classes: Iterable[str]) -> list[Entity]:
    wanted = set(classes)
    return [entity for entity in extraction.entities if wanted & set(entity.classes)]


def _spans(marked: Marked) -> list[tuple[int, int]]:
    return [tuple(mention["span"]) for mention in marked["mentions"]]


def _overlap(spans: Iterable[tuple[int, int]], evidence: Iterable[Evidence]) -> bool:
    return any(e.start < end and start < e.end for start, end in spans for e in evidence)


def _found(marked: Iterable[Marked], entities: Iterable[Entity]) -> dict[str, str]:
    """Return, for each entity that is marked, the identifier of the gold; two of one phrase share it out."""
    found: dict[str, str] = {}
    for entity in entities:
        marks = [m["id"] for m in marked if _stands_for(entity, m)]
        if marks:
            found[entity.iri] = next((m for m in marks if m not in found.values()), marks[0])
    return found


def _stands_for(entity: Entity, marked: Marked) -> bool:
    """Tell whether an entity is what is marked; a state is marked by its code."""
    if DIPL["State"] in entity.classes:
        return entity.iri.endswith(f"/state/{marked['id']}")
    return _overlap(_spans(marked), entity.evidence)


def _entities(
    layer: str, row: Marked, marked: list[Marked], extraction: Extraction, classes: set[str]
) -> Verdict:
    entities = _of_class(extraction, classes)
    ids = _found(marked, entities)
    expected = {m["id"]: m["surface_forms"][0] for m in marked}
    found = {ids.get(e.iri, e.iri): f"{e.label} at {_first_words(e, extraction)}" for e in entities}
    return compare(layer, row["id"], expected, found, row["title"]["text"])


def _first_words(entity: Entity, extraction: Extraction) -> str:
    first = entity.evidence[0]
    sentence = extraction.document.sentence_at(first.start)
    return extraction.document.text(sentence.start, sentence.end) if sentence else "no sentence"


def _offices(row: Marked, people: Mapping[str, str], extraction: Extraction) -> Verdict:
    labels = {entity.iri: entity.label for entity in extraction.entities}
    expected = {
        (person["id"], folded(office["canonical"]), office.get("current", True)): office["canonical"]
        for person in row["persons"]
        for office in person["offices"]
    }
    found = {
        (people.get(t.person, t.person), folded(labels[t.office]), t.status != TENURE_STATUS["former"]): (
            f"{labels[t.person]}: {labels[t.office]}"
        )
        for t in extraction.tenures
    }
    return compare("articles: offices", row["id"], expected, found, row["title"]["text"])


def _events(row: Marked, extraction: Extraction) -> Iterator[Verdict]:
    left = list(extraction.events)
    for marked in row["events"]:
        group = _GROUP_OF.get(marked["type"])
        if group is None:
            continue
        spans = [tuple(e["span"]) for e in marked["evidence"]]
        event = next(
            (e for e in left if e.type.rsplit("#", 1)[-1] in _GROUPS[group] and _overlap(spans, e.evidence)),
            None,
        )
        if event is None:
            fault = Fault("articles: events", row["id"], marked["label"], "", marked["evidence"][0]["text"])
            yield Verdict("articles: events", 0, 0, 1, (fault,))
            continue
        left.remove(event)
        yield _told(row, marked, event, extraction)
        yield _participants(row, marked, event, extraction)
    faults = tuple(Fault("articles: events", row["id"], "", e.label, row["title"]["text"]) for e in left)
    yield Verdict("articles: events", 0, len(left), 0, faults)


def _told(row: Marked, marked: Marked, event: Event, extraction: Extraction) -> Verdict:
    """Judge status, date, place and parties of an event together."""
    states = {p.participant.rsplit("/", 1)[-1] for p in event.participations if "/state/" in p.participant}
    places = _found(row["places"], _of_class(extraction, {SCHEMA["Place"]}))
    told = {
        "status": (marked["modality"], event.status.rsplit("#", 1)[-1]),
        "parties": (sorted(marked["parties"]), sorted(states)),
        "place": (marked["place"], places.get(event.place or "", event.place)),
        "session": (marked.get("ordinal"), event.session_number),
    }
    wrong = [f"{name}: {found}" for name, (expected, found) in told.items() if found != expected]
    if not _dated(marked["date"], event.interval):
        wrong.append(f"date: {event.interval}")
    if not wrong:
        return Verdict("articles: events", 1, 0, 0)
    fault = Fault(
        "articles: events", row["id"], marked["label"], "; ".join(wrong), marked["evidence"][0]["text"]
    )
    return Verdict("articles: events", 0, 1, 1, (fault,))


def _dated(marked: Marked, interval: DateInterval | None) -> bool:
    """Tell whether a date fits: as the text has it, or, where that is open, none or one known elsewhere."""
    bounds = marked["text_only"]
    if bounds is None or bounds["start"] is None:
        return interval is None or _within(interval, bounds or marked["external"] or {})
    return interval is not None and _within(interval, bounds)


def _within(interval: DateInterval, bounds: Marked) -> bool:
    start, end = bounds.get("start"), bounds.get("end")
    after = start is None or (interval.begin is not None and interval.begin >= date.fromisoformat(start))
    return after and (end is None or (interval.end is not None and interval.end <= date.fromisoformat(end)))


def _participants(row: Marked, marked: Marked, event: Event, extraction: Extraction) -> Verdict:
    entities = {entity.iri: entity for entity in extraction.entities}
    taking_part = [entities[p.participant] for p in event.participations if p.participant in entities]
    taking_part = [e for e in taking_part if DIPL["State"] not in e.classes]
    ids = _found([*row["persons"], *row["orgs"]], taking_part)
    expected = {p.get("person") or p["org"]: p.get("person") or p["org"] for p in marked["participants"]}
    found = {ids.get(e.iri, e.iri): e.label for e in taking_part}
    return compare("articles: participants", row["id"], expected, found, marked["evidence"][0]["text"])


def _pillars(row: Marked, extraction: Extraction) -> Verdict:
    marked: list[str] = next((i["pillars"] for i in row["initiatives"] if i.get("pillars")), [])
    expected = dict(enumerate(marked, start=1))
    numbered = {int(p.iri.rsplit("/", 1)[-1]): p.label for p in extraction.pillars}
    found = {
        number if _telling_words(label) & _telling_words(expected.get(number, "")) else -number: label
        for number, label in numbered.items()
    }
    return compare("articles: pillars", row["id"], expected, found, row["title"]["text"])


def _telling_words(text: str) -> set[str]:
    return {word[:_TELLING] for word in folded(text).split() if len(word) >= _TELLING}
