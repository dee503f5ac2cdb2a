"""Offices that the words give by way of another: counterparts, those who leave, those who serve elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from telling import Telling  # type: ignore[import-not-found]

Read = Callable[..., Telling]


def test_a_counterpart_holds_the_same_office_elsewhere(read: Read) -> None:
    telling = read("Peru's President Ana Soto met her Chilean counterpart Juan Paz in Lima.")
    assert telling.offices_of("Juan Paz") == {"office/CHL/president"}
    assert telling.event.who["Juan Paz"].side == "state/CHL"


def test_the_counterpart_of_a_former_holder_holds_nothing(read: Read) -> None:
    telling = read("Peru's former President Ana Soto met her Chilean counterpart Juan Paz in Lima.")
    assert telling.offices_of("Juan Paz") == set()


def test_who_leaves_is_in_office_still(read: Read) -> None:
    telling = read("Outgoing Foreign Minister Ana Soto of Peru met Juan Paz in Lima.")
    assert telling.tenures == {("Ana Soto", "office/PER/foreign-minister", "current")}


def test_a_director_for_a_state_serves_another(read: Read) -> None:
    telling = read("Ana Soto, the senior director for China at the ministry, met Juan Paz in Lima.")
    assert not any("/CHN/" in office for office in telling.offices_of("Ana Soto"))
