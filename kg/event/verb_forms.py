"""The verb of an act in its clause -> whether it tells a fact: its auxiliaries, voice and status."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.vocab import STATUS

_ADVERB = (
    r"[a-z]+ly|again|also|now|today|yesterday|tomorrow|once|still|already|just|soon|then|later|first|even|outright|"
    r"(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:this|last|next)\s+(?:week|month|year)|in\s+turn"
)
_AUXILIARY = (
    r"will|would|may|might|could|can|must|should|shall|ought|to|did|does|do|is|are|was|were|be|been|being|"
    r"has|have|had|having|not|never|longer|no"
)
# "has reportedly been", "will on Monday", "didn't"
_CHAIN = re.compile(rf"(?:\b(?:{_AUXILIARY}|{_ADVERB})(?:n['’]t)?[\s,]+)+$")
_BEFORE_NOUN = re.compile(
    r"\b(?:the|an?|this|that|these|those|his|her|its|their|our|any|no|such|of|new|in|with|for|on|at|from|by)\s+$",
    re.I,
)
_BY = re.compile(r"\s+by\b")
_NEGATION = re.compile(r"\b(?:not|never|no\s+longer)\b|n['’]t\b")
_BE = re.compile(r"\b(?:is|are|was|were|be|been)\b")
_MUST = re.compile(r"\b(?:must|should|ought|being|having)\b")
_INFINITIVE = re.compile(r"\bto\b")
_IS_TO = re.compile(r"\b(?:is|are|was|were)\s+(?:\w+\s+)?to\b")
_TEXT = re.compile(
    r"\b(?:statement|declaration|communiqu[eé]|resolution|letter|message|note)\s+$"
)  # "... demanding"
_DO = re.compile(r"\b(?:did|does|do)\b")
_HAVE = re.compile(r"\b(?:has|have|had)\b")
# What stands behind a noun rather than behind a verb: "the troops' attack on ..."
_NOUN_FOLLOWED = re.compile(
    r"[.,;:]|\s+(?:on|by|in|of|at|from|was|were|is|are|has|had|have|will|would|killed|left)\b|$"
)
# What stands before an infinitive and makes it a fact begun or a fact to come.
_BEGUN = re.compile(
    r"\b(?:began|begun|beginning|started|starting|continued|continues|proceeded|managed)\s+to\s+$"
)
_INTENDED = re.compile(
    r"\b(?:plans?|planned|planning|intends?|intended|intending|proposes|proposed|aims|preparing|prepares"
    r"|(?:is|are|was|were)\s+(?:set|due|about|ready))\s+to\s+$"
)
_CHAIN_REACH = 70  # code points before a verb in which its auxiliaries and adverbs stand
_MODALS = {
    "will": STATUS["planned"], "shall": STATUS["planned"], "would": STATUS["planned"],
    "may": STATUS["possible"], "might": STATUS["possible"],
    "could": STATUS["possible"], "can": STATUS["possible"],
}  # fmt: skip
_MODAL = re.compile(rf"\b({'|'.join(_MODALS)})\b")
# Irregular past forms and participles of the verbs of acts.
_IRREGULAR = frozenset(
    "gave given sent lent held began begun broke broken cut put took taken shot struck sought made let swore "
    "sworn withdrew withdrawn brought shut blew blown overran retook retaken beat beaten set hit forgave "
    "forgiven undertook undertaken stood laid paid led kept went gone fought fed sold threw thrown won "
    "quit lost froze frozen left met withheld sped flew flown wrote written spoke spoken drove driven came "
    "became sank sunk fled slew slain hung forbade forbidden stuck bore leant threw rode told built rebuilt "
    "dealt struck stole stolen arose split spent".split()
)


@dataclass(frozen=True, slots=True)
class VerbForm:
    """How a verb stands in its clause. ``start`` is where its auxiliaries begin."""

    start: int
    passive: bool
    status: str
    present: bool = False  # "rejects": a form that may be a noun as well
    plural: bool = False  # "reject": it needs a subject in the plural right before it


def verb_form(text: str, floor: int, start: int, end: int) -> VerbForm | None:
    """Read the form of the verb at [start, end); None where it tells no fact of its subject.

    Infinitives, participles, nouns, obligations and denials tell none; ``floor`` is the sentence's start.
    """
    words = re.split(r"[\s'’]", text[start:end].lower())
    head = words[1] if len(words) > 1 and words[0].endswith("ly") else words[0]  # "sexually abused"
    before = text[max(floor, start - _CHAIN_REACH) : start]
    found = _CHAIN.search(before)
    chain = found.group().lower() if found else ""
    begin = start - len(chain)
    if _NEGATION.search(chain) or _MUST.search(chain) or (not chain and _BEFORE_NOUN.search(before)):
        return None
    planned = _IS_TO.search(chain) is not None
    if _INFINITIVE.search(chain) and not planned:
        return _led_to(before, floor, start) if _kind(head) == "base" or head in _UNCHANGED else None
    modal = _MODAL.search(chain)
    status = _MODALS[modal.group(1)] if modal else STATUS["planned" if planned else "occurred"]
    be = _BE.search(chain) is not None and not planned
    kind = _kind(head)
    if kind == "ing":
        return VerbForm(begin, False, status) if be or _TEXT.search(before) else None
    if kind == "past":
        if not be and _BY.match(text, end):
            return None  # "troops attacked by rebels"
        return VerbForm(begin, be, status)
    if kind == "s":
        helped = be or modal or _DO.search(chain) or _HAVE.search(chain)
        return None if helped else VerbForm(begin, False, status, present=True)
    if not chain:
        after = _NOUN_FOLLOWED.match(text, end)
        return None if after else VerbForm(begin, False, status, present=True, plural=True)
    helped = modal or planned or _DO.search(chain)
    return VerbForm(begin, False, status) if helped and not be and not _HAVE.search(chain) else None


def _led_to(before: str, floor: int, start: int) -> VerbForm | None:
    """Read an infinitive behind a verb of beginning or intending: "began to leave", "plans to send"."""
    status = STATUS["occurred"] if _BEGUN.search(before) else STATUS["planned"]
    leading = _BEGUN.search(before) or _INTENDED.search(before)
    if leading is None:
        return None
    chain = _CHAIN.search(before[: leading.start()])
    words = chain.group().lower() if chain else ""
    if _NEGATION.search(words) or _MUST.search(words) or _INFINITIVE.search(words):
        return None
    begin = start - len(before) + leading.start() - len(words)
    return VerbForm(max(floor, begin), False, status)


def _kind(head: str) -> str:
    """Tell "past" (any form that is finite by itself), "s", "ing" and "base" forms apart."""
    if head in _IRREGULAR or head.endswith("ed") or head in _FINITE:
        return "past"
    if head.endswith("ing"):
        return "ing"
    return "s" if head.endswith("s") and not head.endswith("ss") else "base"


_UNCHANGED = frozenset("let cut put hit shut beat quit set".split())  # the base form is that of the past
_FINITE = frozenset(
    "is are was were will would has have could cannot can won must on out stands claims".split()
)
