"""Titles and known names win over a model of names.

Names of a model in, those that stay out. "Uruguayan [Fisheries] Minister" names no body, "the Minister
of the Sea, [Ana Ruiz]" no place, and "[U.S.-Mexico] relations" no person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

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
        for found in tagged
        for name in _apart(document, found, titles, knowledge)
        if not _is_made_of_known(document, name, knowledge)
        and (
            name.kind is MentionKind.PERSON
            or not any(_belongs(document, name, title, knowledge) for title in titles)
        )
    )


def _apart(
    document: Document, name: TaggedName, titles: Sequence[Span], knowledge: Knowledge
) -> Iterator[TaggedName]:
    """Yield a body and who heads it apart: "Director of the |National Water Council Ana Ruiz|"."""
    text, lexicon = document.article.text, knowledge.lexicon
    words = list(re.finditer(r"\S+", document.text(name.start, name.end)))
    heads = [i for i, word in enumerate(words) if word.group().lower() in lexicon.organisation_heads]
    rest = words[heads[-1] + 1 :] if heads else []
    called = any(_FIELD.fullmatch(text, end, name.start) for _, end in titles if end < name.start)
    if (
        name.kind is MentionKind.ORGANISATION
        and heads
        and heads[-1]
        and len(rest) in (_FULL_NAME, _FULL_NAME + 1)
        and called
        and all(_may_be_a_name(word.group(), knowledge) for word in rest)
    ):
        yield replace(name, end=name.start + words[heads[-1]].end())
        yield TaggedName(name.start + rest[0].start(), name.end, MentionKind.PERSON)
    else:
        yield name


def _may_be_a_name(word: str, knowledge: Knowledge) -> bool:
    """Tell whether a word may be of a person's name: it has a capital and belongs to no title or body."""
    lexicon, lower = knowledge.lexicon, word.lower()
    of_bodies = lexicon.body_words | lexicon.government_words | lexicon.portfolio_words
    return (
        word[0].isupper()
        and word.strip(".").isalpha()
        and lower not in of_bodies | knowledge.world.title_words
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
            if len(words) == _FULL_NAME and words[0] in knowledge.world.title_words:
                return _may_be_a_name(document.text(name.start, name.end).split()[-1], knowledge)
            return words[0] in lexicon.portfolio_words and words[-1] not in lexicon.portfolio_words
        called = _CALLED.fullmatch(text, end, name.start) is not None
        return called and len(words) > 1 and not lexicon.organisation_heads & set(words)
    return words[-1] in lexicon.portfolio_words and text[name.end : start] == " "
