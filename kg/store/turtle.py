"""Turtle files in, plain triples out (RDF 1.1 Turtle; parsed by pyoxigraph for its speed)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ConfigurationError
from kg.knowledge.facts import Text, Triple


def read_turtle(files: Iterable[Path]) -> Iterator[Triple]:
    """Yield the triples of Turtle files.

    Raises ConfigurationError naming file and line for a syntax error or a blank node
    (this project uses none, so that every statement can be named).
    """
    for file in files:
        try:
            for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
                yield _plain(file, triple)
        except (SyntaxError, OSError) as error:
            raise ConfigurationError(f"{file}: cannot be read as Turtle: {error}") from error


def _plain(file: Path, quad: ox.Quad) -> Triple:
    subject, predicate, value = quad.subject, quad.predicate, quad.object
    if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
        raise ConfigurationError(f"{file}: has a blank node near {quad}; give it an IRI")
    if isinstance(value, ox.NamedNode):
        return subject.value, predicate.value, value.value
    text = Text(value.value, value.language or "", value.datatype.value)
    return subject.value, predicate.value, text


DEFAULT_BASE = "https://w3id.org/dipl/id/"  # what the files under ontology/reference use


def rebased(triples: Iterable[Triple], base_iri: str) -> Iterator[Triple]:
    """Yield the triples with data IRIs moved from the default base to the configured one."""
    if base_iri == DEFAULT_BASE:
        yield from triples
        return
    for subject, predicate, value in triples:
        moved = value if isinstance(value, Text) else _moved(value, base_iri)
        yield _moved(subject, base_iri), predicate, moved


def _moved(iri: str, base_iri: str) -> str:
    return base_iri + iri.removeprefix(DEFAULT_BASE) if iri.startswith(DEFAULT_BASE) else iri
