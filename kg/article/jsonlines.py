"""JSON Lines in (RFC 8259 values, UTF-8, one per line), Articles out, one line at a time.

Members: ``text`` (required), title, published, url, publisher, agency, author, language.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.article.decoding import checked_text
from kg.article.metadata import article_of, stated_metadata
from kg.errors import ArticleError
from kg.iri import key
from kg.model import Article

MEDIA_TYPE = "application/jsonl"
_CHUNK = 1 << 20  # bytes skipped at a time


def read_json_lines(
    stream: BinaryIO, name: str, source: str, limit_bytes: int, first: bytes | None = None
) -> Iterator[Article | ArticleError]:
    """Yield an Article or the error of each line that is not blank; only the current line is held.

    ``name`` begins what identifies articles without URL; where it is "", each is known by its line.
    ``first`` is the first line where it was already taken from the stream.
    """
    empty = True
    for number, line in enumerate(_bounded_lines(stream, limit_bytes, first), start=1):
        place = f"{source}, line {number}"
        if line is None:
            yield ArticleError(place, f"is longer than {limit_bytes:,} bytes; raise max_article_bytes")
        elif line.strip():
            yield _article(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line, name, place)
        else:
            continue
        empty = False
    if empty:
        yield ArticleError(source, "is empty; give a file with one JSON object per line")


def starts_json_lines(line: bytes) -> bool:
    """Tell whether a first line opens a JSON object, sound or broken; no prose begins so."""
    return re.match(rb"(?:\xef\xbb\xbf)?\s*\{\s*(?:\"|\}|$)", line) is not None


def _bounded_lines(stream: BinaryIO, limit_bytes: int, first: bytes | None) -> Iterator[bytes | None]:
    """Yield lines; ``None`` for one over the limit, which is skipped without being kept."""
    size = limit_bytes + 2  # room for the line's end
    line = stream.readline(size) if first is None else first
    while line:
        if len(line.rstrip(b"\r\n")) <= limit_bytes:
            yield line
        else:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield None
        line = stream.readline(size)


def _article(line: bytes, name: str, source: str) -> Article | ArticleError:
    try:
        members = _members(line, source)
        stated = stated_metadata(members, source)
        text = members.get("text")
        if not isinstance(text, str):
            raise ArticleError(source, "has no member 'text' that is text; every line needs one")
        published = members.get("published") or members.get("date") or ""
        told = (stated.title or "", str(published)) if name else (line.strip().decode("utf-8"),)
        identifier = f"{name or 'sent'}#{key(*told)}"
        return article_of(checked_text(text, source), identifier, MEDIA_TYPE, stated, source)
    except ArticleError as error:
        return error


def _members(line: bytes, source: str) -> dict[str, object]:
    try:
        members = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ArticleError(source, f"is not UTF-8 (byte {error.start}); JSON must be") from error
    except json.JSONDecodeError as error:
        raise ArticleError(source, f"is not JSON (column {error.colno}: {error.msg}); correct it") from error
    except RecursionError as error:
        raise ArticleError(source, "is not JSON this service can read: it nests too deeply") from error
    except ValueError as error:
        raise ArticleError(source, f"is not JSON this service can read: {error}") from error
    if not isinstance(members, dict):
        raise ArticleError(source, f"is a JSON {type(members).__name__}, not an object with a 'text'")
    return members
