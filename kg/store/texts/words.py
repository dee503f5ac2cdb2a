"""What somebody seeks in, words and phrases out; and texts cut and marked by the same rules.

What is sought is words, which must all be there, ``"words in a row"`` and ``begin*``; nothing else means
anything but itself. Case and accents do not count (Unicode compatibility decomposition, UAX #15), nor
does the stroke or ligature of letters that no decomposition takes apart: "Łódź" is "lodz".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kg.errors import QuerySyntaxError

MAX_TERMS = 20
MAX_CHARACTERS = 1000  # of what is sought

_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')
_QUOTES = str.maketrans("“”„«»", '"""""')
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words in a row; the last is only the begin of one where ``prefix`` is true."""

    words: tuple[str, ...]
    prefix: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that is, or is not, what was sought."""

    text: str
    hit: bool


def folded_words(text: str) -> list[str]:
    """Return the words of a text without case and accents.

    >>> folded_words("Ça, São Tomé (Ø-Straße)")
    ['ca', 'sao', 'tome', 'o', 'strasse']
    """
    return [folded for word in _WORD.findall(_composed(text)) for folded in _WORD.findall(_fold(word))]


def read_terms(sought: str) -> tuple[Term, ...]:
    """Return what is to be found, all of it together.

    >>> read_terms('"foreign min*" mexico')
    (Term(words=('foreign', 'min'), prefix=True), Term(words=('mexico',), prefix=False))

    Raises QuerySyntaxError where there is no word, or more than anybody needs.
    """
    if len(sought) > MAX_CHARACTERS:
        raise QuerySyntaxError(f"what is sought is longer than {MAX_CHARACTERS:,} characters")
    found = []
    for phrase, star, word in _TERM.findall(sought.translate(_QUOTES)):
        text = phrase or word
        if words := folded_words(text):
            found.append(Term(tuple(words), bool(star) or text.rstrip().endswith("*")))
    if not found:
        raise QuerySyntaxError("there is no word to search for")
    if len(found) > MAX_TERMS:
        raise QuerySyntaxError(f"more than {MAX_TERMS} words and phrases are sought")
    return tuple(found)


def marked(text: str, terms: tuple[Term, ...]) -> list[Piece]:
    """Return a text in pieces, those that are hits told apart; joined they are the text (in NFC)."""
    text = _composed(text)
    found = [(match.start(), match.end(), folded_words(match[0])) for match in _WORD.finditer(text)]
    flat = [(start, end, word) for start, end, words in found for word in words]
    covered: set[tuple[int, int]] = set()
    for term in terms:
        length = len(term.words)
        for at in range(len(flat) - length + 1):
            if _is_at([word for _, _, word in flat[at : at + length]], term):
                covered |= {(start, end) for start, end, _ in flat[at : at + length]}
    return _cut(text, sorted(covered))


def excerpt(pieces: list[Piece], around: int) -> list[Piece]:
    """Return pieces with about ``around`` characters on each side of the first hit, cut at words."""
    first = next((at for at, piece in enumerate(pieces) if piece.hit), 0)
    before = "".join(piece.text for piece in pieces[:first])
    kept = pieces[first:]
    if len(before) > around:
        before = "…" + before[-around:].partition(" ")[2]
    left = around + around // 2
    shortened = [Piece(before, hit=False)] if before else []
    for piece in kept:
        if left <= 0:
            break
        text = piece.text
        if len(text) > left:
            text = text[:left].rpartition(" ")[0] + "…"
        shortened.append(Piece(text, piece.hit))
        left -= len(piece.text)
    return shortened


def _is_at(words: list[str], term: Term) -> bool:
    *whole, last = term.words
    return words[:-1] == whole and (words[-1] == last or (term.prefix and words[-1].startswith(last)))


def _cut(text: str, spans: list[tuple[int, int]]) -> list[Piece]:
    pieces, done = [], 0
    for start, end in spans:
        pieces += [Piece(text[done:start], hit=False), Piece(text[start:end], hit=True)]
        done = end
    pieces.append(Piece(text[done:], hit=False))
    return [piece for piece in pieces if piece.text]


def _composed(text: str) -> str:
    """Return a text in NFC, in which an accent does not part a word."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _fold(word: str) -> str:
    plain = word.casefold()
    if plain.isascii():
        return plain
    letters = unicodedata.normalize("NFKD", plain).translate(_PLAIN)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
