"""What every term of a graph must be before any shape is asked: named, well-formed, within bounds.

SHACL engines differ, and are lax, on ill-formed literals (``"2020-01-01"^^xsd:dateTime``); the
store rewrites some; arithmetic on them fails. So lexical forms are checked here, strictly
(XML Schema 1.1 Part 2), and numbers and years are bounded to what every engine can hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime

from kg.errors import IriError
from kg.gate.report import VIOLATION, Result
from kg.iri import checked
from kg.knowledge.facts import Term, Text, Triple
from kg.vocab import RDF, SH, SHAPE, XSD

_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_UNENCODABLE = re.compile("[\x00\ud800-\udfff]")
_MAX_INTEGER = 2**63 - 1  # what the store and SPARQL engines hold
_MAX_DIGITS = 18  # of a decimal


def ground_results(triples: Iterable[Triple], foreign: bool = False) -> Iterator[Result]:
    """Yield a result for each blank node, malformed IRI and ill-formed literal.

    ``foreign`` data may hold blank nodes and literals of datatypes that are not known here.
    """
    for subject, predicate, value in triples:
        for term in (subject, predicate, value):
            reason = _wrong(term, foreign)
            if reason:
                yield _result(subject, predicate, term, reason)


def _wrong(term: Term, foreign: bool) -> str | None:
    if isinstance(term, Text):
        return None if foreign and _is_of_unknown_datatype(term) else _wrong_literal(term)
    if term.startswith("_:"):
        return None if foreign else "is a blank node; give it an IRI"
    try:
        checked(term)
    except IriError:
        return "is not an absolute IRI without blanks, quotes, brackets and control characters"
    return None


def _is_of_unknown_datatype(text: Text) -> bool:
    return not text.language and text.datatype not in (*_DATATYPES, RDF["langString"])


def _wrong_literal(text: Text) -> str | None:
    if _UNENCODABLE.search(text.value):
        return "holds characters that cannot be written (NUL or half a surrogate pair)"
    if text.language or text.datatype == RDF["langString"]:
        return None if _LANGUAGE.fullmatch(text.language) else "has no well-formed language tag"
    is_valid = _DATATYPES.get(text.datatype)
    if is_valid is None:
        return f"has the datatype <{text.datatype}>, which this service does not write"
    if is_valid(text.value):
        return None
    return f"is no {text.datatype.rpartition('#')[2]}, or is out of bounds"


def _result(subject: str, predicate: str, term: Term, reason: str) -> Result:
    literal = isinstance(term, Text)
    component = SH["DatatypeConstraintComponent" if literal else "NodeKindConstraintComponent"]
    shown = term.value[:80] if isinstance(term, Text) else term
    shape = SHAPE["GroundTerm"]
    return Result(subject, predicate, term, component, VIOLATION, shape, f"{shown!r} {reason}")


# ----------------------------------------------------------------------- datatypes


def _matcher(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: compiled.fullmatch(value) is not None


def _integer(minimum: int = -_MAX_INTEGER) -> Callable[[str], bool]:
    matches = _matcher(r"[+-]?\d{1,19}")
    return lambda value: matches(value) and minimum <= int(value) <= _MAX_INTEGER


_DECIMAL = re.compile(r"[+-]?(?=\.?\d)\d*(?:\.\d*)?", re.ASCII)


def _is_decimal(value: str) -> bool:
    return bool(_DECIMAL.fullmatch(value)) and sum(map(str.isdigit, value)) <= _MAX_DIGITS


def _parsed(pattern: str, parse: Callable[[str], object]) -> Callable[[str], bool]:
    """Return a check for values of a pattern whose first group must be a day of the calendar."""
    compiled = re.compile(pattern, re.ASCII)

    def is_valid(value: str) -> bool:
        match = compiled.fullmatch(value)
        try:
            return match is not None and parse(match[1]) is not None
        except ValueError:
            return False

    return is_valid


_DAY = r"\d{4}-\d\d-\d\d"
_TIME = r"\d\d:\d\d:\d\d"

_DATATYPES: Mapping[str, Callable[[str], bool]] = {
    XSD["string"]: lambda value: True,
    "": lambda value: True,
    XSD["boolean"]: lambda value: value in ("true", "false"),
    XSD["anyURI"]: _matcher(r"[^\s<>\"{}|\\^`]+"),
    XSD["language"]: lambda value: _LANGUAGE.fullmatch(value) is not None,
    XSD["integer"]: _integer(),
    XSD["nonNegativeInteger"]: _integer(0),
    XSD["positiveInteger"]: _integer(1),
    XSD["decimal"]: _is_decimal,
    XSD["double"]: _matcher(r"[+-]?(?:\d{1,17}(?:\.\d{0,17})?|\.\d{1,17})(?:[eE][+-]?\d{1,2})?|[+-]?INF|NaN"),
    XSD["date"]: _parsed(rf"({_DAY}){_ZONE}", date.fromisoformat),
    XSD["dateTime"]: _parsed(rf"({_DAY}T{_TIME})(?:\.\d{{1,9}})?{_ZONE}", datetime.fromisoformat),
    XSD["gYear"]: _matcher(rf"(?!0000)\d{{4}}{_ZONE}"),
    XSD["gYearMonth"]: _matcher(rf"(?!0000)\d{{4}}-(?:0[1-9]|1[0-2]){_ZONE}"),
    XSD["time"]: _matcher(rf"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{{1,9}})?{_ZONE}"),
}
