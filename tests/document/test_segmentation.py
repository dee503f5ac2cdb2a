"""Sentences and tokens of single lines."""

from __future__ import annotations

import pytest

from kg.document.segmentation import sentences_of, tokens_of
from kg.model import BlockKind


def split(text: str, kind: BlockKind = BlockKind.BODY) -> list[str]:
    return [text[s.start : s.end] for s in sentences_of(text, 0, len(text), kind, 0)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The talks took place in the U.S.", "The ministers left."],
        ["The U.S. Senate and Sen. Roe met Gen. Poe, Mr. Doe and Anna J. Lind in Velin, D.C. on Oct. 8."],
        ["Lind spoke.", "“So, let us begin.”", "She left."],
        ["“Is it true?” Anna Lind asked.", "“Yes!” he said."],
        ["«It works,» they added.", "Then they left."],
        ['She said "we will go.', 'We must."', "Then she left."],
        ["We wait, let us not hurry…", "We do not rule it out“, said Lind."],
        ["1. Talks resume.", "The paper is signed."],
        ["Article No. 5 is closed.", "They said no.", "The vote failed."],
        ["The meeting (the second.) ended at 5 p.m. on Monday."],
        ["The summit cost 3.5 million.", "20 leaders came."],
        ["Was it enough?!", "Nobody knows."],
        ["A summit of the council ."],
    ],
)
def test_splits_only_where_sentences_end(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_headlines_are_not_cut() -> None:
    assert len(split("Ruvenia in U.S. The Talks Begin. A Review", BlockKind.HEADLINE)) == 1


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("U.S.-Ruvenia-Calder", ["U.S.", "-", "Ruvenia", "-", "Calder"]),
        ("US-Ruvenia–Calder", ["US", "-", "Ruvenia", "–", "Calder"]),
        ("Lind-Reyes government", ["Lind", "-", "Reyes", "government"]),
        ("U.S.-led", ["U.S.", "-", "led"]),
        ("Velin, D.C.", ["Velin", ",", "D.C."]),
        ("Ruvenia’s", ["Ruvenia", "’s"]),
        ("Calder's", ["Calder", "'s"]),
        ("with @AntonReyes.", ["with", "@AntonReyes", "."]),
        ("(@petra_holm)", ["(", "@petra_holm", ")"]),
        ("see https://example.org/a-b now", ["see", "https://example.org/a-b", "now"]),
        ("Amb. Lind", ["Amb.", "Lind"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in tokens_of(text)] == tokens


def test_offsets_count_code_points_of_the_article() -> None:
    text = "Überblick\n  Añil 🙂 met Zoë.\n"
    (sentence,) = sentences_of(text, 12, 28, BlockKind.BODY, 0)
    assert [text[t.start : t.end] for t in sentence.tokens] == [t.text for t in sentence.tokens]
    assert sentence.tokens[-1].text == "."
