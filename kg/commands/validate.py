"""``kg validate``: graphs in, reports out. Graphs of the store one by one, or RDF files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.commands.validation import Validated, print_reports
from kg.config import Settings
from kg.errors import StoreError
from kg.gate.dataset import Rule, read_rules
from kg.gate.faults import Finding
from kg.gate.gate import Gate
from kg.gate.place import Places
from kg.gate.report import Result, make_report
from kg.iri import Minter
from kg.knowledge.facts import Triple
from kg.model import ArticleGraph
from kg.resources import shapes_folder
from kg.store.embedded import EmbeddedStore
from kg.store.rdf_files import read_graphs
from kg.store.rdf_lines import subject_lines
from kg.store.reader import Reader

_FAILURE = 3  # a file that cannot be read


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    gate = Gate(profile=arguments.profile)
    unreadable: list[StoreError] = []
    if arguments.files:
        validated = _files(arguments.files, gate, unreadable)
    else:
        reader = EmbeddedStore.open_reader(settings.store)
        validated = _stored(reader, settings, gate, arguments.profile)
    conforms = print_reports(validated, "json" if arguments.json else arguments.format, arguments.all)
    for error in unreadable:
        print(f"kg: {error}", file=sys.stderr)
    return _FAILURE if unreadable else 0 if conforms else 1


def _stored(reader: Reader, settings: Settings, gate: Gate, profile: str | None) -> Iterator[Validated]:
    """Yield the graphs of the articles; for the profile of reference data, the graph of that."""
    minter = Minter(settings.base_iri)
    if profile == "reference":
        name = minter.graph("reference")
        yield _validated(name, tuple(reader.triples(name)), gate)
        return
    if profile is None and reader.has_graph(minter.graph("consolidated")):
        name = minter.graph("consolidated")
        yield _validated(name, tuple(reader.triples(name)), Gate(profile="consolidated"))
    rules = read_rules(shapes_folder())
    for name in reader.graph_names():
        if name.startswith(minter.graph("article/")):
            across = _across(rules, reader, name)
            yield _validated(name, tuple(reader.triples(name)), gate, across)


def _across(rules: Sequence[Rule], reader: Reader, graph_name: str) -> list[Result]:
    return [result for rule in rules for result in rule.results(reader, graph_name)]


def _files(files: Sequence[Path], gate: Gate, unreadable: list[StoreError]) -> Iterator[Validated]:
    """Yield the graphs of the files; what cannot be read is added to ``unreadable``."""
    for file in files:
        try:
            graphs = read_graphs(file)
        except StoreError as error:
            unreadable.append(error)
            continue
        for name, triples in graphs.items():
            yield _validated(name, triples, gate, file=file)


def _validated(
    name: str,
    triples: tuple[Triple, ...],
    gate: Gate,
    across: Sequence[Result] = (),
    file: Path | None = None,
) -> Validated:
    report = gate.check(ArticleGraph(name, name, triples))
    if across:
        report = make_report([*report.results, *across])
    if not report.results:
        return Validated(name, file, report, ())
    places = Places(triples)
    foci = {str(result.focus_node) for result in report.results}
    lines = subject_lines(file, foci) if file else {}
    findings = (
        Finding(result, name, places.of(result), lines.get(str(result.focus_node)))
        for result in report.results
    )
    return Validated(name, file, report, tuple(findings))
