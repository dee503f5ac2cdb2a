"""Date stamps: what they say, and when they say nothing certain."""

from __future__ import annotations

from datetime import UTC, date, time

import pytest

from kg.document.stamps import stamps_in, tells_time, without_stamps
from kg.model import Precision


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("Tue, 05/03/2022 - 09:15", date(2022, 5, 3), time(9, 15)),
        ("Tue 03/05/2022", date(2022, 5, 3), None),
        ("Tuesday, 3 May 2022", date(2022, 5, 3), None),
        ("May 3, 2022 | 10:15 am EDT", date(2022, 5, 3), time(10, 15)),
        ("Sept. 9, 2021 at 12 a.m.", date(2021, 9, 9), time(0, 0)),
        ("25/06/2022", date(2022, 6, 25), None),
        ("06.06.2022", date(2022, 6, 6), None),
        ("2022-05-03T10:15:00Z", date(2022, 5, 3), time(10, 15, tzinfo=UTC)),
        ("10:15 GMT, 3 May 2022", date(2022, 5, 3), time(10, 15, tzinfo=UTC)),
        ("martes, 3 de mayo de 2022 - 9:05", date(2022, 5, 3), time(9, 5)),
        ("3rd May, 2022, 250 views", date(2022, 5, 3), None),
    ],
)
def test_reads(text: str, day: date, clock: time | None) -> None:
    (stamp,) = stamps_in(text)
    assert stamp.interval is not None
    assert (stamp.interval.begin, stamp.interval.end, stamp.time) == (day, day, clock)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Thursday, October 3", "year"),
        ("05/06/2022", "swapped"),
        ("Monday, 3 May 2022", "weekday"),
        ("Fri, 05/06/2021", "weekday"),
        ("February 30, 2022", "no such day"),
    ],
)
def test_abstains_and_says_why(text: str, note: str) -> None:
    (stamp,) = stamps_in(text)
    assert stamp.interval is None
    assert note in stamp.note


def test_month_and_year() -> None:
    (stamp,) = stamps_in("May 2022")
    assert stamp.interval is not None
    assert (stamp.interval.precision, stamp.interval.end) == (Precision.MONTH, date(2022, 5, 31))


def test_span_is_that_of_the_stamp_alone() -> None:
    text = "Ann Roe | Editor - Tue, 05/03/2022 - 09:15 | Share"
    (stamp,) = stamps_in(text)
    assert text[stamp.start : stamp.end] == "Tue, 05/03/2022 - 09:15"


def test_accented_text_before_keeps_offsets() -> None:
    text = "José Núñez · 3 May 2022"
    (stamp,) = stamps_in(text)
    assert text[stamp.start : stamp.end] == "3 May 2022"


def test_two_stamps() -> None:
    days = [s.interval.begin for s in stamps_in("Published 3 May 2022 Updated 4 May 2022") if s.interval]
    assert days == [date(2022, 5, 3), date(2022, 5, 4)]


def test_what_is_left() -> None:
    assert without_stamps("Tue, May 3, 2022 | 10:15 a.m. ET") == ""
    assert without_stamps("Velin, 3 May 2022") == "Velin"
    assert tells_time("5:30 P.M. EDT") and tells_time("3 hours ago")
    assert not tells_time("Three ministers met") and not tells_time("in 12 countries")
