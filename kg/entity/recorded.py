"""Persons of an article -> persons of imported records, where name, office and date agree.

A name alone does not do: there are thousands of them. What an article calls the person, or the
office that the person held on the day of the article, has to agree with the records, and with one
person's only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.entity.persons import Person
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.roll import Service, name_words
from kg.knowledge.world import Office
from kg.mention.titles import TitlePhrase
from kg.model import DateInterval
from kg.vocab import OFFICE_KIND, TENURE_STATUS

_IN_OFFICE = (TENURE_STATUS["current"], TENURE_STATUS["acting"])
_HEADS = {OFFICE_KIND[kind] for kind in ("president", "prime-minister", "chancellor", "monarch")}
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_FORMER = TENURE_STATUS["former"]


def with_records(persons: list[Person], days: DateInterval | None, knowledge: Knowledge) -> list[Person]:
    """Return the persons, those whom records know under their IRIs; two of one IRI become one.

    ``days`` is when the article was published; without it no record is asked.
    """
    if days is None or not knowledge.roll.services_of:
        return persons
    for person in persons:
        if person.known is None or _comes_later(person, days, knowledge):
            person.known = _recorded(person, days, knowledge) or person.known
    return _joined(persons)


def holder_on(
    title: TitlePhrase, office: str, sentence: str, days: DateInterval | None, knowledge: Knowledge
) -> Person | None:
    """Return whom "the US ambassador to Kosovo" means on the day of the article, as records tell.

    ``None`` where the office had no certain holder then, or the sentence tells of another year.
    """
    if days is None or days.begin is None or title.plural or title.status not in _IN_OFFICE:
        return None
    if set(_YEAR.findall(sentence)) - {str(days.begin.year)}:
        return None
    services = knowledge.roll.holders_of.get(office, ())
    held = {service.person for service in services if service.end and service.covers(days)}
    if len(held) != 1:
        return None
    person = held.pop()
    name = knowledge.roll.labels.get(person, "")
    return Person([], person, name_words(name), iri=person, recorded_name=name) if name else None


def _comes_later(person: Person, days: DateInterval, knowledge: Knowledge) -> bool:
    """Tell whether only a surname made this a known person, who came into office after the article."""
    if any(len(name_words(mention.run.text)) > 1 for mention in person.mentions):
        return False
    begins = [t.begin for t in knowledge.world.tenures_of.get(person.known or "", ()) if t.begin]
    return bool(days.end and begins) and all(begin > days.end for begin in begins if days.end)


def _recorded(person: Person, days: DateInterval, knowledge: Knowledge) -> str | None:
    titles = [title for mention in person.mentions for title in mention.titles]
    full = [words for mention in person.mentions if len(words := name_words(mention.run.text)) > 1]
    if full:
        words = max(full, key=len)
        found = knowledge.roll.persons(words, days)
        fitting = {p for p in found if _agrees(p, words, titles, days, knowledge)}
    else:
        fitting = _holders(person, titles, days, knowledge)
    return fitting.pop() if len(fitting) == 1 else None


def _agrees(
    person: str,
    words: tuple[str, ...],
    titles: Sequence[TitlePhrase],
    days: DateInterval,
    knowledge: Knowledge,
) -> bool:
    """Tell whether the titles are of offices held then, or nothing speaks against the office."""
    services = knowledge.roll.services_of.get(person, ())
    called = [title for title in titles if title.accredited_to] or titles  # "Ambassador Ruiz" says less
    if any(_is_called(service, title, days) for service in services for title in called):
        return True
    at_home = any(service.covers(days) and service.office.accredited_to is None for service in services)
    return at_home and knowledge.roll.bears(person, words) and not any(t.names_a_post for t in titles)


def _is_called(service: Service, title: TitlePhrase, days: DateInterval) -> bool:
    """Tell whether a title is of this office, at a time that agrees with the word "former" or its absence."""
    if title.status in _IN_OFFICE and not service.is_near(days):
        return False
    if title.status not in _IN_OFFICE and not (title.status == _FORMER and service.ended_before(days)):
        return False
    return _means(title, service.office)


def _means(title: TitlePhrase, office: Office) -> bool:
    """Tell whether a title can be that of an office."""
    if title.accredited_to and office.accredited_to not in title.accredited_to:
        return False
    if title.served and office.served not in title.served:
        return False
    return any(t.office == office.iri or (t.office is None and t.kind == office.kind) for t in title.titles)


def _says_enough(title: TitlePhrase, office: Office) -> bool:
    """Tell whether a title beside a lone surname tells whose office it is.

    That of a head of state or government does by itself, on one day and with the surname.
    """
    if office.accredited_to:
        return bool(title.accredited_to)
    named = {t.office for t in title.titles if t.unique} == {office.iri}
    return bool(title.served) or named or office.kind in _HEADS


def _holders(
    person: Person, titles: Iterable[TitlePhrase], days: DateInterval, knowledge: Knowledge
) -> set[str]:
    """Return who of this surname held, on the day, an office that the article calls the person by."""
    surname = name_words(person.mentions[0].run.text) if person.mentions else ()
    called = [title for title in titles if title.status in _IN_OFFICE and title.names_a_post]
    return {
        service.person
        for services in (knowledge.roll.holders_of.values() if called and surname else ())
        if any(_means(t, services[0].office) and _says_enough(t, services[0].office) for t in called)
        for service in services
        if service.covers(days) and knowledge.roll.ends_in(service.person, surname)
    }


def _joined(persons: list[Person]) -> list[Person]:
    """Make one of the persons that turn out to be the same."""
    by_iri: dict[str, Person] = {}
    joined = []
    for person in persons:
        same = by_iri.get(person.known) if person.known else None
        if same is None:
            joined.append(person)
            if person.known:
                by_iri[person.known] = person
            continue
        same.mentions.extend(person.mentions)
        same.mentions.sort(key=lambda m: m.run.start)
        same.words = max(same.words, person.words, key=len)
    return joined
