"""``kg import``: official records in, their named graph and a new version of the knowledge graph out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict

from kg.config import Settings
from kg.importing import ImportSummary, forget_import, import_records, list_imports

_MOST_REASONS = 5  # shown; --json has all


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.kind == "list":
        return _list(settings, as_json=arguments.json)
    if arguments.kind == "remove":
        return _remove(arguments.names, settings, as_json=arguments.json)
    state = getattr(arguments, "state", "")
    return tell(import_records(arguments.kind, arguments.paths, settings, state), as_json=arguments.json)


def tell(summary: ImportSummary, *, as_json: bool) -> int:
    """Print what an import did and return the exit code it deserves."""
    for line in summary.rejected:
        print(f"rejected: {line}", file=sys.stderr)
    if as_json:
        print(json.dumps(asdict(summary), indent=2, ensure_ascii=False))
        return 0 if summary.clean else 1
    outcome = f"{len(summary.rejected)} rejected{'' if summary.changed else '; unchanged'}"
    print(f"{_counted(summary.counts)}; {outcome}; version {summary.version}; {summary.seconds:.1f} s")
    for reason, count in list(summary.open.items())[:_MOST_REASONS]:
        print(f"{count:>8,}  left open: {reason}")
    return 0 if summary.clean else 1


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _list(settings: Settings, *, as_json: bool) -> int:
    found = list_imports(settings)
    if as_json:
        print(json.dumps(found, indent=2))
    for about in () if as_json else found:
        print(f"{about['name']}  <{about['graph']}>  {_counted(about['counts'])}")
    return 0


def _remove(names: list[str], settings: Settings, *, as_json: bool) -> int:
    versions = {name: forget_import(name, settings) for name in names}
    if as_json:
        print(json.dumps(versions, indent=2))
    for name, version in () if as_json else versions.items():
        print(f"{name} removed; version {version}")
    return 0
