"""What README.md shows is what the examples give; `make readme` brings it up to date."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from rdflib.plugins.sparql.parser import parseQuery
from walkthrough import (  # type: ignore[import-not-found]
    README,
    answer,
    answered_queries,
    fences,
    run,
    sessions,
)

TEXT = README.read_text(encoding="utf-8")
QUERIES = [fence.content for fence in fences(TEXT, "sparql")]
ANSWERED = [(query.content, shown.content) for query, shown in answered_queries(TEXT)]
SESSIONS = [(command, fence.content) for fence, command in sessions(TEXT)]


def test_three_queries_are_answered() -> None:
    assert len(ANSWERED) >= 3


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_queries_are_standard_sparql(query: str) -> None:
    parseQuery(query)


@pytest.mark.parametrize(("query", "shown"), ANSWERED, ids=range(len(ANSWERED)))
def test_answers_are_real(query: str, shown: str, example_store: Path) -> None:
    assert answer(query, example_store) == shown, "run: make readme"


@pytest.mark.parametrize(("query", "shown"), ANSWERED, ids=range(len(ANSWERED)))
def test_answers_show_something(query: str, shown: str) -> None:
    assert len(shown.splitlines()) > 4, "a walk-through that shows nothing teaches nothing"


def test_the_examples_are_ingested_whole() -> None:
    shown = SESSIONS[0][1]
    assert " 0 quarantined, 0 rejected, " in shown


def test_the_first_command_says_what_is_shown(example_store: Path) -> None:
    counts = run("kg stats --json", example_store)
    stored = int(SESSIONS[0][1].split("\n")[1].split(" stored")[0])
    assert f'"articles": {stored},' in counts


@pytest.mark.parametrize(("command", "shown"), SESSIONS[1:], ids=range(1, len(SESSIONS)))
def test_commands_print_what_is_shown(command: str, shown: str, example_store: Path) -> None:
    assert f"$ {command}\n{run(command, example_store)}" == shown, "run: make readme"


def test_python_is_python() -> None:
    for fence in fences(TEXT, "python"):
        ast.parse(fence.content)
