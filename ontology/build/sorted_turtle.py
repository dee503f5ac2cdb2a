"""Plain triples in, sorted Turtle text out (RDF 1.1 Turtle).

The same triples give the same bytes, so that a rebuilt file differs only where facts differ.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable

from kg.knowledge.facts import Term, Text, Triple
from kg.vocab import PREFIXES, RDF, XSD

BASE = "https://w3id.org/dipl/id/"

_LOCAL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")  # a safe subset of PN_LOCAL


def english(value: str) -> Text:
    return Text(value, "en", RDF["langString"])


def worded(value: str, language: str) -> Text:
    return Text(value, language, RDF["langString"])


def plain(value: str) -> Text:
    return Text(value, "", XSD["string"])


def typed(value: str, datatype: str) -> Text:
    return Text(value, "", datatype)


TRUE = typed("true", XSD["boolean"])


def turtle(header: str, triples: Iterable[Triple]) -> str:
    """Return Turtle with ``header`` as comment; data IRIs are written relative to ``BASE``."""
    blocks: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, value in triples:
        blocks[_iri(subject)][_predicate(predicate)].add(_term(value))
    body = "\n\n".join(_block(subject, blocks[subject]) for subject in sorted(blocks))
    used = [name for name in PREFIXES if re.search(rf"(?<![\w:/]){name}:", body)]
    lines = [f"# {line}".rstrip() for line in header.strip().splitlines()]
    lines += ["", f"@base <{BASE}> .", *(f"@prefix {name}: <{PREFIXES[name]!s}> ." for name in used)]
    return "\n".join(lines) + "\n\n" + body + "\n"


def _block(subject: str, properties: dict[str, set[str]]) -> str:
    # "a" sorts before every prefixed name except those that start with "a": it goes first by rule.
    names = sorted(properties, key=lambda name: (name != "a", name))
    lines = [f"    {name} {', '.join(sorted(properties[name]))}" for name in names]
    return f"{subject}\n" + " ;\n".join(lines) + " ."


def _predicate(iri: str) -> str:
    return "a" if iri == RDF["type"] else _iri(iri)


def _iri(iri: str) -> str:
    if iri.startswith(BASE):
        return f"<{iri.removeprefix(BASE)}>"
    for name, namespace in PREFIXES.items():
        local = iri.removeprefix(str(namespace))
        if local != iri and _LOCAL_NAME.match(local):
            return f"{name}:{local}"
    return f"<{iri}>"


def _term(value: Term) -> str:
    if not isinstance(value, Text):
        return _iri(value)
    quoted = json.dumps(value.value, ensure_ascii=False)  # JSON's escapes are a subset of Turtle's
    if value.language:
        return f"{quoted}@{value.language}"
    if value.datatype == XSD["boolean"]:
        return value.value
    return quoted if value.datatype == XSD["string"] else f"{quoted}^^{_iri(value.datatype)}"
