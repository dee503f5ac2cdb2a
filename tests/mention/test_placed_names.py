"""Names of the gazetteer, and words and persons of that name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.document import analyse
from kg.mention import with_discoveries
from kg.mention.reading import Reading
from kg.model import Article, MentionKind
from kg.pipeline import Mapper

Readings = Callable[[str], tuple[Reading, ...]]


REST = " Nothing else was known of it by the evening."  # a line alone would be a headline


def _places(readings: Readings, text: str) -> list[str]:
    text += REST
    return [text[m.start : m.end] for r in readings(text) for m in r.mentions if m.kind is MentionKind.PLACE]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Police in Samarra arrested three men.", ["Samarra"]),
        ("Fighting broke out in Fallujah. Fallujah had been calm.", ["Fallujah", "Fallujah"]),
        ("A train came from Gelsenkirchen on Monday.", ["Gelsenkirchen"]),
        ("Troops reached Paris, Oldham and Doncaster by noon.", ["Paris", "Oldham", "Doncaster"]),
        ("She was born in Santiago de Cuba in May.", ["Santiago de Cuba"]),
        ("The court sits in The Hague all year.", ["The Hague"]),
        ("She holds the seat of Warringah today.", ["Warringah"]),
        ("It united with the Crown Colony of North Borneo.", ["Crown Colony of North Borneo"]),
        ("He sat for the province of Segovia in 1901.", ["province of Segovia"]),
        ("It grew in the province of Sindh and in Lahore.", ["Sindh", "Lahore"]),
        ("The songs are in Telugu, Hindi and Tamil.", []),
    ],
)
def test_a_placed_name_is_a_place(readings: Readings, text: str, places: list[str]) -> None:
    assert _places(readings, text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Lincoln said he would sign.",
        "It was a gift from Clinton to the museum.",
        "Officials met Lord Guildford in private.",
        "Oldham said in a letter that he would not sign. They went in Oldham's car.",
        "In Paris, Doncaster met reporters.",
    ],
)
def test_a_persons_name_is_none(readings: Readings, text: str) -> None:
    assert not {"Lincoln", "Clinton", "Guildford", "Oldham", "Doncaster"} & set(_places(readings, text))


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("Police in Samarra arrested three men.", "Samarra", "IRQ"),
        ("The governor spoke in Springfield, Ohio, on Monday.", "Springfield", "USA"),
        ("The mayor spoke in Guildford on Monday.", "Guildford", None),
    ],
)
def test_the_state_of_a_place_is_known_where_the_name_tells(
    mapper: Mapper, text: str, name: str, state: str | None
) -> None:
    document = analyse(Article("harbour/1.txt", text + REST), mapper.cues)
    things = with_discoveries(document, mapper.knowledge).world.things
    found = [t for iri, t in things.items() if t.label == name and iri not in mapper.knowledge.world.things]
    assert [thing.state and thing.state.rpartition("/")[2] for thing in found] == [state]
