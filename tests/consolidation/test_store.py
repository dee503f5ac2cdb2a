"""Consolidation in a store: a version with each batch, the same bytes in any order, pages, explanations."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import cli
from kg.config import Settings
from kg.consolidating import consolidate_store
from kg.evaluation.gold import read_gold
from kg.evaluation.same_event import article_of
from kg.gate import gate
from kg.gate.report import VIOLATION, Result, make_report
from kg.ingest import Summary, ingest_articles
from kg.model import ArticleGraph
from kg.store.embedded import EmbeddedStore
from kg.vocab import DCTERMS, SHAPE
from server.app import create_app
from tests.once import copied

BASE = "https://w3id.org/dipl/id/"
GRAPH = f"{BASE}graph/consolidated"
ROWS = next(read_gold(Path(__file__).with_name("own-wording.jsonl")))["articles"]
ARTICLES = [article_of(row, Path()) for row in ROWS if row["id"] in ("plan", "held", "month")]


def ingested(store: Path, *order: int) -> Summary:
    return ingest_articles([ARTICLES[i] for i in order], Settings(store=store))


@pytest.fixture(scope="module")
def store(reference_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = copied(reference_store, tmp_path_factory.mktemp("merged"))
    summary = ingested(store, 0, 1, 2)
    assert (summary.version, summary.merged, summary.undone) == (2, 1, ())
    return store


def redirect(store: Path) -> tuple[str, str]:
    triples = EmbeddedStore.open_reader(store).triples(GRAPH)
    ((merged, _, stays),) = [triple for triple in triples if triple[1] == DCTERMS["isReplacedBy"]]
    return merged, str(stays)


@pytest.mark.long
def test_the_graph_is_the_same_when_articles_arrive_one_by_one_in_another_order(
    store: Path, reference_store: Path, tmp_path: Path
) -> None:
    copied(reference_store, tmp_path)
    for position in (2, 1, 0):
        ingested(tmp_path, position)
    one, other = (EmbeddedStore.open_reader(folder) for folder in (store, tmp_path))
    assert other.graph(GRAPH) == one.graph(GRAPH)
    assert other.manifest.digest == one.manifest.digest


def test_nothing_is_derived_again_where_nothing_changed(store: Path) -> None:
    assert ingested(store, 0, 1, 2).version == 2


def test_a_merged_event_is_found_at_the_one_that_stays(store: Path) -> None:
    merged, stays = redirect(store)
    client = create_app(store, Settings(store=store)).test_client()
    answer = client.get(f"/id/{merged.removeprefix(BASE)}")
    assert (answer.status_code, answer.location) == (301, f"/id/{stays.removeprefix(BASE)}")
    page = client.get(answer.location, headers={"Accept": "text/html"}).text
    assert "Reported by 2 articles" in page
    assert "Why these are one" in page


def test_explain_tells_why(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    merged, stays = redirect(store)
    assert cli.main(["explain", "--store", str(store), merged]) == 0
    page = capsys.readouterr().out
    assert f"<{stays}>" in page
    assert "plan: " in page
    assert "held: " in page
    assert "same days" in page


def test_what_does_not_conform_is_not_merged(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_merges(self: object, graph: ArticleGraph) -> object:
        merges = [s for s, p, _ in graph.triples if p == DCTERMS["isReplacedBy"]]
        shape = SHAPE["consolidated-redirect"]
        return make_report(
            Result(merge, None, None, shape, VIOLATION, shape, "No merge today.") for merge in merges
        )

    monkeypatch.setattr(gate.Gate, "check", refuse_merges)
    with EmbeddedStore.open_writer(store) as writer:
        writer.remove_graph(GRAPH)
        done = consolidate_store(writer, BASE, "")
        assert done.merged == 0
        assert [line.rpartition(": ")[2] for line in done.undone] == ["No merge today."]
        assert not [t for t in writer.triples(GRAPH) if t[1] == DCTERMS["isReplacedBy"]]
