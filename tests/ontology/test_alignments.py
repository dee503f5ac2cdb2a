"""The SSSOM tables: sound, whole, and the only source of the mapping triples in Turtle."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDFS, SKOS, Graph, Literal, URIRef

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
TABLES = ONTOLOGY / "alignments"
BUILD = ONTOLOGY / "build" / "alignments.py"
MATCHES = {f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}
NAMES = ("diplomacy", "schemes")


def metadata(name: str) -> dict[str, str]:
    text = (TABLES / f"{name}.sssom.tsv").read_text(encoding="utf-8")
    return dict(re.findall(r"^# (\w+): (.+)$", text, re.MULTILINE))


def curies(name: str) -> dict[str, str]:
    text = (TABLES / f"{name}.sssom.tsv").read_text(encoding="utf-8")
    return dict(re.findall(r"^#   ([\w-]+): (\S+)$", text, re.MULTILINE))


def rows(name: str) -> list[dict[str, str]]:
    lines = (TABLES / f"{name}.sssom.tsv").read_text(encoding="utf-8").splitlines()
    head, *body = [line.split("\t") for line in lines if not line.startswith("#")]
    assert all(len(row) == len(head) for row in body)
    return [dict(zip(head, row, strict=True)) for row in body]


def iri(name: str, curie: str) -> URIRef:
    prefix, local = curie.split(":")
    return URIRef(curies(name)[prefix] + local)


def turtle(name: str) -> Graph:
    files = {"diplomacy": ONTOLOGY / "diplomacy.ttl", "schemes": TABLES / "schemes.ttl"}
    return Graph().parse(files[name])


@pytest.fixture(scope="module")
def everything() -> Graph:
    graph = Graph()
    for file in (ONTOLOGY / "diplomacy.ttl", ONTOLOGY / "topics.ttl", *(ONTOLOGY / "schemes").glob("*.ttl")):
        graph.parse(file)
    return graph


@pytest.mark.parametrize("name", NAMES)
def test_a_table_says_what_sssom_requires(name: str) -> None:
    said = metadata(name)
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert said["mapping_set_id"] == f"https://w3id.org/dipl/alignments/{name}.sssom.tsv"
    for row in rows(name):
        assert row["predicate_id"] in MATCHES
        assert row["mapping_justification"].startswith("semapv:")
        assert 0 < float(row["confidence"]) <= 1
        assert row["object_label"]
        for column in ("subject_id", "predicate_id", "object_id", "subject_source", "object_source"):
            assert row[column].split(":")[0] in curies(name), (column, row[column])
        assert row["author_label"]
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["mapping_date"])


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_in_order_and_map_a_pair_once(name: str) -> None:
    pairs = [(row["subject_id"], row["object_id"]) for row in rows(name)]
    assert [p for p, count in Counter(pairs).items() if count > 1] == []
    order = [(row["subject_id"], row["predicate_id"], row["object_id"]) for row in rows(name)]
    assert order == sorted(order)


@pytest.mark.parametrize("name", NAMES)
def test_subjects_are_our_terms_by_their_labels(name: str, everything: Graph) -> None:
    for row in rows(name):
        labels = {
            str(text)
            for predicate in (RDFS.label, SKOS.prefLabel)
            for text in everything.objects(iri(name, row["subject_id"]), predicate)
            if isinstance(text, Literal) and text.language == "en"
        }
        assert labels == {row["subject_label"]}, row["subject_id"]
        assert not str(iri(name, row["object_id"])).startswith("https://w3id.org/dipl")


@pytest.mark.parametrize("name", NAMES)
def test_the_turtle_holds_the_mappings_of_the_table_and_no_others(name: str) -> None:
    graph = turtle(name)
    stated = {
        (s, p, o)
        for kind in MATCHES
        for s, p, o in graph.triples((None, SKOS[kind.removeprefix("skos:")], None))
    }
    told = {
        (iri(name, r["subject_id"]), iri(name, r["predicate_id"]), iri(name, r["object_id"]))
        for r in rows(name)
    }
    assert stated == told


def test_the_turtle_is_what_the_build_makes_of_the_tables(tmp_path: Path) -> None:
    shutil.copytree(TABLES, tmp_path / "alignments")
    shutil.copy(ONTOLOGY / "diplomacy.ttl", tmp_path)
    (tmp_path / "alignments" / "schemes.ttl").unlink()
    subprocess.run([sys.executable, str(BUILD), str(tmp_path)], check=True)
    for file in ("diplomacy.ttl", "alignments/schemes.ttl"):
        assert (tmp_path / file).read_bytes() == (ONTOLOGY / file).read_bytes(), f"{file}: run {BUILD}"


def test_a_row_added_to_a_table_becomes_a_triple(tmp_path: Path) -> None:
    shutil.copytree(TABLES, tmp_path / "alignments")
    shutil.copy(ONTOLOGY / "diplomacy.ttl", tmp_path)
    table = tmp_path / "alignments" / "diplomacy.sssom.tsv"
    (line,) = [x for x in table.read_text(encoding="utf-8").splitlines() if x.startswith("dipl:confidence\t")]
    added = line.replace("dipl:confidence", "dipl:evidence").replace("closeMatch", "relatedMatch")
    table.write_text(table.read_text(encoding="utf-8") + added + "\n", encoding="utf-8")
    subprocess.run([sys.executable, str(BUILD), str(tmp_path)], check=True)
    graph = Graph().parse(tmp_path / "diplomacy.ttl")
    triple = (iri("diplomacy", "dipl:evidence"), SKOS.relatedMatch, iri("diplomacy", "nif:confidence"))
    assert triple in graph


def test_most_classes_and_properties_are_mapped() -> None:
    mapped = {row["subject_id"] for row in rows("diplomacy")}
    assert len({s for s in mapped if s[5].isupper()}) >= 16
    assert len({s for s in mapped if s[5].islower()}) >= 16
