"""Remarks on a trip -> whom the traveller met, where the wording is certain.

Only sentences of the one regular form are read: "Met with TITLE NAME, TITLE NAME and TITLE NAME."
A title without a state is of the country visited. Who meets there on neutral ground ("Met with
Foreign Minister Gromyko" in Geneva) is told by where else that title and name are met.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.iri import folded
from kg.knowledge.knowledge import Knowledge
from kg.mention.names import PARTICLES
from kg.model import MentionKind
from kg.record.titles import CURRENT, TitleUse, read_title
from kg.vocab import OFFICE_KIND

_SENTENCE = re.compile(
    r"(?<=[a-z)\d])(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bSt)(?<!\bJr)(?<!\bGen)[.;]\s+(?=[A-Z])"
)
_LEAD = re.compile(r"(?:Also met|Met) with ")
_SKIPPED = re.compile(r"(?:with\s+)?(?:the\s+)?")
_OFFICIALS = re.compile(r"(?:other\s+)?senior\s+(?:[A-Z][\w.-]*\s+){0,3}(?:government\s+)?officials\b")
_SEPARATOR = re.compile(r"(?:,\s+and|,|\s+and)\s+(?:also\s+)?")
_REST = re.compile(r"(?:,|,?\s+and)\s+(?:[a-z]+ed|gave|laid|spoke|took part|held)\b")
_OWNER = re.compile(r"(?:['’]s)?\s+")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_AND = re.compile(r"\s+and\s+")
_WORD = re.compile(r"\s+([^\W\d_][\w’'.-]*)")
_LINKED = re.compile(r"[a-z]{1,3}-[A-Z]")  # "al-Said"
_GATHERING = re.compile(
    r"\b(?:summit|conference|assembly|council|forum|funeral|inaugurat\w+|ceremon\w+|ministerial|session|"
    r"multilateral|talks|NATO|APEC|ASEAN|OAS|OSCE|CSCE|G-?\d+|United Nations|U\.?N\.?|Quad)\b",
    re.I,
)
_SERVED = {MentionKind.STATE, MentionKind.ADJECTIVE, MentionKind.ORGANISATION}
_OF_ORGANISATIONS = {OFFICE_KIND["secretary-general"], OFFICE_KIND["high-representative"]}
_HEADS = {OFFICE_KIND[kind] for kind in ("president", "monarch", "chancellor")}
_OF_STATES = _HEADS | {OFFICE_KIND[k] for k in ("prime-minister", "deputy-prime-minister", "vice-president")}
_MOST_WORDS = 6  # of a name
_AT_GATHERINGS = 2  # meetings elsewhere in the country that tell whose minister is met at a summit


@dataclass(frozen=True, slots=True)
class Met:
    """A person met; ``served`` is None where only the country visited can tell."""

    name: str
    title: TitleUse
    served: str | None


def people_met(remarks: str, knowledge: Knowledge) -> tuple[Met, ...]:
    """Return whom the sentences of the regular form name."""
    return tuple(met for sentence in _SENTENCE.split(remarks) for met in _sentence(sentence, knowledge))


def is_gathering(remarks: str) -> bool:
    """Tell whether people from third countries were there too, so that a title may be any state's."""
    return _GATHERING.search(remarks) is not None


def _sentence(sentence: str, knowledge: Knowledge) -> Iterable[Met]:
    text = sentence.strip().removesuffix(".").removesuffix(";")
    lead = _LEAD.match(text)
    position = lead.end() if lead else len(text)
    found: list[Met] = []
    while position < len(text):
        item = _item(text, position, knowledge)
        if item is None:
            return ()
        met, position = item
        found += [met] if met else []
        if position == len(text) or _REST.match(text, position):
            return found
        separator = _SEPARATOR.match(text, position)
        if separator is None:
            return ()
        position = separator.end()
    return ()


def _item(text: str, position: int, knowledge: Knowledge) -> tuple[Met | None, int] | None:
    """Return one person met, and where the words end; ``None`` where they are not of the form."""
    if officials := _OFFICIALS.match(text, position):
        return None, officials.end()
    skipped = _SKIPPED.match(text, position)
    position = skipped.end() if skipped else position
    served, position = _served(text, position, knowledge)
    title = read_title(text, position, served, knowledge)
    if title is None or title.status != CURRENT:
        return None
    position = title.end
    second = _AND.match(text, position)
    if second and (also := read_title(text, second.end(), served, knowledge)):
        position = also.end
    of = _OF.match(text, position)
    if of and served is None:
        served, position = _named(text, of.end(), knowledge)
        if served is None:
            return None
    name = _name(text, position, knowledge.world.title_words)
    if name is None or not _fits(title.kind, served, knowledge):
        return None
    return _with_state_behind(text, Met(name[0], title, served), name[1], knowledge)


