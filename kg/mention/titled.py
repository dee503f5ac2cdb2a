"""Titles win over a model of names: what it calls a place or an organisation may be part of a title.

Names of a model in, those that stay out. "Uruguayan [Fisheries] Minister" names no body, and "the
Minister of the Sea, [Duarte Salvaterra]" no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.knowledge.knowledge import Knowledge
from kg.mention.tagging import TaggedName
from kg.model import Document, MentionKind

Span = tuple[int, int]

# Between a title and the name of who has it: "Minister| of the Sea of Portugal, |Ana Ruiz".
_CALLED = re.compile(r"(?: (?:of|for) (?:the )?[^\W\d_a-z][\w-]+(?:,? (?:and )?[^\W\d_a-z][\w-]+)*?){0,2},? ")
_FIELD = re.compile(r" (?:of|for) (?:the )?")  # "Minister| of the |Sea Ana Ruiz"


def outside_titles(
    document: Document, tagged: Sequence[TaggedName], knowledge: Knowledge
) -> tuple[TaggedName, ...]:
    """Return the persons, and the places and organisations that are no part or bearer of a title."""
    titles = list(_titles(document, knowledge)) if tagged else []
    return tuple(
        name
        for name in tagged
        if name.kind is MentionKind.PERSON
        or not any(_belongs(document, name, title, knowledge) for title in titles)
    )


def _titles(document: Document, knowledge: Knowledge) -> Iterator[Span]:
    index = knowledge.world.titles
    prepared = index.prepared(document.article.text)
    for sentence in document.sentences:
        for match in index.find(prepared, sentence.start, sentence.end):
            yield match.start, match.end


def _belongs(document: Document, name: TaggedName, title: Span, knowledge: Knowledge) -> bool:
    """Tell whether a name cuts into a title, is called by it, or is the field that it is over."""
    start, end = title
    if start < name.end and name.start < end:
        return not (name.start <= start and end <= name.end)
    text, lexicon = document.article.text, knowledge.lexicon
    words = [word.lower() for word in document.text(name.start, name.end).split()]
    if end <= name.start:
        if _FIELD.fullmatch(text, end, name.start):
            return words[0] in lexicon.portfolio_words and words[-1] not in lexicon.portfolio_words
        called = _CALLED.fullmatch(text, end, name.start) is not None
        return called and len(words) > 1 and not lexicon.organisation_heads & set(words)
    return words[-1] in lexicon.portfolio_words and text[name.end : start] == " "
