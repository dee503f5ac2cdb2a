"""Date expressions of English news: found in text, resolved against the day of publication.

Text -> ``find_expressions`` -> TimeExpression -> ``resolve`` -> DateInterval or ``None``.
"""

from kg.temporal.antecedent import linked
from kg.temporal.expression import Direction, TimeExpression
from kg.temporal.interval import literal
from kg.temporal.reading import find_expressions
from kg.temporal.resolution import candidate_years, resolve

__all__ = [
    "Direction",
    "TimeExpression",
    "candidate_years",
    "find_expressions",
    "linked",
    "literal",
    "resolve",
]
