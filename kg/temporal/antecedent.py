"""Times told from a date before them: "The next day", "two weeks later".

Takes the date expressions of the sentences of a text in order; returns them with such times linked
to the one date that stands before in their sentence, or alone in the sentence before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.temporal.expression import (
    Day,
    Month,
    Narrative,
    NumericDay,
    Relative,
    TimeExpression,
    Told,
    Unit,
    Weekday,
    Year,
)

_POINTS = (Day, NumericDay, Weekday, Month, Year, Told)

Dates = tuple[TimeExpression, ...]


def linked(sentences: Sequence[Dates]) -> list[Dates]:
    """Return the expressions of each sentence; what has no clear antecedent stays as it is."""
    found: list[Dates] = []
    before: Dates = ()
    for dates in sentences:
        done: list[TimeExpression] = []
        for date in dates:
            done.append(_linked(date, done or before))
        before = tuple(done)
        found.append(before)
    return found


def _linked(date: TimeExpression, before: Sequence[TimeExpression]) -> TimeExpression:
    if not isinstance(date.value, Narrative) or date.value.offset is None or len(before) != 1:
        return date
    antecedent = before[0].value
    if isinstance(antecedent, _POINTS) or (isinstance(antecedent, Relative) and antecedent.unit is Unit.DAY):
        return replace(date, value=Told(antecedent, date.value.unit, date.value.offset))
    return date
