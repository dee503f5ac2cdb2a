"""Runs of capitalised words that may be the name of a person.

Whether a run is a person is decided later, from what stands around it; here only its extent is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.mention.titles import TitlePhrase
from kg.model import Mention, MentionKind, Sentence, Token
from kg.temporal import TimeExpression

# Lower-case words inside names in the languages that use the Latin script.
PARTICLES = frozenset(
    """
    de del della di da das do dos la las le van von der den ter bin ibn bint al el ul abu san y e zu
    af ben i
    """.split()
)
HONORIFICS = frozenset(
    """
    generals presidents lords general admiral colonel maj major adjutant lieutenant brigadier commander
    captain sergeant
    marshal generalissimo hon honorable honourable excellency highness majesty royal mr
    mrs ms miss mx dr prof professor sir dame lord lady madam madame
    sheikh sheikha prince princess crown secretary sen rep gov gen lt col capt adm rev
    """.split()
)

# Words for people that a name follows without being a title: they neither begin a name nor prove one.
PARTISANS = frozenset(
    """
    democrat democrats republican republicans federalist unionist senator senators congressman congresswoman
    liberal conservative labour socialist independent comptroller incumbent candidate mp mpp mla mep msp td pm
    reverend pastor regent archbishop bishop cardinal baroness baron ayatollah imam rabbi comrade datuk tun
    gentleman mk mks rabbi councillor alderman engineer warden anchor columnist
    singer singers actor actress journalist author activist
    """.split()
)

# Words of the titles of those who stand in for somebody or below somebody; no name begins with them.
STANDING_IN = frozenset(["acting", "interim", "deputy", "associate"])

_GENERATIONS = frozenset(["jr", "sr"])  # behind a name and a comma, they are nobody else

_NAME_WORD = re.compile(r"(?:[^\W\d_]['’])?[^\W\d_][\w’'.-]*$")
CLOSED_CLASS = frozenset(
    """
    finally well likewise specifically respectively additionally furthermore accordingly hence
    lastly firstly secondly thirdly already briefly initially eventually originally currently
    subsequently consequently ultimately unfortunately hopefully clearly obviously concurrently thank thanks
    absolutely exactly look listen sure right great good okay instead elsewhere overall notably
    importantly today’s tonight’s
    gunmen militants rebels insurgents assailants guerrillas hijackers bombers rioters protesters
    demonstrators
    a about above according across after again against ahead all along also although amid among an
    and another any are around as at back be because been before being below between both but by can
    could despite did do does during each either even every few first following for from further had
    has have he her here hers him his how however i if in including indeed instead into is it its
    itself just last later least less let like many may meanwhile might more moreover most much must
    my neither never nevertheless new next no nor not nothing now of off on once one only onto or
    other others our out over own per perhaps please previously rather recently second separately
    several shall she should similarly since so some something soon still such than that the their
    them themselves then there therefore these they third this those though through throughout thus
    to today together tomorrow tonight too toward towards two under unless until up upon us very via
    was we were what when where whether which while who whom whose why will with within without
    hi hello hey whatcha spouses
    would yes yesterday yet you your photo by read more watch see
    """.split()
)


_HYPHENS = frozenset(["-", "‐", "‑", "-\u2060"])  # the last as pages write it that forbid a line break there
_HYPHENATED_ADJECTIVES = frozenset(
    """
    led based backed style era born brokered sponsored appointed held related aligned linked run
    owned elect designate
    """.split()
)


@dataclass(frozen=True, slots=True)
class NameRun:
    """Adjoining capitalised words; ``known`` are persons of the reference data whose name begins it."""

    start: int
    end: int
    text: str
    known: tuple[str, ...] = ()
    honorific_start: int | None = None  # where "Dr" or "Prince" before the name begins
    confirmed: bool = False  # a model of names takes it for a person

    @property
    def outer_start(self) -> int:
        """Return where the name begins with its honorific."""
        return self.start if self.honorific_start is None else self.honorific_start

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.split())


def name_runs(
    text: str,
    sentence: Sentence,
    mentions: Iterable[Mention],
    titles: Iterable[TitlePhrase],
    dates: Iterable[TimeExpression],
    body_words: frozenset[str],
    title_words: frozenset[str],
) -> tuple[NameRun, ...]:
    """Return the runs of a sentence that nothing else explains, and the known persons.

    ``title_words`` are the lower-case words of titles, which a name does not begin with ("Chief").
    ``body_words`` are the lower-case words that head a body ("administration", "council").
    """
    blocked = [(t.core_start, t.core_end) for t in titles] + [(d.start, d.end) for d in dates]
    places: list[Mention] = []
    people: list[Mention] = []
    states: list[Mention] = []
    for mention in mentions:
        if mention.kind is MentionKind.PERSON:
            people.append(mention)
        elif mention.kind is MentionKind.STATE and " " not in text[mention.start : mention.end]:
            states.append(mention)
        elif mention.kind is MentionKind.PLACE and " " not in text[mention.start : mention.end]:
            places.append(mention)
        else:
            blocked.append((mention.start, mention.end))
    blocked += [(p.start, p.end) for p in places if not _inside_name(text, sentence, p)]
    called = {t.end + 1 for t in titles}
    blocked += [(s.start, s.end) for s in states if not _after_called_name(sentence, s, called)]
    groups = _groups(text, sentence, blocked, body_words)
    parts = (part for group in groups for part in _split_at_known(group, people))
    runs = (_run(text, sentence, _untitled(part, title_words), people, title_words) for part in parts if part)
    return tuple(run for run in runs if run)


def _inside_name(text: str, sentence: Sentence, place: Mention) -> bool:
    """Tell whether a place name is a part of a person's name: "Victoria Nuland", "Ana Santiago"."""
    index = next((i for i, t in enumerate(sentence.tokens) if t.start == place.start), None)
    if index is None:
        return False
    before = sentence.tokens[index - 1] if index else None
    after = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    after_is_name = (
        after is not None and after.start == place.end + 1 and _capitalised(after) and not _closed(after)
    )
    before_is_name = (
        before is not None and before.end + 1 == place.start and _capitalised(before) and not _closed(before)
    )
    return (after_is_name or before_is_name) and not (
        before is not None and before.text.lower() in {"in", "at", "near"}
    )


