"""``kg import`` on a real store: graphs, versions, exit codes, and what articles are read with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import HERE  # type: ignore[import-not-found]

from kg import cli
from kg.store.embedded import EmbeddedStore
from kg.vocab import DIPL, RDF
from tests.once import copied

BASE = "https://w3id.org/dipl/id/"
ARTICLE = """---
title: A meeting in Pristina
published: {day}
---
US Ambassador to Kosovo Christopher Dell met Prime Minister Hashim Thaci of Kosovo in Pristina.
"""
Captured = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def test_an_import_is_one_graph_and_one_version(store: Path, capsys: Captured) -> None:
    assert run("import", "pocom", "--store", store, HERE / "pocom") == 0
    assert "4 persons, 5 offices, 5 tenures; 0 rejected; version 1" in capsys.readouterr().out
    reader = EmbeddedStore.open_reader(store)
    assert list(reader.graph_names()) == [f"{BASE}graph/record/pocom"]


def test_importing_twice_changes_nothing(store: Path, capsys: Captured) -> None:
    run("import", "travels", "--store", store, HERE / "travels")
    kept = {file.name: file.read_bytes() for file in (store / "imports").iterdir()}
    capsys.readouterr()
    assert run("import", "travels", "--store", store, HERE / "travels") == 0
    assert "unchanged; version 1" in capsys.readouterr().out
    assert {file.name: file.read_bytes() for file in (store / "imports").iterdir()} == kept


def test_xml_and_json_lines_give_the_same_graph(store: Path, tmp_path: Path) -> None:
    principal = {
        "principal": "Hillary Rodham Clinton", "principal_id": "clinton-hillary-rodham",
        "office": "Secretary of State",
    }  # fmt: skip
    kosovo = {"country": "Kosovo", "country_id": "kosovo", "locale": "Pristina"}
    belgium = {"country": "Belgium", "country_id": "belgium", "locale": "Brussels, Bruges"}
    row = {
        "id": "hsg-travel/8001",
        "text": "Met with Prime Minister Hashim Thaci and German Chancellor Angela Merkel. Toured a school.",
        "gold": principal | kosovo | {"start": "2010-10-13", "end": "2010-10-13"},
    }
    other = {
        "id": "hsg-travel/8002",
        "text": "Attended a conference and met with some ministers.",
        "gold": principal | belgium | {"start": "2010-10-14", "end": "2010-10-15"},
    }
    lines = tmp_path / "travels.jsonl"
    lines.write_text(f"{json.dumps(row)}\n{json.dumps(other)}\n", encoding="utf-8")
    assert run("import", "travels", "--store", store, HERE / "travels") == 0
    assert run("import", "travels", "--store", store, lines) == 0
    assert EmbeddedStore.open_reader(store).version == 1


def test_bad_records_are_reported_and_the_others_stored(store: Path, capsys: Captured) -> None:
    assert run("import", "visits", "--store", store, HERE / "visits", "--json") == 1
    told = capsys.readouterr()
    summary = json.loads(told.out)
    assert summary["counts"]["visits"] == 4
    assert len(summary["rejected"]) == 2
    assert "9003" in told.err
    assert summary["open"] == {"the country is no state of the reference data": 1}


def test_a_record_that_does_not_conform_is_left_out(store: Path, tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "visits"
    folder.mkdir()
    good = (HERE / "visits" / "2010.xml").read_text(encoding="utf-8")
    (folder / "2010.xml").write_text(good.replace('id="greece"', 'id="gre ece"'), encoding="utf-8")
    assert run("import", "visits", "--store", store, folder) == 1
    told = capsys.readouterr()
    assert "2010.xml, 9001: does not conform" in told.err
    reader = EmbeddedStore.open_reader(store)
    visits = {
        s
        for s, p, o in reader.triples(f"{BASE}graph/record/visits")
        if p == RDF["type"] and o == DIPL["Visit"]
    }
    assert len(visits) == 3


def test_nothing_readable_replaces_nothing(store: Path, tmp_path: Path) -> None:
    run("import", "travels", "--store", store, HERE / "travels")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("import", "travels", "--store", store, tmp_path / "nowhere") == 1
    run("import", "travels", "--store", store, empty)
    assert EmbeddedStore.open_reader(store).version == 1
    assert (store / "imports" / "travels.nt").is_file()


def test_list_and_remove(store: Path, capsys: Captured) -> None:
    run("import", "politicians", "--state", "USA", "--store", store, HERE / "politicians.csv")
    run("import", "travels", "--store", store, HERE / "travels")
    capsys.readouterr()
    assert run("import", "list", "--store", store) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in listed] == ["politicians-USA", "travels"]
    assert "3 tenures" in listed[0]
    assert run("import", "remove", "travels", "--store", store) == 0
    reader = EmbeddedStore.open_reader(store)
    assert list(reader.graph_names()) == [f"{BASE}graph/record/politicians-USA"]
    assert reader.version == 3
    assert run("import", "remove", "travels", "--store", store) == 3
    assert "there are: politicians-USA" in capsys.readouterr().err


def test_wrong_usage(store: Path) -> None:
    for wrong in (("import", "pocom"), ("import", "politicians", "x.csv"), ("import", "nonsense", "x")):
        with pytest.raises(SystemExit) as stopped:
            run(*wrong)
        assert stopped.value.code == 2
    assert run("import", "politicians", "--state", "XYZ", "--store", store, HERE / "politicians.csv") == 3


def test_an_import_changes_how_articles_are_read(
    reference_store: Path, store: Path, tmp_path: Path, capsys: Captured
) -> None:
    copied(reference_store, store)
    article = tmp_path / "article.md"
    article.write_text(ARTICLE.format(day="2010-10-14"), encoding="utf-8")
    run("ingest", "--store", store, article)
    run("ingest", "--store", store, article)
    assert "1 unchanged" in capsys.readouterr().out
    run("import", "pocom", "--store", store, HERE / "pocom")
    run("ingest", "--store", store, article)
    assert "1 replaced" in capsys.readouterr().out
    query = """
        PREFIX dipl: <https://w3id.org/dipl#> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        PREFIX org: <http://www.w3.org/ns/org#> PREFIX schema: <https://schema.org/>
        SELECT DISTINCT ?name ?since WHERE {
          GRAPH ?article { ?news a schema:NewsArticle .
                           ?event a dipl:Meeting ; dipl:participation/dipl:participant ?person .
                           ?person foaf:name ?name }
          GRAPH ?record { ?tenure org:member ?person ; schema:startDate ?since }
        }"""
    capsys.readouterr()
    assert run("query", "--store", store, "--format", "csv", query) == 0
    assert capsys.readouterr().out.split() == ["name,since", "Christopher", "Dell,2009-08-24"]


@pytest.mark.parametrize(("kind", "least"), [("visits", 3000), ("travels", 4000)])
def test_the_records_of_history_at_state(
    store: Path, shared: Path, tmp_path: Path, capsys: Captured, kind: str, least: int
) -> None:
    """A sample passes the gate; all of them are read without a fault."""
    lines = (shared / f"hsg_{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) > least
    sample = tmp_path / f"{kind}.jsonl"
    sample.write_text("\n".join(lines[::60]), encoding="utf-8")
    assert run("import", kind, "--store", store, sample, "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["counts"][kind] == len(lines[::60])
    assert sum(summary["open"].values()) < len(lines)
