"""``kg ingest``: articles in, a new version of the knowledge graph out."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from kg.commands.progress import expected_articles, progress_bar
from kg.config import Settings
from kg.ingest import Summary, ingest

INTERRUPTED = 130


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    with progress_bar(expected_articles(arguments.paths)) as progress:
        summary = ingest(arguments.paths, settings, progress)
    return tell(summary, as_json=arguments.json)


def tell(summary: Summary, *, as_json: bool) -> int:
    """Print what a run did and return the exit code it deserves."""
    if as_json:
        print(json.dumps(asdict(summary), indent=2, ensure_ascii=False))
    else:
        print(sentence(summary))
    for line in summary.undone:
        print(f"kg: not merged, because it would not conform: {line}", file=sys.stderr)
    if summary.interrupted:
        print("interrupted; finished articles are kept, run again for the others", file=sys.stderr)
        return INTERRUPTED
    return 0 if summary.clean else 1


def sentence(summary: Summary) -> str:
    counts = [
        f"{summary.stored} stored",
        f"{summary.replaced} replaced",
        f"{summary.unchanged} unchanged",
        f"{len(summary.quarantined)} quarantined",
        f"{len(summary.rejected)} rejected",
    ]
    if summary.merged:
        counts.append(f"{summary.merged} merged")
    return f"{', '.join(counts)}; version {summary.version}; {summary.seconds:.1f} s"
