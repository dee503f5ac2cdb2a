"""The rules for single dates and periods: one compiled pattern and one reading each.

A rule is matched at the position of a first word and gives a Value, or ``None`` where the words
around show that no time is meant. Combinations of periods (ranges, bounds) are in ``reading``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.temporal.context import (
    APPROXIMATE,
    BEFORE_CLEAR_MONTH,
    BEFORE_MONTH,
    BEFORE_YEAR,
    FUTURE_BEFORE,
    MONTH_OF,
    MONTHS_THAT_ARE_NAMES,
    MONTHS_THAT_ARE_WORDS,
    NAME_AFTER,
    NAME_BEFORE,
    NAMED_DAY,
    PLURAL_AFTER,
    RANGE_BEFORE,
    RECURRING,
    SET_FOR,
    TOWARDS,
    YEAR_AND,
    preceded,
    word_before,
)
from kg.temporal.expression import (
    Day,
    Decade,
    FiscalYear,
    Month,
    Narrative,
    NumericDay,
    Part,
    Quarter,
    Range,
    Relative,
    Section,
    Stretch,
    Unit,
    Value,
    Weekday,
    Year,
)
from kg.temporal.names import (
    COUNT,
    COUNTED,
    FORTNIGHT,
    MONTH_ANY,
    MONTH_WORD,
    ORDINAL,
    ORDINALS,
    SHIFTS,
    UNIT,
    UNITS,
    WEEKDAY_ANY,
    WEEKDAY_WORD,
    S,
    counted,
    month_number,
    number,
    weekday_number,
    words,
)

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match], Value | None]]

_YEAR = r"(?P<year>(?:1[5-9]|20|21)[0-9]{2})(?![\w%]|[.,][0-9])"
_YEAR_TAIL = (
    rf"(?:(?:,?{S}|,|{S}of{S}){_YEAR}"
    rf"|,?{S}(?:of{S})?(?:(?P<which>(?i:last|this|next)){S}year|the{S}(?P<current>current){S}year)\b)"
)
_NUMBER_OF_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_ORDINAL_ENDING = r"(?:st|nd|rd|th)?"
_DAY = rf"(?P<day>{_NUMBER_OF_DAY}){_ORDINAL_ENDING}"
_NOT_A_QUANTITY = rf"(?![\w%]|[.:][0-9]|-[a-z]|{S}(?:percent|per{S}cent|million|billion|trillion)\b)"
_WEEKDAY_BEFORE = (
    rf"(?:(?:(?i:last|this(?:{S}same)?|next){S})?(?P<weekday>{WEEKDAY_ANY})"
    rf"(?:,?{S}|,)(?:the{S})?(?P<open>[\[(])?)?"
)
_CLOSE = r"(?(open)[\])])"
_DASH = rf"{S}?[-–—]{S}?"
_TO = rf"(?:{_DASH}|{S}(?:to|through|thru|until|till|and){S})"
_MONTH = rf"(?P<month>{MONTH_ANY})(?:{S}|(?<=\.))"
_SHIFT = rf"(?P<shift>(?i:last|this{S}past|past|this{S}coming|this{S}same|this|next|coming))"
_CENTURY_OF_SHORT_YEARS = 2000
_TIME_OF_DAY = r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"


def _year(match: Match) -> tuple[int | None, int | None]:
    """Return the year stated, and the offset of "last year" or "this year" from the anchor's."""
    if match["year"]:
        return int(match["year"]), None
    if match["current"]:
        return None, 0
    return None, SHIFTS[match["which"].lower()] if match["which"] else None


def _shift(match: Match) -> int | None:
    if not match["shift"]:
        return None
    said = words(match["shift"]).split()
    return SHIFTS["this" if "same" in said else said[-1]]


def _day(match: Match) -> Day:
    year, offset = _year(match)
    weekday = weekday_number(match["weekday"])
    return Day(month_number(match["month"]), int(match["day"]), year, offset, weekday)


def _day_span(match: Match) -> Range | None:
    last = _day(match)
    first = Day(last.month, int(match["first"]), last.year, last.year_offset, last.weekday)
    last = Day(last.month, last.day, last.year, last.year_offset)
    # "10 and 11 May" is one span, "10 and 20 May" is two days.
    listed = match["to"].strip() == "and" and match[0][:7].lower() != "between"
    return None if first.day >= last.day or (listed and first.day + 1 != last.day) else Range(first, last)


