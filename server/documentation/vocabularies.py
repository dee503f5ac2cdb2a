"""The graphs of the ontology and the shapes in, one document per vocabulary out, each with its address.

A vocabulary is what has an ``owl:Ontology`` or ``skos:ConceptScheme`` header with an IRI of its own. Its
document holds the header, the terms in its hash namespace (Cool URIs for the Semantic Web, section 4.1)
and what those rest on. For ``https://w3id.org/dipl/X`` the address is ``/X``; for ``https://w3id.org/dipl``
itself it is ``/ontology``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import DCTERMS, OWL, RDF, SH, SKOS, Graph, Literal, URIRef
from rdflib.term import BNode, Node

from kg.knowledge.facts import Triple
from kg.resources import ontology_folder, reference_files, shapes_folder
from kg.store.turtle import read_turtle
from server.documentation.turtle import OrderedGraph
from server.links import VOCABULARY
from server.rdf_output import node

ROOT_PATH = "ontology"
# Other addresses by which people ask for a vocabulary.
OTHER_PATHS: Mapping[str, str] = {"topics": "topic"}
_GENID = "/.well-known/genid/"  # RDF 1.1 Concepts, section 3.5: list cells come back as blank nodes
_VERSION_PATH = re.compile(r"(?:[\w-]+/)*\d+(?:\.\d+)+")  # the name of a file is made of it
_VERSION = re.compile(r"(?:(?P<path>.+)/)?(?P<version>\d+(?:\.\d+)+)\Z")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One published document: its IRI, its path here, what it holds, and the path of its version.

    ``kind`` is ``ontology``, ``shapes`` or ``scheme``; ``version`` and ``version_path`` are "" where the
    header states no version.
    """

    iri: URIRef
    path: str
    kind: str
    graph: OrderedGraph
    version: str
    version_path: str

    @property
    def namespace(self) -> str:
        return f"{self.iri}#"

    @property
    def title(self) -> str:
        titles = [text for text in self.graph.objects(self.iri, DCTERMS.title) if isinstance(text, Literal)]
        english = [str(text) for text in titles if text.language == "en"]
        return next(iter(english or sorted(map(str, titles))), self.path)

    @property
    def prefix(self) -> str:
        stated = self.graph.value(self.iri, URIRef("http://purl.org/vocab/vann/preferredNamespacePrefix"))
        return str(stated or "")

    def terms(self) -> list[URIRef]:
        """Return the terms it defines, sorted."""
        subjects = {s for s in self.graph.subjects() if isinstance(s, URIRef)}
        return sorted(s for s in subjects if s.startswith(self.namespace) and len(s) > len(self.namespace))


@dataclass(frozen=True, slots=True)
class Profile:
    """A file that makes the shapes stricter or looser: its name, what it is for, and its triples.

    ``iri`` is that of its header, "" where it has none; with one it is a document, too.
    """

    name: str
    purpose: str
    graph: OrderedGraph
    iri: str


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """All that is published, the ontology first; ``everything`` is the union, for labels and words."""

    documents: tuple[Vocabulary, ...]
    everything: Graph
    profiles: tuple[Profile, ...]

    def at(self, path: str) -> Vocabulary | None:
        """Return the vocabulary whose address, or the address of whose version, is ``path``."""
        return next((v for v in self.documents if path and path in (v.path, v.version_path)), None)

    def versions_beside(self, path: str) -> list[str] | None:
        """Return the known version paths where ``path`` asks for a version of a vocabulary, else ``None``."""
        match = _VERSION.match(path)
        wanted = (match["path"] or ROOT_PATH) if match else ""
        found = [v.version_path for v in self.documents if v.path == wanted and v.version_path]
        return found if match and any(v.path == wanted for v in self.documents) else None

    def home_of(self, iri: str) -> Vocabulary | None:
        """Return the vocabulary that defines a term or that the IRI names."""
        document = iri.partition("#")[0]
        found = next((v for v in self.documents if str(v.iri) == document), None)
        return found if found and (iri == document or (URIRef(iri), None, None) in found.graph) else None


def path_of(iri: str) -> str:
    """Return the path, without slash before it, at which an IRI below ``https://w3id.org/dipl`` answers."""
    document = iri.partition("#")[0]
    return document.removeprefix(VOCABULARY).strip("/") or ROOT_PATH


def iri_at(path: str) -> str:
    """Return the IRI that answers at a path: the reverse of ``path_of``."""
    return VOCABULARY if path == ROOT_PATH else f"{VOCABULARY}/{path}"


