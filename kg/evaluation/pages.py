"""Gold of whole pages: the words of the body, the day of publication, and no fact from anything else.

Rows: ``{"id", "page", "media_type", "body", "also", "published"}``. ``page`` is the text or the HTML of a
page, chrome included (``media_type``: text/plain or text/html). ``body`` is what its author wrote for
the article, one line a paragraph: paragraphs, subheadings, items of lists, questions and answers, posts
that the article embeds. The headline, captions, credits, bylines, stamps and quotations pulled out of
the text are not body. ``also`` are the lines beside it that may yield facts (headline, captions).
``published`` is the day (or month, or year) that the page proves, ``null`` where none is.

Layers: *page body*: token F1, words compared as a bag, case aside; every page counts the same, its words
as per mille. *publication date*: right, or rightly absent. *facts from boilerplate*: each place that a
fact cites as evidence; one outside body and ``also`` is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from kg.article.html_page import read_html
from kg.article.plain import read_plain
from kg.evaluation.dates import notation
from kg.evaluation.scores import Fault, Verdict, choose
from kg.model import Article, BlockKind, Document, Extraction
from kg.pipeline import Mapper

_BODY = frozenset({BlockKind.BODY, BlockKind.SUBHEADING, BlockKind.POST})
_NOT_BODY = ("the signature of a post", "repeats the quotation")  # reasons of posts
_READERS = {"text/plain": read_plain, "text/html": read_html}
_SAME_START = 25  # code points in which a caption with a credit behind it agrees with the caption alone
_WORD = re.compile(r"\w+")


def is_row(row: Mapping[str, Any]) -> bool:
    return "page" in row and "body" in row


def judge(row: Mapping[str, Any], mapper: Mapper) -> Iterator[Verdict]:
    extraction = mapper.extract(article_of(row))
    document = extraction.document
    yield _body(row, document)
    if "published" in row:
        published = document.article.published
        found = notation(published.interval) if published else ""
        shown = document.article.headline.value if document.article.headline else ""
        yield choose("publication date", row["id"], row["published"] or "", found, shown)
    yield _boilerplate(row, extraction)


def article_of(row: Mapping[str, Any]) -> Article:
    return _READERS[row["media_type"]](row["page"], row["id"], row["id"])


def body_text(document: Document) -> str:
    """Return the words of the article's body as it was found, one line a block."""
    blocks = (b for b in document.blocks if b.kind in _BODY and not b.reason.startswith(_NOT_BODY))
    return "\n".join(document.text(b.start, b.end) for b in blocks)


def _body(row: Mapping[str, Any], document: Document) -> Verdict:
    layer, text = "page body", body_text(document)
    gold, found = _words(row["body"]), _words(text)
    right, passed, lost = (gold & found).total(), found - gold, gold - found
    faults = [
        Fault(layer, row["id"], "", line[:200], "") for line in text.splitlines() if _mostly(line, passed)
    ]
    faults += [
        Fault(layer, row["id"], line[:200], "", "")
        for line in row["body"].splitlines()
        if _mostly(line, lost)
    ]
    per_mille = 1000 / max(2 * right + passed.total() + lost.total(), 1)
    wrong, missed = round(passed.total() * per_mille), round(lost.total() * per_mille)
    return Verdict(layer, round(right * per_mille), wrong, missed, tuple(faults))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _mostly(line: str, others: Counter[str]) -> bool:
    words = _words(line)
    return bool(words) and 2 * (words & others).total() > words.total()


def _boilerplate(row: Mapping[str, Any], extraction: Extraction) -> Verdict:
    layer, text = "facts from boilerplate", extraction.document.article.text
    allowed = [" ".join(line.split()) for line in f"{row['body']}\n{row.get('also', '')}".splitlines()]
    cited = sorted(set(_evidence(extraction)))
    wrong = [
        span
        for span in cited
        if not _lies_in(" ".join(text[slice(*span)].split()), _line(text, *span), allowed)
    ]
    faults = [Fault(layer, row["id"], "", text[slice(*span)][:200], _line(text, *span)) for span in wrong]
    return Verdict(layer, len(cited) - len(wrong), len(wrong), 0, tuple(faults))


def _evidence(extraction: Extraction) -> Iterator[tuple[int, int]]:
    """Yield the spans that persons, organisations, places, offices, events and statements cite."""
    cited = [entity.evidence for entity in extraction.entities]
    cited += [tenure.evidence for tenure in extraction.tenures]
    cited += [event.evidence for event in extraction.events]
    yield from ((e.start, e.end) for evidence in cited for e in evidence)
    yield from ((s.start, s.end) for s in extraction.statements)


def _lies_in(words: str, line: str, allowed: list[str]) -> bool:
    """Tell whether words of a line stand in a line that is allowed, or in the part of it that is."""
    return any(line in good or (words in good and line[:_SAME_START] in good) for good in allowed)


def _line(text: str, start: int, end: int) -> str:
    """Return the line that a span begins in, blanks made single."""
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", start)
    return " ".join(text[begin : stop if stop >= 0 else len(text)].split())
