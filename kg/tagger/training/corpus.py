"""The newswire and what is made from it -> training and held-out documents of spaCy.

Held out are whole articles; nothing made from them is trained on. Training texts are the articles as
they are, the same with other names, and made-up sentences, in the shares below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from kg.tagger.training.lexicon import (
    PARTIAL,
    WHOLE,
    features_by_word,
    lexicon,
    shares_written_small,
    without_some,
    write_lexicon,
)
from kg.tagger.training.newswire import read_newswire
from kg.tagger.training.organisations import Organisations
from kg.tagger.training.people import faker_names
from kg.tagger.training.places import geonames_places
from kg.tagger.training.sentences import Writer, patterns
from kg.tagger.training.tagged import Tagged, joined
from kg.tagger.training.variation import retyped, with_other_names

SEED = 20
HELD_OUT = 90  # articles
RENAMED = 3  # times each article is seen with other names
MADE = 24_000  # texts of one to three made-up sentences


def write_corpus(newswire: Path, work: Path) -> dict[str, int]:
    """Write the documents and the lexicons into ``work``; return how many texts there are."""
    rng = Random(SEED)
    names, places = faker_names(), geonames_places()
    articles = list(read_newswire(newswire))
    rng.shuffle(articles)
    held_out, trained = articles[:HELD_OUT], articles[HELD_OUT:]
    work.mkdir(parents=True, exist_ok=True)
    texts = {
        "train": list(
            _training_texts([sentences for _, sentences in trained], Organisations(names, places), rng)
        ),
        "held-out": [text for _, sentences in held_out for text in _cut(sentences, 4)],
    }
    rng.shuffle(texts["train"])
    nlp = spacy.blank("en")
    for name, tagged in texts.items():
        DocBin(docs=_documents(tagged, nlp)).to_disk(work / f"{name}.spacy")
    features = features_by_word(names, places)
    small = shares_written_small(text.text for _, sentences in trained for text in sentences)
    write_lexicon(lexicon(features, small), work / WHOLE)
    write_lexicon(lexicon(without_some(features, rng), small), work / PARTIAL)
    return {name: len(tagged) for name, tagged in texts.items()}


def _training_texts(
    articles: list[list[Tagged]], organisations: Organisations, rng: Random
) -> Iterator[Tagged]:
    for sentences in articles:
        for text in _cut(sentences, rng.choice((1, 2, 3))):
            yield text
            yield retyped(text, rng)
            for _ in range(RENAMED):
                yield retyped(with_other_names(text, organisations, rng), rng)
    writer, known = Writer(organisations, rng), patterns()
    for _ in range(MADE):
        yield retyped(writer.text(rng.sample(known, rng.choice((1, 1, 2, 3)))), rng)


def _cut(sentences: list[Tagged], size: int) -> Iterator[Tagged]:
    """Join every ``size`` paragraphs of an article."""
    for start in range(0, len(sentences), size):
        yield joined(sentences[start : start + size])


def _documents(texts: Iterable[Tagged], nlp: Language) -> Iterator[Doc]:
    for text in texts:
        doc = nlp.make_doc(text.text)
        doc.ents = _apart([_span(doc, *span) for span in text.spans])
        yield doc


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    found = doc.char_span(start, end, label=label, alignment_mode="expand")
    assert found is not None, doc.text[start:end]
    return found


def _apart(spans: list[Span]) -> list[Span]:
    """Drop names that share a token with the one before ("Kabul/Herat")."""
    kept: list[Span] = []
    for span in spans:
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept
