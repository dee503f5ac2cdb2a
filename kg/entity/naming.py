"""Which runs of capitalised words are persons, and what each is called with: office, side, status.

A run is taken for a person only for a reason that stands in the text beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.entity.reasons import acts_alone, stands_for_state, takes_part
from kg.entity.speakers import follows_quotation, quoted_surnames, speaks
from kg.mention.names import CLOSED_CLASS, NameRun
from kg.mention.reading import CueMention, Reading
from kg.mention.titles import TitlePhrase
from kg.model import BlockKind, Mention, MentionKind
from kg.vocab import DIPL, EVENT_TYPE, LEX, TENURE_STATUS

_STATE_KINDS = {MentionKind.STATE, MentionKind.ADJECTIVE}
_TITLE_BEFORE = re.compile(r",?\s*(?:\(\w+\)\s*)?")
_TITLE_AFTER = re.compile(
    r"\s*(?:,|\()\s*(?:who\s+(?:is|was)\s+)?(?:the\s+|a\s+|an\s+|its\s+|his\s+|her\s+|their\s+)?((?:[\w’'.-]+\s+){0,4}?)"
)
_COPULA = re.compile(
    r",?\s+(?:is|was|became|serves as|served as|has been)\s+(?:the\s+|a\s+|an\s+)?"
    r"(?:(?!elected|appointed|named|sworn|chosen|nominated|met|with|by|in|at|to|said)[a-z]+\s+)?"
)
_PART_OF = re.compile(r"([^\W\d_][\w-]*)\s+(?:of|to|for)\s+(?:[Tt]he\s+)?$")
# What joins a title to the name behind it in one phrase: "Deputy Secretary for Management Ana Ruiz".
# Between a title and the name it stands before: "Director of the Bureau of |Mines| Ana Ruiz", or
# "Director of the Bureau of Mines|, Metals and Salt (BMMS) |Ana Ruiz".
_SAME_PHRASE = re.compile(
    r"\s+(?:(?:for|of|and|the|[A-Z][\w-]*)\s+)*"
    r"|(?:\s+of\s+[A-Z][\w-]*)?(?:,\s+[A-Z][\w-]*)+,?\s+and\s+[A-Z][\w-]*\s+(?:\([A-Z]{2,}\)\s+)?"
)
_AFTER_BODY_WORD = re.compile(
    r"\b(?:Ministry|Ministries|Department|Secretariat|Office|Bureau|Minister|Secretary|Committee)\s+(?:of|for)\s+(?:the\s+)?$"
)
_WAS = re.compile(r"\b(?:was|served as|had been)\b")
_APPOINTED = re.compile(r"\s+(?:as\s+|to\s+be\s+)?(?:the\s+|its\s+|his\s+|her\s+|a\s+)?(?:new\s+|next\s+)?")
_MADE = re.compile(
    r"\s+(?:was|is|has been|had been|were)\s+(?:re)?(?:appointed|named|elected|nominated|chosen|sworn in)\s+"
    r"(?:as\s+)?(?:the\s+|its\s+|a\s+|an\s+)?(?:new\s+|next\s+)?"
)
_TITLE_CASE = 0.7  # share of longer words with a capital from which a headline is in title case
_BACK_THEN = re.compile(r"\b(?:before|when|after|since|until)\s+$")
_AND_TITLE = re.compile(r"\s*(?:,|and|,\s*and)\s+(?:the\s+|a\s+|an\s+)?")
_SIDE_AFTER = re.compile(r"\s+(?:from|of|for)\s+(?:the\s+)?")
_BETWEEN = re.compile(
    r"\s*(?:,|;|and|&|as well as|along with|together with|, and|,? as well as|,? accompanied by)\s*"
    r"(?:the\s+|by\s+|his\s+|her\s+|their\s+)*"
)
_APPOSED = re.compile(r"\s*[,:–—-]\s*(?:respectively,\s*)?")
# "Ana Ruiz signed for Peru", not "Ana Ruiz spoke of support for Peru".
_ACTED_FOR = re.compile(
    r"\b(?:sign(?:ed|ing)|initial+ed|spoke|speaking|attend(?:ed|ing)|participat(?:ed|ing)|took part|"
    r"taking part|negotiat(?:ed|ing)|present|act(?:ed|ing)|chair(?:ed|ing)|led|leading|head(?:ed|ing))"
    r"(?: (?!(?:to|of|on|about|support|aid|help|and) )[\w’'-]+){0,5} for (?:the )?$"
)
_ON_SIDE = re.compile(r"\s+side\b")


# Words that head names of things and are common surnames too.
_SURNAMES = frozenset(
    "west north south east park church law house street day bridge camp post lake tower temple fort".split()
)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A run that stands for a person, with the titles it carries and the side it stands on."""

    run: NameRun
    sentence: int
    titles: tuple[TitlePhrase, ...] = ()
    side: tuple[str, ...] = ()  # candidate states or organisations
    confidence: float = 0.8
    certain: bool = True  # False: only a person if another mention makes it one


def person_mentions(readings: tuple[Reading, ...], text: str) -> Iterator[PersonMention]:
    """Yield the runs with a reason to be a person, and lone words that may be surnames."""
    quoted = quoted_surnames(text, readings)
    for index, reading in enumerate(readings):
        judged = [_judged(text, index, reading, run) for run in reading.names]
        judged = [replace(m, certain=True) if m and m.run.words[-1] in quoted else m for m in judged]
        found = _coordinated(text, reading, [m for m in judged if m])
        if _in_title_case(text, reading):
            sure = [m.run.known or _is_whole_line(text, reading, m) for m in found]
            found = [m if known else replace(m, certain=False) for m, known in zip(found, sure, strict=True)]
        found = _distributed(text, reading, _shared_titles(text, found))
        yield from _with_sides(text, reading, found)


def _in_title_case(text: str, reading: Reading) -> bool:
    """Tell whether a headline capitalises its words, so that capitals do not bound a name."""
    if reading.sentence.kind not in (BlockKind.HEADLINE, BlockKind.SUBHEADING):
        return False
    words = [t.text for t in reading.sentence.tokens if t.text[0].isalpha() and len(t.text) > 3]
    return bool(words) and sum(w[0].isupper() for w in words) > _TITLE_CASE * len(words)


def _is_whole_line(text: str, reading: Reading, mention: PersonMention) -> bool:
    """Tell whether a line is a title and a name and no more: "Senator Ana Ruiz (Oruro)", "Rep. Ana Ruiz"."""
    honoured = mention.run.outer_start if mention.run.honorific_start is not None else reading.sentence.end
    start = min((t.start for t in mention.titles), default=honoured)
    alone = re.compile(r"\s*(?:\([^()]*\))?\s*").fullmatch(text, mention.run.end, reading.sentence.end)
    return start == reading.sentence.start and alone is not None


def _judged(text: str, index: int, reading: Reading, run: NameRun) -> PersonMention | None:
    if _is_body(text, reading, run):
        return None
    titles = tuple(_titles_of(text, reading, run))
    if run.known:
        return PersonMention(run, index, titles, confidence=0.98)
    if titles and (len(run.words) >= 2 or any(t.names_a_post for t in titles)):
        return PersonMention(run, index, titles, confidence=0.95)
    if run.honorific_start is not None:
        return PersonMention(run, index, confidence=0.9)
    if len(run.words) >= 2 and (speaks(text, reading, run) or stands_for_state(text, reading, run)):
        return PersonMention(run, index, confidence=0.8)
    if len(run.words) >= 2 and takes_part(text, reading, run):
        return PersonMention(run, index, confidence=0.7)
    if (
        len(run.words) >= 2
        and follows_quotation(text, run)
        and any(c.denoting(DIPL["PublicStatement"]) for c in reading.cues if c.start > run.end)
    ):
        return PersonMention(run, index, confidence=0.7)
    sure = run.confirmed and (len(run.words) >= 2 or acts_alone(text, reading, run))
    return PersonMention(run, index, confidence=0.7 if sure else 0.6, certain=sure)