def _after_called_name(sentence: Sentence, state: Mention, called: set[int]) -> bool:
    """Tell whether a state's name is somebody's: "Attorney General Lisa Monaco", "Minister Israel Katz"."""
    if state.start in called:
        after = next((t for t in sentence.tokens if t.start == state.end + 1), None)
        return after is not None and _capitalised(after) and not _closed(after)
    before = next((t for t in sentence.tokens if t.end + 1 == state.start), None)
    return before is not None and before.start in called and _capitalised(before)


def _groups(
    text: str, sentence: Sentence, blocked: list[tuple[int, int]], body_words: frozenset[str]
) -> list[list[Token]]:
    groups: list[list[Token]] = []
    current: list[Token] = []
    for index, token in enumerate(sentence.tokens):
        if current and current[-1].text in _HYPHENS:
            current.append(token)  # the second part of a hyphenated name
            continue
        if current and _hyphen(sentence.tokens, index, len(current), body_words):
            current.append(token)
            continue
        free = not any(s < token.end and token.start < e for s, e in blocked)
        joined = not current or text[current[-1].end : token.start] in (" ", "\u00a0", "")
        if (
            free
            and joined
            and (_name_token(token, first=not current) or (current and token.text in PARTICLES))
        ):
            current.append(token)
            continue
        if current:
            groups.append(current)
        current = [token] if free and _name_token(token, first=True) else []
    if current:
        groups.append(current)
    return [trimmed for group in groups if (trimmed := _trimmed(group))]


