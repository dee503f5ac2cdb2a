"""The command line: results on standard output, talk on standard error, exit codes that mean something."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import cli
from kg.knowledge.facts import Text
from kg.store.embedded import EmbeddedStore
from kg.vocab import FOAF, RDF, XSD
from tests.once import copied

BASE = "https://w3id.org/dipl/id/"
GRAPH = f"{BASE}graph/article/0123456789abcdef"
QUERY = "PREFIX foaf: <http://xmlns.com/foaf/0.1/> SELECT ?p ?n { ?p foaf:name ?n }"
ARTICLE = """Ministers of Ruritania and Strelsau meet

The Example Courier, 3 March 2021

The foreign minister of France met the foreign minister of Germany in Paris on Tuesday.
They agreed to meet again.
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    with EmbeddedStore.open_writer(path) as writer:
        person = f"{BASE}person/1"
        triples = [(person, RDF["type"], FOAF["Person"])]
        writer.replace_graph(GRAPH, [*triples, (person, FOAF["name"], Text("Añna Б", "", XSD["string"]))])
        writer.extend_graph(f"{BASE}graph/provenance", [(f"{BASE}run/1", RDF["type"], FOAF["Agent"])])
        writer.publish()
    return path


Captured = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom kg.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'rdflib', 'pyshacl', 'spacy', 'pyoxigraph', 'flask', 'tqdm'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for command in ("ingest", "validate", "quarantine", "query", "export", "stats", "explain", "serve"):
        assert command in done.stdout


def test_usage_errors_exit_with_two(capsys: Captured) -> None:
    for arguments in (
        [],
        ["nonsense"],
        ["ingest"],
        ["ingest", "--jobs", "0", "x"],
        ["query", "--format", "x", "y"],
    ):
        with pytest.raises(SystemExit) as caught:
            cli.main(arguments)
        assert caught.value.code == 2


def test_query_as_a_table_with_short_iris_and_labels(store: Path, capsys: Captured) -> None:
    assert run("query", "--store", store, QUERY) == 0
    assert capsys.readouterr().out.splitlines() == [
        "p                     n",
        "--------------------  ------",
        "Añna Б <id:person/1>  Añna Б",
        "(1 row, version 1)",
    ]


def test_query_from_a_file_in_other_formats(
    store: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "people.rq"
    file.write_text(QUERY, encoding="utf-8")
    assert run("query", "--store", store, "--format", "csv", file) == 0
    assert capfdbinary.readouterr().out == f"p,n\r\n{BASE}person/1,Añna Б\r\n".encode()
    assert run("query", "--store", store, "--format", "json", file) == 0
    assert json.loads(capfdbinary.readouterr().out)["head"] == {"vars": ["p", "n"]}
    assert run("query", "--store", store, "DESCRIBE <http://nobody.example/>") == 0


def test_query_errors_are_one_line_without_traceback(store: Path, capsys: Captured) -> None:
    for query, message in [
        ("SELECT * {\n ?s ?p }", "line 2, column 9"),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "no other server is asked"),
        ("SELECT * FROM <http://x/> { ?s ?p ?o }", "not in this store"),
        ("DROP ALL", "answers queries only"),
    ]:
        assert run("query", "--store", store, query) == 3
        captured = capsys.readouterr()
        assert captured.out == ""
        assert message in captured.err
        assert captured.err.startswith("kg: ")
        assert captured.err.count("\n") == 1


def test_a_missing_store_says_what_to_do(tmp_path: Path, capsys: Captured) -> None:
    assert run("stats", "--store", tmp_path / "none") == 3
    assert "make one with: kg ingest" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "jsonld"])
