"""Every example article conforms to the shapes, and every process makes the same bytes of it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_article import quads  # type: ignore[import-not-found]

from kg.article import read_articles
from kg.gate.gate import Gate
from kg.knowledge.facts import Facts
from kg.model import Article, ArticleGraph
from kg.pipeline import Mapper
from kg.vocab import DIPL, OA, RDF

_ROOT = Path(__file__).resolve().parents[2]
_EXAMPLES = _ROOT / "examples" / "articles"
_ARTICLES = [a for a in read_articles([str(_EXAMPLES)], 1_000_000) if isinstance(a, Article)]

_PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from small_article import quads
from kg.article import read_articles
from kg.config import Settings
from kg.pipeline import Mapper
mapper = Mapper.load(Settings())
for article in read_articles([sys.argv[2]], 1_000_000):
    print(article.identifier, hashlib.sha256(quads(mapper, article).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate()


@pytest.fixture(scope="module")
def graphs(mapper: Mapper) -> dict[str, ArticleGraph]:
    return {article.identifier: mapper.map(article) for article in _ARTICLES}


def _name(article: Article) -> str:
    return article.identifier


@pytest.mark.parametrize("article", _ARTICLES, ids=_name)
def test_an_example_conforms_to_the_shapes(
    article: Article, gate: Gate, graphs: dict[str, ArticleGraph]
) -> None:
    report = gate.check(graphs[article.identifier])
    assert report.conforms, [(r.focus_node, r.message) for r in report.results]


@pytest.mark.parametrize("article", _ARTICLES, ids=_name)
def test_an_example_yields_facts_and_quotes_itself(article: Article, graphs: dict[str, ArticleGraph]) -> None:
    graph = graphs[article.identifier]
    facts = Facts(graph.triples)
    assert facts.subjects(RDF["type"], DIPL["DiplomaticEvent"])
    for position in facts.subjects(RDF["type"], OA["TextPositionSelector"]):
        target = position.removesuffix("/position")
        exact = facts.text(f"{target}/quote", OA["exact"])
        start, end = int(facts.text(position, OA["start"]) or -1), int(facts.text(position, OA["end"]) or -1)
        assert 0 <= start < end <= len(article.text)
        assert exact is None or exact == article.text[start:end]
    assert not any(isinstance(v, str) and v.startswith("_:") for triple in graph.triples for v in triple)


def test_two_processes_with_different_hash_seeds_make_the_same_bytes(mapper: Mapper) -> None:
    here = "".join(
        f"{a.identifier} {hashlib.sha256(quads(mapper, a).encode()).hexdigest()}\n" for a in _ARTICLES
    )
    for seed in ("0", "4242"):
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, str(Path(__file__).parent), str(_EXAMPLES)],
            cwd=_ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout == here


def test_an_article_of_nothing_becomes_a_graph_without_facts(mapper: Mapper) -> None:
    for text in ("", "\n\n", "…", "12345", "“", "((((", "Ω" * 50):
        graph = mapper.map(Article("empty.txt", text))
        facts = Facts(graph.triples)
        assert facts.subjects(RDF["type"], DIPL["DiplomaticEvent"]) == []
        assert facts.subjects(RDF["type"], DIPL["PublicStatement"]) == []
