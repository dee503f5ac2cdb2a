"""The text of an RDF file and some of its nodes in, the line where each is described out.

This reads lines, not RDF: it finds a node where a statement about it begins a line, as people and
programs write Turtle, TriG, N-Triples and N-Quads, or by its identifying attribute in RDF/XML and
JSON-LD. What it does not find has no line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Container, Iterator
from pathlib import Path
from urllib.parse import urljoin

_DECLARATION = re.compile(r"\s*@?(prefix|base)\s+(?:([\w.-]*):\s*)?<([^>]*)>", re.IGNORECASE)
_SUBJECT = re.compile(r"\s*(?:<([^>]*)>|([\w.-]*):([^\s;,]*))(?=\s|$)")
_ATTRIBUTE = re.compile(r"""rdf:about\s*=\s*["']([^"']*)["']|"@id"\s*:\s*"([^"]*)\"""")


def subject_lines(file: Path, subjects: Container[str]) -> dict[str, int]:
    """Return the first line, counted from 1, of each of the subjects that was found."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        if file.suffix in (".rdf", ".owl", ".xml", ".jsonld", ".json"):
            found = _attributes(lines)
        else:
            found = _statements(lines, file.resolve().as_uri())
        first: dict[str, int] = {}
        for subject, number in found:
            if subject in subjects:
                first.setdefault(subject, number)
    return first


def _attributes(lines: Iterator[str]) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(lines, 1):
        for about, identifier in _ATTRIBUTE.findall(line):
            yield html.unescape(about) or identifier, number


def _statements(lines: Iterator[str], base: str) -> Iterator[tuple[str, int]]:
    prefixes: dict[str, str] = {"_": "_:"}
    begins = True  # a statement may begin here
    for number, line in enumerate(lines, 1):
        declared = _DECLARATION.match(line)
        if declared and declared[1].lower() == "base":
            base = urljoin(base, declared[3])
        elif declared:
            prefixes[declared[2] or ""] = urljoin(base, declared[3])
        elif begins and (match := _SUBJECT.match(line)):
            relative, prefix, local = match.groups()
            yield (
                (urljoin(base, relative) if relative is not None else prefixes.get(prefix, "") + local),
                number,
            )
        if line.strip() and not line.lstrip().startswith("#"):
            begins = line.rstrip().endswith((".", "{", "}"))
