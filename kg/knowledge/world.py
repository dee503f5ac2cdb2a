"""The reference data as values: who and what has a name, which offices exist, who held them when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.knowledge.dates import bounds
from kg.knowledge.facts import Facts
from kg.knowledge.lexicon import LANGUAGE, written_forms
from kg.knowledge.personal_names import PersonalNames
from kg.knowledge.phrases import PhraseIndex
from kg.model import MentionKind
from kg.vocab import DCTERMS, DIPL, FOAF, LEX, LEXINFO, ONTOLEX, ORG, RDF, SCHEMA, SKOS

CLASS_KINDS = {
    DIPL["State"]: MentionKind.STATE,
    DIPL["InternationalOrganisation"]: MentionKind.ORGANISATION,
    SCHEMA["GovernmentOrganization"]: MentionKind.ORGANISATION,
    DIPL["DiplomaticMission"]: MentionKind.ORGANISATION,
    ORG["FormalOrganization"]: MentionKind.ORGANISATION,
    SCHEMA["Place"]: MentionKind.PLACE,
    DIPL["Initiative"]: MentionKind.INITIATIVE,
    DIPL["Agreement"]: MentionKind.AGREEMENT,
    FOAF["Person"]: MentionKind.PERSON,
}


# Within which one whose end in office is not known probably still holds it.
_LIKELY_TERM = timedelta(days=6 * 365)

# Names made of common nouns take the article.
_TAKES_ARTICLE = re.compile(
    r"^(?!the )(?:.*\b(?:United|Republic|Kingdom|States|Emirates|Islands|Union|Nations|Organi[sz]ation|"
    r"Ministry|Secretariat|Department|Council|Commission|Bank|Fund|Agency|League|Court|Committee|Netherlands|Philippines)\b)"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of the reference data that has a name."""

    iri: str
    kind: MentionKind
    classes: tuple[str, ...]
    label: str
    state: str | None = None  # the state it belongs to or is in
    area: str | None = None  # in whose politics a party or movement acts
    parent: str | None = None  # the state or organisation it is a part of
    parties: tuple[str, ...] = ()
    session_type: str | None = None  # event type of one edition of an initiative
    ambiguous: bool = False

    @property
    def in_phrase(self) -> str:
        """Return the label as it stands in a phrase: "the United States", "Peru"."""
        return f"the {self.label}" if _TAKES_ARTICLE.search(self.label) else self.label


@dataclass(frozen=True, slots=True)
class Naming:
    """One way a thing is named: by name, by adjective, or by a metonym."""

    iri: str
    kind: MentionKind
    ambiguous: bool = False  # other things bear the name too: it counts beside another name of the thing


@dataclass(frozen=True, slots=True)
class Office:
    iri: str
    kind: str
    label: str
    served: str | None
    accredited_to: str | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """What a title can mean: a general office kind, or one particular office."""

    kind: str
    office: str | None = None
    unique: bool = False
    plural: bool = False  # the wording speaks of several holders: "foreign ministers"
    heads: str = ""  # the wording, if beside the name of a body it means whoever heads that: "head", "boss"


@dataclass(frozen=True, slots=True)
class KnownTenure:
    """A tenure of the reference data; an open side means the bound is not known."""

    person: str
    office: str
    begin: date | None
    end: date | None
    proven_until: date | None = None  # the last day that a source proves, where no end is known
    dated: bool = True  # False: the beginning is only the first day that a source proves
    iri: str = ""

    def likely_on(self, day: date | None) -> bool:
        """Tell whether the office was held on a day: as is known, or, where no end is known, as is likely."""
        if day is None or self.begin is None or day < self.begin:
            return False
        if self.end or (self.proven_until and day <= self.proven_until):
            return self.end is None or day <= self.end
        return day - self.begin < _LIKELY_TERM


@dataclass(frozen=True, slots=True)
class World:
    things: Mapping[str, Thing]
    names: PhraseIndex[Naming]
    titles: PhraseIndex[Title]
    title_words: frozenset[str]  # the words that titles consist of, in lower case
    offices: dict[str, Office]
    offices_at: dict[str, tuple[Office, ...]]  # by the state or organisation served
    head_of: dict[str, Office]  # organisation -> the one office that heads it
    tenures_of: dict[str, tuple[KnownTenure, ...]]
    holders_of: dict[str, tuple[KnownTenure, ...]]
    ministries: dict[tuple[str, str], str]  # (state, office kind) -> government organisation
    person_names: dict[str, tuple[str, ...]]
    personal_names: PersonalNames
    capital_of: dict[str, str]  # place -> the state whose capital it is
    within: dict[str, tuple[str, ...]]  # place -> the places that contain it


