"""What follows a verb of an act, or stands before a passive one: the patterns of its complements."""

from __future__ import annotations

import re
from functools import cache

STOP = re.compile(
    r"[;:()“”\"—]|,\s|\b(?:which|who|whom|whose|where|when|while|although|though|because|after|before|since|until"
    r"|if|unless|but|saying|said)\b"
)
THAT = re.compile(r"\s+(?:[\w,.]+\s+){0,4}?that\b")
TO_DO = re.compile(r"\bto\s+(?!the\b|an?\b|its\b|his\b|their\b)(?:not\s+)?([a-z-]+)")
# What may stand between a verb and the name its object begins with: "killed at least 46 |Afghan civilians".
DIRECT = re.compile(
    r"\s+(?:(?:up\s+to|at\s+least|as\s+many\s+as|more\s+than|(?!(?:with|at|in|on|to|for|by|that|after|during|amid|"
    r"under|since|until|before|across|throughout|outside|inside|near|between|amid|along|around|through|within|as|from|of|and|against|into|over|about|than|its|their)\b)[a-z\d][\w’'.,-]*)\s+){0,6}"
)
NEAR = r"\b(?:{})\s+(?:(?:the|an?|its|his|her|their|[a-z]+)\s+){{0,3}}"
# Who stands behind these is no subject: "a report on |Chile was released".
TOLD_OF = re.compile(r"\b(?:on|about|for|with|in|to|against)\s+(?:the\s+)?$")
# What may stand behind somebody named who is the whole object: "recognised Kosovo| on Monday".
ALONE = re.compile(
    r"s?(?:[.;)]|,|$|\s+(?:on|in|by|after|from|this|last|today|yesterday|and|early|late|despite|before|because|as\s+(?:an?"
    r"\s+(?:independent|sovereign|state)|the\s+(?:sole|legitimate)))\b)"
)


@cache
def any_of(words: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of any of some words."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words))) or '(?!)'})\b", re.I)


@cache
def near(prepositions: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of any of some prepositions and the few words up to whom it governs."""
    return re.compile(NEAR.format("|".join(sorted(prepositions))))
