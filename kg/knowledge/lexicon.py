"""The lexicon: words that signal an event, a role, a status, speech or a commitment, as values.

Read from ``ontology/lexicon/*.ttl`` (OntoLex entries) and the concept schemes; a user who adds an
entry there changes what is recognised without touching code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.knowledge.facts import Facts
from kg.knowledge.phrases import PhraseIndex
from kg.model import MentionKind
from kg.vocab import (
    DCTERMS,
    DIPL,
    EVENT_TYPE,
    LEX,
    LEXINFO,
    ONTOLEX,
    RDF,
    RDFS,
    ROLE,
    SKOS,
    STATUS,
    TENURE_STATUS,
)

LANGUAGE = "en"

# What a cue may denote; entries that denote something else are names, not cues.
_WORD_LISTS = {
    LEX[name]
    for name in (
        "GeneralWord",
        "OpeningWord",
        "PortfolioWord",
        "InitiativeHead",
        "AgreementHead",
        "Organ",
        "OrganisationHead",
        "OrganisationOpening",
        "OccasionHead",
        "StateOrgan",
        "PlaceHead",
        "PlaceOpening",
        "Language",
    )
}
_SIGNALLED = (EVENT_TYPE, ROLE, STATUS, TENURE_STATUS, DIPL, LEX)


@dataclass(frozen=True, slots=True)
class Cue:
    """One lexical entry: what it denotes, its part of speech and the roles its arguments take."""

    denotes: tuple[str, ...]
    part_of_speech: str
    subject_role: str | None = None
    object_role: str | None = None
    companion_role: str | None = None
    place_role: str | None = None
    object_class: str | None = None  # what its object has to be for the words to signal an event
    companion_class: str | None = None  # what has to stand behind its "with"

    @property
    def is_verb(self) -> bool:
        return self.part_of_speech == LEXINFO["verb"]


@dataclass(frozen=True, slots=True)
class Act:
    """An entry for a verb by which somebody acts on others, in words or in deeds, and what must follow it."""

    type: str
    complements: frozenset[str] = frozenset()  # kinds of complement, one of which must follow
    object_words: frozenset[str] = frozenset()  # words of which one must stand in the object
    subject_words: frozenset[str] = frozenset()  # words of which one must stand in the subject
    target_after: frozenset[str] = frozenset()  # prepositions behind which the target is named
    subject_role: str | None = None
    object_role: str | None = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    cues: PhraseIndex[Cue]
    acts: PhraseIndex[Act]
    topics: PhraseIndex[str]
    classes: dict[str, tuple[str, ...]]  # event type -> classes that realise it, its own first
    broader: dict[str, str]  # concept -> broader concept
    labels: dict[str, str]  # concept -> English label
    name_heads: dict[
        str, tuple[MentionKind, str | None]
    ]  # "dialogue" -> what such a name names, its editions
    opening_words: frozenset[str]  # words that begin a sentence, not a name: "The", "During"
    portfolio_words: frozenset[str]  # "works", "tourism": what ministers are for
    general_words: frozenset[str]  # "defence", "cooperation": do not tell one agreement from another
    body_words: frozenset[str]  # "administration", "council", "summit": what "Biden-Harris" may stand before
    organ_words: frozenset[str]  # "council", "ministry": head the name of a body, whatever it is for
    tenure_words: dict[str, str]  # "former" -> tenure status
    organisation_heads: frozenset[str]  # "party", "movement": head the name of an organisation
    organisation_openings: frozenset[str]  # "partido", "lega": open one in another language
    occasion_heads: frozenset[str]  # "war", "election", "act": head names that are neither state nor person
    place_heads: frozenset[str]  # "county", "gulf": end the name of a place
    place_openings: frozenset[str]  # "mount", "lake": begin one
    languages: frozenset[str]  # "telugu": neither places nor persons
    government_words: frozenset[str]  # "government", "ministry", "embassy": bodies that are their state's
    speech_acts: frozenset[str]  # types of events that happen by being said
    state_organs: frozenset[str]  # "troops", "parliament": who act for their state


def written_forms(facts: Facts, entry: str) -> Iterator[str]:
    """Yield the label and the variant forms of a lexical entry in the language of the articles."""
    for predicate in (RDFS["label"], SKOS["altLabel"]):
        for text in facts.texts(entry, predicate, LANGUAGE):
            yield text.value


def read_lexicon(facts: Facts) -> Lexicon:
    """Collect cues, topics and event types from the facts of the ontology folder."""
    return Lexicon(
        cues=_cues(facts),
        acts=_acts(facts),
        topics=_topics(facts),
        classes=_classes(facts),
        broader=_broader(facts),
        labels=_labels(facts),
        name_heads=dict(_name_heads(facts)),
        opening_words=frozenset(_forms_of(facts, LEX["OpeningWord"])),
        portfolio_words=frozenset(_forms_of(facts, LEX["PortfolioWord"])),
        general_words=frozenset(_forms_of(facts, LEX["GeneralWord"])),
        body_words=frozenset(_body_words(facts)),
        organ_words=frozenset(_forms_of(facts, LEX["Organ"])),
        tenure_words=_tenure_words(facts),
        organisation_heads=frozenset(_forms_of(facts, LEX["OrganisationHead"])),
        organisation_openings=frozenset(_forms_of(facts, LEX["OrganisationOpening"])),
        occasion_heads=frozenset(_forms_of(facts, LEX["OccasionHead"])),
        place_heads=frozenset(_forms_of(facts, LEX["PlaceHead"])),
        place_openings=frozenset(_forms_of(facts, LEX["PlaceOpening"])),
        languages=frozenset(_forms_of(facts, LEX["Language"])),
        government_words=frozenset(
            form
            for term in (LEX["Government"], LEX["Ministry"], DIPL["DiplomaticMission"])
            for form in _forms_of(facts, term)
        ),
        speech_acts=frozenset(facts.iris(EVENT_TYPE["speech-acts"], SKOS["member"])),
        state_organs=frozenset(_forms_of(facts, LEX["StateOrgan"])),
    )


def _cues(facts: Facts) -> PhraseIndex[Cue]:
    index: PhraseIndex[Cue] = PhraseIndex(case=False)
    for entry in facts.subjects(RDF["type"], ONTOLEX["LexicalEntry"]):
        denotes = tuple(facts.iris(entry, ONTOLEX["denotes"]))
        if not any(concept.startswith(_SIGNALLED) and concept not in _WORD_LISTS for concept in denotes):
            continue  # an adjective or metonym of a thing, page furniture, or a word list
        if facts.iri(entry, DCTERMS["type"]) == LEX["Act"]:
            continue
        cue = Cue(
            denotes=denotes,
            part_of_speech=facts.iri(entry, LEXINFO["partOfSpeech"]) or "",
            subject_role=facts.iri(entry, LEX["subjectRole"]),
            object_role=facts.iri(entry, LEX["objectRole"]),
            companion_role=facts.iri(entry, LEX["companionRole"]),
            place_role=facts.iri(entry, LEX["placeRole"]),
            object_class=facts.iri(entry, LEX["objectClass"]),
            companion_class=facts.iri(entry, LEX["companionClass"]),
        )
        for form in written_forms(facts, entry):
            index.add(form, cue)
    return index


def _acts(facts: Facts) -> PhraseIndex[Act]:
    index: PhraseIndex[Act] = PhraseIndex(case=False)
    for entry in facts.subjects(DCTERMS["type"], LEX["Act"]):
        act = Act(
            type=facts.iri(entry, ONTOLEX["denotes"]) or "",
            complements=frozenset(facts.iris(entry, LEX["complement"])),
            object_words=frozenset(t.value for t in facts.texts(entry, LEX["objectWord"], LANGUAGE)),
            subject_words=frozenset(t.value for t in facts.texts(entry, LEX["subjectWord"], LANGUAGE)),
            target_after=frozenset(t.value for t in facts.texts(entry, LEX["targetAfter"], LANGUAGE)),
            subject_role=facts.iri(entry, LEX["subjectRole"]),
            object_role=facts.iri(entry, LEX["objectRole"]),
        )
        for form in written_forms(facts, entry):
            index.add(form, act)
    return index


def _topics(facts: Facts) -> PhraseIndex[str]:
    index: PhraseIndex[str] = PhraseIndex(case=False)
    for concept in facts.subjects(RDF["type"], SKOS["Concept"]):
        if "/topic#" not in concept:
            continue
        for predicate in (SKOS["prefLabel"], SKOS["altLabel"], SKOS["hiddenLabel"]):
            for text in facts.texts(concept, predicate, LANGUAGE):
                index.add(text.value, concept)
    return index


def _classes(facts: Facts) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for concept in facts.subjects(RDF["type"], SKOS["Concept"]):
        own = facts.iri(concept, LEX["realises"])
        if own is not None:
            found[concept] = tuple(_with_superclasses(facts, own))
    return found


def _with_superclasses(facts: Facts, term: str) -> Iterator[str]:
    """Yield a class and its superclasses up to the namespace's own top."""
    seen = {term}
    queue = [term]
    while queue:
        current = queue.pop(0)
        yield current
        namespace = current.rsplit("#", 1)[0]
        for parent in facts.iris(current, RDFS["subClassOf"]):
            if parent.startswith(namespace) and parent not in seen:
                seen.add(parent)
                queue.append(parent)


