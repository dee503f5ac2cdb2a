"""Runs of capitalised words and what a model takes for persons -> the runs, those it confirms marked.

Titles, dates and other names win over the model; its extent wins over that of a run which nobody knows,
so that "Democrat Ana Ruiz" is Ana Ruiz and "van der Berg" keeps its particles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.iri import folded
from kg.mention.names import CLOSED_CLASS, HONORIFICS, PARTICLES, PARTISANS, STANDING_IN, NameRun

Span = tuple[int, int]

_ORDINAL = re.compile(r",? (?:II|III|IV|VI{0,3}|IX|XI{0,3}|XIV|XV|XVI|Jr\.?|Sr\.?)(?!\w)")
# Before the name of a ship or a campaign: "USS Gerald R. Ford", "Operation Ana".
_SHIP = re.compile(r"\b(?:USS|HMS|HMAS|HMCS|INS|USNS|RMS|SS|MV|Operation|Hurricane|Cyclone|Typhoon) $")
_NEVER_FIRST = STANDING_IN | frozenset(
    "but and or as if so when while because that the this q a chair leader".split()
)
_OWNER_END = re.compile(r"['’]s?$")
_CODE = re.compile(r"[A-Z]{3,4}|\w+\.[a-z]{2,3}")  # "USD", "Google.org"; surnames in capitals are longer
_WORD = re.compile(r"[^\W\d_][\w.’'‘-]*")


def with_tagged(
    text: str,
    runs: Sequence[NameRun],
    tagged: Iterable[Span],
    taken: Sequence[Span],
    common: frozenset[str] = frozenset(),
    given: frozenset[str] = frozenset(),
    bodies: frozenset[str] = frozenset(),
) -> tuple[NameRun, ...]:
    """Return the runs of a sentence, confirmed, cut or added to by the tagged spans.

    ``taken`` are the spans that no name of a person reaches into, ``common`` the words that the text
    writes small, ``given`` words that are known to begin names, folded, ``bodies`` words that head names
    of bodies, in lower case: "Executive Order".
    """
    result = list(runs)
    for span in tagged:
        name = _cut(text, span, taken)
        if name is None or _after_article(text, name) or _is_of_the_language(text, name, common):
            continue
        over = [run for run in result if run.start < name[1] and name[0] < run.end]
        if any(run.known for run in over):
            continue
        result = [run for run in result if run not in over]
        result.append(_confirmed(text, name, over, given))
    result = [
        run
        for run in result
        if run.known or not (_has_code(run.words) or _is_headed(run.words, bodies, given))
    ]
    return tuple(sorted(result, key=lambda run: run.start))


def _is_of_the_language(text: str, name: Span, common: frozenset[str]) -> bool:
    """Tell whether a name is words that the article writes small ("Village Reach"), or has a code."""
    words = text[name[0] : name[1]].split()
    return _has_code(words) or all(word.lower() in common for word in words)


def _is_headed(words: Sequence[str], bodies: frozenset[str], given: frozenset[str]) -> bool:
    """Tell whether the last of several words heads a body, and the first is nobody's given name."""
    return len(words) > 1 and words[-1].lower() in bodies and folded(words[0]) not in given


def _has_code(words: Sequence[str]) -> bool:
    """Tell whether a currency, a company's acronym or an address is among words: "Paid USD", "AMEA Power"."""
    return any(_CODE.fullmatch(word) for word in words) and not all(word.isupper() for word in words)


