"""Noisy pages of our own invention: which words of each are kept, to the letter.

In ``pages/*.page`` every line is marked ``+|`` (to be kept) or ``-|`` (to be dropped); a second
mark inside a line parts it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kg.model import Document

PAGES = sorted((Path(__file__).parent / "pages").glob("*.page"))
FLOOR = 0.99  # token F1 over all pages; lower it only with a reason


def read_page(file: Path) -> tuple[str, set[int]]:
    """Return the text of a page and the offsets that are to be kept."""
    text, kept = "", set()
    for line in file.read_text(encoding="utf-8").splitlines():
        for sign, piece in re.findall(r"([+-])\|(.*?)(?=[+-]\||$)", line):
            kept |= set(range(len(text), len(text) + len(piece))) if sign == "+" else set()
            text += piece
        text += "\n"
    return text, kept


def kept_offsets(document: Document) -> set[int]:
    return {i for block in document.blocks if block.kept for i in range(block.start, block.end)}


def words(text: str, offsets: Iterable[int]) -> Counter[tuple[int, str]]:
    wanted = set(offsets)
    return Counter((m.start(), m[0]) for m in re.finditer(r"\w+", text) if m.start() in wanted)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_keeps_and_drops_as_marked(file: Path, analysed: Callable[[str], Document]) -> None:
    text, expected = read_page(file)
    found = kept_offsets(analysed(text))
    lost = [word for (_, word) in words(text, expected - found)]
    passed = [word for (_, word) in words(text, found - expected)]
    assert (lost, passed) == ([], [])


def test_token_f1_over_all_pages(analysed: Callable[[str], Document]) -> None:
    right = kept = wanted = 0
    for file in PAGES:
        text, expected = read_page(file)
        found = words(text, kept_offsets(analysed(text)))
        gold = words(text, expected)
        right += (found & gold).total()
        kept, wanted = kept + found.total(), wanted + gold.total()
    assert len(PAGES) >= 15
    assert 2 * right / (kept + wanted) >= FLOOR


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_blocks_cover_all_text_once_and_in_order(file: Path, analysed: Callable[[str], Document]) -> None:
    text, _ = read_page(file)
    document = analysed(text)
    covered = "".join(text[b.start : b.end] for b in document.blocks)
    assert "".join(covered.split()) == "".join(text.split())
    ends = [0, *(b.end for b in document.blocks)]
    assert all(b.start >= end for b, end in zip(document.blocks, ends, strict=False))


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_sentences_lie_in_kept_blocks_and_hold_their_tokens(
    file: Path, analysed: Callable[[str], Document]
) -> None:
    text, _ = read_page(file)
    document = analysed(text)
    kept = [b for b in document.blocks if b.kept]
    for sentence in document.sentences:
        block = kept[sentence.paragraph]
        assert block.kind is sentence.kind and block.start <= sentence.start < sentence.end <= block.end
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
        assert "\n" not in document.text(sentence.start, sentence.end)
