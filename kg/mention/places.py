"""Places that an article names and the reference data does not know.

Only a model of names tells of them. Which place a name means stands nowhere, so that it is known in its
article only: the Springfield of the next article may be another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.iri import folded, key
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.world import Thing
from kg.mention.names import CLOSED_CLASS
from kg.mention.tagging import TaggedName
from kg.model import KEPT_KINDS, BlockKind, Document, MentionKind
from kg.vocab import SCHEMA

_CAPITALS = re.compile(r"[^\W\d_a-z][\w’'.-]*(?:[ \u00a0-]+(?:[a-z]{2,4}[ \u00a0])*[^\W\d_a-z][\w’'.-]*)*")
_TEXT = KEPT_KINDS - {BlockKind.HEADLINE, BlockKind.SUBHEADING}


def unknown_places(
    document: Document, knowledge: Knowledge, tagged: Sequence[TaggedName]
) -> Iterator[tuple[Thing, list[str]]]:
    """Yield each place with its name, unless the article has a person or body of that name."""
    others = {
        word
        for name in tagged
        if name.kind is not MentionKind.PLACE
        for word in document.text(name.start, name.end).split()
    }
    for name in tagged:
        sentence = document.sentence_at(name.start) if name.kind is MentionKind.PLACE else None
        if sentence is None or sentence.kind not in _TEXT:
            continue
        label = _label(document.text(name.start, name.end))
        if label and label not in others and _may_be_a_place(label, knowledge):
            iri = knowledge.minter.of("place", key(folded(label), document.article.identifier))
            yield Thing(iri, MentionKind.PLACE, (SCHEMA["Place"],), label), [label]


def _label(words: str) -> str:
    """Return the capitalised words of a tagged span, without "northern" and an owner's ending."""
    found = _CAPITALS.search(words)
    return re.sub(r"['’]s?$|[.,-]+$", "", found.group()) if found else ""


def _may_be_a_place(label: str, knowledge: Knowledge) -> bool:
    """Tell whether a name is long enough, no common word and no title, body or adjective of a state."""
    lower = label.lower().split()
    lexicon = knowledge.lexicon
    if len(label) < 3 or all(word in CLOSED_CLASS or word in knowledge.world.title_words for word in lower):
        return False
    if {lower[0], lower[-1]} & (
        lexicon.organisation_heads | lexicon.occasion_heads | lexicon.name_heads.keys()
    ):
        return False
    prepared = knowledge.world.names.prepared(label)
    return not any(
        (match.start, match.end) == (0, len(prepared))
        for match in knowledge.world.names.find(prepared, 0, len(prepared))
    )
