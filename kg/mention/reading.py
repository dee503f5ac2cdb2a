"""Sentences -> readings: names of known things, titles, cues, dates and runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.knowledge.knowledge import Knowledge
from kg.knowledge.lexicon import Act, Cue
from kg.knowledge.phrases import Match, PhraseIndex
from kg.knowledge.world import Naming, Title, World
from kg.mention.names import CLOSED_CLASS, NameRun, name_runs
from kg.mention.occasions import OccasionNames
from kg.mention.sure_names import surely_named
from kg.mention.tagged_names import with_tagged
from kg.mention.tagging import TaggedName
from kg.mention.titles import TitlePhrase, title_phrases
from kg.mention.topics import TopicWords
from kg.model import Document, Mention, MentionKind, Sentence
from kg.temporal import TimeExpression, find_expressions, linked
from kg.vocab import LEX, SCHEMA

T = TypeVar("T")

# A part or a time of a state, named with it.
_PARTS = frozenset(
    """
    north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern mainland upper lower greater former occupied modern
    """.split()
)
_SMALL_WORD = re.compile(r"\b[^\W\d_A-Z][\w-]{2,}\b")
_PREFERENCE = (
    MentionKind.PERSON,
    MentionKind.STATE,
    MentionKind.INITIATIVE,
    MentionKind.AGREEMENT,
    MentionKind.ORGANISATION,
    MentionKind.PLACE,
    MentionKind.METONYM,
    MentionKind.ADJECTIVE,
)


@dataclass(frozen=True, slots=True)
class CueMention:
    """Words of the lexicon in a sentence, with every entry they can belong to."""

    start: int
    end: int
    cues: tuple[Cue, ...]

    def denoting(self, namespace: str) -> Cue | None:
        """Return the first entry that denotes a term of the namespace, or the term itself."""
        for cue in self.cues:
            if any(
                c == namespace or (namespace.endswith("#") and c.startswith(namespace)) for c in cue.denotes
            ):
                return cue
        return None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of one sentence name and signal; all parts are in text order."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    titles: tuple[TitlePhrase, ...]
    names: tuple[NameRun, ...]
    cues: tuple[CueMention, ...]
    dates: tuple[TimeExpression, ...]
    topics: tuple[Match[str], ...]
    acts: tuple[Match[Act], ...] = ()


def verb_spans(reading: Reading) -> list[tuple[int, int]]:
    """Return the spans of the verbs of a sentence that the lexicon knows."""
    return [(c.start, c.end) for c in reading.cues if any(cue.is_verb for cue in c.cues)]


def read_document(
    document: Document, knowledge: Knowledge, tagged: Sequence[TaggedName] = ()
) -> tuple[Reading, ...]:
    """Return one reading for each sentence; ``tagged`` are the names that a model finds in the document."""
    readings = list(_Reader(document, knowledge, tagged).readings())
    dates = linked([reading.dates for reading in readings])
    return tuple(replace(reading, dates=told) for reading, told in zip(readings, dates, strict=True))


class _Reader:
    """Holds the searchable forms of one text, made once."""

    def __init__(self, document: Document, knowledge: Knowledge, tagged: Sequence[TaggedName]) -> None:
        self._document = document
        self._world = knowledge.world
        self._lexicon = knowledge.lexicon
        self._tagged = tagged
        self._common = frozenset(_SMALL_WORD.findall(document.article.text)) if tagged else frozenset()
        self._occasions = OccasionNames(self._lexicon.occasion_heads)
        self._topic_words = TopicWords(self._lexicon.organ_words)
        self._text = document.article.text
        self._cased = self._world.names.prepared(self._text)
        self._lowered = self._world.titles.prepared(self._text)
        self._named: frozenset[str] | None = None

    def readings(self) -> Iterator[Reading]:
        for sentence in self._document.sentences:
            yield self._read(sentence)

    def _read(self, sentence: Sentence) -> Reading:
        dates = tuple(find_expressions(self._text, sentence.start, sentence.end))
        found = self._titles(sentence)
        mentions = self._known(sentence, dates, found)
        mentions = tuple(
            m for m in mentions if not _continues_a_name(m, sentence, mentions) or self._tagged_as_place(m)
        )
        mentions = tuple(m for m in mentions if not self._ethnic(m, mentions))
        occasions = self._occasion_spans(sentence)
        mentions = tuple(m for m in mentions if not any(s <= m.start and m.end <= e for s, e in occasions))
        words = self._lexicon.tenure_words, self._world.title_words | self._lexicon.portfolio_words
        titles = title_phrases(self._text, sentence, found, mentions, *words)
        placed = tuple(m for m in mentions if m.kind is MentionKind.PLACE)
        mentions = tuple(m for m in mentions if not _inside_any(m, titles))
        names = name_runs(self._text, sentence, mentions, titles, dates, self._lexicon.body_words, words[1])
        persons = self._persons(sentence)
        taken = self._taken(mentions, titles, dates, persons)
        given, bodies = self._world.personal_names.given, self._lexicon.organisation_heads
        names = with_tagged(self._text, names, persons, taken, self._common, given, bodies)
        # "Governor of Maine": the title tells the office, and the place is named all the same.
        mentions = tuple(m for m in (*mentions, *placed) if not _inside_any(m, names))
        mentions = tuple(sorted(set(mentions), key=lambda m: (m.start, m.end)))
        named = [(m.start, m.end) for m in mentions] + [(d.start, d.end) for d in dates]
        named += [(n.start, n.end) for n in names if n.known]
        named += [(t.core_start, t.core_end) for t in titles if t.names_a_post]
        full_names = [(n.start, n.end) for n in names if len(n.words) > 1]  # "Said Salim" says nothing
        cues = tuple(self._cues(sentence, named, full_names))
        topics = tuple(
            self._topic_words.telling(
                self._text, self._found(self._lexicon.topics, sentence), titles, mentions
            )
        )
        acts = tuple(
            a
            for a in self._found(self._lexicon.acts, sentence)
            if not any(s <= a.start < e for s, e in named)
        )
        return Reading(sentence, mentions, titles, names, cues, dates, topics, acts)

    def _tagged_as_place(self, mention: Mention) -> bool:
        """Tell whether a state stands for itself: the model says so, or there is no model to ask."""
        return mention.kind is MentionKind.STATE and (
            not self._tagged
            or any(
                t.kind is MentionKind.PLACE and (t.start, t.end) == (mention.start, mention.end)
                for t in self._tagged
            )
        )

    def _persons(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the spans that the model takes for persons in a sentence."""
        return [
            (t.start, t.end)
            for t in self._tagged
            if t.kind is MentionKind.PERSON and sentence.start <= t.start < sentence.end
        ]

    def _taken(
        self,
        mentions: Iterable[Mention],
        titles: Iterable[TitlePhrase],
        dates: Iterable[TimeExpression],
        persons: Sequence[tuple[int, int]],
    ) -> list[tuple[int, int]]:
        """Return the spans that no name of a person reaches into; a place of one word may be a part of it."""
        return [
            *((m.start, m.end) for m in mentions if not self._may_be_in_a_name(m, persons)),
            *((t.start, t.end) for t in titles),
            *((d.start, d.end) for d in dates),
        ]

    def _may_be_in_a_name(self, mention: Mention, persons: Sequence[tuple[int, int]]) -> bool:
        """Tell whether a mention may be a word of a tagged name: "Victoria Nuland", "Israel Katz".

        Not where the name is nothing but a place, or begins with one: "Glasgow Central".
        """
        if mention.kind is MentionKind.PERSON:
            return True
        if mention.kind not in (MentionKind.PLACE, MentionKind.STATE):
            return False
        if " " in self._text[mention.start : mention.end]:
            return False
        if any((mention.start, mention.end) == span for span in persons):
            return False
        return mention.kind is MentionKind.STATE or not any(mention.start == start for start, _ in persons)

    def _occasion_spans(self, sentence: Sentence) -> list[tuple[int, int]]:
        return list(self._occasions.find(self._text, sentence.start, sentence.end))

    def _cues(
        self, sentence: Sentence, named: list[tuple[int, int]], names: list[tuple[int, int]]
    ) -> Iterator[CueMention]:
        """Yield the cues; inside a name, title or date only words that tell bodies from persons count."""
        for match in self._found(self._lexicon.cues, sentence):
            inside = any(s <= match.start < e for s, e in named)
            in_name = any(s <= match.start < e for s, e in names)
            cues = tuple(
                c for c in match.entries
                if LEX["Body"] in c.denotes or (not inside and (not in_name or c.denotes[0].startswith(LEX)))
            )  # fmt: skip
            if cues:
                yield CueMention(match.start, match.end, cues)

    def _ethnic(self, mention: Mention, mentions: tuple[Mention, ...]) -> bool:
        """Tell whether a demonym names a people of another state: "ethnic |Albanians", "Bosnian |Serbs"."""
        if mention.kind is not MentionKind.ADJECTIVE:
            return False
        if self._lowered.startswith("ethnic ", max(0, mention.start - len("ethnic ")), mention.start):
            return True
        plural = self._lowered[mention.end - 1] == "s"
        adjectives = (m for m in mentions if m.kind is MentionKind.ADJECTIVE)
        return plural and any(m.end + 1 == mention.start for m in adjectives)

    def _titles(self, sentence: Sentence) -> list[Match[Title]]:
        """Return the titles, none of them made from the name of an organisation.

        "Green |Party leader|" has the title "leader", "Republican |Governors| Association" has none.
        """
        bodies = [
            (match.start, match.end)
            for match in self._world.names.find(self._cased, sentence.start, sentence.end)
            if all(self._acts_for_no_state(naming) for naming in match.entries)
        ]
        return [
            title
            for match in self._found(self._world.titles, sentence)
            for title in self._outside(match, bodies)
            if not self._is_surname(title)
        ]

    def _is_surname(self, title: Match[Title]) -> bool:
        """Tell whether the model takes a word for a later part of a person's name: "Rufus |King|"."""
        return " " not in self._text[title.start : title.end] and any(
            t.kind is MentionKind.PERSON and t.start < title.start and title.end <= t.end
            for t in self._tagged
        )

    def _acts_for_no_state(self, naming: Naming) -> bool:
        """Tell whether a name is of an organisation, and none of a state: "U.S. |Treasury Secretary|"."""
        own = SCHEMA["GovernmentOrganization"] in self._world.things[naming.iri].classes
        return naming.kind is MentionKind.ORGANISATION and not own

    def _outside(self, title: Match[Title], bodies: Sequence[tuple[int, int]]) -> list[Match[Title]]:
        """Return what is left of a title that begins inside the name of a body."""
        for start, end in bodies:
            if start < title.start < end < title.end:
                return list(self._world.titles.find(self._lowered, end, title.end))
            if start < title.start and title.end < end and all(entry.plural for entry in title.entries):
                return []
        return [title]

    def _found(self, index: PhraseIndex[T], sentence: Sentence) -> list[Match[T]]:
        return list(index.find(self._lowered, sentence.start, sentence.end))

    def _known(
        self, sentence: Sentence, dates: tuple[TimeExpression, ...], titles: Sequence[Match[Title]]
    ) -> tuple[Mention, ...]:
        whole = self._world.names.find(self._cased, sentence.start, sentence.end)
        matches = (part for match in whole for part in self._read_apart(match, titles))
        lines_up = self._text[sentence.start : sentence.end].isupper()
        found = (self._mention(match) for match in matches if not (lines_up and self._is_word(match)))
        return tuple(m for m in found if m and not _inside_any(m, dates))

    def _read_apart(self, match: Match[Naming], titles: Sequence[Match[Title]]) -> Iterator[Match[Naming]]:
        """Yield a name with the adjectives of states in it; its parts alone where a title takes from it."""
        parts = self._world.names.parts(self._cased, match)
        if parts and any(t.start < match.end and match.start < t.end for t in titles):
            yield from parts
            return
        yield match
        for part in parts:
            kind = part.entries[0].kind
            if kind is MentionKind.STATE and part.start == match.start:
                yield part._replace(entries=tuple(_as_adjective(naming) for naming in part.entries))
            elif kind is MentionKind.ADJECTIVE:
                yield part

    def _mention(self, match: Match[Naming]) -> Mention | None:
        entries = (n for n in match.entries if not n.ambiguous or n.iri in self._surely_named())
        namings = sorted(entries, key=lambda n: (_PREFERENCE.index(n.kind), n.iri))
        if not namings:
            return None  # "ISA", "ECO" in a text that never says what it means
        kind = namings[0].kind
        dollars = self._text[match.end : match.end + 2].lstrip()[:1] == "$"
        if dollars and self._text[match.start : match.end].isupper():
            return None  # "US $6 billion", not "promised Chile $6 billion"
        if kind is MentionKind.PLACE and not self._placed(match, self._world, namings[0]):
            return None
        refers = tuple(naming.iri for naming in namings)
        start = match.start
        if self._world.things[refers[0]].label.startswith("The ") and self._text.startswith(
            "The ", start - 4
        ):
            start -= len("The ")  # "The Hague"
        return Mention(start, match.end, kind, refers, 0.98 if len(refers) == 1 else 0.9)

    def _is_word(self, match: Match[Naming]) -> bool:
        """Tell whether an acronym is a common word too, which in a line of capitals says nothing: "WHO"."""
        word = self._lowered[match.start : match.end]
        return word in CLOSED_CLASS and match.entries[0].kind is MentionKind.ORGANISATION

    def _surely_named(self) -> frozenset[str]:
        """Return the things that the text gives a name of that nothing else bears."""
        if self._named is None:
            self._named = surely_named(self._document, self._world.names, self._cased)
        return self._named

    def _placed(self, match: Match[Naming], world: World, naming: Naming) -> bool:
        """Tell whether an ambiguous place name stands where only a place can stand."""
        if not world.things[naming.iri].ambiguous:
            return True
        before = self._lowered[max(0, match.start - 12) : match.start].split()
        return bool(before) and before[-1] in {"in", "at", "to", "from", "near", "outside"}


