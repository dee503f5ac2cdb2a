"""What the tagger is trained on: corpora are read right, names are swapped whole, spans stay on names."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from kg.resources import SHIPPED_MODEL
from kg.tagger.training.newswire import read_newswire
from kg.tagger.training.organisations import Organisations, acronym
from kg.tagger.training.people import NameLists
from kg.tagger.training.places import Places
from kg.tagger.training.scoring import scores
from kg.tagger.training.sentences import SLOTS, Writer, patterns
from kg.tagger.training.tagged import Tagged, joined, tagged
from kg.tagger.training.variation import Renaming, retyped, with_other_names

NAMES = NameLists((("en", ("Ada", "Bram"), ("Holt", "Quist")), ("es", ("Inés",), ("Peña", "Rojas"))))
PLACES = Places(("Latvia", "Chad"), ("Ohio",), ("Riga", "Osaka", "Kano"))
ORGANISATIONS = Organisations(NAMES, PLACES)


def named(text: Tagged) -> list[tuple[str, str]]:
    return [(text.text[start:end], label) for start, end, label in text.spans]


def sentences(folder: Path, lines: str) -> list[Tagged]:
    (folder / "one.tsv").write_text(lines, encoding="utf-8")
    return [sentence for _, article in read_newswire(folder) for sentence in article]


def test_the_longest_name_counts_where_names_lie_inside_names(tmp_path: Path) -> None:
    lines = (
        "The\tO\nCommunist\tB-Organization\tB-NORP\nParty\tI-Organization\nof\tI-Organization\n"
        "Chad\tI-Organization\tB-Location\nmet\tO\n.\tO\n"
    )
    (sentence,) = sentences(tmp_path, lines)
    assert sentence.text == "The Communist Party of Chad met."
    assert named(sentence) == [("Communist Party of Chad", "ORG")]


def test_a_place_and_where_it_lies_are_two(tmp_path: Path) -> None:
    (sentence,) = sentences(tmp_path, "in\tO\nHavana\tB-Location\n,\tI-Location\nCuba\tI-Location\n.\tO\n")
    assert sentence.text == "in Havana, Cuba."
    assert named(sentence) == [("Havana", "LOC"), ("Cuba", "LOC")]


def test_words_are_put_together_as_they_were_printed(tmp_path: Path) -> None:
    lines = (
        '"\tO\nWe\tO\n’\tO\nre\tO\nlate\tO\n"\tO\n,\tO\nMr\tO\nDíaz\tB-Person\n-\tI-Person\nCanel\tI-Person\n'
    )
    (sentence,) = sentences(tmp_path, lines)
    assert sentence.text == '"We’re late", Mr Díaz-Canel'
    assert named(sentence) == [("Díaz-Canel", "PERSON")]


def test_a_person_keeps_one_name_throughout() -> None:
    source = tagged(
        [("Joan Marsh", "PERSON"), " spoke. ", ("Marsh", "PERSON"), " left. Mr ", ("Marsh", "PERSON")]
    )
    renaming = Renaming(ORGANISATIONS, Random(3))
    first, second, third = (renaming(name, label) for name, label in named(source))
    assert first.endswith(second)
    assert second == third


def test_variants_keep_as_many_names_in_the_same_order() -> None:
    source = tagged(
        [
            ("Ada Holt", "PERSON"),
            " of ",
            ("Green Party", "ORG"),
            " is in ",
            ("Riga", "LOC"),
            ", ",
            ("Chad", "LOC"),
        ]
    )
    for seed in range(40):
        variant = retyped(with_other_names(source, ORGANISATIONS, Random(seed)), Random(seed))
        assert [label for _, label in named(variant)] == ["PERSON", "ORG", "LOC", "LOC"]
        assert all(name.strip() == name != "" for name, _ in named(variant))


def test_every_pattern_can_be_written_and_its_spans_are_names() -> None:
    writer = Writer(ORGANISATIONS, Random(1))
    for pattern in patterns():
        text = writer.text([pattern])
        assert "{" not in text.text
        assert all(name == name.strip() and name for name, _ in named(text)), text
        ends = [0, *(end for _, end, _ in text.spans)]
        assert all(end <= start for end, (start, _, _) in zip(ends, text.spans, strict=False))


def test_every_slot_is_used() -> None:
    assert {slot for slot in SLOTS if f"{{{slot}}}" not in "\n".join(patterns())} == set()


def test_places_of_elections_are_no_names() -> None:
    text = Writer(ORGANISATIONS, Random(2)).text(["They lost the {ELECTION}."])
    assert text.spans == ()


def test_texts_are_joined_with_their_names() -> None:
    both = joined([tagged([("Riga", "LOC"), " slept."]), tagged(["Then ", ("Osaka", "LOC")])])
    assert both.text == "Riga slept. Then Osaka"
    assert named(both) == [("Riga", "LOC"), ("Osaka", "LOC")]


@pytest.mark.parametrize(("name", "short"), [("National Water Council", "NWC"), ("People's Party", "PP")])
def test_acronyms_are_initials_as_a_rule(name: str, short: str) -> None:
    assert acronym(name, Random(1)) == short


def test_scores_count_exact_spans(tmp_path: Path) -> None:
    text = "Flights from Nairobi were cancelled."
    entities = [{"start": 13, "end": 20, "type": "LOC"}, {"start": 0, "end": 7, "type": "ORG"}]
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"text": text, "entities": entities}) + "\n", encoding="utf-8")
    measured = scores(str(SHIPPED_MODEL), gold)
    assert measured["LOC"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert measured["ORG"]["recall"] == 0.0
