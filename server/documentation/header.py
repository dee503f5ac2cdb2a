"""A vocabulary in, what the head of its page says out: what it is, whose, which version, how to cite it."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import DCTERMS, OWL, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from server.documentation.turtle import PUBLISHED_PREFIXES
from server.documentation.vocabularies import Vocabulary
from server.documentation.wording import Wording, label, wordings

_STATUS = URIRef("http://purl.org/ontology/bibo/status")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the head: what it states, as text or with the address it leads to."""

    name: str
    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a page; ``prefixes`` are those of the vocabularies that it uses."""

    titles: tuple[Wording, ...]
    descriptions: tuple[Wording, ...]
    facts: tuple[Fact, ...]
    licence: str
    citation: str
    bibtex: str
    history: tuple[Wording, ...]
    prefixes: tuple[tuple[str, str], ...]


def header_of(vocabulary: Vocabulary, everything: Graph) -> Header:
    """Return the head of a page; names of persons and bodies may stand in any of the vocabularies."""
    graph, iri = vocabulary.graph, vocabulary.iri
    stated = next((w.text for w in wordings(graph, iri, DCTERMS.bibliographicCitation)), "")
    return Header(
        wordings(graph, iri, DCTERMS.title) or (Wording(vocabulary.title, "en"),),
        wordings(graph, iri, DCTERMS.description) or wordings(graph, iri, RDFS.comment),
        tuple(_facts(vocabulary, everything)),
        str(graph.value(iri, DCTERMS.license) or ""),
        stated or _citation(vocabulary, everything),
        _bibtex(vocabulary, everything),
        wordings(graph, iri, SKOS.historyNote, SKOS.changeNote),
        _prefixes(vocabulary),
    )


def _facts(vocabulary: Vocabulary, everything: Graph) -> list[Fact]:
    graph, iri = vocabulary.graph, vocabulary.iri
    facts = [Fact("IRI", str(iri), str(iri))]
    if vocabulary.version:
        facts.append(Fact("Version", vocabulary.version))
    version_iri = graph.value(iri, OWL.versionIRI)
    facts += [Fact("Version IRI", str(version_iri), str(version_iri))] if version_iri else []
    facts.append(Fact("Namespace", vocabulary.namespace))
    facts += [Fact("Preferred prefix", vocabulary.prefix)] if vocabulary.prefix else []
    for name, predicate in _STATED:
        for value in sorted(graph.objects(iri, predicate), key=str):
            facts.append(_fact(name, value, everything))
    return facts


_STATED = (
    ("Licence", DCTERMS.license),
    ("Creator", DCTERMS.creator),
    ("Publisher", DCTERMS.publisher),
    ("Contributor", DCTERMS.contributor),
    ("Created", DCTERMS.created),
    ("Modified", DCTERMS.modified),
    ("Status", _STATUS),
    ("Requires", DCTERMS.requires),
    ("Imports", OWL.imports),
    ("Earlier version", OWL.priorVersion),
    ("Draws on", DCTERMS.source),
    ("See also", RDFS.seeAlso),
)


def _fact(name: str, value: Node, everything: Graph) -> Fact:
    if not isinstance(value, URIRef):
        return Fact(name, str(value))
    if name == "Status":
        return Fact(name, value.rpartition("/")[2], str(value))
    if "creativecommons.org/licenses/by/4.0" in value:
        return Fact(name, "Creative Commons Attribution 4.0 International (CC BY 4.0)", str(value))
    named = label(everything, value)
    return Fact(name, str(value) if ":" in named and " " not in named else named, str(value))


def _creator(vocabulary: Vocabulary, everything: Graph) -> str:
    creator = vocabulary.graph.value(vocabulary.iri, DCTERMS.creator)
    return label(everything, creator) if creator else ""


def _citation(vocabulary: Vocabulary, everything: Graph) -> str:
    creator, version = _creator(vocabulary, everything), vocabulary.version
    title = vocabulary.title + (f", version {version}" if version else "")
    return f"{creator}: {title}. {vocabulary.iri}" if creator else f"{title}. {vocabulary.iri}"


def _bibtex(vocabulary: Vocabulary, everything: Graph) -> str:
    creator = _creator(vocabulary, everything)
    created = str(vocabulary.graph.value(vocabulary.iri, DCTERMS.created) or "")
    fields = {
        "author": f"{{{creator}}}" if creator else "",
        "title": vocabulary.title,
        "version": vocabulary.version,
        "year": created[:4],
        "url": str(vocabulary.graph.value(vocabulary.iri, OWL.versionIRI) or vocabulary.iri),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    key = (vocabulary.prefix or vocabulary.path).replace("/", "-")
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}"


def _prefixes(vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    used = {str(term) for triple in vocabulary.graph for term in triple if isinstance(term, URIRef)}
    return tuple(
        sorted(
            (prefix, str(namespace))
            for prefix, namespace in PUBLISHED_PREFIXES.items()
            if any(iri.startswith(namespace) and iri != namespace for iri in used)
        )
    )
