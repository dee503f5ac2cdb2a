"""Reporting verbs -> the span of what is reported: before the attribution, or after the verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.entity.groups import Group, group_at
from kg.mention.reading import CueMention, Reading
from kg.vocab import DIPL

_REPORT_LINK = re.compile(
    r"""(?:,?\s*(?:on|in|at|during|late|early)?\s*(?:an?|the)?\s*(?:interview|statement|news\s+conference|press\s+conference|speech|tweet|briefing|press\s+release)
        (?:\s+(?:with|to|on|published)\s+[\w’' ]{1,30}?)?)?\s*,?\s*(?:\bthat\b)?\s*""",
    re.VERBOSE,
)
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|will|would|has|have|had|can|could|may|might|must|should|did|does|do|to|[a-z]{3,}(?:ed|ing|s))\b",
    re.I,
)
_HEARER_THAT = re.compile(r"\s+[^,.;:“”\"]{2,60}?\s+that\s+")
# "said during the meeting that": where or when it was said, up to the word that opens the content.
_OCCASION_THAT = re.compile(
    r"""\s+(?:at|during|in|on|after|before|following|ahead\s+of)\s
        (?:(?!(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should)\b)[\w’'.-]+\s+){1,12}?that\s+""",
    re.VERBOSE,
)
_NOT_CONTENT = re.compile(
    r"""(?:of|to|on|about|for|with|as|by|at|in|and|or|goodbye|hello|so|yes|no|nothing|while|when|where|after|before|
        during|amid|inside|outside|alongside|beside|near|aboard|upon|who|which|but|because|since|following|adding|citing|noting|speaking|referring|according|without)\b
        |[a-z]+ly\s+(?:at|in|on|to|during|after|before)\b|[“”\"«»:;,.!?]|$""",
    re.I | re.VERBOSE,
)
# What opens a clause that goes with the attribution and is not what was said: "Asked about it, X said".
_NOT_LEADING = re.compile(
    r"(?:when|while|as|after|if|before|since|although|though|because|regarding|speaking|referring|asked|according"
    r"|noting|citing|following|during|despite|with|on|in|at|for|to|from|by)\b",
    re.I,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should|does|do|did|[a-z]{3,}ed)\b"
)
_APPOSED = re.compile(
    r"(?:,\s+(?:an?|the|its|who)\s[^,]{3,80})?,\s+"
)  # up to what is said, behind its source
_ENDS_SOURCE = re.compile(r"\s*$|\s*[.;]|,\s+(?:an?|the|its|who)\s[^,]{3,80}$")
_LATER_ATTRIBUTION = re.compile(
    r",\s+(?:he|she|they|it|the\s+[a-z]+)\s+(?:also\s+)?(?:said|says|added|adds|noted|stated|stressed|explained"
    r"|pointed\s+out|continued|told\s+\w+)$"
)
_THAT_CLAUSE = re.compile(
    r"\s+that\s+(?:(?:the|an?|this|these|those|no|all|both|it|he|she|they|we|its|his|her|their|our|there|if|such|any)\b|[A-Z])"
)
_LINK = re.compile(r"\s*,?\s*(?:that\s+)?")
_ENDS_ATTRIBUTION = re.compile(r"\s*[,.;]|\s*$|\s+(?:on|in|at|during|late|early)\s+(?!\w+ing\b)")
_NOUN_CONTENT = re.compile(
    r"the\s+(?:\w+\s+)?(?:importance|need|role|value|necessity|significance|urgency)\s+(?:of|for|to)\b"
)
_PARENTHESIS = re.compile(r"\w,\s+(?:he|she|they|it|(?:the\s+)?[\w’' .-]{2,40}?)\s+[\w ]{3,20}$", re.I)
_ASIDE = re.compile(r",\s+(?:when|while|which|who|where|after|before)\s")
_FEWEST_WORDS = 4  # of a reported clause


def leading_content(
    text: str, reading: Reading, cue: CueMention, subject: Group | None, end: int
) -> tuple[int, int] | None:
    """Return the words before `, X said.` or `, said X.`; the words that name the speaker stop at ``end``."""
    start = reading.sentence.start
    edge = min(subject.start, cue.start) if subject else cue.start
    behind = max(subject.end, cue.end) if subject else end
    if text[start:edge].rstrip()[-1:] != "," or not _ENDS_ATTRIBUTION.match(text, behind):
        return None
    content = text[start:edge].rstrip().rstrip(",")
    said = _FINITE.search(content) and not _NOT_LEADING.match(content)
    return (start, start + len(content)) if said and len(content.split()) >= _FEWEST_WORDS else None