def read_world(facts: Facts) -> World:
    """Build the value from the facts of the ontology folder."""
    things = _things(facts)
    offices = _offices(facts)
    tenures = _tenures(facts)
    persons = (iri for iri, thing in things.items() if thing.kind is MentionKind.PERSON)
    person_names = {iri: tuple(_labels(facts, iri)) for iri in persons}
    return World(
        things=things,
        names=_names(facts, things),
        titles=_titles(facts, offices),
        title_words=_title_words(facts, offices),
        offices=offices,
        offices_at=_by_served(offices),
        head_of=_head_of(facts, offices),
        tenures_of=_grouped(tenures, "person"),
        holders_of=_grouped(tenures, "office"),
        ministries=_ministries(facts),
        person_names=person_names,
        personal_names=PersonalNames.of(person_names),
        capital_of={
            capital: state
            for state in facts.subjects(RDF["type"], DIPL["State"])
            for capital in facts.iris(state, LEX["capital"])
        },
        within={iri: tuple(facts.iris(iri, SCHEMA["containedInPlace"])) for iri in things},
    )


def _labels(facts: Facts, iri: str) -> list[str]:
    texts = [t for p in (SKOS["prefLabel"], FOAF["name"], SKOS["altLabel"]) for t in facts.texts(iri, p)]
    # Official names in other languages are names in English news too; state names are not.
    languages = {LANGUAGE, ""}
    if any(c in facts.iris(iri, RDF["type"]) for c in (SCHEMA["GovernmentOrganization"], DIPL["Initiative"])):
        languages.add("es")
    return list(dict.fromkeys(t.value for t in texts if t.language in languages))


def _things(facts: Facts) -> dict[str, Thing]:
    things: dict[str, Thing] = {}
    for class_iri, kind in CLASS_KINDS.items():
        for iri in facts.subjects(RDF["type"], class_iri):
            if iri not in things:
                things[iri] = _thing(facts, iri, kind)
    return things


def _thing(facts: Facts, iri: str, kind: MentionKind) -> Thing:
    label = facts.text(iri, SKOS["prefLabel"], LANGUAGE) or facts.text(iri, FOAF["name"]) or iri
    parent = facts.iri(iri, ORG["subOrganizationOf"])
    areas = facts.iris(iri, SCHEMA["areaServed"])
    return Thing(
        iri=iri,
        kind=kind,
        classes=_classes(facts, iri, kind),
        label=label,
        state=_state_of(facts, iri),
        area=areas[0] if len(areas) == 1 else None,
        parent=parent,
        parties=tuple(facts.iris(iri, DIPL["party"])),
        session_type=facts.iri(iri, LEX["realises"]),
        ambiguous=facts.text(iri, LEX["ambiguous"]) == "true",
    )


def _classes(facts: Facts, iri: str, kind: MentionKind) -> tuple[str, ...]:
    own = facts.iris(iri, RDF["type"])
    arrangement = kind in (MentionKind.INITIATIVE, MentionKind.AGREEMENT)
    return tuple(dict.fromkeys([*own, DIPL["Arrangement"]])) if arrangement else tuple(own)


def _state_of(facts: Facts, iri: str | None) -> str | None:
    """Follow a thing to the state it belongs to: itself, its country, or its parent's."""
    while iri is not None and DIPL["State"] not in facts.iris(iri, RDF["type"]):
        country = facts.iri(iri, SCHEMA["addressCountry"])
        iri = country or facts.iri(iri, ORG["subOrganizationOf"])
    return iri


def _names(facts: Facts, things: dict[str, Thing]) -> PhraseIndex[Naming]:
    index: PhraseIndex[Naming] = PhraseIndex(case=True)
    for iri, thing in things.items():
        shared = {text.value for text in facts.texts(iri, LEX["ambiguousName"])}
        for label in _labels(facts, iri):
            _add_name(index, label, Naming(iri, thing.kind, label in shared))
    for entry in facts.subjects(RDF["type"], ONTOLEX["LexicalEntry"]):
        for denoted in facts.iris(entry, ONTOLEX["denotes"]):
            if denoted in things and (kind := _naming_kind(facts, entry)):
                # "Latin American": the adjective of a region says no more than the region's name.
                kind = MentionKind.PLACE if things[denoted].kind is MentionKind.PLACE else kind
                for form in written_forms(facts, entry):
                    _add_name(index, form, Naming(denoted, kind))
    return index


def _naming_kind(facts: Facts, entry: str) -> MentionKind | None:
    if facts.iri(entry, DCTERMS["type"]) == LEX["Metonym"]:
        return MentionKind.METONYM
    part_of_speech = facts.iri(entry, LEXINFO["partOfSpeech"])
    if part_of_speech in (LEXINFO["adjective"], LEXINFO["noun"]):
        return MentionKind.ADJECTIVE
    return None


def _add_name(index: PhraseIndex[Naming], label: str, naming: Naming) -> None:
    index.add(label, naming)
    if not label.isupper() and len(label) > 4:
        index.add(label.upper(), naming)  # headlines in capitals


def _offices(facts: Facts) -> dict[str, Office]:
    offices: dict[str, Office] = {}
    for iri in facts.subjects(RDF["type"], DIPL["Office"]):
        kind = facts.iri(iri, DCTERMS["type"])
        if kind:
            label = facts.text(iri, SKOS["prefLabel"], LANGUAGE) or iri
            served, accredited = facts.iri(iri, ORG["postIn"]), facts.iri(iri, DIPL["accreditedTo"])
            offices[iri] = Office(iri, kind, label, served, accredited)
    return offices


