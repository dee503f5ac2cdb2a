"""The competency questions in ``ontology/questions`` in, their answers from the example articles out.

A question is a SPARQL 1.1 query; its first comment lines ask it in English and in Spanish and name the
terms of the ontology that it uses. Its answer stands beside it, in SPARQL 1.1 TSV.
``python tests/ontology/questions.py`` (``make questions``) writes today's answers and the list of the
questions; what it changes is to be read against the articles before it is committed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kg.store.embedded import EmbeddedStore
from kg.store.pool.results import serialize_results
from kg.store.reader import Reader
from kg.store.sparql.query import read_query

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "ontology" / "questions"
NAMED_GRAPHS = QUESTIONS / "named-graphs"
LIST = QUESTIONS / "README.md"
_MOST_BYTES = 1_000_000  # of one answer
_HEADER = re.compile(r"# (?P<english>.+)\n# (?P<spanish>.+)\n# Terms: (?P<terms>.+)\n\n")


@dataclass(frozen=True, slots=True)
class Question:
    """A query file with what its first lines say of it."""

    file: Path
    english: str
    spanish: str
    terms: tuple[str, ...]
    query: str

    @property
    def answer_file(self) -> Path:
        return self.file.with_suffix(".tsv")

    @property
    def expected(self) -> str:
        return self.answer_file.read_text(encoding="utf-8")


def read_question(file: Path) -> Question:
    query = file.read_text(encoding="utf-8")
    header = _HEADER.match(query)
    assert header, f"{file.name}: a question in English, one in Spanish and the terms come first"
    terms = () if header["terms"] == "none" else tuple(header["terms"].split())
    return Question(file, header["english"], header["spanish"], terms, query)


def questions(folder: Path = QUESTIONS) -> list[Question]:
    """Return the questions of a folder, without those of folders in it, in order of number."""
    return [read_question(file) for file in sorted(folder.glob("*.rq"))]


def all_questions() -> list[Question]:
    return questions() + questions(NAMED_GRAPHS)


def kg(store: Path, *arguments: str) -> str:
    """Return what a command prints, run at the top of the checkout."""
    environment = {**os.environ, "KG_STORE": str(store), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kg", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def answer(question: Question, reader: Reader) -> str:
    """Return the answer as SPARQL 1.1 TSV, each term with its language or datatype."""
    found = reader.evaluate(read_query(question.query), (), ())
    return serialize_results(found, "tsv", _MOST_BYTES)[0].decode("utf-8")


def listed(text: str) -> str:
    """Return the text of the list with its tables as the files are now."""
    for folder in (QUESTIONS, NAMED_GRAPHS):
        prefix = "" if folder == QUESTIONS else f"{folder.name}/"
        rows = [
            f"| {question.english} | [`{question.file.stem}`]({prefix}{question.file.name}) |"
            for question in questions(folder)
        ]
        table = "\n".join(("| question | file |", "|---|---|", *rows))
        heading = "Questions" if folder == QUESTIONS else "Named graphs"
        before, rest = text.split(f"\n## {heading}\n", 1)
        told, old = rest.split("\n\n| question | file |\n", 1)
        after = old.partition("\n\n")[2]
        text = f"{before}\n## {heading}\n{told}\n\n{table}\n" + (f"\n{after}" if after else "")
    return text


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        kg(store, "ingest", "examples/articles")
        reader = EmbeddedStore.open_reader(store)
        for question in all_questions():
            question.answer_file.write_text(answer(question, reader), encoding="utf-8")
    LIST.write_text(listed(LIST.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
