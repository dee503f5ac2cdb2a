"""The run: what is stored, skipped, replaced, set aside and refused; and what a stop leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, time
from functools import partial
from pathlib import Path

import pytest

from kg.config import Settings
from kg.errors import ArticleError, NotFoundError, StoreError
from kg.ingest import Summary, ingest_articles
from kg.iri import Minter, key
from kg.knowledge.facts import Text, Triple
from kg.model import Article, ArticleGraph, DateInterval, Precision, PublicationDate, Stated
from kg.store.embedded import EmbeddedStore
from kg.store.quarantine import Quarantine
from kg.store.writer import Writer
from kg.vocab import PROV, RDF, SCHEMA
from tests.ingest import standin
from tests.ingest.standin import BASE, STAGES, references

KEPT = {"article.json", "graph.nq", "report.json", "report.txt"}
Run = Callable[..., Summary]


def article(name: str, text: str) -> Article:
    return Article(identifier=name, text=text)


def words(store: Path, name: str) -> set[str]:
    triples = EmbeddedStore.open_reader(store).triples(Minter(BASE).article_graph(name))
    return {value.value for _, predicate, value in triples if isinstance(value, Text)}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def run(store: Path) -> Run:
    def run(*inputs: Article | ArticleError, jobs: int = 1) -> Summary:
        return ingest_articles(inputs, Settings(store=store, jobs=jobs), None, STAGES, references)

    return run


def counts(summary: Summary) -> tuple[int, ...]:
    rest = (len(summary.quarantined), len(summary.rejected))
    return (summary.stored, summary.replaced, summary.unchanged, *rest)


def test_new_articles_are_stored_and_published(run: Run, store: Path) -> None:
    summary = run(article("a", "one two"), article("b", "three"))
    assert counts(summary) == (2, 0, 0, 0, 0)
    assert summary.clean
    assert words(store, "a") == {"one", "two"}
    assert EmbeddedStore.open_reader(store).manifest.articles == 2


def test_the_same_again_maps_nothing_and_makes_no_version(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(article("a", "one"), article("b", "bad"))

    def fail(self: object, article: Article) -> None:
        raise AssertionError("an unchanged article was mapped")

    monkeypatch.setattr(standin.Words, "map", fail)
    again = run(article("a", "one"), article("b", "bad"))
    assert counts(again) == (0, 0, 1, 1, 0)
    assert again.version == first.version == 1


def test_a_changed_article_replaces_its_graph(run: Run, store: Path) -> None:
    run(article("a", "one two"))
    assert counts(run(article("a", "one three"))) == (0, 1, 0, 0, 0)
    assert words(store, "a") == {"one", "three"}


def test_a_change_that_leaves_the_graph_is_no_version(run: Run) -> None:
    first = run(article("a", "one two"))
    again = run(article("a", "two one"))
    assert counts(again) == (0, 0, 1, 0, 0)
    assert again.version == first.version


def test_another_installation_maps_again(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run(article("a", "one"))
    mapped: list[Article] = []
    original = standin.Words.map

    def note(self: standin.Words, article: Article) -> ArticleGraph:
        mapped.append(article)
        return original(self, article)

    monkeypatch.setattr(standin.Words, "map", note)
    monkeypatch.setattr("kg.ingest.installation_digest", lambda base_iri: "another")
    assert counts(run(article("a", "one"))) == (0, 0, 1, 0, 0)
    assert len(mapped) == 1


def test_bad_inputs_are_named_and_the_rest_goes_on(run: Run, store: Path) -> None:
    summary = run(
        ArticleError("x.txt", "is empty"),
        article("de.txt", "Sprache"),
        article("bug.txt", "bug"),
        article("a", "one"),
    )
    assert counts(summary) == (1, 0, 0, 0, 3)
    assert summary.rejected[0] == "x.txt: is empty"
    assert summary.rejected[1] == "de.txt: the language de is not supported"
    assert summary.rejected[2].startswith("bug.txt: internal error (ZeroDivisionError")
    assert not summary.clean


def test_two_inputs_with_one_identifier(run: Run, store: Path) -> None:
    summary = run(article("a", "one"), article("a", "two"))
    assert counts(summary) == (1, 0, 0, 0, 1)
    assert "another input of this run has the same identifier" in summary.rejected[0]
    assert words(store, "a") == {"one"}


def test_what_does_not_conform_goes_to_quarantine_and_keeps_the_old_graph(run: Run, store: Path) -> None:
    run(article("a", "one"))
    summary = run(article("a", "bad"), article("b", "broken"))
    assert counts(summary) == (0, 0, 0, 2, 0)
    assert "A bad word." in summary.quarantined[0]
    assert words(store, "a") == {"one"}
    folder = store / "quarantine" / key("a")
    assert {file.name for file in folder.iterdir()} == {
        "article.json",
        "graph.nq",
        "report.json",
        "report.txt",
    }
    assert (folder / "graph.nq").read_text("utf-8") == (
        f'<{BASE}article/{key("a")}> <{SCHEMA["text"]}> "bad" <{BASE}graph/article/{key("a")}> .\n'
    )
    assert json.loads((folder / "report.json").read_text("utf-8"))["conforms"] is False


def test_a_later_success_leaves_quarantine(run: Run, store: Path) -> None:
    run(article("a", "bad"))
    quarantine = Quarantine(store / "quarantine")
    assert quarantine.keys() == [key("a")]
    run(article("a", "good"))
    assert quarantine.keys() == []
    with pytest.raises(NotFoundError, match="not in quarantine"):
        quarantine.get(key("a"))


def test_an_edited_article_can_be_retried(run: Run, store: Path) -> None:
    run(article("a", "bad"))
    file = store / "quarantine" / key("a") / "article.json"
    file.write_text(file.read_text("utf-8").replace('"bad"', '"mended"'), encoding="utf-8")
    entry = Quarantine(store / "quarantine").get(key("a"))
    assert counts(run(entry.article)) == (1, 0, 0, 0, 0)
    assert words(store, "a") == {"mended"}


def test_quarantine_keeps_the_whole_article(store: Path) -> None:
    day = DateInterval(date(2024, 1, 2), date(2024, 1, 2), Precision.DAY)
    whole = Article(
        identifier="a",
        text="text\nwith ‘quotes’",
        media_type="text/html",
        url="https://example.org/a",
        headline=Stated("Headline", 0, 8),
        publisher=Stated("Courier"),
        language="en",
        published=PublicationDate(day, time(10, 30), 3, 9),
    )
    quarantine = Quarantine(store / "quarantine")
    for kept in (whole, replace(whole, published=None, headline=None)):
        quarantine.put("k", kept, "digest", ("https://example.org/g", []), ("{}", "text"))
        assert quarantine.get("k").article == kept
    assert quarantine.input_digest("k") == "digest"
    (store / "quarantine" / "k" / "article.json").write_text("{}", encoding="utf-8")
    with pytest.raises(StoreError, match=r"correct article\.json"):
        quarantine.get("k")


def test_runs_are_described_in_provenance_only(run: Run, store: Path) -> None:
    run(article("a", "one"), article("b", "bad"))
    run(article("a", "one"))
    reader = EmbeddedStore.open_reader(store)
    triples = set(reader.triples(f"{BASE}graph/provenance"))
    assert [t for t in triples if t[1:] == (RDF["type"], PROV["Activity"])]
    assert len({t[0] for t in triples}) == 1  # the second run changed nothing
    counted = {p.rpartition("#")[2]: o.value for _, p, o in triples if isinstance(o, Text)}
    assert (counted["storedArticles"], counted["quarantinedArticles"]) == ("1", "1")


def test_processes_give_the_same_dataset_in_the_same_order(tmp_path: Path) -> None:
    def inputs() -> Iterator[Article]:
        for number in range(20):
            yield article(f"a{number}", f"w{number} slow" if number % 3 == 0 else f"w{number}")

    def note(order: list[str], identifier: str, outcome: str) -> None:
        order.append(identifier)

    digests: list[str] = []
    order: list[str] = []
    for jobs in (1, 2):
        settings = Settings(store=tmp_path / str(jobs), jobs=jobs)
        ingest_articles(inputs(), settings, partial(note, order), STAGES, references)
        digests.append(EmbeddedStore.open_reader(settings.store).manifest.digest)
    assert digests[0] == digests[1]
    assert order == [f"a{number}" for number in range(20)] * 2


def test_a_mapping_process_that_dies_is_a_clear_error_and_keeps_what_is_done(run: Run, store: Path) -> None:
    run(article("a", "one"))
    with pytest.raises(StoreError, match="mapping process ended"):
        run(article("b", "crash"), jobs=2)
    assert words(store, "a") == {"one"}


def test_ctrl_c_keeps_what_is_finished(store: Path) -> None:
    def interrupted() -> Iterable[Article]:
        yield article("a", "one")
        yield article("b", "two")
        raise KeyboardInterrupt

    summary = ingest_articles(interrupted(), Settings(store=store), None, STAGES, references)
    assert summary.interrupted
    assert not summary.clean
    assert words(store, "a") == {"one"}
    assert words(store, "b") == {"two"}


def test_ctrl_c_while_an_article_is_stored_waits_until_it_is_counted(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_graph = Writer.replace_graph

    def interrupted(writer: Writer, name: str, triples: Iterable[Triple], digest: str = "") -> bool:
        changed = replace_graph(writer, name, triples, digest)
        if "/article/" in name:
            signal.raise_signal(signal.SIGINT)
        return changed

    monkeypatch.setattr(Writer, "replace_graph", interrupted)
    summary = run(article("a", "one"), article("b", "two"))
    assert summary.interrupted
    assert summary.stored == EmbeddedStore.open_reader(store).manifest.articles == 1
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


INGEST_FOREVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.ingest.standin import STAGES, references
from kg.config import Settings
from kg.ingest import ingest_articles
from kg.model import Article
inputs = (Article(identifier=f"a{n}", text=f"w{n} other") for n in range(100_000))
tell = lambda name, outcome: print(name, outcome, flush=True)
ingest_articles(inputs, Settings(store=Path(sys.argv[1])), tell, STAGES, references)
"""


def test_a_killed_run_is_taken_up_by_the_next(run: Run, store: Path) -> None:
    command = [sys.executable, "-c", INGEST_FOREVER, str(store), str(Path(__file__).resolve().parents[2])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        finished = [process.stdout.readline().split()[0] for _ in range(12)]
        os.kill(process.pid, signal.SIGKILL)
    assert finished == [f"a{n}" for n in range(12)]
    assert words(store, "a11") == {"w11", "other"}
    again = run(*(article(f"a{n}", f"w{n} other") for n in range(12)))
    assert counts(again) == (0, 0, 12, 0, 0)
