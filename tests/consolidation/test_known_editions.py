"""Which edition of a series number, days, city or news can mean; what is unknown or unclear stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.consolidation.editions import Clues, Edition, Editions

LIMA = Edition("urn:1", "forum", date(2021, 5, 3), date(2021, 5, 4), "lima", 7)
OSLO = Edition("urn:2", "forum", date(2022, 6, 9), date(2022, 6, 9), "oslo", 8)
AGAIN = Edition("urn:3", "forum", date(2024, 5, 6), date(2024, 5, 7), "lima", None)
KNOWN = Editions((LIMA, OSLO, AGAIN), lambda one, other: one == other)
NOTHING = Clues("forum", None, None, None, None, None, None, None)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"number": 8}, OSLO),
        ({"place": "oslo"}, OSLO),
        ({"place": "lima"}, None),
        ({"place": "lima", "latest": date(2022, 1, 1)}, LIMA),
        ({"place": "lima", "number": 8}, None),
        ({"place": "rome", "published": date(2022, 6, 1)}, None),
        ({"published": date(2022, 6, 1)}, OSLO),
        ({"published": date(2023, 1, 1)}, None),
        ({"series": "council", "number": 8}, None),
    ],
)
def test_an_edition_is_meant_where_only_one_can_be(said: dict[str, object], meant: Edition | None) -> None:
    assert KNOWN.meant(replace(NOTHING, **said)) == meant  # type: ignore[arg-type]


def test_days_mean_the_edition_that_falls_on_them() -> None:
    year = {"first": date(2021, 1, 1), "last": date(2021, 12, 31)}
    bounds = {"earliest": year["first"], "latest": year["last"]}
    assert KNOWN.meant(replace(NOTHING, **year, **bounds)) == LIMA  # type: ignore[arg-type]
    day = date(2021, 8, 1)
    other = replace(NOTHING, first=day, last=day, earliest=day, latest=day)
    assert KNOWN.meant(other) is None
