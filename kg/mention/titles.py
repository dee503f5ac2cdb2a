"""Titles in a sentence -> office phrases: which office, of which state or organisation, held when.

"former Mexican President", "Secretary of Foreign Affairs of Mexico", "ambassador of Mexico to the
United States", "North America head in Mexico's Foreign Ministry", "president-elect".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.knowledge.phrases import Match
from kg.knowledge.world import Title
from kg.model import Mention, MentionKind, Sentence
from kg.vocab import OFFICE_KIND, TENURE_STATUS

_SERVED = {MentionKind.STATE, MentionKind.ADJECTIVE, MentionKind.METONYM, MentionKind.ORGANISATION}
_STATUS_AFTER = re.compile(r"[\s-]+([a-z]+)\b")
_BEFORE = re.compile(r"([\w.]+)(?:['’]s?)?[\s-]+(?:['’]s\s+)?$")
_OF = re.compile(r"\s+(?:of|for|in|at|from)\s+(?:the\s+)?")
_OF_OR_IN = re.compile(r"\s+(?:of|in|at|from)\s+(?:the\s+)?")
_OF_ONLY = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?")
_TO_OR_FOR = re.compile(r",?\s+(?:to|for)\s+(?:the\s+)?")  # "special envoy for Yemen" is sent there
_TO = re.compile(r",?\s+to\s+(?:the\s+)?")
# "Minister of Public Works", "secretary of public education": words up to the next boundary.
_PORTFOLIO_BEFORE = re.compile(r"(?<![\w’'-])([^\W\d_][\w-]{2,})\s+$")
_PORTFOLIO = re.compile(
    r"\s+(?:of|for)\s+(?:the\s+)?((?:[a-z]+|[^\W\d_a-z][\w]+)(?:\s+(?:and\s+)?(?:[a-z]{4,}|[^\W\d_a-z]\w+)){0,3})"
)
_GENERIC = {OFFICE_KIND["minister"], OFFICE_KIND["deputy-minister"], OFFICE_KIND["head-of-department"]}


# "Minister Hossein ", not "with His Majesty "
_NAME_BEFORE = re.compile(r"[a-z.]\s(?!(?:His|Her|Their)\s)[A-Z][a-z]+\s[A-Z][a-z]+\s$")
_ADDRESS = re.compile(
    r"\b(?:(?:His|Her|Their)\s(?:Royal\s|Imperial\s|Serene\s)?"
    r"(?:Majesty|Majesties|Highness|Highnesses|Excellency|Excellencies|Holiness)|H\.?R\.?H\.?|H\.?E\.?),?\s$"
)
_CONTINENT = re.compile(r"\b(?:South|Latin|Central|North|Pan)[\s-]$")
_PATRONYMIC = re.compile(r"\b(?:bin|ibn|bint|ben)\s+$")
_LOWER_POST = re.compile(r"\b(?:deputy|vice|assistant|under|associate|principal)[\s-]+$", re.I)
_LONGER_NAME = re.compile(
    r"(?:\s+(?:and\s+|of\s+|for\s+)?[A-Z][\w-]*)*\s+(?:Organi[sz]ation|Administration|Party|Movement|Union|Association|"
    r"Federation|Commission|Council|Committee|Agency|Authority|Bank|Corporation|Company|University|Institute|Foundation)\b"
)
_RANK_BEFORE = re.compile(r"\b(?:Executive|First|Second|Senior)\s$")  # "Executive Vice Minister"
_MINISTERS = {OFFICE_KIND["minister"], OFFICE_KIND["deputy-minister"]}
# Words before "minister" that are not what the minister is for.
NOT_A_PORTFOLIO = frozenset(
    """
    a an the this that its his her their our your my new old first second third senior junior deputy
    top chief said met and or by with for from as of to in on at was is two three both other some
    all visiting fellow cabinet government state mr ms mrs dr then now under respective several many
    former acting including
    """.split()
)
# "head of the IMF mission", "WHO director in Kenya": whoever heads a part of the body.
_OF_A_PART = re.compile(
    r"['’]s?\s|\s(?:[\w-]+\s){0,2}(?i:mission|delegation|team|office|department|division|directorate|unit|"
    r"branch|bureau|section|programme|program|project|operations?|region|liaison|work)\b"
)
_IN_OR_FOR = re.compile(r"\s+(?:in|for|to)\s+(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """A title with what stands around it. ``core`` is the title alone, the whole span its phrase."""

    start: int
    end: int
    core_start: int
    core_end: int
    titles: tuple[Title, ...]
    served: tuple[str, ...] = ()  # candidate states or organisations
    served_span: tuple[int, int] | None = None
    accredited_to: tuple[str, ...] = ()
    status: str = TENURE_STATUS["current"]
    portfolio: str = ""
    plural: bool = False  # "ministers": heads a list, names no single office

    @property
    def names_a_post(self) -> bool:
        """Tell a title of an office from a word for anybody in public service ("official", "aide")."""
        return any(title.kind != OFFICE_KIND["official"] or title.unique for title in self.titles)

    def says_whose(self, office: str) -> bool:
        """Tell whether the words themselves say whose office it is: "Mexico's president", "IAEA chief"."""
        own = any(title.unique and title.office == office for title in self.titles)
        return bool(self.served) or own or {title.office for title in self.titles} == {office}


def title_phrases(
    text: str,
    sentence: Sentence,
    found: Iterable[Match[Title]],
    mentions: tuple[Mention, ...],
    tenure_words: Mapping[str, str],
    title_words: frozenset[str],
) -> tuple[TitlePhrase, ...]:
    """Return the title phrases of a sentence, widened by state, status, portfolio and accreditation.

    ``tenure_words`` maps words such as "former" and "elect" to tenure statuses; ``title_words`` are
    the lower-case words that titles are made of, which tell "Minister of Public Works Juan Ruiz" apart.
    """
    phrases = []
    for match in found:
        if _in_compound(text, match, tenure_words) or _in_name(text, sentence, match):
            continue
        phrase = TitlePhrase(match.start, match.end, match.start, match.end, _entries(text, sentence, match))
        phrase = _with_status_after(text, sentence, phrase, tenure_words)
        phrase = _with_right(text, sentence, phrase, mentions, title_words)
        phrase = _with_portfolio_before(text, sentence, phrase, mentions, tenure_words)
        phrase = replace(phrase, plural=any(title.plural for title in match.entries))
        phrase = _with_left(text, sentence, phrase, mentions, tenure_words)
        phrase = _below_the_head(phrase) if _of_a_part(text, sentence, phrase, mentions) else phrase
        phrases.append(_with_address(text, sentence, phrase))
    return tuple(phrases)


def _of_a_part(text: str, sentence: Sentence, phrase: TitlePhrase, mentions: tuple[Mention, ...]) -> bool:
    """Tell whether a title names whom a part of a body has at its head, not the body itself."""
    if phrase.served_span is None or not any(title.heads for title in phrase.titles):
        return False
    place = _following(text, sentence, phrase.end, _IN_OR_FOR, mentions)
    is_abroad = place is not None and place.kind is MentionKind.STATE
    return bool(phrase.portfolio or is_abroad or _OF_A_PART.match(text, phrase.end, sentence.end))


def _below_the_head(phrase: TitlePhrase) -> TitlePhrase:
    return replace(phrase, titles=tuple(replace(title, heads="") for title in phrase.titles))


def _in_name(text: str, sentence: Sentence, match: Match[Title]) -> bool:
    """Tell whether a royal title is a part of a name: "Foreign Minister Hossein Amir Abdollahian"."""
    if any(title.kind != OFFICE_KIND["monarch"] for title in match.entries):
        return False
    if _PATRONYMIC.search(text, sentence.start, match.start):
        return True  # "Zayed bin Sultan Al Nahyan"
    between = _NAME_BEFORE.search(text, sentence.start, match.start)
    return between is not None and re.match(r"\s[A-Z]", text[match.end : match.end + 2]) is not None


def _in_compound(text: str, match: Match[Title], tenure_words: Mapping[str, str]) -> bool:
    """Tell whether the word is a part of a hyphenated name: "Amir-Abdollahian"."""
    before, after = text[match.start - 1 : match.start], text[match.end : match.end + 2]
    prefix = re.search(r"([^\W\d_]+)-$", text[max(0, match.start - 20) : match.start])
    if prefix is not None and prefix.group(1).lower() in tenure_words:
        return False  # "ex-president"
    return before == "-" or (after[:1] == "-" and after[1:].isupper())


def _entries(text: str, sentence: Sentence, match: Match[Title]) -> tuple[Title, ...]:
    """Return what a title can mean; after "deputy" or "under" it means some lower post, which is open."""
    if _LOWER_POST.search(text, sentence.start, match.start):
        return (Title(OFFICE_KIND["official"]),)
    if _CONTINENT.search(text, sentence.start, match.start) and text.startswith("American", match.start):
        return tuple({Title(title.kind): None for title in match.entries})  # "the South American president"
    return match.entries


def _with_status_after(
    text: str, sentence: Sentence, phrase: TitlePhrase, tenure_words: Mapping[str, str]
) -> TitlePhrase:
    after = _STATUS_AFTER.match(text, phrase.end, sentence.end)
    if after is None or tenure_words.get(after.group(1)) != TENURE_STATUS["designate"]:
        return phrase
    return replace(phrase, end=after.end(), status=TENURE_STATUS["designate"])


def _with_address(text: str, sentence: Sentence, phrase: TitlePhrase) -> TitlePhrase:
    """Widen to the left over a form of address: "His Majesty King"."""
    before = _ADDRESS.search(text, sentence.start, phrase.start)
    return replace(phrase, start=before.start()) if before else phrase


def _with_left(
    text: str,
    sentence: Sentence,
    phrase: TitlePhrase,
    mentions: tuple[Mention, ...],
    tenure_words: Mapping[str, str],
) -> TitlePhrase:
    """Widen to the left over state and status words, in either order."""
    for name in mentions:
        if name.start < phrase.start < name.end <= phrase.end:
            phrase = replace(phrase, start=name.start)  # "U.S. Treasury Secretary"
    if (rank := _RANK_BEFORE.search(text, sentence.start, phrase.start)) and rank.start() > sentence.start:
        phrase = replace(phrase, start=rank.start())
    for _ in range(3):
        before = _BEFORE.search(text, sentence.start, phrase.start)
        if before is None:
            return phrase
        mention = next(
            (m for m in mentions if m.kind in _SERVED and m.start <= before.start(1) < m.end <= phrase.start),
            None,
        )
        if mention is not None and not phrase.served and _adjacent(text, mention.end, phrase.start):
            phrase = replace(
                phrase, start=mention.start, served=mention.refers, served_span=(mention.start, mention.end)
            )
        elif mention is not None and _sends(text, mention, phrase, mentions):
            phrase = replace(
                phrase,
                start=mention.start,
                served=mention.refers,
                served_span=(mention.start, mention.end),
                accredited_to=phrase.served,
            )
        elif (worded := _status_before(text, sentence, phrase.start, tenure_words)) is not None:
            phrase = replace(phrase, start=worded[0], status=worded[1])
        elif (area := _area_before(text, phrase, mentions)) is not None:
            phrase = replace(
                phrase, start=area.start, core_start=area.start, portfolio=text[area.start : area.end]
            )
        else:
            return phrase
    return phrase


def _status_before(
    text: str, sentence: Sentence, position: int, tenure_words: Mapping[str, str]
) -> tuple[int, str] | None:
    """Return where the words for a status begin that end at ``position``: "former", "the era of"."""
    before = text[sentence.start : position].lower().rstrip(" -")
    for words, status in tenure_words.items():
        if before.endswith(words) and not before[: -len(words)][-1:].isalnum():
            return sentence.start + len(before) - len(words), status
    return None


def _area_before(text: str, phrase: TitlePhrase, mentions: tuple[Mention, ...]) -> Mention | None:
    """Return the region that a head of department is responsible for: "North America head"."""
    if phrase.portfolio or not any(
        title.kind == OFFICE_KIND["head-of-department"] for title in phrase.titles
    ):
        return None
    return next((m for m in mentions if m.kind is MentionKind.PLACE and m.end + 1 == phrase.start), None)


def _adjacent(text: str, end: int, start: int) -> bool:
    return re.fullmatch(r"(?:['’]s?)?[\s-]+|['’]s?\s+(?:[a-z]+\s+)?", text[end:start]) is not None


def _with_right(
    text: str,
    sentence: Sentence,
    phrase: TitlePhrase,
    mentions: tuple[Mention, ...],
    title_words: frozenset[str],
) -> TitlePhrase:
    """Widen to the right: the portfolio, "of Mexico", "to the United States"."""
    belongs = _OF_ONLY if _is_envoy(phrase) else _OF
    if any(title.kind == OFFICE_KIND["head-of-department"] for title in phrase.titles):
        belongs = _OF_OR_IN  # "director for China" serves somebody else
    for _ in range(2):
        if (named := _following(text, sentence, phrase.end, belongs, mentions)) and not phrase.served:
            phrase = replace(phrase, end=named.end, served=named.refers, served_span=(named.start, named.end))
        elif not phrase.served and not phrase.portfolio and _is_generic(phrase):
            phrase = _with_portfolio(text, sentence, phrase, title_words)
    link = _TO_OR_FOR if _is_envoy(phrase) else _TO
    if _takes_accreditation(phrase) and (named := _following(text, sentence, phrase.end, link, mentions)):
        phrase = replace(phrase, end=named.end, accredited_to=named.refers)
    return phrase


def _is_generic(phrase: TitlePhrase) -> bool:
    return any(title.kind in _GENERIC and title.office is None for title in phrase.titles)


def _with_portfolio(
    text: str, sentence: Sentence, phrase: TitlePhrase, title_words: frozenset[str]
) -> TitlePhrase:
    portfolio = _PORTFOLIO.match(text, phrase.end, sentence.end)
    if portfolio is None:
        return phrase
    words = list(re.finditer(r"\S+", portfolio.group(1)))
    last = words[0]
    for before, word in pairwise(words):
        if word.group().lower() not in title_words and before.group() != "and":
            break  # the name begins, or the sentence goes on; but "Foreign and |Global| Affairs"
        if word.group().lower() in title_words and word.group() != "and":
            last = word
    end = portfolio.start(1) + last.end()
    return replace(phrase, end=end, core_end=end, portfolio=text[portfolio.start(1) : end])


def _with_portfolio_before(
    text: str,
    sentence: Sentence,
    phrase: TitlePhrase,
    mentions: tuple[Mention, ...],
    tenure_words: Mapping[str, str],
) -> TitlePhrase:
    """Widen a general title over the word before it: "Fisheries Minister", "deputy fisheries minister"."""
    if phrase.portfolio or not any(
        title.kind in _MINISTERS and title.office is None for title in phrase.titles
    ):
        return phrase
    before = _PORTFOLIO_BEFORE.search(text, sentence.start, phrase.core_start)
    if (
        before is None
        or before.group(1).lower() in NOT_A_PORTFOLIO
        or before.group(1).lower() in tenure_words
    ):
        return phrase
    if any(m.start < before.end(1) and before.start(1) < m.end for m in mentions):
        return phrase
    start = before.start(1)
    deputy = re.search(r"\b(?:deputy|vice|junior|assistant)\s+$", text[max(0, start - 12) : start], re.I)
    start -= len(deputy.group()) if deputy else 0
    if deputy:
        phrase = replace(phrase, titles=(Title(OFFICE_KIND["deputy-minister"]),))
    return replace(phrase, start=start, core_start=start, portfolio=before.group(1))


def _sends(text: str, state: Mention, phrase: TitlePhrase, mentions: tuple[Mention, ...]) -> bool:
    """Tell whether a state before a body sends an envoy to it: "|U.S.| African Union Ambassador"."""
    land = state.kind in (MentionKind.STATE, MentionKind.ADJECTIVE)
    if not land or not _takes_accreditation(phrase) or phrase.accredited_to or not phrase.served_span:
        return False
    body = any(
        m.kind is MentionKind.ORGANISATION and (m.start, m.end) == phrase.served_span for m in mentions
    )
    return body and phrase.start == phrase.served_span[0] and text[state.end : phrase.start] == " "


def _is_envoy(phrase: TitlePhrase) -> bool:
    return any(title.kind == OFFICE_KIND["special-envoy"] for title in phrase.titles)


def _takes_accreditation(phrase: TitlePhrase) -> bool:
    kinds = {"ambassador", "permanent-representative", "special-envoy", "charge-d-affaires", "consul"}
    return any(title.kind in {OFFICE_KIND[kind] for kind in kinds} for title in phrase.titles)


def _following(
    text: str, sentence: Sentence, position: int, link: re.Pattern[str], mentions: tuple[Mention, ...]
) -> Mention | None:
    """Return the state or organisation named right after a linking preposition."""
    preposition = link.match(text, position, sentence.end)
    if preposition is None:
        return None
    for mention in mentions:
        if mention.start == preposition.end() and mention.kind in _SERVED:
            # "of the Iran Industries Organisation": the state only opens a longer name
            return None if _LONGER_NAME.match(text, mention.end, sentence.end) else mention
    return None