def test_export_is_deterministic_and_leaves_provenance_out(
    store: Path, form: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    outputs = []
    for _ in range(2):
        assert run("export", "--store", store, "--format", form) == 0
        outputs.append(capfdbinary.readouterr().out)
    assert outputs[0] == outputs[1]
    assert "Añna Б".encode() in outputs[0]
    assert b"run/1" not in outputs[0]


def test_export_of_one_graph(store: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("export", "--store", store, "--graph", f"{BASE}graph/provenance") == 0
    expected = f"<{BASE}run/1> <{RDF['type']}> <{FOAF['Agent']}> <{BASE}graph/provenance> .\n"
    assert capfdbinary.readouterr().out == expected.encode()
    assert run("export", "--store", store, "--graph", "http://nowhere/") == 3


def test_export_into_a_pipe_that_closes(store: Path) -> None:
    command = f"{sys.executable} -m kg export --store '{store}' | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


def test_stats(store: Path, capsys: Captured) -> None:
    assert run("stats", "--store", store, "--json") == 0
    content = json.loads(capsys.readouterr().out)
    assert (content["version"], content["articles"], content["quads"]) == (1, 1, 3)
    assert content["classes"] == {FOAF["Person"]: 1}
    assert run("stats", "--store", store) == 0
    assert "foaf:Person" in capsys.readouterr().out


def test_validate_files(tmp_path: Path, capsys: Captured) -> None:
    good, bad, other = tmp_path / "good.ttl", tmp_path / "bad.nq", tmp_path / "file.docx"
    good.write_text("<http://e/s> <http://e/p> 1 .", encoding="utf-8")
    bad.write_text(
        '<http://e/s> <http://e/p> "x"^^<http://www.w3.org/2001/XMLSchema#date> <http://e/g> .\n', "utf-8"
    )
    other.write_text("x", encoding="utf-8")
    assert run("validate", good) == 0
    assert "1 graphs, 1 conform, 0 do not" in capsys.readouterr().out
    assert run("validate", "--json", good, bad) == 1
    reports = json.loads(capsys.readouterr().out)
    assert [(report["graph"], report["conforms"]) for report in reports] == [
        (str(good), True),
        ("http://e/g", False),
    ]
    assert run("validate", other) == 3
    assert "its ending names no RDF syntax" in capsys.readouterr().err


SHAPES_TESTS = Path(__file__).resolve().parent.parent / "shapes"


def test_validate_shows_a_repeated_fault_once_with_its_places(tmp_path: Path, capsys: Captured) -> None:
    faulty = (SHAPES_TESTS / "failing" / "words-differ.ttl").read_text("utf-8")
    files = [tmp_path / f"{number}.ttl" for number in range(5)]
    for file in files:
        file.write_text(faulty, encoding="utf-8")
    assert run("validate", *files) == 1
    out = capsys.readouterr().out
    assert "5 times in 5 graphs; shape:Mention-words, SPARQL" in out
    assert "and 2 more (--all shows every one)" in out
    assert "https://news.example/harbour-dialogue, line 3" in out
    assert f"{files[0]}:" in out
    assert out.count("  - https://w3id.org") == 3
    assert run("validate", "--all", *files) == 1
    assert capsys.readouterr().out.count("  - https://w3id.org") == 5


def test_validate_writes_reports_as_rdf(capsys: Captured) -> None:
    from rdflib import RDF, SH, Graph

    failing, conforming = (
        SHAPES_TESTS / "failing" / "meeting-of-one.ttl",
        SHAPES_TESTS / "conforming" / "State.ttl",
    )
    assert run("validate", "--format", "turtle", failing, conforming) == 0  # a warning
    report = Graph().parse(data=capsys.readouterr().out, format="turtle")
    assert len(list(report.subjects(RDF.type, SH.ValidationReport))) == 2
    (result,) = report.objects(None, SH.result)
    path = report.value(result, SH.resultPath)
    assert path is not None
    assert len(list(report.items(path))) == 2


def test_validate_by_a_profile(capsys: Captured) -> None:
    foreign = SHAPES_TESTS / "conforming" / "lenient" / "linked-chronology.ttl"
    assert run("validate", "--profile", "lenient", foreign) == 0
    assert run("validate", foreign) == 1
    assert "is a blank node" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        run("validate", "--profile", "unknown", foreign)
    assert stopped.value.code == 2
    assert "there are consolidated, lenient, records, reference, strict" in capsys.readouterr().err


def test_validate_goes_on_after_a_file_that_cannot_be_read(tmp_path: Path, capsys: Captured) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<http://e/s> <http://e/p> .\n", encoding="utf-8")
    good = SHAPES_TESTS / "conforming" / "State.ttl"
    assert run("validate", broken, tmp_path / "missing.nt", good) == 3
    captured = capsys.readouterr()
    assert "1 graphs, 1 conform, 0 do not" in captured.out
    assert "broken.ttl: cannot be read: Parser error at line 1 column" in captured.err
    assert "missing.nt: cannot be read" in captured.err


def test_ingest_quarantine_and_validate_end_to_end(tmp_path: Path, capsys: Captured) -> None:
    store, folder = tmp_path / "store", tmp_path / "articles"
    folder.mkdir()
    (folder / "meeting.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    assert run("ingest", "--store", store, "--json", folder) == 1
    captured = capsys.readouterr()
    summary = json.loads(captured.out)
    assert (summary["stored"], len(summary["rejected"])) == (1, 1)
    assert captured.err.count("rejected: ") == 1
    assert "empty.txt" in captured.err
    (folder / "empty.txt").unlink()
    assert run("ingest", "--store", store, folder) == 0
    assert (
        "0 stored, 0 replaced, 1 unchanged, 0 quarantined, 0 rejected; version 1" in capsys.readouterr().out
    )
    assert run("quarantine", "list", "--store", store) == 0
    assert capsys.readouterr().out == ""
    assert run("quarantine", "show", "nothing", "--store", store) == 3
    assert run("validate", "--store", store) == 0
    assert "2 graphs, 2 conform, 0 do not" in capsys.readouterr().out


def test_ctrl_c_publishes_what_is_finished(reference_store: Path, tmp_path: Path) -> None:
    store, folder = copied(reference_store, tmp_path / "store"), tmp_path / "articles"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(
            ARTICLE.replace("3 March", f"{number % 28 + 1} March"), "utf-8"
        )
    command = [sys.executable, "-m", "kg", "ingest", "--store", str(store), "--jobs", "2", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not (store / "unpublished").exists():
            time.sleep(0.02)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=300)
    assert process.returncode == cli.INTERRUPTED, errors
    assert "finished articles are kept" in errors
    assert "Traceback" not in errors
    stored = int(output.split(" stored")[0])
    assert stored < 400
    assert not (store / "unpublished").exists()
    assert EmbeddedStore.open_reader(store).manifest.articles == stored
