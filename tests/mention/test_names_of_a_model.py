"""A model of names beside the rules: what it may add, what wins over it, and how it is chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from telling import tell  # type: ignore[import-not-found]

from kg.document import analyse
from kg.errors import ConfigurationError
from kg.fingerprint import knowledge_digest
from kg.mention import Tagger
from kg.mention.names import NameRun
from kg.mention.occasions import OccasionNames
from kg.mention.organisations import OrganisationNames
from kg.mention.tagged_names import with_tagged
from kg.model import Article
from kg.pipeline import Mapper

TEXT = (
    "Members of the Green Harbour Party (GHP) met in Lima on Monday. "
    "Elena Vasquez Prado of the party called the talks useful. The GHP was founded in 2001."
)


def test_no_model_is_none() -> None:
    assert Tagger.load("") is None


@pytest.mark.parametrize("model", ["no_such_package", "/no/such/folder"])
def test_a_model_that_is_not_there_is_an_error_of_configuration(model: str) -> None:
    with pytest.raises(ConfigurationError, match="names_model"):
        Tagger.load(model)


def test_a_folder_without_a_pipeline_is_an_error_of_configuration(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="cannot be loaded"):
        Tagger.load(str(tmp_path))


def test_spans_lie_in_the_text_and_do_not_depend_on_what_was_read_before(mapper: Mapper) -> None:
    tagger = Tagger.load("shipped")
    assert tagger is not None
    document = analyse(Article("x", TEXT, language="en"), mapper.cues)
    first = tagger.names(document)
    assert "Elena Vasquez Prado" in {document.text(name.start, name.end) for name in first}
    tagger.names(analyse(Article("y", TEXT[::-1], language="en"), mapper.cues))
    assert tagger.names(document) == first


def test_another_model_is_a_reason_to_map_again(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    digests = {knowledge_digest("installation", tmp_path, "")}
    for content in ("one", "two"):
        (model / "weights").write_text(content, encoding="utf-8")
        digests.add(knowledge_digest("installation", tmp_path, str(model)))
    assert len(digests) == 3


def test_an_acronym_given_once_names_the_organisation_from_then_on(mapper: Mapper) -> None:
    telling = tell(replace(mapper, tagger=None), TEXT)
    assert telling.mentions("Green Harbour Party") == ("Green Harbour Party", "GHP", "GHP")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Liberal Party of Canada and the Green Party won.", ["Liberal Party of Canada", "Green Party"]),
        ("Talks with the Social Democratic and Labour Party.", ["Social Democratic and Labour Party"]),
        ("A paper of the Council on Foreign Relations.", ["Council on Foreign Relations"]),
        ("Members of the Partido de la Costa spoke.", ["Partido de la Costa"]),
        ("Canada's Harbour Party and the People's Movement.", ["Harbour Party", "People's Movement"]),
        ("The Party said so. Nobody in Parliament did.", []),
        ("The Ministry of Fisheries and the Embassy of Peru.", []),
        ("The Raipur Police Station and the Joint High - Level Commission.", []),
    ],
)
def test_heads_make_names_of_organisations(mapper: Mapper, text: str, names: list[str]) -> None:
    lands = [(text.find(land), text.find(land) + len(land)) for land in ("Canada", "Peru") if land in text]
    finder = OrganisationNames(mapper.knowledge.lexicon)
    found = finder.find(text, (0, len(text)), (), (), lands)
    assert [text[start:end] for start, end in found] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the 2019 Canadian federal election", ["2019 Canadian federal election"]),
        ("In the Korean War they met.", ["Korean War"]),
        ("aboard USS Ronald Reagan", ["USS Ronald Reagan"]),
        ("Canada held an election in 2019.", []),
    ],
)
def test_occasions_are_told_from_states(mapper: Mapper, text: str, names: list[str]) -> None:
    found = OccasionNames(mapper.knowledge.lexicon.occasion_heads).find(text, 0, len(text))
    assert [text[start:end] for start, end in found] == names


def test_a_state_inside_the_name_of_a_party_or_an_election_is_not_named(mapper: Mapper) -> None:
    telling = tell(
        replace(mapper, tagger=None),
        "He ran for the Harbour Party of Canada in the 2019 New Zealand general election.",
    )
    assert "Canada" not in {e.label for e in telling.extraction.entities}
    assert "New Zealand" not in {e.label for e in telling.extraction.entities}


@pytest.mark.parametrize(
    ("text", "run", "tagged", "names"),
    [
        ("Joining Ruiz, he spoke.", "Joining Ruiz", "Ruiz", ["Ruiz"]),
        ("Ana Ruiz Congratulating Fellows", "Ana Ruiz Congratulating", "Ana Ruiz", ["Ana Ruiz"]),
        ("said Gamal Abdel Nasser then", "Gamal Abdel Nasser", "Abdel Nasser", ["Gamal Abdel Nasser"]),
        ("said Warden Ana Ruiz then", "Warden Ana Ruiz", "Ana Ruiz", ["Ana Ruiz"]),
        ("said Jan van der Berg then", "Jan", "Jan van der Berg", ["Jan van der Berg"]),
        ("with Ruiz of Peru", "Ruiz", "Ruiz of Peru", ["Ruiz"]),
        ("the Harbour Keepers sang", "Harbour Keepers", "Harbour Keepers", ["Harbour Keepers"]),
    ],
)
def test_runs_and_tagged_persons_are_brought_together(
    text: str, run: str, tagged: str, names: list[str]
) -> None:
    start, begin = text.find(run), text.find(tagged)
    runs = [NameRun(start, start + len(run), run)]
    found = with_tagged(text, runs, [(begin, begin + len(tagged))], (), given=frozenset({"gamal"}))
    assert [name.text for name in found] == names
    assert found[0].confirmed is not text.startswith("the ")


def test_a_ship_is_no_person() -> None:
    assert with_tagged("from the USS Ana Ruiz", [], [(13, 21)], ()) == ()
