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
    "quit lost froze frozen left met withheld sped".split()
)


@dataclass(frozen=True, slots=True)
class VerbForm:
    """How a verb stands in its clause. ``start`` is where its auxiliaries begin."""

    start: int
    passive: bool
    status: str
    present: bool = False  # "rejects": a form that may be a noun as well


def verb_form(text: str, floor: int, start: int, end: int) -> VerbForm | None:
    """Read the form of the verb at [start, end); None where it tells no fact of its subject.

    Infinitives, participles, nouns, obligations and denials tell none; ``floor`` is the sentence's start.
    """
    head = re.split(r"[\s'’]", text[start:end], maxsplit=1)[0].lower()
    before = text[max(floor, start - _CHAIN_REACH) : start]
    found = _CHAIN.search(before)
    chain = found.group().lower() if found else ""
    begin = start - len(chain)
    if _NEGATION.search(chain) or _MUST.search(chain) or (not chain and _BEFORE_NOUN.search(before)):
        return None
    planned = _IS_TO.search(chain) is not None
    if _INFINITIVE.search(chain) and not planned:
        return None
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
    helped = modal or planned or _DO.search(chain)
    return VerbForm(begin, False, status) if helped and not be and not _HAVE.search(chain) else None


def _kind(head: str) -> str:
    """Tell "past" (any form that is finite by itself), "s", "ing" and "base" forms apart."""
    if head in _IRREGULAR or head.endswith("ed") or head in _FINITE:
        return "past"
    if head.endswith("ing"):
        return "ing"
    return "s" if head.endswith("s") and not head.endswith("ss") else "base"


_FINITE = frozenset(
    "is are was were will would has have could cannot can won must on out stands claims".split()
)