def from_files() -> Vocabularies:
    """Read the vocabularies of this installation: no store is needed."""
    ontology, shapes = ontology_folder(), shapes_folder()
    terms = read_turtle(sorted(set(ontology.rglob("*.ttl")).difference(reference_files())))
    return from_triples(terms, read_turtle(sorted(shapes.glob("*.ttl"))))


def from_triples(ontology: Iterable[Triple], shapes: Iterable[Triple]) -> Vocabularies:
    """Return the vocabularies in the graph of the ontology and in that of the shapes."""
    whole, rules = _graph(ontology), _graph(shapes)
    profiles = tuple(_profiles(shapes_folder()))
    documents = [*_documents(whole), *_documents(rules)]
    documents += [_document(URIRef(p.iri), p.graph, "shapes") for p in profiles if p.iri]
    order = {"ontology": 0, "shapes": 1, "scheme": 2}
    documents.sort(key=lambda v: (v.path != ROOT_PATH, order[v.kind], v.path))
    return Vocabularies(tuple(documents), whole + rules, profiles)


def _graph(triples: Iterable[Triple]) -> OrderedGraph:
    graph = OrderedGraph()
    for subject, predicate, value in sorted(triples, key=str):
        graph.add((_unnamed(node(subject)), URIRef(predicate), _unnamed(node(value))))
    return graph


def _unnamed(term: Node) -> Node:
    if isinstance(term, URIRef) and _GENID in term:
        return BNode(re.sub(r"\W", "", term.partition(_GENID)[2]))
    return term


def _documents(graph: Graph) -> Iterable[Vocabulary]:
    headers = {
        str(header): URIRef(header)
        for kind in (OWL.Ontology, SKOS.ConceptScheme)
        for header in graph.subjects(RDF.type, kind)
        if isinstance(header, URIRef) and "#" not in header and header.startswith(VOCABULARY)
    }
    owned: dict[str, set[Node]] = defaultdict(set)
    for subject in set(graph.subjects()):
        owned[str(subject).partition("#")[0]].add(subject)
    # Declarations of outside terms belong to the ontology that uses them.
    outside = [s for document, found in owned.items() for s in found if _is_outside(s, document)]
    for name, iri in headers.items():
        subjects = owned[name] | (set(outside) if path_of(iri) == ROOT_PATH else set())
        yield _document(iri, _closed(graph, subjects, headers))


def _is_outside(subject: Node, document: str) -> bool:
    return isinstance(subject, URIRef) and not document.startswith(VOCABULARY)


def _closed(graph: Graph, subjects: set[Node], headers: Mapping[str, URIRef]) -> OrderedGraph:
    """Return what is said about the subjects and about what they rest on that no document owns."""
    found = OrderedGraph()
    waiting, done = sorted(subjects, key=str), set(subjects)
    while waiting:
        for triple in sorted(graph.triples((waiting.pop(), None, None)), key=str):
            found.add(triple)
            value = triple[2]
            free = isinstance(value, BNode | URIRef) and str(value).partition("#")[0] not in headers
            if free and value not in done and (value, None, None) in graph and not _foreign(value):
                waiting.append(value)
                done.add(value)
    return found


def _foreign(value: Node) -> bool:
    return isinstance(value, URIRef) and not value.startswith(VOCABULARY)


def _document(iri: URIRef, graph: OrderedGraph, kind: str = "") -> Vocabulary:
    if not kind:
        kind = "scheme" if (iri, RDF.type, SKOS.ConceptScheme) in graph else "ontology"
        kind = "shapes" if (None, RDF.type, SH.NodeShape) in graph else kind
    path, version = path_of(iri), str(graph.value(iri, OWL.versionInfo) or "")
    stated = graph.value(iri, OWL.versionIRI)
    version_path = f"{path}/{version}" if stated is None else path_of(str(stated))
    if not _VERSION_PATH.fullmatch(version_path):
        version_path = ""
    return Vocabulary(iri, path, kind, graph, version, version_path)


def _profiles(folder: Path) -> Iterable[Profile]:
    for file in sorted((folder / "profiles").glob("*.ttl")):
        graph = _graph(read_turtle([file]))
        header = next((s for s in graph.subjects(RDF.type, OWL.Ontology) if VOCABULARY in str(s)), None)
        stated = graph.value(header, DCTERMS.description) if header else None
        yield Profile(file.stem, str(stated or _comment(file)), graph, str(header or ""))


def _comment(file: Path) -> str:
    """Return the words of the comment that a file begins with, without its licence line."""
    words = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        if not line.startswith("# Licence"):
            words.append(line.strip("# "))
    return " ".join(words)
