"""Names that several things bear count where the text says which thing is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.knowledge.phrases import PhraseIndex
from kg.mention.reading import Reading

Readings = Callable[[str], tuple[Reading, ...]]


def _named(readings: Readings, text: str) -> dict[str, str]:
    """Return the words of each mention with what they refer to first."""
    return {
        text[m.start : m.end]: m.refers[0].split("/id/")[-1]
        for reading in readings(text)
        for m in reading.mentions
    }


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        ("The ECO ministers of the company met on Tuesday.", "ECO"),
        ("The new ISA rules surprised savers.", "ISA"),
        ("Hurricane damage was seen by IDA crews.", "IDA"),
        ("The ACS annual report is out.", "ACS"),
    ],
)
def test_an_acronym_that_other_things_bear_says_nothing_alone(
    readings: Readings, text: str, acronym: str
) -> None:
    assert acronym not in _named(readings, text)


@pytest.mark.parametrize(
    ("text", "acronym", "meant"),
    [
        (
            "The Economic Cooperation Organization (ECO) met in Tehran. ECO members agreed.",
            "ECO",
            "organisation/eco",
        ),
        ("The International Seabed Authority met in Kingston. ISA members voted.", "ISA", "organisation/isa"),
        (
            "India leads the International Solar Alliance. ISA members met.",
            "ISA",
            "organisation/international-solar-alliance",
        ),
        ("The European Convention on Human Rights binds it. The ECHR is old.", "ECHR",
         "agreement/european-convention-on-human-rights"),
        ("The European Court of Human Rights ruled. The ECHR judges agreed.", "ECHR", "organisation/echr"),
    ],
)  # fmt: skip
def test_the_text_itself_says_which_of_them_is_meant(
    readings: Readings, text: str, acronym: str, meant: str
) -> None:
    assert _named(readings, text)[acronym] == meant


def test_an_acronym_that_only_one_thing_bears_needs_no_help(readings: Readings) -> None:
    assert _named(readings, "UNESCO and the WHO welcomed the news.") == {
        "UNESCO": "organisation/unesco",
        "WHO": "organisation/who",
    }


def test_in_a_line_of_capitals_who_is_a_pronoun(readings: Readings) -> None:
    assert "WHO" not in _named(readings, "MAN WHO SAVED THE HARBOUR MEETS UNESCO")


def test_an_article_may_give_a_shared_acronym_a_meaning_of_its_own(readings: Readings) -> None:
    text = "They praised the Partnership for Central America (PCA). The PCA met on Tuesday."
    assert _named(readings, text)["PCA"].startswith("initiative/")


def test_an_article_does_not_rename_what_is_known(readings: Readings) -> None:
    text = "The North Atlantic Treaty Organization (NATO) met on Tuesday. NATO will meet again."
    assert _named(readings, text)["NATO"] == "organisation/nato"


def test_an_acronym_beside_a_known_name_is_that_of_the_known_thing(readings: Readings) -> None:
    text = "The Korea-U.S. Free Trade Agreement (KORUS) turns ten. KORUS is trusted."
    assert _named(readings, text)["KORUS"] == "agreement/korus"


def test_an_index_on_top_of_another_decides_what_both_have() -> None:
    below: PhraseIndex[str] = PhraseIndex(case=True)
    below.add("Harbour Pact", "old")
    above = below.extended()
    above.add("Harbour Pact", "new")
    text = above.prepared("Harbour Pact")
    assert [m.entries for m in above.find(text, 0, len(text))] == [("new",)]
    assert [m.entries for m in below.find(text, 0, len(text))] == [("old",)]
