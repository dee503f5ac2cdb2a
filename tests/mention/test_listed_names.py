"""Names in lists, names of seats and states inside unknown names: what of them is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.document import analyse
from kg.mention import of_one_kind, read_document
from kg.mention.places import unknown_places
from kg.mention.reading import Reading
from kg.mention.tagging import TaggedName
from kg.model import Article, Document, MentionKind, Stated
from kg.pipeline import Mapper

Readings = Callable[[str], tuple[Reading, ...]]
MAN, LAND, BODY = MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION


def _document(text: str, mapper: Mapper) -> Document:
    return analyse(Article("harbour/1.txt", text, headline=Stated("Floods"), language="en"), mapper.cues)


def _tagged(text: str, names: dict[str, MentionKind]) -> list[TaggedName]:
    return [TaggedName(text.index(n), text.index(n) + len(n), kind) for n, kind in names.items()]


@pytest.mark.parametrize(
    ("text", "names", "kinds"),
    [
        ("Dunor, Ashby and Fell flooded.", {"Dunor": LAND, "Ashby": MAN, "Fell": LAND}, [LAND] * 3),
        ("Ana Ru, Bo Bay and Li Na met.", {"Ana Ru": MAN, "Bo Bay": LAND, "Li Na": MAN}, [MAN] * 3),
        ("Ana Ru, Li Na and Bergen.", {"Ana Ru": MAN, "Li Na": MAN, "Bergen": LAND}, [MAN, MAN, LAND]),
        ("Ana Ru and Bo Bay met.", {"Ana Ru": MAN, "Bo Bay": LAND}, [MAN, LAND]),
        ("Ana Ru, the Bay Club, Li Na", {"Ana Ru": MAN, "Bay Club": BODY, "Li Na": MAN}, [MAN, BODY, MAN]),
        ("Dunor. Ashby went to Fell.", {"Dunor": LAND, "Ashby": MAN, "Fell": LAND}, [LAND, MAN, LAND]),
    ],
)  # fmt: skip
def test_a_name_between_names_of_another_kind_is_of_their_kind(
    mapper: Mapper, text: str, names: dict[str, MentionKind], kinds: list[MentionKind]
) -> None:
    found = of_one_kind(_document(text, mapper), _tagged(text, names))
    assert [name.kind for name in found] == kinds


@pytest.mark.parametrize(
    ("text", "names", "places"),
    [
        ("It hit Dunor, Ashby and Fell.", ["Dunor", "Ashby", "Fell"], ["Dunor", "Ashby", "Fell"]),
        ("Floods hit Dunor and Ashby.", ["Dunor", "Ashby"], []),
        ("He met Dunor Governor Ana Ru.", ["Dunor"], ["Dunor"]),
        ("She won the seat of Ashby - Fell in May.", [], ["Ashby - Fell"]),
        ("She won the seat of Ashby–Fell in May.", [], ["Ashby–Fell"]),
    ],
)  # fmt: skip
def test_places_are_known_by_where_they_stand(
    mapper: Mapper, text: str, names: list[str], places: list[str]
) -> None:
    tagged = _tagged(text, dict.fromkeys(names, LAND))
    found = unknown_places(_document(text, mapper), mapper.knowledge, tagged)
    assert [thing.label for thing, _ in found] == places


def test_a_seat_with_a_dash_is_found_whole(readings: Readings) -> None:
    (reading,) = readings("She won the seat of Ashby - Fell in May.")
    (place,) = [m for m in reading.mentions if m.kind is LAND]
    assert (place.start, place.end) == (20, 32)


@pytest.mark.parametrize(
    ("text", "tagged", "kind", "states"),
    [
        ("The ministers of the list of Fair Norway met.", "Fair Norway", MentionKind.ORGANISATION, 0),
        ("The forces left Southern Lebanon on Monday.", "Southern Lebanon", MentionKind.PLACE, 1),
        ("On Monday Norway opened talks.", "Norway", MentionKind.PLACE, 1),
        ("On Monday Norway opened talks.", "", MentionKind.PLACE, 1),
    ],
)
def test_a_state_at_the_end_of_an_unknown_name_is_not_named(
    mapper: Mapper, text: str, tagged: str, kind: MentionKind, states: int
) -> None:
    document = analyse(Article("harbour/1.txt", text), mapper.cues)
    start = text.index(tagged)
    names = [TaggedName(start, start + len(tagged), kind)] if tagged else []
    (reading,) = read_document(document, mapper.knowledge, names)
    assert len([m for m in reading.mentions if m.kind is MentionKind.STATE]) == states