def _broader(facts: Facts) -> dict[str, str]:
    concepts = facts.subjects(RDF["type"], SKOS["Concept"])
    pairs = ((concept, facts.iri(concept, SKOS["broader"])) for concept in concepts)
    return {concept: parent for concept, parent in pairs if parent}


def _labels(facts: Facts) -> dict[str, str]:
    concepts = facts.subjects(RDF["type"], SKOS["Concept"])
    pairs = ((concept, facts.text(concept, SKOS["prefLabel"], LANGUAGE)) for concept in concepts)
    return {concept: label for concept, label in pairs if label}


def _name_heads(facts: Facts) -> Iterator[tuple[str, tuple[MentionKind, str | None]]]:
    kinds = {LEX["InitiativeHead"]: MentionKind.INITIATIVE, LEX["AgreementHead"]: MentionKind.AGREEMENT}
    for denoted, kind in kinds.items():
        for entry in facts.subjects(ONTOLEX["denotes"], denoted):
            session_type = facts.iri(entry, LEX["realises"])
            for form in written_forms(facts, entry):
                yield form.lower(), (kind, session_type)


def _forms_of(facts: Facts, denoted: str) -> Iterator[str]:
    for entry in facts.subjects(ONTOLEX["denotes"], denoted):
        yield from (form.lower() for form in written_forms(facts, entry))


def _body_words(facts: Facts) -> Iterator[str]:
    for entry in facts.subjects(RDF["type"], ONTOLEX["LexicalEntry"]):
        denoted = facts.iri(entry, ONTOLEX["denotes"]) or ""
        if facts.iri(entry, DCTERMS["type"]) == LEX["Act"]:
            continue
        if denoted in (LEX["Body"], LEX["Government"], LEX["Ministry"]) or denoted.startswith(EVENT_TYPE):
            yield from (form.lower() for form in written_forms(facts, entry))


def _tenure_words(facts: Facts) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in facts.subjects(RDF["type"], ONTOLEX["LexicalEntry"]):
        status = facts.iri(entry, ONTOLEX["denotes"])
        if status and status.startswith(TENURE_STATUS):
            found |= {form.lower(): status for form in written_forms(facts, entry)}
    return found
