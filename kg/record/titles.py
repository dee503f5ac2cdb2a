"""Titles in records -> kinds of offices: "Prime Minister A. Ruiz", "President A and Premier B".

The wordings are those of the office kinds and of the offices of the state; rulers have a few more
in records than in news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.knowledge.knowledge import Knowledge
from kg.mention.names import HONORIFICS, PARTICLES
from kg.vocab import OFFICE_KIND, TENURE_STATUS

# How records style heads of state and government; the value is the name of an office kind.
RULER_TITLES = {
    "Amir": "monarch", "Chancellor": "chancellor", "Emir": "monarch", "Federal Chancellor": "chancellor",
    "King": "monarch", "Pope": "head-of-state", "Premier": "prime-minister", "President": "president",
    "Prime Minister": "prime-minister", "Queen": "monarch", "Sultan": "monarch",
    "Taoiseach": "prime-minister",
}  # fmt: skip
_RECORD_TITLES = RULER_TITLES | {"Emperor": "monarch", "Empress": "monarch", "Shah": "monarch"}
_RECORD_TITLE = re.compile(rf"(?:{'|'.join(sorted(_RECORD_TITLES, key=len, reverse=True))})(?![\w-])")

ACTING, CURRENT = TENURE_STATUS["acting"], TENURE_STATUS["current"]
DESIGNATE = TENURE_STATUS["designate"]
_ELECT = re.compile(r"[\s-]*-\s*[Ee]lect\b|\s[Dd]esignate\b")
_FIRST_WORD = re.compile(r"([A-Z][a-z]+)\s+")
_JOINT = re.compile(r"\s+and\s+|,\s+")
_ALSO_CALLED = re.compile(r"\s*\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class TitleUse:
    """A title at the head of a text: its kind, or the one office it means, and where it ends."""

    kind: str
    office: str | None
    status: str
    end: int


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person with the title a record gives, if that is one of an office."""

    name: str
    title: TitleUse | None


def ruler_kind(code: str, title: str) -> str:
    """Return the name of the office kind for a title and the alpha-3 code of the state."""
    # Spain's head of government is styled President of the Government.
    return "prime-minister" if (code, title) == ("ESP", "President") else _RECORD_TITLES[title]


def read_title(text: str, start: int, served: str | None, knowledge: Knowledge) -> TitleUse | None:
    """Return the title that begins at ``start``, as one of the state or organisation served."""
    status = CURRENT
    word = _FIRST_WORD.match(text, start)
    if word and (found := knowledge.lexicon.tenure_words.get(word[1].lower())):
        start, status = word.end(), found
    use = _ruler(text, start, served) or _known(text, start, served, knowledge)
    if use is None:
        return None
    elect = _ELECT.match(text, use.end)
    if elect:
        return TitleUse(use.kind, use.office, DESIGNATE, elect.end())
    return TitleUse(use.kind, use.office, status, use.end)


def _ruler(text: str, start: int, served: str | None) -> TitleUse | None:
    match = _RECORD_TITLE.match(text, start)
    if match is None:
        return None
    code = served.rsplit("/", 1)[-1] if served else ""
    return TitleUse(OFFICE_KIND[ruler_kind(code, match[0])], None, CURRENT, match.end())


def _known(text: str, start: int, served: str | None, knowledge: Knowledge) -> TitleUse | None:
    titles, offices = knowledge.world.titles, knowledge.world.offices
    prepared = titles.prepared(text)
    match = next(titles.find(prepared, start, len(prepared)), None)
    if match is None or match.start != start:
        return None
    own = [t for t in match.entries if t.office and offices[t.office].served == served]
    if own:
        return TitleUse(own[0].kind, own[0].office, CURRENT, match.end)
    general = [t for t in match.entries if t.office is None]
    return TitleUse(general[0].kind, None, CURRENT, match.end) if general else None


def bearers(text: str, served: str | None, knowledge: Knowledge) -> tuple[Bearer, ...]:
    """Return the persons of "TITLE NAME and TITLE NAME"; none where a title is not known."""
    return tuple(_bearers(_parts(text, served, knowledge), served, knowledge))


def _parts(text: str, served: str | None, knowledge: Knowledge) -> list[str]:
    """Cut before each title: "Tommy E. Remengesau, Jr." stays whole."""
    cuts = [
        m for m in _JOINT.finditer(text) if read_title(text, m.end(), served, knowledge) is not None
    ]  # fmt: skip
    starts = [0, *(m.end() for m in cuts)]
    return [text[a:b] for a, b in zip(starts, [*(m.start() for m in cuts), len(text)], strict=True)]


def _bearers(parts: Iterable[str], served: str | None, knowledge: Knowledge) -> Iterator[Bearer]:
    for part in parts:
        title = read_title(part, 0, served, knowledge)
        name = part[title.end :].strip(" ,") if title else _without_honorifics(part)
        if name and (name[0].isupper() or name.split()[0] in PARTICLES) and (title or " " in name):
            yield Bearer(name, title)


def _without_honorifics(name: str) -> str:
    """Return a name without "General" or "Sheikh"; "" where the words before it are not known."""
    words = name.split()
    while words and words[0].lower().rstrip(".") in HONORIFICS:
        words = words[1:]
    return " ".join(words) if words and words[0] not in _NOT_NAMES else ""


_NOT_NAMES = frozenset(
    {"Chairman", "Chief", "First", "Governor", "Head", "Junta", "Lieutenant", "Brigadier", "Regent"}
)


def plain_name(name: str) -> tuple[str, str | None]:
    """Return a name without what stands in brackets, and the name that the brackets make of it.

    "Willem (Wim) Kok" is Willem Kok, also called Wim Kok.
    """
    called = _ALSO_CALLED.search(name)
    if called is None:
        return name, None
    plain = " ".join(_ALSO_CALLED.sub(" ", name).split())
    familiar = " ".join(f"{called[1]} {name[called.end() :]}".split())
    return plain, familiar if name[called.end() :].strip() else None