def _full_year(digits: str) -> int:
    return int(digits) + (_CENTURY_OF_SHORT_YEARS if len(digits) == 2 else 0)


def _numeric(match: Match) -> NumericDay:
    weekday = weekday_number(match["weekday"])
    return NumericDay(int(match["one"]), int(match["two"]), _full_year(match["year"]), weekday)


def _ordered(match: Match) -> Day:
    return Day(int(match["month"]), int(match["day"]), int(match["year"]))


def _month_with_year(match: Match) -> Month:
    return Month(month_number(match["month"]), *_year(match))


def _month_alone(match: Match) -> Month | None:
    month = month_number(match["month"])
    if match["month"] == "May" and match.string[match.end() : match.end() + 2] in ("'s", "’s"):
        return None  # as a rule the politician
    if match["shift"] is None and not _names_time(match, month):
        return None
    return Month(month, shift=_shift(match))


def _names_time(match: Match, month: int) -> bool:
    """Tell a month from a word or name spelled the same, by what stands before and after."""
    known = BEFORE_CLEAR_MONTH if month != 5 else BEFORE_MONTH
    if word_before(match.string, match.start()) in known:
        return True
    if any(preceded(pattern, match) for pattern in (MONTH_OF, SET_FOR, RANGE_BEFORE)):
        return True
    if month in MONTHS_THAT_ARE_WORDS or match["month"].endswith("."):
        return False
    named = NAME_AFTER.match(match.string, match.end()) or preceded(NAME_BEFORE, match)
    return month not in MONTHS_THAT_ARE_NAMES or not named


def _weekday(match: Match) -> Weekday | None:
    if preceded(NAMED_DAY, match) or preceded(RECURRING, match):
        return None
    number_of_day = weekday_number(match["weekday"])
    week = SHIFTS[match["week"].lower()] if match["week"] else None
    return None if number_of_day is None else Weekday(number_of_day, _shift(match), week)


_DAY_WORDS = {"yesterday": -1, "last night": -1, "tomorrow": 1}


def _day_word(match: Match) -> Relative | None:
    said = words(match[0])
    if match[0][0].isupper() and preceded(NAME_BEFORE, match):  # the newspaper "... Today"
        return None
    if said.startswith("the day"):
        return Relative(Unit.DAY, -2 if said.endswith("yesterday") else 2)
    return Relative(Unit.DAY, next((n for word, n in _DAY_WORDS.items() if said.startswith(word)), 0))


def _relative(match: Match) -> Relative:
    unit, said = UNITS[words(match["unit"])], words(match["shift"])
    if unit is Unit.WEEKEND and said == "this coming":
        return Relative(unit, 0)
    return Relative(unit, SHIFTS[said.split()[-1]])


def _one_away(match: Match) -> Value:
    """Read "the week before last", "the year after next"; "this time last year" is no day."""
    if match["way"] is None:
        return Narrative()
    return Relative(UNITS[words(match["unit"])], -2 if words(match["way"]) == "before last" else 2)


def _ago(match: Match) -> Value:
    if match["count"].lower() == "couple" or preceded(APPROXIMATE, match) or match["weekday"]:
        return Narrative()
    unit, count = counted(match["count"], match["unit"])
    return Relative(unit, -count if match["way"].lower() == "ago" else count)


def _ahead(match: Match) -> Value | None:
    """Read "in two weeks", which after "will" is a time and after "twice" a length of time."""
    if not FUTURE_BEFORE.search(match.string, max(0, match.start() - 120), match.start()):
        return None
    return Relative(*counted(match["count"], match["unit"]))


def _stretch(match: Match) -> Value | None:
    unit, ahead = UNITS[words(match["unit"])], match["way"].lower() in ("next", "coming", "following")
    if match["count"]:
        return Stretch(unit, number(match["count"]), ahead)
    plural = match[0][-1] in "sS"  # "the coming weeks": nobody knows how many
    if not plural and preceded(TOWARDS, match) and match["way"].lower() != "following":
        return Stretch(unit, 1, ahead)
    return Narrative() if plural or not ahead else Narrative(unit, 1)


def _year_alone(match: Match) -> Year | None:
    if match["named"]:
        return Year(int(match["year"]))
    before = word_before(match.string, match.start())
    plural = before in ("of", "by") and PLURAL_AFTER.match(match.string, match.end())
    listed = preceded(YEAR_AND, match)
    return Year(int(match["year"])) if (before in BEFORE_YEAR or listed) and not plural else None