def content_after(
    text: str, reading: Reading, groups: Sequence[Group], cue: CueMention
) -> tuple[int, int] | None:
    """Return the clause that a reporting verb introduces, or ``None`` where none follows it."""
    end = reading.sentence.end
    start = _behind_hearer(text, groups, cue, _behind_date(reading, cue.end), end)
    if start is None:
        return None
    if occasion := _OCCASION_THAT.match(text, start, end):
        start = occasion.end()
    link = _REPORT_LINK.match(text, start, end)
    start = _behind_date(reading, link.end() if link else start)
    if that := _LINK.match(text, start, end):
        start = that.end()
    while end > start and text[end - 1] in ".!? \n":
        end -= 1
    if any(c.start - start in (0, 1) and c.denoting(DIPL["PublicStatement"]) for c in reading.cues):
        return None  # another reporting verb follows and has its own content
    if later := _LATER_ATTRIBUTION.search(text, start, end):
        end = later.start()
    content = text[start:end]
    if _PARENTHESIS.search(text, reading.sentence.start, cue.end) and text.startswith(",", cue.end):
        return None  # "The market, he said, is small": its words stand on both sides
    if (aside := _ASIDE.search(content)) and not _PREDICATE.search(content[: aside.start()]):
        return None  # "declared statehood, when the world ..."
    short = len(content.split()) < _FEWEST_WORDS
    if _NOUN_CONTENT.match(content) and not short:
        return start, end  # "underlined the need for a new treaty"
    return None if short or _NOT_CONTENT.match(content) or not _PREDICATE.search(content) else (start, end)


def content_beside(text: str, reading: Reading, group: Group, cue: CueMention) -> tuple[int, int] | None:
    """Return what somebody says by words like "according to": the rest of the sentence."""
    first, last = reading.sentence.start, reading.sentence.end
    while last > first and text[last - 1] in ".!? \n":
        last -= 1
    if cue.start == first and (behind := _APPOSED.match(text, group.end, last)):
        start, end = behind.end(), last
    elif text[first : cue.start].rstrip()[-1:] == "," and _ENDS_SOURCE.match(text, group.end, last):
        start, end = first, first + len(text[first : cue.start].rstrip().rstrip(","))
    else:
        return None
    content = text[start:end]
    return (start, end) if _FINITE.search(content) and len(content.split()) >= _FEWEST_WORDS else None


def _behind_hearer(text: str, groups: Sequence[Group], cue: CueMention, start: int, end: int) -> int | None:
    """Skip who is told; ``None`` for "told Reuters in a message", where what was said stands elsewhere."""
    if not has_hearer(cue):
        hearers = hearers_of(text, groups, cue)
        return hearers.end if hearers else start
    if text.startswith(" that ", start):
        return start
    if that := _HEARER_THAT.match(text, start, end):
        return that.end()
    hearer = group_at(text, groups, start, reach=20)
    return hearer.end if hearer else None


def hearers_of(text: str, groups: Sequence[Group], cue: CueMention) -> Group | None:
    """Return who is spoken to: "told Peru", "warned Peru that"."""
    if has_hearer(cue):
        return group_at(text, groups, cue.end, reach=20)
    group = group_at(text, groups, cue.end, reach=5)
    return group if group and text.startswith(" that ", group.end) else None


def opens_content(text: str, cue: CueMention) -> bool:
    """Tell whether a verb of speaking has a clause behind it, whatever verb it is: "hinted that the"."""
    spoken = any(c.is_verb for c in cue.cues) and cue.denoting(DIPL["PublicStatement"]) is not None
    return spoken and _THAT_CLAUSE.match(text, cue.end) is not None


def _behind_date(reading: Reading, position: int) -> int:
    return next((d.end for d in reading.dates if 0 <= d.start - position <= 4), position)


def has_hearer(cue: CueMention) -> bool:
    """Tell whether who stands after the verb is spoken to, not speaking: "told Reuters"."""
    return any(c.object_role is not None for c in cue.cues)
