"""Plain triples in, pyoxigraph terms out, and back (RDF 1.1 Concepts, section 3).

An IRI is a ``str``, a literal a ``Text``; a blank node, which only a foreign file or a query can
bring, is a ``str`` that starts with ``_:``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import DocumentError, StoreError
from kg.knowledge.facts import Term, Text, Triple
from kg.vocab import RDF, XSD

_LANG_STRING = RDF["langString"]
_STRING = XSD["string"]

OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI to the engine (RFC 3987), so that the store could hold it."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def to_ox_term(term: Term) -> OxTerm:
    if isinstance(term, Text):
        if term.language:
            return ox.Literal(term.value, language=term.language)
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype or _STRING))
    return ox.BlankNode(term[2:]) if term.startswith("_:") else ox.NamedNode(term)


def to_ox_triple(triple: Triple) -> ox.Triple:
    """Return the triple for the engine; raise StoreError for what is no RDF triple."""
    subject, predicate, value = triple
    try:
        node = to_ox_term(subject)
        if isinstance(node, ox.Literal):
            raise StoreError(f"the literal {subject!r} cannot be the subject of a triple")
        return ox.Triple(node, ox.NamedNode(predicate), to_ox_term(value))
    except ValueError as error:
        raise StoreError(f"{triple!r} is not an RDF triple: {error}") from error


def from_ox_term(term: object) -> Term:
    """Return a term; raises DocumentError for the kinds of RDF 1.2, which are not stored."""
    if isinstance(term, ox.Literal):
        if term.direction is not None:
            raise DocumentError(
                f"a text with a direction (@{term.language}--...) is not stored; leave it out"
            )
        if term.language:
            return Text(term.value, term.language, _LANG_STRING)
        return Text(term.value, "", term.datatype.value)
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Triple):
        raise DocumentError("a triple within a triple is not stored; name what it says by an IRI")
    return str(term)


def from_ox_triple(triple: ox.Triple | ox.Quad) -> Triple:
    return str(from_ox_term(triple.subject)), triple.predicate.value, from_ox_term(triple.object)


def ntriples_lines(triples: Iterable[Triple]) -> list[str]:
    """Return the distinct N-Triples lines of a graph, sorted by code point, without line ends.

    Literals are written as the engine keeps them: numbers, truth values and times in their
    canonical form ("0.80" is "0.8"), so that what is read back has the same digest.
    """
    engine = ox.Store()
    engine.extend(ox.Quad(*to_ox_triple(triple)) for triple in triples)
    return sorted(f"{quad.triple} ." for quad in engine)


def lines_digest(lines: Iterable[str]) -> str:
    """Return the SHA-256 of sorted lines, as hexadecimal."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("utf-8") + b"\n")
    return digest.hexdigest()
