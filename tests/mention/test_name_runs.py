"""Runs of capitalised words: where a name begins and ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.mention.names import NameRun
from kg.mention.reading import Reading
from kg.model import MentionKind

Readings = Callable[[str], tuple[Reading, ...]]


def _names(readings: Readings, text: str) -> list[NameRun]:
    runs = [run for reading in readings(text) for run in reading.names]
    assert all(text[run.start : run.end] == run.text for run in runs)
    return runs


@pytest.mark.parametrize(
    "name",
    [
        "Elvira Quispe",
        "Juan Ruiz de la Torre",
        "Ludwig van der Meer",
        "Hamad bin Said Al Farsi",
        "J. R. Holmgren",
        "Ana B. Soto",
        "Linda Ashby-Greene",
        "Han Jae-in",
        "Jean-Luc Moreau",
        "Hana King-Oakley",  # a title inside a surname is none
        "Conor O’Malley",
        "Niamh O'Brien",
        "Ólafur Þórsson",
        "Łucja Żak",
    ],
)
def test_a_name_is_taken_whole(readings: Readings, name: str) -> None:
    for text in (f"{name} spoke.", f"Then {name} left.", f"It was said by {name}."):
        assert [run.text for run in _names(readings, text)] == [name]


def test_particles_at_the_ends_are_no_part_of_a_name(readings: Readings) -> None:
    assert [r.text for r in _names(readings, "They saw Ana Soto de.")] == ["Ana Soto"]


def test_words_that_open_a_sentence_are_no_part_of_a_name(readings: Readings) -> None:
    for opening in ("However,", "After", "When", "Meanwhile", "Yesterday"):
        assert [r.text for r in _names(readings, f"{opening} Ana Soto spoke.")] == ["Ana Soto"]


def test_honorifics_stand_outside_the_name(readings: Readings) -> None:
    text = "Mr. Ruiz saw Dr. Ana Soto and Dame Ruth Oakley."
    runs = _names(readings, text)
    assert [r.text for r in runs] == ["Ruiz", "Ana Soto", "Ruth Oakley"]
    assert [text[r.outer_start : r.end] for r in runs] == [
        "Mr. Ruiz",
        "Dr. Ana Soto",
        "Dame Ruth Oakley",
    ]


def test_titles_and_states_are_no_part_of_a_name(readings: Readings) -> None:
    text = "Peruvian Foreign Minister Elvira Quispe saw Chile's President Ana Soto."
    assert [r.text for r in _names(readings, text)] == ["Elvira Quispe", "Ana Soto"]


def test_words_of_a_title_are_cut_from_before_a_full_name(readings: Readings) -> None:
    assert [r.text for r in _names(readings, "Harbour Guard Chief David Larsson spoke.")] == ["David Larsson"]


def test_dates_are_no_part_of_a_name(readings: Readings) -> None:
    names = [r.text for r in _names(readings, "Ana Soto Tuesday saw Rex Hayes on May 3.")]
    assert names == ["Ana Soto", "Rex Hayes"]


def test_the_two_leaders_of_an_administration_are_no_double_name(readings: Readings) -> None:
    names = [r.text for r in _names(readings, "The Olmedo-Fariña administration spoke.")]
    assert "Olmedo-Fariña" not in names


def test_a_place_inside_a_name_is_a_part_of_it(readings: Readings) -> None:
    (reading,) = readings("Ana Santiago spoke in Santiago.")
    assert [r.text for r in reading.names] == ["Ana Santiago"]
    places = [m for m in reading.mentions if m.kind is MentionKind.PLACE]
    assert [(m.start, m.end) for m in places] == [(22, 30)]


def test_a_place_after_in_is_no_part_of_a_name(readings: Readings) -> None:
    (reading,) = readings("They spoke in Lima Tuesday.")
    assert reading.names == ()


def test_a_known_person_is_recognised_by_name(readings: Readings) -> None:
    (run,) = _names(readings, "Then Antony Blinken spoke.")
    assert [iri.rsplit("/", 1)[-1] for iri in run.known] == ["Q7821917"]
    (stranger,) = _names(readings, "Then Elvira Quispe spoke.")
    assert stranger.known == ()
