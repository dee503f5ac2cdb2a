"""A small article becomes exactly the N-Quads kept beside this file (see small_article.py)."""

from __future__ import annotations

import re

from small_article import ARTICLE, EXPECTED, quads, without_version  # type: ignore[import-not-found]

from kg.pipeline import Mapper


def test_the_graph_of_the_small_article_is_the_expected_one(mapper: Mapper) -> None:
    expected = EXPECTED.read_text(encoding="utf-8").splitlines()
    assert without_version(quads(mapper, ARTICLE)).splitlines() == expected


def test_the_expected_lines_are_sorted_distinct_and_in_one_graph() -> None:
    lines = EXPECTED.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert len({re.search(r"<[^>]*> \.$", line)[0] for line in lines}) == 1  # type: ignore[index]
    assert not any(line.startswith("_:") or " _:" in line for line in lines)
