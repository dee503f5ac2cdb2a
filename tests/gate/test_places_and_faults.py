"""Where results are: in the article, in the file, and among others of their kind; and across graphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.gate.dataset import read_rules
from kg.gate.faults import Finding, faults_of
from kg.gate.gate import Gate
from kg.gate.place import Places
from kg.gate.report import VIOLATION, Result
from kg.knowledge.facts import Text, Triple
from kg.model import ArticleGraph
from kg.resources import shapes_folder
from kg.store.embedded import EmbeddedStore
from kg.store.rdf_files import read_graphs
from kg.store.rdf_lines import subject_lines
from kg.vocab import DIPL, ORG, SCHEMA, SEM, SH, XSD

SHAPES_TESTS = Path(__file__).resolve().parent.parent / "shapes"
BASE = "https://w3id.org/dipl/id/"
E = "https://example.org/"


def result(focus: str, message: str = "Wrong. Mend it.", shape: str = "s") -> Result:
    return Result(focus, None, None, SH["OrConstraintComponent"], VIOLATION, shape, message)


@pytest.fixture(scope="module")
def places() -> Places:
    (triples,) = read_graphs(SHAPES_TESTS / "conforming" / "Mention.ttl").values()
    return Places(triples)


@pytest.mark.parametrize(
    "node", ["state/XMA", "article/A/mention/23-30", "article/A/mention/23-30/target/position"]
)
def test_a_node_is_found_by_its_words(places: Places, node: str) -> None:
    place = places.of(result(BASE + node))
    assert place is not None
    assert (place.article, place.line, place.sentence) == ("coast.txt", 2, "[Marenia] slept.")


def test_a_node_without_words_is_somewhere_in_the_article(places: Places) -> None:
    place = places.of(result(BASE + "nothing"))
    assert place is not None
    assert (place.headline, place.line, place.sentence) == ("News of the coast", None, None)


def test_a_graph_without_article_has_no_places() -> None:
    assert Places([(E + "s", E + "p", E + "o")]).of(result(E + "s")) is None


LINES = {
    "a.ttl": """@prefix e: <https://example.org/> .
@base <https://example.org/> .

<x> e:p e:y ;
    e:q <y> .
e:y e:p 1 .
""",
    "a.nt": """<https://example.org/x> <https://example.org/p> _:b .
_:b <https://example.org/p> <https://example.org/y> .
<https://example.org/y> <https://example.org/p> _:b .
""",
    "a.jsonld": """[
{"@id": "https://example.org/x"},
{"@id": "https://example.org/y"}
]
""",
}


@pytest.mark.parametrize(("name", "wanted"), [("a.ttl", (4, 6)), ("a.nt", (1, 3)), ("a.jsonld", (2, 3))])
def test_subjects_have_lines(tmp_path: Path, name: str, wanted: tuple[int, int]) -> None:
    file = tmp_path / name
    file.write_text(LINES[name], encoding="utf-8")
    assert subject_lines(file, {E + "x", E + "y", E + "z"}) == {E + "x": wanted[0], E + "y": wanted[1]}


def test_faults_of_one_kind_are_told_once() -> None:
    found = [Finding(result(f"{E}{n}", f"'{n}' is no date"), E, None, None) for n in range(5)]
    found.append(Finding(result(E, "Other."), E, None, None))
    assert [len(fault.findings) for fault in faults_of(found)] == [5, 1]


# ---------------------------------------------------------------------- across graphs


def day(value: str) -> Text:
    return Text(value, "", XSD["date"])


def participation(when: str) -> list[Triple]:
    return [
        (E + "event", DIPL["participation"], E + "part"),
        (E + "event", SEM["hasEarliestBeginTimeStamp"], day(when)),
        (E + "event", SEM["hasLatestEndTimeStamp"], day(when)),
        (E + "part", DIPL["participant"], E + "varn"),
        (E + "part", DIPL["inCapacity"], E + "minister"),
    ]


def session(event: str, number: str) -> list[Triple]:
    return [
        (E + event, DIPL["sessionOf"], E + "dialogue"),
        (E + event, DIPL["sessionNumber"], Text(number, "", XSD["positiveInteger"])),
    ]


def tenure(key: str, **dates: str) -> list[Triple]:
    held = [(E + key, ORG["member"], E + "varn"), (E + key, DIPL["heldOffice"], E + "minister")]
    return [*held, *((E + key, SCHEMA[name], day(value)) for name, value in dates.items())]


def found(tmp_path: Path, article: list[Triple], other: list[Triple]) -> list[tuple[str, str]]:
    """Return the rules that an article breaks, with the nodes that contradict it."""
    with EmbeddedStore.open_writer(tmp_path / "store") as writer:
        writer.replace_graph(E + "article", article)
        writer.replace_graph(E + "other", other)
        writer.publish()
    reader = EmbeddedStore.open_reader(tmp_path / "store")
    results = [r for rule in read_rules(shapes_folder()) for r in rule.results(reader, E + "article")]
    assert all(r.severity == SH["Warning"] and "{" not in r.message for r in results)
    return [(r.source_shape.rsplit("#", 1)[-1], str(r.value)) for r in results]


def test_two_articles_with_one_session_number(tmp_path: Path) -> None:
    broken = [("dataset-Session-number-once", E + "two")]
    assert found(tmp_path / "a", session("one", "3"), session("two", "3")) == broken
    assert found(tmp_path / "b", session("one", "3"), session("two", "4")) == []
    assert found(tmp_path / "c", session("one", "3"), session("one", "3")) == []


def test_reference_data_knows_the_tenure(tmp_path: Path) -> None:
    broken = [("dataset-Tenure-covers-event", E + "t")]
    over = tenure("t", startDate="2019-01-01", endDate="2022-12-31")
    assert found(tmp_path / "a", participation("2023-01-01"), over) == broken
    assert found(tmp_path / "b", participation("2022-12-31"), over) == []
    assert found(tmp_path / "c", participation("2018-12-31"), over) == broken
    again = [*over, *tenure("u", startDate="2023-01-01")]
    assert found(tmp_path / "d", participation("2024-01-01"), again) == []


def test_the_gate_and_the_places_agree_on_a_real_fault() -> None:
    (triples,) = read_graphs(SHAPES_TESTS / "failing" / "words-differ.ttl").values()
    (only,) = Gate().check(ArticleGraph(E, E, triples)).results
    place = Places(triples).of(only)
    assert place is not None
    assert place.line == 3
