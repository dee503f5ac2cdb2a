"""The statistical tagger of names: a small spaCy pipeline, trained here and shipped with its card.

``model/`` is the pipeline as spaCy writes it: text in, spans labelled PERSON, ORG or LOC out.
``MODEL_CARD.md`` tells what it was trained on, its scores, size, speed and limits; ``training/`` makes
it again and is left out of the installed package. ``kg.resources`` tells where the folder lies.
"""

from __future__ import annotations

LABELS = ("PERSON", "ORG", "LOC")
