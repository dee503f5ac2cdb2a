"""SPARQL 1.1 text in, its terminals out (section 19.8), as the engine would cut it.

Where the engine departs from the grammar, so does this: a local name holds one group of dots only,
and words need no blank between them. Names accept every character above U+00A0, which is more than
the grammar does; what is too much there is a syntax error to the engine anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from kg.errors import QuerySyntaxError


class Kind(StrEnum):
    COMMENT = "comment"
    STRING = "string"
    IRI = "iri"
    VARIABLE = "variable"
    BLANK_NODE = "blank_node"
    LANGUAGE = "language"
    NUMBER = "number"
    NAME = "name"  # prefixed name
    WORD = "word"
    PUNCTUATION = "punctuation"


class Token(NamedTuple):
    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_NAME = r"[A-Za-z0-9_\-\u00a1-\U0010ffff]"
_PREFIX = r"[A-Za-z0-9_\-.\u00a1-\U0010ffff]{0,255}"  # bounded, so that cutting stays linear
_LOCAL = rf"(?:{_NAME}|:|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])"
_TERMINALS = re.compile(
    rf"""
    (?P<comment>    \#[^\r\n]*)
  | (?P<string>     \"\"\"(?:\"{{0,2}}(?:[^"\\]|\\[\s\S]))*\"\"\"
                  | '''(?:'{{0,2}}(?:[^'\\]|\\[\s\S]))*'''
                  | "(?:[^"\\\r\n]|\\[^\r\n])*"
                  | '(?:[^'\\\r\n]|\\[^\r\n])*')
  | (?P<iri>        <(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
  | (?P<variable>   [?$]{_NAME}+)
  | (?P<blank_node> _:{_NAME}+)
  | (?P<language>   @[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>     (?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<name>       (?:[A-Za-z\u00a1-\U0010ffff]{_PREFIX})?:(?:{_LOCAL}+(?:\.+{_LOCAL}+)?)?)
  | (?P<word>       [A-Za-z_\u00a1-\U0010ffff][A-Za-z0-9_\u00a1-\U0010ffff]*)
  | (?P<blank>      [\x20\t\r\n]+)
  | (?P<punctuation> [\s\S])
    """,
    re.VERBOSE | re.ASCII,
)


def tokens(text: str) -> Iterator[Token]:
    """Yield the terminals of a query, comments included.

    Raises QuerySyntaxError for a string that has no end.
    """
    for match in _TERMINALS.finditer(text):
        name = match.lastgroup
        if name == "blank" or name is None:
            continue
        token = Token(Kind(name), match.group(), match.start())
        if _is_unclosed(text, token):
            raise QuerySyntaxError("this string has no closing quotation mark", *position(text, token.start))
        yield token


def _is_unclosed(text: str, token: Token) -> bool:
    if token.kind is Kind.STRING and token.text in ("''", '""'):
        return text.startswith(token.text[0], token.end)  # an opening ''' whose match is missing
    return token.kind is Kind.PUNCTUATION and token.text in "\"'"


def position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of an offset."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
