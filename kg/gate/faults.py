"""Many results in, each kind of fault once out, with every place where it was found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.gate.place import Place
from kg.gate.report import Result
from kg.vocab import SH

_GRAVITY = {SH["Violation"]: 0, SH["Warning"]: 1, SH["Info"]: 2}
_PARTICULARS = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|<[^>]*>|https?://\S+|\d+""")


@dataclass(frozen=True, slots=True)
class Finding:
    """One result with where it is: in which graph, at which place of the article or line of the file."""

    result: Result
    graph_name: str
    place: Place | None
    file_line: int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Findings of one kind: same shape, path, component, severity and, but for names, message."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Result:
        return self.findings[0].result

    @property
    def graphs(self) -> int:
        return len({finding.graph_name for finding in self.findings})


def faults_of(findings: Iterable[Finding]) -> list[Fault]:
    """Return the kinds of faults, the gravest and most frequent first."""
    kinds: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[_kind(finding.result)].append(finding)
    ordered = sorted(kinds, key=lambda kind: (kind[0], -len(kinds[kind]), str(kind)))
    return [Fault(tuple(kinds[kind])) for kind in ordered]


def _kind(result: Result) -> tuple[object, ...]:
    gravity = _GRAVITY.get(result.severity, 0)
    if result.source_constraint:  # its message is full of names
        return gravity, result.source_constraint
    pattern = _PARTICULARS.sub("…", result.message)
    return gravity, result.source_shape, result.path or "", result.component, pattern
