"""What lists tell about single words -> vectors that the pipeline reads beside the text.

A word's vector says whether it is a given name, a surname, part of the name of a city, a state or a
region, and how often it is written small. While training, a share of the names is left out, so that the
pipeline also learns to do without; the finished pipeline has them all. Words that the lists do not have
get zeros. Many words share a row, and the table keeps hashes of words, not the words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import spacy
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from kg.tagger.training.people import NameLists
from kg.tagger.training.places import Places
from kg.tagger.training.variation import without_accents

FEATURES = ("given name", "surname", "city", "in a city", "state or region", "written small", "known")
WHOLE, PARTIAL = "lexicon", "lexicon-partial"  # folders: of the finished pipeline, while training
HIDDEN = 0.4  # of the names while training
_WORD = re.compile(r"[^\W\d_]+")
_SEEN = 3  # times a word must be written small to be told as such

Features = dict[str, set[str]]


def features_by_word(names: NameLists, places: Places) -> Features:
    """Return what each word is in the lists."""
    given, surnames = names.words()
    found: Features = defaultdict(set)
    for feature, listed in (("given name", given), ("surname", surnames)):
        for name in listed:
            _add(found, feature, _WORD.findall(name))
    for city in places.cities:
        words = _WORD.findall(city)
        _add(found, "city" if len(words) == 1 else "in a city", words)
    for place in (*places.states, *places.regions):
        _add(found, "state or region", _WORD.findall(place))
    return found


def _add(found: Features, feature: str, words: list[str]) -> None:
    for word in words:
        if len(word) > 1 and word[0].isupper():
            found[word].add(feature)


def shares_written_small(texts: Iterable[str]) -> dict[str, float]:
    """Return for each word, as it stands at the head of a sentence, how often it is written small."""
    counts = Counter(word for text in texts for word in _WORD.findall(text))
    shares = {}
    for word, count in counts.items():
        if word.islower() and count >= _SEEN:
            shares[word.capitalize()] = round(4 * count / (count + counts[word.capitalize()])) / 4
    return shares


def without_some(features: Features, rng: Random) -> Features:
    """Leave out a share of the words."""
    return {word: features[word] for word in sorted(features) if rng.random() >= HIDDEN}


def lexicon(features: Features, small: dict[str, float]) -> Vectors:
    """Return the vectors: one row for each combination of features."""
    rows: dict[tuple[float, ...], int] = {}
    keys: dict[int, int] = {}
    for word in sorted(features.keys() | small.keys()):
        row = _row(features.get(word, set()), small.get(word, 0.0))
        number = rows.setdefault(row, len(rows))
        for form in _forms(word):
            keys.setdefault(hash_string(form), number)
    vectors = Vectors(shape=(len(rows), len(FEATURES)), name="lexicon")
    for row, number in rows.items():
        vectors.data[number] = row
    for key, number in keys.items():
        vectors.add(key, row=number)
    return vectors


def _row(features: set[str], small: float) -> tuple[float, ...]:
    told = {**dict.fromkeys(features, 1.0), "written small": small, "known": 1.0}
    return tuple(told.get(feature, 0.0) for feature in FEATURES)


def _forms(word: str) -> Iterator[str]:
    for form in (word, without_accents(word)):
        yield form
        yield form.upper()


def write_lexicon(vectors: Vectors, folder: Path) -> None:
    """Write the vectors as a pipeline without components, as training reads them."""
    nlp = spacy.blank("en")
    nlp.vocab.vectors = vectors
    nlp.to_disk(folder)
