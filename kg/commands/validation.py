"""What ``kg validate`` found, written for people, as JSON, or as ``sh:ValidationReport`` in Turtle."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.gate.faults import Fault, Finding, faults_of
from kg.gate.report import Report, short, shown
from kg.vocab import SH

_SHOWN = 3  # findings of one kind of fault, without --all
_WIDTH = 100
_VALUE = 160  # characters of a value or sentence
_SEVERITIES = (("Violation", "violations"), ("Warning", "warnings"), ("Info", "infos"))


@dataclass(frozen=True, slots=True)
class Validated:
    """One graph with its report, and each result of it with its place."""

    graph_name: str
    file: Path | None
    report: Report
    findings: tuple[Finding, ...]


def print_reports(validated: Iterable[Validated], format_name: str, every: bool) -> bool:
    """Print the reports to standard output; return whether all graphs conform."""
    graphs = list(validated)
    if format_name == "json":
        print(json.dumps([_members(graph) for graph in graphs], indent=2, ensure_ascii=False))
    elif format_name == "turtle":
        from kg.gate.report_graph import reports_turtle

        print(reports_turtle((_source(graph), graph.report) for graph in graphs), end="")
    else:
        _print_text(graphs, every)
    return all(graph.report.conforms for graph in graphs)


def _source(graph: Validated) -> str:
    is_file = graph.file is not None and graph.graph_name == str(graph.file)
    return graph.file.resolve().as_uri() if graph.file and is_file else graph.graph_name


def _members(graph: Validated) -> dict[str, object]:
    results = [
        {
            **asdict(finding.result),
            "place": asdict(finding.place) if finding.place else None,
            "file_line": finding.file_line,
        }
        for finding in graph.findings
    ]
    file = str(graph.file) if graph.file else None
    return {"graph": graph.graph_name, "file": file, "conforms": graph.report.conforms, "results": results}


# ---------------------------------------------------------------------------- text


def _print_text(graphs: list[Validated], every: bool) -> None:
    findings = [finding for graph in graphs for finding in graph.findings]
    files = {graph.graph_name: str(graph.file) for graph in graphs if graph.file}
    for fault in faults_of(findings):
        print("\n".join(_fault(fault, files, len(fault.findings) if every else _SHOWN)), end="\n\n")
    failed = sum(not graph.report.conforms for graph in graphs)
    counts = Counter(finding.result.severity for finding in findings)
    told = ", ".join(f"{counts[SH[name]]} {names}" for name, names in _SEVERITIES)
    print(f"{len(graphs)} graphs, {len(graphs) - failed} conform, {failed} do not; {told}")


def _fault(fault: Fault, files: dict[str, str], count: int) -> Iterator[str]:
    first = fault.first
    found = len(fault.findings)
    if first.source_constraint and found > 1:
        yield f"{short(first.severity).removeprefix('sh:')}, for example:"
        yield from _wrapped(first.message, "  ")
    else:
        yield from _wrapped(f"{short(first.severity).removeprefix('sh:')}: {first.message}", "")
    times = f"{found} times in {_counted(fault.graphs)}" if found > 1 else "once"
    component = first.component.rpartition("#")[2].removesuffix("ConstraintComponent")
    path = f", path {_path(first.path)}" if first.path else ""
    yield f"  {times}; {short(first.source_constraint or first.source_shape)}{path}, {component}"
    for finding in fault.findings[:count]:
        yield from _finding(finding, files)
    if found > count:
        yield f"  - and {found - count} more (--all shows every one)"


def _counted(graphs: int) -> str:
    return "1 graph" if graphs == 1 else f"{graphs} graphs"


def _path(path: str) -> str:
    return (
        " / ".join(step[:1].replace("<", "") + short(step.strip("^<>")) for step in path.split(" / "))
        if "<" in path
        else short(path)
    )


def _finding(finding: Finding, files: dict[str, str]) -> Iterator[str]:
    result, place = finding.result, finding.place
    yield f"  - {short(str(result.focus_node))}"
    if result.value is not None and result.value != result.focus_node:
        yield f"    value {_cut(shown(result.value))}"
    if file := files.get(finding.graph_name):
        yield f"    {file}:{finding.file_line}" if finding.file_line else f"    {file}"
    if place:
        line = f", line {place.line}" if place.line else ""
        headline = f" ({place.headline})" if place.headline else ""
        yield f"    {place.article}{line}{headline}"
        if place.sentence:
            yield from _wrapped(_cut(place.sentence), "      ")


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent or "  ")


def _cut(text: str) -> str:
    """Return the text on one line, shortened around what stands in brackets."""
    line = " ".join(text.split())
    if len(line) <= _VALUE:
        return line
    start = max(0, min(line.find("[") - _VALUE // 3, len(line) - _VALUE))
    end = start + _VALUE
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
