"""Person mentions -> persons: every name and alias of one article resolved to one entity each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.entity.naming import PersonMention
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.personal_names import name_words
from kg.knowledge.world import KnownTenure
from kg.mention.titles import TitlePhrase
from kg.model import DateInterval


@dataclass(slots=True)
class Person:
    """A person under construction; ``names`` are the distinct forms used, longest first in the end."""

    mentions: list[PersonMention] = field(default_factory=list)
    known: str | None = None
    words: tuple[str, ...] = ()  # folded words of the fullest form
    state: str | None = None
    iri: str = ""
    recorded_name: str = ""  # of one whom the article calls by a title only

    @property
    def names(self) -> list[str]:
        if self.recorded_name:
            return [self.recorded_name]
        forms = dict.fromkeys(m.run.text for m in self.mentions)
        return sorted(forms, key=_fullness)


def _fullness(name: str) -> tuple[int, bool, int, str]:
    """Order names from the fullest: by words that are no initials; "Ana Ruiz" before "Ana Ruiz C."."""
    words = [word for word in name.split() if len(word.strip(".")) > 1]
    return -len(words), len(name.split()[-1].strip(".")) == 1, -len(name), name


@dataclass(frozen=True, slots=True)
class Scene:
    """What an article is about as a whole: the states and bodies that it names, and its day."""

    named: frozenset[str]
    days: DateInterval | None

    def allows(self, tenure: KnownTenure, knowledge: Knowledge) -> bool:
        """Tell whether a title without a state ("President Biden") can mean this holder here."""
        if knowledge.world.offices[tenure.office].served in self.named:
            return True
        return tenure.likely_on(self.days.begin if self.days else None)


_SHORT_NAME = 3  # words of a full name whose first may be the family name


def persons_of(mentions: Iterable[PersonMention], scene: Scene, knowledge: Knowledge) -> list[Person]:
    """Cluster mentions: full names first, then surnames, each to the person named before it.

    Two full names are one person if the words of one are among the words of the other and the
    first words agree. A surname that fits two persons goes to the one mentioned last before it.
    """
    ordered = sorted(mentions, key=lambda m: m.run.start)
    persons: list[Person] = []
    full = [m for m in ordered if len(name_words(m.run.text)) >= 2 and m.certain]
    for mention in sorted(full, key=lambda m: -len(name_words(m.run.text))):
        _add_full(persons, mention, knowledge)
    # What a headline in title case only hints at waits for what the body makes sure of.
    # A surname with its title tells who it is: "President X" before "X" in another sentence.
    for mention in sorted(ordered, key=lambda m: (not m.certain, not m.titles)):
        words = name_words(mention.run.text)
        if len(words) >= 2 and mention.certain:
            continue
        person = _bearer(persons, mention, words)
        if person is None and mention.certain:
            person = _known_bearer(persons, mention, scene, knowledge)
        if person is not None:
            person.mentions.append(mention)
    for person in persons:
        person.mentions.sort(key=lambda m: m.run.start)
    return persons


def _add_full(persons: list[Person], mention: PersonMention, knowledge: Knowledge) -> None:
    words = name_words(mention.run.text)
    known = mention.run.known[0] if mention.run.known else _reference(words, knowledge)
    for person in persons:
        if known and person.known and known != person.known:
            continue
        if (
            (known and person.known == known)
            or _same_name(person.words, words)
            or _holds(person.words, words)
        ):
            person.mentions.append(mention)
            person.known = person.known or known
            person.words = max(person.words, words, key=len)
            return
    persons.append(Person([mention], known, words))


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one name has all words of the other in their order, the first one first."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) >= 2 and short[0] == long[0] and all(word in rest for word in short)


def _is_relative(words: tuple[str, ...], forms: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether a fuller name only shares a short form: "Ana Ruiz Soto Paz" is not Ana Soto Ruiz Luna.

    A form as long as the name begins alike then and goes on otherwise, and none is the name itself.
    """
    longer = [form for form in forms if len(form) >= len(words) - 1 and form[0] == words[0]]
    return bool(longer) and not any(_same_name(form, words) for form in longer)


