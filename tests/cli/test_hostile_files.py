"""Files made to break their reader: each is told as unreadable, and the others of the batch are read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.once import copied
from tests.server.hostile_uploads import HOSTILE, JSONLD, NT, SENTENCES, TRIG, TURTLE, XML, with_entities

ROOT = Path(__file__).resolve().parents[2]
ENDINGS = {TURTLE: ".ttl", TRIG: ".trig", NT: ".nt", JSONLD: ".jsonld", XML: ".rdf"}
# Files may name graphs and hold texts that the store would not; what is packed is no RDF.
ELSEWHERE = {"a named graph", "too much", "NUL", "NUL by escape", "NUL in JSON", "a long IRI"}


def kg(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, which a file could end."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=500)


def tells_each(done: subprocess.CompletedProcess[str], files: Sequence[Path]) -> None:
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    assert [file.name for file in files if file.name not in told] == []


def test_validate_tells_each_and_goes_on(tmp_path: Path) -> None:
    files = []
    for number, hostile in enumerate(HOSTILE):
        if hostile.kind in ENDINGS and not hostile.headers and hostile.name not in ELSEWHERE:
            files.append(tmp_path / f"hostile-{number}{ENDINGS[hostile.kind]}")
            files[-1].write_bytes(hostile.make())
    assert len(files) > 30
    good = tmp_path / "good.ttl"
    good.write_text("<http://e/s> <http://e/p> 1 .")
    done = kg("validate", "--profile", "lenient", *files, good)
    assert done.returncode == 3, done.stderr[-1000:]
    assert "1 graphs, 1 conform, 0 do not" in done.stdout
    tells_each(done, files)


def test_ingest_rejects_each_and_goes_on(reference_store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    contents = {
        "entities.html": f"<!DOCTYPE html [<!ENTITY x 'y'>]><html><p>&x; {SENTENCES}</p></html>".encode(),
        "entities16.html": f"<!DOCTYPE html [<!ENTITY x 'y'>]><p>&x; {SENTENCES}</p>".encode("utf-16"),
        "deep.html": ("<div>" * 10_000 + SENTENCES + "</div>" * 10_000).encode(),
        "wide.html": f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>{SENTENCES}</p>".encode(),
        "deep.jsonl": b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
        "pair.jsonl": json.dumps({"text": f"\ud800 {SENTENCES}"}).encode(),
        "deep.md": b"---\na: " + b"[" * 10_000 + b"]" * 10_000 + b"\n---\n" + SENTENCES.encode(),
        "nul.txt": b"a\x00b " + SENTENCES.encode(),
        "other.txt": b"\xff\xfe\x00",
        "large.txt": b"a" * 1_000_001,
    }
    files = [folder / name for name in contents]
    for file in files:
        file.write_bytes(contents[file.name])
    (folder / "good.txt").write_text(f"Ministers meet in Nairobi\n\n{SENTENCES}\n")
    settings = tmp_path / "settings.toml"
    settings.write_text('names_model = ""\nmax_article_bytes = 1000000\n')
    done = kg("--config", settings, "ingest", "--store", copied(reference_store, tmp_path / "store"), folder)
    assert done.returncode == 1, done.stderr[-1000:]
    assert "1 stored" in done.stdout
    assert f"{len(files)} rejected" in done.stdout
    tells_each(done, files)


def test_import_rejects_each_and_goes_on(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("laughs.xml", "deep.xml", "pairs.jsonl", "coding.xml", "none.xml")]
    files[0].write_bytes(with_entities().encode())
    files[1].write_bytes(b"<a>" * 200_000 + b"</b>")
    files[2].write_bytes(b"[" * 100_000 + b"]" * 100_000)
    files[3].write_bytes(b'<?xml version="1.0" encoding="utf-99"?><visit/>')
    files[4].write_bytes(b"\x00\xff")
    records = ROOT / "tests" / "record" / "visits"
    done = kg("import", "visits", "--store", tmp_path / "store", *files, records)
    assert done.returncode == 1, done.stderr[-1000:]
    assert "4 visits" in done.stdout
    assert "version 1" in done.stdout
    tells_each(done, files)
