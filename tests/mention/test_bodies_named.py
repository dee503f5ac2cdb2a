"""Organisations in sentences: where their names end, what their acronyms are, what is a title beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telling import tell  # type: ignore[import-not-found]

from kg.mention.organisations import OrganisationNames
from kg.pipeline import Mapper
from kg.vocab import ORG


def _bodies(mapper: Mapper, text: str) -> set[str]:
    told = tell(replace(mapper, tagger=None), text).extraction
    return {e.label for e in told.entities if ORG["FormalOrganization"] in e.classes}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Harbour Party and Likud agreed", ["Harbour Party"]),
        ("the Harbour Party for the Fidesz list", ["Harbour Party"]),
        ("the Harbour Center for Science and International Affairs", ["whole"]),
        ("the Green and Harbour Families Party", ["Harbour Families Party"]),
        ("the Harbour Party Coalition lost", ["Harbour Party Coalition"]),
        ("Increasing Lake Harbour Corps posts", ["Lake Harbour Corps"]),
    ],
)
def test_where_the_name_of_a_body_ends(mapper: Mapper, text: str, names: list[str]) -> None:
    known = [(text.find(name), text.find(name) + len(name)) for name in ("Likud", "Fidesz") if name in text]
    finder = OrganisationNames(mapper.knowledge.lexicon)
    found = [text[s:e] for s, e in finder.find(text, (0, len(text)), (), (), (), known)]
    assert found == [name.replace("whole", text.removeprefix("the ")) for name in names]


def test_an_acronym_in_brackets_names_the_known_body_before_it(mapper: Mapper) -> None:
    found = _bodies(
        mapper, "The Istrian Democratic Assembly (IDS) met in Pula. Later the IDS left the talks."
    )
    assert found == {"Istrian Democratic Assembly"}


def test_a_party_keeps_its_last_word_before_its_leader(mapper: Mapper) -> None:
    assert "Ontario Liberal Party" in _bodies(mapper, "He lost to Ontario Liberal Party leader Ana Ruiz.")