def _reference(words: tuple[str, ...], knowledge: Knowledge) -> str | None:
    """Return the one person of the reference data that a full name can stand for."""
    names = knowledge.world.personal_names
    found = {
        person
        for person in names.bearers(words[0])
        if any(_same_name(known, words) for known in names.words[person])
        and not _is_relative(words, names.words[person])
    }
    return found.pop() if len(found) == 1 else None


def _bearer(persons: list[Person], mention: PersonMention, words: tuple[str, ...]) -> Person | None:
    """Return the person named before (or else after) whose name ends in, or holds, these words."""
    fitting = [p for p in persons if _holds(p.words, words) or _same_name(p.words, words)]
    if not fitting and len(words) == 1:  # "Wang" for Wang Yi: the family name may come first
        fitting = [p for p in persons if p.words[:1] == words and len(p.words) <= _SHORT_NAME]
        fitting = fitting if len(fitting) == 1 else []
    if not fitting:
        return None
    before = [p for p in fitting if any(m.run.start < mention.run.start for m in p.mentions)]
    if before:
        return max(
            before, key=lambda p: max(m.run.start for m in p.mentions if m.run.start < mention.run.start)
        )
    return fitting[0] if len(fitting) == 1 else None


def _holds(full: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Tell whether ``part`` is a run of words of ``full`` after its first word, or all of it."""
    rest = full[1:] if len(full) > 1 else full
    return any(rest[i : i + len(part)] == part for i in range(len(rest) - len(part) + 1))


def _known_bearer(
    persons: list[Person], mention: PersonMention, scene: Scene, knowledge: Knowledge
) -> Person:
    """Open a new person for a surname with a title; known if one holder of that office bears it."""
    words = name_words(mention.run.text)
    fitting = list(_holders(mention, words, knowledge))
    holders = {t.person for title, t in fitting if title.says_whose(t.office) or scene.allows(t, knowledge)}
    if not holders and scene.days is None:
        holders = {t.person for _, t in fitting if _is_only_bearer(t.person, words, knowledge)}
    known = holders.pop() if len(holders) == 1 else None
    same = next((p for p in persons if known and p.known == known), None)
    if same is not None:
        return same
    full = max(knowledge.world.personal_names.words.get(known or "", ()), key=len, default=words)
    person = Person([], known, full)
    persons.append(person)
    return person


def _holders(
    mention: PersonMention, words: tuple[str, ...], knowledge: Knowledge
) -> Iterator[tuple[TitlePhrase, KnownTenure]]:
    """Yield the known tenures of an office that a title can mean, by somebody with this surname."""
    names = knowledge.world.personal_names.words
    for title in mention.titles:
        kinds, particular = [t.kind for t in title.titles], [t.office for t in title.titles]
        for office in _offices(title.served, kinds, particular, knowledge):
            for tenure in knowledge.world.holders_of.get(office, ()):
                if any(_holds(name, words) for name in names.get(tenure.person, ())):
                    yield title, tenure


def _is_only_bearer(person: str, words: tuple[str, ...], knowledge: Knowledge) -> bool:
    """Tell whether no other known person of a state bears the words as a name, first or last."""
    names = knowledge.world.personal_names
    others = {other for word in words for other in names.bearers(word)} - {person}
    return not any(_is_of_a_state(other, knowledge) for other in others)


def _is_of_a_state(person: str, knowledge: Knowledge) -> bool:
    """Tell a person of politics from one known only to have headed organisations: "President Moreno"."""
    offices = [knowledge.world.offices.get(t.office) for t in knowledge.world.tenures_of.get(person, ())]
    served = [knowledge.world.things.get(office.served or "") for office in offices if office]
    return not served or any(thing is None or thing.state for thing in served)


def _offices(
    served: tuple[str, ...], kinds: list[str], offices: list[str | None], knowledge: Knowledge
) -> list[str]:
    named = [office for office in offices if office]
    matching = [
        office.iri
        for office in knowledge.world.offices.values()
        if office.kind in kinds and (not served or office.served in served)
    ]
    return [iri for iri in dict.fromkeys(named + matching) if not served or _serves(iri, served, knowledge)]


def _serves(office: str, served: tuple[str, ...], knowledge: Knowledge) -> bool:
    return office in knowledge.world.offices and knowledge.world.offices[office].served in served
