"""``kg import``: official records in, their named graph and a new version of the knowledge graph out."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from kg.config import Settings

USAGE = 2
_MOST_REASONS = 5  # shown; --json has all


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.kind == "list":
        return _list(arguments, settings)
    if arguments.kind == "remove":
        return _remove(arguments, settings)
    if not arguments.paths or (arguments.kind == "politicians") != bool(arguments.state):
        example = {"politicians": "politicians --state USA"}.get(arguments.kind, arguments.kind)
        print(f"kg import: usage: kg import {example} PATH...", file=sys.stderr)
        return USAGE
    return _import(arguments, settings)


def _import(arguments: argparse.Namespace, settings: Settings) -> int:
    from kg.importing import import_records

    summary = import_records(arguments.kind, arguments.paths, settings, arguments.state or "")
    if arguments.json:
        print(json.dumps(asdict(summary), indent=2, ensure_ascii=False))
        return 0 if summary.clean else 1
    for line in summary.rejected:
        print(f"rejected: {line}", file=sys.stderr)
    counts = ", ".join(f"{count} {name}" for name, count in summary.counts.items())
    state = "" if summary.changed else "unchanged; "
    print(
        f"{counts}; {len(summary.rejected)} rejected; {state}version {summary.version}; {summary.seconds:.1f} s"
    )
    for reason, count in list(summary.open.items())[:_MOST_REASONS]:
        print(f"{count:>8,}  left open: {reason}")
    return 0 if summary.clean else 1


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    from kg.importing import list_imports

    found = list_imports(settings)
    if arguments.json:
        print(json.dumps(found, indent=2))
        return 0
    for about in found:
        counts = ", ".join(f"{count} {name}" for name, count in about["counts"].items())
        print(f"{about['name']}  <{about['graph']}>  {counts}")
    return 0


def _remove(arguments: argparse.Namespace, settings: Settings) -> int:
    from kg.importing import forget_import

    if not arguments.paths:
        print("kg import: usage: kg import remove NAME...", file=sys.stderr)
        return USAGE
    for name in arguments.paths:
        print(f"{name} removed; version {forget_import(name, settings)}")
    return 0
