"""Sentences about politics made from patterns, as an encyclopedia or an agency would write them.

Patterns are prose of our own with slots in braces; a slot without a label (years, elections, offices,
adjectives) teaches what is no name: "the 1998 Kano State election" names an event, not a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from kg.tagger.training.organisations import Organisations, acronym
from kg.tagger.training.people import PersonName
from kg.tagger.training.places import demonym
from kg.tagger.training.tagged import Piece, Tagged, tagged

PATTERNS = Path(__file__).with_name("patterns.txt")
_SLOT = re.compile(r"\{(\w+)\}")
_OFFICES = (
    "president", "prime minister", "foreign minister", "mayor", "governor", "senator", "deputy", "chairman",
    "leader", "general secretary", "ambassador", "defence minister", "chief minister", "spokeswoman", "MP",
    "party leader", "finance minister", "member of parliament", "judge", "speaker", "envoy", "treasurer",
)  # fmt: skip
_TITLES = (
    "President", "Prime Minister", "Senator", "Governor", "Foreign Minister", "Chancellor", "King", "Queen",
    "Mr.", "Mrs.", "Ms.", "Dr.", "General", "Colonel", "Judge", "Justice", "Congressman", "Mayor", "Premier",
    "Secretary of State", "Vice President", "Ambassador", "Bishop", "Rev.", "Representative", "Prof.",
    "Speaker", "Emperor", "Prince", "Chief Minister", "Finance Minister", "Deputy Prime Minister", "Rep.",
    "Major General", "Lieutenant General", "Deputy Leader", "National Security Adviser", "Chief Justice",
    "General Secretary", "Regent", "Generalissimo", "Major", "Admiral", "Commissioner", "Secretary",
    "Sen.", "Gov.", "Interior Minister", "Attorney General", "MP", "Captain", "Cardinal", "Sheikh",
)  # fmt: skip
_ELECTIONS = (
    "{y} {l} general election", "{y} {d} general election", "{y} {l} presidential election",
    "{y} {d} presidential election", "{y} {l} state election", "{y} {d} parliamentary election",
    "{y} {l} by-election", "{y} {d} federal election", "{y} {d} local elections", "{y} {l} mayoral election",
    "{y} {l} gubernatorial election", "{y} {p} presidential primaries", "{y} {d} legislative election",
    "{y} {l} Senate elections", "{y} {l} Senate election in {l}", "{y} European Parliament election in {l}",
    "{y} {l} House of Representatives elections", "{y} {p} leadership election",
    "{y} European Parliament election",
)  # fmt: skip
_EVENTS = (
    "{l} Conference", "Treaty of {l}", "Battle of {l}", "{d} Civil War", "{y} {l} summit", "Siege of {l}",
    "{d} Revolution", "{l} Accords", "{d} War of Independence", "{l} Agreement", "Invasion of {l}",
    "{y} {l} protests", "{l} Declaration", "World War II", "{d}-{d} War", "{l} Peace Conference",
    "{l} crisis", "{d} invasion of {l}", "{p} National Convention", "{l} massacre", "Cold War", "War in {l}",
)  # fmt: skip

Slot = Callable[["Writer"], list[Piece]]


def patterns() -> list[str]:
    """Return the patterns, one a line; lines that begin with # are for readers."""
    lines = PATTERNS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@dataclass(slots=True)