def _as_adjective(naming: Naming) -> Naming:
    """Return the naming of a state whose name only describes: "Kenya" in "Kenya Wildlife Service"."""
    return replace(naming, kind=MentionKind.ADJECTIVE)


def _continues_a_name(mention: Mention, sentence: Sentence, mentions: tuple[Mention, ...]) -> bool:
    """Tell whether a name is only the end of a longer, unknown one.

    "National Security Council" for a body; "Fair Russia", "ACT New Zealand" for a state, but not
    "Southern Lebanon".
    """
    if mention.kind not in (MentionKind.ORGANISATION, MentionKind.STATE):
        return False
    before = next((t for t in sentence.tokens if t.end + 1 == mention.start), None)
    if before is None or not before.text[0].isupper() or before.text.lower() in CLOSED_CLASS:
        return False
    if mention.kind is MentionKind.STATE and before.text.lower() in _PARTS:
        return False
    return before.start > sentence.start and not any(m.start <= before.start < m.end for m in mentions)


def _inside_any(mention: Mention, spans: Iterable[TitlePhrase | NameRun | TimeExpression]) -> bool:
    """Tell whether a longer reading takes up the words; a title leaves the state around it a mention."""
    for span in spans:
        start, end = (
            (span.core_start, span.core_end) if isinstance(span, TitlePhrase) else (span.start, span.end)
        )
        if start < mention.end and mention.start < end:
            return True
    return False
