"""SPARQL JSON results in, a table for terminals out: prefixes shortened, labels beside IRIs."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kg.knowledge.facts import Text
from kg.store.reader import Reader
from kg.vocab import PREFIXES, RDFS, XSD

_WIDEST = 72  # characters of a cell before it is shortened

_LABELS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX schema: <https://schema.org/>
SELECT ?node ?label WHERE {
  VALUES ?property { foaf:name skos:prefLabel rdfs:label schema:headline schema:name }
  ?node ?property ?label .
}
"""


def render_table(results: Mapping[str, Any], reader: Reader, base_iri: str) -> str:
    """Return the results of a SELECT or ASK query as lines of text."""
    if "boolean" in results:
        return "yes" if results["boolean"] else "no"
    names: list[str] = results["head"]["vars"]
    show = _shower(reader, base_iri)
    rows = [[show(row.get(name)) for name in names] for row in results["results"]["bindings"]]
    count = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    return "\n".join((*_lines(names, rows), f"({count}, version {reader.version})"))


def _lines(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    rule = ["-" * width for width in widths]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (names, rule, *rows)
    ]


def _shower(reader: Reader, base_iri: str) -> Callable[[Mapping[str, str] | None], str]:
    labels: dict[str, str] = {}

    def show(term: Mapping[str, str] | None) -> str:
        if term is None:
            return ""
        if term["type"] != "uri":
            return _literal(term)
        iri = term["value"]
        if iri not in labels:
            labels[iri] = _label(reader, iri) if iri.startswith(base_iri) else ""
        short = _shortened(iri, base_iri)
        return f"{_cut(labels[iri])} <{short}>" if labels[iri] else short

    return show


def _label(reader: Reader, iri: str) -> str:
    found = (row["label"] for row in reader.select(_LABELS, node=iri))
    texts = [label for label in found if isinstance(label, Text)]
    texts.sort(key=lambda text: (text.language not in ("en", ""), -len(text.value), text))
    return texts[0].value if texts else ""


def _shortened(iri: str, base_iri: str) -> str:
    for prefix, namespace in (("id", base_iri), *PREFIXES.items()):
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _literal(term: Mapping[str, str]) -> str:
    language, datatype = term.get("xml:lang"), term.get("datatype", "")
    tail = f"@{language}" if language else ""
    if datatype and not datatype.startswith((XSD, RDFS)):
        tail = f"^^{datatype}"
    return _cut(term["value"]) + tail


def _cut(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return textwrap.shorten(line, _WIDEST, placeholder="…") if len(line) > _WIDEST else line
