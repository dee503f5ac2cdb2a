"""Spans -> Web Annotation triples: mentions with position and quote selectors, and dropped text.

Web Annotation Data Model, sections 4.2.4 (Text Quote Selector) and 4.2.5 (Text Position Selector).
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.terms import decimal, integer, string
from kg.knowledge.facts import Triple
from kg.model import Document, Evidence
from kg.vocab import DIPL, OA, RDF


class MentionWriter:
    """Collects the spans that facts cite; each span becomes one mention, as sure as its least sure use."""

    def __init__(self, article: str, document: Document) -> None:
        self._article = article
        self._document = document
        self._confidence: dict[tuple[int, int], float] = {}

    def cite(self, evidence: Evidence) -> str:
        """Return the IRI of the mention for some evidence and remember to write it."""
        span = evidence.start, evidence.end
        self._confidence[span] = min(evidence.confidence, self._confidence.get(span, 1.0))
        return f"{self._article}/mention/{evidence.start}-{evidence.end}"

    def triples(self) -> Iterable[Triple]:
        """Yield the triples of all cited mentions."""
        for (start, end), confidence in sorted(self._confidence.items()):
            mention = f"{self._article}/mention/{start}-{end}"
            target = f"{mention}/target"
            quote = f"{target}/quote"
            yield mention, RDF["type"], DIPL["Mention"]
            yield mention, DIPL["confidence"], decimal(confidence)
            yield from self._target(mention, start, end)
            yield target, OA["hasSelector"], quote
            yield quote, RDF["type"], OA["TextQuoteSelector"]
            before, after = self._context(start, end)
            yield quote, OA["prefix"], string(before)
            yield quote, OA["exact"], string(self._document.text(start, end))
            yield quote, OA["suffix"], string(after)

    def dropped(self, start: int, end: int, reason: str) -> Iterable[Triple]:
        """Yield the annotation that says why a stretch of the page was not read."""
        annotation = f"{self._article}/dropped/{start}-{end}"
        yield annotation, RDF["type"], OA["Annotation"]
        yield annotation, OA["motivatedBy"], OA["classifying"]
        yield annotation, OA["hasBody"], reason
        yield from self._target(annotation, start, end)

    def _target(self, annotation: str, start: int, end: int) -> Iterable[Triple]:
        target = f"{annotation}/target"
        position = f"{target}/position"
        yield annotation, OA["hasTarget"], target
        yield target, RDF["type"], OA["SpecificResource"]
        yield target, OA["hasSource"], self._article
        yield target, OA["hasSelector"], position
        yield position, RDF["type"], OA["TextPositionSelector"]
        yield position, OA["start"], integer(start)
        yield position, OA["end"], integer(end)

    def _context(self, start: int, end: int) -> tuple[str, str]:
        """Return the rest of the sentence (or sentences) before and after a span."""
        first = self._document.sentence_at(start)
        last = self._document.sentence_at(end - 1) or first
        before = self._document.text(first.start, start) if first else ""
        after = self._document.text(end, max(end, last.end)) if last else ""
        return before, after
