"""Words around the name of a series -> the edition they speak of in passing, with its own place and date.

"At the G7 Summit in Hiroshima, she met X" tells of a meeting, and of a summit in Hiroshima; "the June 14
NATO Summit" and "the Dialogue, which will meet in September" tell of editions too. Only what stands
right beside the name is theirs; the day of the meeting is not taken for the day of the summit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import BlockKind, Mention, MentionKind, Sentence
from kg.temporal import TimeExpression
from kg.temporal.expression import Month, Year
from kg.vocab import STATUS

# What one is at or comes from: "at the", "following their", "on the margins of this week's".
_AT = re.compile(
    r"\b(?:at|during|(?:on\s+the\s+)?(?:margins|sidelines)\s+of|on|following|after|before|ahead\s+of|in\s+advance\s+of|since"
    r"|to|from|of|for|in|with|by|discuss|attend|host|hosted|attended)\s+"
    r"(?:the|their|its|our|his|her|this)\s+(?:(?!and\b|or\b|of\b)[\w’'.-]+\s+){0,4}$",
    re.I,
)
_IN_CITY = re.compile(
    r" in [^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3}(?:, [^\W\d_a-z][\w.’'-]*){0,2}"
)
_IN_AT = re.compile(r"(?:at|during|for)\s", re.I)
_IN = re.compile(r"\b(?:in|as)\s+$")
_NAMED_AGAIN = re.compile(r"\s*\([A-Z][\w-]{1,11}\)")
_BESIDE = re.compile(r"\s*(?:(?:held|hosted|taking\s+place)\s+)?(?:in|on|at|this\s+past|from)?\s*(?:the\s+)?")
_JOINS = re.compile(r",?\s+")
_SOON = re.compile(
    r"\b(?:tomorrow[’']s|today[’']s|(?:this|next)\s+(?:week|month)[’']s)\s+(?:[\w’'.-]+\s+){0,2}$", re.I
)
_WILL_BE = re.compile(
    r"(?:,?\s*(?:which|that)|\s+(?:that\s+)?(?:he|she|they|we|it))\s+will\s+"
    r"(?:be\s+held|be\s+hosted|take\s+place|meet|convene|host|hold)\s+(?:in|on)\s+"
)
# The name of an official document that is of one edition.
_DOCUMENT_OF_YEAR = re.compile(r"[^:]{4,40}:\s+(?:The\s+)?((?:19|20)\d\d)\s+(?:[\w.’'–-]+\s+){0,4}", re.I)
_DOCUMENT = re.compile(
    r"(?:Joint|Co-?chairs[’']?|Chair[’']?s|Leaders[’']?)\s+(?:Leaders[’']?\s+)?(?:Statement|Declaration|Communiqu[eé]"
    r"|Summary)(?:\s*:\s*|\s+(?:of|on|from|following|after)\s+)(?:the\s+)?(?:[\w.–-]+\s+){0,3}",
    re.I,
)
# "At the Summit of the Americas, the President will ..."
_OPENS = re.compile(r"(?:.{0,80}:\s+)?(?:At|During)\s+the\s+(?:upcoming\s+)?$", re.S)
# "following the completion of the G7 Summit"
_ENDS = re.compile(
    r"\bthe\s+(?:completion|conclusion|close|end|start|opening|eve)\s+of\s+(?:the|this\s+\w+[’']s)\s+$"
)
# "On the margins of the G7 Summit in Lima, the President will meet"
_THEN_WILL = re.compile(r"[^.;]{0,120}?\s(?:will|is\s+to|are\s+to)\s")
_WILL = re.compile(r",\s[^,;.]{3,60}\swill\s")
_AHEAD = re.compile(
    r"\b(?:will|would|look\w*\s+(?:forward|ahead|to)|upcoming|ahead\s+of|in\s+advance\s+of|prepar\w+|plan\w*"
    r"|intend\w*|going\s+to|road\s+to|invite\w*|expected|discuss|resolve|achieve|towards?)\b",
    re.I,
)
_LAST = re.compile(r"\b(?:last|latest|previous|recent|past)\s+(?:[\w’'.-]+\s+){0,2}$", re.I)
_DONE_AT = re.compile(
    r"(?<!\bbe )\b(?:made|\w+ed|held|set|given)\s+(?:[\w’'-]+\s+){0,4}(?:at|during|following|after)\s"
)


@dataclass(frozen=True, slots=True)
class Aside:
    """An edition told in passing. ``status`` is an event status IRI, ``None`` where open."""

    place: Mention | None
    date: TimeExpression | None
    status: str | None


def aside(
    text: str,
    sentence: Sentence,
    name: Mention,
    places: Sequence[Mention],
    dates: Sequence[TimeExpression],
) -> Aside | None:
    """Return the edition that the words beside the name of a series tell of, if they do."""
    if sentence.kind is BlockKind.HEADLINE:
        return _titled(text, sentence, name, places)
    if sentence.kind is not BlockKind.BODY:
        return None
    begin = sentence.start
    if _SOON.search(text, begin, name.start):
        return Aside(None, None, STATUS["planned"])
    end = again.end() if (again := _NAMED_AGAIN.match(text, name.end, sentence.end)) else name.end
    if due := _WILL_BE.match(text, end, sentence.end):
        date = next((d for d in dates if 0 <= due.end() - d.start <= 3), None)
        return Aside(None, date, STATUS["planned"]) if date else None
    at = _AT.search(text, begin, name.start)
    if at is None:
        return None
    place, date = _beside(text, name, end, places, dates)
    if place is None and _IN_AT.match(text, at.start()):  # "in Lima at the G7 Summit"
        place = next((p for p in places if p.end < at.start() and _is_where(text, p, at.start())), None)
    date = date or next(
        (d for d in dates if _is_coarse(d) and _JOINS.fullmatch(text, d.end, at.start())), None
    )
    if place or date:
        dated = date is not None and getattr(date.value, "year", None) is not None
        opening = text[begin : at.start()].strip() == "" and _THEN_WILL.match(text, end, sentence.end)
        status = STATUS["planned"] if opening else _status(text[begin : name.start])
        return Aside(place, date, None if dated else status)
    if _OPENS.fullmatch(text, begin, name.start) and _WILL.match(text, end, sentence.end):
        return Aside(None, None, STATUS["planned"])
    if _ENDS.search(text, begin, name.start):
        return Aside(None, None, _status(text[begin : name.start]))
    return None


def _titled(text: str, sentence: Sentence, name: Mention, places: Sequence[Mention]) -> Aside | None:
    """Return the edition that a document is of by its title: "Joint Statement: 2022 X in Lima"."""
    again = _NAMED_AGAIN.match(text, name.end, sentence.end)
    end = again.end() if again else name.end
    place, _ = _beside(text, name, end, places, ())
    behind = _IN_CITY.match(text, end, sentence.end)
    if text[behind.end() if behind else end : sentence.end].strip(" .\n"):
        return None
    if year := _DOCUMENT_OF_YEAR.fullmatch(text, sentence.start, name.start):
        return Aside(place, TimeExpression(year.start(1), year.end(1), Year(int(year.group(1)))), None)
    if _DOCUMENT.fullmatch(text, sentence.start, name.start):
        return Aside(place, None, STATUS["occurred"])
    return None


def _beside(
    text: str, name: Mention, end: int, places: Sequence[Mention], dates: Sequence[TimeExpression]
) -> tuple[Mention | None, TimeExpression | None]:
    """Return place and date right behind the name, or the date right before it."""
    before = next((d for d in dates if 0 <= name.start - d.end <= 1), None)
    date = before or next((d for d in dates if _adjoin(text, end, d.start)), None)
    after_date = date.end if date and date is not before else end
    place = next(
        (p for p in places if _adjoin(text, end, p.start) or _adjoin(text, after_date, p.start)), None
    )
    if place is not None and date is None:
        behind = _past_state(text, place, places)
        date = next((d for d in dates if _is_coarse(d) and _adjoin(text, behind, d.start)), None)
    return (place if place and place.kind is MentionKind.PLACE else None), date


def _is_where(text: str, place: Mention, end: int) -> bool:
    """Tell whether "in", with the name of a city, stands right before "at the" of a series."""
    named = place.kind is MentionKind.PLACE and text[place.end : end].strip() == ""
    return named and _IN.search(text, max(0, place.start - 6), place.start) is not None


def _is_coarse(date: TimeExpression) -> bool:
    return isinstance(date.value, Month | Year)


def _adjoin(text: str, end: int, start: int) -> bool:
    return end < start and _BESIDE.fullmatch(text, end, start) is not None


def _past_state(text: str, place: Mention, places: Sequence[Mention]) -> int:
    """Return where a place ends together with its state: "Hiroshima, Japan"."""
    state = (p for p in places if p.kind is MentionKind.STATE and text[place.end : p.start] == ", ")
    return next((p.end for p in state), place.end)


def lies_ahead(before: str) -> bool:
    """Tell whether the words before the name of a series speak of an edition to come."""
    return _status(before) == STATUS["planned"]


def _status(before: str) -> str:
    done = _DONE_AT.search(before) is not None or _LAST.search(before) is not None
    return STATUS["planned"] if _AHEAD.search(before) and not done else STATUS["occurred"]
