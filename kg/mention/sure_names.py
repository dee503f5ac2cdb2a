"""Document -> the things that it gives a name which nothing else bears.

A name that several things bear ("ECO", "LDP") counts for one of them only beside such a name.
"""

from __future__ import annotations

from kg.knowledge.phrases import PhraseIndex
from kg.knowledge.world import Naming
from kg.model import Document


def surely_named(document: Document, names: PhraseIndex[Naming], prepared: str) -> frozenset[str]:
    """Return the IRIs of the things; ``prepared`` is the text in the form that ``names`` searches."""
    found = (names.find(prepared, s.start, s.end) for s in document.sentences)
    return frozenset(n.iri for ms in found for m in ms for n in m.entries if not n.ambiguous)
