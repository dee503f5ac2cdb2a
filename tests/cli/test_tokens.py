"""Tokens: shown once, kept as digests, told apart in constant time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import cli
from kg.config import load_settings
from kg.errors import ConfigurationError, NotFoundError
from kg.tokens import Scope, Tokens

Captured = pytest.CaptureFixture[str]


def test_a_token_is_shown_once_and_kept_as_a_digest(tmp_path: Path, capsys: Captured) -> None:
    assert cli.main(["token", "add", "--store", str(tmp_path), "--scope", "admin", "ada"]) == 0
    secret = capsys.readouterr().out.strip()
    file = tmp_path / "tokens.json"
    assert secret not in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0
    found = Tokens(file).holder(secret)
    assert found is not None and (found.name, found.scope) == ("ada", Scope.ADMIN)
    for wrong in ("", "kg_", secret[:-1], secret + "x", "\ud800"):
        assert Tokens(file).holder(wrong) is None
    assert cli.main(["token", "list", "--store", str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith("ada  admin  20")


def test_a_removed_token_is_worth_nothing_at_once(tmp_path: Path, capsys: Captured) -> None:
    tokens = Tokens(tmp_path / "tokens.json")
    secret = tokens.add("ada", Scope.WRITE)
    other = Tokens(tmp_path / "tokens.json")
    assert other.holder(secret)
    assert cli.main(["token", "remove", "--store", str(tmp_path), "ada"]) == 0
    assert other.holder(secret) is None
    with pytest.raises(NotFoundError, match="no token called 'ada'"):
        other.remove("ada")


def test_names_are_taken_once_and_a_broken_file_is_told(tmp_path: Path) -> None:
    tokens = Tokens(tmp_path / "tokens.json")
    tokens.add("ada", Scope.READ)
    with pytest.raises(ConfigurationError, match="already"):
        tokens.add("ada", Scope.READ)
    (tmp_path / "tokens.json").write_text(json.dumps([{"name": "x"}]), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="list of tokens"):
        Tokens(tmp_path / "tokens.json").all()


def test_a_scope_includes_the_lesser_ones() -> None:
    assert Scope.ADMIN.includes(Scope.WRITE) and Scope.WRITE.includes(Scope.READ)
    assert not Scope.WRITE.includes(Scope.ADMIN)


@pytest.mark.parametrize(
    ("word", "meant"), [("false", False), ("0", False), ("", False), ("True", True), ("1", True)]
)
def test_truth_from_the_environment(word: str, meant: bool) -> None:
    assert load_settings({"KG_PRIVATE": word}).private is meant


def test_a_word_that_is_no_truth_value() -> None:
    with pytest.raises(ConfigurationError, match="private='maybe' is not a valid bool"):
        load_settings({"KG_PRIVATE": "maybe"})
