"""Words in quotation marks -> what they look like: a sentence, a name, or a phrase set off from its text."""

from __future__ import annotations

import re

from kg.document.quotations import Quotation

_STOP = re.compile(r"[.!?…,;]$|—$")
_SMALL = frozenset("a an the of for and or to in on at by with from de la du del y e as is it".split())
_FEW = 3  # words of a phrase that may be set off as an adjective: “green” growth
# Words that may follow a quoted phrase; any other word in lower case is what the phrase qualifies.
_GOES_ON = frozenset(
    """
    and or but nor where when while if as at in on for to with by after before during because that which who
    of from since despite under about over today yesterday tomorrow is are was were has have had will would
    should could can may might must he she it they we said says told wrote added upon until between among
    toward towards against through without not than then so yet regarding following amid
    """.split()
)
_JOINER = re.compile(r"[\s,]*(?:and|or|but|,)(?:\s+(?:that|then|also|as|is|was|are|were|it|its))*[\s,]*")


def is_sentence(text: str, quotation: Quotation) -> bool:
    """Tell whether the words begin and end like a sentence that somebody speaks."""
    first = text[quotation.start]
    begins = first.isupper() or first.isdigit() or first in "[@(¿¡…“‘'\""
    return begins and ends_with_stop(text, quotation) and not is_word(text, quotation)


def ends_with_stop(text: str, quotation: Quotation) -> bool:
    """Tell whether a stop or a comma ends the words, inside the mark or right behind it."""
    inside = _STOP.search(text, quotation.end - 1, quotation.end)
    return bool(inside) or text[quotation.outer_end : quotation.outer_end + 1] in (",", ".")


def is_word(text: str, quotation: Quotation) -> bool:
    return len(text[quotation.start : quotation.end].split()) == 1


def is_name(text: str, quotation: Quotation) -> bool:
    """Tell whether the words are written like a name or a title: "The Art of Fishing"."""
    words = [w.strip("“”‘’'\"(),") for w in text[quotation.start : quotation.end].split()]
    telling = [word for word in words if word and word.lower() not in _SMALL]
    stop = text[quotation.end - 1] in ".!?…"
    return bool(telling) and not stop and all(not word[0].islower() for word in telling)


def is_set_off(text: str, quotation: Quotation) -> bool:
    """Tell whether a few words qualify what follows them: a “green” fund."""
    if len(text[quotation.start : quotation.end].split()) > _FEW:
        return False
    following = re.match(r"[\s-]+([\w’'-]+)", text[quotation.outer_end : quotation.outer_end + 40])
    return following is not None and following[1].islower() and following[1] not in _GOES_ON


def are_joined(text: str, first: Quotation, second: Quotation) -> bool:
    """Tell whether two quotations are coordinated: “this” and that “that”."""
    return _JOINER.fullmatch(text, first.outer_end, second.outer_start) is not None
