"""Where in its article a result points: a graph's triples in, headline, line and sentence out.

A node is found in the text by the Web Annotation selectors of its evidence (section 4.2), or of what
it is a part of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.gate.report import Result
from kg.knowledge.facts import Facts, Term, Text, Triple
from kg.vocab import DCTERMS, DIPL, OA, RDF, SCHEMA

_WHOLES = (DIPL["participation"], DIPL["hasPillar"], DIPL["beginsTenure"], DIPL["heldOffice"])


@dataclass(frozen=True, slots=True)
class Place:
    """``article`` is its URL or path; ``line`` counts from 1 in the stored text, whose words the
    ``sentence`` gives, those of the mention in brackets. What is not known is ``None``."""

    article: str
    headline: str | None
    line: int | None
    sentence: str | None


class Places:
    """Finds the nodes of one graph in the text of its article."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._facts = Facts(triples)
        self._article = next(iter(self._facts.subjects(RDF["type"], SCHEMA["NewsArticle"])), "")
        self._text = self._facts.text(self._article, SCHEMA["text"]) or ""

    def of(self, result: Result) -> Place | None:
        """Return where a result points, or ``None`` in a graph without an article."""
        if not self._article:
            return None
        names = (SCHEMA["url"], DCTERMS["identifier"])
        name = next(filter(None, (self._facts.text(self._article, n) for n in names)), self._article)
        headline = self._facts.text(self._article, SCHEMA["headline"])
        selectors = self._selectors(result.focus_node) or self._selectors(result.value)
        if not selectors:
            return Place(name, headline, None, None)
        start = _number(self._facts, selectors)
        line = None if start is None else self._text.count("\n", 0, start) + 1
        return Place(name, headline, line, self._sentence(selectors))

    def _selectors(self, node: Term | None) -> list[str]:
        """Return the selectors of the first words that tell of a node."""
        if node is None or isinstance(node, Text) or node == self._article:
            return []
        facts = self._facts
        targets = [
            *facts.iris(node, OA["hasTarget"]),
            *facts.subjects(OA["hasSelector"], node),
            *([node] if facts.iris(node, OA["hasSelector"]) else []),
            *(
                t
                for mention in facts.iris(node, DIPL["evidence"])
                for t in facts.iris(mention, OA["hasTarget"])
            ),
        ]
        found = [selectors for t in targets if (selectors := facts.iris(t, OA["hasSelector"]))]
        if found:
            return min(found, key=lambda selectors: _number(facts, selectors) or 0)
        wholes = (whole for part_of in _WHOLES for whole in facts.subjects(part_of, node))
        return next(
            (s for whole in wholes if facts.iris(whole, DIPL["evidence"]) and (s := self._selectors(whole))),
            [],
        )

    def _sentence(self, selectors: list[str]) -> str | None:
        for selector in selectors:
            exact = self._facts.text(selector, OA["exact"])
            if exact is not None:
                before = self._facts.text(selector, OA["prefix"]) or ""
                after = self._facts.text(selector, OA["suffix"]) or ""
                return f"{before}[{exact}]{after}"
        return None


def _number(facts: Facts, selectors: list[str]) -> int | None:
    starts = (facts.text(selector, OA["start"]) for selector in selectors)
    return next((int(start) for start in starts if start and start.isascii() and start.isdigit()), None)
