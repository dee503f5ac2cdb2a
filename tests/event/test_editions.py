"""The name of a series tells of an edition only where it is what happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from telling import Telling  # type: ignore[import-not-found]

from kg.model import DateInterval, Precision, PublicationDate

Read = Callable[..., Telling]


@pytest.mark.parametrize(
    "text",
    [
        "Quad partners intend to hold a conference on ports.",
        "Quad foreign ministers signed guidelines on relief in 2022.",
        "The Quad also plans to train forecasters in Samoa.",
        "The Quad hosted its first working group on customs in 2023.",
        "The agencies will launch a first-ever Quad-at-Sea mission.",
    ],
)
def test_what_a_series_does_is_no_edition_of_it(read: Read, text: str) -> None:
    assert not [event for event in read(text).events if event.initiative]


@pytest.mark.parametrize(
    ("text", "status", "number", "when"),
    [
        ("The fourth Quad Leaders’ Summit was held in Sydney.", "occurred", 4, ""),
        ("India will host the 2025 Quad Leaders Summit.", "planned", None, "2025"),
        ("Italy may host the next G7 Summit.", "possible", None, ""),
        ("Japan hosted the 2023 G7 Summit in Hiroshima on May 19.", "occurred", None, "2023-05-19"),
        ("The leaders attended the second in-person Quad Leaders’ Summit.", "occurred", None, ""),
        ("The leaders attended the second Quad Leaders’ Summit.", "occurred", 2, ""),
    ],
)
def test_an_edition_has_its_number_year_and_status(
    read: Read, text: str, status: str, number: int | None, when: str
) -> None:
    event = read(text).event
    assert (event.type, event.status, event.number, event.when) == ("summit", status, number, when)


@pytest.mark.parametrize(
    ("text", "status", "when"),
    [
        ("This matters ahead of the June 14 NATO Summit in Brussels.", "planned", "2024-06-14"),
        ("The minister praised the pledge made at the G7 Summit in June 2021.", "occurred", "2021-06"),
        ("She spoke of the Quad Leaders’ Summit, which will be held in July.", "planned", "2024-07"),
    ],
)
def test_an_edition_told_in_passing_has_what_stands_beside_it(
    read: Read, text: str, status: str, when: str
) -> None:
    day = date(2024, 5, 6)
    published = PublicationDate(DateInterval(day, day, Precision.DAY))
    (event,) = [e for e in read(text, published=published).events if e.initiative]
    assert (event.status, event.when) == (status, when)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("She recalled the words heard at the G7 Summit in Hiroshima.", "occurred"),
        ("The paper will repeat the words of the last G7 Summit in Hiroshima.", "occurred"),
        ("On the margins of the G7 Summit in Hiroshima, both will sign a charter.", "planned"),
        ("She spoke in Hiroshima at the G7 Summit.", "occurred"),
    ],
)
def test_a_city_tells_the_edition(read: Read, text: str, status: str) -> None:
    (event,) = [event for event in read(text).events if event.initiative]
    assert (event.status, event.place, event.when) == (status, "Hiroshima", "")


def test_the_needs_of_today_do_not_date_an_edition(read: Read) -> None:
    (event,) = read("They build on the 2023 NATO Summit in Vilnius to meet today’s threats.").events
    assert event.when == "2023"


def test_an_edition_without_place_and_date_is_not_told_in_passing(read: Read) -> None:
    text = "They want progress at the G7 Summit."
    assert not [event for event in read(text).events if event.initiative]
