"""Plain page text in, Article out; its metadata is found later, in the text itself."""

from __future__ import annotations

from kg.article.metadata import StatedMetadata, article_of
from kg.model import Article

MEDIA_TYPE = "text/plain"


def read_plain(text: str, identifier: str, source: str) -> Article:
    return article_of(text, identifier, MEDIA_TYPE, StatedMetadata(), source)
