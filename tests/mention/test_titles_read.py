"""Title phrases: their exact span, the state or body served, status, portfolio and accreditation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.mention.reading import Reading
from kg.mention.titles import TitlePhrase
from kg.vocab import OFFICE_KIND

Readings = Callable[[str], tuple[Reading, ...]]


def _title(readings: Readings, text: str) -> tuple[TitlePhrase, str]:
    """Return the only title phrase of a text and its words."""
    (phrase,) = [t for r in readings(text) for t in r.titles]
    return phrase, text[phrase.start : phrase.end]


def _ends(iris: tuple[str, ...]) -> list[str]:
    return [iri.split("/id/")[-1] for iri in iris]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru's foreign minister spoke.", "Peru's foreign minister"),
        ("Peru’s foreign minister spoke.", "Peru’s foreign minister"),
        ("The Peruvian foreign minister spoke.", "Peruvian foreign minister"),
        ("The foreign minister of Peru spoke.", "foreign minister of Peru"),
        ("The minister of foreign affairs of Peru spoke.", "minister of foreign affairs of Peru"),
        ("Peruvian Fisheries Minister Ana Soto spoke.", "Peruvian Fisheries Minister"),
        ("Peru's minister of tourism, Juan Ruiz, spoke.", "Peru's minister of tourism"),
    ],
)
def test_the_state_before_or_after_belongs_to_the_phrase(readings: Readings, text: str, words: str) -> None:
    phrase, found = _title(readings, text)
    assert found == words
    assert _ends(phrase.served) == ["state/PER"]
    assert phrase.status.endswith("#current")


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("Peru's former foreign minister spoke.", "Peru's former foreign minister", "former"),
        ("Former Peruvian President Tomás Quispe spoke.", "Former Peruvian President", "former"),
        ("Peruvian former president Tomás Quispe spoke.", "Peruvian former president", "former"),
        ("Acting Prime Minister of Peru Ramón Tello spoke.", "Acting Prime Minister of Peru", "acting"),
        ("Peru's interim president spoke.", "Peru's interim president", "acting"),
        ("President-elect Marta Olmedo spoke.", "President-elect", "designate"),
        ("Paraguay's president-elect spoke.", "Paraguay's president-elect", "designate"),
        ("Foreign Minister-designate Elvira Quispe spoke.", "Foreign Minister-designate", "designate"),
        ("The incoming foreign minister of Peru spoke.", "incoming foreign minister of Peru", "designate"),
        ("The foreign minister of Peru spoke.", "foreign minister of Peru", "current"),
    ],
)
def test_words_for_the_status_belong_to_the_phrase(
    readings: Readings, text: str, words: str, status: str
) -> None:
    phrase, found = _title(readings, text)
    assert (found, phrase.status.rsplit("#", 1)[-1]) == (words, status)


def test_an_ambassador_is_accredited_to_another_state(readings: Readings) -> None:
    for text, words in [
        ("Peru's ambassador to Chile spoke.", "Peru's ambassador to Chile"),
        ("The ambassador of Peru to Chile spoke.", "ambassador of Peru to Chile"),
        ("The Peruvian ambassador to Chile spoke.", "Peruvian ambassador to Chile"),
    ]:
        phrase, found = _title(readings, text)
        assert found == words
        assert (_ends(phrase.served), _ends(phrase.accredited_to)) == (["state/PER"], ["state/CHL"])


def test_only_who_is_sent_is_accredited(readings: Readings) -> None:
    phrase, found = _title(readings, "Peru's president went to Chile.")
    assert (found, phrase.accredited_to) == ("Peru's president", ())


@pytest.mark.parametrize(
    ("text", "portfolio"),
    [
        ("Peruvian Fisheries Minister Ana Soto spoke.", "Fisheries"),
        ("The fisheries minister of Peru spoke.", "fisheries"),
        ("Minister of Tourism Juan Ruiz spoke.", "Tourism"),
        ("Peru's minister of rural roads, Juan Ruiz, spoke.", "rural roads"),
        ("Peru's North America head Ana Soto spoke.", "North America"),
    ],
)
def test_what_a_minister_is_for_belongs_to_the_title(readings: Readings, text: str, portfolio: str) -> None:
    phrase, _ = _title(readings, text)
    assert phrase.portfolio == portfolio
    assert portfolio in text[phrase.core_start : phrase.core_end]


@pytest.mark.parametrize("words", ["met", "the", "visiting", "new", "two", "his"])
def test_other_words_before_minister_are_no_portfolio(readings: Readings, words: str) -> None:
    phrase, _ = _title(readings, f"They saw {words} minister Ana Soto.")
    assert phrase.portfolio == ""


def test_a_deputy_stays_a_deputy_in_the_words(readings: Readings) -> None:
    phrase, found = _title(readings, "Chilean Deputy Fisheries Minister Ana Soto spoke.")
    assert (found, phrase.portfolio) == ("Chilean Deputy Fisheries Minister", "Fisheries")


@pytest.mark.parametrize(
    ("text", "plural"),
    [
        ("Foreign Ministers Marta Olmedo and Julio Fariña spoke.", True),
        ("The presidents of Paraguay and Uruguay spoke.", True),
        ("The secretaries of state spoke.", True),
        ("The foreign minister of Peru spoke.", False),
        ("The minister of foreign affairs spoke.", False),
    ],
)
def test_a_plural_title_heads_a_list(readings: Readings, text: str, plural: bool) -> None:
    phrase, _ = _title(readings, text)
    assert phrase.plural is plural


def test_a_title_that_names_its_state_is_one_particular_office(readings: Readings) -> None:
    for text, office in [
        ("US Secretary of State Ana Soto spoke.", "office/USA/foreign-minister"),
        ("The governor of Texas spoke.", "office/US-TX/governor"),
        ("The German chancellor spoke.", "office/DEU/chancellor"),
    ]:
        phrase, _ = _title(readings, text)
        assert _ends(tuple(t.office or "" for t in phrase.titles)) == [office]


def test_a_word_for_anybody_in_public_service_names_no_post(readings: Readings) -> None:
    (phrase,) = [t for r in readings("A Peruvian official spoke.") for t in r.titles]
    assert not phrase.names_a_post
    assert {t.kind for t in phrase.titles} == {OFFICE_KIND["official"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They met with His Majesty King Tarek of Jordan.", "His Majesty King"),
        ("They met with H.R.H. Crown Prince Tarek of Jordan.", "H.R.H. Crown Prince"),
        ("They met with his king of Jordan.", "king of Jordan"),
    ],
)
def test_a_form_of_address_belongs_to_the_phrase(readings: Readings, text: str, words: str) -> None:
    assert _title(readings, text)[1] == words
