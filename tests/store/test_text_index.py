"""Every version has an index of its texts, whatever was changed, withdrawn, restored or broken before."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from kg.errors import NotFoundError, QueryTimeoutError, StoreError
from kg.knowledge.facts import Text, Triple
from kg.store.backup import back_up, restore_backup
from kg.store.embedded import EmbeddedStore
from kg.store.texts.rows import TextKind
from kg.store.texts.search import Hit, Search, find_texts
from kg.store.texts.words import read_terms
from kg.store.versions import Folder, is_kept, prune_version
from kg.vocab import DIPL, FOAF, OA, RDF, RDFS, SCHEMA, SKOS, XSD
from tests.store.samples import BASE, article_graph

MEXICO = f"{BASE}state/MEX"


def text(value: str, language: str = "") -> Text:
    return Text(value, language, RDF["langString"] if language else XSD["string"])


def article(name: str, headline: str, *sentences: tuple[str, str, str]) -> list[Triple]:
    """Return the graph of an article with a mention in each sentence, given in three parts."""
    iri = f"{BASE}article/{name}"
    found: list[Triple] = [
        (iri, RDF["type"], SCHEMA["NewsArticle"]),
        (iri, SCHEMA["headline"], text(headline)),
        (iri, SCHEMA["text"], text("the whole text, found by nobody")),
        (MEXICO, SKOS["prefLabel"], text("Mexico", "en")),
    ]
    for number, parts in enumerate(sentences):
        mention = f"{iri}/mention/{number}-{number + 1}"
        found += [
            (mention, OA["hasTarget"], f"{mention}/target"),
            (f"{mention}/target", OA["hasSelector"], f"{mention}/quote"),
            (f"{mention}/target", OA["hasSelector"], f"{mention}/position"),
        ]
        found += [
            (f"{mention}/quote", OA[name], text(part))
            for name, part in zip(("prefix", "exact", "suffix"), parts, strict=True)
            if part
        ]
    return found


def statement(name: str, words: str) -> list[Triple]:
    iri = f"{BASE}article/{name}/statement/0-9"
    return [(iri, RDF["type"], DIPL["PublicStatement"]), (iri, SCHEMA["text"], text(words))]


REFERENCE: list[Triple] = [
    (MEXICO, SKOS["prefLabel"], text("Mexico", "en")),
    (MEXICO, SKOS["prefLabel"], text("México", "es")),
    (MEXICO, SKOS["altLabel"], text("United Mexican States", "en-GB")),
    (f"{BASE}person/1", FOAF["name"], text("Bjørn Łukasz Peña")),
    (f"{BASE}event/1", RDFS["label"], text("Meeting (Mexico; 2020)")),
]


def publish(store: Path, graphs: Mapping[str, Iterable[Triple]]) -> int:
    with EmbeddedStore.open_writer(store) as writer:
        for name, triples in graphs.items():
            writer.replace_graph(name, triples)
        return writer.publish()


def find(store: Path, sought: str, version: int | None = None, limit: int = 100, **more: object) -> list[Hit]:
    search = Search(read_terms(sought), limit, **more)  # type: ignore[arg-type]
    return EmbeddedStore.open_reader(store, version).find_texts(search)


def subjects(hits: Iterable[Hit]) -> list[str]:
    return [hit.subject.removeprefix(BASE) for hit in hits]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    first = article("a", "Tariffs fall", ("The ", "foreign minister", " of Peru spoke of tariffs."))
    second = article("b", "Ministers meet", ("A foreign policy of ", "a minister", "."))
    graphs = {
        f"{BASE}graph/reference": REFERENCE,
        article_graph("a"): [*first, *statement("a", "We shall lower every tariff.")],
        article_graph("b"): second,
    }
    publish(path, graphs)
    return path


def test_each_kind_of_text_is_found(store: Path) -> None:
    found = {(hit.kind, hit.subject.removeprefix(BASE)) for hit in find(store, "tariff*")}
    assert found == {
        (TextKind.HEADLINE, "article/a"),
        (TextKind.STATEMENT, "article/a/statement/0-9"),
        (TextKind.SENTENCE, "article/a/mention/0-1"),
    }
    assert {hit.kind for hit in find(store, "mexican")} == {TextKind.ALIAS}
    assert not find(store, "nobody")


def test_a_sentence_is_whole(store: Path) -> None:
    (hit,) = find(store, "peru spoke")
    assert hit.text == "The foreign minister of Peru spoke of tariffs."


def test_phrases_begins_and_all_words(store: Path) -> None:
    assert subjects(find(store, '"foreign minister"')) == ["article/a/mention/0-1"]
    assert len(find(store, "foreign minister")) == 2
    assert len(find(store, "foreign min*")) == 2
    assert not find(store, "minis")


@pytest.mark.parametrize("sought", ["mexico", "MÉXICO", "Me\u0301xico", "méx*"])
def test_case_and_accents_do_not_count(store: Path, sought: str) -> None:
    assert {hit.text for hit in find(store, sought)} >= {"Mexico", "México", "Meeting (Mexico; 2020)"}


def test_letters_without_decomposition(store: Path) -> None:
    assert subjects(find(store, "bjorn lukasz pena")) == ["person/1"]


def test_what_many_graphs_say_is_one_hit_and_short_texts_come_first(store: Path) -> None:
    hits = find(store, "mexico")
    assert [(hit.text, hit.language) for hit in hits] == [
        ("Mexico", "en"),
        ("México", "es"),
        ("Meeting (Mexico; 2020)", ""),
    ]
    assert hits[0].score > hits[-1].score > 0
    assert find(store, "mexico", limit=1) == hits[:1]


def test_kind_language_and_graph_narrow(store: Path) -> None:
    assert [hit.text for hit in find(store, "mexico", language="ES")] == ["México"]
    assert subjects(find(store, "mexican", language="en")) == ["state/MEX"]  # en-GB is English
    assert not find(store, "mexican", language="e")
    assert not find(store, "mexican", kinds=(TextKind.LABEL, TextKind.SENTENCE))
    assert len(find(store, "mexican", kinds=(TextKind.ALIAS,))) == 1
    assert not find(store, "mexican", graphs=[article_graph("a")])
    assert [hit.text for hit in find(store, "mexico", graphs=[article_graph("a")])] == ["Mexico"]


@pytest.mark.parametrize(
    "sought",
    [
        '" OR "',
        "words:mexico",
        "mexico NEAR peru",
        "mexico OR peru)",
        "* OR *",
        "'; DROP TABLE wording; --",
        "a\x00b",
    ],
)
def test_no_text_reaches_the_syntax_of_the_index(store: Path, sought: str) -> None:
    assert not find(store, sought)
    assert find(store, "mexico")


def test_changed_and_withdrawn_articles(store: Path) -> None:
    changed = article("a", "Quotas rise", ("The ", "foreign minister", " of Peru spoke of quotas."))
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph(article_graph("a"), changed)
        writer.remove_graph(article_graph("b"))
        assert writer.publish() == 2
    assert not find(store, "tariff*") and not find(store, "meet")
    assert len(find(store, "quotas")) == 2
    assert find(store, "mexico")  # the withdrawn article was not the only one to say so
    assert len(find(store, "tariff*", version=1)) == 3
    assert len(find(store, "ministers", version=1)) == 1


def test_it_is_as_if_made_anew(store: Path, tmp_path: Path) -> None:
    """An index that has followed many changes gives the same answers, scores and all, as a fresh one."""
    for number in range(5):
        graph = article("a", f"Tariffs {number}", ("Of ", "tariffs", f" and {number} others."))
        publish(store, {article_graph("a"): graph})
    fresh = tmp_path / "fresh"
    reader = EmbeddedStore.open_reader(store)
    publish(fresh, {name: list(reader.triples(name)) for name in reversed(reader.graph_names())})
    for sought in ("tariffs", "mexico", "foreign", "o*"):
        assert find(store, sought) == find(fresh, sought) != []


def test_what_a_killed_writer_left_is_found(store: Path) -> None:
    with EmbeddedStore.open_writer(store) as writer:  # ends between a commit and its publication
        writer.replace_graph(article_graph("c"), article("c", "Envoys arrive"))
    assert subjects(find(store, "envoys")) == ["article/c"]


@pytest.mark.parametrize("damage", ["missing", "garbage", "half", "older"])
def test_a_broken_index_is_made_anew(store: Path, damage: str) -> None:
    file = Folder(store).texts(1)
    match damage:
        case "missing":
            file.unlink()
        case "garbage":
            file.write_bytes(b"no database at all " * 1000)
        case "half":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        case "older":
            with sqlite3.connect(file) as index:
                index.execute("DROP TABLE bearer")
                index.execute("PRAGMA user_version = 0")
    publish(store, {article_graph("c"): article("c", "Envoys arrive")})
    assert subjects(find(store, "envoys")) == ["article/c"]
    assert len(find(store, "tariff*")) == 3


def test_backup_and_restore(store: Path, tmp_path: Path) -> None:
    publish(store, {article_graph("a"): article("a", "Quotas rise")})
    folder = Folder(store)
    EmbeddedStore.restore(store, folder.data(1), ())
    assert len(find(store, "tariff*")) == 3 and not find(store, "quotas")
    archive = tmp_path / "archive.tar"
    back_up(folder, 2, archive)
    restore_backup(Folder(tmp_path / "other"), archive, ())
    assert len(find(tmp_path / "other", "quotas")) == 1 and not find(tmp_path / "other", "tariff*")


def test_a_pruned_version_takes_its_index_along(store: Path) -> None:
    publish(store, {article_graph("a"): article("a", "Quotas rise")})
    folder = Folder(store)
    prune_version(folder, 1)
    assert not is_kept(folder, 1) and not folder.texts(1).exists()
    assert find(store, "quotas")


def test_a_version_without_index_says_so(store: Path) -> None:
    Folder(store).texts(1).unlink()
    with pytest.raises(NotFoundError, match="version 1 has no index"):
        find(store, "mexico")


def test_no_room_for_the_index_is_a_clear_error(store: Path) -> None:
    labels: list[Triple] = [(f"{BASE}x/{n}", RDFS["label"], text(f"alpha {n}")) for n in range(5000)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with EmbeddedStore.open_writer(store) as writer:
        writer.replace_graph(f"{BASE}graph/many", labels)
        room = Folder(store).texts(1).stat().st_size + 10_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            with pytest.raises(StoreError, match="could not be written"):
                writer.publish()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert subjects(find(store, "tariffs fall", version=1)) == ["article/a"]
    assert len(find(store, "alpha", limit=9000)) == 5000  # now there is room again


def test_a_search_has_a_time_limit(store: Path) -> None:
    labels: list[Triple] = [(f"{BASE}x/{n}", RDFS["label"], text(f"alpha {n}")) for n in range(5000)]
    publish(store, {f"{BASE}graph/many": labels})
    with pytest.raises(QueryTimeoutError):
        find_texts(Folder(store).texts(2), Search(read_terms("a*"), 1000), timeout=-1.0)
