"""Event words -> whether they tell of one event at all: "targets were met", "meet annually", "press call"."""

from __future__ import annotations

import re

from kg.vocab import EVENT_TYPE

_REACH = 40  # code points behind a word in which "annually" says that it happens again and again
_PASSIVE = re.compile(r"\b(?:was|were|been|be|being|is|are|not)\s+(?:[a-z]+ly\s+)?$")
# Words that tell of a habit or of many events at once.
_AGAIN = (
    r"(?:(?:bi|semi-?)?annually|(?:bi|semi-?)?annual|yearly|quarterly|monthly|weekly|daily|regularly|"
    r"periodically|frequently|routinely|often|repeatedly|every\s+(?:\w+\s+)?(?:day|week|month|quarter|year)s?|"
    r"(?:twice|once)\s+(?:a|every|each)\s+\w+|twice|"
    r"(?:\d+|(?!at|the|old|our|hard|in|for|york)[a-z]+)\s+times)"
)
_AGAIN_AFTER = re.compile(rf"(?:[^.;:,]{{0,{_REACH}}}\s|\s){_AGAIN}\b", re.I)
_AGAIN_BEFORE = re.compile(rf"\b{_AGAIN}\s+(?:[a-z]+\s+)?$", re.I)
# "Dozens of calls", "a series of meetings", "numerous visits": how many there were stands nowhere.
_MANY_BEFORE = re.compile(
    r"\b(?:(?:dozens?|scores|hundreds|a\s+(?:number|series|string|flurry|range))(?:\s+of)?|several|numerous|many"
    r"|various|countless|multiple|frequent|regular|repeated|a\s+few|other|all)\s+(?:[\w-]+\s+){0,2}"
    r"(?:(?:calls|meetings|visits|trips|talks|summits)\s+and\s+(?:[\w-]+\s+)?)?$",
    re.I,
)
_MANY_AFTER = re.compile(r"\s+with\s+(?:\d+|more\s+than|dozens|many|several|numerous|scores)\b")
_NO_MEETING = {
    "met": re.compile(r"\s+(?:with\s+)?(?:the\s+|our\s+|its\s+|their\s+|his\s+|her\s+|all\s+|\w+\s+)?"
                      r"(?:deadline|target|goal|standard|demand|need|requirement|criteri|condition|obligation|"
                      r"expectation|commitment|challenge|approval|resistance|success|failure|fate|death|end)"),
}  # fmt: skip
_NO_MEETING["meet"] = _NO_MEETING["meets"] = _NO_MEETING["met"]
# Calls of another kind: to the press, to act, to wake up.
_OTHER_CALL = re.compile(
    r"\b(?:press|background|conference|media|earnings|roll|curtain|wake-up|battle|clarion|rallying|close|judgment|"
    r"last|emergency|distress|this|today['’]s|on\s+the|for\s+the|doing\s+the|joining\s+the|having\s+the|our)\s+$",
    re.I,
)
_ONE_IN_PLURAL = frozenset("talks discussions consultations negotiations".split())
# "Discussed ways for the two sides to continue talks": what might be done, of which nothing is decided.
_WAYS_TO = re.compile(r"\bways\s+(?:for\s+[\w\s]{3,30}\s)?(?:to|of)\s+\w+\s+(?:[\w-]+\s+){0,2}$")
_NOBODY = re.compile(r"\s+(?:no|neither|none|nobody)\b")  # "expelled no diplomats"
_CALL_FOR = re.compile(r"\s+(?:for|to|on|upon)\b")


def tells_one_event(text: str, event_type: str, start: int, end: int, floor: int, *, verb: bool) -> bool:
    """Tell whether the event word between ``start`` and ``end`` can tell of one event.

    ``floor`` is where its sentence begins.
    """
    before, word = text[max(floor, start - 40) : start], text[start:end].lower()
    if verb and done_to_nobody(text, end):
        return False
    if not verb and _WAYS_TO.search(text, floor, start):
        return False
    if verb and (word in _NO_MEETING) and (_PASSIVE.search(before) or _NO_MEETING[word].match(text, end)):
        return False
    if not verb and event_type == EVENT_TYPE["call"] and word.endswith(("call", "calls")):
        appeal = word in ("call", "calls") and _CALL_FOR.match(text, end)  # "a call for calm"
        if appeal or _OTHER_CALL.search(before):
            return False
    last = end - len(" with") if word.endswith(" with") else end
    plural = not verb and word.endswith("s") and word not in _ONE_IN_PLURAL
    if (plural and _MANY_BEFORE.search(before)) or _MANY_AFTER.match(text, last):
        return False
    if verb and _AGAIN_AFTER.match(text, end, end + _REACH + 30):
        return False
    return _AGAIN_BEFORE.search(before) is None


def done_to_nobody(text: str, end: int) -> bool:
    """Tell whether "no" stands right behind the verb that ends at ``end``."""
    return _NOBODY.match(text, end) is not None
