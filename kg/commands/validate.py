"""``kg validate``: graphs in, reports out. Article graphs of the store one by one, or RDF files."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from kg.config import Settings
from kg.gate.gate import Gate
from kg.gate.report import Report
from kg.iri import Minter
from kg.model import ArticleGraph
from kg.store.embedded import EmbeddedStore
from kg.store.rdf_files import read_graphs


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    graphs = _file_graphs(arguments.files) if arguments.files else _stored_graphs(settings)
    gate = Gate()
    reports = [(graph.graph_name, gate.check(graph)) for graph in graphs]
    _print_json(reports) if arguments.json else _print_text(reports)
    return 0 if all(report.conforms for _, report in reports) else 1


def _stored_graphs(settings: Settings) -> Iterator[ArticleGraph]:
    reader = EmbeddedStore.open_reader(settings.store)
    articles = Minter(settings.base_iri).graph("article/")
    for name in reader.graph_names():
        if name.startswith(articles):
            yield ArticleGraph(name, name, tuple(reader.triples(name)))


def _file_graphs(files: list[Path]) -> Iterator[ArticleGraph]:
    for file in files:
        for name, triples in read_graphs(file).items():
            yield ArticleGraph(name, name, triples)


def _print_json(reports: list[tuple[str, Report]]) -> None:
    content = [{"graph": name, **asdict(report)} for name, report in reports]
    print(json.dumps(content, indent=2, ensure_ascii=False))


def _print_text(reports: list[tuple[str, Report]]) -> None:
    for name, report in reports:
        if report.results:
            print(f"{name}\n{report.text}\n")
    failed = sum(not report.conforms for _, report in reports)
    print(f"{len(reports)} graphs, {len(reports) - failed} conform, {failed} do not")
