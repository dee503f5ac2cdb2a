"""Phrases are found leftmost and longest, at word boundaries, whatever the accents and hyphens."""

from __future__ import annotations

from kg.knowledge.phrases import PhraseIndex, fold


def _index(*phrases: str, case: bool = False) -> PhraseIndex[str]:
    index: PhraseIndex[str] = PhraseIndex(case=case)
    for phrase in phrases:
        index.add(phrase, phrase)
    return index


def _found(index: PhraseIndex[str], text: str) -> list[tuple[str, tuple[str, ...]]]:
    matches = index.find(index.prepared(text), 0, len(text))
    return [(text[m.start : m.end], m.entries) for m in matches]


def test_the_longest_phrase_wins() -> None:
    index = _index("harbour", "harbour dialogue", "harbour dialogue council")
    assert _found(index, "the harbour dialogue met") == [("harbour dialogue", ("harbour dialogue",))]


def test_matches_do_not_overlap_and_go_on_after_each_other() -> None:
    index = _index("north sea", "sea council", "council")
    assert [words for words, _ in _found(index, "north sea council")] == ["north sea", "council"]


def test_a_phrase_ends_and_begins_at_a_word_boundary() -> None:
    index = _index("port")
    assert _found(index, "ports, airport, reports") == []
    assert [words for words, _ in _found(index, "port's port-town (port)")] == ["port", "port", "port"]


def test_a_phrase_that_ends_in_a_stop_needs_no_boundary_after_it() -> None:
    assert [words for words, _ in _found(_index("U.S."), "U.S.-led talks, U.S. envoys")] == ["U.S.", "U.S."]


def test_accents_do_not_count_and_offsets_stay() -> None:
    index = _index("Bogotá", "São Tomé", case=True)
    text = "In Bogota and Sao Tomé; in Bogotá"
    assert [words for words, _ in _found(index, text)] == ["Bogota", "Sao Tomé", "Bogotá"]


def test_hyphens_dashes_and_hard_spaces_are_spaces() -> None:
    index = _index("high-level dialogue")
    for written in ("high level dialogue", "high\u2011level\u00a0dialogue", "High\u2013Level Dialogue"):
        assert [words for words, _ in _found(index, f"a {written} began")] == [written]


def test_curly_and_straight_apostrophes_are_the_same() -> None:
    assert [words for words, _ in _found(_index("leaders' meeting"), "the leaders’ meeting")] == [
        "leaders’ meeting"
    ]


def test_capitals_count_only_where_asked_for() -> None:
    assert _found(_index("Turkey", case=True), "a turkey for dinner") == []
    assert [words for words, _ in _found(_index("Foreign Minister"), "FOREIGN minister")] == [
        "FOREIGN minister"
    ]


def test_a_leading_the_is_left_out_of_the_match() -> None:
    index = _index("The Hague", "the Kremlin", case=True)
    assert [words for words, _ in _found(index, "In The Hague, the Kremlin said")] == ["Hague", "Kremlin"]


def test_one_phrase_stands_for_all_entries_added_once_each() -> None:
    index: PhraseIndex[str] = PhraseIndex(case=True)
    for entry in ("river", "state", "river"):
        index.add("Congo", entry)
    (match,) = index.find(index.prepared("Congo"), 0, 5)
    assert match.entries == ("river", "state")


def test_a_search_stays_inside_its_bounds() -> None:
    index, text = _index("foreign minister"), "foreign minister"
    prepared = index.prepared(text)
    assert list(index.find(prepared, 0, len("foreign mini"))) == []
    assert list(index.find(prepared, 1, len(text))) == []


def test_an_extended_index_adds_phrases_and_leaves_the_first_as_it_was() -> None:
    known = _index("harbour")
    wider = known.extended()
    wider.add("harbour council", "new")
    assert _found(wider, "harbour council, harbour") == [
        ("harbour council", ("new",)),
        ("harbour", ("harbour",)),
    ]
    assert [words for words, _ in _found(known, "harbour council")] == ["harbour"]


def test_folding_keeps_one_code_point_for_each() -> None:
    for text in ("Ąłİß ﬁ é\u0301", "ΐ — “’”", "Đặng Thị Ngọc"):
        assert len(fold(text)) == len(text)
    assert _index("Ankara").prepared("İstanbul İ")[-1] == "i"
    assert len(_index("Ankara").prepared("İstanbul")) == len("İstanbul")
