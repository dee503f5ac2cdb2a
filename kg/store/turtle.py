"""Turtle files in, plain triples out (RDF 1.1 Turtle; parsed by pyoxigraph for its speed)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ConfigurationError
from kg.knowledge.facts import Term, Text, Triple

DEFAULT_BASE = "https://w3id.org/dipl/id/"  # what the files under ontology/reference use
_GENID = f"{DEFAULT_BASE}.well-known/genid/"  # RDF 1.1 Concepts, section 3.5


def read_turtle(files: Iterable[Path]) -> Iterator[Triple]:
    """Yield the triples of Turtle files.

    Blank nodes, such as the cells of lists, get Skolem IRIs that depend on the content of their file
    only. Raises ConfigurationError naming file and line for a syntax error.
    """
    for file in files:
        try:
            quads = list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))
        except (SyntaxError, OSError) as error:
            raise ConfigurationError(f"{file}: cannot be read as Turtle: {error}") from error
        genid = f"{_GENID}{file.stem}-"
        for quad in _canonical(quads):
            yield str(_plain(quad.subject, genid)), quad.predicate.value, _plain(quad.object, genid)


def _canonical(quads: list[ox.Quad]) -> Iterable[ox.Quad]:
    """Return quads whose blank nodes have canonical labels (RDFC-1.0)."""
    if not any(isinstance(node, ox.BlankNode) for quad in quads for node in (quad.subject, quad.object)):
        return quads
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _plain(term: object, genid: str) -> Term:
    if isinstance(term, ox.Literal):
        return Text(term.value, term.language or "", term.datatype.value)
    if isinstance(term, ox.BlankNode):
        return genid + term.value
    return term.value if isinstance(term, ox.NamedNode) else str(term)


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
