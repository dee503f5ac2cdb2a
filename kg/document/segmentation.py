"""A line of text in, its tokens and sentences out.

Tokens are those of spaCy's blank English tokenizer, with two more rules: a compound of names is
split at its hyphens also behind an abbreviation (U.S.-Mexico), and more titles keep their point.
Sentences are found here, because quotations and initials of news text mislead ready-made rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, cast

import spacy
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from kg.model import BlockKind, Sentence, Token

# Hyphens inside words: behind an initial, and with a mark that forbids a line break there.
_COMPOUNDS = (r"(?<=[A-Z]\.)[-–](?=[A-Za-z])", r"(?<=[A-Za-z])[-–]\u2060(?=[A-Za-z])")
_TITLES = [
    "Mr.",
    "Mrs.",
    "Ms.",
    "Mx.",
    "Dr.",
    "Prof.",
    "Sen.",
    "Gen.",
    "Gov.",
    "Rep.",
    "Rev.",
    "Hon.",
    "Amb.",
    "Sec.",
    "Pres.",
    "Lt.",
    "Col.",
    "Maj.",
    "Capt.",
    "Cmdr.",
    "Cpl.",
    "Sgt.",
    "Adm.",
    "Brig.",
    "Fr.",
    "Sr.",
    "Sra.",
    "St.",
    "Ste.",
    "Mt.",
    "Ft.",
    "Messrs.",
    "Supt.",
    "Insp.",
    "vs.",
    "v.",
    "cf.",
    "e.g.",
    "i.e.",
    "approx.",
    "ca.",
    "Gens.",
    "Sens.",
    "Reps.",
    "Drs.",
    "Profs.",
    "H.E.",
    "H.R.H.",
    "Hr.",
    "Dept.",
    "Sec.-Gen.",
]
# These may end a sentence, too ("They said no. The talks ..."), so only what follows can tell.
_NUMBERERS = ["No.", "no.", "Nos.", "nos.", "Art.", "pp.", "Fig.", "Vol."]
_MONTHS = ["Jan.", "Feb.", "Mar.", "Apr.", "Jun.", "Jul.", "Aug.", "Sept.", "Sep.", "Oct.", "Nov.", "Dec."]
_NEVER_LAST = frozenset(_TITLES)
# Words that open a sentence after an abbreviation, because they hardly continue a name.
_OPENERS = frozenset(
    """
    The A An In On At It He She We They I You But And However This That These Those There Here His
    Her Their Its Our My As After Before When While If Both Meanwhile According Last Since During
    Also Under With From To By For Not What Who Why How Where Asked Although Though Because Earlier
    Later Yet Still Then Now Some Many Most Several Such Other Another Each Every Neither Either No
    One Two Three Until Despite Following Instead Moreover Nevertheless Nonetheless Officials
    """.split()
)
_ENDS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "..", "....", "?”", ".”"})
_CLOSERS = frozenset("”’»)]'\"“")
_SPEECH = frozenset(
    """
    said says asked asks added adds told tells wrote writes replied insisted
    """.split()
)
_NUMBERED = re.compile(r"^\(?\d{1,3}$|^[A-Za-z]$|^[ivxIVX]{1,4}$")


def sentences_of(text: str, start: int, end: int, kind: BlockKind, paragraph: int) -> Iterator[Sentence]:
    """Yield the sentences of the line ``text[start:end]``; titles are not cut."""
    tokens = tokens_of(text[start:end], start)
    first = 0
    for last in range(len(tokens)):
        at_end = last == len(tokens) - 1
        if at_end or (kind is not BlockKind.HEADLINE and _ends_sentence(text, tokens, first, last)):
            group = tokens[first : last + 1]
            yield Sentence(group[0].start, group[-1].end, kind, paragraph, tuple(group))
            first = last + 1


def tokens_of(text: str, offset: int = 0) -> list[Token]:
    """Return the tokens of ``text``; ``offset`` is added to their places."""
    return [
        Token(offset + token.idx, offset + token.idx + len(token), token.text)
        for token in _tokenizer()(text)
        if not token.is_space
    ]


@cache
def _tokenizer() -> Callable[[str], Doc]:
    pipeline = spacy.blank("en")
    tokenizer: Any = pipeline.tokenizer  # its class has no type information
    tokenizer.infix_finditer = compile_infix_regex([*_COMPOUNDS, *(pipeline.Defaults.infixes or [])]).finditer
    tokenizer.url_match = _address
    for word in (*_TITLES, *_NUMBERERS, *_MONTHS):
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return cast(Callable[[str], Doc], tokenizer)


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def _address(text: str) -> re.Match[str] | None:
    """Match real addresses only: spaCy's own pattern takes U.S.-Mexico for a host name."""
    return _ADDRESS.fullmatch(text)


def _ends_sentence(text: str, tokens: list[Token], first: int, last: int) -> bool:
    """Tell whether the token at ``last`` is the last of its sentence, which began at ``first``."""
    stop = last
    while stop > first and _closes(text, tokens, stop):
        stop -= 1
    if last + 1 < len(tokens) and (_closes(text, tokens, last + 1) or tokens[last + 1].text in _ENDS):
        return False  # the closing mark belongs to this sentence
    following = tokens[last + 1 :]
    end = tokens[stop].text
    if end in _ENDS:
        if stop - first <= 1 and _NUMBERED.match(tokens[first].text):
            return False  # the number of an item
        return _opens_sentence(following) and not _is_asked_by(end, stop < last, following)
    if end.endswith(".") and len(end) > 1 and end not in _NEVER_LAST:
        return _first_word(following) in _OPENERS
    return False


def _closes(text: str, tokens: list[Token], index: int) -> bool:
    """Tell whether a token is a quotation mark or bracket that closes; some marks also open."""
    token = tokens[index]
    if token.text not in _CLOSERS or index == 0:
        return False
    if token.text in ("”", "’", "»", ")", "]"):
        return True
    # Straight marks, and “ where it was typed for ”: closing ones touch the word before them.
    return token.start == tokens[index - 1].end and text[token.end : token.end + 1] in (
        "",
        " ",
        "\n",
        ",",
        ".",
    )


def _opens_sentence(following: list[Token]) -> bool:
    word = _first_word(following)
    return bool(word) and (word[0].isupper() or word[0].isdigit() or not word[0].isalnum())


def _first_word(following: list[Token]) -> str:
    """Return the first token that is no opening mark."""
    return next((t.text for t in following if t.text[0] not in "“‘«\"'([¿¡”"), "")


def _is_asked_by(end: str, quoted: bool, following: list[Token]) -> bool:
    """Tell whether "...?” Ann Roe asked" goes on: a question in quotation marks and who put it."""
    if not quoted or end == ".":
        return False
    for token in following[:5]:
        if token.text.lower() in _SPEECH:
            return True
        if not token.text[0].isupper():
            return False
    return False
