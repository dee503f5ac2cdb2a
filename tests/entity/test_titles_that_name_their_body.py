"""Titles that say by themselves whose office they are: "the IAEA chief", "ICC President"."""

from __future__ import annotations

from collections.abc import Callable

from telling import Telling, short  # type: ignore[import-not-found]

Read = Callable[..., Telling]


def _described(told: Telling) -> set[str]:
    return {short(entity.iri) for entity in told.extraction.entities}


def test_the_body_and_the_office_are_described_without_a_name(read: Read) -> None:
    told = read("The Executive Director of the International Energy Agency said talks would go on.")
    assert {"office/iea/director-general", "organisation/iea"} <= _described(told)
    assert told.statements[0].speakers == ("International Energy Agency",)


def test_who_speaks_is_described_though_only_the_title_names_it(read: Read) -> None:
    told = read("The UN Secretary-General said talks would go on.")
    speakers = {short(iri) for s in told.extraction.statements for iri in s.speakers}
    assert speakers == {"organisation/un"} <= _described(told)


def test_a_president_of_a_court_holds_an_office(read: Read) -> None:
    told = read("ICC President Ana Ruiz Pardo said the court was ready.")
    assert "office/icc/president" in _described(told)


def test_a_word_for_anybody_in_public_service_names_no_office(read: Read) -> None:
    told = read("An official said talks would go on.")
    assert not any(iri.startswith("office/") for iri in _described(told))
