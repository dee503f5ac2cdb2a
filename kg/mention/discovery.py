"""Names of initiatives, agreements and organisations that the reference data does not know.

"Atlantic Dialogue on Ocean Research", "Reykjavik Memorandum (RM)": a run of capitalised words with a
head word of the lexicon names a thing of that kind. Its IRI comes from its folded name, so that the
same name is the same thing in every article.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from kg.iri import folded, key
from kg.knowledge.knowledge import Knowledge
from kg.knowledge.phrases import PhraseIndex
from kg.knowledge.world import Naming, Thing
from kg.mention.bodies import unknown_bodies
from kg.mention.places import unknown_places
from kg.mention.tagging import TaggedName
from kg.model import BlockKind, Document, MentionKind, Sentence
from kg.temporal import find_expressions
from kg.vocab import DIPL

_CONNECTIVE = r"(?:\s+(?:of|on|for|against|de|del)(?:\s+the)?|\s+and(?:\s+the)?|\s+y)"
_RUN = re.compile(rf"(?:[^\W\d_a-z][\w.’'-]*[^\W_](?:{_CONNECTIVE})?\s+)+[^\W\d_a-z][\w’'-]*[^\W_]")
_SPLIT = re.compile(r"\s+and\s+the\s+")
_TRAILING = re.compile(r"(?:\s+(?:of|on|for|the|and|against|de|del|y))*\s*$")
_ACRONYM = re.compile(r"\s*\(([A-Z][A-Z0-9-]{1,9})\)")
_CONNECTIVES = frozenset(["of", "on", "for", "the", "and", "against", "de", "del", "y", "a", "an"])
_CLASSES = {MentionKind.INITIATIVE: DIPL["Initiative"], MentionKind.AGREEMENT: DIPL["Agreement"]}
_TOO_LONG = 12  # words; a longer run is a headline in capitals


def with_discoveries(
    document: Document, knowledge: Knowledge, tagged: Sequence[TaggedName] = ()
) -> Knowledge:
    """Return the knowledge with the initiatives, agreements and organisations that only this article names.

    ``tagged`` are the names that a model finds in the document.
    """
    found = [
        *_discoveries(document, knowledge),
        *unknown_bodies(document, knowledge, tagged),
        *unknown_places(document, knowledge, tagged),
    ]
    spelled_out = {alias for _, phrases in found for alias in phrases[1:]}  # "(FN)" behind "Full Name"
    found = [(thing, phrases) for thing, phrases in found if thing.label not in spelled_out]
    if not found:
        return knowledge
    names = knowledge.world.names.extended()
    for thing, phrases in found:
        for phrase in phrases:
            if not _is_known(phrase, knowledge.world.names):
                names.add(phrase, Naming(thing.iri, thing.kind))
    things = ChainMap({thing.iri: thing for thing, _ in found}, dict(knowledge.world.things))
    return replace(knowledge, world=replace(knowledge.world, names=names, things=things))


def _is_known(phrase: str, names: PhraseIndex[Naming]) -> bool:
    """Tell whether the reference data has the phrase, and not as a name that other things bear too."""
    prepared = names.prepared(phrase)
    return any(
        match.end == len(prepared) and not all(naming.ambiguous for naming in match.entries)
        for match in names.find(prepared, 0, len(prepared))
        if match.start == 0
    )


def _discoveries(document: Document, knowledge: Knowledge) -> Iterator[tuple[Thing, list[str]]]:
    prepared = knowledge.world.names.prepared(document.article.text)
    for sentence in document.sentences:
        if sentence.kind is not BlockKind.BODY:
            continue  # in title case every run would look like a name
        known = [
            match
            for match in knowledge.world.names.find(prepared, sentence.start, sentence.end)
            if any(naming.kind in _CLASSES and not naming.ambiguous for naming in match.entries)
        ]
        for start, end in _runs(document.article.text, sentence, knowledge.lexicon.name_heads):
            if any(match.start < end and start < match.end for match in known):
                continue
            if (
                thing := _thing(document.text(start, end), document.article.identifier, knowledge)
            ) is not None:
                acronym = _ACRONYM.match(document.article.text, end)
                yield thing, [thing.label, *([acronym.group(1)] if acronym else [])]


def _runs(text: str, sentence: Sentence, heads: Container[str]) -> Iterator[tuple[int, int]]:
    """Yield the runs that hold a head word, cut at "and the" and before a date ("... on Tuesday")."""
    runs = [
        match
        for match in _RUN.finditer(text, sentence.start, sentence.end)
        if any(word in heads for word in match[0].lower().split())
    ]
    dates = find_expressions(text, sentence.start, sentence.end) if runs else []
    for match in runs:
        end = min([match.end(), *(d.start for d in dates if match.start() < d.start)])
        start = match.start()
        for part in _SPLIT.split(text[start:end]):
            words = re.sub(_TRAILING, "", part)
            yield start, start + len(words)
            start = text.find(part, start) + len(part)
            start = next((m.end() for m in [_SPLIT.match(text, start)] if m), start)


def _thing(run: str, article: str, knowledge: Knowledge) -> Thing | None:
    """Return the thing a run names, if one of its words heads such names and others tell which one.

    A name of general words only ("Defence Cooperation Agreement") tells which one only inside its article.
    """
    words = run.split()
    while words and (words[0].lower() in _CONNECTIVES or words[0].lower() in knowledge.lexicon.opening_words):
        words = words[1:]
    heads = [w for w in words if w.lower() in knowledge.lexicon.name_heads]
    telling = [w for w in words if w.lower() not in _CONNECTIVES and w not in heads]
    if not heads or not telling or len(words) > _TOO_LONG:
        return None
    kind, session_type = knowledge.lexicon.name_heads[heads[0].lower()]
    label = " ".join(words)
    general = all(w.lower() in knowledge.lexicon.general_words for w in telling)
    iri = knowledge.minter.of(kind.value, key(folded(label), *([article] if general else [])))
    return Thing(iri, kind, (_CLASSES[kind], DIPL["Arrangement"]), label, session_type=session_type)
