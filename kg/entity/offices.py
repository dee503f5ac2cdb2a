"""Title phrases -> offices: which post of which state or organisation the words mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.iri import folded, key
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.world import Office, Title
from kg.mention.titles import TitlePhrase
from kg.model import DateInterval, MentionKind
from kg.vocab import OFFICE_KIND

_NEEDS_OWNER = OFFICE_KIND["head-of-department"]  # "director": says nothing without "of what"
_OF_BODIES = {
    OFFICE_KIND[kind]
    for kind in (
        "secretary-general",
        "director-general",
        "commissioner",
        "commission-president",
        "council-president",
        "high-representative",
    )
}
# Held by many at once: words for such a kind do not say which of them is meant.
_OF_MANY = {
    OFFICE_KIND[kind]
    for kind in (
        "minister",
        "deputy-minister",
        "head-of-department",
        "permanent-secretary",
        "presidential-adviser",
        "spokesperson",
    )
}
# Of bodies: called by many titles.
_HEADS = {
    OFFICE_KIND[kind] for kind in ("director-general", "head-of-department", "deputy-minister", "legislator")
}
NOT_A_POST = OFFICE_KIND["official"]  # "official", "aide": tells a person, names no office


@dataclass(frozen=True, slots=True)
class OfficeUse:
    """An office as one title phrase names it."""

    office: Office
    phrase: TitlePhrase
    words: str

    @property
    def status(self) -> str:
        return self.phrase.status

    @property
    def in_office(self) -> bool:
        """Tell whether the holder acts in the office now: not one elected or named to it, or out of it."""
        return self.status.endswith(("#current", "#acting"))

    @property
    def says_whose(self) -> bool:
        return self.phrase.says_whose(self.office.iri)


def resolve_office(
    phrase: TitlePhrase, words: str, side: Sequence[str], held: Sequence[Office], knowledge: Knowledge
) -> OfficeUse | None:
    """Return the office that a title phrase means; ``None`` where the words leave it open.

    What the phrase itself says decides; then the offices known to be held by the person, in order,
    then a title that only one state has, then the side the person stands on.
    """
    if not phrase.names_a_post:
        return None
    served = [s for s in phrase.served if s in knowledge.world.things]
    if not served and all(title.kind == _NEEDS_OWNER and not title.unique for title in phrase.titles):
        return None
    if served and _means_the_head(phrase, served[0], knowledge):
        heading = _heading(served[0], held, knowledge)
        return OfficeUse(heading, phrase, words) if heading else None
    office = (
        _of_served(phrase, served, knowledge)
        or (None if served else _of_tenure(phrase, words, held, knowledge))
        or (None if served else _unique(phrase, knowledge))
        or (None if served or _needs_body(phrase) else _of_served(phrase, side, knowledge))
    )
    if office is None:
        return None
    if office.iri not in knowledge.world.offices:
        office = replace(office, label=_called(office, phrase, words, knowledge))
    return OfficeUse(office, phrase, words)


def _called(office: Office, phrase: TitlePhrase, words: str, knowledge: Knowledge) -> str:
    """Return what the words call an office that the reference data lacks.

    Heads of bodies have many titles ("Executive Director", "Administrator"), and a body has one; of the
    offices of states the kind says enough, and is the same in all articles.
    """
    if phrase.portfolio:
        return words[0].upper() + words[1:] if phrase.served_span else office.label
    served = knowledge.world.things.get(office.served or "")
    if (
        served is None
        or served.kind is not MentionKind.ORGANISATION
        or office.kind not in _HEADS
        or phrase.plural
    ):
        return office.label
    title = words[phrase.core_start - phrase.start : phrase.core_end - phrase.start]
    return f"{title[0].upper()}{title[1:]} of {served.in_phrase}" if title else office.label


def counterpart_office(
    phrase: TitlePhrase, words: str, before: Sequence[OfficeUse], knowledge: Knowledge
) -> OfficeUse | None:
    """Return the office that "her Chilean counterpart" means: that of whoever is named last before it."""
    if not words.lower().endswith("counterpart") or not phrase.served or not before:
        return None
    last = max(before, key=lambda use: use.phrase.start)
    if not last.in_office or last.phrase.plural or last.office.kind in _OF_MANY or last.office.accredited_to:
        return None
    alike = replace(phrase, titles=(Title(last.office.kind),))
    use = resolve_office(alike, words, (), (), knowledge)
    return replace(use, words=use.office.label) if use else None


def _means_the_head(phrase: TitlePhrase, served: str, knowledge: Knowledge) -> bool:
    """Tell whether a title means who heads an organisation: "IMF head", "head of the IMF".

    "Director" does so only where the office has the word: a director of the World Bank is one of many.
    """
    said = {title.heads for title in phrase.titles} - {""}
    heads = [o for o in knowledge.world.offices_at.get(served, ()) if o.kind in _OF_BODIES]
    if not said or not heads or {title.kind for title in phrase.titles} != {_NEEDS_OWNER}:
        return False
    return said != {"director"} or any("director" in office.label.lower() for office in heads)


def _heading(served: str, held: Sequence[Office], knowledge: Knowledge) -> Office | None:
    """Return the office that heads an organisation; where several do, the one the person has held."""
    known = (office for office in held if office.served == served and office.kind in _OF_BODIES)
    return knowledge.world.head_of.get(served) or next(known, None)


def _needs_body(phrase: TitlePhrase) -> bool:
    """Tell whether a title belongs to an organisation, so that the state of the person says nothing."""
    return all(title.kind in _OF_BODIES for title in phrase.titles)


def _of_served(phrase: TitlePhrase, served: Sequence[str], knowledge: Knowledge) -> Office | None:
    for candidate in served:
        state = _government_of(candidate, knowledge)
        if (office := _known(phrase, state, knowledge)) is not None:
            return office
    return _minted(phrase, _government_of(served[0], knowledge), knowledge) if served else None


def _government_of(iri: str, knowledge: Knowledge) -> str:
    """Return the state for a place that stands for it (a capital), else the thing itself."""
    thing = knowledge.world.things[iri]
    return thing.state if thing.kind is MentionKind.PLACE and thing.state else iri


def _known(phrase: TitlePhrase, served: str, knowledge: Knowledge) -> Office | None:
    offices = knowledge.world.offices
    accredited = phrase.accredited_to[0] if phrase.accredited_to else None
    named = [offices[t.office] for t in phrase.titles if t.office]
    for office in named:
        if office.served == served and (accredited is None or office.accredited_to == accredited):
            return office
    kinds = _kinds(phrase.titles, served, knowledge)
    fitting = [
        office
        for office in knowledge.world.offices_at.get(served, ())
        if office.kind in kinds and office.kind not in _OF_MANY and office.accredited_to == accredited
    ]
    first = min((office.kind for office in fitting), key=kinds.index, default="")
    fitting = [office for office in fitting if office.kind == first]
    # Several offices of one kind ("deputy minister"): the words do not say which.
    return fitting[0] if len(fitting) == 1 and not phrase.portfolio else None


def _kinds(titles: Sequence[Title], served: str, knowledge: Knowledge) -> list[str]:
    """Return the kinds a title can mean, the general ones of the title itself before wider ones."""
    general = [t.kind for t in titles if t.office is None] or [t.kind for t in titles]
    general = [kind for kind in general if kind != NOT_A_POST] or general
    wider = [knowledge.lexicon.broader[kind] for kind in general if kind in knowledge.lexicon.broader]
    return list(dict.fromkeys(general + wider))


def offices_held(
    person: str | None, days: DateInterval | None, former: bool, knowledge: Knowledge
) -> list[Office]:
    """Return the offices that a person is known to have held: those of the day first, then the latest.

    Imported records count where the article has a date and lies in their time, or, for one who is
    called a former holder, after it.
    """
    world, services = knowledge.world, knowledge.roll.services_of.get(person or "", ())
    known = [t for t in world.tenures_of.get(person or "", ()) if t.office in world.offices]
    day = days.begin if days else None
    known.sort(key=lambda t: (t.likely_on(day), str(t.begin or ""), t.office), reverse=True)
    recorded = [service.office for service in services if days and service.covers(days)]
    past = [service.office for service in services if former and days and service.ended_before(days)]
    offices = [*recorded, *(world.offices[tenure.office] for tenure in known), *reversed(past)]
    return [world.offices.get(office.iri, office) for office in offices]


def body_served(person: str | None, days: DateInterval, knowledge: Knowledge) -> str | None:
    """Return the organisation of no state in which a person is known to have held an office on these days."""
    world = knowledge.world
    for tenure in world.tenures_of.get(person or "", ()):
        served = world.offices[tenure.office].served if tenure.office in world.offices else None
        if (
            served
            and served in world.things
            and not world.things[served].state
            and tenure.likely_on(days.begin)
        ):
            return served
    return None


def _of_tenure(
    phrase: TitlePhrase, words: str, held: Sequence[Office], knowledge: Knowledge
) -> Office | None:
    """Return the first office of this kind, or of this name, that the person is known to have held."""
    kinds = _kinds(phrase.titles, "", knowledge) + [t.kind for t in phrase.titles]
    named = {t.office for t in phrase.titles if t.office}
    alike = [office for office in held if office.iri in named]
    alike += [office for office in held if office.kind in kinds or _begins(office.label, words)]
    return next((o for o in alike if not phrase.portfolio or _same_words(phrase.portfolio, o.label)), None)


def _begins(label: str, words: str) -> bool:
    """Tell whether a title is how the name of an office begins: "President" of the World Bank."""
    return label.lower().startswith(f"{words.lower()} of ")


def _same_words(portfolio: str, label: str) -> bool:
    return folded(portfolio) in folded(label)


def _unique(phrase: TitlePhrase, knowledge: Knowledge) -> Office | None:
    particular = all(title.office for title in phrase.titles)  # "US president": the words name the state
    found = {title.office for title in phrase.titles if (title.unique or particular) and title.office}
    return knowledge.world.offices[found.pop()] if len(found) == 1 else None


def _minted(phrase: TitlePhrase, served: str, knowledge: Knowledge) -> Office | None:
    """Return a new office for a kind and a state or organisation that the reference data lacks."""
    general = [t.kind for t in phrase.titles if t.office is None and t.kind != NOT_A_POST]
    if not general:
        return None
    if general[0] == OFFICE_KIND["minister"] and not phrase.portfolio:
        return None  # which minister stands nowhere
    accredited = phrase.accredited_to[0] if phrase.accredited_to else None
    return general_office(general[0], served, accredited, knowledge, phrase.portfolio)


def general_office(
    kind: str, served: str, accredited_to: str | None, knowledge: Knowledge, portfolio: str = ""
) -> Office:
    """Return the office of a kind that follows the pattern KIND of STATE, whether anybody knows it or not."""
    kind_name = kind.removeprefix(OFFICE_KIND)
    path = ["office", served.rsplit("/", 1)[-1], kind_name]
    label = knowledge.lexicon.labels.get(kind, kind_name)
    if portfolio:
        path.append(key(folded(portfolio)))
        label = f"{label} for {portfolio}"
    label = f"{label} of {knowledge.world.things[served].in_phrase}"
    if accredited_to:
        path.append(accredited_to.rsplit("/", 1)[-1])
        label = f"{label} to {knowledge.world.things[accredited_to].in_phrase}"
    return Office(knowledge.minter.of(*path), kind, label[0].upper() + label[1:], served, accredited_to)
