"""Minting of data IRIs from stable identifiers or hashes of defining facts, never from labels alone.

Article IRIs end in ``article/KEY``; everything that exists only inside one article
(mentions, statements, tenures as reported) lives below the article's IRI.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from kg.errors import IriError

# RFC 3987 minus what RDF serialisations forbid inside <...>.
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_WORD = re.compile(r"[^\W_]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_KEY_LENGTH = 16  # hexadecimal digits: 64 bits, collisions unlikely below a billion keys


def checked(iri: str) -> str:
    """Return ``iri``; raise IriError where it is not absolute or holds a forbidden character."""
    if _FORBIDDEN.search(iri) or ":" not in iri:
        raise IriError(f"{iri!r} is not an absolute IRI; check the base_iri setting and the input")
    return iri


def key(*facts: str) -> str:
    """Return a stable key: the first 64 bits of SHA-256 over the facts, as hexadecimal."""
    joined = "\x1f".join(unicodedata.normalize("NFC", fact) for fact in facts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:_KEY_LENGTH]


def folded(name: str) -> str:
    """Return a name without accents, case, punctuation and repeated space, for comparison."""
    plain = name.casefold()
    if not plain.isascii():
        plain = _BEYOND_ASCII.sub(_without_accents, unicodedata.normalize("NFKD", plain))
    return " ".join(_WORD.findall(plain))


def _without_accents(match: re.Match[str]) -> str:
    return "".join(c for c in match[0] if not unicodedata.combining(c))


class Minter:
    """Mints IRIs below one base IRI."""

    def __init__(self, base_iri: str) -> None:
        self.base = checked(base_iri)

    def of(self, *path: str) -> str:
        """Return the IRI ``base/path[0]/path[1]/...``."""
        return checked(self.base + "/".join(path))

    def article(self, identifier: str) -> str:
        return self.of("article", key(identifier))

    def article_graph(self, identifier: str) -> str:
        return self.of("graph", "article", key(identifier))

    def graph(self, name: str) -> str:
        """Return the name of one of the graphs that are not articles: reference, ontology, ..."""
        return self.of("graph", name)

    def person(self, full_name: str, state: str) -> str:
        """Return the IRI of a person without a public identifier, made from the folded full name.

        ``state`` is the ISO 3166 alpha-3 code of the state served in the reference data, where it
        is always known. It is empty for who is only met in articles: one article names the state,
        the next does not, and the person is the same.
        """
        return self.of("person", key(folded(full_name), state))

    def mention(self, article: str, start: int, end: int) -> str:
        return checked(f"{article}/mention/{start}-{end}")
