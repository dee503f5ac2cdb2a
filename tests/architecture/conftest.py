"""The modules of this project as their syntax trees tell them: names, imports, functions."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("kg", "server")


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file. ``imports`` are absolute module names, with the line; ``eager`` only those
    that run when the module is imported."""

    name: str
    file: Path
    source: str
    tree: ast.Module
    imports: tuple[tuple[str, int], ...]
    eager: tuple[tuple[str, int], ...]

    @property
    def area(self) -> str:
        """The folder or file directly below its package: ``kg.event.dating`` is in ``event``."""
        return area(self.name)

    def place(self, line: int) -> str:
        return f"{self.file.relative_to(ROOT)}:{line}"


def area(name: str) -> str:
    """Return the second part of a dotted name, or the first where there is but one."""
    return name.split(".")[1] if "." in name else name


def _module(file: Path, names: frozenset[str]) -> Module:
    source = file.read_text(encoding="utf-8")
    tree = ast.parse(source)
    parts = file.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    found = tuple(_imports(tree.body, names, lazy=True))
    return Module(name, file, source, tree, found, tuple(_imports(tree.body, names, lazy=False)))


def _imports(body: list[ast.stmt], names: frozenset[str], lazy: bool) -> Iterator[tuple[str, int]]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, f"line {node.lineno}: imports are absolute here"
            yield from ((name, node.lineno) for name in _imported(node, names))
        elif _runs_on_import(node) or lazy:
            yield from _imports(list(_statements(node)), names, lazy)


def _imported(node: ast.ImportFrom, names: frozenset[str]) -> set[str]:
    """Return the modules that ``from X import a, b`` loads: X.a where that is a module, else X."""
    assert node.module
    inner = {f"{node.module}.{alias.name}" for alias in node.names}
    modules = inner & names
    return modules if modules == inner else modules | {node.module}


def _runs_on_import(node: ast.stmt) -> bool:
    guarded = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    return not guarded and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        elif not isinstance(child, ast.expr):
            yield from _statements(child)  # exception handlers, match cases


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    """All modules of the packages, by name."""
    files = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
    files = [file for file in files if "data" not in file.relative_to(ROOT).parts]
    names = frozenset(
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files
    )
    assert len(files) > 100, "the packages were not found"
    return [_module(file, names) for file in files]


def third_party(name: str) -> str | None:
    """Return the top-level name of a library that is neither ours nor Python's own."""
    top = name.split(".")[0]
    return None if top in (*PACKAGES, "__future__") or top in sys.stdlib_module_names else top
