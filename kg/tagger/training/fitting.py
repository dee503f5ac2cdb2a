"""Training documents -> the pipeline; the settings are in ``training.cfg``."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy import util
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train

from kg.tagger import LABELS
from kg.tagger.training.lexicon import PARTIAL, WHOLE

CONFIG = Path(__file__).with_name("training.cfg")


def fit(work: Path) -> None:
    """Train on ``work/train.spacy``; write the best pipeline, with the whole lexicon, to ``work/model``."""
    paths = {"train": work / "train.spacy", "dev": work / "held-out.spacy", "vectors": work / PARTIAL}
    given = util.load_config(CONFIG, overrides={f"paths.{name}": str(path) for name, path in paths.items()})
    nlp = init_nlp(util.load_model_from_config(given, auto_fill=True).config)
    (work / "trained").mkdir(exist_ok=True)
    train(nlp, work / "trained", use_gpu=-1)
    finished(work).to_disk(work / "model")
    _forget_words(work / "model")


def finished(work: Path) -> Language:
    """Return the best pipeline with the lexicon that it was trained with a part of."""
    nlp = spacy.load(work / "trained" / "model-best")
    nlp.vocab.vectors = spacy.load(work / WHOLE).vocab.vectors
    return nlp


def _forget_words(model: Path) -> None:
    """Leave out the list of all words of the corpora, which spaCy writes and tagging does not need."""
    strings = spacy.blank("en").vocab.strings
    for label in LABELS:
        strings.add(label)
    strings.to_disk(model / "vocab" / "strings.json")