class Writer:
    """Fills patterns with names; the persons of a text are remembered for later mentions."""

    organisations: Organisations
    rng: Random
    persons: list[PersonName] = field(default_factory=list)

    def text(self, chosen: list[str]) -> Tagged:
        """Fill patterns and put them one after the other, about the same persons."""
        self.persons.clear()
        pieces: list[Piece] = []
        for pattern in chosen:
            pieces += [*([" "] if pieces else []), *self._filled(pattern)]
        return tagged(pieces)

    def _filled(self, pattern: str) -> list[Piece]:
        pieces: list[Piece] = []
        for number, part in enumerate(_SLOT.split(pattern)):
            pieces += SLOTS[part](self) if number % 2 else [part]
        return pieces

    def person(self) -> list[Piece]:
        self.persons.append(self.organisations.people.draw(self.rng))
        return [(self.persons[-1].full, "PERSON")]

    def surname(self) -> list[Piece]:
        if not self.persons:
            self.persons.append(self.organisations.people.draw(self.rng))
        return [(re.sub(r",? (Jr\.|Sr\.|III?)$", "", self.rng.choice(self.persons).surname), "PERSON")]

    def party(self) -> list[Piece]:
        name, chance = self.organisations.party(self.rng), self.rng.random()
        if chance < 0.15:
            return [(acronym(name, self.rng), "ORG")]
        if chance < 0.35:
            return [(name, "ORG"), " (", (acronym(name, self.rng), "ORG"), ")"]
        if chance < 0.40:
            return [(name, "ORG"), " (", (self.organisations.party(self.rng), "ORG"), ")"]
        return [(name, "ORG")]

    def organisation(self) -> list[Piece]:
        name = self.organisations.any(self.rng)
        if self.rng.random() < 0.15:
            return [(name, "ORG"), " (", (acronym(name, self.rng), "ORG"), ")"]
        return [(name if self.rng.random() < 0.9 else acronym(name, self.rng), "ORG")]

    def made(self, make: Callable[[Random], str], label: str) -> list[Piece]:
        name = make(self.rng)
        article = "the " if name.startswith("the ") and label else ""
        return [article, (name.removeprefix(article), label)]

    def happening(self, forms: tuple[str, ...]) -> list[Piece]:
        place = self.organisations.places.any(self.rng).removeprefix("the ")
        form = self.rng.choice(forms)
        party = self.organisations.party(self.rng) if "{p}" in form else ""
        return [form.format(y=self.year(), l=place, d=demonym(self.rng), p=party)]

    def year(self) -> str:
        return str(self.rng.randint(1870, 2026))

    def series(self, slot: Slot) -> list[Piece]:
        """Return a list of two to six names: "X, Y and Z"."""
        names = [slot(self) for _ in range(self.rng.choice((2, 2, 3, 3, 3, 4, 5, 6)))]
        last = self.rng.choice((" and ", " and ", " and ", ", and ", " or ", " & "))
        pieces = names[0]
        for name in names[1:-1]:
            pieces = [*pieces, ", ", *name]
        return [*pieces, last, *names[-1]]

    def persons_of_parties(self) -> list[Piece]:
        pieces = [*self.person(), " (", *self.one_party(), ")"]
        return [*pieces, ", ", *self.person(), " (", *self.one_party(), ")"]

    def one_party(self) -> list[Piece]:
        return [(self.organisations.party(self.rng), "ORG")]

    def place(self) -> list[Piece]:
        return self.made(self.organisations.places.any, "LOC")

    def city_and_state(self) -> list[Piece]:
        places = self.organisations.places
        return [(places.city(self.rng), "LOC"), ", ", (places.state(self.rng), "LOC")]

    def word(self, words: tuple[str, ...]) -> list[Piece]:
        return [self.rng.choice(words)]


SLOTS: dict[str, Slot] = {
    "P": Writer.person,
    "S": Writer.surname,
    "Ps": lambda writer: writer.series(Writer.person),
    "PPs": Writer.persons_of_parties,
    "PARTY": Writer.party,
    "ONEPARTY": Writer.one_party,
    "PARTIES": lambda writer: writer.series(Writer.party),
    "ORG": Writer.organisation,
    "ORGS": lambda writer: writer.series(Writer.organisation),
    "INST": lambda writer: writer.made(writer.organisations.institution, "ORG"),
    "ASSOC": lambda writer: writer.made(writer.organisations.association, "ORG"),
    "COMPANY": lambda writer: writer.made(writer.organisations.company, "ORG"),
    "SCHOOL": lambda writer: writer.made(writer.organisations.school, "ORG"),
    "STATE": lambda writer: writer.made(writer.organisations.places.state, "LOC"),
    "STATES": lambda writer: writer.series(lambda w: w.made(w.organisations.places.state, "LOC")),
    "CITY": lambda writer: writer.made(writer.organisations.places.city, "LOC"),
    "CITIES": lambda writer: writer.series(lambda w: w.made(w.organisations.places.city, "LOC")),
    "CITYSTATE": Writer.city_and_state,
    "REGION": lambda writer: writer.made(writer.organisations.places.region, "LOC"),
    "L": Writer.place,
    "LS": lambda writer: writer.series(Writer.place),
    "DEM": lambda writer: [demonym(writer.rng)],
    "ELECTION": lambda writer: writer.happening(_ELECTIONS),
    "ELECTIONS": lambda writer: writer.series(lambda w: w.happening(_ELECTIONS)),
    "EVENT": lambda writer: writer.happening(_EVENTS),
    "Y": lambda writer: [writer.year()],
    "N": lambda writer: [str(writer.rng.randint(2, 320))],
    "OFFICE": lambda writer: writer.word(_OFFICES),
    "TITLE": lambda writer: writer.word(_TITLES),
}
