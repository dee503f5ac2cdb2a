"""``kg versions``, ``kg backup`` and ``kg restore``: what they print and what they change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import cli
from kg.knowledge.facts import Text, Triple
from kg.store.embedded import EmbeddedStore
from kg.vocab import DCTERMS, RDF, SCHEMA, XSD

BASE = "https://w3id.org/dipl/id/"
Captured = pytest.CaptureFixture[str]


def _article(name: str) -> tuple[str, list[Triple]]:
    iri = f"{BASE}article/{name}"
    identifier = Text(f"{name}.txt", "", XSD["string"])
    return f"{BASE}graph/article/{name}", [
        (iri, RDF["type"], SCHEMA["NewsArticle"]),
        (iri, DCTERMS["identifier"], identifier),
    ]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Two versions; the second has an article more and one less."""
    path = tmp_path / "store"
    with EmbeddedStore.open_writer(path) as writer:
        for name in ("a", "b"):
            writer.replace_graph(*_article(name))
        writer.publish()
        writer.remove_graph(_article("b")[0])
        writer.replace_graph(*_article("c"))
        writer.publish()
    return path


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_versions_are_listed_with_the_current_one_marked(store: Path, capsys: Captured) -> None:
    assert run("versions", "list", "--store", store) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("  1  20") and second.startswith("* 2  20")
    assert "2 articles  4 quads" in second
    assert run("versions", "show", "--json", "--store", store) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["number"], shown["current"], shown["articles"]) == (2, True, 2)


def test_a_difference_names_articles_and_facts(store: Path, capsys: Captured) -> None:
    assert run("versions", "diff", 1, 2, "--facts", "--store", store) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "withdrawn  +0 -2  b.txt"
    assert out[3] == "added      +2 -0  c.txt"
    assert out[4].startswith(f"  + <{BASE}article/c> ")
    assert out[-1] == (
        "version 1 to 2: articles 1 added, 0 changed, 1 withdrawn; facts in all graphs 2 added, 2 removed"
    )
    assert run("versions", "diff", 1, 2, "--json", "--store", store) == 0
    gone, new = json.loads(capsys.readouterr().out)
    assert (gone["article"], gone["change"], new["article"], new["change"]) == (
        "b.txt",
        "withdrawn",
        "c.txt",
        "added",
    )


def test_going_back_makes_a_new_version(store: Path, capsys: Captured) -> None:
    assert run("versions", "restore", 1, "--store", store) == 0
    assert "version 3 holds what version 1 held" in capsys.readouterr().out
    assert run("versions", "diff", 1, 3, "--store", store) == 0
    assert "0 added, 0 changed, 0 withdrawn" in capsys.readouterr().out


def test_old_versions_make_room_but_never_the_current_one(store: Path, capsys: Captured) -> None:
    assert run("versions", "prune", "--keep", 1, "--store", store) == 0
    assert run("versions", "list", "--store", store) == 0
    assert "(data pruned)" in capsys.readouterr().out
    assert run("versions", "restore", 1, "--store", store) == cli.FAILURE
    assert "the data of version 1 was pruned" in capsys.readouterr().err
    assert run("versions", "prune", 2, "--store", store) == cli.FAILURE
    assert "current one" in capsys.readouterr().err
    assert EmbeddedStore.open_reader(store).version == 2


def test_a_backup_makes_the_same_store_elsewhere(store: Path, tmp_path: Path, capsys: Captured) -> None:
    archive, other = tmp_path / "backup.tar.gz", tmp_path / "other"
    assert run("backup", archive, "--store", store) == 0
    assert run("restore", archive, "--store", other) == 0
    assert "version 1 holds the 2 articles, 4 quads" in capsys.readouterr().out
    digests = [EmbeddedStore.open_reader(path).manifest.digest for path in (store, other)]
    assert digests[0] == digests[1]
    assert run("restore", tmp_path / "nothing.tar", "--store", other) == cli.FAILURE
    assert "not a whole backup" in capsys.readouterr().err


def test_without_a_store_there_are_no_versions(tmp_path: Path, capsys: Captured) -> None:
    for command in (("versions", "list"), ("backup", tmp_path / "x.tar")):
        assert run(*command, "--store", tmp_path / "nothing") == cli.FAILURE
        assert "no knowledge graph yet" in capsys.readouterr().err
