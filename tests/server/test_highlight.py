"""Cutting a text with nested and overlapping spans into marked pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.highlight import Dropped, Span, paragraphs


def span(start: int, end: int, kind: str = "person") -> Span:
    return Span(start, end, f"urn:mention:{start}-{end}", kind, "urn:fact")


def test_nested_spans_show_the_innermost() -> None:
    (paragraph,) = paragraphs(
        "foreign minister of Norlandia", [span(0, 29, "office"), span(20, 29, "state")], []
    )
    assert [(p.text, p.top.kind if p.top else None) for p in paragraph.pieces] == [
        ("foreign minister of ", "office"),
        ("Norlandia", "state"),
    ]
    assert paragraph.pieces[1].kinds == ("office", "state")


def test_overlapping_spans_are_cut_at_every_boundary() -> None:
    (paragraph,) = paragraphs("abcdef", [span(0, 4, "event"), span(2, 6, "statement")], [])
    assert [p.text for p in paragraph.pieces] == ["ab", "cd", "ef"]
    assert [p.kinds for p in paragraph.pieces] == [("event",), ("event", "statement"), ("statement",)]


def test_a_mention_is_anchored_once() -> None:
    twice = [span(1, 3, "person"), span(1, 3, "participation"), span(1, 5, "event")]
    (paragraph,) = paragraphs("abcdef", twice, [])
    anchors = [s.iri for piece in paragraph.pieces for s in piece.begins]
    assert sorted(anchors) == ["urn:mention:1-3", "urn:mention:1-5"]


def test_dropped_part_of_a_line_is_a_paragraph_of_its_own() -> None:
    found = paragraphs("Body text. Read also: x\n\nMore", [], [Dropped(11, 23, "urn:related")])
    assert [(p.start, p.reason) for p in found] == [(0, None), (11, "urn:related"), (25, None)]


def test_spans_outside_the_text_are_left_out() -> None:
    (paragraph,) = paragraphs("abc", [span(2, 9), span(3, 3)], [])
    assert [p.top for p in paragraph.pieces] == [None]


@given(
    st.text(alphabet="ab \n😀", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
)
def test_no_text_is_lost(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [span(min(pair), max(pair)) for pair in ends]
    shown = ["".join(piece.text for piece in p.pieces) for p in paragraphs(text, spans, [])]
    assert shown == [line for line in text.split("\n") if line.strip()]
