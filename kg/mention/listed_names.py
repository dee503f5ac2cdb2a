"""Names that a model finds -> the same, those that stand in one list read as things of one kind.

"Limerick, Sligo, Kilkenny and Ballina" are four places, whatever the model takes one of them for alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.mention.tagging import TaggedName
from kg.model import Document, MentionKind

_SEPARATOR = re.compile(
    r",[ \u00a0]?|,?[ \u00a0](?:and|or|&)[ \u00a0](?:the[ \u00a0])?|,[ \u00a0]the[ \u00a0]"
)
LONG = 3  # names that make a list, not a name with its land: "Bergen, Norway"


def lists(document: Document, names: Sequence[TaggedName]) -> Iterator[list[TaggedName]]:
    """Yield the names in text order, grouped where nothing but commas and "and" stands between them."""
    group: list[TaggedName] = []
    for name in names:
        if group and not _SEPARATOR.fullmatch(document.text(group[-1].end, name.start)):
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def of_one_kind(document: Document, names: Sequence[TaggedName]) -> tuple[TaggedName, ...]:
    """Return the names; one that stands in a list between names of another kind gets their kind."""
    return tuple(
        replace(name, kind=_kind(document, group, index))
        for group in lists(document, names)
        for index, name in enumerate(group)
    )


def _kind(document: Document, group: Sequence[TaggedName], index: int) -> MentionKind:
    name = group[index]
    beside = {other.kind for other in (*group[max(0, index - 1) : index], *group[index + 1 : index + 2])}
    others = {other.kind for other in group if other is not name}
    if len(group) < LONG or len(beside) != 1 or others != beside:
        return name.kind
    (kind,) = beside
    words = document.text(name.start, name.end)
    article = document.text(max(0, name.start - 4), name.start).lower() == "the "
    if kind is MentionKind.PERSON:
        fits = " " in words and not article
    elif kind is MentionKind.PLACE:
        fits = name.kind is MentionKind.PERSON and " " not in words
    else:
        fits = name.kind is MentionKind.PERSON and 0 < index < len(group) - 1
    return kind if fits else name.kind
