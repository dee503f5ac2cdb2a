"""The statements of a marked article: what is quoted or reported, exactly, and by whom.

Part of the gold that ``marked_articles`` reads. A direct statement is marked with the spans of its words
(``verbatim``), a reported one with that of its content; outer marks, commas and stops do not count. A
commitment that reports nothing else is not marked there and not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.evaluation.scores import Fault, Verdict, compare
from kg.iri import folded
from kg.model import Entity, Extraction, Statement

_OUTER = " .,;:!?…\"'“”‘’«»\n"
Span = tuple[int, int]


def judge(row: Mapping[str, Any], extraction: Extraction, ids: Mapping[str, str]) -> Iterator[Verdict]:
    """Judge spans, then speakers; ``ids`` are the identifiers of the gold for what was found."""
    title = row["title"]["text"]
    text = extraction.document.article.text
    expected = {span: marked for marked in row["statements"] for span in _spans(marked, text)}
    said = {_bare(s.start, s.end, text): s for s in extraction.statements}
    found = {span: s for span, s in said.items() if span in expected or not s.commitment}
    yield compare("articles: statements", row["id"], _words(expected, text), _words(found, text), title)
    for span, marked in expected.items():
        if span in found:
            told = {ids.get(e.iri) or _registered(e, row) for e in _speakers(found[span], extraction)}
            yield _heard(row["id"], marked["speaker"], told, text[slice(*span)])


def _spans(marked: Mapping[str, Any], text: str) -> Iterator[Span]:
    parts = marked.get("verbatim") or [marked["content"]]
    yield from (_bare(part["span"][0], part["span"][1], text) for part in parts)


def _bare(start: int, end: int, text: str) -> Span:
    words = text[start:end]
    left = len(words) - len(words.lstrip(_OUTER))
    return start + left, start + len(words.rstrip(_OUTER))


def _words(spans: Mapping[Span, object], text: str) -> dict[Span, str]:
    return {span: text[slice(*span)] for span in spans}


def _speakers(statement: Statement, extraction: Extraction) -> list[Entity]:
    return [entity for entity in extraction.entities if entity.iri in statement.speakers]


def _registered(entity: Entity, row: Mapping[str, Any]) -> str:
    """Return the identifier under which the gold knows a name that it does not mark in this article."""
    words = set(folded(entity.label).split())
    return next(
        (
            item
            for item, known in row["registry"]["orgs"].items()
            for name in (known["name"], *known.get("aliases", ()))
            if words <= set(folded(name).split())
        ),
        entity.label,
    )


def _heard(item: str, speaker: str | list[str], told: set[str], words: str) -> Verdict:
    layer = "articles: speakers"
    expected = {speaker} if isinstance(speaker, str) else set(speaker)
    if told == expected:
        return Verdict(layer, 1, 0, 0)
    fault = Fault(layer, item, " and ".join(sorted(expected)), " and ".join(sorted(told)), words)
    return Verdict(layer, 0, 1 if told else 0, 1, (fault,))
