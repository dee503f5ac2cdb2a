"""Files and functions stay small, modules are named after what they are about and say so."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from conftest import ROOT, Module

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "services", "misc"}


def _functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_are_short(modules: list[Module]) -> None:
    lengths = {module.place(1): len(module.source.splitlines()) for module in modules}
    long = [f"{place}: {length} lines" for place, length in lengths.items() if length > LONGEST_FILE]
    assert not long, "split by concept:\n" + "\n".join(long)


def test_functions_are_short(modules: list[Module]) -> None:
    long = [
        f"{module.place(function.lineno)} {function.name}"
        for module in modules
        for function in _functions(module)
        if (function.end_lineno or function.lineno) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long, f"longer than {LONGEST_FUNCTION} lines:\n" + "\n".join(long)


def test_names_say_what_is_inside(modules: list[Module]) -> None:
    empty = [module.name for module in modules if EMPTY_NAMES & set(module.name.split("."))]
    assert not empty, empty


def test_every_module_says_what_goes_in_and_out(modules: list[Module]) -> None:
    silent = [module.name for module in modules if not ast.get_docstring(module.tree)]
    assert not silent, "no module docstring: " + ", ".join(silent)


def test_sparql_is_never_an_f_string(modules: list[Module]) -> None:
    built = [
        module.place(node.lineno)
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.JoinedStr) and _looks_like_a_query(node)
    ]
    assert not built, "bind variables instead:\n" + "\n".join(built)


def _looks_like_a_query(node: ast.JoinedStr) -> bool:
    words = " ".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return any(mark in words for mark in ("SELECT ?", "SELECT DISTINCT", "CONSTRUCT {", "ASK {"))


def test_test_files_have_names_of_their_own() -> None:
    files = Counter(file.name for file in (ROOT / "tests").rglob("test_*.py"))
    twice = [name for name, count in files.items() if count > 1]
    assert not twice, f"pytest cannot tell test files of the same name apart: {twice}"
