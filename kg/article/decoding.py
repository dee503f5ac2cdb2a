"""Bytes in, stored text out: encoding found, newlines normalised, binary data refused.

Order: byte order mark, strict UTF-8, the encoding the page declares (HTML only), detection.
The text is otherwise left as it is (no Unicode normalisation), because offsets refer to it.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import ArticleError

# Longest first: the UTF-32 little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(r"[^\x00-\x7f\ufffd]")
_DETECTION_BYTES = 200_000  # enough evidence; detection of megabytes takes seconds
_MAX_CHAOS = 0.1  # charset-normalizer's share of suspicious characters; clean text stays below 0.05
_MIN_COHERENCE = 0.5  # its likeness to a known language; English in the right encoding reaches 0.6
_WESTERN = "cp1252"  # what the encoding standard of the Web assumes for English pages


def decoded(data: bytes, source: str, declared: str | None = None) -> str:
    """Return the text of ``data``; ``declared`` is an encoding the page itself names.

    Raises ArticleError for empty and binary data and where no encoding is certain enough.
    """
    if not data:
        raise ArticleError(source, "is empty; give a file with the text of an article")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return checked_text(_by_mark(data[len(mark) :], encoding, source), source)
    if _BINARY.search(data):
        raise ArticleError(source, "is binary, not text; give plain text, Markdown, HTML or JSON Lines")
    try:
        return checked_text(data.decode("utf-8"), source)
    except UnicodeDecodeError as error:
        return checked_text(_legacy(data, source, error, declared), source)


def checked_text(text: str, source: str) -> str:
    """Return ``text`` with newlines as ``\\n``; raise ArticleError where it cannot be stored as text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ArticleError(source, "is empty; give a file with the text of an article")
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ArticleError(
            source, f"has the control character U+{ord(found[0]):04X} in line {line}, so it is not clean text"
        )
    if _SURROGATE.search(text):
        raise ArticleError(source, "has half a surrogate pair, which no encoding can store; repair the text")
    return text


def _by_mark(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            source, f"has the byte order mark of {encoding} but is not {encoding} at byte {error.start}"
        ) from error


def _legacy(data: bytes, source: str, error: UnicodeDecodeError, declared: str | None) -> str:
    place = f"is not UTF-8 (byte {error.start})"
    if _is_damaged_utf8(data):
        raise ArticleError(source, f"{place} though most of it is; the file is damaged, convert it again")
    encoding = declared or _detected(data)
    if encoding is None:
        raise ArticleError(source, f"{place} and no other encoding is certain; convert it to UTF-8")
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError) as failure:
        raise ArticleError(source, f"{place} nor {encoding}; convert it to UTF-8") from failure


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell whether multi-byte sequences are mostly right, which no other encoding produces by chance."""
    lenient = data.decode("utf-8", errors="replace")
    return len(_MULTIBYTE.findall(lenient)) > lenient.count("\ufffd")


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data[:_DETECTION_BYTES]))
    sure = [m for m in matches if m.chaos <= _MAX_CHAOS and m.coherence >= _MIN_COHERENCE]
    if not sure:
        return None
    best = sure[0]
    ties = {m.encoding for m in sure if (m.chaos, m.coherence) == (best.chaos, best.coherence)}
    return _WESTERN if _WESTERN in ties else best.encoding
