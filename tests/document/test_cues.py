"""The lexicon of page furniture as values."""

from __future__ import annotations

import pickle

import pytest

from kg.document.cues import PageCues, Position, page_cues
from kg.document.lines import split_lines
from kg.errors import ConfigurationError
from kg.knowledge.facts import Facts, Text
from kg.vocab import LEX, ONTOLEX, PAGE, RDF, RDFS


def entry(label: str, position: str, concept: str = "sharing", language: str = "en") -> Facts:
    name = LEX["entry"]
    return Facts(
        [
            (name, RDF["type"], ONTOLEX["LexicalEntry"]),
            (name, RDFS["label"], Text(label, language, "")),
            (name, ONTOLEX["denotes"], PAGE[concept]),
            (name, LEX["position"], position),
        ]
    )


def concepts(cues: PageCues, text: str) -> list[tuple[str, str]]:
    (line,) = split_lines(text)
    return [(match.concept, match.position) for match in cues.matches(line)]


@pytest.mark.parametrize(
    ("position", "line", "found"),
    [
        ("WholeLine", "Pass it on!", True),
        ("WholeLine", "Pass it on (3)", True),
        ("WholeLine", "Pass it on to others", False),
        ("LineStart", "Pass it on: a story", True),
        ("LineStart", "They pass it on", False),
        ("Contains", "Please pass it on to others", True),
        ("Contains", "Please pass it only once", False),
    ],
)
def test_position_decides(position: str, line: str, found: bool) -> None:
    cues = page_cues(entry("Pass it on", LEX[position]))
    assert concepts(cues, line) == ([("sharing", position)] if found else [])


def test_spanish_entries_count_and_accents_do_not() -> None:
    cues = page_cues(entry("Compártelo", LEX["WholeLine"], language="es"))
    assert concepts(cues, "COMPARTELO") == [("sharing", Position.WHOLE_LINE)]


def test_unknown_position_is_an_error_that_names_the_entry() -> None:
    with pytest.raises(ConfigurationError, match=r"lexicon#entry.*lex:WholeLine"):
        page_cues(entry("Pass it on", LEX["Somewhere"]))


def test_entries_of_other_schemes_are_left_alone() -> None:
    name = LEX["entry"]
    facts = Facts([(name, RDF["type"], ONTOLEX["LexicalEntry"]), (name, ONTOLEX["denotes"], LEX["x"])])
    assert not page_cues(facts).whole_line


def test_agencies_by_name_and_by_acronym_in_its_case(cues: PageCues) -> None:
    assert cues.agency("reuters") == "Reuters"
    assert cues.agency("AFP") == "Agence France-Presse"
    assert cues.agency("Afp") is None
    assert cues.agency("Reuters reported") is None


def test_cues_travel_between_processes(cues: PageCues) -> None:
    assert pickle.loads(pickle.dumps(cues)) == cues
