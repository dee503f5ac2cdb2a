"""The language of an article, measured on its prose; only English is supported.

Lines too short to be prose (menus, buttons, captions) do not count, so that a page in a Spanish
frame around an English body is English. Detector: py3langid (offline, naive Bayes on byte n-grams).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.errors import ArticleError

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

SUPPORTED = "en"
_PROSE_WORDS = 10  # words in a line from which it counts as prose
_MIN_LETTERS = 120  # below this, detection errs too often to refuse an article for it
_SAMPLE = 20_000  # code points; more does not change the answer
# Of 4,900 English paragraphs of _MIN_LETTERS and more, none was taken for another language above
# 0.67; Spanish, French, German, Polish and Portuguese ones of that length reach 0.99.
_CONFIDENCE = 0.8


def checked_language(text: str, stated: str | None, source: str) -> str:
    """Return the language tag of an article.

    Raises ArticleError where the prose, or for short texts the stated language, is not English.
    """
    found = detected(text) or _primary(stated)
    if found in (None, SUPPORTED):
        return SUPPORTED
    raise ArticleError(
        source, f"language not supported: {_name(found)} ({found}); only English articles can be read"
    )


def detected(text: str) -> str | None:
    """Return the language of the prose in ``text``, or ``None`` where that is not certain."""
    prose = "\n".join(line for line in text.split("\n") if _is_prose(line))[:_SAMPLE] or text[:_SAMPLE]
    if sum(map(str.isalpha, prose)) < _MIN_LETTERS:
        return None
    language, confidence = _identifier().classify(prose)
    return str(language) if confidence >= _CONFIDENCE else None


def _is_prose(line: str) -> bool:
    # Scripts written without blanks have no words to count; their lines are long.
    return len(line.split()) >= _PROSE_WORDS or (not line.isascii() and len(line) >= 10 * _PROSE_WORDS)


def _primary(tag: str | None) -> str | None:
    return tag.replace("_", "-").split("-")[0].strip().lower() or None if tag else None


def _name(language: str | None) -> str:
    from babel import Locale

    return str(Locale("en").languages.get(language or "", "unknown"))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
