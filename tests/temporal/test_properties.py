"""What holds for every text and every anchor."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.model import DateInterval, Precision
from kg.temporal import Direction, candidate_years, find_expressions, literal, resolve

_PIECES = st.sampled_from(
    [
        "May",
        "March",
        "Oct.",
        "Tuesday",
        "Thu",
        "the",
        "last",
        "next",
        "this",
        "week",
        "month",
        "year",
        "end",
        "of",
        "early",
        "mid-",
        "late",
        "by",
        "since",
        "until",
        "before",
        "after",
        "between",
        "and",
        "from",
        "to",
        "in",
        "on",
        "two",
        "3",
        "10",
        "31",
        "2022",
        "1999",
        "-",
        "–",
        ",",
        "/",
        "[",
        "]",
        "(",
        ")",
        "ago",
        "later",
        "today",
        "weekend",
        "quarter",
        "first",
        "fiscal",
        "FY",
        "1990s",
        "'s",
        "\n",
        "12/16/2021",
        "2022-02-30",
        "decade",
        "999",
        "years",
        "Q4",
        "29 February",
    ]
)
_NEWS = st.lists(_PIECES, max_size=14).map(" ".join)
_TEXTS = st.one_of(st.text(max_size=80), _NEWS, st.lists(_PIECES, max_size=10).map("".join))
_ANCHORS = st.one_of(
    st.none(),
    st.dates().map(lambda day: DateInterval(day, day, Precision.DAY)),
    st.tuples(st.dates(), st.dates()).map(
        lambda pair: DateInterval(min(pair), max(pair), Precision.INTERVAL)
    ),
)


@settings(deadline=None)
@given(_TEXTS)
def test_spans_lie_in_the_text_in_order_and_do_not_cut_words(text: str) -> None:
    position = 0
    for expression in find_expressions(text):
        assert position <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end].strip() == text[expression.start : expression.end]
        before, after = text[: expression.start][-1:], text[expression.end :][:1]
        assert not (before.isalnum() and text[expression.start].isalnum())
        assert not (after.isalnum() and text[expression.end - 1].isalnum())
        position = expression.end


@settings(deadline=None)
@given(_NEWS, _ANCHORS, st.sampled_from(Direction))
def test_what_resolves_begins_before_it_ends(
    text: str, anchor: DateInterval | None, direction: Direction
) -> None:
    for expression in find_expressions(text):
        interval = resolve(expression, anchor, direction)
        if expression.contradiction:
            assert interval is None
        if interval is not None:
            assert interval.begin or interval.end
            assert (interval.begin or date.min) <= (interval.end or date.max)
            assert (literal(interval) is None) == (interval.precision is Precision.INTERVAL)


@settings(deadline=None)
@given(_NEWS, st.integers(-5, 10005), st.integers(0, 30))
def test_candidate_years_stay_in_their_window(text: str, earliest: int, length: int) -> None:
    for expression in find_expressions(text):
        years = candidate_years(expression, earliest, earliest + length)
        assert years == sorted(set(years))
        assert all(earliest <= year <= earliest + length for year in years)


@settings(deadline=None)
@example("before Tuesday", date(2000, 1, 4), Direction.FUTURE)
@example("since Tuesday", date(2002, 6, 5), Direction.FUTURE)
@given(_NEWS, st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.sampled_from(Direction))
def test_a_coarse_anchor_never_claims_more_than_each_of_its_days(
    text: str, day: date, direction: Direction
) -> None:
    exact = DateInterval(day, day, Precision.DAY)
    year = DateInterval(date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR)
    for expression in find_expressions(text):
        fine, coarse = resolve(expression, exact, direction), resolve(expression, year, direction)
        if fine and coarse and not expression.contradiction:
            assert (coarse.begin or date.min) <= (fine.begin or date.min)
            assert (coarse.end or date.max) >= (fine.end or date.max)


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(0, 70), st.integers(0, 70))
def test_any_window_of_any_text_is_searched_without_failing(text: str, start: int, end: int) -> None:
    for expression in find_expressions(text, start, end):
        assert start <= expression.start < expression.end <= end
