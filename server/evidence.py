"""Solutions of the evidence queries in, quoted sentences by fact out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.knowledge.facts import Term, Text
from server.links import mention_anchor
from server.solutions import text


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one article that say a fact: prefix + exact + suffix is the sentence."""

    mention: str
    article: str
    headline: str
    published: Text | None
    prefix: str
    exact: str
    suffix: str
    start: int
    confidence: str

    @property
    def anchor(self) -> str:
        return mention_anchor(self.mention)


Quotes = Mapping[str, list[Quote]]


def quotes_by_fact(rows: Iterable[Mapping[str, Term]]) -> Quotes:
    """Return the quotes of each fact in order of article and place, every mention once."""
    found: dict[str, dict[str, Quote]] = defaultdict(dict)
    for row in rows:
        fact, mention, article = row.get("fact"), row.get("mention"), row.get("article")
        if isinstance(fact, str) and isinstance(mention, str) and isinstance(article, str):
            found[fact].setdefault(mention, _quote(row, mention, article))
    return {fact: sorted(quotes.values(), key=_order) for fact, quotes in found.items()}


def _order(quote: Quote) -> tuple[str, int, int]:
    # Longer spans first: they say more.
    return quote.article, quote.start, -len(quote.exact)


def _quote(row: Mapping[str, Term], mention: str, article: str) -> Quote:
    published = row.get("published")
    start = text(row, "start")
    return Quote(
        mention=mention,
        article=article,
        headline=text(row, "headline") or "Article without headline",
        published=published if isinstance(published, Text) else None,
        prefix=text(row, "prefix"),
        exact=text(row, "exact"),
        suffix=text(row, "suffix"),
        start=int(start) if start.isdecimal() else 0,
        confidence=text(row, "confidence"),
    )
