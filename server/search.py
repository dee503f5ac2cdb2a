"""Hits of the index of texts in, results for people and programs out: one for each thing or sentence.

The best text by which a thing was found stands for it; a sentence that several mentions share counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from kg.store.texts.rows import TextKind
from kg.store.texts.search import Hit
from kg.store.texts.told import Found
from kg.store.texts.words import Piece, Term, excerpt, marked
from kg.vocab import DIPL

_AROUND = 160  # characters shown on each side of the first word that was found
_INSIDE = {TextKind.SENTENCE: "/mention/", TextKind.STATEMENT: "/statement/"}
_VOCABULARY = DIPL.rstrip("#")


@dataclass(frozen=True, slots=True)
class Result:
    """What was found, by which of its texts, and in which article: "" where the text is a name.

    ``reference``: the reference data names it, and nothing tells of it.
    """

    iri: str
    kind: TextKind
    text: str
    language: str
    score: float
    article: str
    reference: bool


def pieces(result: Result, terms: tuple[Term, ...]) -> list[Piece]:
    """Return the text around what was found, in pieces."""
    return excerpt(marked(result.text, terms), _AROUND)


def snippet(found: Iterable[Piece]) -> str:
    """Return pieces as HTML, with ``<mark>`` as its only element."""
    return "".join(f"<mark>{escape(p.text)}</mark>" if p.hit else escape(p.text) for p in found)


def results(found: Found, same: Mapping[str, str], base_iri: str) -> list[Result]:
    """Return the results, best first, and last those of reference data that nothing tells of.

    ``same`` says what stays for each merged IRI. Terms of the vocabularies are left out; they are found
    by SPARQL.
    """
    hits = [*((hit, False) for hit in found.told), *((hit, True) for hit in found.reference)]
    listed: dict[tuple[str, str], Result] = {}
    for hit, reference in hits:
        if hit.subject.startswith(_VOCABULARY) and not hit.subject.startswith(base_iri):
            continue
        article = _article(hit)
        iri = same.get(hit.subject, hit.subject)
        which = (article, hit.text) if hit.kind == TextKind.SENTENCE else (iri, "")
        text = hit.kind, hit.text, hit.language, hit.score
        listed.setdefault(which, Result(iri, *text, article, reference))
    return list(listed.values())


def _article(hit: Hit) -> str:
    """Return the article that a sentence or a statement stands in, which its IRI names."""
    article, inside, _ = hit.subject.rpartition(_INSIDE.get(hit.kind, "\0"))
    return article if inside else ""
