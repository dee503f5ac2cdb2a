"""An RDF document of a stranger in, a refusal out where reading it would cost too much or lead outside.

The engine's readers overflow their stack at some thousands of levels and take time that grows with the square
of the number of attributes (RDF/XML) or terms of a context (JSON-LD 1.1, section 3.1). Nothing that a
document points to is ever fetched: here the reader is told so, with the place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn
from xml.parsers import expat

from kg.errors import DocumentError

DEEPEST = 500  # levels; people write 20
MAX_ATTRIBUTES = 1_000  # of one element
MAX_TERMS = 1_000  # that the contexts of a document define; schema.org needs 2,700 and is not inline

_MARK = b"\xef\xbb\xbf"  # byte order mark of UTF-8
_JSON_STRING = rb'"(?:[^"\\]|\\.)*"'
_TURTLE_STRINGS = rb'''"""(?:"{0,2}(?:[^"\\]|\\.))*"""|\'\'\'(?:\'{0,2}(?:[^\'\\]|\\.))*\'\'\'
    |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'|<[^<>"{}|^`\s]*>|\#[^\r\n]*|\\.'''
_JSON = re.compile(_JSON_STRING + rb"|[\[\]{}]", re.DOTALL)
_TURTLE = re.compile(_TURTLE_STRINGS + rb"|<<|>>|[\[\](){}]", re.DOTALL | re.VERBOSE)
_LEVELS: Mapping[bytes, int] = {
    **dict.fromkeys((b"[", b"{", b"(", b"<<"), 1),
    **dict.fromkeys((b"]", b"}", b")", b">>"), -1),
}


def checked_document(document: bytes, media_type: str) -> bytes:
    """Return a document in UTF-8 without byte order mark that is safe to hand to the engine's reader.

    Raises DocumentError for other encodings, for a document type declaration, for contexts to be
    fetched, and for more levels, attributes or terms than anybody needs.
    """
    document = document.removeprefix(_MARK)
    try:
        document.decode("utf-8")
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        raise DocumentError(f"the document is not UTF-8: line {line}, byte {error.start}") from error
    _CHECKS.get(media_type, _check_turtle)(document)
    return document


def _check_levels(document: bytes, signs: re.Pattern[bytes]) -> None:
    depth = 0
    for match in signs.finditer(document):
        depth = max(0, depth + _LEVELS.get(match.group(), 0))
        if depth > DEEPEST:
            raise _too_deep(document.count(b"\n", 0, match.start()) + 1)


def _too_deep(line: int) -> DocumentError:
    return DocumentError(f"the document nests more than {DEEPEST} levels in each other (line {line})")


def _check_turtle(document: bytes) -> None:
    _check_levels(document, _TURTLE)


# ----------------------------------------------------------------------------------- JSON-LD


def _check_json(document: bytes) -> None:
    _check_levels(document, _JSON)
    terms = 0

    def size(members: Sequence[tuple[str, object]]) -> int:
        """Return all that is kept of an object: how many members it has. Numbers are kept as text."""
        nonlocal terms
        for name, value in members:
            parts = value if isinstance(value, list) else [value]
            if name == "@import" or (name == "@context" and any(isinstance(part, str) for part in parts)):
                raise DocumentError(f"{name} is not fetched; write the context itself into the document")
            terms += sum(part for part in parts if isinstance(part, int)) if name == "@context" else 0
            if terms > MAX_TERMS:
                raise DocumentError(f"the contexts of the document define more than {MAX_TERMS:,} terms")
        return len(members)

    try:
        json.loads(
            document, object_pairs_hook=size, parse_int=str, parse_float=str, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise DocumentError(f"the document is not JSON: {error.msg} ({place})") from error


def _no_number(name: str) -> NoReturn:
    raise DocumentError(f"the document is not JSON: {name} is no number")


# ----------------------------------------------------------------------------------- RDF/XML


def _check_xml(document: bytes) -> None:
    parser = expat.ParserCreate("UTF-8")
    depth = 0

    def start(_name: str, attributes: list[str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _too_deep(parser.CurrentLineNumber)
        if len(attributes) > 2 * MAX_ATTRIBUTES:
            raise DocumentError(
                f"an element has more than {MAX_ATTRIBUTES:,} attributes (line {parser.CurrentLineNumber})"
            )

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declare(*_: object) -> NoReturn:
        raise DocumentError(
            "a document type declaration is not read; write out what its entities stand for"
            f" (line {parser.CurrentLineNumber})"
        )

    parser.ordered_attributes = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declare
    try:
        parser.Parse(document, True)
    except expat.ExpatError as error:
        message = expat.errors.messages.get(error.code, "it cannot be read")
        place = f"line {error.lineno}, column {error.offset + 1}"
        raise DocumentError(f"the document is not XML: {message} ({place})") from error


_CHECKS: Mapping[str, Callable[[bytes], None]] = {
    "application/ld+json": _check_json,
    "application/rdf+xml": _check_xml,
}
