"""Stated metadata (front matter, JSON members) in, the metadata fields of an Article out."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.article.decoding import checked_text
from kg.article.language import checked_language
from kg.article.published import stated_date
from kg.errors import ArticleError
from kg.model import Article, PublicationDate, Stated

_log = logging.getLogger(__name__)

# What RFC 3987 and RDF serialisations forbid inside an IRI.
_URL = re.compile(r'https?://[^\x00-\x20<>"{}|\\^`/]+[^\x00-\x20<>"{}|\\^`]*')


@dataclass(frozen=True, slots=True)
class StatedMetadata:
    """What a source says about its article; every field may be absent."""

    title: str | None = None
    published: PublicationDate | None = None
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    author: str | None = None
    language: str | None = None


_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "published": ("published", "date"),
    "url": ("url",),
    "publisher": ("publisher",),
    "agency": ("agency",),
    "author": ("author", "authors"),
    "language": ("language", "lang"),
}


def stated_metadata(members: Mapping[str, object], source: str) -> StatedMetadata:
    """Read the members this service knows; others are left alone.

    Raises ArticleError naming a member that is not text (``author`` may be a list of texts).
    """
    values = {field: _first(members, names, source) for field, names in _NAMES.items()}
    return StatedMetadata(
        title=values["title"],
        published=stated_date(values["published"] or "", source),
        url=checked_url(values["url"], source),
        publisher=values["publisher"],
        agency=values["agency"],
        author=values["author"],
        language=values["language"],
    )


def article_of(text: str, identifier: str, media_type: str, stated: StatedMetadata, source: str) -> Article:
    """Return the Article; raises ArticleError for an unsupported language."""
    return Article(
        identifier=stated.url or identifier,
        text=text,
        media_type=media_type,
        url=stated.url,
        headline=_stated(stated.title),
        publisher=_stated(stated.publisher),
        agency=_stated(stated.agency),
        author=_stated(stated.author),
        language=checked_language(text, stated.language, source),
        published=stated.published,
    )


def checked_url(url: str | None, source: str) -> str | None:
    """Return ``url`` where it is an absolute http(s) IRI; otherwise warn and return ``None``."""
    if url is None or _URL.fullmatch(url):
        return url
    _log.warning("%s: %r is not an absolute http(s) URL; left out", source, url)
    return None


def _first(members: Mapping[str, object], names: tuple[str, ...], source: str) -> str | None:
    for name in names:
        if (value := members.get(name)) is not None:
            return _text(value, name, source)
    return None


def _text(value: object, name: str, source: str) -> str | None:
    if isinstance(value, list) and name.startswith("author") and all(isinstance(v, str) for v in value):
        value = "; ".join(value)
    if not isinstance(value, str):
        raise ArticleError(source, f"{name!r} is {type(value).__name__}, not text; put it in quotes")
    flat = " ".join(value.split())
    return checked_text(flat, f"{source}, {name}") if flat else None


def _stated(value: str | None) -> Stated | None:
    return Stated(value) if value else None