def _is_body(text: str, reading: Reading, run: NameRun) -> bool:
    """Tell whether a run names a body, a portfolio or nothing, but no person."""
    if run.known or (run.text.isupper() and len(run.words) == 1):
        return not run.known
    if all(len(word.strip(".")) <= 1 for word in run.words) or _AFTER_BODY_WORD.search(
        text, reading.sentence.start, run.start
    ):
        return True
    if run.confirmed and len(run.words) > 1 and run.words[-1].lower() in _SURNAMES:
        return False  # "Harry West"
    bodies = (LEX["Body"], DIPL["DiplomaticMission"])
    return any(c.denoting(b) for c in reading.cues if run.start <= c.start < run.end for b in bodies)


def _to_be(title: TitlePhrase) -> TitlePhrase:
    """Return the title of an office that somebody is appointed to; an acting one is held at once."""
    acting = title.status == TENURE_STATUS["acting"]
    return title if acting else replace(title, status=TENURE_STATUS["designate"])


def _titles_of(text: str, reading: Reading, run: NameRun) -> Iterator[TitlePhrase]:
    """Yield titles before the name, after it in apposition, and after "is"; then those joined by "and"."""
    before = [
        t for t in reading.titles
        if t.end <= run.outer_start and _TITLE_BEFORE.fullmatch(text, t.end, run.outer_start)
        and not ("," in text[t.end : run.outer_start] and _follows_name(text, reading, t))
        and not _inside_title(text, reading, t)
        and not ("," in text[t.end : run.outer_start] and len(run.words) < 2)
    ]  # fmt: skip
    attached = before[-1:]
    appointed = any(
        c.denoting(EVENT_TYPE["appointment"]) and 0 < run.start - c.end <= 3 for c in reading.cues
    )
    if appointed:
        named = [t for t in reading.titles if _APPOINTED.fullmatch(text, run.end, t.start)]
        attached += [_to_be(t) for t in named][:1]
    free = [
        t
        for t in reading.titles
        if not any(
            t.end < n.outer_start
            and _SAME_PHRASE.fullmatch(text, t.end, n.outer_start)
            and not any(
                t.end < u.start < n.outer_start and _inside_title(text, reading, u) for u in reading.titles
            )
            for n in reading.names
        )
    ]
    made = [t for t in reading.titles if _MADE.fullmatch(text, run.end, t.start)][:1]
    if _BACK_THEN.search(text, reading.sentence.start, run.outer_start):
        made = []  # "before Ruiz was elected president": when, not that
    attached += [_to_be(t) for t in made]
    for link in (_TITLE_AFTER, _COPULA):
        after = [t for t in free if t.start >= run.end and _links(link, text, run.end, t.start)][:1]
        after = [t for t in after if not t.plural]  # "Ana Ruiz, foreign ministers and others" is a list
        past = any(_WAS.search(text, run.end, t.start) for t in after)
        attached += [replace(t, status=TENURE_STATUS["former"]) if past else t for t in after]
    yield from attached
    last = attached[-1] if attached else None
    for title in free:
        if (
            last
            and title.start > last.end
            and last.start > run.end
            and _AND_TITLE.fullmatch(text, last.end, title.start)
        ):
            yield title
            last = title


def _inside_title(text: str, reading: Reading, title: TitlePhrase) -> bool:
    """Tell whether a title is only part of another: "adviser to the President", "Office of the King"."""
    outer = _PART_OF.search(text, reading.sentence.start, title.start)
    if outer is None:
        return False
    return outer.group(1).lower() == "office" or any(
        t.core_start <= outer.start(1) < t.core_end for t in reading.titles
    )


