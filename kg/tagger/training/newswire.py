"""Worldwide newswire in BIO columns -> sentences with names (stanfordnlp/en-worldwide-newswire).

A line has a token and its tag; a third and fourth column hold names inside names ("China" in
"Communist Party of China"), which are not read: the longest name counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from kg.tagger.training.tagged import Piece, Tagged, tagged

_LABELS = {"Person": "PERSON", "Organization": "ORG", "Location": "LOC", "Facility": "LOC"}
_CLOSING = frozenset(".,;:!?)]}%”") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'m", "'d", "’re", "’t"}
_OPENING = frozenset("([{“‘$£€")
_AFTER_APOSTROPHE = frozenset(["s", "t", "m", "re", "ve", "ll", "d"])
_INITIAL = re.compile(r"[A-Z]\.")

Token = tuple[str, str]  # the word, its BIO tag


def read_newswire(folder: Path) -> Iterator[tuple[str, list[Tagged]]]:
    """Yield the name and the sentences of each article."""
    for file in sorted(folder.glob("*.tsv")):
        yield file.stem, [_sentence(tokens) for tokens in _token_runs(file)]


def _token_runs(file: Path) -> Iterator[list[Token]]:
    tokens: list[Token] = []
    for line in [*file.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t")
        if line.strip() and len(columns) > 1:
            tokens.append((columns[0].strip(), columns[1].strip()))
        elif tokens:
            if not tokens[0][0].startswith("http"):
                yield [token for token in tokens if token[0]]
            tokens = []


def _sentence(tokens: list[Token]) -> Tagged:
    return tagged(piece for name in _spaced(tokens) for piece in _without_commas(name))


def _spaced(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Yield runs of text with their label, names whole, spaces as an editor would set them."""
    text, label, quoted, glued = "", "", False, True
    for (word, tag), following in pairwise([*tokens, ("", "O")]):
        kind, inside = _LABELS.get(tag[2:], ""), tag.startswith("I-")
        hyphen = word == "-" and (following[1].startswith("I-") or following[0][:1].islower())
        closing = word in _CLOSING or (word == '"' and quoted) or hyphen or _is_apostrophe(word, text)
        space = "" if glued or closing else " "
        if inside and kind == label:
            text += space + word
        else:
            yield text, label
            yield space, ""
            text, label = word, kind
        glued = hyphen or word in _OPENING or (word == '"' and not quoted) or _binds(word, following[0])
        quoted ^= word == '"'
    yield text, label


def _is_apostrophe(word: str, before: str) -> bool:
    return word == "’" or (word == "'" and before.endswith("s"))


def _binds(word: str, following: str) -> bool:
    """Tell whether two tokens are one word in print: ’ + s, U. + S."""
    apostrophe = word == "’" and following in _AFTER_APOSTROPHE
    return apostrophe or bool(_INITIAL.fullmatch(word) and _INITIAL.fullmatch(following))


def _without_commas(name: tuple[str, str]) -> Iterator[Piece]:
    """Cut "Havana, Cuba" in two: the place and where it lies are two places."""
    text, label = name
    if label != "LOC":
        yield name
        return
    for number, part in enumerate(text.split(", ")):
        if number:
            yield ", "
        yield part, label
