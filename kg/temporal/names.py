"""The English words for months, weekdays, numbers and units, and regular expressions made of them."""

from __future__ import annotations

from kg.temporal.expression import Section, Unit

_MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_NUMBER_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]

MONTHS = {name.lower()[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
WEEKDAYS = {name.lower()[:3]: number for number, name in enumerate(_WEEKDAY_NAMES)}
NUMBERS = {"a": 1, "an": 1, "couple": 2, "fifteen": 15, "twenty": 20, "thirty": 30} | {
    word: number for number, word in enumerate(_NUMBER_WORDS, 1)
}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
UNITS = {unit.value: unit for unit in Unit if unit is not Unit.FISCAL_YEAR} | {
    "fiscal year": Unit.FISCAL_YEAR,
    "financial year": Unit.FISCAL_YEAR,
}
FORTNIGHT = "fortnight"  # two weeks
SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
SECTIONS = {section.value: section for section in Section} | {
    "mid": Section.MID,
    "middle": Section.MID,
    "beginning": Section.START,
    "close": Section.END,
}

# One blank between words; a line may break there, a paragraph may not.
S = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


_FULL = _alternatives(_MONTH_NAMES + [name.upper() for name in _MONTH_NAMES])
_SHORT = _alternatives(
    [form for name in _MONTH_NAMES if len(name) > 3 for form in (name[:3], name[:3].upper())]
    + ["Sept", "SEPT"]
)
# A month that stands alone (an abbreviation then has its dot), and one next to a day or year.
MONTH_WORD = rf"(?:(?:{_FULL})\b|(?:{_SHORT})\.)"
MONTH_ANY = rf"(?:(?:{_FULL})\b|(?:{_SHORT})\b\.?)"
WEEKDAY_WORD = rf"(?:{_alternatives(_WEEKDAY_NAMES + [name.upper() for name in _WEEKDAY_NAMES])})\b"
WEEKDAY_ANY = rf"(?:{WEEKDAY_WORD}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
COUNT = rf"(?:{_alternatives(list(NUMBERS))}|[1-9][0-9]{{0,2}})"
UNIT = rf"(?:{_alternatives(list(UNITS))})"
COUNTED = rf"(?:{_alternatives([*UNITS, FORTNIGHT])})"
ORDINAL = rf"(?:{_alternatives(list(ORDINALS))})"


def month_number(word: str) -> int:
    return MONTHS[word[:3].lower()]


def weekday_number(word: str | None) -> int | None:
    return WEEKDAYS[word[:3].lower()] if word else None


def number(word: str) -> int:
    """Return the value of a number in words or digits."""
    return NUMBERS.get(word.lower()) or int(word)


def counted(count: str, unit: str) -> tuple[Unit, int]:
    """Return a unit and how many of it: "a fortnight" is two weeks."""
    if words(unit) == FORTNIGHT:
        return Unit.WEEK, 2 * number(count)
    return UNITS[words(unit)], number(count)


def words(text: str) -> str:
    """Return lower-case words with single blanks, as the tables here have them."""
    return " ".join(text.lower().split())