def _cut(text: str, span: Span, taken: Sequence[Span]) -> Span | None:
    """Return a tagged span without titles, honorifics and an owner's ending; None if no name is left."""
    start, end = _free(span, taken)
    end = start + len(_OWNER_END.sub("", text[start:end]))
    words = list(_WORD.finditer(text, start, end))
    if len(words) > 1 and re.fullmatch(r"[A-Z]{3,}", words[0].group()) and not words[-1].group().isupper():
        words = words[1:]  # "APNSA Ruiz"
    while words and not _begins(words[0].group(), len(words)):
        words = words[1:]
    count = next((i for i in range(1, len(words)) if not _goes_on(text, *words[i - 1 : i + 1])), len(words))
    owner = next((i for i, w in enumerate(words) if _OWNER_END.search(w.group())), len(words))
    words = words[: min(count, owner + 1)]
    while words and words[-1].group()[0].islower():
        words = words[:-1]  # "Salman bin"
    if not words or all(_is_common(w.group()) for w in words) or _is_cut_off(words[-1].group()):
        return None
    if any(character.isdigit() for character in text[words[0].start() : words[-1].end()]):
        return None
    ordinal = _ORDINAL.match(text, words[-1].end())
    if ordinal is not None:
        return words[0].start(), ordinal.end()
    name = _OWNER_END.sub("", text[words[0].start() : words[-1].end()]).rstrip(",'’-–")
    return words[0].start(), words[0].start() + len(name)


def _after_article(text: str, name: Span) -> bool:
    """Tell whether "the" stands before a name of several words, as before no person's, or a ship's prefix."""
    if _SHIP.search(text[max(0, name[0] - 11) : name[0]]):
        return True
    return " " in text[name[0] : name[1]] and text[max(0, name[0] - 4) : name[0]].lower() == "the "


def _free(span: Span, taken: Sequence[Span]) -> Span:
    start, end = span
    for first, last in taken:
        if first < end and start < last:
            start, end = (last, end) if last < end else (start, max(start, first))
    return start, end


def _begins(word: str, count: int) -> bool:
    """Tell whether a name can begin with a word: a capital, or a particle before one, and no honorific."""
    lower = word.lower().rstrip(".")
    if lower in HONORIFICS or (count > 2 and lower in PARTISANS) or (count > 1 and lower in _NEVER_FIRST):
        return False
    return word[0].isupper() or lower in PARTICLES


def _goes_on(text: str, before: re.Match[str], word: re.Match[str]) -> bool:
    """Tell whether a word is of the same name as the one before it."""
    if text[before.end() : word.start()] not in (" ", "\u00a0", " '", " ’"):
        return False
    return word.group()[0].isupper() or word.group().lower() in PARTICLES or "-" in word.group()


def _is_cut_off(word: str) -> bool:
    """Tell whether a name cannot end with a word: an initial, a title."""
    return _is_honorific(word) or re.fullmatch(r"[^\W\d_]\.", word) is not None


def _is_honorific(word: str) -> bool:
    return word.lower().rstrip(".") in HONORIFICS


def _is_common(word: str) -> bool:
    return word.lower() in CLOSED_CLASS or word.lower() in PARTICLES


def _confirmed(text: str, name: Span, over: Sequence[NameRun], given: frozenset[str]) -> NameRun:
    """Return the run for a tagged name; where a run holds more of it, or has its honorific, that stays."""
    start, end = name
    for run in over:
        if run.start <= start and end <= run.end and not _overshoots(text, run, name, given):
            return replace(run, confirmed=True)
    honorific = next((run.honorific_start for run in over if run.honorific_start is not None), None)
    return NameRun(start, end, text[start:end], (), honorific, confirmed=True)


def _overshoots(text: str, run: NameRun, name: Span, given: frozenset[str]) -> bool:
    """Tell whether a run takes in more than the name: "Ana Ruiz Congratulating", "Joining Ruiz", "Q Ruiz".

    "Warden Ana Ruiz" does, "Gamal Abdel Nasser" does not: Gamal is known to begin names.
    """
    before, after = text[run.start : name[0]].split(), text[name[1] : run.end]
    whole = " " in text[name[0] : name[1]]
    if whole and re.match(r"\s[^\W\d_a-z]", after):
        return True
    if whole and before:
        return not (len(before) == 1 and folded(before[0]) in given)
    return len(before) == 1 and (before[0].endswith("ing") or len(before[0]) == 1)