def _quarter(match: Match) -> Quarter:
    said = match["ordinal"]
    of = Year(_full_year(match["year"])) if match["year"] else None
    return Quarter(ORDINALS[said.lower()] if said else int(match["number"]), of)


def _whole_unit(match: Match) -> Relative:
    return Relative(UNITS[words(match["unit"])], 0)


def _end_of_unit(match: Match) -> Part:
    return Part(Section.END, Relative(UNITS[words(match["unit"])], 0))


def _rule(pattern: str, reading: Callable[[Match], Value | None]) -> Rule:
    return re.compile(pattern), reading


def _narrative(match: Match) -> Narrative:
    """Read "two days later", "the same day"; how far it is, where the count and the event are clear."""
    if match["count"] and not preceded(APPROXIMATE, match) and match["count"].lower() != "couple":
        unit, count = counted(match["count"], match["unit"])
        return Narrative(unit, count if match["later"].lower() == "later" else -count)
    if match["which"]:
        return Narrative(UNITS[words(match["of"])], _STEPS[match["which"].lower()])
    if match["side"]:
        return Narrative(UNITS[words(match["from"])], -1 if match["side"].lower() == "before" else 1)
    return Narrative()


_FIRST = rf"(?P<first>{_NUMBER_OF_DAY}){_ORDINAL_ENDING}(?P<to>{_TO})"
_FROM = rf"(?:(?i:from|between){S})?"
_STEPS = {"same": 0, "very": 0, "previous": -1, "following": 1}
_LATER = r"(?:later|earlier|before|after(?:wards?)?|on)\b"

