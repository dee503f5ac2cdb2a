"""Names of parties, institutions, associations and companies, put together as such names are made.

A grammar rather than a list: "Social Democratic Party of Latvia", "Partido Acción Nacional", "National
Council on Water", "Voss & Lindqvist". That some of them exist is chance.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from kg.tagger.training.people import NameLists
from kg.tagger.training.places import Places, demonym

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("organisations.toml").read_text("utf-8"))
_PARTY_HEADS = [WORDS["party_heads"][0]] * 13 + WORDS["party_heads"]
_LANGUAGES = [(language["first"], language["second"]) for language in WORDS["languages"]]


@dataclass(frozen=True, slots=True)
class Organisations:
    """Makes names of organisations; persons and places lend theirs. The words are in WORDS."""

    people: NameLists
    places: Places

    def party(self, rng: Random) -> str:
        makers = (*[self._english] * 5, self._aims, self._foreign, self._foreign, self._short)
        name = rng.choice(makers)(rng)
        if rng.random() < 0.12 and " " in name and " of " not in name:
            name += rng.choice((" of ", " of ", " of the ")) + self.places.any(rng).removeprefix("the ")
        return name

    def institution(self, rng: Random) -> str:
        """A chamber, court, ministry or council of a state."""
        chamber, chance = _word("chambers", rng), rng.random()
        if chance < 0.25:
            return chamber
        if chance < 0.4:
            return f"{self.places.any(rng).removeprefix('the ')} {chamber}"
        if chance < 0.55:
            return f"{demonym(rng)} {chamber}"
        if chance < 0.65:
            return f"{chamber} of {rng.choice(('', 'the '))}{self.places.state(rng)}"
        office = rng.choice(("Ministry", "Department", "Ministry", "Office", "Secretariat"))
        topic = _word("topics", rng)
        return rng.choice(
            (f"{office} of {topic}", f"{topic} {office}", f"{office} of {topic} and {_word('topics', rng)}")
        )

    def association(self, rng: Random) -> str:
        topic, head, reach = _word("topics", rng), _word("heads", rng), _word("ranges", rng)
        place = self.places.any(rng).removeprefix("the ")
        whose = rng.choice((reach, demonym(rng), place))
        forms = (
            f"{reach} {topic} {head}", f"{topic} {head}", f"{head} on {topic}", f"{head} for {topic}",
            f"{reach} {head} for {topic}", f"{reach} {head} on {topic}", f"{whose} {topic} {head}",
            f"{whose} {head}", f"{reach} {head} of {topic}", f"{_word('bands', rng)} {_word('aims', rng)}",
            f"{topic} {head} of {place}", f"{place} {head}", f"{head} of {demonym(rng)} {topic}",
            f"{self.people.draw(rng).full} {rng.choice(('Foundation', 'Institute', 'Center', 'Library'))}",
            f"{_word('bands', rng)} {place}",
            f"{topic} {rng.choice(('Now', 'International', 'First', 'Action'))}",
        )  # fmt: skip
        return rng.choice(forms)

    def company(self, rng: Random) -> str:
        one, other = self.people.draw(rng).surname, self.people.draw(rng).surname
        place, trade = self.places.city(rng), _word("trades", rng)
        coined = "".join(_word("syllables", rng) for _ in range(rng.randint(2, 3))).title()
        base = rng.choice((
            f"{one} {trade}", f"{coined} {trade}", f"{place} {trade}", coined, f"{one} & {other}",
            f"{demonym(rng)} {trade}", f"{one} {other}",
        ))  # fmt: skip
        return f"{base} {_word('company_ends', rng)}" if rng.random() < 0.2 else base

    def school(self, rng: Random) -> str:
        place, kind = self.places.any(rng).removeprefix("the "), _word("schools", rng)
        surname = self.people.draw(rng).surname
        return rng.choice((
            f"University of {place}", f"{place} {kind}", f"{surname} {kind}", f"{place} University",
            f"{kind} of {place}", f"St. {surname}'s College",
        ))  # fmt: skip

    def any(self, rng: Random) -> str:
        return rng.choice((self.party, self.institution, self.association, self.company, self.school))(rng)

    def _english(self, rng: Random) -> str:
        idea, head = _word("ideas", rng), rng.choice(_PARTY_HEADS)
        front = rng.choice(
            ("", "", "", demonym(rng), self.places.any(rng).removeprefix("the "), _word("ideas", rng))
        )
        return f"{front} {idea} {head}".strip()

    def _aims(self, rng: Random) -> str:
        one, other, head = _word("aims", rng), _word("aims", rng), rng.choice(_PARTY_HEADS)
        return rng.choice((
            f"{head} for {one}", f"{head} of {one} and {other}", f"{one} and {other} {head}",
            f"{one} and {other}", f"{_word('ideas', rng)} {head} for {one}",
            f"{head} for {_word('ideas', rng)} {one}", f"For {one}",
            f"{head} for the {one.removeprefix('the ')} of {self.places.state(rng)}", f"{one} for All",
            f"{demonym(rng)} {head} for {one}", f"United {self.places.state(rng)}",
            f"{head} of {demonym(rng)} {one}",
        ))  # fmt: skip

    def _foreign(self, rng: Random) -> str:
        first, second = rng.choice(_LANGUAGES)
        name = f"{rng.choice(first)} {rng.choice(second)}"
        return f"{name} {rng.choice(second)}" if rng.random() < 0.3 else name

    def _short(self, rng: Random) -> str:
        coined = "".join(_word("syllables", rng) for _ in range(rng.randint(2, 3))).title()
        return rng.choice((_word("one_word", rng), _word("one_word", rng), coined))


def _word(kind: str, rng: Random) -> str:
    return str(rng.choice(WORDS[kind]))


def acronym(name: str, rng: Random) -> str:
    """Return the initials of a name, or letters at random where it is too short."""
    letters = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
    if 2 <= len(letters) <= 6 and rng.random() < 0.85:
        return letters
    return "".join(rng.choice("ABCDEFGILMNOPRSTU") for _ in range(rng.randint(2, 5)))
