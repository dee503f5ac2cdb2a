"""What keeps two tellings apart, and what speaks for one event: rules with their weights.

Weights are tenths of certainty, set by judgement and not fitted: two tellings are linked where they
agree on a time and on who or what it was, and the weights of all that they agree on reach
``ENOUGH``. A link below ``SURE`` counts only where neither could as well be another event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from itertools import combinations

from kg.consolidation.clustering import Link
from kg.consolidation.editions import Clues, Editions
from kg.consolidation.telling import Telling
from kg.vocab import EVENT_TYPE, MERGE_GROUND, STATUS

ENOUGH = 8  # tenths
SURE = 10

_SAME_DAYS = MERGE_GROUND["same-days"]
_SAME_MONTH = MERGE_GROUND["same-month"]
_SAME_YEAR = MERGE_GROUND["same-year"]
_NEWS_OF_THE_DAY = MERGE_GROUND["news-of-the-day"]
_KNOWN_EDITION = MERGE_GROUND["known-edition"]
_SAME_NUMBER = MERGE_GROUND["same-number"]
_SAME_SERIES = MERGE_GROUND["same-series"]
_SAME_AGREEMENT = MERGE_GROUND["same-agreement"]
_SAME_PARTIES = MERGE_GROUND["same-parties"]
_SAME_PERSONS = MERGE_GROUND["same-persons"]
_SAME_PERSON = MERGE_GROUND["same-person"]
_SAME_PLACE = MERGE_GROUND["same-place"]
_SAME_EDITION = MERGE_GROUND["same-edition"]
_SAME_KIND = MERGE_GROUND["same-kind"]

WEIGHTS = {
    _SAME_DAYS: 5, _SAME_MONTH: 3, _SAME_YEAR: 1, _NEWS_OF_THE_DAY: 3, _SAME_EDITION: 2,
    _KNOWN_EDITION: 4,
    _SAME_NUMBER: 4, _SAME_SERIES: 4, _SAME_AGREEMENT: 4, _SAME_PARTIES: 3, _SAME_PERSONS: 4, _SAME_PERSON: 1,
    _SAME_PLACE: 2, _SAME_KIND: 1,
}  # fmt: skip
_TIMES = {_SAME_DAYS, _SAME_MONTH, _SAME_YEAR, _NEWS_OF_THE_DAY, _SAME_EDITION, _KNOWN_EDITION, _SAME_NUMBER}
_MATTERS = {_SAME_SERIES, _SAME_AGREEMENT, _SAME_PARTIES, _SAME_PERSONS}

_AHEAD = {STATUS["planned"], STATUS["possible"], STATUS["proposed"]}
_OFF = {STATUS["cancelled"], STATUS["postponed"]}
_FEW_DAYS = 5  # an event of days, not one somewhere in a month
_MONTH_DAYS = 31
_YEAR_DAYS = 366
_NEWS_DAYS = 5  # how long before and after it an undated event is news
_SERIES_DAYS = 30  # the same for a session of a series, which is months from the next one
_SUMMIT_DAYS = 45  # the same for a series of summits, which meet once or twice a year
_EDITION_DAYS = 2 * 366  # within which a series of summits does not come back to a city
_SAME_NEWS_DAYS = 2  # between two articles neither of which dates the event
_EDITIONS = {EVENT_TYPE["summit"], EVENT_TYPE["meeting"]}
_COMPARED = 6  # parties or persons of which any two that both tellings name bring them together
_MANY = 3  # states: from here on articles may leave some out


class Places:
    """Which place lies in which, and which are capitals, by the reference data."""

    def __init__(self, within: Mapping[str, Sequence[str]], capitals: Set[str]) -> None:
        self._within = within
        self._capitals = capitals

    def is_capital(self, place: str) -> bool:
        return bool({place, *self.around(place)} & self._capitals)

    def fit(self, one: str, other: str) -> bool:
        """Tell whether two places are one, or one lies in the other."""
        return one == other or other in self.around(one) or one in self.around(other)

    def around(self, place: str) -> set[str]:
        found: set[str] = set()
        todo = [place]
        while todo:
            wider = [w for w in self._within.get(todo.pop(), ()) if w not in found]
            found.update(wider)
            todo += wider
        return found


# ------------------------------------------------------------------------- apart


def are_apart(one: Telling, other: Telling, places: Places) -> bool:
    """Tell whether two tellings cannot be of one event. No likeness outweighs this."""
    return (
        _kept_apart(one, other)
        or one.family != other.family
        or _other_kinds(one.type, other.type, one.family)
        or _differ(one.initiative, other.initiative)
        or _differ(one.number, other.number)
        or _differ(one.edition, other.edition)
        or _not_of_edition(one, other, places)
        or _differ(one.agreement, other.agreement)
        or bool(one.about and other.about and not one.about & other.about)
        or (one.place is not None and other.place is not None and not places.fit(one.place, other.place))
        or _disjoint(days_of(one), days_of(other))
        or _called_off_and_held(one, other)
        or _other_sides(one, other)
        or _other_roles(one, other)
        or _other_holders(one, other)
        or _other_persons(one, other)
    )


def _kept_apart(one: Telling, other: Telling) -> bool:
    """Tell whether one article tells of both as two events: not where both are one known edition."""
    return one.graph == other.graph and (one.edition is None or one.edition != other.edition)


def _other_kinds(one: str, other: str, family: str) -> bool:
    """Tell whether two kinds of one family exclude each other: a summit is no dialogue session."""
    general = {family, EVENT_TYPE["consultation"], EVENT_TYPE["meeting"]}
    return one != other and one not in general and other not in general


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _not_of_edition(one: Telling, other: Telling, places: Places) -> bool:
    """Tell whether what one says speaks against the known edition of the series that the other is."""
    if one.initiative is None or one.initiative != other.initiative:
        return False
    known = Editions((), places.fit)
    pairs = ((one, other), (other, one))
    return any(sure.edition and known.is_another(clues_of(open_), sure.edition) for sure, open_ in pairs)


def clues_of(telling: Telling) -> Clues:
    """Return what a telling of a session says of which edition of its series it is."""
    return Clues(
        telling.initiative or "", telling.first, telling.last, telling.place, telling.number,
        *days_of(telling), telling.article.last,
    )  # fmt: skip


Days = tuple[date | None, date | None]


def days_of(telling: Telling) -> Days:
    """Return the days between which an event must lie: as told, else before or after the news of it.

    A session of a series may last some days, so that the news of one of them tells what lies ahead.
    """
    if telling.first or telling.last:
        return telling.first, telling.last
    lasting = timedelta(days=_FEW_DAYS if telling.initiative else 0)
    first, last = telling.article.first, telling.article.last
    if telling.status in _AHEAD:
        return first - lasting if first else None, None
    return (None, last + lasting if last else None) if telling.status == STATUS["occurred"] else (None, None)


def _disjoint(one: Days, other: Days) -> bool:
    return _before(one, other) or _before(other, one)


def _before(one: Days, other: Days) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


def _called_off_and_held(one: Telling, other: Telling) -> bool:
    statuses = {one.status, other.status}
    return bool(statuses & _OFF) and STATUS["occurred"] in statuses


def _other_sides(one: Telling, other: Telling) -> bool:
    """Tell whether other parties took part. Two that met are not the two of three that met."""
    few, many = sorted((one.sides, other.sides), key=len)
    if not few or few == many:
        return False
    if one.initiative is not None and one.initiative == other.initiative:
        return len(few) > 1 and not few & many
    if len(few) < _MANY:
        return not few <= many if len(few) == 1 else True
    return 2 * len(few & many) <= len(few | many)


def _other_roles(one: Telling, other: Telling) -> bool:
    """Tell whether host or target is another: who expelled whom, who visited whom."""
    for role in {r for r, _ in one.directed} & {r for r, _ in other.directed}:
        mine, theirs = ({who for r, who in t.directed if r == role} for t in (one, other))
        if not mine & theirs:
            return True
    return False


def _other_holders(one: Telling, other: Telling) -> bool:
    """Tell whether one office that has one holder at a time is held by two."""
    mine, theirs = ({p.seat: p.who for p in t.people if p.seat} for t in (one, other))
    return any(theirs.get(seat, person) != person for seat, person in mine.items())


def _other_persons(one: Telling, other: Telling) -> bool:
    """Tell whether somebody else acted for a side. Of a session, articles name some of many."""
    if one.initiative is not None and one.initiative == other.initiative:
        return False
    if not (one.persons and other.persons) or one.persons & other.persons == one.persons | other.persons:
        return False
    for side in one.sides & other.sides:
        mine, theirs = ({p.who for p in t.people if p.side == side} for t in (one, other))
        if mine and theirs and not mine & theirs:
            return True
    return not one.persons & other.persons


# ----------------------------------------------------------------------- together


def grounds(one: Telling, other: Telling, places: Places) -> tuple[str, ...]:
    """Return what speaks for one event, as concepts of the scheme of grounds."""
    found = [*_time_grounds(one, other)]
    if one.initiative and one.initiative == other.initiative:
        found.append(_SAME_SERIES)
        found += [_SAME_NUMBER] if one.number and one.number == other.number else []
        if one.edition is not None and one.edition == other.edition:
            found.append(_KNOWN_EDITION)
        elif not _TIMES & set(found) and _same_edition(one, other, places):
            found.append(_SAME_EDITION)
    if one.agreement and one.agreement == other.agreement:
        found.append(_SAME_AGREEMENT)
    if len(one.sides & other.sides) > 1:
        found.append(_SAME_PARTIES)
    shared = one.persons & other.persons
    if shared:
        found.append(_SAME_PERSONS if len(shared) > 1 else _SAME_PERSON)
    if one.place and other.place and places.fit(one.place, other.place):
        found.append(_SAME_PLACE)
    if one.type == other.type and one.type != one.family:
        found.append(_SAME_KIND)
    return tuple(found)


def link(one: Telling, other: Telling, places: Places) -> Link | None:
    """Return the link between two tellings that are not apart, where they agree on enough."""
    found = grounds(one, other, places)
    weight = sum(WEIGHTS[ground] for ground in found)
    if weight < ENOUGH or not _TIMES & set(found) or not _MATTERS & set(found):
        return None
    first, second = sorted((one.iri, other.iri))
    return Link(first, second, weight, found, _SAME_SERIES in found)


def _time_grounds(one: Telling, other: Telling) -> Iterator[str]:
    if one.dated and other.dated:
        length = max(_length(one), _length(other))
        if length <= _FEW_DAYS:
            yield _SAME_DAYS
        elif length <= _MONTH_DAYS:
            yield _SAME_MONTH
        elif length <= _YEAR_DAYS:
            yield _SAME_YEAR
    elif _is_due_this_year(one, other) or _is_due_this_year(other, one):
        yield _SAME_YEAR
    elif one.dated or other.dated:
        dated, undated = (one, other) if one.dated else (other, one)
        if _is_news(dated, undated, _reach(one, other)):
            yield _NEWS_OF_THE_DAY
    elif _are_news_together(one, other, _reach(one, other)):
        yield _NEWS_OF_THE_DAY


def _is_due_this_year(dated: Telling, undated: Telling) -> bool:
    """Tell whether a summit planned for a year is the one that an article of that year sees ahead."""
    begin, end, published = dated.first, dated.last, undated.article.last
    if begin is None or end is None or published is None or undated.first or undated.last:
        return False
    ahead = dated.status in _AHEAD and undated.status in _AHEAD
    summits = dated.type == undated.type == EVENT_TYPE["summit"]
    return ahead and summits and _MONTH_DAYS < _length(dated) <= _YEAR_DAYS and begin <= published <= end


def _reach(one: Telling, other: Telling) -> int:
    """Return for how many days around it an event is the one that articles speak of without a date."""
    if one.initiative is None or one.initiative != other.initiative:
        return _NEWS_DAYS
    return _SUMMIT_DAYS if one.type == other.type == EVENT_TYPE["summit"] else _SERIES_DAYS


def _length(telling: Telling) -> int:
    assert telling.first is not None and telling.last is not None
    return (telling.last - telling.first).days + 1


def _is_news(dated: Telling, undated: Telling, reach: int) -> bool:
    """Tell whether an article that gives no day came out just before or after the day."""
    begin, end, published = dated.first, dated.last, undated.article.last
    if begin is None or end is None or published is None or undated.first or undated.last:
        return False
    if _length(dated) > (_FEW_DAYS if reach == _NEWS_DAYS else _MONTH_DAYS):
        return False
    if undated.status in _AHEAD:
        return published <= end and (begin - published).days <= reach
    return published >= begin and (published - end).days <= reach


def _are_news_together(one: Telling, other: Telling, reach: int) -> bool:
    """Tell whether two articles came out so close that both speak of the event of those days."""
    mine, theirs = one.article.last, other.article.last
    if mine is None or theirs is None or {one.first, one.last, other.first, other.last} != {None}:
        return False
    if reach == _NEWS_DAYS and one.status != other.status:
        return False
    return abs((mine - theirs).days) <= (_SAME_NEWS_DAYS if reach == _NEWS_DAYS else reach)


def _same_edition(one: Telling, other: Telling, places: Places) -> bool:
    """Tell whether a city names one edition of a series of summits, which meets elsewhere each time."""
    if one.type != other.type or one.type not in _EDITIONS or one.place is None or other.place is None:
        return False
    mine, theirs = (t.last or t.first or t.article.last for t in (one, other))
    if mine is None or theirs is None or abs((mine - theirs).days) > _EDITION_DAYS:
        return False
    return not places.is_capital(one.place) and not places.is_capital(other.place)


# ------------------------------------------------------------------------ candidates


def pairs(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Yield the pairs worth comparing: of one family, and of one series or two parties in one month."""
    blocks: dict[tuple[str, ...], list[Telling]] = defaultdict(list)
    for telling in tellings:
        for block in _blocks(telling):
            blocks[telling.family, *block].append(telling)
    seen: set[tuple[str, str]] = set()
    for block_key in sorted(blocks):
        for one, other in combinations(blocks[block_key], 2):
            if not _kept_apart(one, other) and (one.iri, other.iri) not in seen:
                seen.add((one.iri, other.iri))
                yield one, other


def _blocks(telling: Telling) -> Iterator[tuple[str, ...]]:
    months = _months(telling, _NEWS_DAYS)
    for series in filter(None, (telling.initiative, telling.agreement)):
        yield from ((series, month[:4]) for month in sorted(_months(telling, _SUMMIT_DAYS)))
        yield from [(series, f"#{telling.number}")] if telling.number else []
        yield from [(series, telling.place)] if telling.place else []
        yield from [(series, telling.edition.iri)] if telling.edition else []
    for takers in (sorted(telling.sides)[:_COMPARED], sorted(telling.persons)[:_COMPARED]):
        yield from ((*pair, month) for pair in combinations(takers, 2) for month in months)


def _months(telling: Telling, reach: int) -> Set[str]:
    """Return the months in which an event may lie, as far as they are few."""
    first, last = telling.first, telling.last
    if not (first or last) and telling.article.last:
        first, last = (telling.article.last + timedelta(days=days) for days in (-reach, reach))
    if first is None or last is None or (last - first).days > _YEAR_DAYS:
        return frozenset()
    days = range((last - first).days + 1)
    return frozenset(f"{first + timedelta(days=day):%Y-%m}" for day in days)
