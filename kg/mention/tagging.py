"""Document -> the spans that a statistical model takes for names of persons, organisations and places.

The model is a spaCy pipeline with named entities: the one that comes with this package, or one of the
user's (a folder, or an installed package). What it says is one voice among others: rules and reference
data decide. A document is given to it whole and alone, so that its spans do not depend on what is read
beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from kg.errors import ConfigurationError
from kg.model import BlockKind, Document, MentionKind
from kg.resources import names_model_folder

# What common pipelines call the kinds of names; others (dates, amounts, peoples) are not asked for.
LABELS = {
    "PERSON": MentionKind.PERSON,
    "PER": MentionKind.PERSON,
    "ORG": MentionKind.ORGANISATION,
    "GPE": MentionKind.PLACE,
    "LOC": MentionKind.PLACE,
    "FAC": MentionKind.PLACE,
}
# Parts of a pipeline that say nothing about names, and cost time.
_UNASKED = {"parser", "tagger", "morphologizer", "lemmatizer", "trainable_lemmatizer", "senter", "textcat"}
_BATCH = 64  # sentences; the same for every document, so that sums are rounded the same way


@dataclass(frozen=True, slots=True)
class TaggedName:
    """A span that the model takes for a name; ``kind`` is PERSON, ORGANISATION or PLACE."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Tagger:
    """One loaded pipeline."""

    pipeline: Language

    @classmethod
    def load(cls, model: str) -> Tagger | None:
        """Load the pipeline that the setting ``names_model`` names; ``None`` where it names none.

        Raises ConfigurationError where there is no such pipeline, or it finds no names.
        """
        folder = names_model_folder(model)
        return cls(_pipeline(folder, model)) if folder else None

    def names(self, document: Document) -> tuple[TaggedName, ...]:
        """Return the names of the sentences of the body, in text order, without overlap.

        Captions and posts end in credits and signatures; and who wrote or published the article is no
        part of what it tells.
        """
        body = [s for s in document.sentences if s.kind in (BlockKind.BODY, BlockKind.HEADLINE)]
        texts = [document.text(sentence.start, sentence.end) for sentence in body]
        article = document.article
        makers = {s.value for s in (article.author, article.publisher, article.agency) if s}
        found = zip(body, self.pipeline.pipe(texts, batch_size=_BATCH), strict=True)
        return tuple(
            TaggedName(sentence.start + entity.start_char, sentence.start + entity.end_char, kind)
            for sentence, analysed in found
            for entity in analysed.ents
            if (kind := LABELS.get(entity.label_)) is not None
            and not any(entity.text in maker for maker in makers)
        )


@cache
def _pipeline(folder: Path, model: str) -> Language:
    try:
        pipeline = spacy.load(folder if (folder / "config.cfg").is_file() else model)
    except (OSError, ValueError, ImportError) as error:
        message = f"setting names_model: {model!r} cannot be loaded as a spaCy pipeline: {error}"
        raise ConfigurationError(message) from error
    labels = {label for name in pipeline.pipe_names for label in pipeline.pipe_labels.get(name, [])}
    if not labels & LABELS.keys():
        message = f"setting names_model: {model!r} finds none of the names {', '.join(LABELS)}"
        raise ConfigurationError(message)
    pipeline.select_pipes(disable=[name for name in pipeline.pipe_names if name in _UNASKED])
    return pipeline
