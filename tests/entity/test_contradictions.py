"""An office that somebody else is known to have held on the day: reported where the words say it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from telling import Telling  # type: ignore[import-not-found]

from kg.model import DateInterval, Precision, PublicationDate

Read = Callable[..., Telling]


def published(year: int) -> PublicationDate:
    day = date(year, 5, 5)
    return PublicationDate(DateInterval(day, day, Precision.DAY))


def contradicting(telling: Telling) -> set[str]:
    """Return the persons whose tenure a known one speaks against."""
    return {telling.label(t.person) for t in telling.extraction.tenures if t.contradicts}


@pytest.mark.parametrize(
    ("text", "year", "disagrees"),
    [
        ("U.S. Vice President Joe Biden met {him}.", 2012, False),
        ("U.S. Vice President Joe Biden met {him}.", 2022, True),
        ("In 2012, U.S. Vice President Joe Biden met {him}.", 2022, False),
        ("Former U.S. Vice President Joe Biden met {him}.", 2012, True),
        ("Former U.S. Vice President Joe Biden met {him}.", 2022, False),
        ("Then-U.S. Vice President Joe Biden met {him}.", 2022, False),
    ],
)
def test_a_tenure_that_cannot_be_is_told_of(read: Read, text: str, year: int, disagrees: bool) -> None:
    telling = read(text.format(him="Peru's Foreign Minister Juan Soto"), published=published(year))
    assert contradicting(telling) == ({"Joe Biden"} if disagrees else set())
    assert "office/USA/vice-president" in telling.offices_of("Joe Biden")  # nothing is left out


def test_another_holder_of_an_office_of_one_seat_is_told_of(read: Read) -> None:
    telling = read("U.S. Vice President Ana Ruiz met Juan Soto in Lima.", published=published(2012))
    assert contradicting(telling) == {"Ana Ruiz"}


def test_another_spelling_is_not_another_holder(read: Read) -> None:
    telling = read("U.S. Vice President Joseph Byden met Juan Soto in Lima.", published=published(2012))
    assert contradicting(telling) == set()


def test_without_a_date_nothing_speaks_against(read: Read) -> None:
    assert contradicting(read("U.S. Vice President Ana Ruiz met Juan Soto in Lima.")) == set()


def test_an_office_that_the_words_leave_open_is_not_that_of_somebody_else(read: Read) -> None:
    """The side alone suggests the office of president; on that day it was somebody else's."""
    telling = read("On the side of the United States stood President Kari Lund.", published=published(2022))
    assert contradicting(telling) == set()
    assert telling.offices_of("Kari Lund") == set()