def _follows_name(text: str, reading: Reading, title: TitlePhrase) -> bool:
    """Tell whether a title stands in apposition to a name before it: "X, ambassador to Y, Z, ..."."""
    return any(
        re.fullmatch(r",\s+(?:the\s+|a\s+|an\s+)?", text[n.end : title.start])
        for n in reading.names
        if n.end <= title.start
    )


def _links(link: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Tell whether a name and a title are joined by the pattern, with only describing words between."""
    match = link.fullmatch(text, start, end)
    if match is None:
        return False
    between = (match.group(1) or "").split() if match.re.groups else []
    return not any(word.lower() in CLOSED_CLASS or word.endswith("ed") for word in between)


def _coordinated(text: str, reading: Reading, found: list[PersonMention]) -> list[PersonMention]:
    """Make certain every full name that is listed beside a certain person."""
    changed = True
    while changed:
        changed = False
        for position in range(len(found) - 1):
            left, right = found[position : position + 2]
            gap_end = min(
                [t.start for t in right.titles if t.end <= right.run.start] + [right.run.outer_start]
            )
            gap_start = max([t.end for t in left.titles if t.start >= left.run.end] + [left.run.end])
            if (
                left.certain == right.certain
                or gap_start > gap_end
                or not _BETWEEN.fullmatch(text, gap_start, gap_end)
            ):
                continue
            unsure = right if left.certain else left
            if len(unsure.run.words) >= 2:
                found[found.index(unsure)] = replace(unsure, certain=True, confidence=0.8)
                changed = True
    return found


def _shared_titles(text: str, found: list[PersonMention]) -> list[PersonMention]:
    """Give a plural title to everybody in the list it heads: "Presidents A and B"."""
    result = list(found)
    for i, mention in enumerate(result[:-1]):
        heading = next((t for t in mention.titles if t.end <= mention.run.start), None)
        if heading is None or not heading.plural:
            continue
        for j in range(i + 1, len(result)):
            other = result[j]
            gap = text[result[j - 1].run.end : other.run.start]
            if other.titles or not re.fullmatch(
                r"(?:\s+(?:from|of)\s+(?:the\s+)?[\w. ]+?)?\s*(?:,|and|, and)\s+", gap
            ):
                break
            result[j] = replace(
                other, titles=(replace(heading, served=(), served_span=None),), certain=True, confidence=0.9
            )
    return result


def _distributed(text: str, reading: Reading, found: list[PersonMention]) -> list[PersonMention]:
    """Give names their states in turn: "the ministers of Peru and Chile, Ana Ruiz and Juan Soto, ..."."""
    result = list(found)
    states = [m for m in reading.mentions if m.kind in _STATE_KINDS]
    for title in (t for t in reading.titles if t.plural and t.served_span):
        sides = _list_around(text, states, title.served_span)
        end = max(title.end, *(s.end for s in sides)) if sides else title.end
        after = [i for i, p in enumerate(result) if p.run.start > end]
        count = _listed(text, [(result[i].run.outer_start, result[i].run.end) for i in after])
        if len(sides) < 2 or count != len(sides):
            continue
        if not _APPOSED.fullmatch(text, end, result[after[0]].run.outer_start):
            continue
        for i, state in zip(after[:count], sides, strict=True):
            own = replace(title, served=state.refers, served_span=None, plural=False)
            result[i] = replace(result[i], titles=(own,), certain=True, confidence=0.9)
    return result


def _list_around(text: str, states: list[Mention], span: tuple[int, int] | None) -> list[Mention]:
    """Return the list of states that one of them stands in: all of "Peru, Chile and Bolivia"."""
    first = next((i for i, m in enumerate(states) if (m.start, m.end) == span), None)
    if first is None:
        return []
    while first and _BETWEEN.fullmatch(text, states[first - 1].end, states[first].start):
        first -= 1
    return states[first : first + _listed(text, [(m.start, m.end) for m in states[first:]])]


def _listed(text: str, spans: list[tuple[int, int]]) -> int:
    """Return how many of the spans, from the first on, stand in one list: "A, B and C"."""
    count = min(1, len(spans))
    while count < len(spans) and _BETWEEN.fullmatch(text, spans[count - 1][1], spans[count][0]):
        count += 1
    return count


def _with_sides(text: str, reading: Reading, found: list[PersonMention]) -> Iterator[PersonMention]:
    """Attach the side each person stands on: "from the US", "on the Mexican side", "for Mexico"."""
    states = [m for m in reading.mentions if m.kind in _STATE_KINDS]
    before: PersonMention | None = None
    for mention in found:
        own = next(
            (
                s
                for s in states
                if s.start >= mention.run.end and _SIDE_AFTER.fullmatch(text, mention.run.end, s.start)
            ),
            None,
        )
        side = own.refers if own else _listed_side(text, reading, states, mention)
        if not side and not any(t.served for t in mention.titles) and before is not None:
            side = _listed_with(text, before, mention)  # "Peru's President A and Foreign Minister B"
        mention = _of_body(text, reading, replace(mention, side=side) if side else mention)
        before = mention
        yield mention


def _listed_with(text: str, before: PersonMention, mention: PersonMention) -> tuple[str, ...]:
    """Return the side of the person listed before one who has a title but no state."""
    start = min(
        [t.start for t in mention.titles if t.end <= mention.run.outer_start] + [mention.run.outer_start]
    )
    if not mention.titles or before.run.end > start or not _BETWEEN.fullmatch(text, before.run.end, start):
        return ()
    return before.side or next((t.served for t in before.titles if t.served), ())


def _of_body(text: str, reading: Reading, mention: PersonMention) -> PersonMention:
    """Let the titles before a name serve the body after it: "President Michel of the European Council"."""
    body = next(
        (
            m
            for m in reading.mentions
            if m.kind is MentionKind.ORGANISATION and _SIDE_AFTER.fullmatch(text, mention.run.end, m.start)
        ),
        None,
    )
    if body is None:
        return mention
    titles = tuple(t if t.served else replace(t, served=body.refers) for t in mention.titles)
    return replace(mention, titles=titles)


def _listed_side(
    text: str, reading: Reading, states: list[Mention], person: PersonMention
) -> tuple[str, ...]:
    for state in states:
        before = text[max(reading.sentence.start, state.start - 9) : state.start].lower()
        on_side = _ON_SIDE.match(text, state.end) is not None and before.rstrip().endswith(("on the", "on"))
        acted = _ACTED_FOR.search(text, reading.sentence.start, state.start)
        for_side = acted is not None and person.run.end <= acted.start() and _ends_clause(text, state.end)
        if (on_side or for_side) and person.run.end <= state.start:
            return state.refers
        if _appoints(text, cues=reading.cues, state=state, person=person):
            return state.refers
        if _represented(reading.cues, state) and person.run.start >= state.end:
            return state.refers
    return ()


def _appoints(text: str, cues: tuple[CueMention, ...], state: Mention, person: PersonMention) -> bool:
    """Tell whether the state is the subject of the verb that appoints the person."""
    return any(
        c.denoting(EVENT_TYPE["appointment"])
        and state.end < c.start <= state.end + 12
        and 0 < person.run.start - c.end <= 3
        for c in cues
    )


def _ends_clause(text: str, position: int) -> bool:
    return re.match(r"\s*(?:[.,;!?”\"]|and\b|while\b|$)", text[position : position + 8]) is not None


def _represented(cues: tuple[CueMention, ...], state: Mention) -> bool:
    """Tell whether "representing" stands right before the state."""
    return any(c.denoting(LEX["representation"]) and 0 < state.start - c.end <= len(" the ") for c in cues)
