"""Names of persons as many languages make them, from the name lists of Faker (MIT licence)."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

_LATIN = re.compile(r"[^\W\d_][\w’'. -]*")
_IBERIAN = ("es", "pt")
_PARTICLES = {
    "nl": ("van", "van de", "van der", "de"), "de": ("von", "von der"), "fr": ("de", "de la", "Le", "du"),
    "it": ("De", "Di", "Della", "D’"), "es": ("de la", "del", "de"), "pt": ("da", "dos", "de"),
    "ar": ("al-", "bin", "Al", "el-", "Abdel"), "da": ("af",), "en": ("Mc", "O’", "St."),
}  # fmt: skip
_GIVEN = ("first_names", "first_romanized_names", "first_names_male", "first_names_female")
_SURNAMES = (
    "last_names", "last_romanized_names", "last_names_male", "last_names_female", "last_names_masculine",
    "last_names_feminine", "unisex_last_names",
)  # fmt: skip
_INITIALS = "ABCDEFGHIJKLMNOPRSTVW"


@dataclass(frozen=True, slots=True)
class PersonName:
    """How one person is named: in full, and later on by the surname alone."""

    given: str
    surname: str

    @property
    def full(self) -> str:
        return f"{self.given} {self.surname}" if self.given else self.surname


@dataclass(frozen=True, slots=True)
class NameLists:
    """Given names and surnames by locale ("es_MX")."""

    by_locale: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]

    def words(self) -> tuple[set[str], set[str]]:
        """Return all words of given names and of surnames."""
        given = {word for _, names, _ in self.by_locale for name in names for word in name.split()}
        return given, {word for _, _, names in self.by_locale for name in names for word in name.split()}

    def draw(self, rng: Random) -> PersonName:
        """Make up a person; one locale, as a rule, for the given name and the surname."""
        english = [lists for lists in self.by_locale if lists[0].startswith("en")]
        locale, given_names, surnames = rng.choice(english if rng.random() < 0.25 else self.by_locale)
        if rng.random() < 0.08:
            surnames = rng.choice(self.by_locale)[2]
        return PersonName(_given(given_names, rng), _surname(locale[:2], surnames, rng))


def _given(names: tuple[str, ...], rng: Random) -> str:
    name, chance = rng.choice(names), rng.random()
    if chance < 0.10:
        return f"{name} {rng.choice(_INITIALS)}."
    if chance < 0.16:
        return f"{name} {rng.choice(names)}"
    if chance < 0.20:
        return f"{rng.choice(_INITIALS)}. {rng.choice(_INITIALS)}."
    if chance < 0.22:
        return f"{rng.choice(_INITIALS)}.{rng.choice(_INITIALS)}."
    if chance < 0.25:
        return f"{rng.choice(_INITIALS)}."
    if chance < 0.28:
        return f"{name}-{rng.choice(names)}"
    if chance < 0.30:
        return f"{name}-{rng.choice(names).lower()}"
    return name


def _surname(language: str, names: tuple[str, ...], rng: Random) -> str:
    name, chance = rng.choice(names), rng.random()
    if chance < (0.35 if language in _IBERIAN else 0.05):
        joint = rng.choice((" ", "-", " y ", " de ")) if language in _IBERIAN else rng.choice(("-", " "))
        return name + joint + rng.choice(names)
    if chance > 0.88 and language in _PARTICLES:
        particle = rng.choice(_PARTICLES[language])
        return particle + ("" if particle[-1] in "’-c" else " ") + name
    if chance > 0.86:
        return name + rng.choice((" Jr.", ", Jr.", " II", " III", " Sr."))
    return name


def faker_names() -> NameLists:
    """Return the lists of all locales that write in Latin letters, in a fixed order."""
    from faker import Generator  # of the extra "training"
    from faker.providers import person as person_providers

    found = []
    for module in sorted(pkgutil.iter_modules(person_providers.__path__), key=lambda item: item.name):
        if module.name == "fr_QC":
            continue  # another name of fr_CA
        provider = importlib.import_module(f"{person_providers.__name__}.{module.name}").Provider(Generator())
        given = _latin(getattr(provider, key, ()) for key in _GIVEN)
        surnames = _latin(getattr(provider, key, ()) for key in _SURNAMES)
        if len(given) > 20 and len(surnames) > 20:
            found.append((module.name, given, surnames))
    return NameLists(tuple(found))


def _latin(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted(set(_words(lists))))


def _words(lists: Iterable[Iterable[str]]) -> Iterator[str]:
    for names in lists:
        for name in names:
            if _LATIN.fullmatch(name.strip()) and _is_cased(name.strip()) and _western(name):
                yield name.strip()


def _is_cased(name: str) -> bool:
    return name[0].isupper() and not (len(name) > 3 and name.isupper())


def _western(name: str) -> bool:
    """Tell whether all letters are Latin, with or without accents."""
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or letter == "’" for letter in name)