RULES: tuple[Rule, ...] = (
    # Days of the calendar: "Tuesday, May 3, 2022", "Friday [Oct. 8]", "3 May", "10-12 May".
    _rule(rf"{_WEEKDAY_BEFORE}{_MONTH}{_DAY}{_NOT_A_QUANTITY}{_YEAR_TAIL}?{_CLOSE}", _day),
    _rule(rf"{_WEEKDAY_BEFORE}{_DAY}(?:{S}of)?{S}(?P<month>{MONTH_ANY}){_YEAR_TAIL}?{_CLOSE}", _day),
    _rule(
        rf"{_FROM}{_WEEKDAY_BEFORE}{_MONTH}{_FIRST}{_DAY}{_NOT_A_QUANTITY}{_YEAR_TAIL}?{_CLOSE}", _day_span
    ),
    _rule(
        rf"{_FROM}{_WEEKDAY_BEFORE}{_FIRST}{_DAY}(?:{S}of)?{S}(?P<month>{MONTH_ANY}){_YEAR_TAIL}?{_CLOSE}",
        _day_span,
    ),
    _rule(
        rf"(?P<year>[12][0-9]{{3}})(?P<mark>[-/.])(?P<month>0[1-9]|1[0-2])(?P=mark)"
        rf"(?P<day>0[1-9]|[12][0-9]|3[01]){_TIME_OF_DAY}(?![\w/-])",
        _ordered,
    ),
    _rule(
        rf"(?P<day>{_NUMBER_OF_DAY})\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>(?:19|20)[0-9]{{2}})(?![\w/-]|\.[0-9])",
        _ordered,
    ),
    _rule(
        rf"(?:(?P<weekday>{WEEKDAY_ANY}),?{S})?(?P<one>[0-9]{{1,2}})/(?P<two>[0-9]{{1,2}})"
        r"/(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?![\w/-])",
        _numeric,
    ),
    # Months and weekdays.
    _rule(rf"(?P<month>{MONTH_ANY}){_YEAR_TAIL}", _month_with_year),
    _rule(rf"(?:{_SHIFT}{S})?(?P<month>{MONTH_WORD})(?!-[a-z])", _month_alone),
    _rule(
        rf"(?:{_SHIFT}{S})?(?P<weekday>{WEEKDAY_WORD})"
        rf"(?:,?{S}(?:of{S})?(?P<week>(?i:last|this|next)){S}week\b)?",
        _weekday,
    ),
    # Told from the anchor.
    _rule(
        rf"(?i:the{S}day{S}(?:before{S}yesterday|after{S}tomorrow)"
        rf"|(?:today|yesterday|tomorrow)(?:{S}(?:morning|afternoon|evening|night))?|tonight|last{S}night"
        rf"|this{S}(?:morning|afternoon|evening))\b",
        _day_word,
    ),
    _rule(
        rf"(?i:(?P<shift>last|this{S}past|this{S}coming|this|next|the{S}current){S}"
        rf"(?P<unit>week|weekend|month|quarter|year|decade|(?:fiscal|financial){S}year))\b",
        _relative,
    ),
    _rule(
        rf"(?i:the{S}(?P<unit>week|weekend|month|year){S}(?P<way>before{S}last|after{S}next)"
        rf"|(?:at{S})?this{S}time{S}(?:last|next){S}(?:week|month|year))\b",
        _one_away,
    ),
    _rule(rf"(?i:the{S}weekend)\b", lambda _: Relative(Unit.WEEKEND, None)),
    _rule(
        rf"(?i:(?P<count>{COUNT}){S}(?P<unit>{COUNTED})s?{S}(?P<way>ago|from{S}(?:now|today)))\b(?:{S}(?P<weekday>{WEEKDAY_WORD}))?",
        _ago,
    ),
    _rule(
        rf"(?i:(?P<way>in){S}(?P<count>{COUNT}){S}(?P<unit>{COUNTED})(?:['’]s?|s['’]){S}time)\b(?P<weekday>)",
        _ago,
    ),
    _rule(
        rf"(?i:in{S}(?P<count>{COUNT}){S}(?P<unit>day|week|month|year|{FORTNIGHT})s?)\b(?!['’]|{S}of\b)",
        _ahead,
    ),
    _rule(
        rf"(?i:(?:the|this){S}(?P<way>past|last|next|coming|following)"
        rf"(?:{S}(?P<count>{COUNT}))?{S}(?P<unit>{UNIT})s?)\b",
        _stretch,
    ),
    _rule(
        rf"(?i:within{S}(?P<count>{COUNT}){S}(?P<unit>{UNIT})s?)\b",
        lambda match: Stretch(UNITS[words(match["unit"])], number(match["count"]), ahead=True),
    ),
    # Told from an event, or too vague.
    _rule(
        rf"(?i:(?P<count>{COUNT}){S}(?P<unit>{COUNTED})s?{S}(?P<later>later|earlier)\b"
        rf"|(?:the|that){S}(?P<which>same|previous|following|very){S}(?P<of>{UNIT})\b"
        rf"|the{S}(?P<from>day|week|month|year){S}(?P<side>before|after)(?=[,.;:]|$)"
        rf"|(?:{COUNT}|several|some|(?:a{S})?few|many){S}{COUNTED}s?{S}(?:{_LATER}|ago\b)"
        rf"|that{S}(?:day|week|month|year)\b)",
        _narrative,
    ),
    # Longer periods.
    _rule(
        rf"(?:(?P<named>(?:the{S})?year{S}))?(?P<year>(?:19|20)[0-9]{{2}})(?![\w%/-]|[.,:][0-9]|['’]s\b)",
        _year_alone,
    ),
    _rule(
        r"(?:the\s)?(?P<decade>(?:1[5-9]|20)[0-9])0s\b",
        lambda match: Decade(int(match["decade"]) * 10),
    ),
    _rule(
        rf"(?:(?i:(?:the{S})?(?:U\.?S\.?{S})?fiscal(?:{S}year)?{S})|FY{S}?|FY-)(?P<year>(?:19|20)[0-9]{{2}}|[0-9]{{2}})\b(?!%)",
        lambda match: FiscalYear(_full_year(match["year"])),
    ),
    _rule(rf"(?P<ordinal>)Q(?P<number>[1-4])\b(?:{S}(?:of{S})?(?P<year>20[0-9]{{2}})\b)?", _quarter),
    _rule(
        rf"(?i:(?:the{S})?(?P<ordinal>{ORDINAL})(?:{S}|-)quarter)\b(?P<number>)(?P<year>)"
        rf"(?![\w-]|{S}(?:century|mile|back))",
        _quarter,
    ),
    _rule(rf"(?i:(?:the{S})?(?P<unit>year|month|week)(?:['’]s{S}|-)end)\b", _end_of_unit),
)

# "the year" means the present one only inside "the end of the year", "earlier in the week".
WHOLE_UNIT: Rule = _rule(
    rf"(?i:the{S}(?P<unit>week|weekend|month|quarter|year|decade|(?:fiscal|financial){S}year))\b", _whole_unit
)
BARE_YEAR: Rule = _rule(
    r"(?P<year>(?:19|20)[0-9]{2})(?![\w%/]|[.,:][0-9]|-[A-Za-z])", lambda match: Year(int(match["year"]))
)
