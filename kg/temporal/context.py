"""What the words around tell: whether "May", "2019" or "Friday" means a time here."""

from __future__ import annotations

import re

from kg.temporal.names import MONTH_ANY, S

# Weekdays that are proper names and happened on one day, or happen once a year.
NAMED_DAY = re.compile(
    r"\b(?:Black|Bloody|Good|Super|Palm|Ash|Easter|Cyber|Giving|Holy|Maundy|Fat|Whit)\s$", re.IGNORECASE
)
RECURRING = re.compile(r"\b(?:every|each)\s$", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[-\s]{1,2}$")
NAME_BEFORE = re.compile(r"\b[A-Z]\w+ $")
NAME_AFTER = re.compile(r"[^\S\n][A-Z][a-z]")
BEFORE_MONTH = frozenset(
    {"in", "since", "until", "till", "last", "next", "this", "past", "early", "mid", "late", "during"}
    | {"between", "throughout"}
)
BEFORE_CLEAR_MONTH = BEFORE_MONTH | {"of", "by", "before", "after", "from", "the", "a", "an", "every", "each"}
RANGE_BEFORE = re.compile(rf"(?:{MONTH_ANY}|[0-9]{S}?)(?:{S}(?:to|through|thru|and|or){S}|[-–—])$")
MONTH_OF = re.compile(rf"\b(?i:month{S}of{S})$")
SET_FOR = re.compile(rf"\b(?i:planned|scheduled|set|slated|due|expected){S}for{S}$")
MONTHS_THAT_ARE_WORDS = frozenset({3, 5})
MONTHS_THAT_ARE_NAMES = frozenset({4, 6, 8})
APPROXIMATE = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|(?:more|less) than|at least|over)\s$",
    re.IGNORECASE,
)
# "The ministers will meet in two weeks", not "their third meeting in two weeks will be held".
FUTURE_BEFORE = re.compile(
    r"\b(?:will|shall|would|expects?|expected|due|set|scheduled|planned|plans?|(?:is|are|was|were)\sto)\b"
    r"(?:(?!\b(?:first|second|third|fourth|fifth|time|times|twice|once)\b)[^.;])*$",
    re.IGNORECASE,
)
TOWARDS = re.compile(r"\b(?:in|over|within|during|for|throughout|across)\s$", re.IGNORECASE)

BEFORE_YEAR = frozenset(
    {"in", "since", "of", "by", "during", "until", "till", "before", "after", "from", "year", "throughout"}
)
YEAR_AND = re.compile(r"\b(?i:in|since|of|during|for)\s(?:19|20)[0-9]{2}\s(?:and|or)\s$")
PLURAL_AFTER = re.compile(r"\s(?!(?:was|is|has|as|its|this|does|unless)\b)[a-z]+s\b")


def word_before(text: str, position: int) -> str:
    """Return the word directly before a position in lower case, or ``""``."""
    found = _WORD_BEFORE.search(text, max(0, position - 20), position)
    return found[1].lower() if found else ""


def preceded(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    return bool(pattern.search(match.string, max(0, match.start() - 25), match.start()))