def _by_served(offices: dict[str, Office]) -> dict[str, tuple[Office, ...]]:
    groups: dict[str, list[Office]] = defaultdict(list)
    for office in offices.values():
        if office.served:
            groups[office.served].append(office)
    return {served: tuple(group) for served, group in groups.items()}


def _head_of(facts: Facts, offices: dict[str, Office]) -> dict[str, Office]:
    heads: dict[str, list[Office]] = defaultdict(list)
    for office in offices.values():
        if office.served and facts.iri(office.served, LEX["headedBy"]) == office.kind:
            heads[office.served].append(office)
    return {served: found[0] for served, found in heads.items() if len(found) == 1}


def _titles(facts: Facts, offices: dict[str, Office]) -> PhraseIndex[Title]:
    index: PhraseIndex[Title] = PhraseIndex(case=False)
    for kind in _office_kinds(facts):
        heading = {text.value for text in facts.texts(kind, LEX["headTitle"], LANGUAGE)}
        for wording in _labels(facts, kind):
            _add_title(index, wording, Title(kind, heads=wording if wording in heading else ""))
        for text in facts.texts(kind, SKOS["hiddenLabel"], LANGUAGE):
            index.add(text.value, Title(kind, plural=True))
    for office in offices.values():
        unique = {text.value.lower() for text in facts.texts(office.iri, LEX["uniqueTitle"])}
        for label in (*_own_titles(facts, office), *sorted(unique)):
            title = Title(office.kind, office.iri, label.lower() in unique)
            _add_title(index, label, title)
    return index


def _title_words(facts: Facts, offices: dict[str, Office]) -> frozenset[str]:
    labels = [label for iri in (*_office_kinds(facts), *offices) for label in _labels(facts, iri)]
    return frozenset(word for label in labels for word in label.lower().split())


def _office_kinds(facts: Facts) -> list[str]:
    return [kind for kind in facts.subjects(RDF["type"], SKOS["Concept"]) if "/office-kind#" in kind]


def _own_titles(facts: Facts, office: Office) -> list[str]:
    """Return the names of an office that have to be listed.

    "President of Peru" need not: it reads as the title "president" and whom the office serves.
    """
    labels = _labels(facts, office.iri)
    titles = {label.lower() for label in (*labels, *_labels(facts, office.kind))}
    served = {name.lower() for name in _labels(facts, office.served or "")}
    return [label for label in labels if not _title_and_served(label.lower(), titles, served)]


def _title_and_served(label: str, titles: Set[str], served: Set[str]) -> bool:
    title, _, owner = label.rpartition(" of ")
    while title and owner.removeprefix("the ") not in served:  # "the People's Republic of China"
        title, _, last = title.rpartition(" of ")
        owner = f"{last} of {owner}"
    return title in titles


def _add_title(index: PhraseIndex[Title], label: str, title: Title) -> None:
    index.add(label, title)
    if title.office is None or title.unique:  # "the presidents of Kenya and Peru" is no office's label
        index.add(_plural(label), replace(title, plural=True))


def _plural(label: str) -> str:
    """Return the plural of a title: "ministers of foreign affairs", "secretaries of state"."""
    head, separator, rest = label.partition(" of ")
    if not separator:
        head, separator, rest = label.partition(" for ")
    plural = head[:-1] + "ies" if head.endswith("y") else head + "s"
    return plural + separator + rest


def _tenures(facts: Facts) -> list[KnownTenure]:
    found = []
    for iri in facts.subjects(RDF["type"], DIPL["Tenure"]):
        person, office = facts.iri(iri, ORG["member"]), facts.iri(iri, DIPL["heldOffice"])
        if person and office:
            dated = facts.text(iri, SCHEMA["startDate"])
            first = bounds(dated or facts.text(iri, LEX["heldAtLeastFrom"]))
            last = bounds(facts.text(iri, SCHEMA["endDate"]))
            proven = bounds(facts.text(iri, LEX["heldAtLeastUntil"]))
            found.append(
                KnownTenure(
                    person,
                    office,
                    first and first[0],
                    last and last[1],
                    proven and proven[0],
                    bool(dated),
                    iri,
                )
            )
    return found


def _grouped(tenures: list[KnownTenure], field: str) -> dict[str, tuple[KnownTenure, ...]]:
    groups: dict[str, list[KnownTenure]] = defaultdict(list)
    for tenure in tenures:
        groups[getattr(tenure, field)].append(tenure)
    return {key: tuple(sorted(group, key=repr)) for key, group in groups.items()}


def _ministries(facts: Facts) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for iri in facts.subjects(RDF["type"], SCHEMA["GovernmentOrganization"]):
        state, kind = facts.iri(iri, ORG["subOrganizationOf"]), facts.iri(iri, LEX["headedBy"])
        if state and kind:
            found.setdefault((state, kind), iri)
    return found
