"""The publication date that the markup of a page states: JSON-LD, meta elements, time elements.

Heuristic dates (from the URL, the text, a copyright line) are no statement and are not looked at.
Specs: schema.org datePublished; Open Graph article:published_time; Dublin Core; HTML time element.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.article.published import publication_date
from kg.model import PublicationDate

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_log = logging.getLogger(__name__)

_META_NAMES = frozenset(
    {
        "article.published",
        "article:published_time",
        "citation_date",
        "citation_publication_date",
        "cxenseparse:recs:publishtime",
        "date",
        "datepublished",
        "dc.date",
        "dc.date.created",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "dcterms.issued",
        "og:published_time",
        "parsely-pub-date",
        "pubdate",
        "publication_date",
        "publish-date",
        "publish_date",
        "publishdate",
        "sailthru.date",
    }
)
_PUBLISHED_WORDS = ("publish", "pubdate", "posted", "entry-date")
_MAX_DEPTH = 8  # of nested JSON-LD; real pages use three


def markup_date(tree: HtmlElement, source: str) -> PublicationDate | None:
    """Return the date of the first way of stating it that is unanimous; log where it is not."""
    for way in (_json_ld, _meta, _itemprop, _time):
        found = [d for value, reason in way(tree) if (d := publication_date(value, reason))]
        if len({d.interval for d in found}) > 1:
            _log.warning("%s: %s gives several dates; none is used", source, found[0].reason)
        elif found:
            return max(found, key=lambda d: d.time is not None)
    return None


def _json_ld(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            value = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for text in _dates_published(value, 0):
            yield text, "stated in JSON-LD datePublished"


def _dates_published(value: object, depth: int) -> Iterator[str]:
    """Yield datePublished of the page's own nodes: the top, a list or @graph, or the main entity."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _dates_published(item, depth + 1)
    elif isinstance(value, dict):
        if isinstance(stated := value.get("datePublished"), str):
            yield stated
            return
        for name in ("@graph", "mainEntity"):
            yield from _dates_published(value.get(name), depth + 1)


def _meta(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").lower()
            if name in _META_NAMES and (content := element.get("content")):
                yield content, f"stated in meta {name}"


def _itemprop(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter():
        if element.get("itemprop") == "datePublished" and element.tag != "meta":
            yield element.get("datetime") or element.text_content(), "stated in itemprop datePublished"


def _time(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield time elements marked as publication; without one, those of the page's first header."""
    elements = [e for e in tree.iter("time") if e.get("datetime")]
    marked = [e for e in elements if e.get("pubdate") is not None or _says_published(e)]
    in_header = [e for e in elements if any(a.tag == "header" for a in e.iterancestors())]
    only = elements if len(elements) == 1 else []
    for element in marked[:1] or in_header[:1] or only:
        yield element.get("datetime") or "", "stated in a time element"


def _says_published(element: HtmlElement) -> bool:
    words = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return any(word in words for word in _PUBLISHED_WORDS) and "update" not in words
