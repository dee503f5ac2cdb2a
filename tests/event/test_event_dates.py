"""When events are: with and without a publication date, and when the text proves that date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from telling import Telling  # type: ignore[import-not-found]

from kg.model import DateInterval, Precision, PublicationDate

Read = Callable[..., Telling]

_P = "Peru's Foreign Minister Elvira Quispe"
_C = "Chile's Foreign Minister Rodrigo Larraín"
_FRIDAY = date(2024, 5, 3)
_PUBLISHED = PublicationDate(DateInterval(_FRIDAY, _FRIDAY, Precision.DAY))


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("on 3 May 2024", "2024-05-03"),
        ("on May 3, 2024", "2024-05-03"),
        ("in May 2024", "2024-05"),
        ("in 2024", "2024"),
        ("on Tuesday", ""),
        ("yesterday", ""),
        ("on 3 May", ""),
        ("last month", ""),
    ],
)
def test_without_a_publication_date_only_full_dates_are_known(read: Read, words: str, when: str) -> None:
    telling = read(f"{_P} met {_C} in Lima {words}.")
    assert (telling.event.when, telling.published) == (when, "")


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("on Tuesday", "2024-04-30"),
        ("yesterday", "2024-05-02"),
        ("today", "2024-05-03"),
        ("on 29 April", "2024-04-29"),
        ("last month", "2024-04"),
        ("last year", "2023"),
        ("on 3 March 2021", "2021-03-03"),
    ],
)
def test_the_past_is_counted_back_from_the_publication_date(read: Read, words: str, when: str) -> None:
    assert read(f"{_P} met {_C} in Lima {words}.", published=_PUBLISHED).event.when == when


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("on Tuesday", "2024-05-07"),
        ("tomorrow", "2024-05-04"),
        ("next month", "2024-06"),
        ("on 9 July", "2024-07-09"),
        ("in January", "2025-01"),
        ("next year", "2025"),
    ],
)
def test_the_future_is_counted_forward_from_the_publication_date(read: Read, words: str, when: str) -> None:
    event = read(f"{_P} will meet {_C} in Lima {words}.", published=_PUBLISHED).event
    assert (event.when, event.status) == (when, "planned")


def test_the_day_of_a_quotation_is_not_the_day_of_the_article(read: Read) -> None:
    text = f"“We met today in Lima,” said Elvira Quispe, Peru's foreign minister, of her meeting with {_C}."
    assert [e.when for e in read(text, published=_PUBLISHED).events] == [""]


def test_a_date_belongs_to_the_event_beside_it(read: Read) -> None:
    events = read(
        f"{_P} visited Chile on 3 May 2024, while Ecuador and Bolivia signed a treaty on 4 May 2024."
    ).events
    assert [(e.type, e.when) for e in events] == [("visit", "2024-05-03"), ("signing", "2024-05-04")]


def test_today_with_a_full_date_proves_the_publication_date(read: Read) -> None:
    telling = read(f"This same Tuesday, May 3, 2022, {_P} met {_C} in Lima.")
    assert (telling.published, telling.event.when) == ("2022-05-03", "2022-05-03")


def test_today_without_a_year_is_proved_by_weekday_and_office_holders(read: Read) -> None:
    """8 October was a Friday in 2010, 2021 and 2027; both held their offices only in one of them."""
    telling = read(
        "Mexican Foreign Minister Marcelo Ebrard met US Secretary of State Antony Blinken in Mexico City "
        "today, Friday [Oct. 8]. They had dined together on Thursday."
    )
    assert (telling.published, telling.event.when) == ("2021-10-08", "2021-10-08")
    published = telling.extraction.document.article.published
    assert published is not None and published.start is not None
    assert "Oct. 8" in telling.text[published.start : published.end]


def test_today_without_a_year_proves_nothing_with_people_nobody_knows(read: Read) -> None:
    telling = read(f"{_P} met {_C} in Lima today, Friday [Oct. 8].")
    assert (telling.published, telling.event.when) == ("", "")


def test_today_on_a_weekday_that_fits_no_year_in_office_proves_nothing(read: Read) -> None:
    telling = read(
        "Mexican Foreign Minister Marcelo Ebrard met US Secretary of State Antony Blinken in Mexico City "
        "today, Monday [Oct. 8]."
    )
    assert telling.published == ""


def test_a_dateline_is_the_publication_date(read: Read) -> None:
    telling = read(f"LIMA, June 11, 2024 (Harbour News) - {_P} met {_C} on Monday.")
    assert (telling.published, telling.event.when) == ("2024-06-11", "2024-06-10")


def test_a_date_inside_the_first_sentence_is_no_dateline(read: Read) -> None:
    telling = read(f"{_P} met {_C} in Lima on June 11, 2024 - a Tuesday. They will meet again on Friday.")
    assert telling.published == ""


def test_a_stated_publication_date_is_kept(read: Read) -> None:
    telling = read(f"This same Tuesday, May 3, 2022, {_P} met {_C} in Lima.", published=_PUBLISHED)
    assert telling.published == "2024-05-03"
