"""Texts and documents in, the same with something cut, swapped, repeated or put in, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

# What parsers of text and of HTTP trip over; each is put in as it stands.
ODD = (
    b"\x00", b"\x01", b"\x0b", b"\x1b[0m", b"\x7f", b"\x80", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80", "\ufeff".encode(), "\u2028".encode(), "\u202e".encode(), "\u0301".encode(),
    "\U0010ffff".encode(), "İ".encode(), b"\r", b"\n", b"\r\n\r\n", b"\t", b"%00", b"%", b"\\u0000",
    b"\\uD800", b"\\UFFFFFFFF", b"\\", b"'", b'"', b"'''", b"<", b">", b"<!--", b"]]>", b"{", b"}", b"[",
    b"(", b")", b"#", b";", b".", b"..", b"../", b"@", b"^^", b"_:", b"?", b"&", b"&#0;", b"-0", b"1e999",
    b"NaN", b"9" * 40, b"null", b"SERVICE <http://192.0.2.1/> {}", b"javascript:", b"=1",
)  # fmt: skip
_WORDS = re.compile(rb"\w+|\s+|[^\w\s]")
_FEW = 4  # changes at most
_LONG_RUN = 300  # times that a piece is repeated at most


def mutated(random: Random, document: bytes, others: Sequence[bytes]) -> bytes:
    """Return a document with one to four changes; pieces may come from ``others``."""
    for _ in range(random.randint(1, _FEW)):
        change = random.choice((_by_bytes, _by_words, _by_words, _spliced))
        document = change(random, document, others)
    return document


def text_mutated(random: Random, text: str, others: Sequence[str]) -> str:
    """Return a text with changes; what is no UTF-8 any more comes back as lone surrogates."""
    changed = mutated(random, text.encode("utf-8", "surrogatepass"), [other.encode() for other in others])
    return changed.decode("utf-8", "surrogateescape")


def _by_bytes(random: Random, document: bytes, _others: Sequence[bytes]) -> bytes:
    start = random.randrange(len(document) + 1)
    end = min(len(document), start + random.choice((1, 1, 2, 5, 20)))
    piece = document[start:end]
    return random.choice(
        (
            document[:start] + document[end:],
            document[:start] + random.choice(ODD) + document[start:],
            document[:start] + random.choice(ODD) + document[end:],
            document[:end] + piece * random.choice((1, 2, random.randint(1, _LONG_RUN))) + document[end:],
            document[:start] + random.randbytes(random.randint(1, 4)) + document[end:],
            document[:start],
        )
    )


def _by_words(random: Random, document: bytes, _others: Sequence[bytes]) -> bytes:
    words = _WORDS.findall(document)
    if not words:
        return document
    one, other = random.randrange(len(words)), random.randrange(len(words))
    how = random.randrange(4)
    if how == 0:
        del words[one]
    elif how == 1:
        words[one], words[other] = words[other], words[one]
    elif how == 2:
        words[one] = words[other]
    else:
        first, last = sorted((one, other))
        words[last:last] = words[first : min(last, first + 30)] * random.choice((1, 1, 3))
    return b"".join(words)


def _spliced(random: Random, document: bytes, others: Sequence[bytes]) -> bytes:
    """Put a piece of another document into this one."""
    other = random.choice(others) if others else document
    start = random.randrange(len(other) + 1)
    piece = other[start : start + random.choice((5, 30, 200))]
    at = random.randrange(len(document) + 1)
    return document[:at] + piece + document[at:]
