"""Variants of tagged text: other names in the same sentences, other typesetting of the same names.

The newswire names the people, places and bodies of some years; a tagger should learn what the words
around names say and how names look, not which names there were.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from kg.tagger.training.organisations import Organisations, acronym
from kg.tagger.training.people import PersonName
from kg.tagger.training.tagged import Tagged, renamed, tagged

_TITLE = re.compile(r"(Mr|Mrs|Ms|Dr|Sir|President|Sheikh|General|King|Queen|Prince|Minister)\.?\s+")
_SCHOOL = re.compile(r"\b(University|College|School|Polytechnic|Academy)\b")
_PARTY = re.compile(r"\b(Party|Front|Movement|Alliance|Coalition|League|Partido|Dal)\b")
_STATE_BODY = re.compile(r"\b(Ministry|Department|Parliament|Senate|Court|Assembly|Congress|Army|Council)\b")
_KNOTTY = re.compile(r"[’']s$|\d")

# How often, of a hundred names of a text, one is replaced.
_SHARES = {"PERSON": 80, "LOC": 40, "ORG": 40}


@dataclass(slots=True)
class Renaming:
    """Other names for one text: a name that comes back is replaced by the same one again."""

    organisations: Organisations
    rng: Random
    persons: dict[str, PersonName] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)

    def __call__(self, name: str, label: str) -> str:
        if _KNOTTY.search(name) or name.islower():
            return name
        if label == "PERSON":
            return self._person(name)
        if name not in self.others:
            drawn = self.rng.random() * 100 < _SHARES[label]
            other = self._place if label == "LOC" else self._organisation
            self.others[name] = other(name) if drawn else name
        return self.others[name]

    def _person(self, name: str) -> str:
        title = match.group() if (match := _TITLE.match(name)) else ""
        words = name[len(title) :].split()
        if not words:
            return name
        known = [key for key in self.persons if key in words]
        key = known[0] if known else words[-1]
        if key not in self.persons:
            drawn = self.rng.random() * 100 < _SHARES["PERSON"]
            made = self.organisations.people.draw(self.rng)
            self.persons[key] = made if drawn else PersonName(" ".join(words[:-1]), words[-1])
        person = self.persons[key]
        return title + (person.surname if len(words) == 1 else person.full)

    def _place(self, name: str) -> str:
        places = self.organisations.places
        if name.split()[-1] in ("City", "Province", "District", "County", "River", "Region", "State"):
            return f"{places.city(self.rng)} {name.split()[-1]}"
        return places.any(self.rng).removeprefix("the ")

    def _organisation(self, name: str) -> str:
        makers: tuple[tuple[re.Pattern[str], Callable[[Random], str]], ...] = (
            (_SCHOOL, self.organisations.school),
            (_PARTY, self.organisations.party),
            (_STATE_BODY, self.organisations.institution),
        )
        for pattern, make in makers:
            if pattern.search(name):
                return make(self.rng)
        if name.isupper():
            return acronym("", self.rng)
        if " " in name:
            return self.rng.choice((self.organisations.association, self.organisations.company))(self.rng)
        return name


def with_other_names(source: Tagged, organisations: Organisations, rng: Random) -> Tagged:
    return renamed(source, Renaming(organisations, rng))


def retyped(source: Tagged, rng: Random) -> Tagged:
    """Return the text as another typist might have left it; most texts stay as they are."""
    chance = rng.random()
    for share, change in _TYPING:
        if chance < share:
            return _changed(source, change)
        chance -= share
    return source


def _changed(source: Tagged, change: Callable[[str], str]) -> Tagged:
    return tagged(
        change(piece) if isinstance(piece, str) else (change(piece[0]), piece[1]) for piece in source.pieces()
    )


def without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _curly(text: str) -> str:
    text = re.sub(r'(^|\s|\()"', r"\1“", text).replace('"', "”")
    return text.replace("'", "’")


def _straight(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def _loose(text: str) -> str:
    """Set possessives apart, as texts do that were cut into words once."""
    return re.sub(r"(?<=\w)(['’])s\b", r" \1s", text)


# Of all texts, and what happens to them.
_TYPING: tuple[tuple[float, Callable[[str], str]], ...] = (
    (0.05, str.upper),
    (0.06, without_accents),
    (0.08, _curly),
    (0.06, _straight),
    (0.06, _loose),
    (0.02, lambda text: _loose(text).replace("'s", "' s")),
)
