"""CAMEO and PLOVER codes of event types and classes are codes of those schemes, and agree.

``event-codes.tsv`` lists the codes with the published files that they were read from.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Node, URIRef

HERE = Path(__file__).resolve().parent
ONTOLOGY = HERE.parent.parent / "ontology"
LEX = "https://w3id.org/dipl/lexicon#"
CAMEO, PLOVER = URIRef(LEX + "cameo"), URIRef(LEX + "plover")
ETYPE = "https://w3id.org/dipl/event-type#"


def published() -> dict[str, str]:
    """Return the PLOVER class of each CAMEO code, "" where it has none."""
    text = (HERE / "event-codes.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["cameo"]: row["plover"] for row in csv.DictReader(lines, delimiter="\t")}


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = Graph().parse(ONTOLOGY / "schemes" / "event-types.ttl")
    return graph.parse(ONTOLOGY / "diplomacy.ttl")


def codes(graph: Graph, subject: Node, datatype: URIRef) -> list[str]:
    found = graph.objects(subject, SKOS.notation)
    return [str(code) for code in found if isinstance(code, Literal) and code.datatype == datatype]


def test_the_list_is_whole() -> None:
    table = published()
    assert len(table) == 293
    assert {code[:2] for code in table} == {f"{number:02}" for number in range(1, 21)}
    assert len(set(table.values()) - {""}) == 16


def test_codes_are_published_and_agree(graph: Graph) -> None:
    table = published()
    coded = set(graph.subjects(SKOS.notation, None))
    assert len(coded) >= 28
    coded.remove(URIRef(ETYPE + "resignation"))  # PLOVER counts it as RETREAT, CAMEO has no code for it
    for subject in coded:
        cameo, plover = codes(graph, subject, CAMEO), codes(graph, subject, PLOVER)
        assert len(list(graph.objects(subject, SKOS.notation))) == len(cameo) + len(plover), subject
        assert (len(cameo), len(plover)) in {(1, 1), (1, 0)}, subject
        assert cameo[0] in table, subject
        assert plover == [table[cameo[0]]] * len(plover), subject
        assert bool(plover) == bool(table[cameo[0]]), subject


def test_datatypes_of_codes_are_declared() -> None:
    lexicon = Graph().parse(ONTOLOGY / "lexicon.ttl")
    for datatype in (CAMEO, PLOVER):
        assert (datatype, RDF.type, RDFS.Datatype) in lexicon


def test_an_event_type_and_its_class_have_the_same_code_where_both_have_one(graph: Graph) -> None:
    alike = 0
    for concept, realised in graph.subject_objects(URIRef(LEX + "realises")):
        if str(concept).removeprefix(ETYPE) == "mediation":
            continue  # one way to negotiate, with a code of its own
        one, other = codes(graph, concept, CAMEO), codes(graph, realised, CAMEO)
        if one and other:
            alike += 1
            assert one == other, concept
    assert alike >= 8


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("call", "041"),
        ("visit", "042"),
        ("mediation", "045"),
        ("negotiation", "046"),
        ("recognition", "054"),
        ("signing", "057"),
        ("protest", "114"),
        ("relations-severed", "161"),
        ("sanction", "163"),
        ("expulsion", "166"),
    ],
)
def test_codes_are_as_exact_as_the_scheme_allows(graph: Graph, kind: str, code: str) -> None:
    assert codes(graph, URIRef(ETYPE + kind), CAMEO) == [code]