def _with_state_behind(text: str, met: Met, position: int, knowledge: Knowledge) -> tuple[Met, int] | None:
    """Return a person with the state named after the name: "King Hussein of Jordan"."""
    of = _OF.match(text, position)
    if of is None:
        return met, position
    served, end = _named(text, of.end(), knowledge)
    return (replace(met, served=served), end) if served and met.served is None else None


def _served(text: str, position: int, knowledge: Knowledge) -> tuple[str | None, int]:
    """Return the state or organisation that the words before a title name, and where the title begins."""
    served, end = _named(text, position, knowledge)
    after = _OWNER.match(text, end)
    return (served, after.end()) if served and after else (None, position)


def _named(text: str, position: int, knowledge: Knowledge) -> tuple[str | None, int]:
    """Return the state or organisation named at a position, and where its name ends."""
    names = knowledge.world.names
    prepared = names.prepared(text)
    match = next(names.find(prepared, position, len(prepared)), None)
    if match is None or match.start != position:
        return None, position
    iris = {naming.iri for naming in match.entries if naming.kind in _SERVED}
    return (iris.pop(), match.end) if len(iris) == 1 else (None, position)


def _fits(kind: str, served: str | None, knowledge: Knowledge) -> bool:
    """Tell whether a title is of an office that a state, or the organisation named, can have."""
    if served and knowledge.world.things[served].kind is MentionKind.ORGANISATION:
        return kind in _OF_ORGANISATIONS
    return kind in _OF_STATES or (
        kind.endswith("-minister") and "deputy" not in kind
    )  # of any portfolio, but "minister" alone says too little


def _name(text: str, position: int, title_words: frozenset[str]) -> tuple[str, int] | None:
    words: list[str] = []
    end = position
    while word := _WORD.match(text, end):
        token = word[1]
        if not (token[0].isupper() or token in PARTICLES or _LINKED.match(token)):
            break
        if token == "y" or (token.lower() in title_words - PARTICLES and len(token) > 3):
            return None  # another title: what stands before it is no title of this person
        words.append(token)
        end = word.end()
    while words and words[-1] in PARTICLES:
        end -= len(words.pop()) + 1
    if not words or len(words) > _MOST_WORDS:
        return None
    return " ".join(words), end


# --------------------------------------------------------------------- where they belong


class Places:
    """Counts in which countries a title and a surname are met; gatherings of many countries do not count."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def count(self, met: Met, country: str) -> None:
        self._met[_key(met)][met.served or country] += 1

    def belongs(self, met: Met, country: str, at_least: int) -> bool:
        """Tell whether this person is met in this country more often than in all others together."""
        counts = self._met[_key(met)]
        return 2 * counts[country] > counts.total() and counts[country] >= at_least


def _key(met: Met) -> tuple[str, str]:
    return met.title.kind, folded(met.name).split()[-1] if folded(met.name) else ""


def own_people(
    found: Iterable[Met], host: str, gathering: bool, places: Places, knowledge: Knowledge
) -> Iterator[Met]:
    """Yield those met who certainly serve the host or the state that is named, with whom they serve."""
    offices: dict[str, list[Met]] = defaultdict(list)
    for met in found:
        if met.served is not None:
            yield met
        elif places.belongs(met, host, _AT_GATHERINGS if gathering else 1) and _is_possible(
            met, host, knowledge
        ):
            offices[met.title.kind].append(replace(met, served=host))
    for group in offices.values():
        if len(group) == 1:  # two presidents: one of them is another state's
            yield group[0]


def _is_possible(met: Met, host: str, knowledge: Knowledge) -> bool:
    """Tell whether the state can have such a head: no king where the reference data has a president."""
    kinds = {office.kind for office in knowledge.world.offices_at.get(host, ())} & _HEADS
    return met.title.kind not in _HEADS or not kinds or met.title.kind in kinds