def _hyphen(tokens: tuple[Token, ...], index: int, count: int, body_words: frozenset[str]) -> bool:
    """Tell whether a hyphen joins two parts of one name.

    "Linda Thomas-Greenfield" and "Jean-Pierre Raffarin" are names, "Biden-Harris administration" is not.
    """
    if tokens[index].text not in _HYPHENS or index + 1 >= len(tokens):
        return False
    before, here, after = tokens[index - 1], tokens[index], tokens[index + 1]
    if before.end != here.start or here.end != after.start or not after.text[0].isalpha():
        return False
    if not _capitalised(after):  # "Kim Kyou-hyun", but not "Biden-led"
        word = after.text == "in" or not _closed(after)  # "Moon Jae-in", but not "Ana Ruiz-and"
        return count >= 2 and word and after.text not in _HYPHENATED_ADJECTIVES
    if count >= 2:
        return True
    following = tokens[index + 2] if index + 2 < len(tokens) else None
    return following is None or following.text.lower() not in body_words


def _name_token(token: Token, *, first: bool) -> bool:
    if not _capitalised(token) or (first and _closed(token)):
        return False
    return _NAME_WORD.match(token.text) is not None and token.text not in ("’s", "'s")


def _capitalised(token: Token) -> bool:
    return token.text[0].isupper()


def _closed(token: Token) -> bool:
    return token.text.lower() in CLOSED_CLASS


def _trimmed(group: list[Token]) -> list[Token]:
    """Drop hyphens, particles and closed-class words from the ends: "Marcelo Ebrard y", not "Moon Jae-in"."""
    while group and (group[-1].text in PARTICLES | _HYPHENS or _closed(group[-1])):
        if len(group) > 2 and group[-2].text in _HYPHENS and group[-1].text.islower():
            break
        group = group[:-1]
    while group and (group[0].text in _HYPHENS or _closed(group[0])):
        group = group[1:]
    return group


def _split_at_known(group: list[Token], people: list[Mention]) -> list[list[Token]]:
    """Cut a run where a known name begins after two or more other words: two names without a comma."""
    for person in people:
        at = next((i for i, token in enumerate(group) if token.start == person.start), 0)
        if at >= 2:
            return [_trimmed(group[:at]), *_split_at_known(group[at:], people)]
    return [group]


def _untitled(group: list[Token], title_words: frozenset[str]) -> list[Token]:
    """Drop what stands before the last title word, if a full name is left: "Mossad Chief David Barnea"."""
    for index in range(len(group) - 3, -1, -1):
        word = group[index].text.lower()
        hyphenated = group[index + 1].text in _HYPHENS  # "Amir-Abdollahian"
        if word in title_words and not hyphenated and word not in PARTICLES | HONORIFICS and len(word) > 2:
            return group[index + 1 :]
    return group


def _run(
    text: str, sentence: Sentence, group: list[Token], people: list[Mention], title_words: frozenset[str]
) -> NameRun | None:
    honorific = group[0].start if group[0].text.lower().rstrip(".") in HONORIFICS else None
    while group and (group[0].text.lower().rstrip(".") in HONORIFICS or group[0].text in _HYPHENS):
        group = group[1:]  # "Crown Prince-Prime Minister"
    if len(group) > 1 and group[0].text in ("Q", "A"):
        group = group[1:]  # of a transcript: "Q  Kirby, ..."
    while len(group) > 2 and group[0].text.lower() in PARTISANS:
        group = group[1:]
    if len(group) == 2 and len(group[0].text) > 1 and group[0].text.isalpha() and group[0].text.isupper():
        group = group if group[1].text.isupper() else group[1:]  # "NSC Waltz"
    if not group or all(token.text.lower().rstrip(".") in _GENERATIONS for token in group):
        return None
    if all(token.text.lower() in title_words | STANDING_IN for token in group):
        return None  # "Deputy Assistant": a title the reference data lacks
    start, end = group[0].start, group[-1].end
    if len(group) > 1 and text[start:end].isupper() and not any(start <= p.start < end for p in people):
        return None  # a headline in capitals: any word could be a name
    known = next((p.refers for p in people if start <= p.start < end), ())
    return NameRun(start, end, text[start:end], known, honorific)
