"""Which queries are too large to be planned, and that those people write are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryRefusedError
from kg.store.sparql.query import MAX_PROLOGUE_IRI, read_query
from kg.store.sparql.size import (
    MAX_ASSIGNMENTS,
    MAX_GROUPS,
    MAX_PATH_STEPS,
    MAX_PATTERNS,
    MAX_PREFIXES,
    MAX_TERMINALS,
)

ROOT = Path(__file__).resolve().parents[2]


def query(
    patterns: int = 0,
    steps: int = 0,
    assignments: int = 0,
    prefixes: int = 0,
    terms: int = 0,
    groups: int = 1,
) -> str:
    prologue = "".join(f"PREFIX p{i}: <urn:p{i}>\n" for i in range(prefixes))
    joined = " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(patterns))
    path = f"?a <urn:p>{'/<urn:p>' * steps} ?b ." if steps else ""
    bound = " ".join(f"BIND({i} AS ?v{i})" for i in range(assignments))
    values = f"VALUES ?x {{ {'1 ' * terms} }}" if terms else ""
    return f"{prologue}SELECT * {{ {joined} {path} {bound} {values} {'{} ' * (groups - 1)} }}"


@pytest.mark.parametrize(
    ("part", "most", "told"),
    [
        ("patterns", MAX_PATTERNS, "triple patterns"),
        ("steps", MAX_PATH_STEPS, "path steps"),
        ("assignments", MAX_ASSIGNMENTS, "assignments"),
        ("groups", MAX_GROUPS, "groups"),
        ("prefixes", MAX_PREFIXES, "prefixes"),
        ("terms", MAX_TERMINALS, "words, names and signs"),
    ],
)
def test_each_part_has_a_bound(part: str, most: int, told: str) -> None:
    read_query(query(**{part: most if part != "terms" else most - 100}))
    with pytest.raises(QueryRefusedError, match=f"more than {most:,} {told}"):
        read_query(query(**{part: most + 1}))


@pytest.mark.parametrize("declared", ["BASE", "PREFIX p:"])
def test_what_other_iris_begin_with_is_short(declared: str) -> None:
    """A long one would be copied, or cut and joined, for each of thousands of names."""
    start = "http://example.org/"
    longest = start + "b" * (MAX_PROLOGUE_IRI - len(start))
    read_query(f"{declared} <{longest}> ASK {{}}")
    with pytest.raises(QueryRefusedError, match="after BASE or PREFIX"):
        read_query(f"{declared} <{longest}b> ASK {{}}")
    with pytest.raises(QueryRefusedError, match="after BASE or PREFIX"):
        read_query(f"BASE <{start}> {'BASE <deeper/> ' * 900} ASK {{}}")


def test_prefixes_are_counted_before_they_are_read() -> None:
    with pytest.raises(QueryRefusedError, match="prefixes"):
        read_query("BASE <http://example.org/> " * (MAX_PREFIXES + 1) + "this is no query")


@pytest.mark.parametrize(
    "group",
    [
        "?s ?p " + ", ".join("?o" for _ in range(MAX_PATTERNS + 1)),
        "?s " + "; ".join("?p ?o" for _ in range(MAX_PATTERNS + 1)),
        "?s ?p " + ", ".join("[ ?q ?o ]" for _ in range(MAX_PATTERNS // 2 + 1)),
        " UNION ".join("{ ?s ?p ?o }" for _ in range(MAX_PATTERNS + 1)),
        " ".join("OPTIONAL { ?s ?p ?o }" for _ in range(MAX_PATTERNS + 1)),
        " ".join("FILTER EXISTS { ?s ?p ?o }" for _ in range(MAX_PATTERNS + 1)),
    ],
    ids=["objects", "predicates", "blank nodes", "unions", "optionals", "exists"],
)
def test_patterns_are_counted_however_they_are_written(group: str) -> None:
    with pytest.raises(QueryRefusedError, match="triple patterns"):
        read_query(f"SELECT * {{ {group} }}")


def test_what_is_in_parentheses_strings_and_comments_is_no_pattern() -> None:
    values = " ".join("(1 2)" for _ in range(1000))
    choices = " || ".join("?x = 'a . b / c | d'^^<urn:t>" for _ in range(1000))
    listed = ", ".join("'x'" for _ in range(1000))
    read_query(f"SELECT * {{ VALUES (?x ?y) {{ {values} }} FILTER({choices}) FILTER(?y IN ({listed})) }}")
    read_query(f"ASK {{ }} # {' . / AS ' * 1000}")


def test_the_competency_questions_are_far_below_the_bounds() -> None:
    questions = sorted((ROOT / "ontology" / "questions").rglob("*.rq"))
    assert len(questions) > 40
    for question in questions:
        read_query(question.read_text(encoding="utf-8"))
