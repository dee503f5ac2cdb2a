"""How fast articles become stored graphs, and where the time goes: ``python benchmarks/ingest.py``.

Paths of articles in, a table (or ``--json``) out. The machine decides the absolute figures; the
shares are comparable from run to run. One process does everything, as ``kg ingest --jobs 1`` does.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the code of this checkout, whatever is installed

from kg.article import read_articles  # noqa: E402
from kg.config import Settings  # noqa: E402
from kg.errors import ArticleError  # noqa: E402
from kg.gate.gate import Gate  # noqa: E402
from kg.graph import article_graph  # noqa: E402
from kg.model import Article  # noqa: E402
from kg.pipeline import Mapper, reference_triples  # noqa: E402
from kg.store.embedded import EmbeddedStore  # noqa: E402
from kg.store.writer import Writer  # noqa: E402

ONCE = ("load ontology", "load shapes", "store reference data", "publish")
EACH = ("extract", "graph", "gate", "store")


@dataclass(slots=True)
class Measured:
    """CPU seconds of this process by step; ``triples`` holds the size of each article's graph."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys((*ONCE, *EACH), 0.0))
    triples: list[int] = field(default_factory=list)
    refused: int = 0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.process_time()
        yield
        self.seconds[name] += time.process_time() - began


def measure(articles: Iterable[Article], settings: Settings) -> Measured:
    """Ingest the articles into a new store and return what each step took."""
    measured = Measured()
    with measured.step("load ontology"):
        mapper = Mapper.load(settings)
    with measured.step("load shapes"):
        gate = Gate()
    with EmbeddedStore.open_writer(settings.store) as writer:
        with measured.step("store reference data"):
            for graph_name, triples in reference_triples(settings).items():
                writer.replace_graph(graph_name, triples)
        for article in articles:
            _measure_article(article, mapper, gate, writer, measured)
        with measured.step("publish"):
            writer.publish()
    return measured


def _measure_article(
    article: Article, mapper: Mapper, gate: Gate, writer: Writer, measured: Measured
) -> None:
    with measured.step("extract"):
        extraction = mapper.extract(article)
    with measured.step("graph"):
        graph = article_graph(extraction, mapper.knowledge)
    with measured.step("gate"):
        report = gate.check(graph)
    measured.triples.append(len(graph.triples))
    if not report.conforms:
        measured.refused += 1
        return
    with measured.step("store"):
        writer.replace_graph(graph.graph_name, graph.triples)


def figures(measured: Measured) -> dict[str, object]:
    """Return the figures to report; shares are of the time that grows with the articles."""
    growing = sum(measured.seconds[step] for step in EACH)
    count = len(measured.triples)
    return {
        "articles": count,
        "refused": measured.refused,
        "articles_per_second": round(count / growing, 1),
        "quads_per_article": round(sum(measured.triples) / count, 1),
        "start_and_end_seconds": {step: round(measured.seconds[step], 3) for step in ONCE},
        "share": {step: round(measured.seconds[step] / growing, 3) for step in EACH},
        "milliseconds_per_article": {step: round(1000 * measured.seconds[step] / count, 2) for step in EACH},
    }


def _articles(paths: list[str], repeat: int) -> list[Article]:
    """Return the articles ``repeat`` times over, each time under other identifiers."""
    inputs = list(read_articles(paths, Settings().max_article_bytes))
    for error in (item for item in inputs if isinstance(item, ArticleError)):
        print(f"left out: {error}", file=sys.stderr)
    found = [item for item in inputs if isinstance(item, Article)]
    return [
        replace(article, identifier=f"{article.identifier}#{number}")
        for number in range(repeat)
        for article in found
    ]


def _print_table(result: dict[str, object]) -> None:
    for name, value in result.items():
        label = name.replace("_", " ")
        if isinstance(value, dict):
            print(label)
            for step, figure in value.items():
                print(f"    {step:<24}{figure:>10}" if name != "share" else f"    {step:<24}{figure:>10.1%}")
        else:
            print(f"{label:<28}{value:>10}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Time the ingestion of articles, step by step.")
    parser.add_argument("paths", nargs="*", default=[str(ROOT / "examples" / "articles")])
    parser.add_argument("--repeat", type=int, default=5, help="times to ingest each article (default: 5)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    arguments = parser.parse_args()
    articles = _articles(arguments.paths, arguments.repeat)
    if not articles:
        parser.error("no article was found")
    with tempfile.TemporaryDirectory() as folder:
        result = figures(measure(articles, Settings(store=Path(folder) / "store")))
    print(json.dumps(result, indent=2)) if arguments.json else _print_table(result)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
