"""The words by which page furniture is known, read from the lexicon (``ontology/lexicon/page.ttl``).

Each entry denotes a concept of the scheme ``page:`` and has a ``lex:position`` in the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.document.lines import Line, words_of
from kg.errors import ConfigurationError
from kg.iri import folded
from kg.knowledge.facts import Facts
from kg.vocab import LEX, ONTOLEX, PAGE, RDF, RDFS, SKOS

_LANGUAGES = ("en", "es", "de", "fr", "pt", "it")
_ACRONYM_LETTERS = 5  # an agency's name of so few letters must match in case too: "Ap" is no agency
_LABEL_WORDS = 14  # a line opened by a cue is furniture up to this length
_START_LENGTH = 120  # code points that hold the longest cue
_SENTENCE_WORDS = 60  # a notice of one or two sentences


class Position(StrEnum):
    WHOLE_LINE = "WholeLine"
    LINE_START = "LineStart"
    CONTAINS = "Contains"


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue found in a line: its concept (local name), where, and the text that follows it."""

    concept: str
    position: Position
    phrase: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class PageCues:
    """Folded phrases -> local names of ``page:`` concepts, by position; agencies by name."""

    whole_line: Mapping[str, str]
    line_start: Mapping[str, str]
    contains: Mapping[str, Sequence[tuple[str, str]]]  # by the first word of the phrase
    agencies: Mapping[str, str]  # folded (acronyms: exact) form -> name
    longest_start: int  # words

    def matches(self, line: Line) -> Iterator[CueMatch]:
        """Yield the cues of a line: as a whole, then at its start (longest first), then inside."""
        if concept := self.whole_line.get(line.folded):
            yield CueMatch(concept, Position.WHOLE_LINE, line.folded)
        yield from self._starts(line.text)
        if self.contains and line.words <= _SENTENCE_WORDS:
            padded = f" {line.folded} "
            for word in dict.fromkeys(line.folded.split()):
                for phrase, concept in self.contains.get(word, ()):
                    if f" {phrase} " in padded:
                        yield CueMatch(concept, Position.CONTAINS, phrase)

    def _starts(self, text: str) -> Iterator[CueMatch]:
        words = words_of(text[:_START_LENGTH])[: self.longest_start]
        forms = [folded(match[0]) for match in words]
        for count in range(len(words), 0, -1):
            phrase = " ".join(forms[:count])
            if concept := self.line_start.get(phrase):
                yield CueMatch(concept, Position.LINE_START, phrase, text[words[count - 1].end() :])

    def agency(self, name: str) -> str | None:
        """Return the full name of the news agency that ``name`` names."""
        plain = name.strip(" .,;:()[]-–—=/")
        return self.agencies.get(plain) or self.agencies.get(folded(plain))

    def start(self, text: str, concept: str) -> CueMatch | None:
        """Return the longest cue for ``concept`` at the start of ``text``."""
        return next((match for match in self._starts(text) if match.concept == concept), None)


def is_label(line: Line) -> bool:
    """Tell whether a line is short enough for a cue at its start to speak for all of it."""
    return line.words <= _LABEL_WORDS


def page_cues(facts: Facts) -> PageCues:
    """Collect the cues. Raises ConfigurationError for an entry without a known ``lex:position``."""
    tables: dict[Position, dict[str, str]] = {position: {} for position in Position}
    agencies: dict[str, str] = {}
    for entry in facts.subjects(RDF["type"], ONTOLEX["LexicalEntry"]):
        for denoted in facts.iris(entry, ONTOLEX["denotes"]):
            if not denoted.startswith(PAGE):
                continue
            concept = denoted.removeprefix(PAGE)
            if concept == "agency":
                agencies |= _agency_forms(facts, entry)
            else:
                tables[_position(facts, entry)] |= dict.fromkeys(_phrases(facts, entry), concept)
    starts = tables[Position.LINE_START]
    return PageCues(
        whole_line=tables[Position.WHOLE_LINE],
        line_start=starts,
        contains=_by_first_word(tables[Position.CONTAINS]),
        agencies=agencies,
        longest_start=max((len(phrase.split()) for phrase in starts), default=0),
    )


def _by_first_word(phrases: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, concept in phrases.items():
        found.setdefault(phrase.split()[0], []).append((phrase, concept))
    return found


def _forms(facts: Facts, entry: str) -> Iterator[str]:
    for predicate in (RDFS["label"], SKOS["altLabel"]):
        for language in _LANGUAGES:
            yield from (text.value for text in facts.texts(entry, predicate, language))


def _phrases(facts: Facts, entry: str) -> Iterator[str]:
    return (folded(form) for form in _forms(facts, entry))


def _agency_forms(facts: Facts, entry: str) -> dict[str, str]:
    forms = list(_forms(facts, entry))
    return {form if len(form) <= _ACRONYM_LETTERS else folded(form): forms[0] for form in forms}


def _position(facts: Facts, entry: str) -> Position:
    stated = facts.iri(entry, LEX["position"]) or ""
    try:
        return Position(stated.removeprefix(LEX))
    except ValueError as error:
        known = ", ".join(f"lex:{position}" for position in Position)
        raise ConfigurationError(f"{entry} has the lex:position {stated!r}; use one of {known}") from error
