"""Titles and known names win over a model of names.

Names of a model in, those that stay out. "Uruguayan [Fisheries] Minister" names no body, "the Minister
of the Sea, [Ana Ruiz]" no place, and "[U.S.-Mexico] relations" no person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.knowledge.knowledge import Knowledge
from kg.mention.tagging import TaggedName
from kg.model import Document, MentionKind

Span = tuple[int, int]

_LANDS = {MentionKind.STATE, MentionKind.PLACE, MentionKind.METONYM, MentionKind.ADJECTIVE}

# Between a title and the name of who has it: "Minister| of the Sea of Portugal, |Ana Ruiz".
_CALLED = re.compile(r"(?: (?:of|for) (?:the )?[^\W\d_a-z][\w-]+(?:,? (?:and )?[^\W\d_a-z][\w-]+)*?){0,2},? ")
_FIELD = re.compile(r" (?:of|for) (?:the )?")  # "Minister| of the |Sea Ana Ruiz"
_POST = re.compile(r" (?:to|of|for|in) (?:the )?")  # "Ambassador| to |Peru Ana Ruiz"
_FULL_NAME = 2  # words


def outside_titles(
    document: Document, tagged: Sequence[TaggedName], knowledge: Knowledge
) -> tuple[TaggedName, ...]:
    """Return the names without the places and organisations that are part or bearer of a title.

    What known names make up is left out too.
    """
    titles = list(_titles(document, knowledge)) if tagged else []
    return tuple(
        name
        for name in tagged
        if not _is_made_of_known(document, name, knowledge)
        and (
            name.kind is MentionKind.PERSON
            or not any(_belongs(document, name, title, knowledge) for title in titles)
        )
    )


def _is_made_of_known(document: Document, name: TaggedName, knowledge: Knowledge) -> bool:
    """Tell whether several known states or places make up a name: "Tokyo Japan", "U.S.-Mexico"."""
    index, text = knowledge.world.names, document.text(name.start, name.end)
    parts = [part for part in re.split(r"[\s,–-]+", text) if part]
    if len(parts) < 2 or (name.kind is MentionKind.PERSON and "-" not in text):
        return False
    matches = list(index.find(index.prepared(text), 0, len(text)))
    kinds = {entry.kind for match in matches for entry in match.entries}
    if len(matches) < 2 or not kinds <= _LANDS:
        return False
    rest = text
    for match in reversed(matches):
        rest = rest[: match.start] + rest[match.end :]
    return not re.sub(r"[\s,–-]+", "", rest)


def _begins_with_land(document: Document, name: TaggedName, knowledge: Knowledge) -> bool:
    """Tell whether a known state or place begins a name that goes on with two words: "Peru Ana Ruiz"."""
    index, text = knowledge.world.names, document.text(name.start, name.end)
    matches = index.find(index.prepared(text), 0, len(text))
    first = next((m for m in matches if m.start == 0 and {e.kind for e in m.entries} <= _LANDS), None)
    return first is not None and len(text[first.end :].split()) == _FULL_NAME


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
        if _POST.fullmatch(text, end, name.start) and _begins_with_land(document, name, knowledge):
            return True
        if _FIELD.fullmatch(text, end, name.start):
            return words[0] in lexicon.portfolio_words and words[-1] not in lexicon.portfolio_words
        called = _CALLED.fullmatch(text, end, name.start) is not None
        return called and len(words) > 1 and not lexicon.organisation_heads & set(words)
    return words[-1] in lexicon.portfolio_words and text[name.end : start] == " "
